"""What agents watch: their queue and the conversation they have, for as long as they may."""

import asyncio
import time

import pytest

from conversations import messages
from conversations.content import Text
from db.schema import agent, agent_function
from servicecenter import leaving, people
from tests.cast import MONDAY
from tests.web.conftest import Opening
from tests.web.site import Person, Site, Stream, refused
from web import streams

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def _ends(stream: Stream, seconds: float) -> None:
    """Reads on until the end, which must come in time."""
    async with asyncio.timeout(seconds):
        while await stream.next(seconds) is not None:
            pass


async def _shows(stream: Stream, number: str, wanted: bool) -> None:
    """Reads on until the queue holds the enquiry, or no longer does."""
    shown = not wanted
    while shown is not wanted:
        event = await stream.next()
        assert event is not None
        shown = number in [one["number"] for one in event["enquiries"]]


async def test_the_queue_is_told_of_each_change(site: Site) -> None:
    bo, ada = await site.person("bo"), await site.person("ada")
    async with bo.streams("/api/desk/events") as stream:
        await stream.next()
        _, number = await site.enquiry()
        await _shows(stream, number, True)
        await ada.does(number, "claim")
        await _shows(stream, number, False)
        await ada.does(number, "release")
        await _shows(stream, number, True)


async def test_an_agents_stream_ends_when_the_question_goes_to_another_function(
    site: Site,
) -> None:
    _, number = await site.claimed("bo")
    bo = await site.person("bo")
    async with bo.streams(f"/api/desk/enquiries/{number}/events") as stream:
        await stream.until(4)
        await bo.does(number, "transfer", {"function": "servicecenter", "note": ""})
        await _ends(stream, 1)


async def test_an_agent_who_comes_back_reads_on_from_the_last_number(site: Site) -> None:
    visitor, number = await site.claimed("bo")
    bo = await site.person("bo")
    path = f"/api/desk/enquiries/{number}/events"
    async with bo.streams(path) as stream:
        await stream.until(4)
    await visitor.says("Är ni på väg?")
    again = Person(site, {**bo.headers, "Last-Event-ID": "4"})
    async with again.streams(path) as stream:
        said = await stream.until(5)
    assert [one["seq"] for one in said] == [5]


async def test_a_stranger_gets_no_stream(site: Site) -> None:
    _, number = await site.claimed("bo")
    stranger = await site.person(None)
    for path in ("/api/desk/events", f"/api/desk/enquiries/{number}/events"):
        await refused(await stranger.get(path), 401, "not_logged_in")


@pytest.mark.slow
async def test_who_is_removed_or_logs_out_hears_no_more_within_five_seconds(
    opening: Opening,
) -> None:
    async with opening() as site:
        _, number = await site.claimed("bo")
        bo, ada = await site.person("bo"), await site.person("ada")
        path = f"/api/desk/enquiries/{number}/events"
        async with (
            bo.streams(path) as talk,
            bo.streams("/api/desk/events") as queue,
            ada.streams("/api/desk/events") as other,
        ):
            await talk.until(4)
            await site.database.write(leaving.remove, "bo", MONDAY)
            await ada.post("/api/logout")
            began = time.monotonic()
            await asyncio.gather(_ends(talk, 5), _ends(queue, 5), _ends(other, 5))
            assert time.monotonic() - began < 5


@pytest.mark.slow
async def test_who_answers_no_more_hears_no_more_within_five_seconds(opening: Opening) -> None:
    async with opening() as site:
        _, number = await site.claimed("bo")
        bo = await site.person("bo")
        path = f"/api/desk/enquiries/{number}/events"
        async with bo.streams(path) as talk, bo.streams("/api/desk/events") as queue:
            await talk.until(4)
            edits = agent.update().where(agent.c.login == "bo").values(role="editor")
            await site.database.write(lambda db: db.execute(edits))
            await asyncio.gather(_ends(talk, 5), _ends(queue, 5))


@pytest.mark.slow
async def test_a_queue_is_gone_within_five_seconds_when_ones_function_is_taken_away(
    opening: Opening,
) -> None:
    async with opening() as site:
        _, number = await site.enquiry()
        bo = await site.person("bo")
        async with bo.streams("/api/desk/events") as queue:
            await _shows(queue, number, True)
            await site.database.write(lambda db: db.execute(agent_function.delete()))
            async with asyncio.timeout(5):
                while event := await queue.next():
                    if not event["enquiries"]:
                        break


@pytest.mark.slow
async def test_what_changed_without_a_hint_is_read_now_and_then(
    opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "SELDOM", 2)
    async with opening() as site:
        visitor, number = await site.claimed("bo")
        bo = await site.person("bo")
        async with bo.streams(f"/api/desk/enquiries/{number}/events") as talk:
            await talk.until(4)
            said = Text(text="Utan en vink")
            await site.database.write(messages.add, visitor.id, "visitor", said, MONDAY)
            event = await talk.next(8)
    assert event
    assert [one["text"] for one in event["messages"]] == ["Utan en vink"]


@pytest.mark.slow
async def test_what_is_said_after_someone_was_removed_does_not_reach_them(
    opening: Opening,
) -> None:
    async with opening() as site:
        visitor, number = await site.claimed("bo")
        bo = await site.person("bo")
        async with bo.streams(f"/api/desk/enquiries/{number}/events") as talk:
            await talk.until(4)
            await site.database.write(leaving.remove, "bo", MONDAY)
            await visitor.says("Hemligt")
            assert await talk.next() is None


@pytest.mark.slow
@pytest.mark.parametrize("changed_by", ["page", "command"])
async def test_who_loses_a_function_hears_no_more_of_it_within_five_seconds(
    opening: Opening, changed_by: str
) -> None:
    async with opening() as site:
        visitor, number = await site.claimed("bo")
        bo, ada = await site.person("bo"), await site.person("ada")
        async with (
            bo.streams(f"/api/desk/enquiries/{number}/events") as talk,
            bo.streams("/api/desk/events") as queue,
        ):
            await talk.until(4)
            if changed_by == "page":
                body = {"name": "Bo", "role": "agent", "functions": ["bidrag-kultur-fritid"]}
                assert (await ada.post("/api/admin/people/bo", body)).status == 200
            else:  # in another process, so that no hint comes
                what = ("command", "bo", "Bo", "agent", ["bidrag-kultur-fritid"], MONDAY)
                await site.database.write(people.change, *what)
            await asyncio.gather(_ends(talk, 5), _ends(queue, 5))

        assert (await visitor.looks())["state"] == "waiting"
        site.sessions.pop("bo")
        again = await site.person("bo")
        await refused(await again.get(f"/api/desk/enquiries/{number}"), 404, "not_found")
        assert number not in await again.queue()


@pytest.mark.slow
async def test_who_gets_a_new_password_hears_no_more_within_five_seconds(opening: Opening) -> None:
    async with opening() as site:
        bo, ada = await site.person("bo"), await site.person("ada")
        async with bo.streams("/api/desk/events") as queue:
            await queue.next()
            assert (await ada.post("/api/admin/people/bo/new-password")).status == 200
            await _ends(queue, 5)
