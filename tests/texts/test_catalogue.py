"""The catalogues: every text in every language, and none that nobody says."""

import re
from pathlib import Path

import pytest
import yaml
from fluent.runtime import FluentResource
from fluent.syntax import ast

from actions.words import BUTTONS, button
from conversations.content import SPOKEN, Said
from texts.catalogue import (
    AROUND_MESSAGES,
    HERE,
    LANGUAGES,
    NoSuchText,
    around_messages,
    catalogue,
    for_scripts,
    text,
)

ROOT = Path(__file__).parent.parent.parent
SOURCES = [
    path
    for package in ("web", "actions", "conversations", "servicecenter", "commands", "bot/domain")
    for path in sorted((ROOT / package).rglob("*"))
    if path.suffix in (".py", ".js", ".html", ".txt", ".yml", ".typ", ".j2")
]
SAID = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
# Asked for by id: text("page-title"), text(language, "page-title", ...).
ASKED_FOR = re.compile(r"""\b(?:text|words)\(\s*(?:[\w.()]+,\s*)?["']([a-z]+(?:-[a-z]+)+)["']""")
OTHERS = [language for language in LANGUAGES if language != "sv"]


def test_every_language_has_a_file_and_every_file_a_language() -> None:
    assert {path.stem for path in HERE.glob("*.ftl")} == LANGUAGES.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_of_a_file_is_understood(language: str) -> None:
    resource = FluentResource((HERE / f"{language}.ftl").read_text(encoding="utf-8"))
    junk = [entry.content for entry in resource.body if isinstance(entry, ast.Junk)]
    ids = [entry.id.name for entry in resource.body if isinstance(entry, ast.Message)]
    assert junk == []
    assert sorted(set(ids)) == sorted(ids)


@pytest.mark.parametrize("language", OTHERS)
def test_no_text_is_missing_in_a_language(language: str) -> None:
    assert sorted(catalogue(language).placeables) == sorted(catalogue("sv").placeables)


@pytest.mark.parametrize("language", OTHERS)
def test_a_text_is_filled_in_with_the_same_in_every_language(language: str) -> None:
    assert catalogue(language).placeables == catalogue("sv").placeables


@pytest.mark.parametrize("language", LANGUAGES)
def test_scripts_are_given_every_text_of_theirs_as_plain_words(language: str) -> None:
    """Scripts fill in names and do nothing else: a choice of forms is for the server's texts."""
    resource = FluentResource((HERE / f"{language}.ftl").read_text(encoding="utf-8"))
    for entry in resource.body:
        if isinstance(entry, ast.Message) and entry.id.name in for_scripts(language):
            assert entry.value is not None
            assert not any(
                isinstance(part, ast.Placeable)
                and isinstance(part.expression, ast.SelectExpression)
                for part in entry.value.elements
            ), entry.id.name


def test_every_text_that_is_asked_for_is_there() -> None:
    asked_for = set(ASKED_FOR.findall(SAID))
    assert len(asked_for) > 40
    assert asked_for - catalogue("sv").placeables.keys() == set()


def test_no_text_is_there_that_nobody_says() -> None:
    unsaid = [
        id_ for id_ in catalogue("sv").placeables if not re.search(rf"""["'\s]{id_}["'\s]""", SAID)
    ]
    assert unsaid == []


def test_a_language_that_the_chat_does_not_have_is_answered_in_swedish() -> None:
    assert text("ar", "page-send") == text("sv", "page-send") == "Skicka"


def test_a_text_that_is_not_there_is_an_error_and_not_a_gap() -> None:
    with pytest.raises(NoSuchText):
        text("sv", "page-nothing")


def test_a_text_without_what_it_names_is_an_error_and_not_a_gap() -> None:
    with pytest.raises(NoSuchText):
        text("fi", "page-title")


def test_what_is_filled_in_stands_as_it_was_given() -> None:
    filled = text("en", "page-bot-of", municipality="{ $x } <b>")
    assert filled == "Bot at { $x } <b>"


def test_scripts_are_told_where_to_fill_in() -> None:
    assert for_scripts("fi")["chat-failed"] == "Lähetys ei onnistunut. {problem}"


def test_scripts_are_not_given_what_only_the_server_says() -> None:
    assert not [id_ for id_ in for_scripts("sv") if id_.startswith(("page-", "mail-", "system-"))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_another_language_a_page_carries_what_stands_around_messages(language: str) -> None:
    around = around_messages(language)
    assert around["answer-more"] == text(language, "answer-more")
    assert all(id_.startswith(AROUND_MESSAGES) for id_ in around)


def test_every_word_of_the_bot_s_own_is_in_the_catalogue() -> None:
    told = yaml.safe_load((ROOT / "bot/domain/replies.yml").read_text(encoding="utf-8"))
    said = [SPOKEN.validate_python(one["custom"]) for [one] in told["responses"].values()]
    assert said
    assert {one.id for one in said if isinstance(one, Said)} <= catalogue("sv").placeables.keys()
    assert all(isinstance(one, Said) for one in said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_button_of_the_bot_is_named_in_every_language(language: str) -> None:
    titles = [button(id_, language).title for id_ in BUTTONS]
    assert len(set(titles)) == len(BUTTONS)
