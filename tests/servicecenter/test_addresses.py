"""An address counts only once it is confirmed from there; nobody can be bombed through us; who has
left gets the answers in one letter."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from conversations.access import NoAccess, conversation_for_visitor
from conversations.receive import Started
from conversations.seen import visitor_has_seen
from db.outside import outbox, visitor_address
from outbox.mail import Attachment, Letter, NoAddress
from servicecenter import addresses, desk, notices
from servicecenter.addresses import LINK_LIVES, LinkNotValid, TooManyLetters
from servicecenter.ledger import faults
from tests.cast import MONDAY
from tests.servicecenter.stage import begin, hand_over, log_of, say, staff, told

ONE, OTHER = "kassor@forening.example", "ordforande@forening.example"
PAGE = "https://chatt.example/chatt"
LATER = MONDAY + notices.LEFT_AFTER


def give(db: Connection, to: Started, address: str = ONE, now: Any = MONDAY) -> str:
    """Gives an address; returns the token of its link, or nothing when none is sent."""
    tokens: list[str] = []

    def link(token: str, _language: str) -> str:
        tokens.append(token)
        return f"https://x/{token}"

    addresses.give(db, to.id, to.secret, address, link, now)
    return tokens[0] if tokens else ""


def current_seq(db: Connection, of: Started) -> int:
    return conversation_for_visitor(db, of.id, of.secret).last_seq


def letters(db: Connection) -> list[tuple[str, str]]:
    rows = db.execute(sa.select(outbox).order_by(outbox.c.id))
    return [(row.recipient, row.payload["text"]) for row in rows]


def answered(db: Connection, *texts: str) -> tuple[Started, str]:
    """A visitor with a confirmed address whose question Bo has answered."""
    visitor, bo = begin(db), staff(db, "bo")
    number = hand_over(db, visitor).number
    addresses.confirm(db, give(db, visitor), MONDAY)
    db.execute(outbox.delete())
    desk.claim(db, number, bo, MONDAY)
    for index, words in enumerate(texts):
        desk.reply(
            db, number, bo, f"{index:08}-0000-4000-8000-000000000000", words, MONDAY, seen=99
        )
    return visitor, number


def test_an_address_gets_a_link_and_nothing_else_until_it_is_confirmed(db: Connection) -> None:
    visitor, bo = begin(db), staff(db, "bo")
    number = hand_over(db, visitor).number
    token = give(db, visitor)
    desk.claim(db, number, bo, MONDAY)
    desk.reply(db, number, bo, "00000000-0000-4000-8000-000000000000", "Hemligt", MONDAY, seen=99)
    notices.write_due(db, PAGE, LATER)

    [(to, words)] = letters(db)
    assert to == ONE
    assert token in words
    assert "Hemligt" not in words
    assert number not in words
    assert addresses.shown(db, visitor.id, MONDAY).state == "waiting"
    assert not addresses.send(db, visitor.id, Letter("Samtal", "Hemligt"), "k", MONDAY)


def test_the_token_is_stored_as_its_hash(db: Connection) -> None:
    token = give(db, begin(db))
    assert token
    stored = db.execute(sa.select(visitor_address)).mappings().one()
    assert token not in str(dict(stored))


def test_confirming_is_told_in_the_chat_and_the_log_with_the_address_masked(
    db: Connection,
) -> None:
    visitor = begin(db)
    number = hand_over(db, visitor).number
    addresses.confirm(db, give(db, visitor), MONDAY)

    assert addresses.shown(db, visitor.id, MONDAY) == addresses.Address(
        "confirmed", "k•••@forening.example"
    )
    assert log_of(db, number)[-1] == ("visitor", "mail_on", {})
    assert told(db, number)[-1] == ("Svar skickas också via e-post till k•••@forening.example.")


def test_a_link_works_once(db: Connection) -> None:
    token = give(db, begin(db))
    addresses.confirm(db, token, MONDAY)
    with pytest.raises(LinkNotValid):
        addresses.confirm(db, token, MONDAY)
    with pytest.raises(LinkNotValid):
        addresses.check(db, token, MONDAY)


def test_a_link_is_too_old_after_a_day(db: Connection) -> None:
    visitor = begin(db)
    token = give(db, visitor)
    addresses.check(db, token, MONDAY + LINK_LIVES - timedelta(seconds=1))
    with pytest.raises(LinkNotValid):
        addresses.confirm(db, token, MONDAY + LINK_LIVES)
    assert addresses.shown(db, visitor.id, MONDAY + LINK_LIVES).state == "none"


@pytest.mark.parametrize("token", ["", "x", "å", "\udcff"])
def test_a_link_that_was_never_sent_is_refused(db: Connection, token: str) -> None:
    give(db, begin(db))
    with pytest.raises(LinkNotValid):
        addresses.confirm(db, token, MONDAY)


def test_another_address_counts_from_when_it_is_confirmed_and_only_the_newest_link(
    db: Connection,
) -> None:
    visitor = begin(db)
    addresses.confirm(db, give(db, visitor), MONDAY)
    old = give(db, visitor, "fel@forening.example")
    new = give(db, visitor, OTHER)
    assert addresses.confirmed(db, visitor.id) == ONE
    with pytest.raises(LinkNotValid):
        addresses.confirm(db, old, MONDAY)

    addresses.confirm(db, new, MONDAY)

    assert addresses.confirmed(db, visitor.id) == OTHER
    kept = set(db.scalars(sa.select(visitor_address.c.address)))
    assert kept == {"", OTHER}


def test_a_stranger_gives_and_takes_away_no_address(db: Connection) -> None:
    visitor = begin(db)
    addresses.confirm(db, give(db, visitor), MONDAY)
    stranger = Started(visitor.id, "X" * 16)
    before = letters(db)
    with pytest.raises(NoAccess):
        give(db, stranger, OTHER)
    with pytest.raises(NoAccess):
        addresses.remove(db, visitor.id, stranger.secret, MONDAY)
    assert (letters(db), addresses.confirmed(db, visitor.id)) == (before, ONE)


def test_what_is_no_address_is_refused_and_gets_nothing(db: Connection) -> None:
    with pytest.raises(NoAddress):
        give(db, begin(db), "a@forening.example\r\nBcc: b@x.example")
    assert letters(db) == []


def test_a_mailbox_is_sent_three_links_a_day_however_it_is_written(db: Connection) -> None:
    written = [ONE, ONE.upper(), "kassor+a@forening.example", "Kassor+b@forening.example"]
    visitors = [begin(db) for _ in written]
    sent = [
        bool(give(db, visitor, address)) for visitor, address in zip(visitors, written, strict=True)
    ]

    assert sent == [True, True, True, False]
    states = {addresses.shown(db, visitor.id, MONDAY).state for visitor in visitors}
    assert states == {"waiting"}  # the answer does not tell
    tomorrow = MONDAY + timedelta(days=1, seconds=1)
    assert give(db, begin(db), ONE, tomorrow)


def test_a_conversation_sends_five_links_a_day(db: Connection) -> None:
    visitor = begin(db)
    for index in range(addresses.LETTERS_PER_CONVERSATION):
        give(db, visitor, f"a{index}@forening.example")
    with pytest.raises(TooManyLetters):
        give(db, visitor, "annan@forening.example")


def test_who_has_left_gets_all_answers_in_one_letter_once(db: Connection) -> None:
    _, number = answered(db, "Först.", "Sedan.")

    notices.write_due(db, PAGE, LATER - timedelta(seconds=1))
    assert letters(db) == []
    notices.write_due(db, PAGE, LATER)
    notices.write_due(db, PAGE, LATER + timedelta(hours=1))

    [(to, words)] = letters(db)
    assert to == ONE
    for part in ("Bo:\nFörst.", "Bo:\nSedan.", number, PAGE, "Fritidsbokningen"):
        assert part in words


def test_who_writes_back_is_there_and_gets_no_letter(db: Connection) -> None:
    visitor, number = answered(db, "Svar.")
    say(db, visitor, "Tack!")
    notices.write_due(db, PAGE, LATER)
    assert letters(db) == []

    bo = staff(db, "bo")
    desk.reply(db, number, bo, "99999999-0000-4000-8000-000000000000", "Mer.", MONDAY, seen=99)
    notices.write_due(db, PAGE, LATER)
    [(_, words)] = letters(db)
    assert "Mer." in words
    assert "Svar." not in words


def test_who_reads_without_a_word_gets_no_letter_but_what_is_not_seen_comes(
    db: Connection,
) -> None:
    visitor, number = answered(db, "Svar.")
    visitor_has_seen(db, visitor.id, visitor.secret, current_seq(db, visitor))
    notices.write_due(db, PAGE, LATER)
    assert letters(db) == []

    bo = staff(db, "bo")
    desk.reply(db, number, bo, "99999999-0000-4000-8000-000000000000", "Mer.", MONDAY, seen=99)
    notices.write_due(db, PAGE, LATER)
    [(_, words)] = letters(db)
    assert "Mer." in words
    assert "Svar." not in words


def test_what_was_given_is_forgotten_with_what_waits(db: Connection) -> None:
    visitor, _ = answered(db, "Svar.")
    give(db, visitor, OTHER)
    notices.write_due(db, PAGE, LATER)
    assert len(letters(db)) == 2
    addresses.forget(db, visitor.id)
    assert letters(db) == []
    assert db.execute(sa.select(visitor_address)).all() == []


def test_who_takes_the_address_away_gets_nothing_more_not_even_what_waits(
    db: Connection,
) -> None:
    visitor, number = answered(db, "Svar.")
    notices.write_due(db, PAGE, LATER)
    addresses.remove(db, visitor.id, visitor.secret, LATER)
    assert letters(db) == []
    assert log_of(db, number)[-1] == ("visitor", "mail_off", {})

    bo = staff(db, "bo")
    desk.reply(db, number, bo, "99999999-0000-4000-8000-000000000000", "Mer.", LATER, seen=99)
    notices.write_due(db, PAGE, LATER + timedelta(hours=1))
    assert letters(db) == []


def test_a_letter_of_ones_own_goes_to_the_confirmed_address_once(db: Connection) -> None:
    visitor, _ = answered(db)
    attached = Attachment.of("samtal.pdf", "application/pdf", b"%PDF")
    letter = Letter("Ditt samtal", "Bifogat.", [attached])

    assert addresses.send(db, visitor.id, letter, "transcript:1", MONDAY)
    assert addresses.send(db, visitor.id, letter, "transcript:1", MONDAY)

    assert letters(db) == [(ONE, "Bifogat.")]


def test_the_ledger_names_what_was_given_up_and_what_waits_too_long(db: Connection) -> None:
    visitor, _ = answered(db, "Svar.")
    notices.write_due(db, PAGE, LATER)
    assert faults(db, LATER) == []
    assert faults(db, LATER + timedelta(days=2)) == ["mail waits to be sent since 2026-11-23 09:05"]

    db.execute(outbox.update().values(failed_at=LATER, attempts=1, error="SMTPDataError 554"))
    [named] = faults(db, LATER)
    assert f"conversation:{visitor.id} was given up, attempts 1: SMTPDataError 554" in named
