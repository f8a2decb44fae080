"""Live views: what has changed is sent until the reader leaves, or may not see it any more."""

import asyncio
import json
import logging
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from aiohttp import web
from aiohttp_sse import sse_response

from conversations.access import NoAccess
from db.faults import told
from servicecenter.desk import NoSuchEnquiry
from web.errors import NotAllowed, NotLoggedIn
from web.keys import LIVE

log = logging.getLogger(__name__)

View = dict[str, Any]
Look = Callable[[int], Awaitable[View]]
IsSame = Callable[[], Awaitable[bool]]

SELDOM = 8  # of the looks without a hint, one in so many reads everything: a hint can be lost


async def follow(
    request: web.Request,
    topic: str,
    every: float,
    after: int,
    look: Look,
    is_same: IsSame | None = None,
    rest: float = 0,
) -> web.StreamResponse:
    """Streams what `look` gives for the number of the last message sent.

    Looks at each hint, then rests for about so many seconds; without a hint it looks about every
    so many. About, so that streams that began together do not all look at once. Where `is_same` is
    given, which raises as `look` does and costs less, most looks without a hint ask only whether
    the reader has the rights that they had.
    The first look happens before the stream begins, so that who may not see it gets an ordinary
    error.
    """
    with request.app[LIVE].listening(topic) as changed:
        view = await look(after)
        async with sse_response(request) as response:
            sent: View | None = None
            hinted, quiet = False, 0
            while response.is_connected():
                said = view.pop("messages", [])
                if said or view != sent:
                    after, sent = (said[-1]["seq"] if said else after), view
                    event = json.dumps({**view, "messages": said})
                    with suppress(ConnectionResetError):  # they have just left
                        await response.send(event, id=str(after))
                if hinted:
                    await asyncio.sleep(_about(rest))
                hinted = await _wait(changed, _about(every))
                quiet = 0 if hinted else quiet + 1
                try:
                    if is_same and quiet % SELDOM and await is_same():
                        continue
                    view = await look(after)
                except (NoAccess, NoSuchEnquiry, NotLoggedIn, NotAllowed):
                    break
                except Exception as fault:  # noqa: BLE001 - the boundary: logged, without words
                    # The answer has begun, so no error can be told: the reader comes back for it.
                    log.error("stream ended topic=%s\n%s", topic, told(fault))
                    break
    return response


async def _wait(changed: asyncio.Event, seconds: float) -> bool:
    """Whether there was a hint."""
    try:
        async with asyncio.timeout(seconds):
            await changed.wait()
    except TimeoutError:
        return False
    changed.clear()
    return True


def _about(seconds: float) -> float:
    return seconds * random.uniform(0.75, 1.25)  # noqa: S311 - nothing secret
