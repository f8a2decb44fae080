"""A process that is kept alive: started, watched, and started again when it ends."""

import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from launch.errors import LaunchError
from launch.failures import last_lines
from launch.health import answers
from launch.processes import Command, Process, Runner, end

LONG_UP = 60.0  # seconds after which a process counts as having run well
LONGEST_WAIT = 30.0
FAILED_STARTS = 3


@dataclass(frozen=True)
class Program:
    """What to run, and the address on loopback where it answers 200 once it works."""

    name: str
    command: Command
    environment: dict[str, str]
    log: Path
    port: int
    path: str


@dataclass
class Service:
    """One program over time. It gives up after three starts in a row without an answer.

    A process that did answer is started again however often it ends, after longer and longer waits.
    """

    program: Program
    runner: Runner
    say: Callable[[str], None]
    process: Process | None = None
    answered: bool = False
    started: float = 0.0
    due: float = 0.0
    log_start: int = 0
    deaths: int = 0
    failed_starts: int = 0

    def look(self) -> None:
        """Does what is due: a start, a note that it answers, or a note that it ended."""
        if self.process is None:
            if time.monotonic() >= self.due:
                self._start()
        elif (code := self.process.poll()) is not None:
            end(self.process)  # and what it may have left behind
            self.process = None
            self._ended(code, time.monotonic() - self.started)
        elif not self.answered and answers(self.program.port, self.program.path):
            self._answered()

    def _start(self) -> None:
        log = self.program.log
        self.log_start = log.stat().st_size if log.exists() else 0
        self.answered = False
        self.started = time.monotonic()
        self.process = self.runner.start(self.program.command, log, **self.program.environment)

    def _answered(self) -> None:
        self.answered = True
        self.failed_starts = 0
        if self.deaths:
            self.say(f"{self.program.name} answers again.")

    def _ended(self, code: int, lived: float) -> None:
        if lived >= LONG_UP:
            self.deaths = self.failed_starts = 0
        elif not self.answered and code != -signal.SIGKILL:  # which comes from outside
            self.failed_starts += 1
        how = f"{self.program.name} {how_it_ended(code)}"
        if self.failed_starts == FAILED_STARTS:
            raise self._given_up(how)
        wait = wait_before_start(self.deaths)
        self.deaths += 1
        self.due = time.monotonic() + wait
        when = f"in {wait:.0f} s" if wait else "now"
        self.say(f"{how}; starting it again {when}. Its log: {self.program.log}")

    def _given_up(self, how: str) -> LaunchError:
        lines = last_lines(self.program.log, self.log_start)
        problem = f"{how}, {FAILED_STARTS} times before it answered:\n{lines}"
        return LaunchError(f"{problem}\nAll of it: {self.program.log}")


def wait_before_start(deaths: int) -> float:
    """0, 1, 2, 4 ... seconds for each death before this one that came soon after the last."""
    return min(LONGEST_WAIT, 2.0 ** (deaths - 1)) if deaths else 0.0


def how_it_ended(code: int) -> str:
    if code >= 0:
        return f"ended with exit code {code}"
    return f"was ended by {signal.Signals(-code).name}"
