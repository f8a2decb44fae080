"""What agents do among themselves, as each of those who look sees it."""

import uuid
from typing import Any

import pytest
from sqlalchemy import Connection

from servicecenter import agents, enquiries
from tests.cast import MONDAY, PASSWORD
from tests.web.site import Person, Site, Visitor

pytestmark = pytest.mark.asyncio(loop_scope="module")

KORPEN = {"organisation_number": "802000-1234"}


async def _of_korpen(site: Site, visitor: Visitor) -> None:
    await site.database.write(enquiries.keep_details, visitor.id, KORPEN, MONDAY)


async def _view(person: Person, number: str) -> dict[str, Any]:
    response = await person.get(f"/api/desk/enquiries/{number}")
    assert response.status == 200
    view: dict[str, Any] = await response.json()
    return view


async def test_who_has_been_joined_sees_how_it_goes_on_and_hears_the_answer_at_once(
    site: Site,
) -> None:
    first, number = await site.claimed("bo")
    second, other = await site.enquiry()
    for visitor in (first, second):
        await _of_korpen(site, visitor)
    bo = await site.person("bo")
    beside = await (await bo.get(f"/api/desk/enquiries/{number}/beside")).json()
    assert ([one["number"] for one in beside["same"]], beside["earlier"]) == ([other], [])

    async with second.streams() as stream:
        assert (await stream.next())["state"] == "waiting"
        await bo.does(number, "join", {"other": other})
        event = await stream.next()
        assert (event["state"], event["person"]) == ("person", "Bo")
        assert event["enquiry"]["number"] == other
        assert number in event["messages"][-1]["text"]
        await bo.replies(number, "Till er båda")
        assert (await stream.next())["messages"][-1]["text"] == "Till er båda"

    assert (await _view(bo, number))["joined"] == [other]
    assert (await _view(bo, other))["enquiry"]["joined_to"] == number
    await second.says("Tack, men när?")
    assert (await second.looks())["enquiry"]["number"] == other
    assert (await bo.queue())[other]["mine"]


def _hire_bea(db: Connection) -> None:
    agents.add(db, "bea", "Bea Ek", "agent", PASSWORD, ["fritidsbokningen"])


async def test_who_is_named_in_a_note_is_told_at_once_until_they_have_looked(site: Site) -> None:
    await site.database.write(_hire_bea)
    _, number = await site.enquiry()
    bo, bea = await site.person("bo"), await site.person("bea")
    names = await (await bo.get(f"/api/desk/enquiries/{number}/people")).json()
    assert "Bea Ek" in names
    async with bea.streams("/api/desk/events?show=mentioned") as stream:
        assert (await stream.next())["mentioned"] == []
        await bo.does(number, "note", {"id": str(uuid.uuid4()), "text": "@Bea Ek, vet du?"})
        event = await stream.next()
        assert (event["mentioned"], event["counts"]["mentioned"]) == ([number], 1)
        assert [one["mentioned"] for one in event["enquiries"]] == [True]
        view = await _view(bea, number)
        assert (view["mentioned"], view["notes"][-1]["mentions"]) == (True, ["Bea Ek"])
        await bea.does(number, "noticed")
        assert (await stream.next())["mentioned"] == []
    assert not (await _view(bo, number))["mentioned"]
