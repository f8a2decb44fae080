"""Of any number of agents who take an enquiry at once, exactly one has it."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from db.schema import enquiry
from servicecenter import desk
from servicecenter.agents import Agent
from servicecenter.desk import AlreadyClaimed, NoSuchEnquiry
from tests.cast import MONDAY
from tests.servicecenter.stage import hired, open_one, staff

AGENTS, ENQUIRIES = 40, 200


@pytest.mark.slow
def test_forty_agents_at_once_give_each_of_200_enquiries_one_owner(engine: Engine) -> None:
    writing = engine.execution_options(sqlite_begin="BEGIN IMMEDIATE")
    with writing.begin() as db:
        numbers = [open_one(db) for _ in range(ENQUIRIES)]
        people = [hired(db, f"agent{n}") for n in range(AGENTS)]
    together = threading.Barrier(AGENTS)

    def take_all(person: Agent) -> Counter[str]:
        together.wait()
        told: Counter[str] = Counter()
        for number in numbers:
            told[_try(writing, number, person)] += 1
        return told

    with ThreadPoolExecutor(AGENTS) as threads:
        told = sum(threads.map(take_all, people), Counter())

    assert told == {"won": ENQUIRIES, "already claimed": ENQUIRIES * (AGENTS - 1)}
    with writing.begin() as db:
        owners = db.scalars(sa.select(enquiry.c.agent_id)).all()
    assert len(owners) == ENQUIRIES
    assert None not in owners


def _try(writing: Engine, number: str, person: Agent) -> str:
    try:
        with writing.begin() as db:
            desk.claim(db, number, person, MONDAY)
    except AlreadyClaimed:
        return "already claimed"
    except sa.exc.TimeoutError:  # has not tried yet: too many wait for a connection
        return _try(writing, number, person)
    return "won"


def test_the_loser_is_told_who_has_it(db: Connection) -> None:
    number = open_one(db)
    desk.claim(db, number, staff(db, "bo"), MONDAY)

    with pytest.raises(AlreadyClaimed) as told:
        desk.claim(db, number, staff(db, "ada"), MONDAY)

    assert told.value.by == "Bo"


@pytest.mark.parametrize("login", ["gun", "eva"])
def test_who_does_not_answer_for_the_function_cannot_tell_that_it_exists(
    db: Connection, login: str
) -> None:
    number = open_one(db)

    with pytest.raises(NoSuchEnquiry):
        desk.claim(db, number, staff(db, login), MONDAY)
    desk.claim(db, number, staff(db, "bo"), MONDAY)
    with pytest.raises(NoSuchEnquiry):
        desk.claim(db, number, staff(db, login), MONDAY)
