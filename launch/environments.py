"""Virtual environments from hash-locked requirements, so that a half-finished one is resumed."""

import hashlib
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from launch.errors import LaunchError
from launch.failures import AGAIN, setup_failure
from launch.markers import marked
from launch.processes import module
from launch.session import Session

GIGABYTE = 10**9
PIP_OPTIONS = ("--no-input", "--disable-pip-version-check")


@dataclass(frozen=True)
class Lock:
    """A requirements file with hashes; `title` is what it installs, in words."""

    name: str
    title: str
    path: Path

    @property
    def packages(self) -> int:
        return len(re.findall(r"^[\w.\[\]-]+==", self.path.read_text(), re.MULTILINE))

    @property
    def beside(self) -> list[str]:
        """Packages that a comment names, since their hash is not the same on every platform."""
        return re.findall(r"^# (\w+==\S+)$", self.path.read_text(), re.MULTILINE)

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.path.read_bytes()).hexdigest()


@dataclass(frozen=True)
class Environment:
    """`version` is Python's, `gigabytes` what the whole takes on the disk."""

    title: str
    folder: Path
    version: str
    gigabytes: int
    locks: tuple[Lock, ...]

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"

    def missing(self) -> list[Lock]:
        return [lock for lock in self.locks if not self._installed(lock)]

    def note_installed(self, lock: Lock) -> None:
        self._marker(lock).write_text(self._state(lock))

    def _installed(self, lock: Lock) -> bool:
        return self.python.exists() and marked(self._marker(lock), self._state(lock))

    def _marker(self, lock: Lock) -> Path:
        return self.folder / f"installed-{lock.name}"

    def _state(self, lock: Lock) -> str:
        return f"{lock.digest} Python {self.version}\n"


def require_space(place: Path, *environments: Environment) -> None:
    """What a half-finished set-up has already written counts as there."""
    missing = [environment for environment in environments if environment.missing()]
    needed = sum(max(0, e.gigabytes * GIGABYTE - _size(e.folder)) for e in missing)
    free = shutil.disk_usage(place).free
    if free < needed:
        problem = f"The disk is too full: {place} needs {needed / GIGABYTE:.1f} GB"
        raise LaunchError(f"{problem}, {free / GIGABYTE:.1f} GB is free.", f"Make room, {AGAIN}")


def install(session: Session, environment: Environment, base: Path) -> None:
    """Installs each lock that is not; `base` is the Python to make the environment with."""
    if not environment.missing():
        return
    log = session.new_log(f"setup-{environment.folder.name}")
    make_venv(session, environment, base, log)
    _forget_half_installed(environment)
    for lock in environment.missing():
        with session.progress.step(f"Installing {lock.title} ({lock.packages} packages)"):
            pip_install(session, environment, lock, log)
        environment.note_installed(lock)


def make_venv(session: Session, environment: Environment, base: Path, log: Path) -> None:
    """Makes the environment unless it is there and runs; a broken one is removed first."""
    made = environment.folder / "made"  # written last, since a killed `venv` leaves half of pip
    if marked(made, environment.version) and _pip_runs(session, environment):
        return
    if environment.folder.exists():
        shutil.rmtree(environment.folder)
    with session.progress.step(f"Making {environment.title} (Python {environment.version})"):
        if session.runner.run(module(base, "venv", environment.folder), log):
            raise setup_failure(f"Making {environment.title}", log)
    made.write_text(environment.version)


def pip_install(session: Session, environment: Environment, lock: Lock, log: Path) -> None:
    locked = ["--no-deps", "--require-hashes", "-r", str(lock.path)]
    for wanted in [locked, *([package] for package in lock.beside)]:
        command = module(environment.python, "pip", "install", *PIP_OPTIONS, *wanted)
        if session.runner.run(command, log):
            raise setup_failure(f"Installing {lock.title}", log)


def _pip_runs(session: Session, environment: Environment) -> bool:
    if not environment.python.exists():
        return False
    return session.runner.output(module(environment.python, "pip", "--version")).returncode == 0


def _forget_half_installed(environment: Environment) -> None:
    """Pip takes a package for installed that it was killed in; INSTALLER is written at the end."""
    for package in environment.folder.glob("lib/python*/site-packages/*.dist-info"):
        if not (package / "INSTALLER").exists():
            shutil.rmtree(package)


def _size(folder: Path) -> int:
    return sum(file.lstat().st_size for file in folder.rglob("*"))
