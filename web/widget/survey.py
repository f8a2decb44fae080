"""The one question after the end, answered by a button. Every rule is in servicecenter.survey."""

from typing import Literal

from aiohttp import web
from pydantic import BaseModel

from servicecenter import survey
from web import request as asked
from web.keys import CLOCK, DATABASE, LIMITS, LIVE
from web.widget.routes import secret

routes = web.RouteTableDef()


class Answer(BaseModel):
    number: str
    answer: Literal["yes", "partly", "no"]


@routes.post("/api/conversations/{id}/survey")
async def answer(request: web.Request) -> web.Response:
    conversation_id = request.match_info["id"]
    given = await asked.read(request, Answer)
    limits = request.app[LIMITS]
    await limits.count(limits.signs, "survey", conversation_id)
    now = request.app[CLOCK]()
    await request.app[DATABASE].write(
        survey.answer, conversation_id, secret(request), given.number, given.answer, now
    )
    request.app[LIVE].changed(conversation_id)
    return web.json_response({"done": True})
