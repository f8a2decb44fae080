"""What colleagues write to each other reaches no visitor, on any way; what crosses is not sent."""

import asyncio
import uuid
from typing import Any

import pytest

from tests.web.site import Site, Visitor, refused

pytestmark = pytest.mark.asyncio(loop_scope="module")

NOTED, ASKED, HANDED_ON = "Ordföranden Frasse", "Får Karo bidrag", "Ring Polly"


def _named(text: str, **more: Any) -> dict[str, Any]:
    return {"id": str(uuid.uuid4()), "text": text, **more}


async def _taken_along(visitor: Visitor, form: str) -> bytes:
    path = f"{visitor.path}/transcript.{form}"
    response = await visitor.site.public.get(path, headers=visitor.headers)
    assert response.status == 200
    return await response.read()


def _holds_none(shown: str) -> None:
    assert [words for words in (NOTED, ASKED, HANDED_ON) if words in shown] == []


async def test_no_note_is_in_what_the_visitor_sees_hears_or_takes_along(site: Site) -> None:
    visitor, number = await site.claimed("bo")
    bo = await site.person("bo")
    async with visitor.streams() as chat:
        await chat.until(4)
        before = await _taken_along(visitor, "pdf")
        await bo.does(number, "note", _named(NOTED))
        await bo.does(number, "consult", _named(ASKED, function="bidrag-kultur-fritid"))
        # Nothing that is drawn in the file has changed: its text cannot be read out of it.
        assert await _taken_along(visitor, "pdf") == before
        handed_on = {"function": "servicecenter", "note": HANDED_ON}
        await bo.does(number, "transfer", handed_on)
        _holds_none(str(await chat.until(5)))
    _holds_none(str(await visitor.looks()))
    _holds_none((await _taken_along(visitor, "txt")).decode())


async def test_an_agent_who_watches_sees_a_note_at_once(site: Site) -> None:
    _, number = await site.claimed("bo")
    bo = await site.person("bo")
    async with bo.streams(f"/api/desk/enquiries/{number}/events") as desk:
        await desk.until(4)
        await bo.does(number, "note", _named(NOTED))
        event = await desk.next()
    assert event
    assert [(one["by"], one["text"]) for one in event["notes"]] == [("Bo", NOTED)]


@pytest.mark.parametrize("body", [{"id": "x", "text": "Hej"}, {"text": "Hej"}, _named(" \n")])
async def test_a_note_that_is_none_is_refused(site: Site, body: dict[str, Any]) -> None:
    _, number = await site.claimed("bo")
    bo = await site.person("bo")
    await refused(await bo.acts(number, "note", body), 400, "bad_input")


async def test_who_is_asked_for_advice_watches_until_it_is_given(site: Site) -> None:
    _, number = await site.claimed("bo")
    bo, gun = await site.person("bo"), await site.person("gun")
    await bo.does(number, "consult", _named(ASKED, function="bidrag-kultur-fritid"))
    async with gun.streams(f"/api/desk/enquiries/{number}/events") as desk:
        await desk.until(4)
        await refused(await gun.acts(number, "reply", _named("Hej", seen=99)), 403, "not_yours")
        await gun.does(number, "note", _named("Ja, det får de."))
        async with asyncio.timeout(5):
            while await desk.next() is not None:
                pass
    await refused(await gun.get(f"/api/desk/enquiries/{number}"), 404, "not_found")


async def test_a_reply_that_has_not_seen_the_newest_message_is_not_sent(site: Site) -> None:
    visitor, number = await site.claimed("bo")
    bo = await site.person("bo")
    seen = (await visitor.looks())["messages"][-1]["seq"]
    newer = await visitor.says("Det har löst sig!")
    reply = _named("Vaktmästaren är på väg.")

    told = await refused(
        await bo.acts(number, "reply", {**reply, "seen": seen}), 409, "newer_message"
    )

    assert told.startswith("Föreningen har skrivit mer. Läs det")
    assert await visitor.texts("agent") == []
    await bo.does(number, "reply", {**reply, "seen": newer})
    assert await visitor.texts("agent") == ["Vaktmästaren är på väg."]
    # Sent again since its answer was lost: it is there already, whatever was written since.
    await visitor.says("Tack ändå")
    await bo.does(number, "reply", {**reply, "seen": newer})
    assert await visitor.texts("agent") == ["Vaktmästaren är på väg."]


async def test_who_has_given_it_to_a_colleague_reads_and_writes_no_more(site: Site) -> None:
    visitor, number = await site.claimed("bo")
    bo, gun = await site.person("bo"), await site.person("gun")
    to_gun = {"function": "bidrag-kultur-fritid", "agent": "gun", "note": HANDED_ON}
    async with bo.streams(f"/api/desk/enquiries/{number}/events") as desk:
        await desk.until(4)
        await bo.does(number, "transfer", to_gun)
        await visitor.says("Hemligt")
        assert await desk.next() is None

    await refused(await bo.get(f"/api/desk/enquiries/{number}"), 404, "not_found")
    await refused(await bo.acts(number, "reply", _named("Hej", seen=99)), 404, "not_found")
    await gun.replies(number, "Hej, nu är det jag.")
    said = (await visitor.looks())["messages"][-1]
    assert (said["by"]["name"], said["text"]) == ("Gun", "Hej, nu är det jag.")


@pytest.mark.parametrize("login", ["bo", "eva", "finns-inte", ""])
async def test_it_is_given_to_no_one_who_does_not_answer(site: Site, login: str) -> None:
    _, number = await site.claimed("bo")
    bo = await site.person("bo")
    body = {"function": "fritidsbokningen", "agent": login, "note": ""}
    await refused(await bo.acts(number, "transfer", body), 400, "unknown_agent")


@pytest.mark.parametrize("until", ["2026-11-20T09:00:00+00:00", "2027-11-20T09:00:00+00:00"])
async def test_a_pause_to_a_wrong_time_is_told_in_words(site: Site, until: str) -> None:
    _, number = await site.claimed("bo")
    bo = await site.person("bo")
    told = await refused(await bo.acts(number, "put-off", {"until": until}), 400, "wrong_time")
    assert "60 dagar" in told
