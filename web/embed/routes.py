"""What other sites take from here: the script that puts the chat on their pages."""

from aiohttp import web

from web.assets import ASSETS, answer

routes = web.RouteTableDef()
KEPT = "public, max-age=3600"  # its address is on pages of others and never changes


@routes.get("/lotsen.js")
async def launcher(request: web.Request) -> web.Response:
    response = answer(request, request.app[ASSETS].asset("embed/lotsen.js"), KEPT)
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
