"""Coming back with number and secret, and with nothing less."""

import re

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection, event

from conversations.access import as_written_down, new_secret
from db.schema import conversation
from servicecenter import enquiries
from servicecenter.returning import WrongNumberOrSecret, as_number, come_back
from tests.cast import MONDAY
from tests.servicecenter.stage import begin, hand_over


def test_number_and_secret_lead_to_the_conversation(db: Connection) -> None:
    visitor = begin(db)
    number = hand_over(db, visitor).number
    assert come_back(db, number, visitor.secret).id == visitor.id


@pytest.mark.parametrize("written", ["{}", " {} ", "{}."])
def test_what_a_hand_makes_of_a_number_is_understood(written: str) -> None:
    for form in ("2026-000123", "2026 000123", "2026-123", "2026 – 123", "2026000123"):
        assert as_number(written.format(form)) == "2026-000123"


@pytest.mark.parametrize("written", ["", "123", "2026", "2026-0001234", "abc", "٢", "1" * 100])
def test_what_is_no_number_is_none(written: str) -> None:
    assert as_number(written) == ""


def test_a_secret_is_sixteen_characters_of_which_none_is_read_as_another() -> None:
    secrets = {new_secret() for _ in range(500)}
    assert len(secrets) == 500
    assert all(re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{16}", one) for one in secrets)
    assert {c for one in secrets for c in one} == set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")


def test_what_a_hand_makes_of_a_secret_is_understood() -> None:
    for written in ("01AB-1VYZ-2345-6789", "o i a b l u y z 2 3 4 5 6 7 8 9", "OLaBivyZ23456789"):
        assert as_written_down(written) == "01AB1VYZ23456789"


def test_everything_else_that_one_may_know_leads_nowhere(db: Connection) -> None:
    visitor, other = begin(db), begin(db)
    number = hand_over(db, visitor).number
    theirs = hand_over(db, other).number
    known = {"association": "HK", "organisation_number": "802004-1234", "contact": "a@b.se"}
    enquiries.keep_details(db, visitor.id, known, MONDAY)
    here = conversation.c.id == visitor.id
    hashed = db.scalar(sa.select(conversation.c.secret_hash).where(here))
    tries = [
        (number, other.secret),
        (theirs, visitor.secret),
        (number, ""),
        (number, visitor.secret[:-1]),
        (number, str(hashed)),
        ("", visitor.secret),
        ("2026-999999", visitor.secret),
        (visitor.id, visitor.secret),
        ("802004-1234", visitor.secret),
        ("a@b.se", visitor.secret),
        ("%", visitor.secret),
    ]
    for one, secret in tries:
        with pytest.raises(WrongNumberOrSecret):
            come_back(db, one, secret)


def test_the_same_work_is_done_for_a_number_that_does_not_exist(db: Connection) -> None:
    number = hand_over(db, begin(db)).number
    done: list[list[str]] = []

    def asked(*statement: object) -> None:
        done[-1].append(str(statement[2]))

    event.listen(db, "before_cursor_execute", asked)
    for one in (number, "2026-999999", "nonsense"):
        done.append([])
        with pytest.raises(WrongNumberOrSecret):
            come_back(db, one, "0" * 16)
    event.remove(db, "before_cursor_execute", asked)
    assert done[0] == done[1] == done[2] != []
