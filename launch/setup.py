"""The set-up: whatever a verb needs and is not there yet."""

import sys
from collections.abc import Iterable
from pathlib import Path

from launch.encoder import build_encoder
from launch.environments import Environment, Lock, install, require_space
from launch.locks import only_one_setup
from launch.python310 import VERSION, find_python310
from launch.session import Session
from launch.side_by_side import Job, side_by_side
from launch.training import train


def set_up(
    session: Session, *, tests: bool = False, retrain: bool = False, first: Iterable[Job] = ()
) -> Path:
    """Sets up all that is missing and returns Rasa's model, trained anew if need be.

    The jobs in `first` run as soon as the web process's environment is there.
    """
    with only_one_setup(session):
        _environments(session, tests, [*first, lambda: build_encoder(session)])
        return train(session, again=retrain)


def set_up_environments(session: Session, *, tests: bool = False) -> None:
    with only_one_setup(session):
        _environments(session, tests, [])


def _environments(session: Session, tests: bool, then: Iterable[Job]) -> None:
    web, rasa = web_environment(session.root, tests), rasa_environment(session.root)
    require_space(session.root / ".venv", web, rasa)
    # before the two run side by side, since it may need the web environment for uv
    python310 = find_python310(session, web) if rasa.missing() else rasa.python

    def make_web() -> None:
        install(session, web, Path(sys.executable))
        for job in then:
            job()

    side_by_side(session.stop, make_web, lambda: install(session, rasa, python310))


def web_environment(root: Path, tests: bool) -> Environment:
    locks = [Lock("web", "Lotsen's environment", root / "requirements.txt")]
    if tests:
        locks.append(Lock("tests", "the tests' packages", root / "tests" / "requirements.txt"))
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return Environment("Lotsen's environment", root / ".venv/web", version, 3, tuple(locks))


def rasa_environment(root: Path) -> Environment:
    lock = Lock("rasa", "Rasa's environment", root / "bot" / "requirements.txt")
    return Environment("Rasa's environment", root / ".venv/rasa", VERSION, 4, (lock,))
