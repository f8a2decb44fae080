"""Whatever many agents do at once: each question has one owner at each moment, who sees all that
its visitor has written, and no reply is lost."""

import threading
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from conversations import messages
from conversations.content import Text
from conversations.receive import Started, receive
from db.desk import hold
from db.schema import agent, conversation, enquiry, enquiry_log, message
from servicecenter import desk, enquiries, handing_on, joining, leaving, putting_off, reopening
from servicecenter.agents import Agent, RightsChanged
from servicecenter.desk import AlreadyClaimed, NewerMessage, NoSuchEnquiry, NotYours
from servicecenter.handing_on import UnknownAgent
from servicecenter.joining import NotTheSame, WaitsInTheOther
from servicecenter.ledger import faults
from tests.cast import MONDAY
from tests.servicecenter.stage import begin, hand_over, hired

AGENTS, ENQUIRIES, AT_ONCE = 50, 1000, 8
STEPS = 250  # of each of those at once
ENOUGH, FEW = 100, 10
WHOLE_LEDGER = 50  # steps between two looks at all of it
FUNCTIONS = ("fritidsbokningen", "samverkan", "foreningsstod", "bidrag-kultur-fritid")
REFUSED = (
    *(AlreadyClaimed, NewerMessage, NoSuchEnquiry, NotYours, RightsChanged, UnknownAgent),
    *(NotTheSame, WaitsInTheOther),
)


@dataclass
class Desk:
    """What the test knows: who is there, what was asked, and what has been acknowledged."""

    engine: Engine
    people: list[Agent]
    asked: dict[str, Started]  # by number
    written: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    replied: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    refused: int = 0
    joined: int = 0

    def write(self, work: Callable[[Connection], None]) -> bool:
        """Whether it was done."""
        try:
            with self.engine.execution_options(sqlite_begin="BEGIN IMMEDIATE").begin() as db:
                work(db)
        except REFUSED:
            self.refused += 1
            return False
        return True

    def look(self, at: Callable[[Connection], list[str]]) -> list[str]:
        """As all is at one moment."""
        postgresql = self.engine.dialect.name == "postgresql"
        still = {"isolation_level": "REPEATABLE READ"} if postgresql else {}
        with self.engine.execution_options(**still).connect() as db, db.begin():
            return at(db)


