"""What becomes of a question: an answer, a question back, a handover, or a way on."""

from datetime import date, timedelta
from typing import Any

import pytest

from conversations.content import Answer, Clarify, HandOver, PassOn
from conversations.receive import start
from knowledge.article import Article
from tests.actions.articles import ALL, AVBOKA, GRUNDBIDRAG, LAXHJALP, SAL
from tests.actions.stage import Done, Stage, certain
from tests.cast import MONDAY

ASKED = "Vad kostar det att hyra en gymnastiksal för vuxna?"
BOOKING = {"booking": 0.95, "grants": 0.05}
OUTSIDE = {"out_of_scope": 0.95, "booking": 0.05}


async def _asked(stage: Stage, probability: float, **more: Any) -> Done:
    stage.model = certain(probability)
    return await stage.act("action_answer", **{"text": ASKED, "ranking": BOOKING, **more})


def _decision(done: Done) -> str | None:
    assert done.trace is not None
    return done.trace.decision


async def test_an_answer_is_the_articles_own_words_with_source_date_and_owner(
    stage: Stage,
) -> None:
    [said] = (await _asked(stage, 0.9)).said
    assert isinstance(said, Answer)
    shown = said.article
    assert (shown.id, shown.title) == (SAL.id, SAL.title)
    assert shown.lead == "En gymnastiksal kostar 100 kronor i timmen för vuxna."
    assert shown.rest == "Barn betalar inget."
    assert (shown.source, shown.reviewed_on) == (SAL.source, date(2026, 11, 1))
    assert (shown.function, shown.language) == ("Fritidsbokningen", "sv")


@pytest.mark.parametrize(
    ("asked", "notice"),
    [
        (ASKED, None),
        ("What does it cost to rent a gymnastics hall for adults?", "not available in English"),
        ("Paljonko voimistelusalin vuokra on aikuisille?", "ei ole vielä suomeksi"),
    ],
)
async def test_who_asks_in_a_language_that_the_article_is_not_in_is_told_so_in_theirs(
    stage: Stage, asked: str, notice: str | None
) -> None:
    [said] = (await _asked(stage, 0.9, text=asked)).said
    assert isinstance(said, Answer)
    assert said.article.language == "sv"
    assert said.notice is None if notice is None else notice in (said.notice or "")
    assert said.language == {None: "sv", "not available in English": "en"}.get(notice, "fi")


@pytest.mark.parametrize(
    ("asked", "asked_in", "words"),
    [
        ("What does it cost to rent a gymnastics hall for adults?", "en", "I am not sure"),
        ("Paljonko voimistelusalin vuokra on aikuisille?", "fi", "En ole varma"),
        ("Ile kosztuje wynajęcie sali gimnastycznej?", "pl", "Jag är inte säker"),
    ],
)
async def test_a_question_back_is_in_the_language_of_the_question(
    stage: Stage, asked: str, asked_in: str, words: str
) -> None:
    [said] = (await _asked(stage, 0.3, text=asked)).said
    assert isinstance(said, Clarify)
    assert said.text.startswith(words)
    assert said.language == ("sv" if words.startswith("Jag") else asked_in)
    assert [choice.id for choice in said.choices][-1] == "none"


@pytest.mark.parametrize(("language", "words"), [("fi", "En ole varma"), ("xx", "Jag är inte")])
async def test_where_the_words_tell_no_language_it_is_that_of_the_conversation(
    stage: Stage, language: str, words: str
) -> None:
    told = {"language": language}
    [said] = (await _asked(stage, 0.3, text="OVK 2026", metadata=told)).said
    assert isinstance(said, Clarify)
    assert said.text.startswith(words)


@pytest.mark.parametrize("metadata", [None, {}, {"language": None}])
async def test_where_the_message_does_not_tell_it_the_conversation_does(
    stage: Stage, metadata: dict[str, Any] | None
) -> None:
    """As while a service is upgraded, and some of its processes are still the old ones."""
    chat = await stage.db.write(start, "Hei!", MONDAY, "fi")
    [said] = (await _asked(stage, 0.3, text="OVK 2026", metadata=metadata, sender=chat.id)).said
    assert isinstance(said, Clarify)
    assert said.text.startswith("En ole varma")


