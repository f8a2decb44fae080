"""The library finds what may be answered from now, and nothing else."""

import asyncio
import gc
import threading
from collections import Counter
from datetime import timedelta

import pytest

from db.engine import Database
from knowledge.encoder.model import Vectors
from knowledge.index import Index
from knowledge.library import Library
from knowledge.ranking import considered
from knowledge.search import Hit
from tests.knowledge.shelf import TODAY, Shelf

SAL = "hyra-gymnastiksal"
ASKED = "Vad kostar det att hyra en gymnastiksal?"
GRANT = {
    "id": "aktivitetsbidrag",
    "title": "När söker vi aktivitetsbidrag?",
    "topic": "grants",
    "function": "bidrag-kultur-fritid",
    "questions": ["Vilket datum ska aktivitetsbidraget sökas?"],
    "body": "Aktivitetsbidraget söks två gånger om året, i februari och i augusti.",
}


async def test_what_is_published_is_found_at_once(shelf: Shelf) -> None:
    await shelf.publish(**GRANT)
    assert await shelf.found(ASKED) == ["aktivitetsbidrag"]

    await shelf.publish()

    assert await shelf.found(ASKED) == [SAL, "aktivitetsbidrag"]
    assert await shelf.found("När ska vi söka aktivitetsbidrag?") == ["aktivitetsbidrag", SAL]


async def test_what_another_process_publishes_is_found_at_once(
    shelf: Shelf, database_url: str
) -> None:
    elsewhere = Database(database_url)
    library = Library(elsewhere, shelf.embeddings, lambda: TODAY)
    assert await library.find(ASKED) == []
    await shelf.publish()
    assert [hit.article_id for hit in await library.find(ASKED)] == [SAL]
    elsewhere.close()


