"""Files over HTTP: taken in piece by piece, never whole in memory, and given back to be saved.

The body of the request is the file and nothing else. Its name comes in a header, since addresses
end up in logs.
"""

import asyncio
import uuid
from collections.abc import AsyncIterator, Callable
from urllib.parse import quote, unquote

from aiohttp import ClientError, web

from conversations.files import kinds
from conversations.files.names import cleaned, ending
from conversations.files.store import Kept
from web import request as asked
from web.errors import TABLE
from web.keys import CHECKS, CLOCK, DATABASE, FILES, LIMITS
from web.sender import sender

SENDING = 600  # seconds for one file; a slow phone needs some minutes
PIECE = 2**16
# Whoever opens the address in a browser gets a file to save, whatever is in it.
HEADERS = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
}

Known = Callable[..., int | None]
Add = Callable[..., tuple[int, bool]]


async def take(
    request: web.Request, who: str, known: Known, add: Add, *whose: object
) -> web.Response:
    """As any message: 201 after the commit, 200 when it is repeated. `known` says before the file
    is read whether it is stored or may be sent; `add` looks again when it is."""
    database, name = request.app[DATABASE], _message_id(request)
    seq = await database.read(known, *whose, name)
    is_new = False
    if seq is None:
        await _count(request, who)
        kept = await _received(request)
        now, room = request.app[CLOCK](), request.app[FILES].room
        try:
            seq, is_new = await database.write(add, *whose, name, kept, room, now)
        except tuple(TABLE):
            request.app[FILES].remove([kept.id])
            raise
        # After any other fault the file stays: its row may have been stored all the same.
        if not is_new:
            request.app[FILES].remove([kept.id])
        request.app[CHECKS].wake()
    return web.json_response({"id": name, "seq": seq}, status=201 if is_new else 200)


def _message_id(request: web.Request) -> str:
    """The sender's own name for the message that carries the file. Raises BadInput."""
    try:
        return str(uuid.UUID(request.query.get("message", "")))
    except ValueError:
        raise asked.refused(request, "error-wrong-fields", names="message") from None


async def _count(request: web.Request, who: str) -> None:
    """Raises TooOften."""
    limits = request.app[LIMITS]
    await limits.count(limits.files, "files", who)
    await limits.count(limits.files_of_address, "files-of-address", sender(request))


async def _received(request: web.Request) -> Kept:
    """The file of the request, on disk. Refuses by name and by size told before it reads, and by
    what comes while it does. Raises WrongKind, TooLarge and Empty."""
    store = request.app[FILES]
    name = cleaned(unquote(request.headers.get("X-File-Name", ""), errors="replace"))
    kinds.by_name(name)
    store.refuse_if_too_large(request.content_length or 0)
    try:
        async with asyncio.timeout(SENDING):
            return await store.keep(name, _pieces(request))
    except TimeoutError:
        raise web.HTTPRequestTimeout from None


async def _pieces(request: web.Request) -> AsyncIterator[bytes]:
    try:
        async for piece in request.content.iter_chunked(PIECE):
            yield piece
    except ClientError as error:
        raise ConnectionResetError from error  # they are gone, so no one is told


def to_save(request: web.Request, kept: Kept) -> web.FileResponse:
    """Always as an attachment: nothing that anyone sends is shown as a page of ours."""
    plain, real = f"fil.{ending(kept.name)}", quote(kept.name, safe="")
    headers = {
        **HEADERS,
        "Content-Type": kept.type,
        "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{real}",
    }
    return web.FileResponse(request.app[FILES].path(kept.id), headers=headers)
