"""Progress for the person who waits: a line for each step, and a sign of life in long ones."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Lock, Thread
from typing import TextIO

QUIET = 5.0  # seconds without a line after which a terminal shows that we are alive
QUIET_IN_FILE = 15.0  # the same where a line cannot be rewritten in place
CLEAR = "\r\x1b[K"


class Progress:
    """Writes lines from any thread. While it is open, a thread of its own shows signs of life."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._in_place = stream.isatty()
        self._start = self._last_line = time.monotonic()
        self._steps: list[str] = []
        self._lock = Lock()
        self._closed = Event()
        self._ticker = Thread(target=self._tick)

    def __enter__(self) -> "Progress":
        self._ticker.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._closed.set()
        self._ticker.join()
        self.write("", end="")

    def say(self, text: str) -> None:
        self.write(f"{self._elapsed()} {text}")

    def write(self, text: str, end: str = "\n") -> None:
        with self._lock:
            self._write(text, end)

    @contextmanager
    def step(self, text: str) -> Iterator[None]:
        self.say(f"{text} ...")
        with self._lock:
            self._steps.append(text)
        try:
            yield
        finally:
            with self._lock:
                self._steps.remove(text)

    def _tick(self) -> None:
        while not self._closed.wait(1.0):
            with self._lock, suppress(OSError):  # nobody may read any more
                self._show_life(time.monotonic())

    def _show_life(self, now: float) -> None:
        quiet = QUIET if self._in_place else QUIET_IN_FILE
        if not self._steps or now - self._last_line < quiet:
            return
        steps = [step.partition(" (")[0] for step in self._steps]
        text = f"{self._elapsed()} Still: {'; '.join(steps)}"
        if self._in_place:
            text = text[: shutil.get_terminal_size().columns - 1]
            self._stream.write(CLEAR + text)
            self._stream.flush()
        else:
            self._write(text, "\n")

    def _write(self, text: str, end: str) -> None:
        self._stream.write((CLEAR if self._in_place else "") + text + end)
        self._stream.flush()
        self._last_line = time.monotonic()

    def _elapsed(self) -> str:
        return f"[{time.monotonic() - self._start:3.0f} s]"
