"""What is in the outbox is sent at least once, in order, by one at a time; what comes twice can be
known by its Message-ID, and what cannot be sent is given up where one sees it."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from sqlalchemy import Connection

from db.engine import Database
from outbox import lease, mail, rows
from outbox.mail import Letter, read_sender, read_server
from outbox.worker import LEASE, LEASE_LENGTH, Worker
from tests.cast import MONDAY, Clock
from tests.conversations.talk import until
from tests.outbox.mail_server import MailServer, mail_server

WHO = "kassor@forening.example"


@pytest_asyncio.fixture
async def server() -> AsyncIterator[MailServer]:
    async with mail_server() as started:
        yield started


def worker(database: Database, server: MailServer, clock: Clock) -> Worker:
    send = mail.sending(read_server(server.url), read_sender("Kommunen <svar@kommun.example>"))
    return Worker(database, {mail.CHANNEL: send}, lambda _db, _now: None, clock)


async def _came(server: MailServer) -> bool:
    return bool(server.letters)


def put(db: Connection, key: str, to: str = WHO, ordering: str = "one") -> bool:
    return rows.add(db, Letter(f"Om {key}", f"Ord {key}").to(to, ordering, key), MONDAY)


def due(db: Connection, clock: Clock) -> list[str]:
    found = rows.first_due(db, [mail.CHANNEL], clock())
    return [found.row.key] if found else []


async def test_what_is_added_is_sent_once_and_emptied(
    database: Database, server: MailServer, clock: Clock
) -> None:
    await database.write(put, "a")
    one = worker(database, server, clock)

    await one.send_all()
    await one.send_all()

    [letter] = server.letters
    assert (letter["To"], letter["From"]) == (WHO, "Kommunen <svar@kommun.example>")
    assert (letter["Subject"], letter["Auto-Submitted"]) == ("Om a", "auto-generated")
    assert server.texts() == ["Ord a"]
    assert await database.read(_kept) == [("", {}, 1)]


def _kept(db: Connection) -> list[tuple[str, object, int]]:
    found = db.execute(rows.outbox.select().order_by(rows.outbox.c.id))
    return [(row.recipient, row.payload, row.attempts) for row in found]


async def test_the_same_key_again_is_the_same_letter(
    database: Database, server: MailServer, clock: Clock
) -> None:
    assert await database.write(put, "a")
    assert not await database.write(put, "a")

    await worker(database, server, clock).send_all()

    assert len(server.letters) == 1


async def test_what_is_rolled_back_is_not_sent(
    database: Database, server: MailServer, clock: Clock
) -> None:
    def fails(db: Connection) -> None:
        put(db, "a")
        raise KeyError

    with pytest.raises(KeyError):
        await database.write(fails)
    await worker(database, server, clock).send_all()

    assert server.letters == []


@pytest.mark.parametrize("lost", ["drop", "crash"])
async def test_a_letter_whose_arrival_is_not_known_is_sent_again_under_the_same_id(
    database: Database,
    server: MailServer,
    clock: Clock,
    lost: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await database.write(put, "a")
    if lost == "drop":
        server.then = ["drop"]
        await worker(database, server, clock).send_all()
    else:
        with monkeypatch.context() as patched:
            patched.setattr(rows, "mark_sent", _dies)
            with pytest.raises(KeyboardInterrupt):
                await worker(database, server, clock).send_all()
    clock.forward(minutes=5)
    await worker(database, server, clock).send_all()

    first, second = server.letters
    assert first["Message-ID"] == second["Message-ID"]
    assert bytes(first) == bytes(second)


def _dies(*_: object) -> None:
    raise KeyboardInterrupt


async def test_a_letter_waits_for_those_before_it_in_its_ordering_and_for_no_other(
    database: Database, server: MailServer, clock: Clock
) -> None:
    for key, ordering in (("a1", "a"), ("a2", "a"), ("b1", "b")):
        await database.write(put, key, WHO, ordering)
    server.then = ["451 busy"]
    one = worker(database, server, clock)

    await one.send_all()
    assert server.texts() == ["Ord b1"]
    clock.forward(seconds=31)
    await one.send_all()

    assert server.texts() == ["Ord b1", "Ord a1", "Ord a2"]


async def test_a_server_that_is_down_is_tried_again_more_and_more_seldom_until_it_is_up(
    database: Database, server: MailServer, clock: Clock
) -> None:
    await database.write(put, "a")
    await server.stop()
    one = worker(database, server, clock)
    pauses = []
    for _ in range(9):
        await one.send_all()
        before = clock()
        while not await database.read(due, clock):
            clock.forward(seconds=10)
        pauses.append((clock() - before).total_seconds())
    await server.start()
    await one.send_all()

    assert pauses == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]
    assert server.texts() == ["Ord a"]


async def test_what_cannot_be_sent_for_days_is_given_up_and_lets_the_next_go(
    database: Database, server: MailServer, clock: Clock
) -> None:
    await database.write(put, "a", "trasig@forening.example")
    await database.write(put, "b")
    server.refuses["trasig@forening.example"] = "450 <trasig@forening.example> later"
    one = worker(database, server, clock)
    for _ in range(4 * 24):
        await one.send_all()
        clock.forward(hours=1)

    assert server.texts() == ["Ord b"]
    [given_up] = await database.read(rows.given_up, mail.CHANNEL)
    assert given_up.error == "SMTPRecipientRefused 450"
    assert await database.read(rows.oldest_waiting, mail.CHANNEL) is None


@pytest.mark.parametrize("where", ["recipient", "data"])
async def test_what_the_server_refuses_for_good_is_given_up_at_once(
    database: Database, server: MailServer, clock: Clock, where: str
) -> None:
    await database.write(put, "a")
    if where == "recipient":
        server.refuses[WHO] = f"550 no {WHO} here"
    else:
        server.then = [f"554 {WHO} is spam"]
    await worker(database, server, clock).send_all()

    [given_up] = await database.read(rows.given_up, mail.CHANNEL)
    assert given_up.error.endswith(("550", "554"))


async def test_what_was_given_up_can_be_tried_anew_or_forgotten(
    database: Database, server: MailServer, clock: Clock
) -> None:
    for key in ("a", "b", "c"):
        await database.write(put, key)
    server.then = ["554 no"] * 2
    one = worker(database, server, clock)
    await one.send_all()
    again, forgotten = await database.read(rows.given_up, mail.CHANNEL)

    assert await database.write(rows.retry, again.id, clock())
    assert await database.write(rows.drop, forgotten.id)
    await one.send_all()

    assert server.texts() == ["Ord c", "Ord a"]
    assert await database.read(rows.given_up, mail.CHANNEL) == []
    assert not await database.write(rows.retry, again.id, clock())


async def test_only_who_has_the_lease_sends_and_a_dead_holders_runs_out(
    database: Database, server: MailServer, clock: Clock
) -> None:
    await database.write(lease.take, LEASE, "another", LEASE_LENGTH, clock())
    await database.write(put, "a")
    one = worker(database, server, clock)

    await one.send_all()
    assert server.letters == []
    clock.now += LEASE_LENGTH
    await one.send_all()

    assert len(server.letters) == 1
    assert not await database.write(lease.take, LEASE, "another", LEASE_LENGTH, clock())


async def test_what_is_withdrawn_is_not_sent(
    database: Database, server: MailServer, clock: Clock
) -> None:
    await database.write(put, "a")
    await database.write(put, "b", "annan@forening.example")
    await database.write(rows.withdraw, "one", WHO)
    await worker(database, server, clock).send_all()

    assert server.texts() == ["Ord b"]


async def test_a_worker_that_is_told_sends_at_once_and_gives_the_lease_back(
    database: Database, server: MailServer, clock: Clock
) -> None:
    one = worker(database, server, clock)
    running = asyncio.create_task(one.run())
    await asyncio.sleep(0.2)
    await database.write(put, "a")
    one.wake()
    await until(lambda: _came(server))
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)

    assert await database.write(lease.take, LEASE, "another", LEASE_LENGTH, clock())


async def test_a_worker_ends_although_what_it_sends_by_swallows_the_cancellation(
    database: Database, clock: Clock
) -> None:
    sending = asyncio.Event()

    async def swallows(_due: object) -> None:
        sending.set()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.sleep(60)

    await database.write(put, "a")
    one = Worker(database, {mail.CHANNEL: swallows}, lambda _db, _now: None, clock)
    running = asyncio.create_task(one.run())
    await sending.wait()
    running.cancel()

    await asyncio.wait([running], timeout=5)

    assert running.done()
    assert await database.write(lease.take, LEASE, "another", LEASE_LENGTH, clock())


async def test_logs_hold_neither_address_nor_words(
    database: Database, server: MailServer, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await database.write(put, "hemligt")
    await database.write(put, "annat", "x@forening.example", "two")
    server.refuses[WHO] = f"550 no {WHO} here"
    server.then = ["drop"]
    await worker(database, server, clock).send_all()

    ours = [one.getMessage() for one in caplog.records if not one.name.startswith("mail.")]
    assert any("SMTPRecipientRefused 550" in told for told in ours)
    assert not [told for told in ours if "forening.example" in told or "hemligt" in told]


async def test_a_server_that_falls_silent_holds_up_no_other_letter(
    database: Database, server: MailServer, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail, "PATIENCE", 0.5)
    await database.write(put, "a")
    await database.write(put, "b", WHO, "two")
    server.then = ["hang"]
    await worker(database, server, clock).send_all()

    assert server.texts() == ["Ord a", "Ord b"]  # the first has arrived, and will come again
    assert await database.read(rows.oldest_waiting, mail.CHANNEL) == MONDAY
