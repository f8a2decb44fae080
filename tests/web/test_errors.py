"""Every error has one shape, says what to do next, and tells nothing of the inside."""

import re

import pytest

from tests.web.conftest import Opening
from tests.web.site import Site, Visitor, refused
from texts.catalogue import LANGUAGES, text
from web.errors import BY_STATUS, OURS, TABLE, Told
from web.keys import LIVE

INSIDE = re.compile(
    r"sqlite|sqlalchemy|traceback|exception|select |insert |no such table|\.py|line \d|aiohttp",
    re.IGNORECASE,
)
NAME = "11111111-1111-4111-8111-111111111111"

in_the_module = pytest.mark.asyncio(loop_scope="module")


@in_the_module
@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/finns-inte", 404, "not_found"),
        ("GET", "/api/finns-inte", 404, "not_found"),
        ("POST", "/chatt", 405, "method_not_allowed"),
        ("PUT", "/api/conversations", 405, "method_not_allowed"),
        ("PUT", "/api/conversations/x", 405, "method_not_allowed"),
        ("TRACE", "/health/live", 405, "method_not_allowed"),
    ],
)
async def test_what_is_not_there_is_told_in_the_one_shape(
    site: Site, method: str, path: str, status: int, code: str
) -> None:
    await refused(await site.public.request(method, path), status, code)


BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@in_the_module
@pytest.mark.parametrize(
    ("login", "path", "status"),
    [
        (None, "/finns-inte", 404),
        (None, "/<script>alert(1)</script>", 404),
        ("eva", "/desk", 403),
        ("bo", "/admin", 403),
        ("bo", "/desk/2026-999999", 404),
        ("bo", "/desk/<script>alert(1)</script>", 404),
        ("eva", "/admin/articles/finns-inte", 404),
    ],
)
async def test_who_opens_a_page_in_a_browser_is_told_on_a_page(
    site: Site, login: str | None, path: str, status: int
) -> None:
    person = await site.person(login)
    told = await site.public.get(path, headers={**person.headers, **BROWSER})

    page = await told.text()
    assert (told.status, told.content_type) == (status, "text/html")
    assert told.headers["X-Content-Type-Options"] == "nosniff"
    assert "<script>alert(1)" not in page
    assert not INSIDE.search(page)


@in_the_module
async def test_the_api_answers_a_browser_too_in_the_one_shape(site: Site) -> None:
    for path in ("/api/finns-inte", "/api/conversations/x"):
        await refused(await site.public.get(path, headers=BROWSER), 404, "not_found")


async def test_a_fault_of_ours_on_a_page_tells_nothing_either(opening: Opening) -> None:
    async with opening() as site:
        eva = await site.person("eva")
        await site.database.write(lambda db: db.exec_driver_sql("DROP TABLE article_version"))

        told = await site.public.get("/admin", headers={**eva.headers, **BROWSER})

        page = await told.text()
        assert (told.status, told.content_type) == (500, "text/html")
        assert text("sv", "error-our-fault") in page
        assert not INSIDE.search(page)


async def _planted(site: Site) -> Visitor:
    """A conversation whose messages can no longer be read."""
    visitor = await site.visitor()
    await site.database.write(lambda db: db.exec_driver_sql("DROP TABLE message"))
    return visitor


async def test_a_fault_of_ours_is_500_in_words_and_tells_nothing(
    opening: Opening, caplog: pytest.LogCaptureFixture
) -> None:
    async with opening() as site:
        visitor = await _planted(site)
        answers = [
            await site.public.get(visitor.path, headers=visitor.headers),
            await site.public.get(f"{visitor.path}/events", headers=visitor.headers),
            await site.public.post("/api/conversations"),
            await visitor.sends({"id": NAME, "text": "Hej"}),
        ]
        for answer in answers:
            words = await refused(answer, 500, "our_fault")
            assert words == text("sv", "error-our-fault")
            assert not INSIDE.search(await answer.text())
        # Whoever runs this must find in the log what kind it was, and where.
        assert "fault route=" in caplog.text
        assert "OperationalError" in caplog.text
        assert "messages.py" in caplog.text

        assert (await site.public.get("/health/live")).status == 200


async def test_a_fault_in_the_middle_of_a_stream_ends_it_so_that_the_reader_comes_back(
    opening: Opening,
) -> None:
    async with opening() as site:
        visitor = await site.visitor()
        async with visitor.streams() as stream:
            await stream.next()
            await site.database.write(lambda db: db.exec_driver_sql("DROP TABLE message"))
            site.apps.public[LIVE].changed(visitor.id)
            assert await stream.next() is None


async def test_what_people_wrote_does_not_end_up_in_the_log(
    opening: Opening, caplog: pytest.LogCaptureFixture
) -> None:
    gone = "ALTER TABLE message RENAME COLUMN agent_id TO gone"
    async with opening() as site:
        visitor = await site.visitor()
        await site.database.write(lambda db: db.exec_driver_sql(gone))

        response = await visitor.sends({"id": NAME, "text": "Jag heter Anna Andersson"})

        await refused(response, 500, "our_fault")
    assert "OperationalError" in caplog.text
    assert "Andersson" not in caplog.text
    assert visitor.secret not in caplog.text


def test_the_words_for_people_name_no_code_and_say_what_to_do() -> None:
    for told in _all_told():
        assert told.message == "{}" or re.fullmatch(r"[A-ZÅÄÖ{].*[.]", told.message)
        assert not INSIDE.search(told.message)
        assert 400 <= told.status < 600


def test_codes_are_for_programs() -> None:
    for told in _all_told():
        assert re.fullmatch(r"[a-z_]+", told.code)


def _all_told() -> list[Told]:
    table = [*TABLE.values(), *BY_STATUS.values(), OURS]
    return [told.in_language(language) for told in table for language in LANGUAGES]


def test_what_any_page_may_refuse_is_told_in_every_language() -> None:
    for told in BY_STATUS.values():
        words = {told.in_language(language).message for language in LANGUAGES}
        assert len(words) >= 3, told.code


@in_the_module
async def test_a_visitor_is_told_in_the_language_of_the_page(site: Site) -> None:
    headers = {"Authorization": "Bearer x", "Accept-Language": "fi"}
    answer = await site.public.get("/api/conversations/x", headers=headers)
    assert await refused(answer, 404, "not_found") == "Keskustelua ei ole. Aloita uusi."
