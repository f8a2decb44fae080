"""Whether a measurement had the machine to itself. Only Linux tells; elsewhere nothing is known."""

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

QUIET = 0.05  # of the processors; with more used by others, figures say little


@dataclass
class Others:
    """The share of all processors that other programs and other guests of the host used."""

    share: float | None = None


@contextmanager
def others_meanwhile(processes: Iterable[int]) -> Iterator[Others]:
    """`processes` are ours, beside this one; the share is known at the end of the block."""
    ours, others = list(processes), Others()
    began, before = time.monotonic(), _seconds_of_others(ours)
    yield others
    after, spent = _seconds_of_others(ours), time.monotonic() - began
    if before is not None and after is not None:
        others.share = max(0.0, after - before) / spent / (os.cpu_count() or 1)


def seconds_used_by(process: int) -> float | None:
    try:
        return _used_by(process)
    except OSError:
        return None


def _seconds_of_others(ours: list[int]) -> float | None:
    try:
        return _all_busy() - sum(map(_used_by, [*ours, os.getpid()]))
    except OSError:
        return None


def _all_busy() -> float:
    """User, nice, system, interrupts and what the host gave to others; not idle nor waiting."""
    fields = Path("/proc/stat").read_text().split(maxsplit=9)[1:9]
    user, nice, system, _idle, _waiting, irq, softirq, stolen = map(int, fields)
    return (user + nice + system + irq + softirq + stolen) / os.sysconf("SC_CLK_TCK")


def _used_by(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")  # its waited-for children too
