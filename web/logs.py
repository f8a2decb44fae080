"""The log: a JSON object a line, each with the id of the way that it is about."""

import logging
import re
import secrets

from aiohttp import web
from aiohttp.typedefs import Handler
from pythonjsonlogger.json import JsonFormatter

from conversations.way import way

FIELDS = "{asctime}{levelname}{name}{way}{message}"
NAMES = {"asctime": "at", "levelname": "level", "name": "where"}
OF_CONVERSATION = re.compile(r"/api/conversations/([0-9a-f]{32})(?:/|$)")


def log_as_json(level: str) -> None:
    handler = logging.StreamHandler()
    handler.addFilter(_with_way)
    handler.setFormatter(
        JsonFormatter(FIELDS, style="{", rename_fields=NAMES, json_ensure_ascii=False)
    )
    logging.basicConfig(level=level, handlers=[handler])


def _with_way(record: logging.LogRecord) -> bool:
    record.way = way.get()
    return True


@web.middleware
async def on_a_way(request: web.Request, handler: Handler) -> web.StreamResponse:
    """What comes from outside names no way: it could be made to look like another's."""
    found = OF_CONVERSATION.match(request.path)
    way.set(found[1] if found else secrets.token_hex(16))
    return await handler(request)
