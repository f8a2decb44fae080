"""Finds a text in a language. The texts are written in Fluent, one file for each language."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast
from fluent.syntax.visitor import Visitor

HERE = Path(__file__).parent
DEFAULT = "sv"
EASY = "sv-x-lattlast"
# The languages of the chat, each by the name that its readers know it by.
LANGUAGES = {DEFAULT: "Svenska", EASY: "Lättläst", "fi": "Suomi", "en": "English"}
# What begins like this is said by the server alone, so the page's scripts need not carry it.
SAID_BY_SERVER = ("bot-", "error-", "mail-", "page-", "system-")
# What stands around a message is in the language of the message, whatever the page's is.
AROUND_MESSAGES = ("answer-", "contact-", "date-", "receipt-")


class NoSuchText(LookupError):
    """There is no text of this id, or it was not given all that it names."""


class Catalogue(NamedTuple):
    """The texts of a language, and the names in each that wait to be filled in."""

    bundle: FluentBundle
    placeables: dict[str, frozenset[str]]


def text(language: str, id_: str, /, **arguments: str | int) -> str:
    """The text of this id with its arguments filled in; Swedish where we do not have the language.
    Raises NoSuchText."""
    bundle = catalogue(known(language)).bundle
    if not bundle.has_message(id_):
        raise NoSuchText(id_)
    pattern = bundle.get_message(id_).value
    if pattern is None:
        raise NoSuchText(id_)
    words, errors = bundle.format_pattern(pattern, arguments)
    if errors:
        raise NoSuchText(id_) from errors[0]
    return str(words)


def known(language: str) -> str:
    """The language, if the chat has it; else Swedish."""
    return language if language in LANGUAGES else DEFAULT


def lang(language: str) -> str:
    """As `lang` of HTML and locales have it: easy Swedish is Swedish."""
    return language.partition("-x-")[0]


def for_scripts(language: str) -> dict[str, str]:
    """The texts that scripts show, with what is to be filled in as `{name}`."""
    return dict(_as_written(language))


def around_messages(language: str) -> dict[str, str]:
    return {id_: words for id_, words in _as_written(language) if id_.startswith(AROUND_MESSAGES)}


def _as_written(language: str) -> Iterator[tuple[str, str]]:
    for id_, names in catalogue(language).placeables.items():
        if not id_.startswith(SAID_BY_SERVER):
            yield id_, text(language, id_, **{name: f"{{{name}}}" for name in names})


@cache
def catalogue(language: str) -> Catalogue:
    resource = FluentResource((HERE / f"{language}.ftl").read_text(encoding="utf-8"))
    bundle = FluentBundle([lang(language)], use_isolating=False)
    bundle.add_resource(resource)
    messages = [entry for entry in resource.body if isinstance(entry, ast.Message)]
    return Catalogue(bundle, {message.id.name: _names(message) for message in messages})


class _Names(Visitor):
    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.found.add(node.id.name)


def _names(message: ast.Message) -> frozenset[str]:
    names = _Names()
    names.visit(message)
    return frozenset(names.found)
