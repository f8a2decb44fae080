"""Finding Python 3.10, the last one that Rasa runs on, or having uv install it."""

import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from launch.environments import Environment, Lock, make_venv, pip_install
from launch.errors import LaunchError
from launch.failures import AGAIN, setup_failure
from launch.processes import Runner, module
from launch.session import Session

VERSION = "3.10"
# On Debian a Python may lack these two: then it runs, and yet no environment can be made with it.
PROBE = "import sys, ensurepip, venv; print('%d.%d' % sys.version_info[:2])"
TO_DO = (
    "Rasa runs on no newer Python. With a network ./lotsen gets 3.10 by itself; without one, "
    "install it (`brew install python@3.10`, `pyenv install 3.10`, or "
    f"`apt install python3.10 python3.10-venv`), {AGAIN}"
)


def find_python310(session: Session, web: Environment) -> Path:
    found = first_that_runs(session.runner, candidates(session.environment))
    return found or _from_uv(session, web)


def candidates(environment: Mapping[str, str]) -> list[Path]:
    """Where Python 3.10 may be: every folder of the path, then pyenv's versions, newest first."""
    folders = [Path(folder) for folder in environment.get("PATH", os.defpath).split(os.pathsep)]
    on_path = [folder / "python3.10" for folder in folders]
    pyenv = Path(environment.get("PYENV_ROOT") or Path.home() / ".pyenv")
    versions = pyenv.glob("versions/3.10.*/bin/python")
    return [path for path in on_path if path.is_file()] + sorted(versions, key=_version)[::-1]


def _version(python: Path) -> list[int]:
    return [int(part) for part in python.parts[-3].split(".") if part.isdigit()]


def first_that_runs(runner: Runner, pythons: Iterable[Path]) -> Path | None:
    """A file of that name is not enough: pyenv's answers with an error when 3.10 is not chosen."""
    return next((python for python in pythons if _runs(runner, python)), None)


def _runs(runner: Runner, python: Path) -> bool:
    answer = runner.output([str(python), "-c", PROBE])
    return answer.returncode == 0 and answer.stdout.strip() == VERSION


def _from_uv(session: Session, web: Environment) -> Path:
    log = session.new_log("setup-python")
    uv = Lock("uv", "uv", session.root / "launch" / "requirements.txt")
    try:
        with session.progress.step("Python 3.10 is not on this machine: having uv install it"):
            make_venv(session, web, Path(sys.executable), log)
            pip_install(session, web, uv, log)
            return _install(session.runner, web.python, log)
    except LaunchError as failure:
        problem = f"Python 3.10 is not on this machine. {failure.problem}"
        raise LaunchError(problem, TO_DO) from failure


def _install(runner: Runner, uv_python: Path, log: Path) -> Path:
    uv = module(uv_python, "uv", "python")
    if runner.run([*uv, "install", "--no-bin", VERSION], log) == 0:
        # only those that uv installed: one that does not run would stop its search
        answer = runner.output([*uv, "find", "--managed-python", "--no-project", VERSION])
        found = first_that_runs(runner, [Path(answer.stdout.strip())])
        if found:
            return found
    raise setup_failure("Installing it", log)
