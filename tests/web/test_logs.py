"""Each line of the log is a JSON object with the id of its way, and quotes nobody."""

import io
import json
import logging
from collections.abc import Iterator

import pytest

from conversations.way import way
from tests.conversations.fake_rasa import TOKEN, raw
from tests.web.site import Site
from web import logs

pytestmark = pytest.mark.asyncio(loop_scope="module")

WORDS = "Jag heter Tjorven Grynkvist"


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What is written to the log, as `python -m web` sets it up."""
    root = logging.getLogger()
    kept, root.handlers, level = root.handlers, [], root.level
    stream = io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    logs.log_as_json("WARNING")  # the tests' server logs each access, ours does not
    yield stream
    root.handlers, root.level = kept, level


def _lines(stream: io.StringIO) -> list[dict[str, str]]:
    return [json.loads(line) for line in stream.getvalue().split("\n") if line]


async def test_the_way_of_a_message_has_one_id_from_the_request_to_the_turn_and_the_action(
    site: Site, written: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.rasa.does = raw("", 500)
    visitor = await site.visitor()
    await visitor.says(WORDS)
    await visitor.hears("receipt")
    # an action that cannot be run, of the same conversation, as Rasa asks for it
    call = {"next_action": "action_answer", "sender_id": visitor.id, "tracker": {"slots": WORDS}}
    key = {"Authorization": f"Bearer {TOKEN}"}
    response = await site.internal.post("/actions", json=call, headers=key)
    assert response.status == 500

    lines = _lines(written)
    assert {"conversations.turns", "web.internal"} <= {one["where"] for one in lines}
    assert {one["way"] for one in lines} == {visitor.id}
    assert all(one.keys() == {"at", "level", "where", "way", "message"} for one in lines)
    assert "Tjorven" not in written.getvalue()


async def test_a_fault_elsewhere_has_an_id_of_its_own_and_none_that_was_sent(
    site: Site, written: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(*_: object) -> None:
        raise ValueError(WORDS)

    monkeypatch.setattr(site.database, "read", fails)
    for _ in range(2):
        sent = {"X-Request-ID": "another's"}
        assert (await site.public.get("/health/ready", headers=sent)).status == 500

    ways = [one["way"] for one in _lines(written)]
    assert len(set(ways)) == len(ways) == 2
    assert all(len(one) == 32 for one in ways)
    assert "Tjorven" not in written.getvalue()


async def test_a_line_stays_one_line_whatever_stands_in_it(written: io.StringIO) -> None:
    way.set("w")
    logging.getLogger("x").warning('a\n{"level": "FORGED"}\u2028 "å"')
    [line] = _lines(written)
    assert line["message"] == 'a\n{"level": "FORGED"}\u2028 "å"'
