"""The desk: agents see what is theirs, one has a question at a time, and the visitor is told."""

import asyncio
import uuid

import pytest

from tests.web.site import SEEN, Site, refused

pytestmark = pytest.mark.asyncio(loop_scope="module")

NAME = "11111111-1111-4111-8111-111111111111"


async def test_the_queue_shows_only_what_waits_with_ones_own_functions(site: Site) -> None:
    _, booking = await site.enquiry("fritidsbokningen")
    _, grants = await site.enquiry("bidrag-kultur-fritid")
    _, general = await site.enquiry("servicecenter")
    seen = {}
    for login in ("bo", "gun", "ada"):
        queue = await (await site.person(login)).queue()
        seen[login] = queue.keys() & {booking, grants, general}

    assert seen == {"bo": {booking}, "gun": {grants}, "ada": {booking, grants, general}}


async def test_what_is_in_the_queue_says_what_an_agent_must_know(site: Site) -> None:
    _, number = await site.enquiry()

    one = (await (await site.person("bo")).queue())[number]

    assert one["question"] == "Dörren går inte upp"
    assert (one["function"], one["topic"], one["reason"]) == (
        "Fritidsbokningen",
        "booking",
        "no_answer",
    )
    assert (one["agent"], one["unanswered"], one["closed"]) == (None, True, False)
    assert one["opened_at"] < one["deadline"]


async def test_a_claimed_question_leaves_the_queues_of_the_others(site: Site) -> None:
    visitor, number = await site.enquiry()
    bo, ada = await site.person("bo"), await site.person("ada")

    await bo.does(number, "claim")

    assert (await bo.queue())[number]["agent"] == "Bo"
    assert number not in await ada.queue()
    assert (await visitor.looks())["state"] == "person"
    assert "Bo på Fritidsbokningen har tagit din fråga." in await visitor.texts("system")


async def test_who_comes_too_late_is_told_who_has_it(site: Site) -> None:
    _, number = await site.claimed("bo")
    ada = await site.person("ada")

    told = await refused(await ada.acts(number, "claim"), 409, "already_claimed")

    assert told.startswith("Bo har redan tagit frågan.")


async def test_of_two_who_claim_at_once_one_has_it(site: Site) -> None:
    _, number = await site.enquiry()
    people = [await site.person(login) for login in ("bo", "ada")]

    responses = await asyncio.gather(*(one.acts(number, "claim") for one in people))

    assert sorted(response.status for response in responses) == [200, 409]


async def test_an_agent_reads_the_whole_conversation_and_what_the_bot_understood(
    site: Site,
) -> None:
    _, number = await site.claimed()
    bo = await site.person("bo")

    view = await (await bo.get(f"/api/desk/enquiries/{number}")).json()

    assert view["mine"] is True
    assert [one["from"] for one in view["messages"]] == ["system", "visitor", "system", "system"]
    asked = view["messages"][1]
    assert asked["text"] == "Dörren går inte upp"
    assert asked["trace"].keys() >= {"intent", "confidence", "ranking", "entities", "decision"}
    newer = await (await bo.get(f"/api/desk/enquiries/{number}?after=3")).json()
    assert [one["seq"] for one in newer["messages"]] == [4]


async def test_a_reply_reaches_the_visitor_and_the_visitors_words_reach_the_agent(
    site: Site,
) -> None:
    visitor, number = await site.claimed()
    bo = await site.person("bo")
    path = f"/api/desk/enquiries/{number}/events"
    async with visitor.streams() as chat, bo.streams(path) as desk:
        await chat.until(4)
        await desk.until(4)

        await bo.replies(number, "Vaktmästaren är på väg.")
        [reply] = await chat.until(5)
        await visitor.says("Tack!")
        heard = await desk.until(6)

    assert (reply["from"], reply["by"]["name"], reply["text"]) == (
        "agent",
        "Bo",
        "Vaktmästaren är på väg.",
    )
    assert [one["text"] for one in heard] == ["Vaktmästaren är på väg.", "Tack!"]
    assert site.rasa.heard_from(visitor.id) == ["Dörren går inte upp"]


async def test_unanswered_follows_from_who_spoke_last(site: Site) -> None:
    visitor, number = await site.claimed()
    bo = await site.person("bo")
    unanswered = [(await bo.queue())[number]["unanswered"]]
    await bo.replies(number, "Vaktmästaren är på väg.")
    unanswered.append((await bo.queue())[number]["unanswered"])
    await visitor.says("När då?")
    unanswered.append((await bo.queue())[number]["unanswered"])

    assert unanswered == [True, False, True]


async def test_the_same_reply_sent_again_is_said_once(site: Site) -> None:
    visitor, number = await site.claimed()
    bo = await site.person("bo")
    for _ in range(2):
        await bo.does(number, "reply", {"id": NAME, "text": "På väg.", "seen": SEEN})

    assert await visitor.texts("agent") == ["På väg."]


async def test_what_an_agent_writes_is_text(site: Site) -> None:
    visitor, number = await site.claimed()
    bo = await site.person("bo")
    await bo.replies(number, "<script>alert(1)</script>")
    assert await visitor.texts("agent") == ["<script>alert(1)</script>"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"id": NAME, "text": " \n", "seen": SEEN}, "Skriv något"),
        ({"id": NAME, "text": "x" * 4001, "seen": SEEN}, "för långt"),
        ({"id": "x", "text": "Hej"}, "id"),
        ({"text": "Hej"}, "id"),
        ({"id": NAME}, "text"),
        ({"id": NAME, "text": "Hej"}, "seen"),
        ({"id": NAME, "text": "Hej", "seen": -1}, "seen"),
        ([], "JSON"),
    ],
)
async def test_a_reply_that_is_not_one_is_refused(site: Site, body: object, words: str) -> None:
    visitor, number = await site.claimed()
    bo = await site.person("bo")

    assert words in await refused(await bo.acts(number, "reply", body), 400, "bad_input")
    assert await visitor.texts("agent") == []


