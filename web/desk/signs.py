"""What an agent's page tells besides words: that they write, and what they have seen. Only of who
has taken the question: a visitor does not learn who looks at it before that."""

from aiohttp import web
from pydantic import BaseModel, Field
from sqlalchemy import Connection

from conversations.seen import advance
from servicecenter import desk
from servicecenter.agents import Agent
from web import request as asked
from web.desk.login import for_agents
from web.keys import AGENT, DATABASE, LIMITS, LIVE, WRITING

routes = web.RouteTableDef()


class Seen(BaseModel):
    seq: int = Field(ge=0, lt=2**31)


@routes.post("/api/desk/enquiries/{number}/writing")
@for_agents
async def writing(request: web.Request) -> web.Response:
    number = request.match_info["number"]
    limits = request.app[LIMITS]
    await limits.count(limits.signs, "writing", f"{request[AGENT].id} {number}")
    one = await request.app[DATABASE].read(desk.owned_by, number, request[AGENT], lock=False)
    request.app[WRITING].goes_on(one.conversation_id, "agent")
    return web.json_response({"done": True})


@routes.post("/api/desk/enquiries/{number}/seen")
@for_agents
async def seen(request: web.Request) -> web.Response:
    number = request.match_info["number"]
    given = await asked.read(request, Seen)
    conversation_id, is_news = await request.app[DATABASE].write(
        _seen, number, request[AGENT], given.seq
    )
    if is_news:
        request.app[LIVE].changed(conversation_id)
    return web.json_response({"done": True})


def _seen(db: Connection, number: str, who: Agent, seq: int) -> tuple[str, bool]:
    one = desk.owned_by(db, number, who)
    return one.conversation_id, advance(db, one.conversation_id, "agent", seq)
