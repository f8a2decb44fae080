"""Files at the desk. Every rule is in servicecenter.desk_files."""

from aiohttp import web

from servicecenter import desk, desk_files, looking
from web import files
from web import request as asked
from web.desk.login import for_agents
from web.desk.routes import Words, act
from web.keys import AGENT, CLOCK, DATABASE, LIVE
from web.live import QUEUES

routes = web.RouteTableDef()


@routes.post("/api/desk/enquiries/{number}/ask-for-file")
@for_agents
async def ask(request: web.Request) -> web.Response:
    given = await asked.read(request, Words)
    return await act(request, desk_files.ask, str(given.id), asked.words(request, given.text))


@routes.post("/api/desk/enquiries/{number}/files")
@for_agents
async def send(request: web.Request) -> web.Response:
    number, who = request.match_info["number"], request[AGENT]
    answer = await files.take(
        request, who.login, desk_files.sent_by_agent, desk_files.send, number, who
    )
    conversation_id = await request.app[DATABASE].read(desk.conversation_of, number)
    request.app[LIVE].changed(conversation_id)
    request.app[LIVE].changed(QUEUES)
    return answer


@routes.get("/api/desk/enquiries/{number}/files/{file}")
@for_agents
async def fetch(request: web.Request) -> web.FileResponse:
    number, file_id = request.match_info["number"], request.match_info["file"]
    who, now = request[AGENT], request.app[CLOCK]()
    kept = await request.app[DATABASE].write(looking.at_file, number, who, file_id, now)
    return files.to_save(request, kept)