@pytest.mark.parametrize("what", ["reply", "release", "return-to-bot", "transfer", "close"])
async def test_only_who_has_taken_a_question_acts_on_it(site: Site, what: str) -> None:
    visitor, number = await site.enquiry()
    bodies = {
        "reply": {"id": str(uuid.uuid4()), "text": "Hej", "seen": SEEN},
        "transfer": {"function": "servicecenter", "note": ""},
        "close": {"outcome": "answered"},
    }
    for login in ("bo", "ada"):
        person = await site.person(login)
        response = await person.acts(number, what, bodies.get(what))
        await refused(response, 403, "not_yours")

    assert (await visitor.looks())["state"] == "waiting"


async def test_a_released_question_waits_for_anyone_again(site: Site) -> None:
    visitor, number = await site.claimed("bo")
    bo, ada = await site.person("bo"), await site.person("ada")

    await bo.does(number, "release")

    assert (await visitor.looks())["state"] == "waiting"
    assert (await visitor.texts("system"))[-1] == "Din fråga väntar hos Fritidsbokningen igen."
    assert (await ada.queue())[number]["agent"] is None
    await ada.does(number, "claim")
    await refused(await bo.acts(number, "release"), 404, "not_found")


async def test_a_transferred_question_is_the_other_functions_alone(site: Site) -> None:
    visitor, number = await site.claimed("bo")
    bo, gun = await site.person("bo"), await site.person("gun")
    body = {"function": "bidrag-kultur-fritid", "note": "Gäller bidrag"}

    await bo.does(number, "transfer", body)

    assert "Bidrag, kultur" in (await visitor.texts("system"))[-1]
    assert number in await gun.queue()
    assert number not in await bo.queue()
    await refused(await bo.get(f"/api/desk/enquiries/{number}"), 404, "not_found")
    await gun.does(number, "claim")


@pytest.mark.parametrize("function", ["finns-inte", "", "fritidsbokningen"])
async def test_a_question_cannot_be_sent_nowhere_or_to_where_it_is(
    site: Site, function: str
) -> None:
    visitor, number = await site.claimed("bo")
    bo = await site.person("bo")

    response = await bo.acts(number, "transfer", {"function": function, "note": ""})

    await refused(response, 400, "unknown_function")
    assert (await visitor.looks())["state"] == "person"


async def test_a_question_given_back_to_the_bot_is_the_bots(site: Site) -> None:
    visitor, number = await site.claimed("bo")
    bo = await site.person("bo")

    await bo.does(number, "return-to-bot")

    assert (await visitor.looks())["state"] == "bot"
    assert number not in await bo.queue()
    await visitor.is_answered("Tack, en sak till")


async def test_a_closed_question_is_over_until_the_visitor_writes_again(site: Site) -> None:
    visitor, number = await site.claimed("bo")
    bo = await site.person("bo")

    await bo.does(number, "close", {"outcome": "answered"})

    assert (await visitor.looks())["state"] == "closed"
    assert number not in await bo.queue()
    reply = {"id": str(uuid.uuid4()), "text": "En sak till", "seen": SEEN}
    await refused(await bo.acts(number, "reply", reply), 403, "not_yours")
    await visitor.is_answered("Tack för hjälpen!")
    assert (await visitor.looks())["state"] == "bot"


async def test_who_writes_after_the_end_is_with_the_same_agent_again_while_that_one_is_here(
    site: Site,
) -> None:
    visitor, number = await site.claimed("bo")
    bo = await site.person("bo")
    await bo.does(number, "close", {"outcome": "answered"})
    async with bo.streams("/api/desk/events") as queue:
        await queue.next()
        await visitor.says("Hur var det nu igen?")
        shown: list[str] = []
        while number not in shown:
            event = await queue.next()
            assert event
            shown = [one["number"] for one in event["enquiries"]]

    view = await visitor.looks()
    assert (view["state"], view["person"]) == ("person", "Bo")
    told = (await visitor.texts("system"))[-1]
    assert told.startswith(f"Bo på Fritidsbokningen har fått din fråga {number} igen. Du får svar")
    await bo.replies(number, "Vaktmästaren öppnar klockan sju.")


@pytest.mark.parametrize("outcome", ["", "glömd", None, 5])
async def test_a_question_is_closed_only_with_a_reason_we_know(site: Site, outcome: object) -> None:
    visitor, number = await site.claimed("bo")
    bo = await site.person("bo")

    response = await bo.acts(number, "close", {"outcome": outcome})

    assert "outcome" in await refused(response, 400, "bad_input")
    assert (await visitor.looks())["state"] == "person"


@pytest.mark.parametrize("number", ["2026-999999", "x", "' OR 1=1 --", "9" * 3000])
async def test_a_number_that_does_not_exist_and_one_that_is_anothers_are_told_the_same(
    site: Site, number: str
) -> None:
    _, others = await site.enquiry("bidrag-kultur-fritid")
    bo = await site.person("bo")
    told = {
        await refused(await bo.acts(one, "claim"), 404, "not_found") for one in (number, others)
    }
    assert len(told) == 1


async def test_a_question_of_script_is_text_on_the_desks_page(site: Site) -> None:
    visitor, number = await site.claimed("bo")
    await visitor.says("</script><script>alert(1)</script>")
    bo = await site.person("bo")
    for path in ("/desk", f"/desk/{number}"):
        assert "<script>alert(1)" not in await (await bo.get(path)).text()
