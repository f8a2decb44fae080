"""Short words for what happens in a conversation, for tests."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Self

import aiohttp
import numpy as np
import numpy.typing as npt
import sqlalchemy as sa
from sqlalchemy import Connection

from conversations import messages
from conversations.content import Text
from conversations.messages import Message
from conversations.rasa import Rasa
from conversations.receive import Received, Started, receive, start
from conversations.turns import Turns
from db.engine import Database
from db.schema import conversation, enquiry, message
from servicecenter import enquiries, ledger
from tests.cast import MONDAY, Clock
from tests.conversations.fake_rasa import TOKEN, FakeRasa

NO_MEANING = np.zeros(384, np.float32)
Vector = Callable[[str], Awaitable[npt.NDArray[np.float32]]]


def begin(db: Connection) -> Started:
    return start(db, "Hej! Jag är en bot.", MONDAY)


def say(
    db: Connection,
    to: Started,
    text: str = "Dörren går inte upp",
    *,
    choice: str | None = None,
    client_id: str | None = None,
) -> Received:
    name = client_id or str(uuid.uuid4())
    return receive(db, to.id, to.secret, name, Text(text=text, choice=choice), MONDAY)


def put(db: Connection, chat: Started, **columns: Any) -> None:
    """Sets a conversation where a test begins."""
    db.execute(conversation.update().where(conversation.c.id == chat.id).values(**columns))


def state_of(db: Connection, chat: Started) -> str:
    query = sa.select(conversation.c.state).where(conversation.c.id == chat.id)
    return str(db.scalar(query))


def dialogue_of(db: Connection, chat: Started) -> Any:
    return db.scalar(sa.select(conversation.c.dialogue).where(conversation.c.id == chat.id))


def turns_of(db: Connection, chat: Started) -> list[str | None]:
    """Of each of the visitor's messages: whether a turn is due, done, or not meant."""
    query = sa.select(message.c.turn).where(
        message.c.conversation_id == chat.id, message.c.sender == "visitor"
    )
    return list(db.scalars(query.order_by(message.c.seq)))


def all_said(db: Connection, chat: Started) -> list[Message]:
    return messages.after(db, chat.id, 0)


def said_by(db: Connection, chat: Started, sender: str) -> list[str]:
    return [getattr(one.content, "text", "") for one in all_said(db, chat) if one.sender == sender]


def receipts(db: Connection, chat: Started) -> list[Any]:
    return [one.content for one in all_said(db, chat) if one.content.kind == "receipt"]


def enquiries_of(db: Connection, chat: Started) -> list[Any]:
    query = sa.select(enquiry).where(enquiry.c.conversation_id == chat.id)
    return list(db.execute(query.order_by(enquiry.c.id)))


def nothing_pending(db: Connection) -> bool:
    return db.scalar(sa.select(message.c.seq).where(message.c.turn == "pending").limit(1)) is None


async def until(true: Callable[[], Awaitable[Any]], seconds: float = 10) -> None:
    """Asks again and again, and fails when it has not come true in time."""
    async with asyncio.timeout(seconds):
        while not await true():  # noqa: ASYNC110 - a database tells no one of its changes
            await asyncio.sleep(0.005)


async def no_meaning(_: str) -> npt.NDArray[np.float32]:
    return NO_MEANING


@asynccontextmanager
async def turns_with(
    database: Database,
    rasa: FakeRasa,
    *,
    limit: float = 10,
    token: str = TOKEN,
    vector_of: Vector = no_meaning,
    changed: Callable[[str], None] = lambda _: None,
    expect: Callable[[str, npt.NDArray[np.float32]], None] | None = None,
) -> AsyncIterator[Turns]:
    async with aiohttp.ClientSession() as http:
        client = Rasa(http, [rasa.url], token, limit)
        turns = Turns(database, client, vector_of, enquiries, Clock(), changed, expect=expect)
        yield turns
        await turns.close()


@dataclass
class Chat:
    """A visitor's conversation, and the turns that answer it."""

    database: Database
    started: Started
    turns: Turns

    @classmethod
    @asynccontextmanager
    async def begun(cls, database: Database, rasa: FakeRasa, **how: Any) -> AsyncIterator[Self]:
        started = await database.write(begin)
        async with turns_with(database, rasa, **how) as turns:
            yield cls(database, started, turns)

    async def says(self, text: str = "Dörren går inte upp", **how: Any) -> Received:
        """Stores a message without waking the bot."""
        return await self.database.write(say, self.started, text, **how)

    async def is_answered(self, *texts: str) -> None:
        """Says each, wakes the bot, and waits until it has done with all."""
        for text in texts:
            await self.says(text)
        self.turns.wake(self.started.id)
        await self.bot_has_done()

    async def bot_has_done(self) -> None:
        await until(lambda: self.database.read(nothing_pending))

    async def look(self, what: Callable[[Connection, Started], Any]) -> Any:
        return await self.database.read(what, self.started)

    async def said_by(self, sender: str) -> list[str]:
        return await self.database.read(said_by, self.started, sender)

    async def nothing_is_overlooked(self) -> bool:
        return await self.database.read(ledger.faults, MONDAY) == []
