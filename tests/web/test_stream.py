"""A stream tells what has happened, then what happens; whoever comes back misses nothing."""

import time
import uuid

import pytest

from tests.web.site import Site, refused

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_stream_begins_with_the_history_and_goes_on_with_what_comes(site: Site) -> None:
    visitor = await site.visitor()
    await visitor.is_answered("Hej")

    async with visitor.streams() as stream:
        history = await stream.next()
        await visitor.says("Är du där?")
        live = await stream.until(5)

    assert [one["seq"] for one in history["messages"]] == [1, 2, 3]
    assert (history["last"], history["state"]) == (3, "bot")
    assert [(one["seq"], one["from"]) for one in live] == [(4, "visitor"), (5, "bot")]


async def test_a_stream_tells_of_a_message_in_less_than_a_second(site: Site) -> None:
    visitor = await site.visitor()
    async with visitor.streams() as stream:
        await stream.next()
        began = time.monotonic()
        await visitor.says("Hej")
        await stream.until(3)
    assert time.monotonic() - began < 1


async def test_who_comes_back_with_their_last_number_misses_nothing_and_reads_nothing_twice(
    site: Site,
) -> None:
    visitor = await site.visitor()
    read = []
    last = None
    for number in range(4):
        async with visitor.streams(last) as stream:
            said = await stream.until(2 * number + 1)
        read += [one["seq"] for one in said]
        last = read[-1]
        await visitor.is_answered(f"Fråga {number}")

    assert read == list(range(1, 8))


async def test_the_last_number_read_counts_before_the_number_in_the_address(site: Site) -> None:
    """A browser that reconnects sends the first address again, with the header added."""
    visitor = await site.visitor()
    await visitor.is_answered("Hej")
    headers = {**visitor.headers, "Last-Event-ID": "2"}

    response = await site.public.get(f"{visitor.path}?after=0", headers=headers)

    assert [one["seq"] for one in (await response.json())["messages"]] == [3]


async def test_two_readers_are_told_the_same(site: Site) -> None:
    visitor = await site.visitor()
    async with visitor.streams() as one, visitor.streams() as other:
        await visitor.says("Hej")
        assert await one.until(3) == await other.until(3)


async def test_a_reader_hears_nothing_of_other_conversations(site: Site) -> None:
    visitor, other = await site.visitor(), await site.visitor()
    async with visitor.streams() as stream:
        await stream.next()
        await other.is_answered("Hemligt")
        await visitor.says("Hej")
        said = await stream.until(3)
    assert "Hemligt" not in [one.get("text") for one in said]


async def test_a_change_of_state_alone_is_told(site: Site) -> None:
    visitor, number = await site.enquiry()
    bo = await site.person("bo")
    async with visitor.streams() as stream:
        assert (await stream.next())["state"] == "waiting"
        await bo.does(number, "claim")
        assert (await stream.next())["state"] == "person"


async def test_who_may_not_read_gets_an_ordinary_error_and_no_stream(site: Site) -> None:
    visitor = await site.visitor()
    wrong = {"Authorization": "Bearer fel"}
    for path in (f"{visitor.path}/events", f"/api/conversations/{uuid.uuid4().hex}/events"):
        await refused(await site.public.get(path, headers=wrong), 404, "not_found")
