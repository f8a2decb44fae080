"""The real SMTP server in a thread of its own, for tests that drive a browser."""

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.outbox.mail_server import MailServer

PATIENCE = 60  # seconds until a letter must have come


@contextmanager
def mail_server_in_thread() -> Iterator[MailServer]:
    server, loop = MailServer(), asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    asyncio.run_coroutine_threadsafe(server.start(), loop).result(10)
    try:
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(server.stop(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)


def letter_with(server: MailServer, words: str) -> str:
    """The text of the letter that holds the words, once it has come."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        found = [text for text in server.texts() if words in text]
        if found:
            return found[0]
        time.sleep(0.1)
    pytest.fail(f"no letter with {words!r} among {server.texts()}")
