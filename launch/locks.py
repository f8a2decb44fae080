"""File locks: one ./lotsen at a time where two would spoil each other's work."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from launch.errors import LaunchError
from launch.session import Session


@contextmanager
def only_one_up(session: Session) -> Iterator[None]:
    """Refuses a second `./lotsen up` on the same data. The lock falls when the process ends."""
    with _opened(session.settings.data / "up.lock") as file:
        if not _taken(file):
            raise LaunchError(
                f"Lotsen is already running on {session.settings.data} (process {_holder(file)}).",
                "Stop it with Ctrl-C where it runs, or set LOTSEN_DATA to another folder.",
            )
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield


@contextmanager
def only_one_setup(session: Session) -> Iterator[None]:
    """Waits until no other ./lotsen sets up this checkout."""
    with _opened(session.root / ".venv" / "setup.lock") as file:
        if not _taken(file):
            with session.progress.step("Waiting for another ./lotsen that sets up this checkout"):
                while not _taken(file):
                    session.stop.pause()
        yield


def _opened(path: Path) -> TextIO:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.open("a+")


def _taken(file: TextIO) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _holder(file: TextIO) -> str:
    file.seek(0)
    return file.read().strip() or "unknown"
