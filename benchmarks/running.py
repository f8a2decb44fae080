"""Programs at work together: started, waited for, killed and started again, ended."""

import os
import signal
import socket
import time
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from launch.failures import last_lines
from launch.health import answers
from launch.processes import Process, Runner, end
from launch.progress import Progress
from launch.service import Program

START_LIMIT = 300.0  # seconds; the first start encodes all articles
LOOK_EVERY = 0.2


class DidNotAnswer(Exception):
    """A program ended or stayed silent; the last lines of its log say why."""


class Running:
    """Programs that run until the end of the `with` block; on entry all of them answer."""

    def __init__(
        self, title: str, progress: Progress, runner: Runner, programs: Sequence[Program]
    ) -> None:
        self.title = title
        self._progress = progress
        self._runner = runner
        self._programs = {program.name: program for program in programs}
        self._processes: dict[str, Process] = {}

    def __enter__(self) -> Self:
        try:
            with self._progress.step(f"Starting {self.title}"):
                for name in self._programs:
                    self._start(name)
                self.wait()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def url(self, name: str) -> str:
        return f"http://127.0.0.1:{self._programs[name].port}"

    def process_groups(self) -> dict[str, int]:
        """Each program's name and the process group that it and its children form."""
        return {name: process.pid for name, process in self._processes.items()}

    def kill(self, name: str) -> None:
        """As `kill -9`."""
        os.kill(self._processes[name].pid, signal.SIGKILL)
        end(self._processes[name])  # and what it may have left behind

    def kill_and_restart(self, name: str) -> None:
        """A new process at once, which does not answer yet."""
        self.kill(name)
        self._start(name)

    def revive(self) -> None:
        """Starts again whatever has ended by itself."""
        for name, process in self._processes.items():
            if process.poll() is not None:
                self._start(name)

    def wait(self) -> None:
        """Until every program answers. Raises DidNotAnswer."""
        until = time.monotonic() + START_LIMIT
        for name, program in self._programs.items():
            while not _answers(program):
                if self._processes[name].poll() is not None or time.monotonic() > until:
                    lines = last_lines(program.log)
                    raise DidNotAnswer(f"{name} does not answer:\n{lines}\nLog: {program.log}")
                time.sleep(LOOK_EVERY)

    def _start(self, name: str) -> None:
        program = self._programs[name]
        program.log.parent.mkdir(parents=True, exist_ok=True)
        self._processes[name] = self._runner.start(
            program.command, program.log, **program.environment
        )

    def _end(self) -> None:
        end(*self._processes.values())


def _answers(program: Program) -> bool:
    """One that speaks no HTTP has no path, and answers when it takes connections."""
    if program.path:
        return answers(program.port, program.path)
    try:
        socket.create_connection(("127.0.0.1", program.port), timeout=1).close()
    except OSError:
        return False
    return True
