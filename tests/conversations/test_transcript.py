"""What one takes along: all that was said, by whom, when; and nothing anyone wrote is markup."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Connection, Engine

from conversations import pdf
from conversations.access import conversation_for_visitor
from conversations.content import Answer, File, HandOver, ShownArticle, Text
from conversations.messages import add
from conversations.receive import Started
from conversations.transcript import Transcript, as_text, transcript
from servicecenter import enquiries
from tests.cast import MONDAY, who
from tests.conversations.talk import begin

ARTICLE = ShownArticle(
    id="pris",
    title="Vad kostar en sal?",
    lead="En sal kostar **100** kronor.",
    rest="# Mer\n\n- ett\n- två\n\n| a | b |\n|---|---|\n| 1 | [här](https://example.se) |",
    source="https://www.huddinge.se/priser",
    reviewed_on=date(2026, 9, 1),
    confirmed=True,
    function="Fritidsbokningen",
    language="sv",
)
HOSTILE = '#panic("x") = rubrik $x$ *fet* `a` #read("/etc/passwd") @ref <label> \\ // nej'
SUMMER = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)


def _said(db: Connection, text: str = HOSTILE) -> tuple[Started, str]:
    visitor = begin(db)
    add(db, visitor.id, "visitor", Text(text=text), SUMMER)
    add(db, visitor.id, "bot", Answer(article=ARTICLE), MONDAY)
    asked = HandOver(function="fritidsbokningen", topic="booking", reason="no_answer")
    receipt = enquiries.open_enquiry(db, visitor.id, asked, MONDAY)
    add(db, visitor.id, "system", receipt, MONDAY)
    add(
        db,
        visitor.id,
        "agent",
        Text(text="Det går bra."),
        MONDAY,
        agent_id=who(db, "bo").id,
        function_id="fritidsbokningen",
    )
    sent = File(file="0" * 32, name="lås.png", type="image/png", size=1)
    add(db, visitor.id, "visitor", sent, MONDAY)
    return visitor, receipt.number


def _taken(db: Connection, visitor: Started) -> Transcript:
    return transcript(db, conversation_for_visitor(db, visitor.id, visitor.secret), MONDAY)


def test_the_text_has_who_said_what_and_when_in_swedish_time(writing: Engine) -> None:
    with writing.begin() as db:
        visitor, number = _said(db)
        taken = _taken(db, visitor)
    written = as_text(taken)
    wanted = [
        number,
        "Du, 2 juli 2026 00.30",
        HOSTILE,
        "Vad kostar en sal?",
        "En sal kostar **100** kronor.",
        "Källa: https://www.huddinge.se/priser (2026-09-01)",
        "Bo, Fritidsbokningen, 23 november 2026 10.00",
        "Det går bra.",
        "Fil: lås.png",
    ]
    at = [written.find(one) for one in wanted]
    assert -1 not in at
    assert at == sorted(at)
    assert visitor.secret not in written
    assert taken.name == f"lotsen-{number}"


def test_the_pdf_is_tagged_with_language_and_title_whatever_was_written(writing: Engine) -> None:
    with writing.begin() as db:
        taken = _taken(db, _said(db)[0])
    made = pdf.as_pdf(taken)
    assert made.startswith(b"%PDF")
    assert b"/StructTreeRoot" in made
    assert b"/Lang" in made
    assert b"pdfuaid:part" in made


def test_the_pdf_is_made_at_any_moment(writing: Engine) -> None:
    """Clocks of tests stand at whole seconds; the one on the wall does not."""
    with writing.begin() as db:
        taken = _taken(db, _said(db)[0])
    exact = replace(taken, at=datetime(2026, 11, 23, 9, 0, 0, 123456, UTC))
    assert b"pdfuaid:part" in pdf.as_pdf(exact)


@pytest.mark.parametrize(
    ("words", "has_glyphs"),
    [
        ("Åäö, hyvää yötä, zażółć gęślą jaźń, waxaan ogaadaa", True),
        ("Привет, Γειά, שלום, مرحبا كيف الحال", True),
        ("Tack 🙂", False),
        ("ሰላም", False),
        ("你好", False),
    ],
)
def test_a_pdf_is_made_of_every_script_and_holds_the_standard_where_there_are_glyphs(
    writing: Engine, words: str, has_glyphs: bool
) -> None:
    with writing.begin() as db:
        taken = _taken(db, _said(db, words)[0])
    made = pdf.as_pdf(taken)
    assert (b"pdfuaid:part" in made) is has_glyphs
    assert b"/StructTreeRoot" in made


def test_what_is_too_long_for_a_pdf_is_refused_before_it_is_made(writing: Engine) -> None:
    with writing.begin() as db:
        visitor, _ = _said(db)
        for _ in range(pdf.LONGEST // 4000 + 1):
            add(db, visitor.id, "visitor", Text(text="x" * 4000), MONDAY)
        taken = _taken(db, visitor)
    with pytest.raises(pdf.TooLong):
        pdf.as_pdf(taken)
    assert len(as_text(taken)) > pdf.LONGEST