async def test_after_an_answer_it_is_asked_whether_it_helped(stage: Stage) -> None:
    [said] = (await _asked(stage, 0.9)).said
    assert isinstance(said, Answer)
    assert [choice.id for choice in said.choices] == ["helpful", "not_helpful"]


async def test_an_answer_on_cooperation_leads_on_to_a_proposal(stage: Stage) -> None:
    done = await _asked(
        stage, 0.9, text=LAXHJALP.questions[0], ranking={"cooperation": 0.9, "grants": 0.1}
    )
    [said] = done.said
    assert isinstance(said, Answer)
    assert said.article.id == LAXHJALP.id
    assert [choice.id for choice in said.choices] == ["helpful", "not_helpful", "propose"]


@pytest.mark.parametrize(("article", "confirmed"), [(SAL, False), (LAXHJALP, True)])
async def test_what_is_not_confirmed_is_told_so(
    stage: Stage, article: Article, confirmed: bool
) -> None:
    [said] = (await _asked(stage, 0.9, text=article.questions[0])).said
    assert isinstance(said, Answer)
    assert said.article.confirmed is confirmed


async def test_a_question_that_may_mean_several_things_is_asked_back(stage: Stage) -> None:
    done = await _asked(stage, 0.3)
    [said] = done.said
    assert isinstance(said, Clarify)
    assert said.choices[0].id == f"article:{SAL.id}"
    assert said.choices[0].title == SAL.title
    assert done.trace is not None
    second, third = (one["id"] for one in done.trace.articles[1:3])
    others = [choice.id for choice in said.choices[1:]]
    assert others == [f"article:{second}", f"article:{third}", "none"]
    assert done.followed_by == "action_listen"


async def test_the_same_alternatives_are_not_offered_twice(stage: Stage) -> None:
    first = await _asked(stage, 0.3)
    again = await _asked(stage, 0.3, slots=first.slots)
    assert [_decision(first), _decision(again)] == ["clarify", "hand_over"]


async def test_other_alternatives_are_offered_after_the_first(stage: Stage) -> None:
    first = await _asked(stage, 0.3)
    other = await _asked(stage, 0.3, text="Hur startar man en förening?", slots=first.slots)
    assert _decision(other) == "clarify"
    assert set(other.slots["offered"]) > set(first.slots["offered"])


async def test_however_often_one_asks_each_clarification_brings_something_new(
    stage: Stage,
) -> None:
    slots: dict[str, Any] = {"offered": []}
    decisions = []
    for article in ALL * 3:
        done = await _asked(stage, 0.3, text=article.questions[0], slots=slots)
        if _decision(done) == "clarify":
            assert set(done.slots["offered"]) > set(slots["offered"])
        slots |= done.slots
        decisions.append(_decision(done))
    # The last two rounds ask what has all been offered in the first.
    assert set(decisions[len(ALL) :]) == {"hand_over"}


async def test_a_question_without_an_answer_goes_to_the_function_that_owns_it(
    stage: Stage,
) -> None:
    done = await _asked(stage, 0.1)
    assert done.said == [HandOver(function="fritidsbokningen", topic="booking", reason="no_answer")]
    assert done.followed_by == "handover_form"


async def test_a_matter_outside_associations_is_passed_on_and_never_refused(stage: Stage) -> None:
    done = await _asked(stage, 0.1, ranking=OUTSIDE)
    [said] = done.said
    assert isinstance(said, PassOn)
    assert "Servicecenter" in said.text
    assert (said.contact.function, said.contact.committee) == ("Servicecenter", "Kommunstyrelsen")
    assert [choice.id for choice in said.choices] == ["person"]
    assert done.followed_by == "action_listen"


async def test_a_contact_that_is_not_confirmed_is_not_given_out(stage: Stage) -> None:
    [said] = (await _asked(stage, 0.1, ranking=OUTSIDE)).said
    assert isinstance(said, PassOn)
    contact = said.contact
    assert (contact.email, contact.phone, contact.visiting_address) == (None, None, None)


