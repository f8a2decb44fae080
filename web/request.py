"""Reads what a request holds, and refuses in words what it should not."""

from typing import TypeVar
from urllib.parse import parse_qsl

from aiohttp import web
from pydantic import BaseModel, ValidationError

from conversations.words import visible
from texts.catalogue import text as in_language
from web.errors import BadInput
from web.keys import SETTINGS
from web.language import language_of

Shape = TypeVar("Shape", bound=BaseModel)


async def read(request: web.Request, shape: type[Shape]) -> Shape:
    """The JSON body as `shape`. Raises BadInput."""
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType
    try:
        return shape.model_validate_json(await request.read())
    except ValidationError as error:
        fields = {str(problem["loc"][0]) for problem in error.errors() if problem["loc"]}
        names = ", ".join(sorted(fields))
        raise refused(request, "error-wrong-fields", names=names or "JSON") from None


async def form(request: web.Request) -> dict[str, str]:
    """The fields that a page without script sends; of several with one name, the last."""
    if request.content_type != "application/x-www-form-urlencoded":
        raise web.HTTPUnsupportedMediaType
    body = (await request.read()).decode(errors="replace")
    try:
        fields = parse_qsl(body, keep_blank_values=True, errors="replace", max_num_fields=20)
    except ValueError:
        raise refused(request, "error-too-many-fields") from None
    return dict(fields)


def words(request: web.Request, text: str) -> str:
    """What someone has written: not empty, not longer than allowed. Raises BadInput."""
    longest = request.app[SETTINGS].max_message
    written = visible(text)
    if not written:
        raise refused(request, "error-nothing-written")
    if len(written) > longest:
        raise refused(request, "error-message-too-long", longest=str(longest))
    return written


def after(request: web.Request) -> int:
    """The number after which the reader wants to know more; 0 for everything."""
    given = request.headers.get("Last-Event-ID") or request.query.get("after") or "0"
    try:
        return max(0, min(int(given), 2**31 - 1))
    except ValueError:
        raise refused(request, "error-not-a-number") from None


def number(request: web.Request, name: str) -> int:
    """A number in the address; 0, which nothing has, for what is none."""
    given = request.match_info[name]
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else 0


def refused(request: web.Request, text_id: str, **given: str) -> BadInput:
    """In the words that the reader understands."""
    return BadInput(in_language(language_of(request), text_id, **given))
