"""Files that are not taken, and names and sizes that are not believed."""

import asyncio
import uuid
from collections.abc import AsyncIterator

import pytest

from tests.conversations.talk import until
from tests.web.conftest import Opening
from tests.web.filing import (
    BOMB,
    HTML,
    JPEG,
    PDF,
    PNG,
    archive,
    asked,
    fetched,
    holds,
    on_disk,
    sends_file,
    sent,
)
from tests.web.site import Site, refused

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("page.html", HTML),
        ("bild.png", HTML),  # wrong content under a right ending
        ("bild.jpg", PNG),
        ("bild.png.html", PNG),  # double endings: the last one counts
        ("protokoll.pdf.exe", PDF),
        ("bild.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("protokoll.docx", archive(**{"evil.exe": b"MZ"})),
        ("protokoll.odt", archive(mimetype=b"application/epub+zip")),
        ("bild.webp", b"RIFF\x24\x08\x00\x00WAVEfmt " + bytes(2000)),
        ("protokoll", PDF),
        ("", PDF),
        ("gpj.\u202eexe", JPEG),
    ],
)
async def test_what_is_not_what_its_name_says_or_no_kind_of_ours_is_refused(
    site: Site, name: str, body: bytes
) -> None:
    visitor, _ = await asked(site)
    before = on_disk(site)
    assert "PDF" in await refused(await sends_file(visitor, name, body), 400, "file_kind")
    assert on_disk(site) == before


async def test_an_empty_file_is_refused(site: Site) -> None:
    visitor, _ = await asked(site)
    await refused(await sends_file(visitor, "a.png", b""), 400, "file_empty")


async def test_an_archive_is_not_unpacked(site: Site) -> None:
    visitor, _ = await asked(site)
    said = await sent(visitor, "bomb.docx", BOMB)
    assert (site.data / "files" / said["file"]).stat().st_size == len(BOMB) < 100_000


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../../etc/passwd.png", "passwd.png"),
        ("..\\..\\windows\\a.png", "a.png"),
        ("/etc/cron.d/a.png", "a.png"),
        ("a\r\nSet-Cookie: x=1.png", "aSet-Cookie: x=1.png"),
        ("..png", "fil.png"),
        ("\u202egnp.exe.png", "gnp.exe.png"),
        ("x" * 500 + ".png", "x" * 96 + ".png"),
        ("<img src=x onerror=alert(1)>.png", "<img src=x onerror=alert(1)>.png"),
    ],
)
async def test_a_name_is_only_ever_shown(site: Site, name: str, shown: str) -> None:
    visitor, _ = await asked(site)
    said = await sent(visitor, name)
    assert said["name"] == shown
    assert (site.data / "files" / said["file"]).exists()
    response = await fetched(visitor, said["file"])
    assert response.status == 200
    assert "Set-Cookie" not in response.headers


async def test_what_is_told_to_be_too_large_is_refused_before_it_is_read(opening: Opening) -> None:
    async with opening(max_file_mb=1) as site:
        visitor, _ = await asked(site)
        writer, reader = await _connected(site)
        head = (
            f"POST {visitor.path}/files?message={uuid.uuid4()} HTTP/1.1", "Host: x",
            f"Authorization: Bearer {visitor.secret}", "X-File-Name: a.png",
            f"Content-Length: {2**20 + 1}", "", "",
        )  # fmt: skip
        writer.write("\r\n".join(head).encode())
        answer = await asyncio.wait_for(reader.read(500), 5)  # not one byte of it has been sent
        assert b" 413 " in answer.splitlines()[0]
        writer.close()


async def test_what_turns_out_too_large_is_refused_and_leaves_nothing(opening: Opening) -> None:
    async with opening(max_file_mb=1) as site:
        visitor, _ = await asked(site)

        async def endless() -> AsyncIterator[bytes]:
            yield PNG
            for _ in range(30):
                yield bytes(2**16)

        told = await refused(await sends_file(visitor, "a.png", endless()), 413, "file_too_large")
        assert "högst 1 MB" in told
        assert on_disk(site) == []


async def test_other_requests_may_still_not_be_large(site: Site) -> None:
    visitor = await site.visitor()
    await refused(await visitor.sends({"text": "x" * 2**18}), 413, "too_large")


async def test_a_line_that_is_cut_leaves_nothing(
    opening: Opening, caplog: pytest.LogCaptureFixture
) -> None:
    async with opening() as site:
        visitor, _ = await asked(site)
        writer, _ = await _connected(site)
        head = (
            f"POST {visitor.path}/files?message={uuid.uuid4()} HTTP/1.1", "Host: x",
            f"Authorization: Bearer {visitor.secret}", "X-File-Name: a.png",
            "Content-Length: 500000", "", "",
        )  # fmt: skip
        writer.write("\r\n".join(head).encode() + PNG)
        await until(lambda: holds(site, 1))
        writer.close()
        await until(lambda: holds(site, 0))
        assert (await visitor.looks())["files"] == {}
        assert "fault" not in caplog.text


async def test_a_conversation_holds_so_much_and_no_more(opening: Opening) -> None:
    async with opening(max_file_mb=1) as site:
        visitor, number = await asked(site)
        large = PNG + bytes(2**20 - len(PNG))
        bo, path = await site.person("bo"), f"/api/desk/enquiries/{number}"
        for _ in range(6):
            assert (await sends_file(bo, "a.png", large, path)).status == 201
        for _ in range(4):
            await sent(visitor, body=large)
        assert (await visitor.looks())["files_left"] == 1

        await refused(await sends_file(visitor, "a.png", PNG), 409, "too_many_files")


async def test_too_many_files_in_a_minute_are_refused(site: Site) -> None:
    visitor, _ = await asked(site)
    for _ in range(10):
        await sends_file(visitor, "a.png", HTML)
    await refused(await sends_file(visitor, "a.png", PNG), 429, "too_often")


async def _connected(site: Site) -> tuple[asyncio.StreamWriter, asyncio.StreamReader]:
    reader, writer = await asyncio.open_connection("127.0.0.1", site.public.port)
    return writer, reader
