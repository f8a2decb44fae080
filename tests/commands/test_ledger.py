"""The command says whether anything is overlooked, and names each fault in a database of faults."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from db.desk import hold
from db.schema import agent, conversation, enquiry, enquiry_log
from servicecenter import desk
from tests.running import ROOT
from tests.servicecenter.stage import begin, hand_over, hired, open_one, say, staff

NOW = datetime.now(UTC)  # the command has no other
AN_HOUR_AGO, LONG_AGO = NOW - timedelta(hours=1), NOW - timedelta(days=40)
NAMED = "77777777-7777-4777-8777-777777777777"


def check(url: str, folder: Path) -> tuple[int, list[str]]:
    settings = {"LOTSEN_DATABASE_URL": url, "LOTSEN_DATA": str(folder)}
    done = subprocess.run(
        [sys.executable, "-m", "commands.ledger", "check"],
        cwd=ROOT,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout.splitlines()


def _alter(db: Connection, number: str, **values: Any) -> None:
    db.execute(enquiry.update().where(enquiry.c.number == number).values(**values))


def _claimed(db: Connection, login: str, at: datetime = AN_HOUR_AGO) -> str:
    number = open_one(db, now=at)
    desk.claim(db, number, staff(db, login), at)
    return number


def _line(db: Connection, number: str, what: str, details: dict[str, Any]) -> None:
    of = db.scalars(sa.select(enquiry.c.id).where(enquiry.c.number == number)).one()
    row = {"enquiry_id": of, "at": NOW, "who": "system", "what": what, "details": details}
    db.execute(enquiry_log.insert().values(row))


def _unowned(db: Connection) -> str:
    db.execute(agent.update().where(agent.c.login == "ada").values(active=False))
    return open_one(db, "samverkan", AN_HOUR_AGO)


def _undated(db: Connection) -> str:
    number = open_one(db, now=AN_HOUR_AGO)
    _alter(db, number, deadline=AN_HOUR_AGO)
    return number


def _past_its_deadline(db: Connection) -> str:
    number = open_one(db, now=LONG_AGO)
    _alter(db, number, deadline=AN_HOUR_AGO)
    return number


def _behind(db: Connection) -> str:
    number = open_one(db, now=AN_HOUR_AGO)
    _alter(db, number, next_step_at=NOW - timedelta(minutes=30))
    return number


def _without_next_step(db: Connection) -> str:
    number = open_one(db, now=AN_HOUR_AGO)
    _alter(db, number, next_step_at=None)
    return number


def _claimed_by_someone_removed(db: Connection) -> str:
    hired(db, "nils")
    number = _claimed(db, "nils")
    db.execute(agent.update().where(agent.c.login == "nils").values(active=False))
    return number


def _answered_but_open(db: Connection) -> str:
    number = _claimed(db, "bo", LONG_AGO)
    desk.reply(db, number, staff(db, "bo"), NAMED, "Så här.", LONG_AGO, seen=99)
    return number


def _of_two_owners(db: Connection) -> str:
    number = _claimed(db, "bo")
    _alter(db, number, agent_id=staff(db, "gun").id)
    return number


def _with_a_lost_letter(db: Connection) -> str:
    number = open_one(db, now=AN_HOUR_AGO)
    _line(db, number, "reminded", {"step": 1, "since": "x", "mail": "step:lost"})
    return number


def _escalated_twice(db: Connection) -> str:
    number = open_one(db, now=AN_HOUR_AGO)
    for _ in range(2):
        _line(db, number, "escalated", {"step": 2, "since": "x", "to": "fritidsbokningen"})
    return number


def _paused_by_no_one(db: Connection) -> str:
    number = open_one(db, now=AN_HOUR_AGO)
    of = db.scalars(sa.select(enquiry.c.id).where(enquiry.c.number == number)).one()
    until = NOW + timedelta(days=1)
    db.execute(hold.insert().values(enquiry_id=of, until=until, seq=99))
    return number


def _open_in_a_closed_conversation(db: Connection) -> str:
    number = open_one(db, now=AN_HOUR_AGO)
    here = conversation.c.id == desk.conversation_of(db, number)
    db.execute(conversation.update().where(here).values(state="closed"))
    return number


def _written_to_after_its_close(db: Connection) -> str:
    bo, visitor = staff(db, "bo"), begin(db, AN_HOUR_AGO)
    number = hand_over(db, visitor, now=AN_HOUR_AGO).number
    desk.claim(db, number, bo, AN_HOUR_AGO)
    desk.close(db, number, bo, "answered", AN_HOUR_AGO)
    say(db, visitor, "Hallå?", AN_HOUR_AGO)
    db.execute(sa.text("UPDATE message SET turn = NULL WHERE turn = 'pending'"))
    return visitor.id


# How each is planted, and what is said of it.
FAULTS: dict[Callable[[Connection], str], str] = {
    _unowned: "enquiry {} is owned by samverkan, where no one works",
    _undated: "enquiry {} has no deadline",
    _past_its_deadline: "enquiry {} is past its deadline, and no one was told",
    _behind: "enquiry {} has a step that was due and has not been taken",
    _without_next_step: "enquiry {} has no next step",
    _claimed_by_someone_removed: "enquiry {} is claimed by nils, who is removed",
    _answered_but_open: "enquiry {} was answered long ago and is still open",
    _of_two_owners: "enquiry {} has two owners: taken by bo, with gun",
    _with_a_lost_letter: (
        "enquiry {}: a letter was to be sent (reminded), and the outbox has lost it"
    ),
    _escalated_twice: "enquiry {} was escalated twice",
    _paused_by_no_one: "enquiry {} is paused, and no one has it",
    _open_in_a_closed_conversation: "enquiry {} is open but its conversation is closed",
    _written_to_after_its_close: "conversation {} ends with a question that no one answers",
}


@pytest.mark.slow
def test_each_of_all_planted_faults_is_named_and_ends_the_check_with_a_failure(
    engine: Engine, database_url: str, tmp_path: Path
) -> None:
    assert check(database_url, tmp_path) == (0, ["förbisedda: 0"])
    with engine.execution_options(sqlite_begin="BEGIN IMMEDIATE").begin() as db:
        expected = {words.format(plant(db)) for plant, words in FAULTS.items()}

    status, found = check(database_url, tmp_path)

    assert status == 1
    assert expected - set(found) == set()
