"""Set-up with real pip and real environments, from an index of small wheels."""

import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from checkout import ENCODER_LOCK, Checkout, write_lock, write_wheel

from launch import environments
from launch.environments import require_space
from launch.errors import LaunchError
from launch.setup import rasa_environment, web_environment

pytestmark = pytest.mark.slow
Eventually = Callable[[Callable[[], object]], None]


def installed(checkout: Checkout, environment: str) -> set[str]:
    python = checkout.root / f".venv/{environment}/bin/python"
    listed = subprocess.check_output([python, "-m", "pip", "list", "--format=freeze"], text=True)
    return set(listed.split())


def model(checkout: Checkout) -> Path:
    (model,) = (checkout.data / "models").glob("*.tar.gz")
    return model


def test_a_fresh_checkout_is_set_up_whole(fresh: Checkout) -> None:
    code, written = fresh.call("test")
    assert code == 0, written
    assert {"requirements==1.0", "tests-requirements==1.0", "torch==2.13.0"} <= installed(
        fresh, "web"
    )
    assert "bot-requirements==1.0" in installed(fresh, "rasa")
    assert (fresh.data / "encoder").is_dir()
    assert model(fresh).read_text() == "whole"


def test_set_up_again_does_nothing(checkout: Checkout) -> None:
    checkout.call("ask")
    code, written = checkout.call("ask")
    assert code == 5
    assert len(written.splitlines()) == 1, written


def test_a_changed_lock_is_installed(copied: Checkout) -> None:
    write_lock(copied.root, "bot/requirements.txt", "bot-requirements", "2.0")
    _, written = copied.call("user")
    assert "Installing Rasa's environment (1 packages)" in written
    assert "Lotsen's" not in written
    assert "bot-requirements==2.0" in installed(copied, "rasa")


def test_a_killed_set_up_is_resumed(fresh: Checkout, eventually: Eventually) -> None:
    launcher = fresh.start("up")
    eventually(lambda: (fresh.root / ".venv/web/bin/python").exists())
    launcher.kill()
    launcher.communicate()
    eventually(lambda: not fresh.processes())
    code, written = fresh.call("ask")
    assert code == 5, written
    assert "requirements==1.0" in installed(fresh, "web")


def test_a_package_that_pip_was_killed_in_is_installed_again(copied: Checkout) -> None:
    (packages,) = (copied.root / ".venv/rasa/lib").glob("python*/site-packages")
    (packages / "bot_requirements-1.0.dist-info/INSTALLER").unlink()
    (packages / "bot_requirements.py").unlink()
    (copied.root / ".venv/rasa/installed-rasa").unlink()
    copied.call("user")
    assert (packages / "bot_requirements.py").exists()


@pytest.mark.parametrize("broken", ["bin/python", "made", "lib"])
def test_a_broken_environment_is_made_anew(copied: Checkout, broken: str) -> None:
    part = copied.root / ".venv/rasa" / broken
    part.rename(part.with_name("lost"))
    (copied.root / ".venv/rasa/installed-rasa").unlink()
    _, written = copied.call("user")
    assert "Making Rasa's environment (Python 3.10)" in written
    assert "bot-requirements==1.0" in installed(copied, "rasa")


def test_a_wrong_hash_is_told(copied: Checkout) -> None:
    lock = copied.root / "bot/requirements.txt"
    lock.write_text("bot-requirements==2.0 --hash=sha256:" + "0" * 64 + "\n")
    write_wheel(copied.root / "index", "bot-requirements", "2.0")
    code, written = copied.call("up")
    assert code == 1
    assert "wrong hash" in written
    assert "Traceback" not in written


def test_an_index_out_of_reach_is_told(fresh: Checkout) -> None:
    nowhere = "http://127.0.0.1:9/simple"
    fresh.environment.update(PIP_NO_INDEX="0", PIP_RETRIES="1", PIP_INDEX_URL=nowhere)
    code, written = fresh.call("up", PIP_FIND_LINKS="")
    assert code == 1
    assert "no network, or the package index cannot be reached" in written


def test_too_little_room_is_told_before_anything_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for lock in ("requirements.txt", "bot/requirements.txt"):
        write_lock(tmp_path, lock, "stand-in")
    monkeypatch.setattr(environments, "GIGABYTE", 10**15)
    both = web_environment(tmp_path, tests=False), rasa_environment(tmp_path)
    with pytest.raises(LaunchError, match=r"too full: .* needs 7\.0 GB"):
        require_space(tmp_path, *both)


def test_a_changed_encoder_is_built_and_trained_with(checkout: Checkout) -> None:
    lock = checkout.root / ENCODER_LOCK
    before = lock.read_text()
    checkout.call("ask")
    lock.write_text(before + "# changed\n")
    _, written = checkout.call("ask")
    lock.write_text(before)
    assert "Building the encoder" in written
    assert "Training Rasa's model" in written


def test_another_encoder_is_not_built(checkout: Checkout) -> None:
    _, written = checkout.call("ask", LOTSEN_ENCODER="BAAI/bge-m3")
    assert "Building the encoder" not in written
    assert not (checkout.data / "encoder").exists()


def test_a_training_that_fails_or_is_killed_leaves_no_model(
    copied: Checkout, eventually: Eventually
) -> None:
    config, unfinished = copied.root / "config.yml", copied.data / "models/unfinished"
    config.write_text("pipeline: wrong\n")
    code, written = copied.call("train")
    assert (code, "no such component" in written) == (1, True)
    shutil.rmtree(unfinished)
    config.write_text("pipeline: slow\n")
    launcher = copied.start("train")
    eventually(lambda: any(file.read_text() == "half" for file in unfinished.glob("*")))
    launcher.send_signal(signal.SIGINT)
    launcher.communicate(timeout=15)
    assert launcher.returncode == 130
    assert list((copied.data / "models").glob("*.tar.gz")) == []


def test_train_trains_although_nothing_changed(checkout: Checkout) -> None:
    checkout.call("train")
    first = model(checkout).stat().st_mtime_ns
    checkout.call("train")
    assert model(checkout).stat().st_mtime_ns > first
