"""The wish to end: a signal leaves it here, and everything that waits hears of it."""

import signal
import time

TICK = 0.1


class Stop:
    """Whatever waits in the launcher waits by `pause`, and so ends soon after a signal.

    The signal only sets a flag. An exception raised by the signal itself could
    land between the start of a process and the note that it runs.
    """

    def __init__(self) -> None:
        self.requested = False

    def listen(self) -> None:
        numbers = {signal.SIGINT, signal.SIGTERM}  # though a script's `&` had SIGINT ignored
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # as nohup has it
            numbers.add(signal.SIGHUP)
        for number in numbers:
            signal.signal(number, lambda *_: self.request())

    def request(self) -> None:
        self.requested = True

    def pause(self) -> None:
        """Sleeps a moment. Raises KeyboardInterrupt once the launcher is to end."""
        if not self.requested:
            time.sleep(TICK)
        if self.requested:
            raise KeyboardInterrupt
