"""No process outlives the launcher."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from launch import processes
from launch.errors import LaunchError
from launch.processes import Runner, end
from launch.session import Session
from launch.side_by_side import side_by_side
from launch.stop import Stop

Eventually = Callable[[Callable[[], object]], None]
DEAF = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("deaf", flush=True)
time.sleep(600)
"""
# starts a child that does not listen, says both process numbers and sleeps
FAMILY = f"""
import os, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", {DEAF!r}], stdout=subprocess.PIPE)
child.stdout.readline()
print(os.getpid(), child.pid, flush=True)
time.sleep(600)
"""
SLEEP = "import time; time.sleep(600)"


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path, os.environ, Stop())


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


def numbers_in(log: Path) -> list[int]:
    return [int(word) for word in log.read_text().split()] if log.exists() else []


def test_ending_a_process_ends_what_it_started(
    runner: Runner, tmp_path: Path, eventually: Eventually
) -> None:
    log = tmp_path / "log"
    with runner.started(python(FAMILY), log):
        eventually(lambda: len(numbers_in(log)) == 2)
        assert all(map(alive, numbers_in(log)))
    eventually(lambda: not any(map(alive, numbers_in(log))))


def test_a_process_that_does_not_listen_is_killed(
    runner: Runner, tmp_path: Path, eventually: Eventually
) -> None:
    log = tmp_path / "log"
    process = runner.start(python(DEAF), log)
    eventually(log.read_text)
    end(process, patience=0.2)
    assert process.returncode == -signal.SIGKILL


def test_output_is_returned_whole(runner: Runner) -> None:
    answer = runner.output(python("import sys; print('å' * 300000); sys.exit(3)"))
    assert (answer.returncode, len(answer.stdout)) == (3, 300001)


def test_a_command_that_does_not_exist_is_an_exit_code(runner: Runner, tmp_path: Path) -> None:
    assert runner.run(["/no/such/command"], tmp_path / "log") != 0
    assert "No such file" in (tmp_path / "log").read_text()


def test_a_wish_to_end_ends_a_run(runner: Runner, tmp_path: Path) -> None:
    runner.stop.request()
    with pytest.raises(KeyboardInterrupt):
        runner.run(python(SLEEP), tmp_path / "log")


def test_the_first_job_that_fails_ends_the_others(session: Session, tmp_path: Path) -> None:
    def fail() -> None:
        raise LaunchError("the first")

    start = time.monotonic()
    sleep, log = python(SLEEP), tmp_path / "log"
    with pytest.raises(LaunchError, match="the first"):
        side_by_side(session.stop, lambda: session.runner.run(sleep, log), fail)
    assert time.monotonic() - start < 5


@pytest.mark.skipif(sys.platform != "linux", reason="asks the Linux kernel")
def test_children_die_with_a_launcher_that_is_killed(
    tmp_path: Path, eventually: Eventually
) -> None:
    code = f"""
import os, pathlib
from launch.processes import Runner
from launch.stop import Stop
Runner(pathlib.Path("/"), os.environ, Stop()).run({python(FAMILY)!r}, pathlib.Path("log"))
"""
    root = Path(processes.__file__).parents[1]
    launcher = subprocess.Popen(
        python(code), cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(root)}
    )
    log = tmp_path / "log"
    eventually(lambda: len(numbers_in(log)) == 2)
    child, grandchild = numbers_in(log)
    launcher.kill()
    launcher.wait()
    eventually(lambda: not alive(child))
    os.kill(grandchild, signal.SIGKILL)  # the kernel looks after the child only


@pytest.mark.skipif(sys.platform != "linux", reason="asks the Linux kernel")
def test_a_child_whose_launcher_is_gone_already_does_not_start(tmp_path: Path) -> None:
    guard = [sys.executable, "-IS", str(processes.GUARD), "1", "touch", str(tmp_path / "started")]
    assert subprocess.run(guard, check=False).returncode == 1
    assert not (tmp_path / "started").exists()
