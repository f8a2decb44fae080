"""What the person who waits sees."""

import io
import time

import pytest

from launch import progress
from launch.progress import CLEAR, Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "QUIET", 0.1)
    monkeypatch.setattr(progress, "QUIET_IN_FILE", 0.1)


def wait_in_a_step(stream: io.StringIO) -> str:
    with Progress(stream) as shown, shown.step("Baking (3 loaves)"):
        time.sleep(1.3)
    return stream.getvalue()


def test_a_file_gets_whole_lines() -> None:
    assert wait_in_a_step(io.StringIO()).splitlines() == [
        "[  0 s] Baking (3 loaves) ...",
        "[  1 s] Still: Baking",
    ]


def test_a_terminal_gets_one_line_that_is_rewritten() -> None:
    written = wait_in_a_step(Terminal())
    assert f"\n{CLEAR}[  1 s] Still: Baking{CLEAR}" in written


def test_a_step_that_failed_is_not_shown_any_more() -> None:
    stream = io.StringIO()
    with Progress(stream) as shown:
        with pytest.raises(ZeroDivisionError), shown.step("Dividing"):
            _ = 1 / 0
        time.sleep(1.3)
    assert "Still" not in stream.getvalue()
