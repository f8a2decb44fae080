"""What the workshop's pages share."""

from collections.abc import Callable
from datetime import date
from typing import Any

from aiohttp import web

from knowledge.article import Article
from knowledge.publishing import Publisher
from servicecenter.hours import SWEDEN
from web.errors import BadInput
from web.keys import AGENT, CLOCK, DATABASE, PATHS, SETTINGS
from web.words import ASSOCIATION_TYPES, LANGUAGES, TOPICS

DONE = {"done": True}


def page(request: web.Request, **more: Any) -> dict[str, Any]:
    """What the frame of a page needs, and what the page itself does."""
    return {"who": request[AGENT], "municipality": request.app[SETTINGS].municipality, **more}


def today(request: web.Request) -> date:
    return request.app[CLOCK]().astimezone(SWEDEN).date()


async def act(request: web.Request, does: Callable[..., Any], *what: Any) -> web.Response:
    """Does one thing, in a transaction, as who is logged in."""
    by, now = request[AGENT].login, request.app[CLOCK]()
    await request.app[DATABASE].write(does, *what, by, now)
    return web.json_response(DONE)


def publisher(request: web.Request, reason: str | None = None) -> Publisher:
    return Publisher(request[AGENT].login, reason)


async def choices(request: web.Request) -> dict[str, Any]:
    """What one may choose from when writing an article."""
    paths = await request.app[PATHS].now()
    return {
        "functions": list(paths.functions.values()),
        "topics": {code: words for code, words in TOPICS.items() if code != "out_of_scope"},
        "association_types": ASSOCIATION_TYPES,
        "languages": LANGUAGES,
    }


async def check_owner(request: web.Request, article: Article) -> None:
    paths = await request.app[PATHS].now()
    if article.function not in paths.functions:
        raise BadInput("Välj en funktion som äger artikeln.")
