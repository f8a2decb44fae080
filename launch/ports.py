"""Ports: which are free, and who has those that are not."""

import errno
import os
import random
import socket
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from launch.errors import LaunchError

# Below those that systems hand out to clients: while a program is down, a client that connects to
# it again and again could otherwise be given its port.
RANGE = range(20_000, 30_000)
# In any order, so that others who look for one at the same moment seldom come to the same.
_untried = iter(random.sample(RANGE, len(RANGE)))
LISTENING = "0A"  # the state's code in /proc/net/tcp


def require_free(ports: Mapping[str, int]) -> None:
    """Raises LaunchError for the first port, by the name of its setting, that cannot be had."""
    for name, port in ports.items():
        for address in ("127.0.0.1", ""):  # macOS lets "" be bound beside a taken 127.0.0.1
            try:
                with socket.create_server((address, port)):
                    pass
            except OSError as error:
                raise _not_to_be_had(name, port, error) from error


def free_port() -> int:
    """One that is free now, and that no one here was given before: who was may not listen yet."""
    for port in _untried:
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise LaunchError(
        "There is no free port left.", f"End what listens from {RANGE.start} to {RANGE.stop}."
    )


def _not_to_be_had(name: str, port: int, error: OSError) -> LaunchError:
    if error.errno == errno.EADDRINUSE:
        holder = _holder(port)
        problem = f"Port {port} is taken{f' by {holder}' if holder else ''}."
        return LaunchError(problem, f"End that process, or set {name} to another port.")
    return LaunchError(
        f"Port {port} cannot be used: {error.strerror}.", f"Set {name} to another port."
    )


def _holder(port: int) -> str:
    """The name and number of the process that listens there; empty where Linux does not tell."""
    sockets = {f"socket:[{inode}]" for inode in _listening_inodes(port)}
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if any(os.readlink(file.path) in sockets for file in os.scandir(process / "fd")):
                return f"{(process / 'comm').read_text().strip()} (process {process.name})"
    return ""


def _listening_inodes(port: int) -> Iterator[str]:
    for table in (Path("/proc/net/tcp"), Path("/proc/net/tcp6")):
        with suppress(OSError):
            for line in table.read_text().splitlines()[1:]:
                fields = line.split()
                if fields[3] == LISTENING and int(fields[1].rpartition(":")[2], 16) == port:
                    yield fields[9]
