"""The bot's turns: exactly one for each message that waits for one, also after a crash.

A turn is asked for outside any transaction and finished in one: the mark 'done', the reply,
the dialogue's memory and, when a person is to have the question, the enquiry. Whoever comes
second finds the mark set and changes nothing.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from conversations import messages
from conversations.content import Details, HandOver, Receipt, Said, Text, Trace, Traced
from conversations.gist import gist
from conversations.pending import Pending, first_pending, is_gathering, left
from conversations.rasa import BotFailed, BotTurn, Rasa, in_rasas_words
from conversations.states import Event, State, after, bot_answers
from conversations.way import way
from db.engine import Database
from db.faults import told
from db.schema import TOPICS, conversation, message
from texts.catalogue import text

log = logging.getLogger(__name__)

Vector = npt.NDArray[np.float32]

FAILED = "bot_failed"
AT_ONCE = 100  # conversations that are taken up again at a time
NOW = timedelta()

# Built once: every turn needs them.
_LOCKED = sa.select(conversation).where(conversation.c.id == sa.bindparam("of")).with_for_update()
_KEEP = conversation.update().where(conversation.c.id == sa.bindparam("of"))
_MARK = message.update().where(
    message.c.conversation_id == sa.bindparam("of"),
    message.c.seq == sa.bindparam("number"),
    message.c.turn == "pending",
)


class Servicecenter(Protocol):
    """What the conversation needs of those who answer when the bot does not."""

    def open_enquiry(
        self, db: Connection, conversation_id: str, asked: HandOver, now: datetime
    ) -> Receipt: ...

    def keep_details(
        self, db: Connection, conversation_id: str, details: dict[str, str], now: datetime
    ) -> None: ...


def finish(
    db: Connection,
    pending: Pending,
    turn: BotTurn | None,
    servicecenter: Servicecenter,
    now: datetime,
) -> None:
    """Stores the outcome of a turn, once. No turn means that the bot failed."""
    of = {"of": pending.conversation_id}
    current = db.execute(_LOCKED, of).one_or_none()
    if current is None or not _mark_done(db, pending, turn):
        return  # someone else has done it, or all has been erased meanwhile
    state = State(current.state)
    if not bot_answers(state, is_gathering(current.dialogue)):
        return  # a person has taken the question meanwhile, this message with it
    spoken = turn.spoken if turn else [_after_failure(pending)]
    for said in spoken:
        if isinstance(said, HandOver):
            receipt = servicecenter.open_enquiry(db, pending.conversation_id, said, now)
            messages.add(db, pending.conversation_id, "system", receipt, now)
            state = state if state is State.WAITING else after(state, Event.HAND_OVER)
        elif isinstance(said, Details):
            servicecenter.keep_details(db, pending.conversation_id, said.details, now)
        elif not isinstance(said, Traced):
            content = _in_words(said, current.language) if isinstance(said, Said) else said
            messages.add(db, pending.conversation_id, "bot", content, now)
    dialogue = turn.dialogue if turn else current.dialogue
    db.execute(_KEEP, of | {"state": state, "dialogue": dialogue})


def _in_words(said: Said, language: str) -> Text:
    return Text(text=text(language, said.id), language=language)


def _mark_done(db: Connection, pending: Pending, turn: BotTurn | None) -> bool:
    which = {"of": pending.conversation_id, "number": pending.seq}
    return db.execute(_MARK, which | {"turn": "done", "trace": _trace(turn)}).rowcount == 1


def _trace(turn: BotTurn | None) -> dict[str, Any]:
    if turn is None:
        return {"decision": "hand_over", "reason": FAILED}
    traces = [said.trace for said in turn.spoken if isinstance(said, Traced)]
    return (traces[-1] if traces else Trace()).model_dump() | {
        "intent": turn.intent,
        "confidence": turn.confidence,
        "ranking": turn.ranking[:5],
        "entities": turn.entities,
    }


def _after_failure(pending: Pending) -> HandOver:
    """To whoever the conversation was about last; the servicecenter when nothing is known. What
    the memory holds is not trusted: this must not fail, whatever did."""
    memory = pending.dialogue.get("slots")
    slots = memory if isinstance(memory, dict) else {}
    topic, function = slots.get("topic"), slots.get("function")
    return HandOver(
        function=function if isinstance(function, str) else "servicecenter",
        topic=topic if topic in TOPICS else "out_of_scope",
        reason=FAILED,
    )


class Turns:
    """Works through what waits, conversation by conversation, each in its order."""

    def __init__(
        self,
        db: Database,
        rasa: Rasa,
        vector_of: Callable[[str], Awaitable[Vector]],
        servicecenter: Servicecenter,
        clock: Callable[[], datetime],
        changed: Callable[[str], None],
        took: Callable[[float], None] = lambda _: None,
        expect: Callable[[str, Vector], None] | None = None,
    ) -> None:
        """`took` is told how many seconds a message has waited for the end of its turn, `expect`
        what will most likely be looked for while Rasa takes its turn."""
        self._db = db
        self._rasa = rasa
        self._vector_of = vector_of
        self._servicecenter = servicecenter
        self._clock = clock
        self._changed = changed
        self._took = took
        self._expect = expect
        self._woken: set[str] = set()
        self._working: dict[str, asyncio.Task[None]] = {}

    def take(self, pending: Pending) -> None:
        """Takes a turn that nothing waits before, at once unless one is being taken."""
        if pending.conversation_id in self._working:
            self._woken.add(pending.conversation_id)
        else:
            self._start(pending.conversation_id, pending)

    def wake(self, conversation_id: str) -> None:
        """Something may wait in this conversation."""
        self._woken.add(conversation_id)
        if conversation_id not in self._working:
            self._start(conversation_id, None)

    def _start(self, conversation_id: str, first: Pending | None) -> None:
        work = self._work(conversation_id, first)
        self._working[conversation_id] = asyncio.create_task(work)

    async def left(self, waited: timedelta = NOW) -> list[str]:
        """Where a message has waited for so long that whoever took it in may have died."""
        now = self._clock()
        return await self._db.read(left, now - waited, now, AT_ONCE)

    async def resume(self) -> None:
        """Takes up all that waits; what another process is at, is answered once all the same."""
        for conversation_id in await self.left():
            self.wake(conversation_id)

    async def close(self) -> None:
        tasks = list(self._working.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _work(self, conversation_id: str, first: Pending | None) -> None:
        way.set(conversation_id)
        try:
            if first:
                await self._turn(first)
            while conversation_id in self._woken:
                self._woken.discard(conversation_id)
                while pending := await self._db.read(first_pending, conversation_id):
                    await self._turn(pending)
        except Exception as fault:  # noqa: BLE001 - the boundary: logged, without words
            # The message is still marked as waiting, and is taken up again.
            log.error("turn left conversation=%s\n%s", conversation_id, told(fault))
        finally:
            del self._working[conversation_id]

    async def _turn(self, pending: Pending) -> None:
        try:
            turn = await self._ask(pending)
            await self._finish(pending, turn)
        except OperationalError:
            raise  # the database is away: the message waits, and the bot has done nothing wrong
        except Exception as fault:  # noqa: BLE001 - the boundary: logged, without words
            # Whatever went wrong with the bot's turn, a person gets the question.
            log.error("bot failed conversation=%s\n%s", pending.conversation_id, told(fault))
            await self._finish(pending, None)
        self._took((self._clock() - pending.asked_at).total_seconds())
        self._changed(pending.conversation_id)

    async def _finish(self, pending: Pending, turn: BotTurn | None) -> None:
        await self._db.write(finish, pending, turn, self._servicecenter, self._clock())

    async def _ask(self, pending: Pending) -> BotTurn | None:
        if not bot_answers(pending.state, is_gathering(pending.dialogue)):
            return None
        words = in_rasas_words(pending.said)
        vector = None if pending.said.choice else await self._vector_of(gist(words))
        if self._expect and vector is not None and not is_gathering(pending.dialogue):
            self._expect(gist(words), vector)
        try:
            return await self._rasa.answer(
                pending.conversation_id, words, pending.dialogue, vector, pending.language
            )
        except BotFailed as error:
            log.warning("bot failed conversation=%s how=%s", pending.conversation_id, error)
            return None
