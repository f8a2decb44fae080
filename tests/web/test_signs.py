"""Writing, seen, hours, the place in the queue: told to whom it concerns, and to no one else."""

from typing import Any

import pytest

from servicecenter.agents import Agent
from tests.conversations.talk import until
from tests.web.site import Site, Visitor, refused
from web import looking as web_looking
from web import writing
from web.keys import WRITING
from web.looking import Looking

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def tells(site: Site, visitor: Visitor, what: str, body: Any = None) -> int:
    response = await site.public.post(
        f"{visitor.path}/{what}", json=body or {}, headers=visitor.headers
    )
    return response.status


async def desk_view(site: Site, number: str, login: str = "bo") -> dict[str, Any]:
    person = await site.person(login)
    view: dict[str, Any] = await (await person.get(f"/api/desk/enquiries/{number}")).json()
    return view


async def test_the_notice_tells_how_long_words_are_kept_and_stands_in_the_conversation(
    site: Site,
) -> None:
    visitor = await site.visitor()
    [notice] = (await visitor.looks())["messages"]
    assert "730 dagar" in notice["text"]
    assert "Skriv inte personnummer" in notice["text"]
    assert notice["at"] == site.clock().isoformat()


async def test_before_anything_is_said_the_servicecenters_hours_are_told(site: Site) -> None:
    visitor = await site.visitor()
    told = (await visitor.looks())["hours"]
    assert told["function"] == "Servicecenter"
    opens, closes = told["spans"][0]
    assert opens <= site.clock().isoformat() < closes


async def test_one_who_waits_is_told_the_hours_and_the_place_of_their_own_question(
    site: Site,
) -> None:
    before, _ = await site.enquiry("samverkan")
    visitor, number = await site.enquiry("samverkan")
    view = await visitor.looks()
    assert view["hours"]["function"] == view["enquiry"]["function"] != "Servicecenter"
    assert (view["enquiry"]["number"], view["enquiry"]["ahead"]) == (number, 1)
    assert (await before.looks())["enquiry"]["ahead"] == 0


async def test_a_place_in_the_queue_is_told_anew_when_one_before_is_taken(site: Site) -> None:
    _, first = await site.enquiry("bidrag-miljo")
    visitor, _ = await site.enquiry("bidrag-miljo")
    ada = await site.person("ada")
    async with visitor.streams() as stream:
        event = await stream.next()
        assert event["enquiry"]["ahead"] == 1
        await ada.does(first, "claim")
        event = await stream.next()
        assert event["enquiry"]["ahead"] == 0


async def test_an_agents_words_carry_the_first_name_and_the_function(site: Site) -> None:
    visitor, number = await site.claimed()
    await (await site.person("bo")).replies(number, "Ja.")
    last = (await visitor.looks())["messages"][-1]
    assert last["by"] == {"name": "Bo", "function": "Fritidsbokningen"}


async def test_that_an_agent_writes_is_told_by_name_until_the_words_are_there(site: Site) -> None:
    visitor, number = await site.claimed()
    bo = await site.person("bo")
    async with visitor.streams() as stream:
        assert (await stream.next())["writing"] is None
        await bo.does(number, "writing")
        assert (await stream.next())["writing"] == "Bo"
        await bo.replies(number, "Ja.")
        event = await stream.next()
        assert event["writing"] is None


async def test_that_a_visitor_writes_is_told_the_one_who_has_the_question(site: Site) -> None:
    visitor, number = await site.claimed()
    assert await tells(site, visitor, "writing") == 200
    assert (await desk_view(site, number))["writing"] is True
    assert (await visitor.looks())["writing"] is None
    await visitor.says("Hej")
    assert (await desk_view(site, number))["writing"] is False


async def test_writing_ends_by_itself(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "LASTS", 0.05)
    visitor, number = await site.claimed()
    await tells(site, visitor, "writing")

    async def over() -> bool:
        return not (await desk_view(site, number))["writing"]

    await until(over, seconds=2)


async def test_writing_is_kept_in_no_table_and_not_for_the_bot(site: Site) -> None:
    visitor = await site.visitor()
    assert await tells(site, visitor, "writing") == 200
    assert not site.apps.public[WRITING].writes(visitor.id, "visitor")


async def test_who_says_it_too_often_is_refused_and_may_still_write(site: Site) -> None:
    visitor, _ = await site.claimed()
    statuses = [await tells(site, visitor, "writing") for _ in range(61)]
    assert (statuses[0], statuses[-1]) == (200, 429)
    await visitor.says("Hej")


async def test_what_is_seen_only_grows_and_never_past_what_is_said(site: Site) -> None:
    visitor, number = await site.claimed()
    await (await site.person("bo")).replies(number, "Ja.")
    last = (await visitor.looks())["messages"][-1]["seq"]
    for seq in (last, 1, last + 100):
        await tells(site, visitor, "seen", {"seq": seq})
    assert (await desk_view(site, number))["seen"] == last


async def test_nobody_is_told_that_one_looks_before_one_has_taken_it(site: Site) -> None:
    visitor, number = await site.enquiry()
    bo = await site.person("bo")
    await desk_view(site, number)
    await refused(await bo.acts(number, "seen", {"seq": 2}), 403, "not_yours")
    await refused(await bo.acts(number, "writing"), 403, "not_yours")
    assert (await visitor.looks())["seen"] == 0

    await bo.does(number, "claim")
    await bo.does(number, "seen", {"seq": 2})
    assert (await visitor.looks())["seen"] == 2


async def test_a_question_taken_back_leaves_the_queue_and_again_changes_nothing(
    site: Site,
) -> None:
    visitor, number = await site.enquiry()
    bo = await site.person("bo")
    for _ in range(2):
        assert await tells(site, visitor, "withdraw", {"number": number}) == 200
    view = await visitor.looks()
    assert (view["state"], view["enquiry"]) == ("closed", None)
    assert number not in await bo.queue()

    assert len([one for one in await visitor.texts("system") if number in one]) == 1


async def test_who_looks_and_writes_in_another_process_is_known_until_that_goes_or_dies(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    changed: list[str] = []
    looking = Looking(changed.append)
    bo = Agent(1, "bo", "Bo", "agent", frozenset())
    looking.hear("a", "c1", [(2, "Gun"), (1, "Bo")])
    looking.hear("a", "c1", [(2, "Gun"), (1, "Bo")])
    looking.hear("b", "c1", [(2, "Gun")])
    assert looking.others("c1", bo) == ["Gun"]
    looking.hear("a", "c1", [])
    assert (looking.others("c1", bo), changed) == (["Gun"], ["c1"] * 3)
    monkeypatch.setattr(web_looking, "GONE_AFTER", -1.0)
    looking.hear("b", "c1", [(2, "Gun")])  # the last word of a process that dies
    assert looking.others("c1", bo) == []
