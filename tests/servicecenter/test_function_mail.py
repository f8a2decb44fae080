"""A function's mailbox is told of each question that comes to it, once, whatever dies meanwhile."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from db.engine import Database
from db.outside import outbox
from outbox import mail, rows
from outbox.mail import read_sender, read_server
from outbox.worker import Worker
from servicecenter import desk, function_mail, handing_on
from tests.cast import MONDAY, Clock
from tests.outbox.mail_server import MailServer, mail_server
from tests.servicecenter.followed import HALF, confirm_mailbox, look
from tests.servicecenter.stage import open_and_claim, open_one, staff

PAGE = "https://chatt.example"
BOOKING, GRANTS = "fritidsbokningen", "bidrag-kultur-fritid"


def _write(db: Connection, now: datetime = MONDAY) -> list[tuple[str, str]]:
    """Whom and what about, of all letters until now."""
    for _ in range(2):
        function_mail.write_new(db, PAGE, now)
    found = db.execute(sa.select(outbox).order_by(outbox.c.id))
    return [(row.recipient, row.payload["subject"]) for row in found]


def test_a_new_question_is_told_once_without_a_word_of_it(db: Connection) -> None:
    confirm_mailbox(db, BOOKING)
    number = open_one(db)

    assert _write(db) == [("fritid@huddinge.se", f"Ny fråga {number}")]

    [letter] = db.execute(sa.select(outbox)).all()
    words = letter.payload["text"]
    assert words.startswith(f"Ny fråga {number} hos Fritidsbokningen.\n")
    assert "Svar senast: onsdag 25 november klockan 12.00." in words
    assert f"{PAGE}/desk/{number}" in words
    assert "Dörren" not in words


def test_no_letter_goes_to_an_address_that_is_not_confirmed(db: Connection) -> None:
    open_one(db)
    assert _write(db) == []


def test_what_is_taken_or_closed_at_once_needs_no_letter(db: Connection) -> None:
    confirm_mailbox(db, BOOKING)
    bo = staff(db, "bo")
    open_and_claim(db, bo)
    desk.close(db, open_and_claim(db, bo), bo, "answered", MONDAY)
    assert _write(db) == []


def test_what_is_handed_on_is_new_where_it_comes_to(db: Connection) -> None:
    for function in (BOOKING, GRANTS):
        confirm_mailbox(db, function)
    bo, number = staff(db, "bo"), open_one(db)
    assert len(_write(db)) == 1
    desk.claim(db, number, bo, MONDAY)
    desk.release(db, number, bo, MONDAY)
    assert len(_write(db)) == 1  # it was there before
    desk.claim(db, number, bo, MONDAY)
    handing_on.transfer(db, number, bo, GRANTS, "", MONDAY)

    assert [subject for _, subject in _write(db)] == [f"Ny fråga {number}"] * 2


def test_what_is_reminded_of_already_is_no_news(db: Connection) -> None:
    confirm_mailbox(db, BOOKING)
    number = open_one(db)
    look(db, HALF, PAGE)
    assert [subject for _, subject in _write(db, HALF)] == [f"Fråga {number} väntar på svar"]


def test_what_came_before_there_was_mail_is_no_news(db: Connection) -> None:
    confirm_mailbox(db, BOOKING)
    open_one(db)
    assert _write(db, MONDAY + timedelta(days=1)) == []


def _worker(database: Database, server: MailServer, clock: Clock) -> Worker:
    send = mail.sending(read_server(server.url), read_sender("Kommunen <svar@kommun.example>"))

    def prepare(db: Connection, now: datetime) -> None:
        function_mail.write_new(db, PAGE, now)

    return Worker(database, {mail.CHANNEL: send}, prepare, clock)


@pytest.mark.parametrize("dies_at", ["add", "mark_sent"])
async def test_whatever_dies_in_between_the_letter_arrives_and_is_known_if_it_comes_twice(
    database: Database, clock: Clock, dies_at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await database.write(confirm_mailbox, BOOKING)
    await database.write(partial(open_one))
    async with mail_server() as server:
        with monkeypatch.context() as patched:
            patched.setattr(rows, dies_at, _dies)
            with pytest.raises(KeyboardInterrupt):
                await _worker(database, server, clock)._round()
        clock.forward(minutes=5)
        for _ in range(2):
            await _worker(database, server, clock)._round()

    came = {letter["Message-ID"] for letter in server.letters}
    assert (len(came), len(server.letters)) == (1, 2 if dies_at == "mark_sent" else 1)
    assert set(server.recipients) == {"fritid@huddinge.se"}


def _dies(*_: Any) -> None:
    raise KeyboardInterrupt