class Looks:
    """The library's searches, counted by what is asked; those that `fail` do."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = Counter[str]()
        self.fail = False
        monkeypatch.setattr("knowledge.library.considered", self._look)

    def _look(self, index: Index, question: str, vector: Vectors) -> list[Hit]:
        self.count[question] += 1
        if self.fail:
            raise ValueError(question)
        return considered(index, question, vector)

    async def become(self, count: int) -> None:
        async with asyncio.timeout(20):
            while self.count.total() < count:  # noqa: ASYNC110 - a count tells no one
                await asyncio.sleep(0.01)


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> Looks:
    return Looks(monkeypatch)


async def _expect(shelf: Shelf, question: str) -> None:
    shelf.library.expect(question, await shelf.embeddings.question(question))


async def test_what_is_published_after_a_question_was_expected_is_found(shelf: Shelf) -> None:
    await shelf.publish(**GRANT)
    await _expect(shelf, ASKED)
    await shelf.publish()
    assert await shelf.found(ASKED) == [SAL, "aktivitetsbidrag"]


async def test_an_expected_question_is_looked_for_before_it_is_asked_and_not_again(
    shelf: Shelf, looks: Looks
) -> None:
    await shelf.publish()
    await shelf.library.catch_up()
    await _expect(shelf, ASKED)
    await looks.become(1)

    assert await shelf.found(ASKED) == [SAL]

    assert looks.count == {ASKED: 1}


async def test_of_several_hundred_expected_at_once_none_is_looked_for_twice(
    shelf: Shelf, looks: Looks
) -> None:
    await shelf.publish()
    await shelf.library.catch_up()
    asked = [f"Hur gör vi {number}?" for number in range(400)]
    for question in asked:
        await _expect(shelf, question)
    for question in asked:
        await shelf.found(question)
    assert looks.count == dict.fromkeys(asked, 1)
    assert shelf.library._expected == {}


async def test_what_is_expected_and_never_asked_is_let_go_the_oldest_first(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.library.KEPT", 10)
    await shelf.publish()
    await shelf.library.catch_up()
    for number in range(15):
        await _expect(shelf, f"Hur gör vi {number}?")
    assert list(shelf.library._expected) == [f"Hur gör vi {number}?" for number in range(5, 15)]


async def test_a_search_that_fails_is_told_to_who_asks_and_to_no_log(
    shelf: Shelf, looks: Looks, caplog: pytest.LogCaptureFixture
) -> None:
    looks.fail = True
    await _expect(shelf, ASKED)
    await _expect(shelf, "Ett personligt ärende")
    await looks.become(2)
    with pytest.raises(ValueError, match="gymnastiksal"):
        await shelf.found(ASKED)
    shelf.library._expected.clear()
    gc.collect()
    await asyncio.sleep(0)
    assert "personligt" not in caplog.text
    looks.fail = False
    assert await shelf.found(ASKED) == []


async def test_what_is_published_while_it_is_looked_for_is_found(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    await shelf.publish(**GRANT)
    begun, goes_on = threading.Event(), threading.Event()

    def held_up(index: Index, question: str, vector: Vectors) -> list[Hit]:
        begun.set()
        assert goes_on.wait(20)
        return considered(index, question, vector)

    monkeypatch.setattr("knowledge.library.considered", held_up)
    finding = asyncio.create_task(shelf.found(ASKED))
    await asyncio.to_thread(begun.wait, 20)
    await shelf.publish()
    await shelf.library.catch_up()
    goes_on.set()

    assert await finding == [SAL, "aktivitetsbidrag"]


async def test_what_is_taken_away_is_not_found(shelf: Shelf) -> None:
    await shelf.publish()
    await shelf.publish(**GRANT)
    assert await shelf.found(ASKED) == [SAL, "aktivitetsbidrag"]

    await shelf.take_away(SAL)

    assert await shelf.found(ASKED) == ["aktivitetsbidrag"]
    assert shelf.library.article(SAL) is None
    assert set(shelf.library.articles) == {"aktivitetsbidrag"}


async def test_an_empty_library_finds_nothing(shelf: Shelf) -> None:
    assert await shelf.found(ASKED) == []
    assert shelf.library.article(SAL) is None


async def test_an_article_past_its_review_date_is_found_but_not_fresh(shelf: Shelf) -> None:
    due = TODAY + timedelta(days=1)
    published = await shelf.publish(review_by=due)

    shelf.today = due
    await shelf.library.catch_up()
    assert shelf.library.fresh() == {published.id}
    shelf.today = due + timedelta(days=1)
    assert await shelf.found(ASKED) == [SAL]
    assert shelf.library.fresh() == frozenset()


async def test_an_article_past_its_review_date_is_not_shown_either(shelf: Shelf) -> None:
    published = await shelf.publish(review_by=TODAY)
    await shelf.library.catch_up()
    assert shelf.library.article(SAL) == published
    shelf.today = TODAY + timedelta(days=1)
    assert shelf.library.article(SAL) is None


async def test_an_article_for_other_kinds_of_association_stands_after_the_rest(
    shelf: Shelf,
) -> None:
    await shelf.publish(association_types=["pensioners", "disability"])
    await shelf.publish(**GRANT, association_types=["sport"])

    assert await shelf.found(ASKED) == [SAL, "aktivitetsbidrag"]
    assert await shelf.found(ASKED, "sport") == ["aktivitetsbidrag", SAL]
    assert await shelf.found(ASKED, "disability") == [SAL, "aktivitetsbidrag"]


async def test_an_article_for_all_does_not_stand_back_for_any_kind(shelf: Shelf) -> None:
    await shelf.publish(association_types=[])
    await shelf.publish(**GRANT, association_types=["sport"])
    assert await shelf.found(ASKED, "sport") == [SAL, "aktivitetsbidrag"]


async def test_of_an_article_and_its_translations_the_one_in_the_askers_words_is_found(
    shelf: Shelf,
) -> None:
    await shelf.publish()
    await shelf.publish(
        id=f"{SAL}-fi",
        translation_of=SAL,
        language="fi",
        title="Mitä voimistelusali maksaa?",
        questions=["Paljonko voimistelusalin vuokra on?"],
        body="Voimistelusali maksaa aikuisille 100 kruunua tunnilta.",
    )
    await shelf.publish(**GRANT)

    assert await shelf.found(ASKED) == [SAL, "aktivitetsbidrag"]
    finnish = await shelf.found("Paljonko voimistelusalin vuokra on?")
    assert finnish == [f"{SAL}-fi", "aktivitetsbidrag"]


async def test_a_question_finds_the_translation_in_its_language_by_the_originals_words(
    shelf: Shelf,
) -> None:
    # The place and the grant are the same words in both, so the Swedish text fits best.
    await shelf.publish(title="Vad kostar Tomtbergahallen i Huddinge?")
    await shelf.publish(
        id=f"{SAL}-en",
        translation_of=SAL,
        language="en",
        title="About the charges",
        questions=["Fees"],
        body="Adults pay one hundred kronor an hour.",
    )
    asked = "What is it about Tomtbergahallen i Huddinge?"
    assert [hit.article_id for hit in await shelf.library.find(asked, language="en")] == [
        f"{SAL}-en"
    ]
    assert [hit.article_id for hit in await shelf.library.find(asked, language="pl")] == [SAL]


async def test_a_translation_is_found_when_its_original_is_past_its_review_date(
    shelf: Shelf,
) -> None:
    await shelf.publish(review_by=TODAY - timedelta(days=1))
    await shelf.publish(id=f"{SAL}-en", translation_of=SAL, language="en")
    assert await shelf.found(ASKED) == [f"{SAL}-en"]


async def test_a_new_version_is_found_by_its_own_words_and_shown_in_them(shelf: Shelf) -> None:
    await shelf.publish()
    await shelf.publish(body="En gymnastiksal kostar 250 kronor i timmen för vuxna.")
    await shelf.found(ASKED)
    shown = shelf.library.article(SAL)
    assert shown is not None
    assert "250 kronor" in shown.body


async def test_a_draft_is_not_answered_from(shelf: Shelf) -> None:
    await shelf.publish(title="Vad kostar en sal?")
    await shelf.save(title="Vad kostar en hall?")
    await shelf.found(ASKED)
    assert shelf.library.articles[SAL].title == "Vad kostar en sal?"
