"""No route and no stream gives anything of an enquiry to who has no right to it."""

import asyncio
import uuid
from collections import defaultdict
from typing import Any

import pytest
import sqlalchemy as sa
from aiohttp import ClientResponse
from sqlalchemy import Connection

from db.desk import internal_note
from db.schema import enquiry, enquiry_log, message
from tests.web.conftest import Opening
from tests.web.site import Person, Site, Visitor, routes_of
from tests.web.test_routes import BODIES, FILE, MESSAGE, PICTURE

pytestmark = pytest.mark.asyncio(loop_scope="module")

# Words that stand nowhere but in the enquiry.
ASKED, ANSWERED, NOTED = "Katten Frasse", "Hunden Karo", "Papegojan Polly"
SEARCHED = "Dörren"  # is in the question; the page of a search repeats it to anyone
STREAMS_FOR = 0.3  # seconds that a stream is listened to
Rows = list[list[tuple[Any, ...]]]


async def _logged_out(site: Site) -> Person:
    """Bo, who has the enquiry, with the cookie of the session that he has ended."""
    bo = await site.person("bo")
    await bo.post("/api/logout")
    site.sessions.clear()
    return bo


async def _person(site: Site, who: str) -> Person:
    if who == "logged out":
        return await _logged_out(site)
    return await site.person(None if who == "stranger" else who)


async def _enquiry(site: Site) -> tuple[Visitor, str]:
    """Claimed by Bo, with words from every side."""
    visitor, number = await site.claimed("bo")
    bo = await site.person("bo")
    await visitor.says(ASKED)
    await bo.replies(number, ANSWERED)
    await bo.does(number, "note", {"id": str(uuid.uuid4()), "text": NOTED})
    return visitor, number


async def _told(response: ClientResponse) -> str:
    if response.content_type != "text/event-stream":
        # Where one is led after logging in is what one has asked for oneself.
        headers = [value.partition("?next=")[0] for value in response.headers.values()]
        return (await response.read()).decode(errors="replace") + str(headers)
    heard = b""
    try:
        async with asyncio.timeout(STREAMS_FOR):
            while piece := await response.content.readany():
                heard += piece
    except TimeoutError:
        pass
    return heard.decode()


async def _walk(site: Site, person: Person, visitor: Visitor, number: str) -> dict[str, str]:
    """What each route of the app answers."""
    told = {}
    # Logging out ends the walk of who is logged in.
    routes = sorted(routes_of(site.apps.public), key=lambda route: "logout" in route[1])
    for method, path in routes:
        given = {"number": number, "id": visitor.id, "file": FILE, **PICTURE}
        named = path.format_map(defaultdict(lambda: "x", given))
        body = BODIES.get(path.split("/")[-1], {})
        query = {**MESSAGE, "q": SEARCHED, "show": "all"}
        async with site.public.request(
            method, named, params=query, json=body, headers=person.headers, allow_redirects=False
        ) as response:
            told[f"{method} {path}"] = await _told(response)
    site.sessions.clear()
    return told


def _rows(db: Connection, conversation_id: str) -> Rows:
    of_it = sa.select(enquiry.c.id).where(enquiry.c.conversation_id == conversation_id)
    queries = [
        sa.select(table).where(table.c.conversation_id == conversation_id)
        for table in (message, enquiry, internal_note)
    ]
    queries.append(sa.select(enquiry_log).where(enquiry_log.c.enquiry_id.in_(of_it)))
    return [[tuple(row) for row in db.execute(query)] for query in queries]


@pytest.mark.parametrize("who", ["stranger", "gun", "logged out", "eva"])
async def test_who_has_no_right_to_it_gets_nothing_of_it_from_any_route_and_changes_nothing(
    opening: Opening, who: str
) -> None:
    async with opening() as site:
        visitor, number = await _enquiry(site)
        person = await _person(site, who)
        before = await site.database.read(_rows, visitor.id)

        told = await _walk(site, person, visitor, number)

        secrets = (ASKED, ANSWERED, NOTED, number, visitor.secret)
        shown = [(route, one) for route, answer in told.items() for one in secrets if one in answer]
        assert shown == []
        assert await site.database.read(_rows, visitor.id) == before


async def test_who_has_it_gets_it_by_the_same_walk(opening: Opening) -> None:
    """So that the walk above would find what it looks for."""
    async with opening() as site:
        visitor, number = await _enquiry(site)
        told = await _walk(site, await site.person("bo"), visitor, number)
        for secret in (ASKED, ANSWERED, NOTED):
            assert secret in told["GET /api/desk/enquiries/{number}"]
            assert secret in told["GET /api/desk/enquiries/{number}/events"]
        assert number in told["GET /api/desk/queue"]
        assert number in told["GET /api/desk/events"]
        assert number in told["GET /api/desk/search"]
