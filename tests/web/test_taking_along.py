"""Coming back, erasing, and what the stranger gets, over HTTP."""

import asyncio
import logging
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientResponse
from sqlalchemy import Connection

from db.schema import conversation, message
from servicecenter import erasing, ledger
from tests.cast import MONDAY
from tests.conversations.fake_rasa import Held, says
from tests.conversations.talk import until
from tests.web.conftest import Opening
from tests.web.site import Site, Visitor, refused
from web.keys import LIMITS
from web.limits import DOCUMENTS_PER_MINUTE, RETURNS_PER_MINUTE

pytestmark = pytest.mark.asyncio(loop_scope="module")

WRONG = "0123-4567-89AB-CDEF"


async def _returns(site: Site, number: Any, secret: Any) -> ClientResponse:
    body = {"number": number, "secret": secret}
    return await site.public.post("/api/conversations/continue", json=body)


async def _erases(visitor: Visitor, secret: str | None = None) -> ClientResponse:
    headers = {"Authorization": f"Bearer {secret or visitor.secret}"}
    return await visitor.site.public.delete(visitor.path, headers=headers)


async def test_number_and_secret_as_written_down_give_the_same_conversation(
    opening: Opening,
) -> None:
    async with opening() as site:
        visitor, number = await site.enquiry()
        written = " ".join(visitor.secret[at : at + 4].lower() for at in range(0, 16, 4))

        response = await _returns(site, number.replace("-", " "), written)

        assert response.status == 200
        found = await response.json()
        assert found == {"secret": visitor.secret, **await visitor.looks()}


async def test_a_wrong_secret_and_an_unknown_number_are_told_the_same(opening: Opening) -> None:
    async with opening() as site:
        visitor, number = await site.enquiry()
        told = set()
        for one, secret in [(number, WRONG), ("2026-999999", visitor.secret), ("", ""), ("x", "å")]:
            response = await _returns(site, one, secret)
            told.add(await refused(response, 401, "wrong_number_or_secret"))
        assert len(told) == 1


@pytest.mark.parametrize("body", [{}, {"number": "2026-1"}, {"number": 1, "secret": "x"}])
async def test_what_is_no_number_or_secret_is_refused_by_field(site: Site, body: Any) -> None:
    response = await site.public.post("/api/conversations/continue", json=body)
    await refused(response, 400, "bad_input")


async def test_tries_at_once_cannot_outrun_the_limit_of_a_number(opening: Opening) -> None:
    async with opening() as site:
        visitor, number = await site.enquiry()
        tries = [_returns(site, number, f"{n:016}") for n in range(4 * RETURNS_PER_MINUTE)]

        told = Counter(response.status for response in await asyncio.gather(*tries))

        assert told == {401: RETURNS_PER_MINUTE, 429: 3 * RETURNS_PER_MINUTE}
        # Slowed also with the right one: a guess that is right looks the same.
        response = await _returns(site, number, visitor.secret)
        assert "Vänta en minut" in await refused(response, 429, "too_often")


async def test_a_number_is_slowed_however_it_is_written_and_wherever_from(
    opening: Opening,
) -> None:
    async with opening() as site:
        visitor, number = await site.enquiry()
        counted = site.apps.public[LIMITS]
        for _ in range(RETURNS_PER_MINUTE):
            await counted.count(counted.returns, "return to", number)  # from other addresses
        for written in (number, number.replace("-", " "), f" {number[:4]}-{int(number[5:])}"):
            await refused(await _returns(site, written, visitor.secret), 429, "too_often")


async def test_trying_many_numbers_from_one_address_is_slowed(opening: Opening) -> None:
    async with opening() as site:
        for n in range(RETURNS_PER_MINUTE):
            await refused(await _returns(site, f"2026-{n}", WRONG), 401, "wrong_number_or_secret")
        await refused(await _returns(site, "2026-99", WRONG), 429, "too_often")


async def test_who_has_it_on_the_device_is_not_slowed_by_who_guesses(opening: Opening) -> None:
    async with opening() as site:
        visitor, number = await site.enquiry()
        for _ in range(2 * RETURNS_PER_MINUTE):
            await _returns(site, number, WRONG)
        assert (await visitor.looks())["id"] == visitor.id


