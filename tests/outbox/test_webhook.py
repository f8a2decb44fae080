"""Other systems are told at least once, in order for each conversation, signed, under a name by
which they know what comes twice; and none that is inside."""

import base64
import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta

import pytest
import pytest_asyncio
from aiohttp import web
from sqlalchemy import Connection

from db.engine import Database
from db.outside import outbox, webhook
from outbox import rows
from outbox.rows import Row
from outbox.webhook import CHANNEL, sending
from outbox.worker import Worker
from outgoing.guarded import Guarded
from tests.cast import MONDAY, Clock
from tests.outgoing.inside import INSIDE, OUTSIDE, REACHING_TESTS, Server, serving

KEY = b"a key of thirty-two bytes, or so"
SECRET = "whsec_" + base64.b64encode(KEY).decode()


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """Where no one works."""
    database = Database(database_url)
    yield database
    database.close()


class Receiver:
    """Says 200, or what it is told to; `heard` are the names and words that came, in order."""

    def __init__(self) -> None:
        self.says: list[int] = []
        self.server: Server | None = None

    async def __call__(self, _: web.Request) -> web.StreamResponse:
        return web.Response(status=self.says.pop(0) if self.says else 200, text="x" * 10_000)

    @property
    def heard(self) -> list[tuple[str, str]]:
        assert self.server
        return [(sent["webhook-id"], json.loads(body)["n"]) for _, sent, body in self.server.asked]


@pytest_asyncio.fixture
async def receiver() -> AsyncIterator[Receiver]:
    one = Receiver()
    async with serving(OUTSIDE, one) as one.server:
        yield one


def _worker(database: Database, clock: Clock, guarded: Guarded = REACHING_TESTS) -> Worker:
    channels = {CHANNEL: sending(database, guarded, clock)}
    return Worker(database, channels, lambda _db, _now: None, clock, "webhooks")


def _target(db: Connection, url: str) -> str:
    row = {"name": "A", "url": url, "secret": SECRET, "events": [], "added_at": MONDAY}
    (webhook_id,) = db.execute(webhook.insert().values(row)).inserted_primary_key or (0,)
    return str(webhook_id)


def _put(db: Connection, key: str, to: str, ordering: str = "one") -> bool:
    return rows.add(db, Row(key, CHANNEL, ordering, to, {"n": key, "å": 1}), MONDAY)


async def _receiving(database: Database, receiver: Receiver, path: str = "/hook") -> str:
    assert receiver.server
    url = f"http://{OUTSIDE}:{receiver.server.port}{path}"
    return await database.write(_target, url)


async def test_what_is_sent_is_signed_over_name_time_and_words(
    database: Database, clock: Clock, receiver: Receiver
) -> None:
    await database.write(_put, "msg_a", await _receiving(database, receiver))

    await _worker(database, clock).send_all()
    await _worker(database, clock).send_all()

    assert receiver.server
    [(path, sent, body)] = receiver.server.asked
    assert (path, sent["content-type"]) == ("/hook", "application/json")
    assert json.loads(body) == {"n": "msg_a", "å": 1}
    assert (sent["webhook-id"], sent["webhook-timestamp"]) == ("msg_a", "1795424400")
    signed = b"msg_a.1795424400." + body
    expected = base64.b64encode(hmac.new(KEY, signed, hashlib.sha256).digest()).decode()
    assert sent["webhook-signature"] == f"v1,{expected}"


