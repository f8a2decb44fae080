"""Files on disk, below one folder, each under a random name of ours.

A file is on disk before its row is. What a crash leaves between the two has no row, and is set
aside. It is not deleted at once, and what has a row after all is put back: a process that was
started with another database by mistake must not cost anyone a file.
"""

import asyncio
import hashlib
import os
import re
import secrets
import time
from collections.abc import AsyncIterable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from conversations.files import kinds

ID = re.compile(r"[0-9a-f]{32}")
PART = ".part"
ROOM = 10  # times the largest file: what all files of a conversation have together
LEFT = 3600  # seconds after which a file without a row is a leftover; no sending takes as long
ASIDE = "aside"
KEPT_ASIDE = 30 * 24 * 3600  # seconds: long enough to notice that the database was the wrong one

State = Literal["checking", "ready", "stopped"]


class TooLarge(Exception):
    """Carries how many megabytes one file may have."""


class Empty(Exception):
    pass


@dataclass(frozen=True)
class Kept:
    """A file that is on disk, whole and of a kind that we take."""

    id: str
    name: str
    type: str
    size: int
    sha256: str
    state: State


class Store:
    def __init__(self, folder: Path, longest: int, *, scanned: bool = False) -> None:
        """`longest` is the size of the largest file, in bytes; `scanned` holds each back until
        the scanner has seen it."""
        self._folder = folder
        self._first: State = "checking" if scanned else "ready"
        self.longest = longest
        self.room = ROOM * longest

    def path(self, file_id: str) -> Path:
        """Only ids that we have made name anything."""
        if not ID.fullmatch(file_id):
            raise ValueError("not an id of a file")
        return self._folder / file_id

    def refuse_if_too_large(self, size: int) -> None:
        if size > self.longest:
            raise TooLarge(self.longest // 2**20)

    async def keep(self, name: str, pieces: AsyncIterable[bytes]) -> Kept:
        """Writes piece by piece, and syncs. Raises TooLarge, Empty and WrongKind; whatever is
        raised, also by `pieces`, leaves nothing behind."""
        file_id = secrets.token_hex(16)
        part = self.path(file_id).with_suffix(PART)
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            size, digest = await self._write(part, pieces)
            kind = await asyncio.to_thread(kinds.of_content, part, name)
            await asyncio.to_thread(_settle, part, self.path(file_id))
        finally:
            part.unlink(missing_ok=True)
        return Kept(file_id, name, kind, size, digest, self._first)

    async def _write(self, part: Path, pieces: AsyncIterable[bytes]) -> tuple[int, str]:
        size, digest = 0, hashlib.sha256()
        with part.open("xb") as file:
            async for piece in pieces:
                size += len(piece)
                self.refuse_if_too_large(size)
                digest.update(piece)
                await asyncio.to_thread(file.write, piece)
            if not size:
                raise Empty
            file.flush()
            await asyncio.to_thread(os.fsync, file.fileno())
        return size, digest.hexdigest()

    def remove(self, file_ids: Iterable[str]) -> None:
        """Once no row names them any more: after the commit."""
        for file_id in file_ids:
            self.path(file_id).unlink(missing_ok=True)

    def old(self) -> list[str]:
        """The names of files so old that, if they have no row, they never will."""
        return _older(self._folder, LEFT)

    def set_aside(self, names: Iterable[str]) -> None:
        """What `old` has named, once it is known to have no row."""
        self._aside.mkdir(mode=0o700, exist_ok=True)
        for name in names:
            path = (self._folder / name).rename(self._aside / name)
            os.utime(path)  # its time here begins now

    def aside(self) -> list[str]:
        return [path.name for path in _files(self._aside)]

    def put_back(self, names: Iterable[str]) -> None:
        """What is set aside and has a row after all."""
        for name in names:
            (self._aside / name).rename(self._folder / name)

    def empty(self) -> None:
        """Deletes what has been set aside long enough."""
        for name in _older(self._aside, KEPT_ASIDE):
            (self._aside / name).unlink(missing_ok=True)

    @property
    def _aside(self) -> Path:
        return self._folder / ASIDE


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.is_file()] if folder.is_dir() else []


def _older(folder: Path, seconds: int) -> list[str]:
    before = time.time() - seconds
    return [path.name for path in _files(folder) if path.stat().st_mtime < before]


def _settle(part: Path, path: Path) -> None:
    """Gives the file its name, and has that on disk too."""
    part.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
