"""Administrators choose which other systems are told what becomes of questions."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial

import pytest
import pytest_asyncio
from aiohttp import web
from sqlalchemy import Connection

from db.outside import outbox
from outbox.webhook import CHANNEL
from servicecenter.webhooks import KINDS
from tests.conversations.talk import until
from tests.outgoing.inside import OUTSIDE, REACHING_TESTS, Server, serving
from tests.web.conftest import Opening
from tests.web.site import Person, Site, refused
from web.keys import WEBHOOKS

pytestmark = pytest.mark.asyncio(loop_scope="module")


@dataclass
class Told:
    """A site, and another system that is told things and answers with `status`."""

    site: Site
    server: Server
    ada: Person
    status: int = 200

    async def answers(self, _: web.Request) -> web.StreamResponse:
        return web.Response(status=self.status)

    async def hears(self, count: int) -> list[tuple[str, dict[str, str]]]:
        """Event and what it is about, of so many, once they have come."""

        async def came() -> bool:
            self.site.apps.public[WEBHOOKS].wake()
            return len(self.server.asked) >= count

        await until(came)
        said = [json.loads(body) for _, _, body in self.server.asked]
        return [(one["type"], one["data"]) for one in said]

    async def page(self) -> str:
        response = await self.ada.get("/admin/webhooks")
        assert response.status == 200
        return await response.text()

    async def add(self) -> str:
        url = f"http://{OUTSIDE}:{self.server.port}/hook"
        given = {"name": "Ärendesystemet", "url": url, "events": list(KINDS)}
        response = await self.ada.post("/api/admin/webhooks", given)
        assert response.status == 201, await response.text()
        secret: str = (await response.json())["secret"]
        return secret


@pytest_asyncio.fixture(loop_scope="module")
async def told(opening: Opening) -> AsyncIterator[Told]:
    async with serving(OUTSIDE) as server, opening(outside=REACHING_TESTS) as site:
        one = Told(site, server, await site.person("ada"))
        server.does = one.answers
        yield one


async def test_from_the_address_to_what_arrives_and_is_sent_again(told: Told) -> None:
    assert "Inget system får meddelanden" in await told.page()
    secret = await told.add()
    _, number = await told.site.claimed("bo")
    await (await told.site.person("bo")).does(number, "close", {"outcome": "answered"})

    about = {"number": number, "function": "fritidsbokningen"}
    assert await told.hears(3) == [
        (f"enquiry.{what}", about) for what in ("opened", "claimed", "closed")
    ]
    page = await told.page()
    assert "Ärendesystemet" in page
    assert secret not in page

    told.status = 500
    _, number = await told.site.enquiry()
    await told.hears(4)
    await until(partial(_gives_up, told))
    page = await told.page()
    assert f"Ärendesystemet, fråga {number}" in page
    assert "status 500" in page
    told.status = 200
    again = page.partition('data-does="/api/admin/webhooks/unsent/')[2].partition("/")[0]
    path = f"/api/admin/webhooks/unsent/{again}/again"
    assert (await told.ada.post(path)).status == 200
    assert (await told.hears(5))[3] == (await told.hears(5))[4]
    first, second = (sent["webhook-id"] for _, sent, _ in told.server.asked[3:])
    assert first == second
    await refused(await told.ada.post(path), 404, "not_found")

    webhook_id = page.partition('data-does="/api/admin/webhooks/')[2].partition("/")[0]
    assert (await told.ada.post(f"/api/admin/webhooks/{webhook_id}/remove")).status == 200
    assert "Inget system får meddelanden" in await told.page()


async def _gives_up(told: Told) -> bool:
    """Once its refusal is marked: as after three days."""
    return await told.site.database.write(_give_up_what_was_refused)


def _give_up_what_was_refused(db: Connection) -> bool:
    refused = (outbox.c.error == "status 500") & (outbox.c.channel == CHANNEL)
    gave_up = outbox.update().where(refused).values(failed_at=outbox.c.created_at)
    return db.execute(gave_up).rowcount == 1


@pytest.mark.parametrize(
    "url",
    [
        "http://system.example/",
        "https://127.0.0.1/",
        "https://10.1.2.3/hook",
        "https://[::1]/",
        "https://[::ffff:192.168.0.1]/",
        "https://169.254.169.254/latest/meta-data",
        "https://ada:hemligt@system.example/",
        "javascript:alert(1)",
        "https://[",
        "",
    ],
)
async def test_an_address_that_is_not_one_of_the_internet_is_refused(site: Site, url: str) -> None:
    ada = await site.person("ada")
    given = {"name": "Inne", "url": url, "events": ["enquiry.opened"]}
    words = await refused(await ada.post("/api/admin/webhooks", given), 400, "wrong_webhook")
    assert "https://" in words
    assert "Inne" not in await (await ada.get("/admin/webhooks")).text()
