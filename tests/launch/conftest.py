"""A session for the tests of single steps, and checkouts for those of whole calls."""

import io
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from checkout import Checkout, environment_of, make_checkout

from launch.processes import Runner
from launch.progress import Progress
from launch.python310 import candidates, first_that_runs
from launch.session import Session, child_environment
from launch.settings import read_settings
from launch.stop import Stop


@pytest.fixture
def session(tmp_path: Path) -> Session:
    environment = {"PATH": os.environ["PATH"], "LOTSEN_DATA": str(tmp_path / "var")}
    settings = read_settings(environment, tmp_path)
    environment = child_environment(environment, settings.data)
    return Session(tmp_path, settings, environment, Stop(), Progress(io.StringIO()))


@pytest.fixture(scope="session")
def python310() -> Path:
    """The interpreter that Rasa's environment is made with, here or in the checkout under test."""
    python = os.environ.get("LOTSEN_TEST_RASA_PYTHON")
    if python:
        base = [python, "-c", "import sys; print(sys._base_executable)"]
        return Path(subprocess.check_output(base, text=True).strip())
    runner = Runner(Path.cwd(), os.environ, Stop())
    found = first_that_runs(runner, candidates(os.environ))
    return found or pytest.skip("no Python 3.10 on this machine")


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory, python310: Path) -> Checkout:
    """A checkout that is set up already."""
    checkout = make_checkout(tmp_path_factory.mktemp("ready") / "checkout", python310)
    code, written = checkout.call("train")
    assert code == 0, written
    return checkout


@pytest.fixture
def checkout(ready: Checkout, tmp_path: Path) -> Iterator[Checkout]:
    """Set up, with data and ports of its own; whatever the test leaves running is a failure."""
    mine = ready.with_data(tmp_path / "data")
    yield mine
    assert mine.processes() == []


@pytest.fixture
def fresh(tmp_path: Path, python310: Path) -> Iterator[Checkout]:
    """A checkout in which nothing is set up."""
    mine = make_checkout(tmp_path / "checkout", python310).with_data(tmp_path / "data")
    yield mine
    assert mine.processes() == []


@pytest.fixture
def copied(ready: Checkout, tmp_path: Path) -> Iterator[Checkout]:
    """A copy that is set up and may be broken."""
    root = tmp_path / "checkout"
    shutil.copytree(ready.root, root, symlinks=True)
    mine = Checkout(root, environment_of(root)).with_data(tmp_path / "data")
    yield mine
    assert mine.processes() == []


@pytest.fixture
def eventually() -> Callable[[Callable[[], object]], None]:
    def wait(happened: Callable[[], object]) -> None:
        deadline = time.monotonic() + 20
        while not happened():
            assert time.monotonic() < deadline, "it did not happen in 20 s"
            time.sleep(0.05)

    return wait
