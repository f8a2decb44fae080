"""Whole dialogues with both processes, the real model, the real articles."""

import json

import pytest

from tests.running import Running, Visitor
from texts.catalogue import text

pytestmark = [pytest.mark.slow, pytest.mark.rasa]


@pytest.mark.parametrize(
    ("question", "article", "function"),
    [
        (
            "vad kostar det att hyra en gymnastiksal för vuxna?",
            "pris-sporthall-gymnastiksal",
            "Fritidsbokningen",
        ),
        (
            "när ska vi söka aktivitetsbidrag för våren?",
            "aktivitetsbidrag-ansoka",
            "Bidrag, kultur- och fritidsförvaltningen",
        ),
        (
            "vi vill hjälpa till med läxläsning, vem pratar vi med?",
            "samarbete-laxhjalp",
            "Samverkan, kommunstyrelsens förvaltning",
        ),
    ],
)
def test_a_question_gets_its_article_with_source_and_owner(
    running: Running, question: str, article: str, function: str
) -> None:
    [answer] = Visitor(running).says(question)

    assert answer["kind"] == "answer"
    assert answer["article"]["id"] == article
    assert answer["article"]["function"] == function
    assert answer["article"]["source"]


@pytest.mark.parametrize(
    "asked", ["jag vill prata med en människa", "kan någon ringa upp mig istället för en robot"]
)
def test_who_asks_for_a_person_gets_one(running: Running, asked: str) -> None:
    visitor = Visitor(running)
    receipt, _ = visitor.says(asked)

    assert receipt["kind"] == "receipt"
    assert visitor.state == "waiting"


def test_words_of_no_language_are_answered_in_that_of_the_conversation(running: Running) -> None:
    visitor = Visitor(running)
    visitor.says("Milloin aktiviteettitukea pitää hakea?")
    said, *_ = visitor.says("Huddingehallen 2026")
    assert said["language"] == "fi", said


def test_the_details_are_asked_for_in_the_language_that_is_written(running: Running) -> None:
    visitor = Visitor(running)
    receipt, ask = visitor.says("Haluan puhua ihmisen kanssa vuokra-avustuksesta")
    [number] = visitor.says("ohita")

    assert (receipt["kind"], receipt["function"]) == ("receipt", "Servicecenter")
    assert ask["text"] == text("fi", "bot-ask-association")
    assert number["text"] == text("fi", "bot-ask-organisation-number")


def test_an_answer_that_did_not_help_goes_to_its_owner(running: Running) -> None:
    visitor = Visitor(running)
    visitor.says("vad kostar det att hyra en gymnastiksal för vuxna?")
    receipt, _ = visitor.says("det stod inget om det")

    assert receipt["function"] == "Fritidsbokningen"


def test_the_details_are_gathered_after_the_handover(running: Running) -> None:
    visitor = Visitor(running)
    visitor.says("jag vill prata med en människa")
    [number] = visitor.says("Vargens IF")
    again, _ = visitor.says("802412-3451")
    [contact] = visitor.says("802412-3450")
    [thanks] = visitor.says("kassor@example.org")

    assert "organisationsnummer" in number["text"]
    assert "Det numret stämmer inte" in again["text"]
    assert "e-post" in contact["text"]
    assert thanks["text"].startswith("Tack")


def test_a_matter_outside_associations_is_passed_on_never_refused(running: Running) -> None:
    visitor = Visitor(running)
    [told] = visitor.says("när kommer plogbilen till vår gata?")
    receipt, *_ = visitor.says("Skicka frågan till en människa", choice="person")

    assert told["kind"] == "pass_on"
    assert told["contact"]["function"] == "Servicecenter"
    assert receipt["function"] == "Servicecenter"


def test_the_same_words_reach_the_committee_of_the_association(running: Running) -> None:
    asked = {
        "idrottsförening": "bidrag-kultur-fritid",
        "pensionärsförening": "bidrag-kultur-fritid",
        "funktionsrättsförening": "bidrag-funktionsratt",
        "kvinnojour": "bidrag-socialt",
    }
    answers = {
        kind: running.command("commands.ask", f"Vi är en {kind}. Vem handlägger vårt hyresbidrag?")
        for kind in asked
    }

    assert {kind: json.loads(line)["function"] for kind, line in answers.items()} == asked


@pytest.mark.parametrize("command", ["/restart", "/ask_person", "/choose{}", "  /stop"])
def test_a_visitor_cannot_give_rasa_commands(running: Running, command: str) -> None:
    visitor = Visitor(running)
    visitor.says("vad kostar det att hyra en gymnastiksal för vuxna?")
    visitor.says(command)
    trace = running.command("commands.ask", command)

    assert json.loads(trace)["confidence"] < 1.0


def test_two_thousand_words_and_no_words_at_all_are_answered(running: Running) -> None:
    for words in ("hall " * 700, "🏒🏒🏒", "ما هي تكلفة القاعة؟", "<script>alert(1)</script>"):
        assert Visitor(running).says(words)


@pytest.mark.usefixtures("passwords")
def test_nothing_was_overlooked(running: Running) -> None:
    """Last in the file: after all that was asked above. Someone works there, as after `up`."""
    assert running.command("commands.ledger", "check") == "förbisedda: 0\n"
