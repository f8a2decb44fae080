"""Why a step of the set-up failed, read from its log, and what to do about it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from launch.errors import LaunchError

QUOTED = 10
WIDTH = 200
COLOUR = r"\x1b\[[0-9;]*m"
AGAIN = "then call ./lotsen again: it goes on from here."


@dataclass(frozen=True)
class Cause:
    pattern: str
    problem: str
    to_do: str


CAUSES = (
    Cause(
        r"No space left on device|Errno 28\b|Disk quota exceeded",
        "the disk is full",
        f"Make room, also where temporary files go (TMPDIR), {AGAIN}",
    ),
    Cause(
        r"DO NOT MATCH THE HASHES|Hashes? mismatch",
        "a package is not the file that the lock names (wrong hash)",
        "The download broke, or the package index serves another file. Empty pip's cache "
        f"(python3 -m pip cache purge), {AGAIN}\n"
        "If it happens again, ask whoever runs the index. The hash in the lock is right.",
    ),
    Cause(
        r"Retry\(total=0|Max retries exceeded|Read ?[Tt]imed? ?[Oo]ut|ConnectTimeout|ProxyError|"
        r"SSLError|CERTIFICATE_VERIFY_FAILED|dns error|error sending request|"
        r"[Nn]ame resolution|Network is unreachable",
        "no network, or the package index cannot be reached",
        "Check the connection. Behind a proxy set HTTPS_PROXY; for a mirror of PyPI set "
        f"PIP_INDEX_URL; {AGAIN}",
    ),
    Cause(
        r"ensurepip is not available|No module named '?(ensurepip|venv)",
        "this Python cannot make virtual environments",
        f"On Debian and Ubuntu: apt install python3-venv; {AGAIN}",
    ),
)
OTHER = Cause(r"(?!)", "see below", f"Put right what the log tells, {AGAIN}")


def setup_failure(what: str, log: Path) -> LaunchError:
    lines = lines_of(log)
    cause = next((cause for cause in CAUSES if _matching(cause, lines)), OTHER)
    quoted = [*_matching(cause, lines)[-1:], *_from_first_error(lines)]
    problem = f"{what} failed: {cause.problem}.\n{quote(dict.fromkeys(quoted))}\nAll of it: {log}"
    return LaunchError(problem, cause.to_do)


def last_lines(log: Path, since: int = 0) -> str:
    """The end of a log for a person to read; what stood before byte `since` is left out."""
    return quote(lines_of(log, since)[-QUOTED:]) or "  (it wrote nothing)"


def quote(lines: Iterable[str]) -> str:
    return "\n".join(f"  | {line[:WIDTH]}" for line in lines)


def lines_of(log: Path, since: int = 0) -> list[str]:
    text = log.read_bytes()[since:].decode(errors="replace")
    return [line.rstrip() for line in re.sub(COLOUR, "", text).splitlines() if line.strip()]


def _matching(cause: Cause, lines: Sequence[str]) -> list[str]:
    return [line for line in lines if re.search(cause.pattern, line)]


def _from_first_error(lines: Sequence[str]) -> Sequence[str]:
    starts = (n for n, line in enumerate(lines) if re.match(r"\s*error\b", line, re.IGNORECASE))
    return lines[next(starts, 0) :][-QUOTED:]
