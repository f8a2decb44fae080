"""What is cut short, changed or made to do harm is refused before anything changes."""

import io
import json
import os
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from backup import archive
from backup.archive import NotABackup, unpack, write
from backup.restoring import WrongPlace, restore
from db.engine import open_engine
from db.migrate import migrate, revisions
from tests.cast import MONDAY

FILE = "files/" + "0123456789abcdef" * 2


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("parts")
    engine = open_engine(f"sqlite:///{folder / 'lotsen.db'}")
    migrate(engine)
    engine.dispose()
    (folder / "file").write_bytes(os.urandom(3000))
    return {"lotsen.db": folder / "lotsen.db", FILE: folder / "file"}


@pytest.fixture
def whole(parts: dict[str, Path], tmp_path: Path) -> Path:
    write(tmp_path / "whole.tar", MONDAY, "sqlite", revisions()[0], parts)
    return tmp_path / "whole.tar"


def refused(path: Path, tmp_path: Path) -> str:
    """What is said; nothing is where it would have been restored to."""
    there = tmp_path / "there"
    with pytest.raises((NotABackup, WrongPlace)) as told:
        restore(path, f"sqlite:///{there / 'lotsen.db'}", there, MONDAY)
    assert list(there.iterdir()) == []
    return str(told.value)


def test_a_whole_one_is_taken(whole: Path, tmp_path: Path) -> None:
    there = tmp_path / "there"
    manifest, aside = restore(whole, f"sqlite:///{there / 'lotsen.db'}", there, MONDAY)
    assert (manifest.files, aside) == (1, None)
    assert (there / FILE).stat().st_size == 3000


@pytest.mark.parametrize("share", [0, 0.001, 0.3, 0.5, 0.9, 0.97, 0.99])
def test_one_that_was_cut_short_is_refused(whole: Path, tmp_path: Path, share: float) -> None:
    content = whole.read_bytes().rstrip(b"\0")
    (tmp_path / "cut.tar").write_bytes(content[: int(len(content) * share)])
    refused(tmp_path / "cut.tar", tmp_path)


@pytest.mark.parametrize("block", [0, 1, 100, -1])
def test_one_in_which_a_byte_has_changed_is_refused(
    whole: Path, tmp_path: Path, block: int
) -> None:
    content = bytearray(whole.read_bytes())
    used = len(content.rstrip(b"\0")) // 512
    content[(block % used) * 512 + 20] ^= 1
    (tmp_path / "changed.tar").write_bytes(content)
    refused(tmp_path / "changed.tar", tmp_path)


def test_one_of_a_newer_lotsen_is_refused(parts: dict[str, Path], tmp_path: Path) -> None:
    write(tmp_path / "newer.tar", MONDAY, "sqlite", "9999", parts)
    assert "update" in refused(tmp_path / "newer.tar", tmp_path)


def test_one_whose_database_is_broken_is_refused(parts: dict[str, Path], tmp_path: Path) -> None:
    broken = bytearray(parts["lotsen.db"].read_bytes())
    broken[4096:12288] = os.urandom(8192)
    (tmp_path / "broken.db").write_bytes(broken)
    put = parts | {"lotsen.db": tmp_path / "broken.db"}
    write(tmp_path / "broken.tar", MONDAY, "sqlite", revisions()[0], put)
    assert "broken" in refused(tmp_path / "broken.tar", tmp_path)


def _named(name: str) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size = 4
    return info


def _of_type(kind: bytes, name: str = FILE) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type = kind
    info.linkname = "/etc/passwd"
    return info


HOSTILE: dict[str, Callable[[], tarfile.TarInfo]] = {
    "upwards": lambda: _named("../lotsen.db"),
    "upwards from files": lambda: _named("files/../../lotsen.db"),
    "absolute": lambda: _named("/tmp/lotsen.db"),  # noqa: S108 - refused
    "not of us": lambda: _named("web.py"),
    "a longer name": lambda: _named(f"{FILE}\n"),
    "symbolic link": lambda: _of_type(tarfile.SYMTYPE),
    "link to a folder": lambda: _of_type(tarfile.SYMTYPE, "files"),
    "hard link": lambda: _of_type(tarfile.LNKTYPE),
    "folder": lambda: _of_type(tarfile.DIRTYPE),
    "pipe": lambda: _of_type(tarfile.FIFOTYPE),
    "device": lambda: _of_type(tarfile.CHRTYPE),
    "sparse": lambda: _of_type(tarfile.GNUTYPE_SPARSE),
}


@pytest.mark.parametrize("what", HOSTILE)
@pytest.mark.parametrize("where", ["first", "last"])
def test_nothing_but_the_plain_files_of_a_backup_is_taken_out(
    what: str, where: str, parts: dict[str, Path], tmp_path: Path
) -> None:
    path = tmp_path / "hostile.tar"
    with tarfile.open(path, "w") as tar:
        if where == "first":
            tar.addfile(HOSTILE[what](), io.BytesIO(b"evil"))
        tar.add(parts["lotsen.db"], "lotsen.db")
        if where == "last":
            tar.addfile(HOSTILE[what](), io.BytesIO(b"evil"))
    refused(path, tmp_path)
    names = {"hostile.tar", "there"}
    assert {one.name for one in tmp_path.iterdir()} == names


@pytest.mark.parametrize("name", ["lotsen.db", FILE, "manifest.json"])
def test_nothing_comes_twice_or_after_the_manifest(whole: Path, tmp_path: Path, name: str) -> None:
    with tarfile.open(whole, "a") as tar:
        tar.addfile(_named(name), io.BytesIO(b"evil"))
    refused(whole, tmp_path)


@pytest.mark.parametrize("wrong", ["", "[]", '{"form": 2}', "\ud800"])
def test_a_manifest_that_says_something_else_is_refused(
    wrong: str, parts: dict[str, Path], tmp_path: Path
) -> None:
    path = tmp_path / "told.tar"
    content = wrong.encode(errors="surrogatepass")
    with tarfile.open(path, "w") as tar:
        tar.add(parts["lotsen.db"], "lotsen.db")
        info = tarfile.TarInfo("manifest.json")
        info.size = len(content)
        tar.addfile(info, io.BytesIO(content))
    refused(path, tmp_path)


def test_what_the_manifest_tells_of_must_be_there(whole: Path, tmp_path: Path) -> None:
    manifest = unpack(whole, tmp_path / "out")
    less = json.loads(manifest.model_dump_json())
    less["parts"]["files/" + "a" * 32] = less["parts"][FILE]
    content = json.dumps(less).encode()
    with tarfile.open(tmp_path / "less.tar", "w") as tar:
        for name in manifest.parts:
            tar.add(tmp_path / "out" / name, name)
        info = tarfile.TarInfo(archive.MANIFEST)
        info.size = len(content)
        tar.addfile(info, io.BytesIO(content))
    refused(tmp_path / "less.tar", tmp_path)
