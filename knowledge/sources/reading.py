"""Reads what others have made, through a process that may take little time and memory."""

import asyncio
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0  # seconds, of which the other process may use a third of a processor's
ENOUGH = 20  # characters that an article needs

Kind = Literal["page", "pdf"]


class Unreadable(Exception):
    """No text was found in it, or not within what it may take."""


@dataclass(frozen=True)
class Found:
    """`text` is Markdown."""

    title: str
    text: str


async def read(kind: Kind, body: bytes, patience: float = PATIENCE) -> Found:
    """Raises Unreadable."""
    reading = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "knowledge.sources.extract", kind),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        cwd=ROOT,
        env={"PYTHONUTF8": "1"},  # none of our secrets
    )
    try:
        async with asyncio.timeout(patience):
            told, _ = await reading.communicate(body)
    except TimeoutError:
        raise Unreadable("late") from None
    finally:
        if reading.returncode is None:
            reading.kill()
            await reading.wait()
    if reading.returncode != 0:
        raise Unreadable("faulty")
    found = Found(**json.loads(told))
    if len(found.text) < ENOUGH:
        raise Unreadable("empty")
    return found
