"""A backup as one tar file: the database, the files that people have sent and, last, a manifest
with the digest of each. What was cut short has no manifest.

Nothing in an archive says where something is put: a name either is one that a backup has, or the
whole is refused, and so is whatever is not a plain file.
"""

import hashlib
import json
import os
import re
import tarfile
from collections.abc import Iterable, Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Literal

from pydantic import BaseModel, ValidationError

MANIFEST = "manifest.json"
PLAIN = (tarfile.REGTYPE, tarfile.AREGTYPE)
LONGEST_MANIFEST = 2**28
PIECE = 2**20
Kind = Literal["sqlite", "postgresql"]
DATABASE: dict[Kind, str] = {"sqlite": "lotsen.db", "postgresql": "lotsen.dump"}
NAME = re.compile(r"lotsen\.db|lotsen\.dump|files/[0-9a-f]{32}")


class NotABackup(Exception):
    """Not whole, not made by us, or changed since; says what is wrong with it."""


class Part(BaseModel):
    size: int
    sha256: str


class Manifest(BaseModel):
    """`revision` is the schema's. `gone` counts files that were erased while they were copied."""

    form: Literal[1] = 1
    made_at: datetime
    database: Kind
    revision: str
    gone: int
    parts: dict[str, Part]

    @property
    def files(self) -> int:
        return len(self.parts) - 1

    @property
    def size(self) -> int:
        return sum(part.size for part in self.parts.values())


class _Digesting:
    """A file that is digested while it is read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self._file.read(size)
        self.digest.update(piece)
        return piece


def write(
    target: Path, made_at: datetime, kind: Kind, revision: str, parts: Mapping[str, Path]
) -> Manifest:
    """Beside its place first, so that what has the name is whole. No one else may read it."""
    beside = target.with_name(f"{target.name}.part")
    try:
        with open(beside, "wb", opener=_for_us_alone) as file:
            with tarfile.open(fileobj=file, mode="w") as tar:
                added = {name: _add(tar, name, path) for name, path in parts.items()}
                there = {name: part for name, part in added.items() if part}
                manifest = Manifest(
                    made_at=made_at,
                    database=kind,
                    revision=revision,
                    gone=len(added) - len(there),
                    parts=there,
                )
                _add_manifest(tar, manifest)
            file.flush()
            os.fsync(file.fileno())
        beside.rename(target)
    finally:
        beside.unlink(missing_ok=True)
    return manifest


def _for_us_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _add(tar: tarfile.TarFile, name: str, path: Path) -> Part | None:
    """None when there is no such file any more."""
    try:
        with path.open("rb") as file:
            info = tarfile.TarInfo(name)
            info.size = os.fstat(file.fileno()).st_size
            digesting = _Digesting(file)
            tar.addfile(info, digesting)
    except FileNotFoundError:
        return None
    return Part(size=info.size, sha256=digesting.digest.hexdigest())


def _add_manifest(tar: tarfile.TarFile, manifest: Manifest) -> None:
    content = manifest.model_dump_json(indent=1).encode()
    info = tarfile.TarInfo(MANIFEST)
    info.size = len(content)
    tar.addfile(info, BytesIO(content))


def unpack(archive: Path, folder: Path) -> Manifest:
    """Writes the parts below a folder of ours and checks each. Raises NotABackup."""
    (folder / "files").mkdir(mode=0o700, parents=True)
    try:
        with tarfile.open(archive, "r:") as tar:
            found, manifest = _take_out(tar, tar, folder)
    except tarfile.TarError as error:
        raise NotABackup(f"not a whole tar file ({error})") from error
    if manifest is None:
        raise NotABackup("it ends before its manifest: it was cut short, or is no backup")
    _compare(found, manifest)
    return manifest


def _take_out(
    tar: tarfile.TarFile, members: Iterable[tarfile.TarInfo], folder: Path
) -> tuple[dict[str, Part], Manifest | None]:
    found: dict[str, Part] = {}
    manifest: Manifest | None = None
    for member in members:
        if member.type not in PLAIN or member.issparse():
            raise NotABackup(f"{member.name!r} in it is not a plain file")
        if manifest is not None or member.name in found:
            raise NotABackup(f"{member.name!r} in it comes too late or twice")
        if member.name == MANIFEST:
            manifest = _read_manifest(tar, member)
        elif NAME.fullmatch(member.name):
            found[member.name] = _write_out(tar, member, folder / member.name)
        else:
            raise NotABackup(f"{member.name!r} in it is no part of a backup")
    return found, manifest


def _write_out(tar: tarfile.TarFile, member: tarfile.TarInfo, path: Path) -> Part:
    source = tar.extractfile(member)
    assert source is not None  # it is a plain file
    digest = hashlib.sha256()
    with open(path, "xb", opener=_for_us_alone) as file:
        while piece := source.read(PIECE):
            digest.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return Part(size=member.size, sha256=digest.hexdigest())


def _read_manifest(tar: tarfile.TarFile, member: tarfile.TarInfo) -> Manifest:
    source = tar.extractfile(member)
    assert source is not None
    if member.size > LONGEST_MANIFEST:
        raise NotABackup("its manifest is too long")
    try:
        return Manifest.model_validate(json.loads(source.read()))
    except (ValueError, ValidationError) as error:
        raise NotABackup("its manifest cannot be read") from error


def _compare(found: dict[str, Part], manifest: Manifest) -> None:
    names = found.keys() | manifest.parts.keys()
    wrong = {name for name in names if found.get(name) != manifest.parts.get(name)}
    if wrong:
        raise NotABackup(f"{sorted(wrong)[0]} in it is not what the manifest says")
    if DATABASE[manifest.database] not in found:
        raise NotABackup("there is no database in it")
