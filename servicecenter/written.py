"""A question written in the plain form: an enquiry at once, without the bot."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from conversations import messages
from conversations.access import ALPHABET, LENGTH, conversation_for_visitor
from conversations.content import HandOver, Receipt, Text
from conversations.receive import Hint, Started, start
from conversations.states import Event, State, after
from db.schema import conversation
from servicecenter import addresses, enquiries, reopening
from servicecenter.addresses import TooManyLetters

REASON = "by_form"


@dataclass(frozen=True)
class Written:
    """`form` is the id that the form was given out with; `language` is the page's,
    `written_in` that of the words where it is clear; `link` is what addresses.give takes."""

    form: UUID
    text: str
    language: str
    written_in: str | None
    notice: str
    association: str
    address: str
    link: Callable[[str, str], str]


def key_of(form: UUID) -> Started:
    """The conversation that comes of a form, and its secret. Both follow from the form's id, which
    only who was given the form knows: so the same form sent again shows the same receipt, and the
    secret is still stored nowhere."""
    drawn = hashlib.sha256(b"secret of form " + form.bytes).digest()
    secret = "".join(ALPHABET[byte % len(ALPHABET)] for byte in drawn[:LENGTH])
    return Started(hashlib.sha256(b"id of form " + form.bytes).hexdigest()[:32], secret)


def ask(db: Connection, written: Written, topic: str, function: str, now: datetime) -> Receipt:
    """The receipt of the form's enquiry. The same form again changes nothing; other words in it,
    as after a step back in the browser, are added to what it has asked; after its end as in the
    chat.

    Raises NoAccess if the conversation has been erased, and NoAddress.
    """
    key = key_of(written.form)
    _begin(db, key, written, Hint(topic, function), now)
    current = conversation_for_visitor(db, key.id, key.secret, lock=True)
    name = str(uuid5(written.form, written.text))
    if messages.numbered(db, key.id, name) is None:
        said = Text(text=written.text, language=written.written_in)
        messages.add(db, key.id, "visitor", said, now, client_id=name)
        if current.state is State.CLOSED and reopening.is_due(db, key.id, said, now):
            reopening.reopen(db, key.id, now)
        elif current.state in (State.BOT, State.CLOSED):
            _hand_over(
                db,
                key.id,
                current.state,
                HandOver(function=function, topic=topic, reason=REASON),
                now,
            )
    if written.association:
        enquiries.keep_details(db, key.id, {"association": written.association}, now)
    _give_address(db, key, written, now)
    return enquiries.open_receipt(db, key.id, now) or _last_receipt(db, key.id)


def _begin(db: Connection, key: Started, written: Written, hint: Hint, now: datetime) -> None:
    if db.scalar(sa.select(conversation.c.id).where(conversation.c.id == key.id)):
        return
    try:
        with db.begin_nested():
            start(db, written.notice, now, written.language, hint, key)
    except IntegrityError:
        return  # sent twice at once, and the other one was first


def _hand_over(
    db: Connection, conversation_id: str, state: State, asked: HandOver, now: datetime
) -> None:
    receipt = enquiries.open_enquiry(db, conversation_id, asked, now)
    messages.add(db, conversation_id, "system", receipt, now)
    waiting = after(after(state, Event.VISITOR_WRITES), Event.HAND_OVER)
    this = conversation.update().where(conversation.c.id == conversation_id)
    db.execute(this.values(state=waiting))


def _give_address(db: Connection, key: Started, written: Written, now: datetime) -> None:
    if not written.address or addresses.shown(db, key.id, now).state != "none":
        return
    try:
        addresses.give(db, key.id, key.secret, written.address, written.link, now)
    except TooManyLetters:
        return  # the question counts; it has been sent links enough


def _last_receipt(db: Connection, conversation_id: str) -> Receipt:
    said = [one.content for one in messages.after(db, conversation_id, 0)]
    return [one for one in said if isinstance(one, Receipt)][-1]
