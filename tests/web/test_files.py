"""Files in a chat: who may send them and when, who may fetch them, and that none is lost."""

import asyncio
import hashlib
import os
import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from conversations.files.store import LEFT, Store
from db.schema import attachment
from tests.conversations.fake_rasa import hands_over
from tests.conversations.talk import until
from tests.web.conftest import Opening
from tests.web.filing import (
    DOCX,
    JPEG,
    ODT,
    PDF,
    PNG,
    WEBP,
    asked,
    asks_for_file,
    fetched,
    holds,
    on_disk,
    sends_file,
    sent,
    set_aside,
)
from tests.web.site import Site, Visitor, refused

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_file_that_was_asked_for_arrives_whole_at_the_desk(site: Site) -> None:
    visitor, number = await asked(site)
    said = await sent(visitor)
    assert (said["kind"], said["name"], said["type"], said["size"]) == (
        "file", "lås.png", "image/png", len(PNG),
    )  # fmt: skip
    bo = await site.person("bo")

    response = await bo.get(f"/api/desk/enquiries/{number}/files/{said['file']}")

    assert await response.read() == PNG
    assert (await visitor.looks())["files"] == {said["file"]: "ready"}
    row = await site.database.read(
        lambda db: db.execute(sa.select(attachment).where(attachment.c.id == said["file"])).one()
    )
    assert row.sha256 == hashlib.sha256(PNG).hexdigest()


async def test_without_being_asked_no_file_is_taken(site: Site) -> None:
    visitor, number = await site.claimed()
    assert (await visitor.looks())["files_left"] is None
    await refused(await sends_file(visitor, "a.png", PNG), 403, "file_not_asked")

    await asks_for_file(site, number)
    assert (await visitor.looks())["files_left"] == 5
    await sent(visitor)
    assert (await visitor.looks())["files_left"] == 4


async def test_a_request_ends_with_its_enquiry_and_does_not_count_for_the_next(site: Site) -> None:
    visitor, number = await asked(site)
    await (await site.person("bo")).does(number, "return-to-bot")
    assert (await visitor.looks())["files_left"] is None
    await refused(await sends_file(visitor, "a.png", PNG), 403, "file_not_asked")

    site.rasa.does = hands_over()
    await visitor.says("En fråga till")
    await until(lambda: _waits(visitor))
    await refused(await sends_file(visitor, "a.png", PNG), 403, "file_not_asked")


async def test_a_request_covers_five_files_and_another_five_more(site: Site) -> None:
    visitor, number = await asked(site)
    for _ in range(5):
        await sent(visitor)
    await refused(await sends_file(visitor, "a.png", PNG), 409, "too_many_files")

    await asks_for_file(site, number)
    await sent(visitor)


async def test_only_the_agent_who_has_the_enquiry_asks_for_files(site: Site) -> None:
    _, number = await site.enquiry()
    await refused(await asks_for_file(site, number), 403, "not_yours")
    await refused(await asks_for_file(site, number, "gun"), 404, "not_found")


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.jpg", JPEG),
        ("A.JPEG", JPEG),
        ("a.png", PNG),
        ("a.webp", WEBP),
        ("a.pdf", PDF),
        ("protokoll.docx", DOCX),
        ("protokoll.odt", ODT),
    ],
)
async def test_photos_and_minutes_are_taken(site: Site, name: str, body: bytes) -> None:
    visitor, _ = await asked(site)
    said = await sent(visitor, name, body)
    assert await (await fetched(visitor, said["file"])).read() == body


