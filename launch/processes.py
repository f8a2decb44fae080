"""Starting processes so that none of them outlives the launcher."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from launch.stop import Stop

PATIENCE = 10.0  # seconds between asking a process to end and killing it
GUARD = Path(__file__).with_name("die_with_launcher.py")

Command = Sequence[str]
Process = subprocess.Popen[str]


def module(python: Path, name: str, *arguments: object) -> Command:
    """The command that runs a module with one of our Pythons."""
    return [str(python), "-m", name, *map(str, arguments)]


@dataclass(frozen=True)
class Runner:
    """Runs commands in one folder, each as the head of a process group that ends with it."""

    folder: Path
    environment: Mapping[str, str]
    stop: Stop

    def start(self, command: Command, log: Path | None = None, /, **more: str) -> Process:
        """Starts a process that the caller must end; without a log it writes to the terminal.

        Linux kills it when the thread that called this ends, so call it from one that stays.
        """
        with log.open("ab") if log else nullcontext() as output:
            return self._popen(command, more, output)

    @contextmanager
    def started(
        self, command: Command, log: Path | None = None, /, **more: str
    ) -> Iterator[Process]:
        process = self.start(command, log, **more)
        try:
            yield process
        finally:
            end(process)

    def run(self, command: Command, log: Path | None = None, /, **more: str) -> int:
        """Runs a command to its end and returns its exit code."""
        with self.started(command, log, **more) as process:
            while (code := process.poll()) is None:
                self.stop.pause()
            return code

    def output(self, command: Command) -> subprocess.CompletedProcess[str]:
        """Runs a command to its end and returns its exit code and what it wrote."""
        process = self._popen(command, {}, subprocess.PIPE)
        try:
            while True:
                with suppress(subprocess.TimeoutExpired):
                    out, err = process.communicate(timeout=0.1)
                    return subprocess.CompletedProcess(process.args, process.returncode, out, err)
                self.stop.pause()
        finally:
            end(process)

    def _popen(
        self, command: Command, more: Mapping[str, str], output: IO[bytes] | int | None
    ) -> Process:
        return subprocess.Popen(
            _guarded(command),
            cwd=self.folder,
            env={**self.environment, **more},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            text=True,
            errors="replace",
        )


def end(*processes: Process, patience: float = PATIENCE) -> None:
    """Ends processes and all that they started: asks them first, kills what is left."""
    for process in processes:
        _signal_group(process, signal.SIGTERM)
    deadline = time.monotonic() + patience
    for process in processes:
        with suppress(subprocess.TimeoutExpired):
            process.wait(max(0.0, deadline - time.monotonic()))
    for process in processes:
        _signal_group(process, signal.SIGKILL)
        process.wait()


def _signal_group(process: Process, number: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):  # macOS: not permitted when all are gone
        os.killpg(process.pid, number)


def _guarded(command: Command) -> list[str]:
    if sys.platform != "linux":
        return list(command)
    return [sys.executable, "-IS", str(GUARD), str(os.getpid()), *command]
