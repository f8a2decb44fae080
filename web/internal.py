"""The internal port, for Rasa alone: embeddings and actions; and figures, which name no one, for
Prometheus. Never a public address."""

import hmac
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException

from conversations.way import way
from db import faults
from knowledge.encoder.embeddings import Embeddings
from knowledge.encoder.serve import EMBEDDINGS, embed
from web.metrics import answer

log = logging.getLogger(__name__)

Figures = Callable[[], Awaitable[str]]

EXECUTOR = web.AppKey("executor", ActionExecutor)
FIGURES: web.AppKey[Figures] = web.AppKey("figures")
OPEN = "/metrics"  # the one address that needs no token


def internal_app(
    embeddings: Embeddings, executor: ActionExecutor, token: str, figures: Figures
) -> web.Application:
    app = web.Application(client_max_size=2**24, middlewares=[_only_with(token)])
    app[EMBEDDINGS] = embeddings
    app[EXECUTOR] = executor
    app[FIGURES] = figures
    routes = [web.post("/embeddings", embed), web.post("/actions", act)]
    app.add_routes([*routes, web.get(OPEN, tell_figures)])
    return app


async def tell_figures(request: web.Request) -> web.Response:
    return answer(await request.app[FIGURES]())


async def act(request: web.Request) -> web.Response:
    """Runs one action; the shape of call and answer is Rasa's."""
    call: dict[str, Any] = await request.json()
    # The executor looks for the domain, which Rasa leaves out; no action of ours needs it.
    call.setdefault("domain", {})
    way.set(str(call.get("sender_id", "")))
    try:
        done = await request.app[EXECUTOR].run(call)
        return web.json_response(done.model_dump())
    except ActionExecutionRejection as error:
        return web.json_response(
            {"error": str(error), "action_name": error.action_name}, status=400
        )
    except ActionNotFoundException as error:
        return web.json_response(
            {"error": str(error), "action_name": error.action_name}, status=404
        )


def _only_with(token: str) -> Any:
    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path == OPEN:
            return await handler(request)
        given = request.headers.get("Authorization", "").encode(errors="surrogateescape")
        if not hmac.compare_digest(given, f"Bearer {token}".encode()):
            raise web.HTTPUnauthorized
        try:
            return await handler(request)
        except web.HTTPException:
            raise
        except Exception as fault:  # noqa: BLE001 - the boundary: logged, without words
            log.error("internal fault route=%s\n%s", request.path, faults.told(fault))
            raise web.HTTPInternalServerError from None

    return check