@pytest.mark.parametrize(
    ("probability", "inside", "outside"),
    [
        (0.9, "answer", "answer"),
        (0.61, "answer", "answer"),
        (0.59, "clarify", "pass_on"),
        (0.21, "clarify", "pass_on"),
        (0.19, "hand_over", "pass_on"),
        (0.01, "hand_over", "pass_on"),
    ],
)
async def test_the_decision_follows_from_how_probable_the_answer_is(
    stage: Stage, probability: float, inside: str, outside: str
) -> None:
    decided = [
        _decision(await _asked(stage, probability, ranking=ranking))
        for ranking in (BOOKING, OUTSIDE)
    ]
    assert decided == [inside, outside]


async def test_the_trace_tells_what_was_understood_and_found(stage: Stage) -> None:
    trace = (await _asked(stage, 0.9)).trace
    assert trace is not None
    assert (trace.topic, trace.decision, trace.function) == (
        "booking",
        "answer",
        "fritidsbokningen",
    )
    assert trace.probability == pytest.approx(0.9)
    assert trace.articles[0]["id"] == SAL.id
    scores = [float(one["score"]) for one in trace.articles]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == 5


async def test_what_was_asked_and_who_owns_it_is_remembered(stage: Stage) -> None:
    done = await _asked(stage, 0.9)
    assert done.slots == {
        "question": ASKED,
        "topic": "booking",
        "function": "fritidsbokningen",
        "offered": [],
    }


async def test_what_an_article_past_its_review_date_would_answer_goes_to_its_function(
    stage: Stage,
) -> None:
    stage.today = MONDAY.date() + timedelta(days=365)
    asked = {"text": GRUNDBIDRAG.questions[0], "ranking": {"grants": 0.95}}
    done = await _asked(stage, 0.9, **asked)
    assert done.said == [
        HandOver(function="bidrag-funktionsratt", topic="grants", reason="no_answer")
    ]


async def test_what_the_text_leaves_open_goes_to_the_function_of_the_article(stage: Stage) -> None:
    left_open = await _asked(stage, 0.9, text=AVBOKA.open_questions[0])
    answered = await _asked(stage, 0.9, text=AVBOKA.questions[0])
    assert left_open.said == [
        HandOver(function="fritidsbokningen", topic="booking", reason="no_answer")
    ]
    [said] = answered.said
    assert isinstance(said, Answer)
    assert said.article.id == AVBOKA.id


async def test_an_article_past_its_review_date_is_not_offered_either(stage: Stage) -> None:
    asked = AVBOKA.questions[0]
    before = await _asked(stage, 0.3, text=asked)
    stage.today = AVBOKA.review_by + timedelta(days=1)
    after = await _asked(stage, 0.3, text=asked)
    assert before.slots["offered"][0] == AVBOKA.id
    assert len(after.slots["offered"]) == 3
    assert AVBOKA.id not in after.slots["offered"]


async def test_where_every_article_is_past_its_review_date_none_is_offered(stage: Stage) -> None:
    stage.today = MONDAY.date() + timedelta(days=365)
    assert _decision(await _asked(stage, 0.3)) == "hand_over"


@pytest.mark.parametrize("text", ["", "🏀🏀🏀", "<script>alert(1)</script>", "שלום", "å" * 10_000])
async def test_whatever_is_written_is_decided_on(stage: Stage, text: str) -> None:
    done = await stage.act("action_answer", text, ranking={"out_of_scope": 0.5, "grants": 0.4})
    assert _decision(done) in ("answer", "clarify", "hand_over", "pass_on")
    assert len(done.said) == 1


@pytest.mark.parametrize(
    ("article", "intent"), list(zip(ALL, ["booking"] * 2 + ["grants"] * 2, strict=False))
)
async def test_as_shipped_the_decision_is_to_answer_what_an_article_is_written_for(
    stage: Stage, article: Article, intent: str
) -> None:
    done = await stage.act("action_answer", article.questions[0], ranking={intent: 0.95})
    [said] = done.said
    assert isinstance(said, Answer)
    assert said.article.id == article.id


async def test_as_shipped_the_weather_is_passed_on(stage: Stage) -> None:
    done = await stage.act(
        "action_answer", "Hur blir vädret i morgon?", ranking={"out_of_scope": 0.9, "grants": 0.1}
    )
    assert _decision(done) == "pass_on"
