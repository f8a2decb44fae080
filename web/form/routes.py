"""A question in a plain form, for who has no script: the same enquiry as the chat's."""

import logging
from collections.abc import Sequence
from typing import Any

from aiohttp import web
from aiohttp_jinja2 import render_template

from conversations.content import Receipt
from db import faults
from knowledge.language import clear_language
from servicecenter import addresses, written
from servicecenter.contact_paths import DUTY
from servicecenter.enquiries import in_words
from servicecenter.written import Written
from texts.catalogue import text
from web import request as asked
from web.embed.hint import TOPICS
from web.form.filled import Filled, Problem
from web.keys import CLOCK, DATABASE, LIMITS, MAIL, SETTINGS, UNDERSTANDING
from web.language import language_of
from web.limits import TooOften
from web.sender import sender
from web.widget.mail import changed, link_of

routes = web.RouteTableDef()
log = logging.getLogger(__name__)


@routes.get("/fraga")
async def page(request: web.Request) -> web.Response:
    return _form(request, Filled.empty(), [])


@routes.post("/fraga")
async def send(request: web.Request) -> web.Response:
    """The receipt; the same form again has the same one."""
    fields = await asked.form(request)
    filled = Filled.read(fields if request.app[MAIL] else {**fields, "email": ""})
    problems = filled.problems(request.app[SETTINGS].max_message)
    if problems:
        return _form(request, filled, problems, status=400)
    try:
        await _count(request, filled)
    except TooOften:
        return _form(request, filled, [Problem("", "page-ask-too-often", {})], status=429)
    topic, function = await _whose(request, filled)
    now = request.app[CLOCK]()
    receipt: Receipt = await request.app[DATABASE].write(
        written.ask, _written(request, filled), topic, function, now
    )
    changed(request, written.key_of(filled.id).id)
    return _receipt(request, filled, receipt)


async def _count(request: web.Request, filled: Filled) -> None:
    limits, who = request.app[LIMITS], sender(request)
    await limits.count(limits.forms, "forms", who)
    if filled.email:
        await limits.count(limits.addresses, "addresses from", who)


async def _whose(request: web.Request, filled: Filled) -> tuple[str, str]:
    """Topic and function, as the bot would hand it over. Whatever goes wrong with that, the
    question has an owner."""
    understanding, language = request.app[UNDERSTANDING], language_of(request)
    try:
        question = await understanding.of_form(filled.question, filled.topic, language)
        return question.judgement.topic, question.owner.id
    except Exception as fault:  # noqa: BLE001 - the boundary: logged, without words
        log.error("form not understood\n%s", faults.told(fault))
        return filled.topic or "out_of_scope", DUTY


def _written(request: web.Request, filled: Filled) -> Written:
    return Written(
        filled.id,
        filled.question,
        language_of(request),
        clear_language(filled.question),
        _kept(request),
        filled.association,
        filled.email,
        link_of(request),
    )


def _kept(request: web.Request) -> str:
    days = request.app[SETTINGS].keep_days
    return text(language_of(request), "page-ask-kept", days=days)


def _form(
    request: web.Request, filled: Filled, problems: Sequence[Problem], status: int = 200
) -> web.Response:
    settings, language = request.app[SETTINGS], language_of(request)
    words = [(one.field, text(language, one.text, **one.given)) for one in problems]
    shown = {
        "filled": filled,
        "problems": words,
        "at": dict(words),
        "topics": TOPICS,
        "kept": _kept(request),
        "longest": settings.max_message,
        "mail": request.app[MAIL] is not None,
    }
    return render(request, "ask", shown, status)


def _receipt(request: web.Request, filled: Filled, receipt: Receipt) -> web.Response:
    key, language = written.key_of(filled.id), language_of(request)
    fours = [key.secret[at : at + 4] for at in range(0, len(key.secret), 4)]
    shown = {
        "receipt": receipt,
        "answer_by": in_words(receipt.answer_by, language),
        "code": "-".join(fours),
        "link": f"/chatt?lang={language}#{key.id}.{key.secret}",
        "address": addresses.masked(filled.email) if filled.email else "",
    }
    return render(request, "asked", shown)


def render(
    request: web.Request, name: str, shown: dict[str, Any], status: int = 200
) -> web.Response:
    """A page of this folder."""
    told = {
        "municipality": request.app[SETTINGS].municipality,
        "language": language_of(request),
        "place": request.path,
        **shown,
    }
    return render_template(f"form/{name}.html", request, told, status=status)
