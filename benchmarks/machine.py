"""What a measurement was made on, since figures of two machines cannot be compared."""

import os
import platform
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class Machine:
    cpu: str
    cores: int
    system: str
    python: str
    measured_on: str


def this_machine() -> Machine:
    return Machine(
        _cpu(),
        os.cpu_count() or 1,
        f"{platform.system()} {platform.machine()}",
        platform.python_version(),
        date.today().isoformat(),  # noqa: DTZ011 - the reader's own calendar
    )


def _cpu() -> str:
    try:
        told = re.search(r"^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    except OSError:
        told = None
    return told[1] if told else platform.processor() or "unknown CPU"
