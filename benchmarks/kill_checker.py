"""Holds what visitors were promised against what is in the database, after everything is quiet.

A bot's turn stores all that it says in one transaction, so its messages follow on one another
and bear the same time; a second turn for the same message would bear another.
"""

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Row

from benchmarks.visitors import Acknowledged
from db.schema import conversation, enquiry, message

# What a visitor is shown for each decision that the trace tells of.
SHOWN = {"answer": "answer", "clarify": "clarify", "pass_on": "pass_on", "hand_over": "receipt"}

Rows = Sequence[Row[Any]]


def violations(db: Connection, acknowledged: Sequence[Acknowledged]) -> list[str]:
    """Each broken promise in words, with the message or conversation it is about."""
    promised: dict[str, list[Acknowledged]] = defaultdict(list)
    for one in acknowledged:
        promised[one.conversation_id].append(one)
    stored = dict(_conversations(db))
    enquiries = _enquiries(db)
    lost = promised.keys() - stored.keys()
    found = [f"conversation {name} is lost, with all its messages" for name in lost]
    for name, rows in stored.items():
        handed_over = enquiries[name]
        faults = [
            *_number_faults(rows),
            *_storage_faults(rows, promised[name]),
            *_turn_faults(rows, owned=any(row.closed_at is None for row in handed_over)),
            *_receipt_faults(rows, handed_over),
        ]
        found += [f"conversation {name}: {fault}" for fault in faults]
    return found


def _conversations(db: Connection) -> Iterator[tuple[str, Rows]]:
    query = (
        sa.select(message, conversation.c.last_seq)
        .join(conversation, conversation.c.id == message.c.conversation_id)
        .order_by(message.c.conversation_id, message.c.seq)
    )
    for name, rows in groupby(db.execute(query), key=lambda row: str(row.conversation_id)):
        yield name, list(rows)


def _enquiries(db: Connection) -> dict[str, list[Row[Any]]]:
    found: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in db.execute(sa.select(enquiry)):
        found[row.conversation_id].append(row)
    return found


def _number_faults(rows: Rows) -> Iterator[str]:
    numbers, last = [row.seq for row in rows], rows[0].last_seq
    if numbers != list(range(1, last + 1)):
        yield f"its messages have the numbers {numbers}, and {last} was the last to be given"


def _storage_faults(rows: Rows, promised: Sequence[Acknowledged]) -> Iterator[str]:
    """Each message that was acknowledged is stored once, under its number, and no other."""
    stored = [(row.seq, row.client_id, row.content["text"]) for row in rows if _is_asked(row)]
    expected = [(one.seq, one.client_id, one.text) for one in promised]
    for one in expected:
        times = stored.count(one)
        if times != 1:
            yield f"acknowledged message {one} is stored {times} times"
    for one in stored:
        if one not in expected:
            yield f"message {one} is stored, but was not acknowledged so"


def _turn_faults(rows: Rows, owned: bool) -> Iterator[str]:
    """Each message has one turn of the bot, or else the conversation's open enquiry has it."""
    waiting: deque[Row[Any]] = deque()
    for asked, said in _alternating(rows):
        if asked:
            waiting.extend(row for row in said if row.turn == "done")
        else:
            yield from _fault_of_turn(said, waiting.popleft() if waiting else None)
    yield from (
        f"message {row.seq} still waits for the bot" for row in rows if row.turn == "pending"
    )
    if not owned:
        without = [*waiting, *(row for row in rows if _is_asked(row) and row.turn is None)]
        yield from (f"message {row.seq} has no answer and no open enquiry" for row in without)


def _fault_of_turn(said: Rows, asked: Row[Any] | None) -> Iterator[str]:
    if asked is None:
        yield f"message {said[0].seq} begins a second answer, or one to nothing"
    elif not _fits(said, asked.trace):
        yield f"message {said[0].seq} is not what the bot decided on message {asked.seq}"


def _alternating(rows: Rows) -> Iterator[tuple[bool, Rows]]:
    """What visitors wrote, and what the bot said in one turn, in their order."""
    spoken = [row for row in rows if row.content["kind"] != "notice"]
    for (asked, _), said in groupby(spoken, key=lambda row: (_is_asked(row), _turn_of(row))):
        yield asked, list(said)


def _turn_of(row: Row[Any]) -> object:
    return None if _is_asked(row) else row.at


def _is_asked(row: Row[Any]) -> bool:
    return bool(row.sender == "visitor")


def _fits(said: Rows, trace: dict[str, Any]) -> bool:
    decided = SHOWN.get(trace.get("decision") or "")
    shown = [row.content for row in said if row.content["kind"] in SHOWN.values()]
    kinds = [content["kind"] for content in shown]
    if decided != "answer" or set(kinds) != {"answer"}:
        return kinds == ([decided] if decided else [])
    # A message that asks of two matters is answered by an article for each.
    articles = [content["article"]["id"] for content in shown]
    return articles[0] == trace["articles"][0]["id"] and len(set(articles)) == len(articles)


def _receipt_faults(rows: Rows, enquiries: Rows) -> Iterator[str]:
    told = {row.content["number"] for row in rows if row.content["kind"] == "receipt"}
    opened = {row.number for row in enquiries}
    if told != opened:
        yield f"its receipts tell of {sorted(told)}, and its enquiries are {sorted(opened)}"
