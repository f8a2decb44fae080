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


def look_through(db: Connection, most: int) -> int:
    """Looks through conversations in which something was said since the last look; how many."""
    found = db.execute(_changed().limit(most)).all()
    for row in found:
        _look(db, row.id, row.last_seq, row.gaps)
    return len(found)


def _changed() -> sa.Select[Any]:
    kept = sa.select(sa.func.count()).where(gap.c.conversation_id == conversation.c.id)
    gaps = kept.scalar_subquery()
    looked = looked_through.c
    is_new = looked.seq.is_(None) | (looked.seq != conversation.c.last_seq) | (looked.gaps != gaps)
    is_new |= looked.look < LOOK
    joined = conversation.outerjoin(looked_through, looked.conversation_id == conversation.c.id)
    columns = (conversation.c.id, conversation.c.last_seq, gaps.label("gaps"))
    return sa.select(*columns).select_from(joined).where(is_new).order_by(conversation.c.id)


def _look(db: Connection, conversation_id: str, seq: int, gaps: int) -> None:
    rows = db.execute(sa.select(gap).where(gap.c.conversation_id == conversation_id))
    said = messages.after(db, conversation_id, 0)
    shown_articles.keep(db, conversation_id, shown(said))
    found = with_what_agents_kept(said, rows.all())
    of_it = unanswered.c.conversation_id == conversation_id
    known = {row.seq: row for row in db.execute(sa.select(unanswered).where(of_it))}
    for gone in known.keys() - found.keys():
        db.execute(unanswered.delete().where(of_it, unanswered.c.seq == gone))
    for number, one in found.items():
        values = {"why": one.why, "topic": one.topic}
        if number in known:
            this = of_it & (unanswered.c.seq == number)
            db.execute(unanswered.update().where(this).values(values))
        else:
            row = {"conversation_id": conversation_id, "seq": number, "at": one.at}
            db.execute(unanswered.insert().values({**row, "question": one.question, **values}))
    db.execute(looked_through.delete().where(looked_through.c.conversation_id == conversation_id))
    row = {"conversation_id": conversation_id, "seq": seq, "gaps": gaps, "look": LOOK}
    db.execute(looked_through.insert().values(row))


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
    for key, vector in vectors.items():
        db.execute(_this(key).values(encoder=encoder, vector=vector))


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
    for key, group_id in joined.items():
        db.execute(_this(key).where(unanswered.c.group_id.is_(None)).values(group_id=group_id))
    for keys in new:
        made = db.execute(gap_group.insert().values(made_at=now))
        (group_id,) = made.inserted_primary_key or (0,)
        for key in keys:
            this = _this(key).where(unanswered.c.group_id.is_(None))
            db.execute(this.values(group_id=group_id))


def _this(key: Key) -> sa.Update:
    conversation_id, seq = key
    return unanswered.update().where(
        unanswered.c.conversation_id == conversation_id, unanswered.c.seq == seq
    )
