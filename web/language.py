"""The language that a visitor reads in, and the words that pages and their scripts take from it."""

from collections.abc import Iterator
from typing import Any

import jinja2
from aiohttp import web
from jinja2.runtime import Context

from texts.catalogue import DEFAULT, LANGUAGES, around_messages, for_scripts, lang, text

# Those who work here read Swedish.
OF_STAFF = ("/desk", "/admin", "/login", "/api/desk", "/api/admin", "/api/login", "/api/logout")


def language_of(request: web.Request) -> str:
    """The one that the address names; else the first that the browser's user prefers."""
    if request.path.startswith(OF_STAFF):
        return DEFAULT
    named = request.query.get("lang")
    if named in LANGUAGES:
        return named
    return next(_preferred(request.headers.get("Accept-Language", "")), DEFAULT)


def _preferred(header: str) -> Iterator[str]:
    """The languages that we have of a header such as `fi, sv;q=0.8`, the dearest first."""
    ranges = [_weighed(part) for part in header.split(",")]
    for name, weight in sorted(ranges, key=lambda one: -one[1]):
        language = name if name in LANGUAGES else name.partition("-")[0]
        if weight > 0 and language in LANGUAGES:
            yield language


def _weighed(part: str) -> tuple[str, float]:
    name, _, weight = part.strip().lower().partition(";q=")
    try:
        return name.strip(), float(weight or 1)
    except ValueError:
        return name.strip(), 0.0


def speak(templates: jinja2.Environment) -> None:
    """Templates write `text("page-title")`. A page for visitors is given its `language`; one that
    is given none is Swedish. A macro has the language only if it is imported with context."""
    templates.globals |= {"text": _text, "lang": _lang, "texts": _texts, "languages": LANGUAGES}


@jinja2.pass_context
def _text(context: Context, id_: str, /, **arguments: str | int) -> str:
    return text(context.get("language", DEFAULT), id_, **arguments)


@jinja2.pass_context
def _lang(context: Context) -> str:
    return lang(context.get("language", DEFAULT))


@jinja2.pass_context
def _texts(context: Context) -> dict[str, Any]:
    """What the page carries for its scripts. A visitor's conversation may hold messages of several
    languages; the desk is read in Swedish."""
    language = context.get("language", DEFAULT)
    others = LANGUAGES if "language" in context else ()
    around = {other: around_messages(other) for other in others}
    return {"language": language, "texts": {**around, language: for_scripts(language)}}