async def test_what_may_have_arrived_is_sent_again_under_its_name_with_the_time_it_is_then(
    database: Database, clock: Clock, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    await database.write(_put, "msg_a", await _receiving(database, receiver))
    with monkeypatch.context() as patched:
        patched.setattr(rows, "mark_sent", _dies)
        with pytest.raises(KeyboardInterrupt):
            await _worker(database, clock).send_all()
    clock.forward(minutes=10)
    await _worker(database, clock).send_all()

    assert receiver.heard == [("msg_a", "msg_a")] * 2
    assert receiver.server
    first, second = (sent for _, sent, _ in receiver.server.asked)
    assert int(second["webhook-timestamp"]) - int(first["webhook-timestamp"]) == 600
    assert first["webhook-signature"] != second["webhook-signature"]


def _dies(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("status", [302, 500])
async def test_what_is_not_taken_is_tried_again_before_what_comes_after_it(
    database: Database, clock: Clock, receiver: Receiver, status: int
) -> None:
    to = await _receiving(database, receiver)
    for key in ("a1", "a2"):
        await database.write(_put, key, to)
    receiver.says = [status, status]
    one = _worker(database, clock)

    await one.send_all()
    clock.forward(seconds=31)
    await one.send_all()
    assert [key for key, _ in receiver.heard] == ["a1", "a1"]
    clock.forward(seconds=61)
    await one.send_all()

    assert [key for key, _ in receiver.heard] == ["a1", "a1", "a1", "a2"]


async def test_one_that_does_not_answer_is_asked_once_and_holds_up_no_other(
    database: Database, clock: Clock, receiver: Receiver
) -> None:
    async with serving(OUTSIDE) as gone:
        dead = await database.write(_target, f"http://{OUTSIDE}:{gone.port}/")
    for n in range(5):
        await database.write(_put, f"dead{n}", dead, f"dead:{n}")
    await database.write(_put, "b", await _receiving(database, receiver), "b")

    await _worker(database, clock).send_all()

    assert [key for key, _ in receiver.heard] == ["b"]
    assert await database.read(_attempts) == {"dead0": 1, "b": 1} | {
        f"dead{n}": 0 for n in (1, 2, 3, 4)
    }


def _attempts(db: Connection) -> dict[str, int]:
    return {row.key: row.attempts for row in db.execute(outbox.select())}


async def test_what_is_not_taken_for_days_is_given_up_and_can_be_sent_again(
    database: Database, clock: Clock, receiver: Receiver
) -> None:
    await database.write(_put, "a", await _receiving(database, receiver))
    receiver.says = [500] * 1000
    one = _worker(database, clock)
    for _ in range(4 * 24):
        await one.send_all()
        clock.forward(hours=1)
    [given_up] = await database.read(rows.given_up, CHANNEL)
    assert (given_up.error, given_up.row.payload["n"]) == ("status 500", "a")
    assert await database.read(rows.oldest_waiting, CHANNEL) is None

    receiver.says.clear()
    assert await database.write(rows.retry, given_up.id, clock())
    await one.send_all()

    assert receiver.heard[-1] == ("a", "a")
    assert await database.read(rows.given_up, CHANNEL) == []


async def test_nothing_inside_is_called(database: Database, clock: Clock) -> None:
    hosts = [INSIDE, "localhost", "[::ffff:127.0.0.1]", "169.254.169.254", "10.0.0.1"]
    async with serving(INSIDE) as inside:
        for host in hosts:
            to = await database.write(_target, f"http://{host}:{inside.port}/")
            await database.write(_put, host, to, host)

        await _worker(database, clock, Guarded(schemes=("http",))).send_all()

    assert inside.asked == []
    given_up = await database.read(rows.given_up, CHANNEL)
    assert [one.error for one in given_up] == ["not on the internet"] * len(hosts)


async def test_what_leads_inside_from_outside_is_not_followed(
    database: Database, clock: Clock
) -> None:
    async with serving(INSIDE) as inside:

        async def lures(_: web.Request) -> web.StreamResponse:
            to = {"Location": f"http://{INSIDE}:{inside.port}/"}
            return web.Response(status=307, headers=to)

        async with serving(OUTSIDE, lures) as outside:
            url = f"http://{OUTSIDE}:{outside.port}/"
            await database.write(_put, "a", await database.write(_target, url))
            await _worker(database, clock).send_all()

    assert (len(outside.asked), inside.asked) == (1, [])


async def test_what_is_old_is_forgotten_when_it_is_done_with(
    database: Database, clock: Clock, receiver: Receiver
) -> None:
    to = await _receiving(database, receiver)
    for key in ("sent", "given up", "waits"):
        await database.write(_put, key, to, key)
    receiver.says = [200, 200, 500]
    await _worker(database, clock).send_all()
    await database.write(_give_up, "given up")

    assert await database.write(rows.sweep, CHANNEL, MONDAY) == 0
    later = MONDAY + timedelta(seconds=1)
    assert await database.write(rows.sweep, "mail", later) == 0
    assert await database.write(rows.sweep, CHANNEL, later) == 2
    assert await database.read(_attempts) == {"waits": 1}


def _give_up(db: Connection, key: str) -> None:
    row = outbox.update().where(outbox.c.key == key)
    db.execute(row.values(sent_at=None, failed_at=MONDAY, error="no"))