async def test_a_file_is_always_given_to_be_saved_and_never_shown(site: Site) -> None:
    visitor, _ = await asked(site)
    response = await fetched(visitor, (await sent(visitor, 'lås "1".png'))["file"])
    headers = response.headers
    assert headers["Content-Disposition"] == (
        "attachment; filename=\"fil.png\"; filename*=UTF-8''l%C3%A5s%20%221%22.png"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert headers["Cache-Control"] == "no-store"


async def test_others_get_nothing_of_a_file(site: Site) -> None:
    visitor, number = await asked(site)
    file_id = (await sent(visitor))["file"]
    other, others_number = await asked(site)
    await refused(await fetched(other, file_id), 404, "not_found")
    for login, path, status in (
        (None, f"enquiries/{number}", 401),
        ("gun", f"enquiries/{number}", 404),
        ("bo", f"enquiries/{others_number}", 404),
    ):
        person = await site.person(login)
        response = await person.get(f"/api/desk/{path}/files/{file_id}")
        assert response.status == status


async def test_an_agent_sends_a_file_too(site: Site) -> None:
    visitor, number = await site.claimed()
    bo, path = await site.person("bo"), f"/api/desk/enquiries/{number}"
    assert (await sends_file(bo, "karta.pdf", PDF, path)).status == 201
    said = await visitor.hears("file")
    assert said["from"] == "agent"
    assert await (await fetched(visitor, said["file"])).read() == PDF
    await refused(await sends_file(bo, "karta.exe", PDF, path), 400, "file_kind")


async def test_the_same_id_is_the_same_file(site: Site) -> None:
    visitor, _ = await asked(site)
    name, before = str(uuid.uuid4()), len(on_disk(site))
    answers = [await sends_file(visitor, "a.png", PNG, message=name) for _ in range(2)]
    assert [one.status for one in answers] == [201, 200]
    assert await answers[0].json() == await answers[1].json()

    twins = str(uuid.uuid4())
    both = await asyncio.gather(
        *(sends_file(visitor, "a.png", PNG, message=twins) for _ in range(2))
    )
    assert sorted(one.status for one in both) == [200, 201]
    assert len(on_disk(site)) == before + 2


async def logged(caplog: pytest.LogCaptureFixture, words: str) -> bool:
    return words in caplog.text


def _age(path: Path) -> None:
    then = path.stat().st_mtime - LEFT - 60
    os.utime(path, (then, then))


async def test_what_a_crash_left_between_file_and_row_is_set_aside(opening: Opening) -> None:
    async with opening() as site:
        visitor, _ = await asked(site)
        kept = await sent(visitor)
        data = site.data

        async def pieces() -> AsyncIterator[bytes]:
            yield PNG

        # The process dies after the file is on disk, and another in the middle of one.
        orphan = await Store(data / "files", 2**20).keep("a.png", pieces())
        part = data / "files" / f"{uuid.uuid4().hex}.part"
        part.write_bytes(PNG)
        young = await Store(data / "files", 2**20).keep("a.png", pieces())
    for path in (data / "files" / kept["file"], data / "files" / orphan.id, part):
        _age(path)

    async with opening(data) as site:
        await until(lambda: holds(site, 2))
        assert {path.name for path in on_disk(site)} == {kept["file"], young.id}
        assert {path.name for path in set_aside(site)} == {orphan.id, part.name}


async def test_a_start_with_another_database_costs_no_one_a_file(
    opening: Opening, filled: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with opening() as site:
        visitor, _ = await asked(site)
        kept = await sent(visitor)
        data = site.data
    _age(data / "files" / kept["file"])
    (data / "lotsen.db").rename(data / "right.db")
    for rest in data.glob("lotsen.db-*"):
        rest.unlink()

    async with opening(data) as site:  # begins with a database that knows no file
        await until(lambda: holds(site, 0))
        await until(lambda: logged(caplog, "files set aside"))
    (data / "right.db").rename(data / "lotsen.db")

    async with opening(data) as site:
        await until(lambda: holds(site, 1))
        visitor = Visitor(site, visitor.id, visitor.secret)
        assert await (await fetched(visitor, kept["file"])).read() == PNG
        assert "files put back" in caplog.text


async def test_erasing_takes_the_bytes_at_once(site: Site) -> None:
    visitor, _ = await asked(site)
    other, _ = await asked(site)
    file_id, others = (await sent(visitor))["file"], (await sent(other))["file"]

    response = await site.public.delete(visitor.path, headers=visitor.headers)

    assert response.status == 200
    names = {path.name for path in on_disk(site)}
    assert file_id not in names
    assert others in names


async def test_health_tells_how_many_files_wait_also_when_the_scanner_is_taken_away(
    opening: Opening,
) -> None:
    async with opening(clamd="127.0.0.1:9") as site:  # no one listens there
        visitor, _ = await asked(site)
        await sent(visitor)
        data = site.data
    async with opening(data) as site:
        health = await (await site.public.get("/health/ready")).json()
        assert health["files_waiting_for_scan"] == 1


async def _waits(visitor: Visitor) -> bool:
    return bool((await visitor.looks())["state"] == "waiting")
