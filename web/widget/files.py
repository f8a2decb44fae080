"""The visitor's files."""

from aiohttp import web

from conversations.files import attachments
from web import files
from web.keys import DATABASE, LIVE
from web.live import QUEUES
from web.widget.routes import secret

routes = web.RouteTableDef()


@routes.post("/api/conversations/{id}/files")
async def send(request: web.Request) -> web.Response:
    conversation_id = request.match_info["id"]
    whose = (conversation_id, secret(request))
    answer = await files.take(
        request, conversation_id, attachments.sent_by_visitor, attachments.from_visitor, *whose
    )
    request.app[LIVE].changed(conversation_id)
    request.app[LIVE].changed(QUEUES)
    return answer


@routes.get("/api/conversations/{id}/files/{file}")
async def fetch(request: web.Request) -> web.FileResponse:
    of, file_id = request.match_info["id"], request.match_info["file"]
    kept = await request.app[DATABASE].read(attachments.for_visitor, of, secret(request), file_id)
    return files.to_save(request, kept)
