"""Finding a Python 3.10 that runs."""

from pathlib import Path

import pytest

from launch.errors import LaunchError
from launch.python310 import candidates, find_python310, first_that_runs
from launch.session import Session
from launch.setup import web_environment

SHIM = "#!/bin/sh\necho 'pyenv: python3.10: command not found' >&2\nexit 127\n"
REAL = "#!/bin/sh\necho 3.10\n"
OTHER = "#!/bin/sh\necho 3.11\n"


def put(path: Path, script: str) -> Path:
    path.parent.mkdir(parents=True)
    path.write_text(script)
    path.chmod(0o755)
    return path


def test_every_folder_of_the_path_is_tried_before_pyenvs_versions(
    session: Session, tmp_path: Path
) -> None:
    shim = put(tmp_path / "shims/python3.10", SHIM)
    older = put(tmp_path / "pyenv/versions/3.10.9/bin/python", OTHER)
    newer = put(tmp_path / "pyenv/versions/3.10.13/bin/python", REAL)
    put(tmp_path / "pyenv/versions/3.11.7/bin/python", OTHER)
    environment = {"PATH": f"/nowhere:{shim.parent}", "PYENV_ROOT": str(tmp_path / "pyenv")}
    assert candidates(environment) == [shim, newer, older]
    assert first_that_runs(session.runner, candidates(environment)) == newer


def test_a_file_of_that_name_that_does_not_run_is_passed_over(
    session: Session, tmp_path: Path
) -> None:
    assert first_that_runs(session.runner, [put(tmp_path / "a/python3.10", SHIM)]) is None
    assert first_that_runs(session.runner, [put(tmp_path / "b/python3.10", OTHER)]) is None


def test_without_any_the_error_says_what_to_do(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(session.environment, "PATH", "/nowhere")
    monkeypatch.setitem(session.environment, "PYENV_ROOT", "/nowhere")
    monkeypatch.setitem(session.environment, "PIP_NO_INDEX", "1")
    (tmp_path / "requirements.txt").write_text("")
    (tmp_path / "launch").mkdir()
    (tmp_path / "launch/requirements.txt").write_text("uv==0.13.9 --hash=sha256:" + "0" * 64)
    with pytest.raises(LaunchError, match=r"pyenv install 3\.10"):
        find_python310(session, web_environment(tmp_path, tests=False))
