"""How much memory a program takes, its children included."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

KILOBYTES = 1024  # in a megabyte
LIST = ("ps", "-A", "-o", "pgid=,pid=,rss=")


@dataclass(frozen=True)
class Memory:
    """In MB. `pss` counts what several processes share once; only Linux tells it."""

    rss: float
    pss: float | None


def of_group(group: int) -> Memory:
    """Of a process group."""
    listed = subprocess.check_output(LIST, text=True)  # noqa: S603 - our own words
    rows = [tuple(map(int, line.split())) for line in listed.splitlines()]
    members = [(pid, rss) for of, pid, rss in rows if of == group]
    shares = [_pss(pid) for pid, _ in members]
    known = [share for share in shares if share is not None]
    total = sum(rss for _, rss in members) / KILOBYTES
    return Memory(total, sum(known) if len(known) == len(shares) else None)


def _pss(pid: int) -> float | None:
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return None
    kilobytes = re.search(r"^Pss: +(\d+) kB", told, re.MULTILINE)
    return int(kilobytes[1]) / KILOBYTES if kilobytes else None
