"""Who logs in is known until their session ends, and a wrong log-in tells nothing."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from argon2 import Type, extract_parameters
from sqlalchemy import Connection

from db.schema import agent, session
from servicecenter import agents, leaving, sessions
from servicecenter.agents import Agent
from servicecenter.sessions import SESSION_LENGTH, WrongLogin, agent_of_session, log_in
from tests.cast import MONDAY, PASSWORD
from tests.conftest import AS_SERVED
from tests.servicecenter.stage import hired, staff

NEW = "ett-annat-losenord"


def _token(db: Connection, login: str = "bo") -> str:
    return log_in(db, login, PASSWORD, MONDAY)


def _refused(db: Connection, login: str, password: str) -> tuple[type[Exception], str]:
    with pytest.raises(WrongLogin) as error:
        log_in(db, login, password, MONDAY)
    return type(error.value), str(error.value)


def test_guessing_the_password_of_a_stolen_hash_costs_time_and_memory() -> None:
    """At least what OWASP asks for."""
    used = extract_parameters(AS_SERVED.hash(NEW))
    assert used.type is Type.ID
    assert used.memory_cost >= 19 * 1024
    assert used.time_cost >= 2


def test_who_logs_in_is_known_with_their_role_and_functions(db: Connection) -> None:
    assert agent_of_session(db, _token(db), MONDAY) == staff(db, "bo")


def test_a_wrong_login_is_told_in_the_same_words_whatever_is_wrong(db: Connection) -> None:
    leaving.remove(db, "gun", MONDAY)
    told = {
        _refused(db, "bo", "fel"),
        _refused(db, "bo", ""),
        _refused(db, "nobody", PASSWORD),
        _refused(db, "gun", PASSWORD),
    }
    assert told == {(WrongLogin, "")}


def test_a_refused_login_opens_no_session(db: Connection) -> None:
    _refused(db, "bo", "fel")
    assert db.scalar(sa.select(sa.func.count()).select_from(session)) == 0


@pytest.mark.parametrize("token", ["", "guessed", "' OR 1=1 --"])
def test_a_token_that_was_never_given_is_no_one(db: Connection, token: str) -> None:
    _token(db)
    assert agent_of_session(db, token, MONDAY) is None


def test_the_database_holds_neither_password_nor_token(db: Connection) -> None:
    token = _token(db)
    stored = str(db.execute(sa.select(agent)).all()) + str(db.execute(sa.select(session)).all())
    assert token not in stored
    assert PASSWORD not in stored


def test_a_session_ends_after_a_working_day(db: Connection) -> None:
    token, end = _token(db), MONDAY + SESSION_LENGTH
    assert agent_of_session(db, token, end - timedelta(seconds=1)) is not None
    assert agent_of_session(db, token, end) is None


def test_logging_in_sweeps_away_sessions_that_are_over(db: Connection) -> None:
    _token(db)
    log_in(db, "gun", PASSWORD, MONDAY + SESSION_LENGTH + timedelta(seconds=1))
    assert db.scalar(sa.select(sa.func.count()).select_from(session)) == 1


def test_logging_out_ends_that_session_and_no_other(db: Connection) -> None:
    at_work, at_home = _token(db), _token(db)

    sessions.log_out(db, at_work)

    assert agent_of_session(db, at_work, MONDAY) is None
    assert agent_of_session(db, at_home, MONDAY) is not None


def test_a_removed_users_sessions_end_at_once(db: Connection) -> None:
    bo, gun = _token(db), _token(db, "gun")

    assert leaving.remove(db, "bo", MONDAY)

    assert db.scalar(sa.select(sa.func.count()).select_from(session)) == 1
    assert agent_of_session(db, bo, MONDAY) is None
    assert agent_of_session(db, gun, MONDAY) is not None


def test_who_is_inactive_is_no_one_even_with_a_session(db: Connection) -> None:
    token = _token(db)
    db.execute(agent.update().where(agent.c.login == "bo").values(active=False))
    assert agent_of_session(db, token, MONDAY) is None


def test_a_new_password_ends_all_sessions_and_replaces_the_old_one(db: Connection) -> None:
    tokens, gun = [_token(db), _token(db)], _token(db, "gun")

    assert agents.set_password(db, "bo", NEW)

    assert [agent_of_session(db, token, MONDAY) for token in tokens] == [None, None]
    assert agent_of_session(db, gun, MONDAY) is not None
    _refused(db, "bo", PASSWORD)
    assert agent_of_session(db, log_in(db, "bo", NEW, MONDAY), MONDAY) is not None


def test_a_login_is_given_once(db: Connection) -> None:
    with pytest.raises(agents.LoginTaken):
        agents.add(db, "bo", "Bodil", "admin", NEW, [])
    assert staff(db, "bo").name == "Bo"


def test_who_is_not_there_has_no_password_to_set_and_cannot_be_removed(db: Connection) -> None:
    assert not agents.set_password(db, "nobody", NEW)
    assert not leaving.remove(db, "nobody", MONDAY)


def test_someone_added_can_log_in(db: Connection) -> None:
    agents.add(db, "bea", "Bea", "agent", NEW, ["samverkan"])
    bea = agent_of_session(db, log_in(db, "bea", NEW, MONDAY), MONDAY)
    assert bea is not None
    assert (bea.name, bea.functions) == ("Bea", frozenset({"samverkan"}))


@pytest.mark.parametrize(
    ("role", "answers", "edits"),
    [("agent", True, False), ("editor", False, True), ("admin", True, True)],
)
def test_agents_answer_editors_edit_and_administrators_do_both(
    role: str, answers: bool, edits: bool
) -> None:
    one = Agent(1, "x", "X", role, frozenset())
    assert (one.may_answer, one.may_edit) == (answers, edits)


def test_whether_anyone_is_there_is_known(db: Connection) -> None:
    hired(db, "bea")
    assert agents.any_exist(db)
    for table in ("session", "agent_function", "agent"):
        db.exec_driver_sql(f"DELETE FROM {table}")
    assert not agents.any_exist(db)
