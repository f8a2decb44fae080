"""That an agent is at the desk: told by each page that follows something, seldom."""

from datetime import datetime

from aiohttp import web

from servicecenter import presence
from servicecenter.agents import Agent
from web.keys import CLOCK, DATABASE, PRESENT


async def tell_here(request: web.Request, who: Agent) -> None:
    told: dict[int, datetime] = request.app[PRESENT]
    now = request.app[CLOCK]()
    if who.id in told and now - told[who.id] < presence.SAID_EVERY:
        return
    told[who.id] = now
    await request.app[DATABASE].write(presence.tell_here, who.id, now)