async def test_the_transcript_is_a_file_for_who_holds_the_secret_alone(opening: Opening) -> None:
    async with opening() as site:
        visitor, number = await site.enquiry()
        other = await site.visitor()
        for kind, begins in [("txt", b"Samtal om f"), ("pdf", b"%PDF")]:
            path = f"{visitor.path}/transcript.{kind}"
            await refused(await site.public.get(path, headers=other.headers), 404, "not_found")
            response = await site.public.get(path, headers=visitor.headers)
            assert response.status == 200
            assert (await response.read()).startswith(begins)
            assert f"lotsen-{number}.{kind}" in response.headers["Content-Disposition"]
            assert response.headers["Cache-Control"] == "no-store"


async def test_files_are_made_six_times_a_minute_however_many_are_asked_for(
    opening: Opening,
) -> None:
    async with opening() as site:
        visitor = await site.visitor()
        path = f"{visitor.path}/transcript.txt"
        tries = [site.public.get(path, headers=visitor.headers) for _ in range(12)]
        told = Counter(response.status for response in await asyncio.gather(*tries))
        assert told == {200: DOCUMENTS_PER_MINUTE, 429: 12 - DOCUMENTS_PER_MINUTE}


async def test_erasing_takes_all_away_and_tells_the_agent(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    visitor, number = await site.claimed()
    bo = await site.person("bo")
    async with bo.streams(f"/api/desk/enquiries/{number}/events") as stream:
        before = await stream.next()
        assert before is not None
        assert not before["erased"]
        with caplog.at_level(logging.INFO):
            response = await _erases(visitor)
        assert (response.status, await response.json()) == (200, {"erased": True})
        after = await stream.next()

    assert after is not None
    assert after["erased"]
    assert after["enquiry"]["closed"]
    assert [one["text"] for one in after["messages"]] == ["Den som frågade har raderat samtalet."]
    await refused(await _returns(site, number, visitor.secret), 401, "wrong_number_or_secret")
    assert visitor.id in caplog.text
    assert "Dörren" not in caplog.text
    assert visitor.secret not in caplog.text
    assert await site.database.read(ledger.faults, site.clock()) == []


async def test_erasing_again_finds_nothing_and_a_stranger_erases_nothing(site: Site) -> None:
    visitor = await site.visitor()
    other = await site.visitor()
    for secret in (other.secret, "x", visitor.id):
        await refused(await _erases(visitor, secret), 404, "not_found")
    assert (await visitor.looks())["id"] == visitor.id

    assert (await _erases(visitor)).status == 200
    await refused(await _erases(visitor), 404, "not_found")
    response = await visitor.sends({"id": "5" * 8 + "-5555-4555-8555-" + "5" * 12, "text": "Hej"})
    await refused(response, 404, "not_found")
    assert (await other.looks())["id"] == other.id


async def test_other_devices_are_shown_out_when_it_is_erased(site: Site) -> None:
    visitor = await site.visitor()
    async with visitor.streams() as stream:
        await stream.next()
        await _erases(visitor)
        assert await stream.next() is None


async def test_a_reply_that_comes_after_the_erasing_is_dropped(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    visitor = await site.visitor()
    site.rasa.does = held = Held(says("för sent"))
    await visitor.says("Hej")
    await held.asked.wait()

    assert (await _erases(visitor)).status == 200
    held.let_go.set()
    site.rasa.does = says("Hej!")
    await (await site.visitor()).is_answered("Hej")

    assert "fault" not in caplog.text
    assert "left" not in caplog.text
    assert await site.database.read(ledger.faults, site.clock()) == []


async def test_what_became_old_while_we_were_down_is_erased_at_the_start(
    opening: Opening, tmp_path: Path
) -> None:
    async with opening(tmp_path) as site:
        young = await site.visitor()
        await site.database.write(_aged, young.id)
        asker, number = await site.claimed()
        await (await site.person("bo")).does(number, "close", {"outcome": "answered"})
        waiting, _ = await site.enquiry()
        for visitor in (asker, waiting):
            await site.database.write(_aged, visitor.id)
        fresh = await site.visitor()
    async with opening(tmp_path, keep_days=400) as site:

        async def gone() -> bool:
            return not await site.database.read(erasing.old, MONDAY - timedelta(days=400), 9)

        await until(gone)
        for visitor, status in [(young, 404), (asker, 404), (waiting, 200), (fresh, 200)]:
            response = await site.public.get(visitor.path, headers=visitor.headers)
            assert response.status == status
        assert await site.database.read(ledger.faults, site.clock()) == []


def _aged(db: Connection, conversation_id: str) -> None:
    """Makes all of it 401 days older."""
    then = MONDAY - timedelta(days=401)
    of_it = message.c.conversation_id == conversation_id
    db.execute(message.update().where(of_it).values(at=then))
    here = conversation.c.id == conversation_id
    db.execute(conversation.update().where(here).values(started_at=then))
