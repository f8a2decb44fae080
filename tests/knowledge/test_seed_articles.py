"""The articles that come with Lotsen: enough of them, each whole, owned and honest."""

import re
from collections import Counter
from pathlib import Path

import pytest

from knowledge.article import Article, read_folder
from servicecenter import contact_paths

SEED = Path("knowledge/seed")
ARTICLES = read_folder(SEED)
BY_ID = {article.id: article for article in ARTICLES}
SWEDISH = [article for article in ARTICLES if article.language == "sv"]
TRANSLATIONS = [article for article in ARTICLES if article.language != "sv"]
FUNCTIONS = contact_paths.read_seed().functions

# Swedish numbers begin with 0 or +46; "000" within an amount does not begin one.
TELEPHONE = re.compile(r"(?:\+46|(?<!\d)(?<!\d[ \u00a0])0)[\d ()\u2013-]{6,}\d")
AMOUNT_OR_DAY = re.compile(
    r"\d kronor|\d kr\b|\d procent|\d (?:januari|februari|maj|juni|augusti|september|december)\b"
)


def _texts(article: Article) -> str:
    return "\n".join([article.title, *article.questions, article.body, *article.to_verify])


def _original(article: Article) -> Article:
    assert article.translation_of is not None
    return BY_ID[article.translation_of]


def test_there_are_at_least_seventy_in_swedish_and_some_on_every_topic() -> None:
    assert len(SWEDISH) >= 70
    topics = Counter(article.topic for article in SWEDISH)
    assert set(topics) == {"grants", "booking", "cooperation", "other_association"}
    assert min(topics.values()) >= 10


def test_each_stands_in_the_file_of_its_name() -> None:
    assert {article.id for article in ARTICLES} == {path.stem for path in SEED.glob("*.md")}
    assert len(BY_ID) == len(ARTICLES)


def test_each_is_asked_for_in_five_ways_that_differ() -> None:
    for article in ARTICLES:
        asked = {" ".join(question.lower().split()) for question in article.questions}
        assert len(asked) == len(article.questions) >= 5, article.id


def test_no_question_leads_to_two_articles() -> None:
    asked = Counter(q.lower().strip(" ?.") for a in ARTICLES for q in a.questions)
    assert [question for question, count in asked.items() if count > 1] == []


def test_the_source_of_each_is_a_page_a_law_or_common_knowledge_that_is_called_so() -> None:
    known = re.compile(
        r"https?://[\w.-]+\.\w+(/\S*)?|Allmän kunskap om .+|Lagen \(\d{4}:\d+\) om .+"
    )
    assert [a.id for a in ARTICLES if not known.fullmatch(a.source)] == []


def test_each_is_to_be_reviewed_after_it_was_verified() -> None:
    assert [a.id for a in ARTICLES if a.review_by <= a.verified_on] == []


def test_each_has_an_owner_that_exists() -> None:
    assert [(a.id, a.function) for a in ARTICLES if a.function not in FUNCTIONS] == []


def test_every_function_owns_an_article() -> None:
    assert set(FUNCTIONS) - {a.function for a in SWEDISH} == set()


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("ring 08-535 300 00", True),
        ("+46 8 535 300 00", True),
        ("0701234567", True),
        ("1 000–50 000 kronor", False),
        ("802412-3450", False),
        ("klockan 09.00–16.00", False),
    ],
)
def test_a_telephone_number_is_known_when_seen(text: str, is_one: bool) -> None:
    assert bool(TELEPHONE.search(text)) is is_one


def test_none_gives_a_telephone_number_since_none_is_confirmed() -> None:
    assert [(a.id, TELEPHONE.findall(_texts(a))) for a in ARTICLES if _has_number(a)] == []


def _has_number(article: Article) -> bool:
    return TELEPHONE.search(_texts(article)) is not None


def test_an_address_of_the_municipality_is_marked_as_not_confirmed() -> None:
    for article in ARTICLES:
        given = re.findall(r"[\w.]+@huddinge\.se", f"{article.title}\n{article.body}")
        marked = "\n".join(article.to_verify)
        assert [address for address in given if address not in marked] == [], article.id


def test_amounts_and_days_of_grants_and_prices_are_marked_as_not_confirmed() -> None:
    stated = [a for a in SWEDISH if a.topic in ("grants", "booking") and _states_one(a)]
    assert len(stated) > 20
    assert [article.id for article in stated if not article.to_verify] == []


def _states_one(article: Article) -> bool:
    return AMOUNT_OR_DAY.search(article.body) is not None


@pytest.mark.parametrize("language", ["fi", "en"])
def test_fifteen_are_translated(language: str) -> None:
    originals = {a.translation_of for a in TRANSLATIONS if a.language == language}
    assert len(originals) >= 15


def test_a_translation_is_of_a_swedish_article_and_named_after_it() -> None:
    for article in TRANSLATIONS:
        assert article.translation_of in BY_ID, article.id
        original = _original(article)
        assert (original.language, original.translation_of) == ("sv", None), article.id
        assert article.id == f"{original.id}-{article.language}"


def test_no_swedish_article_is_said_to_be_a_translation() -> None:
    assert [article.id for article in SWEDISH if article.translation_of] == []


def test_a_translation_is_owned_reviewed_and_doubted_as_its_original() -> None:
    shared = ("topic", "function", "association_types", "verified_on", "review_by", "to_verify")
    for article in TRANSLATIONS:
        for field in shared:
            assert getattr(article, field) == getattr(_original(article), field), (
                article.id,
                field,
            )


def test_a_translation_says_the_same_numbers_as_its_original() -> None:
    for article in TRANSLATIONS:
        assert _numbers(article) == _numbers(_original(article)), article.id


def _numbers(article: Article) -> Counter[str]:
    """Amounts, days and limits; thousands are set apart by a space, a comma or nothing."""
    joined = re.sub(r"(?<=\d)[ ,\u00a0](?=\d{3}\b)", "", article.body)
    return Counter(re.findall(r"\d{2,}", joined))
