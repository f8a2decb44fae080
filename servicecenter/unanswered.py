"""Questions that nothing answered: found in the conversations, kept for the editors while the
conversations are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from conversations import messages
from conversations.endings import Ending, endings
from conversations.messages import Message
from conversations.use import shown
from db.desk import gap
from db.schema import conversation
from db.workshop import gap_group, looked_through, unanswered
from servicecenter import shown_articles

BOT_COULD = "bot_could"  # an agent said that an article could have answered
LOOK = 1  # one more when more is to be kept of each conversation
Key = tuple[str, int]

_GAPS = (
    sa.select(sa.func.count()).where(gap.c.conversation_id == conversation.c.id).scalar_subquery()
)
_CHANGED = (
    sa.select(conversation.c.id, conversation.c.last_seq, _GAPS.label("gaps"))
    .outerjoin(looked_through, looked_through.c.conversation_id == conversation.c.id)
    .where(
        looked_through.c.seq.is_(None)
        | (looked_through.c.seq != conversation.c.last_seq)
        | (looked_through.c.gaps != _GAPS)
        | (looked_through.c.look < LOOK)
    )
    .order_by(conversation.c.id)
)
_THIS = (unanswered.c.conversation_id == sa.bindparam("of")) & (
    unanswered.c.seq == sa.bindparam("number")
)


@dataclass(frozen=True)
class Unanswered:
    conversation_id: str
    seq: int
    question: str
    why: str
    topic: str | None
    at: datetime
    vector: bytes | None
    group_id: int | None
    answered_at: datetime | None

    @property
    def key(self) -> Key:
        return self.conversation_id, self.seq


def changed(db: Connection) -> list[str]:
    """The conversations in which something was said, or kept by an agent, since the last look."""
    return [row.id for row in db.execute(_CHANGED)]


def look_through(db: Connection, conversations: Sequence[str]) -> None:
    """Keeps what nothing answered in those of them that have changed, and what they were shown."""
    found = db.execute(_CHANGED.where(conversation.c.id.in_(conversations))).all()
    if not found:
        return
    words = messages.of_several(db, [row.id for row in found])
    said = {row.id: words.get(row.id, []) for row in found}
    shown_articles.keep(db, {name: shown(all_) for name, all_ in said.items()})
    _keep(db, said)
    _note(db, found)


def _keep(db: Connection, said: Mapping[str, list[Message]]) -> None:
    found = _found(db, said)
    here, this = unanswered.c.conversation_id, unanswered.c.seq
    known = {(of, seq) for of, seq in db.execute(sa.select(here, this).where(here.in_(said)))}
    gone = [_named(key) for key in known - found.keys()]
    again = [
        _named(key) | {"why": one.why, "topic": one.topic}
        for key, one in found.items()
        if key in known
    ]
    new = [
        {"conversation_id": of, "seq": seq, "at": one.at}
        | {"question": one.question, "why": one.why, "topic": one.topic}
        for (of, seq), one in found.items()
        if (of, seq) not in known
    ]
    if gone:
        db.execute(unanswered.delete().where(_THIS), gone)
    if again:
        db.execute(unanswered.update().where(_THIS), again)
    if new:
        db.execute(unanswered.insert(), new)


def _found(db: Connection, said: Mapping[str, list[Message]]) -> dict[Key, Ending]:
    kept: dict[str, list[sa.Row[Any]]] = {}
    for row in db.execute(sa.select(gap).where(gap.c.conversation_id.in_(said))):
        kept.setdefault(row.conversation_id, []).append(row)
    return {
        (of, seq): one
        for of, words in said.items()
        for seq, one in with_what_agents_kept(words, kept.get(of, [])).items()
    }


def _note(db: Connection, found: Sequence[sa.Row[str, int, int]]) -> None:
    """How far they have been looked through."""
    rows = [
        {"conversation_id": row.id, "seq": row.last_seq, "gaps": row.gaps, "look": LOOK}
        for row in found
    ]
    ids = [row.id for row in found]
    db.execute(looked_through.delete().where(looked_through.c.conversation_id.in_(ids)))
    db.execute(looked_through.insert(), rows)


def with_what_agents_kept(
    said: Sequence[Message], kept: Sequence[sa.Row[Any]]
) -> dict[int, Ending]:
    """What nothing answered, by number. The last question before an agent kept one is the one
    meant; where the bot took it for answered it is one all the same."""
    found = {one.seq: one for one in endings(said)}
    for row in kept:
        before = [one for one in found.values() if one.at <= row.at]
        last = before[-1] if before else Ending(0, row.question, BOT_COULD, None, row.at)
        found[last.seq] = replace(last, why=BOT_COULD)
    return found


def without_vector(db: Connection, encoder: str) -> dict[Key, str]:
    """The questions whose meaning is not known yet to this encoder."""
    of_another = unanswered.c.encoder.is_(None) | (unanswered.c.encoder != encoder)
    rows = db.execute(sa.select(unanswered).where(of_another))
    return {(row.conversation_id, row.seq): row.question for row in rows}


def keep_vectors(db: Connection, encoder: str, vectors: Mapping[Key, bytes]) -> None:
    if vectors:
        kept = [_named(key) | {"vector": one, "encoder": encoder} for key, one in vectors.items()]
        db.execute(unanswered.update().where(_THIS), kept)


def everything(db: Connection) -> list[Unanswered]:
    """With a vector, the oldest first."""
    known = sa.select(unanswered).where(unanswered.c.vector.is_not(None))
    rows = db.execute(known.order_by(unanswered.c.at, unanswered.c.conversation_id))
    return [
        Unanswered(**{name: getattr(row, name) for name in Unanswered.__dataclass_fields__})
        for row in rows
    ]


def put_in_groups(
    db: Connection, joined: Mapping[Key, int], new: list[list[Key]], now: datetime
) -> None:
    """Into groups that are there, and into one new group for each list. What someone else has put
    into a group meanwhile stays there."""
    groups = list(joined.items())
    for keys in new:
        made = db.execute(gap_group.insert().values(made_at=now))
        (group_id,) = made.inserted_primary_key or (0,)
        groups += [(key, group_id) for key in keys]
    if groups:
        alone = unanswered.update().where(_THIS, unanswered.c.group_id.is_(None))
        put = [_named(key) | {"group_id": group_id} for key, group_id in groups]
        db.execute(alone, put)


def _named(key: Key) -> dict[str, Any]:
    """The parameters of `_THIS`."""
    conversation_id, seq = key
    return {"of": conversation_id, "number": seq}
