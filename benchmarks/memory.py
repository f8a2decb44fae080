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


@dataclass(frozen=True)
class Own:
    """Of this process, in MB. `mapped` of it is files that the system may put aside."""

    all: float
    mapped: float
    most: float  # so far

    def __sub__(self, before: "Own") -> "Own":
        return Own(self.all - before.all, self.mapped - before.mapped, self.most)


def own_memory() -> Own:
    """Only Linux tells; elsewhere it raises OSError."""
    told = Path("/proc/self/status").read_text()
    found = dict(re.findall(r"^(\w+):\s+(\d+) kB", told, re.MULTILINE))
    names = ("VmRSS", "RssFile", "VmHWM")
    return Own(*(int(found[name]) / KILOBYTES for name in names))


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
