"""The conversation of a question as text, for who holds its number and code and has no script."""

from datetime import datetime

from aiohttp import web
from sqlalchemy import Connection

from conversations.access import as_written_down, conversation_for_visitor
from conversations.seen import visitor_has_seen
from conversations.transcript import Transcript, source, transcript
from servicecenter.returning import WrongNumberOrSecret
from web import request as asked
from web.form.routes import render
from web.keys import CLOCK, DATABASE, LIVE
from web.limits import TooOften
from web.markdown import to_html
from web.widget.taking_along import found

routes = web.RouteTableDef()
LONGEST = 100  # characters of a number or a code


@routes.get("/fraga/svar")
async def page(request: web.Request) -> web.Response:
    return render(request, "read", {})


@routes.post("/fraga/svar")
async def read(request: web.Request) -> web.Response:
    fields = await asked.form(request)
    number, code = (fields.get(name, "")[:LONGEST] for name in ("number", "code"))
    try:
        conversation_id = await found(request, number, code)
    except WrongNumberOrSecret:
        return render(request, "read", {"problem": "page-read-wrong", "number": number}, 401)
    except TooOften:
        return render(request, "read", {"problem": "page-read-too-often", "number": number}, 429)
    one: Transcript = await request.app[DATABASE].write(
        _read, conversation_id, as_written_down(code), request.app[CLOCK]()
    )
    request.app[LIVE].changed(conversation_id)
    shown = {"said": one, "to_html": to_html, "source": source, "number": number, "code": code}
    return render(request, "conversation", shown)


def _read(db: Connection, conversation_id: str, key: str, now: datetime) -> Transcript:
    """What is shown is seen."""
    current = conversation_for_visitor(db, conversation_id, key)
    visitor_has_seen(db, conversation_id, key, current.last_seq)
    return transcript(db, current, now)
