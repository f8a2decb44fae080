"""What the page around the chat tells of itself when a conversation begins."""

from aiohttp import web
from pydantic import BaseModel
from sqlalchemy import Connection

from conversations.receive import NO_HINT, Hint
from servicecenter import contact_paths
from web import request as asked
from web.keys import DATABASE, SETTINGS

TOPICS = ("grants", "booking", "cooperation", "other_association")
LONGEST = 300  # characters of an address


class Given(BaseModel):
    topic: str | None = None
    page: str | None = None
    language_chosen: bool = False


async def hinted(request: web.Request) -> Hint:
    """A hint that makes no sense is left out: nobody's question may fail for it."""
    if request.content_type != "application/json" or not request.can_read_body:
        return NO_HINT
    given = await asked.read(request, Given)
    page = given.page if _is_of(request.app[SETTINGS].hosts, given.page) else None
    if given.topic not in TOPICS:
        return Hint(page=page, language_chosen=given.language_chosen)
    function = await request.app[DATABASE].read(_owner, given.topic)
    return Hint(given.topic, function, page, given.language_chosen)


def _is_of(hosts: list[str], page: str | None) -> bool:
    if page is None or len(page) > LONGEST:
        return False
    return page.startswith(tuple(f"{host}/" for host in hosts))


def _owner(db: Connection, topic: str) -> str:
    return contact_paths.load(db).route(topic).id
