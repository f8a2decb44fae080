"""A real clamd, with a signature of the test's own: nothing infected is ever given out."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from conversations.files import checks
from launch.ports import free_port
from tests.conversations.talk import until
from tests.web.conftest import Opening
from tests.web.filing import PDF, PNG, asked, fetched, on_disk, sends_file, sent
from tests.web.site import Site, Visitor, refused

pytestmark = pytest.mark.slow

EVIL = b"this-is-what-the-test-calls-a-virus"
INFECTED = PDF + EVIL
STARTING = 30  # seconds


@pytest.fixture
def daemon() -> str:
    return shutil.which("clamd") or pytest.skip("no clamd on this machine")


@contextmanager
def clamd(daemon: str, folder: Path, port: int) -> Iterator[str]:
    """On a port and on a socket below the folder; gives the path of the socket."""
    (folder / "signatures").mkdir(exist_ok=True)
    (folder / "signatures" / "test.ndb").write_text(f"Test.Evil:0:*:{EVIL.hex()}\n")
    config, at = folder / "clamd.conf", folder / "clamd.sock"
    config.write_text(
        f"DatabaseDirectory {folder / 'signatures'}\nLocalSocket {at}\nTCPSocket {port}\n"
        "TCPAddr 127.0.0.1\nForeground yes\nUser root\n"
    )
    with subprocess.Popen([daemon, "-c", str(config)], stdout=subprocess.DEVNULL) as running:
        try:
            _wait_for(at)
            yield str(at)
        finally:
            running.terminate()


def _wait_for(at: Path) -> None:
    end = time.monotonic() + STARTING
    while time.monotonic() < end:
        with socket.socket(socket.AF_UNIX) as probe:
            if probe.connect_ex(str(at)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("clamd did not start")


async def state_of(visitor: Visitor, file_id: str) -> Any:
    return (await visitor.looks())["files"][file_id]


async def becomes(visitor: Visitor, file_id: str, state: str) -> None:
    async def has() -> bool:
        return bool(await state_of(visitor, file_id) == state)

    await until(has)


@pytest.mark.parametrize("by", ["socket", "port"])
async def test_a_clean_file_is_given_out_and_an_infected_one_is_gone(
    opening: Opening, daemon: str, tmp_path: Path, caplog: pytest.LogCaptureFixture, by: str
) -> None:
    port = free_port()
    with clamd(daemon, tmp_path, port) as at:
        async with opening(clamd=at if by == "socket" else f"127.0.0.1:{port}") as site:
            visitor, number = await asked(site)
            clean = (await sent(visitor, "lås.png", PNG))["file"]
            await becomes(visitor, clean, "ready")
            assert await (await fetched(visitor, clean)).read() == PNG

            infected = (await sent(visitor, "hemligt.pdf", INFECTED))["file"]
            await becomes(visitor, infected, "stopped")

            await refused(await fetched(visitor, infected), 404, "not_found")
            bo = await site.person("bo")
            path = f"/api/desk/enquiries/{number}"
            await refused(await bo.get(f"{path}/files/{infected}"), 404, "not_found")
            assert (await visitor.texts("system"))[-1].startswith("Filen ”hemligt.pdf” stoppades")
            view = await (await bo.get(path)).json()
            assert view["messages"][-1]["text"].startswith("Filen ”hemligt.pdf” stoppades")
            assert view["files"] == {clean: "ready", infected: "stopped"}
            assert [file.name for file in on_disk(site)] == [clean]
            assert infected in caplog.text
            assert "hemligt" not in caplog.text


async def test_while_the_scanner_is_away_a_file_waits_and_no_one_gets_it(
    opening: Opening, daemon: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "EVERY", 0.1)
    port = free_port()
    async with opening(clamd=f"127.0.0.1:{port}") as site:
        visitor, number = await asked(site)
        clean = (await sent(visitor, "lås.png", PNG))["file"]
        infected = (await sent(visitor, "hemligt.pdf", INFECTED))["file"]
        for file_id in (clean, infected):
            await refused(await fetched(visitor, file_id), 409, "file_checking")
            bo = await site.person("bo")
            response = await bo.get(f"/api/desk/enquiries/{number}/files/{file_id}")
            await refused(response, 409, "file_checking")

        with clamd(daemon, tmp_path, port):
            await becomes(visitor, clean, "ready")
            await becomes(visitor, infected, "stopped")
        assert await (await fetched(visitor, clean)).read() == PNG


async def test_a_file_that_waits_is_taken_up_after_a_restart(
    opening: Opening, daemon: str, tmp_path: Path
) -> None:
    port = free_port()
    async with opening(clamd=f"127.0.0.1:{port}") as site:
        visitor, _ = await asked(site)
        file_id = (await sent(visitor))["file"]
        assert await state_of(visitor, file_id) == "checking"

    with clamd(daemon, tmp_path, port):
        async with opening(site.data, clamd=f"127.0.0.1:{port}") as again:
            visitor = Visitor(again, visitor.id, visitor.secret)
            await becomes(visitor, file_id, "ready")


async def test_an_agents_file_is_scanned_too(opening: Opening, daemon: str, tmp_path: Path) -> None:
    with clamd(daemon, tmp_path, free_port()) as at:
        async with opening(clamd=at) as site:
            visitor, number = await site.claimed()
            bo = await site.person("bo")
            path = f"/api/desk/enquiries/{number}"
            assert (await sends_file(bo, "svar.pdf", INFECTED, path)).status == 201
            await becomes(visitor, (await visitor.hears("file"))["file"], "stopped")


async def test_without_a_scanner_a_file_is_there_at_once(opening: Opening) -> None:
    async with opening() as site:
        visitor, _ = await asked(site)
        assert await state_of(visitor, (await sent(visitor))["file"]) == "ready"
        assert isinstance(site, Site)
