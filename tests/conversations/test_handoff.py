"""A handover is whole or it is not there: state, enquiry and receipt in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import numpy.typing as npt
import pytest
import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from db.engine import Database
from db.schema import counter, enquiry_log
from tests.conversations.fake_rasa import FakeRasa, answers, hands_over, memory, offers, says
from tests.conversations.talk import (
    Chat,
    dialogue_of,
    enquiries_of,
    receipts,
    state_of,
    turns_of,
    until,
)

# What the database takes of a handover, for each of its rows; the fallback's always passes.
REFUSALS = {
    "enquiry": "{row}reason = 'bot_failed'",
    "enquiry_log": "CAST({row}details AS TEXT) LIKE '%bot_failed%'",
    "message": "CAST({row}content AS TEXT) NOT LIKE '%Fritidsbokningen%'",
}


@contextmanager
def _takes_only(engine: Engine, table: str, condition: str) -> Iterator[None]:
    """The database refuses rows of a table, as a full disk or a fault of ours would make it."""
    if engine.dialect.name == "sqlite":
        made = (
            f"CREATE TRIGGER refused BEFORE INSERT ON {table} WHEN NOT"
            f" ({condition.format(row='NEW.')}) BEGIN SELECT RAISE(ABORT, 'refused'); END"
        )
        undone = "DROP TRIGGER refused"
    else:
        check = condition.format(row="")
        made = f"ALTER TABLE {table} ADD CONSTRAINT refused CHECK ({check})"
        undone = f"ALTER TABLE {table} DROP CONSTRAINT refused"
    _run(engine, made)
    yield
    _run(engine, undone)


def _run(engine: Engine, statement: str) -> None:
    with engine.execution_options(sqlite_begin="BEGIN IMMEDIATE").begin() as db:
        db.execute(sa.text(statement))


def _last_number(db: Connection) -> int | None:
    return db.scalar(sa.select(counter.c.last).where(counter.c.name == "enquiry-2026"))


def _logged(db: Connection) -> list[tuple[str, str]]:
    return [(row.who, row.what) for row in db.execute(sa.select(enquiry_log))]


async def test_a_handover_gives_the_question_an_owner_and_the_visitor_a_receipt(
    chat: Chat, rasa: FakeRasa
) -> None:
    rasa.does = hands_over(before="Jag frågar en människa.")

    await chat.is_answered("Dörren går inte upp")

    [enquiry] = await chat.look(enquiries_of)
    [receipt] = await chat.look(receipts)
    assert (enquiry.function_id, enquiry.topic, enquiry.reason) == (
        "fritidsbokningen",
        "booking",
        "no_answer",
    )
    assert (receipt.number, receipt.answer_by) == (enquiry.number, enquiry.deadline)
    assert await chat.look(state_of) == "waiting"
    assert await chat.said_by("bot") == ["Jag frågar en människa."]
    assert await chat.database.read(_logged) == [("bot", "opened")]
    assert await chat.nothing_is_overlooked()


@pytest.mark.parametrize("table", REFUSALS)
async def test_a_handover_that_cannot_be_stored_leaves_nothing_and_a_person_gets_the_question(
    chat: Chat, rasa: FakeRasa, engine: Engine, table: str
) -> None:
    known = memory(hall="Sjödalshallen")
    rasa.does = says("Ja.", dialogue=known)
    await chat.is_answered("Är hallen ledig?")
    rasa.does = hands_over(before="Jag frågar en människa.")

    with _takes_only(engine, table, REFUSALS[table]):
        await chat.is_answered("Dörren går inte upp")

    [enquiry] = await chat.look(enquiries_of)
    assert (enquiry.function_id, enquiry.reason) == ("servicecenter", "bot_failed")
    assert len(await chat.look(receipts)) == 1
    assert await chat.said_by("bot") == ["Ja."]
    assert await chat.look(dialogue_of) == known
    assert await chat.database.read(_last_number) == 1
    assert await chat.database.read(_logged) == [("bot", "opened")]
    assert await chat.look(turns_of) == ["done", "done"]
    assert await chat.nothing_is_overlooked()


async def test_what_was_said_does_not_end_up_in_the_log_when_it_cannot_be_stored(
    chat: Chat, rasa: FakeRasa, engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    """Databases quote the row that they refuse."""
    rasa.does = hands_over(before="Hej Anna Andersson")
    with _takes_only(engine, "message", "{row}sender <> 'bot'"):
        await chat.is_answered("Jag heter Anna Andersson")

    assert "IntegrityError" in caplog.text
    assert "Andersson" not in caplog.text


async def test_while_nothing_can_be_stored_the_message_waits_and_is_answered_once_later(
    chat: Chat, rasa: FakeRasa, engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    rasa.does = hands_over()

    async def given_up() -> bool:
        return "turn left" in caplog.text

    with _takes_only(engine, "enquiry", "{row}reason = 'never'"):
        await chat.says("Dörren går inte upp")
        chat.turns.wake(chat.started.id)
        await until(given_up)
    assert await chat.look(turns_of) == ["pending"]

    await chat.turns.resume()
    await chat.bot_has_done()

    assert len(await chat.look(receipts)) == 1
    assert await chat.nothing_is_overlooked()


async def test_the_next_message_of_an_open_form_goes_to_the_same_enquiry(
    chat: Chat, rasa: FakeRasa
) -> None:
    rasa.does = hands_over(gathering=True)
    await chat.is_answered("Dörren går inte upp")
    kept = {"kind": "details", "details": {"association": "Huddinge IF"}}
    rasa.does = answers([{"custom": kept}, {"text": "Tack, det står med."}])

    await chat.is_answered("Huddinge IF")

    [enquiry] = await chat.look(enquiries_of)
    assert enquiry.details == {"association": "Huddinge IF"}
    assert await chat.look(state_of) == "waiting"
    assert await chat.said_by("bot") == ["Tack, det står med."]


async def test_handing_over_again_from_an_open_form_opens_no_second_enquiry(
    chat: Chat, rasa: FakeRasa
) -> None:
    rasa.does = hands_over(gathering=True)
    await chat.is_answered("Dörren går inte upp", "Jag vill prata med en människa")

    [enquiry] = await chat.look(enquiries_of)
    assert {receipt.number for receipt in await chat.look(receipts)} == {enquiry.number}
    assert await chat.nothing_is_overlooked()


async def test_a_function_that_does_not_exist_means_the_duty_role(
    chat: Chat, rasa: FakeRasa
) -> None:
    rasa.does = hands_over("badhuset")

    await chat.is_answered("Dörren går inte upp")

    [enquiry] = await chat.look(enquiries_of)
    assert enquiry.function_id == "servicecenter"
    assert await chat.nothing_is_overlooked()


async def _broken(_: str) -> npt.NDArray[np.float32]:
    raise RuntimeError("the encoder's memory is gone")


async def test_a_fault_of_our_own_in_a_turn_still_ends_with_a_person(
    database: Database, rasa: FakeRasa
) -> None:
    async with Chat.begun(database, rasa, vector_of=_broken) as chat:
        await chat.is_answered("Dörren går inte upp")

        assert rasa.asked == []
        [enquiry] = await chat.look(enquiries_of)
        assert enquiry.reason == "bot_failed"
        assert len(await chat.look(receipts)) == 1
        assert await chat.nothing_is_overlooked()


async def test_a_button_that_no_one_understands_ends_with_a_person(
    chat: Chat, rasa: FakeRasa
) -> None:
    rasa.does = offers("surprise")
    await chat.is_answered("Hej")
    await chat.says("Överraska mig", choice="surprise")

    await chat.is_answered()

    assert len(await chat.look(receipts)) == 1
    assert await chat.nothing_is_overlooked()