def _opened(engine: Engine) -> Desk:
    with engine.execution_options(sqlite_begin="BEGIN IMMEDIATE").begin() as db:
        pairs = [(FUNCTIONS[n % 4], FUNCTIONS[n // 4 % 4]) for n in range(AGENTS)]
        people = [hired(db, f"agent{n}", functions=set(of)) for n, of in enumerate(pairs)]
        begun = [begin(db) for _ in range(ENQUIRIES)]
        numbers = [hand_over(db, one, FUNCTIONS[n % 4]).number for n, one in enumerate(begun)]
        for one in begun:
            enquiries.keep_details(db, one.id, {"organisation_number": "802000-1234"}, MONDAY)
    return Desk(engine, people, dict(zip(numbers, begun, strict=True)))


def _one_step(at: Desk, lot: Random) -> str:
    """Its number: some are everyone's business, most are hardly anyone's."""
    number = lot.choice(list(at.asked)[: lot.choice((10, 100, ENQUIRIES))])
    who = lot.choice(_likely(at, number) if lot.random() < 0.8 else at.people)
    acts = (
        _writes,
        _claims,
        _replies,
        _releases,
        _transfers,
        _puts_off,
        _closes,
        _vanishes,
        _joins,
    )
    [act] = lot.choices(acts, (20, 30, 25, 6, 10, 5, 3, 0.7, 10))
    act(at, number, who, lot)
    return number


def _likely(at: Desk, number: str) -> list[Agent]:
    """Who has it, or could take it."""
    with at.engine.connect() as db:
        row = db.execute(sa.select(enquiry).where(enquiry.c.number == number)).one()
    return [one for one in at.people if _may_own(one, row)]


def _writes(at: Desk, number: str, _: Agent, lot: Random) -> None:
    visitor, name = at.asked[number], str(UUID(int=lot.getrandbits(128)))
    seqs: list[int] = []

    def work(db: Connection) -> None:
        said = Text(text="Dörren går fortfarande inte upp")
        seqs.append(receive(db, visitor.id, visitor.secret, name, said, MONDAY, reopening).seq)

    if at.write(work):
        at.written[number].add(seqs[-1])


def _claims(at: Desk, number: str, who: Agent, lot: Random) -> None:
    at.write(lambda db: (desk.claim(db, number, who, MONDAY), None)[1])


def _replies(at: Desk, number: str, who: Agent, lot: Random) -> None:
    """After having read what there is."""
    name = str(UUID(int=lot.getrandbits(128)))
    with at.engine.connect() as db:
        here = conversation.c.id == at.asked[number].id
        seen = db.execute(sa.select(conversation.c.last_seq).where(here)).scalar_one()
    if at.write(lambda db: _reply(db, number, who, name, seen)):
        at.replied[number].add(name)


def _reply(db: Connection, number: str, who: Agent, name: str, seen: int) -> None:
    desk.reply(db, number, who, name, "Så här.", MONDAY, seen=seen)


def _releases(at: Desk, number: str, who: Agent, lot: Random) -> None:
    at.write(lambda db: desk.release(db, number, who, MONDAY))


def _transfers(at: Desk, number: str, who: Agent, lot: Random) -> None:
    of, to = lot.choice(FUNCTIONS), lot.choice([None, lot.choice(at.people).login])
    try:
        at.write(lambda db: handing_on.transfer(db, number, who, of, "", MONDAY, login=to))
    except handing_on.UnknownFunction:
        at.refused += 1


def _puts_off(at: Desk, number: str, who: Agent, lot: Random) -> None:
    until = MONDAY + timedelta(hours=lot.randint(1, 900))
    at.write(lambda db: putting_off.put_off(db, number, who, until, MONDAY))


def _closes(at: Desk, number: str, who: Agent, lot: Random) -> None:
    at.write(lambda db: desk.close(db, number, who, "answered", MONDAY))


def _joins(at: Desk, number: str, who: Agent, lot: Random) -> None:
    def work(db: Connection) -> None:
        others = joining.candidates(db, desk.numbered(db, number), who)
        if not others:
            raise NotTheSame(number)
        joining.join(db, number, who, lot.choice(others).number, MONDAY)

    at.joined += at.write(work)


def _vanishes(at: Desk, number: str, who: Agent, lot: Random) -> None:
    at.write(lambda db: (leaving.remove(db, who.login, MONDAY), None)[1])


def _wrong(at: Desk, number: str) -> list[str]:
    """What is wrong with one question, by rules of the test's own."""
    written = set(at.written[number])  # acknowledged before it is looked at
    return at.look(lambda db: [f"{number}: {one}" for one in _wrong_in(at, db, number, written)])


def _wrong_in(at: Desk, db: Connection, number: str, written: set[int]) -> list[str]:
    query = (
        sa.select(enquiry, agent.c.active, agent.c.login, conversation.c.state, hold.c.until)
        .join(conversation)
        .outerjoin(agent, agent.c.id == enquiry.c.agent_id)
        .outerjoin(hold, hold.c.enquiry_id == enquiry.c.id)
        .where(enquiry.c.number == number)
    )
    row = db.execute(query).one()
    if row.closed_at is not None:
        return []
    right = ("person", row.agent_id, True) if row.agent_id else ("waiting", None, None)
    wrong = [] if (row.state, row.agent_id, row.active) == right else [f"is {row.state}, {right}"]
    if row.login != _by_log(db, row.id):
        wrong.append(f"{row.login} has it, {_by_log(db, row.id)} by the log")
    if row.until is not None and row.agent_id is None:
        wrong.append("paused by no one")
    readers = [one for one in at.people if _may_own(one, row)]
    return wrong + _unseen(db, number, readers, written)


def _by_log(db: Connection, enquiry_id: int) -> str | None:
    moves = ("claimed", "released", "transferred", "reopened")
    lines = sa.select(enquiry_log).filter_by(enquiry_id=enquiry_id)
    last = db.execute(lines.where(enquiry_log.c.what.in_(moves)).order_by(enquiry_log.c.id)).all()
    if not last:
        return None
    return last[-1].who if last[-1].what == "claimed" else last[-1].details.get("agent")


def _may_own(one: Agent, row: sa.Row[tuple[object, ...]]) -> bool:
    return one.id == row.agent_id if row.agent_id else row.function_id in one.functions


def _unseen(db: Connection, number: str, readers: list[Agent], written: set[int]) -> list[str]:
    if not readers:
        return ["no one may read it"]
    one = desk.enquiry_for_agent(db, number, readers[0])
    seen = {row.seq for row in messages.after(db, one.conversation_id, 0)}
    return (
        [f"messages {written - seen} are not seen by {readers[0].login}"] if written - seen else []
    )


@pytest.mark.slow
def test_each_question_has_one_owner_who_sees_all_and_no_reply_is_lost(engine: Engine) -> None:
    at = _opened(engine)
    together = threading.Barrier(AT_ONCE)

    def work(seed: int) -> list[str]:
        lot, wrong = Random(seed), []  # noqa: S311 - the same each time, and no secret
        together.wait()
        for step in range(1, STEPS + 1):
            wrong += _wrong(at, _one_step(at, lot))
            if step % WHOLE_LEDGER == 0:
                wrong += at.look(lambda db: faults(db, MONDAY))
        return wrong

    with ThreadPoolExecutor(AT_ONCE) as threads:
        assert [one for found in threads.map(work, range(AT_ONCE)) for one in found] == []

    assert [one for number in at.asked for one in _wrong(at, number)] == []
    assert at.look(lambda db: faults(db, MONDAY)) == []
    with engine.connect() as db:
        stored = db.execute(sa.select(message.c.client_id).where(message.c.sender == "agent"))
        names = {row.client_id for row in stored}  # of what is joined, in each conversation
    replied = [name for of_one in at.replied.values() for name in of_one]
    assert sorted(names) == sorted(replied)
    assert at.joined > FEW
    assert len(replied) > ENOUGH  # else nothing was tried
    assert at.refused > ENOUGH  # else no two ever wanted the same
