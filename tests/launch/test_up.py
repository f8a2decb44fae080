"""`./lotsen up` and the other verbs, as somebody at a terminal calls them."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from checkout import REPOSITORY, Checkout

from launch.verbs import VERBS

pytestmark = pytest.mark.slow
Eventually = Callable[[Callable[[], object]], None]


class Up:
    """A running `./lotsen up`, and what it has said so far."""

    def __init__(self, launcher: subprocess.Popen[str]) -> None:
        self.launcher = launcher
        self.said = ""

    def hears(self, wanted: str) -> str:
        assert self.launcher.stdout
        for line in self.launcher.stdout:
            self.said += line
            if wanted in line:
                return line
        raise AssertionError(self.said)

    def ends(self, number: int = signal.SIGINT) -> int:
        self.launcher.send_signal(number)
        rest, _ = self.launcher.communicate(timeout=30)
        self.said += rest
        return self.launcher.returncode


@contextmanager
def running(checkout: Checkout) -> Iterator[Up]:
    up = Up(checkout.start("up"))
    try:
        up.hears("Workshop")
        yield up
    finally:
        if up.launcher.poll() is None:
            up.ends()


def process_on(port: int) -> int:
    """The stand-ins answer with their own process number."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
        return int(answer.read())


def test_up_shows_the_addresses_and_the_first_log_ins_once(checkout: Checkout) -> None:
    with running(checkout) as up:
        assert f"http://127.0.0.1:{checkout.ports[0]}/desk" in up.said
        assert "pw-7   Åsa Agent (agent)" in up.said
    with running(checkout) as up:
        assert "pw-7" not in up.said


@pytest.fixture
def _hangups_are_heard() -> Iterator[None]:
    """Also where these tests run under nohup, which their launcher would hear of."""
    inherited = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, inherited)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.usefixtures("_hangups_are_heard")
def test_a_signal_ends_everything(checkout: Checkout, number: int) -> None:
    with running(checkout) as up:
        pids = [process_on(checkout.ports[0]), process_on(checkout.ports[2])]
        assert up.ends(number) == 0
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_one_started_in_the_background_of_a_script_hears_an_interrupt(checkout: Checkout) -> None:
    ignored = signal.signal(signal.SIGINT, signal.SIG_IGN)
    launcher = checkout.start("up")
    signal.signal(signal.SIGINT, ignored)
    up = Up(launcher)
    up.hears("Workshop")
    assert up.ends(signal.SIGINT) == 0


def test_a_killed_process_comes_back(checkout: Checkout) -> None:
    with running(checkout) as up:
        for name, port in (("web", checkout.ports[0]), ("rasa", checkout.ports[2])):
            before = process_on(port)
            os.kill(before, signal.SIGKILL)
            assert f"{name} was ended by SIGKILL" in up.hears(f"{name}.log")
            up.hears(f"{name} answers again")
            assert process_on(port) != before


def test_a_process_that_does_not_start_ends_the_launcher(checkout: Checkout) -> None:
    checkout.data.mkdir()
    (checkout.data / "web-is-broken").touch()
    code, written = checkout.call("up")
    assert code == 1
    assert "  | the web process is broken" in written
    assert str(checkout.data / "log/web.log") in written


@pytest.mark.skipif(sys.platform != "linux", reason="asks the Linux kernel")
def test_nothing_outlives_a_launcher_that_is_killed(
    checkout: Checkout, eventually: Eventually
) -> None:
    with running(checkout) as up:
        up.launcher.kill()
        up.launcher.wait()
        eventually(lambda: not checkout.processes())


def test_a_second_up_is_refused(checkout: Checkout) -> None:
    with running(checkout) as up:
        code, written = checkout.call("up")
    assert code == 1
    assert f"already running on {checkout.data} (process {up.launcher.pid})" in written


def test_a_taken_port_is_told(checkout: Checkout) -> None:
    with socket.create_server(("127.0.0.1", checkout.ports[2])):
        code, written = checkout.call("up")
    assert code == 1
    assert f"Port {checkout.ports[2]} is taken by" in written
    assert "LOTSEN_RASA_PORT" in written


def test_a_wrong_setting_stops_the_start(checkout: Checkout) -> None:
    code, written = checkout.call("up", LOTSEN_PROT="8080")
    assert code == 2
    assert written.splitlines()[-1] == "LOTSEN_PROT: there is no such setting"
    assert checkout.call("up", LOTSEN_PORT="http")[0] == 2


def test_ctrl_c_in_the_set_up_ends_with_one_line(fresh: Checkout) -> None:
    up = Up(fresh.start("up"))
    up.hears("Installing")
    assert up.ends() == 130
    assert up.said.splitlines()[-1] == "Stopped. ./lotsen up goes on from here."
    assert "Traceback" not in up.said


def test_a_verb_gets_its_arguments_in_the_callers_folder(
    checkout: Checkout, tmp_path: Path
) -> None:
    code, written = checkout.call("ask", "--jsonl", "my questions", cwd=tmp_path)
    given = json.loads(written.splitlines()[-1])
    assert code == 5
    assert given["arguments"] == ["--jsonl", "my questions"]
    assert given["folder"] == str(tmp_path)
    assert Path(given["LOTSEN_MODEL"]).exists()
    assert given["LOTSEN_RASA_PYTHON"] == str(checkout.root / ".venv/rasa/bin/python")


def test_test_passes_its_arguments_to_pytest(checkout: Checkout, tmp_path: Path) -> None:
    code, written = checkout.call("test", "-k", "handover", cwd=tmp_path)
    given = json.loads(written.splitlines()[-1])
    assert (code, given["arguments"]) == (0, ["-k", "handover"])
    assert given["folder"] == str(checkout.root)
    assert given["LOTSEN_DATA"] == str(checkout.data)
    assert Path(given["LOTSEN_TEST_MODEL"]).exists()


def test_check_runs_every_check_and_names_those_that_failed(checkout: Checkout) -> None:
    code, written = checkout.call("check")
    assert code == 1
    assert "Checking contact paths" in written
    assert written.splitlines()[-1].endswith("Failed: format.")


def test_help_explains_every_verb(checkout: Checkout) -> None:
    for words in ([], ["help"], ["-h"], ["--help"]):
        code, written = checkout.call(*words)
        assert code == 0
        assert all(verb.summary in written and verb.example in written for verb in VERBS)
    for words in (["help", "up"], ["up", "--help"]):
        code, written = checkout.call(*words)
        assert (code, "LOTSEN_INTERNAL_PORT" in written) == (0, True)


def test_an_unknown_verb_gets_the_nearest(checkout: Checkout) -> None:
    code, written = checkout.call("tset")
    assert (code, "./lotsen test" in written) == (2, True)
    assert checkout.call("up", "now")[0] == 2


def test_an_old_python_is_told_so() -> None:
    source = (REPOSITORY / "lotsen").read_text()
    old = "import sys; sys.version_info = (3, 9, 1)\n"
    result = subprocess.run([sys.executable, "-c", old + source], capture_output=True, text=True)
    assert result.returncode == 1
    assert "needs Python 3.11 or newer; this is Python 3.9" in result.stderr
    compile(source.encode("ascii"), "lotsen", "exec")
