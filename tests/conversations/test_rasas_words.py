"""What Rasa is given to read: a visitor's words are never a command, a button always is one."""

import base64
import unicodedata

import aiohttp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.words import BUTTONS as OFFERED
from conversations.content import Text
from conversations.rasa import Rasa, in_rasas_words, plain
from tests.conversations.fake_rasa import TOKEN, FakeRasa


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Vad kostar en hall?", "Vad kostar en hall?"),
        ("/restart", "restart"),
        ("  /restart", "restart"),
        ("//ask_person", "ask_person"),
        ("/ / /helpful", "helpful"),
        ("\u00a0/restart", "restart"),
        ("\x00/restart", "restart"),
        ("\u2028/\u3000/restart", "restart"),
        ("\u202e/restart", "restart"),
        ("\t\n/restart", "restart"),
        ('/choose{"article": "x"}', 'choose{"article": "x"}'),
        ("idrott och/eller kultur", "idrott och/eller kultur"),
        ("a\x00b\x1b[31mc", "ab[31mc"),
        ("10\u00a0000 kr", "10 000 kr"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("rad ett\nrad två", "rad ett rad två"),
        ("👍🎉", "👍🎉"),
        ("كيف أحجز قاعة؟", "كيف أحجز قاعة؟"),
        ("\u202eמשהו\u202c", "משהו"),
        ("x" * 10_000, "x" * 10_000),
        ("", "?"),
        ("///", "?"),
        ("\x00\x1b", "?"),
    ],
)
def test_words_are_read_as_words(written: str, read: str) -> None:
    assert plain(written) == read


@pytest.mark.parametrize("unseen", ["\u200f", "\u200b", "\ufeff", "\u2060", "\u00ad", "\x85", "\t"])
def test_a_slash_behind_what_no_one_sees_is_no_command(unseen: str) -> None:
    for read in (plain(f"{unseen}/restart"), plain(f"/{unseen}/restart")):
        assert not read.strip().startswith("/")


@given(st.text())
def test_no_text_at_all_becomes_a_command_or_nothing(written: str) -> None:
    read = plain(written)
    # Rasa strips what it is given before it looks for a slash.
    assert read.strip()
    assert not read.strip().startswith("/")
    assert not [c for c in read if unicodedata.category(c) == "Cc"]


@pytest.mark.parametrize(
    ("choice", "command"),
    [
        ("none", "/none_of_these"),
        ("person", "/ask_person"),
        ("propose", "/propose"),
        ("helpful", "/helpful"),
        ("not_helpful", "/not_helpful"),
        ("article:hyra-simhall", '/choose{"article": "hyra-simhall"}'),
    ],
)
def test_a_button_is_a_command_whatever_is_written_beside_it(choice: str, command: str) -> None:
    assert in_rasas_words(Text(text="/restart", choice=choice)) == command


def test_every_button_that_the_bot_shows_means_something() -> None:
    for choice in OFFERED:
        assert in_rasas_words(Text(text="Ja", choice=choice)).startswith("/")


@pytest.mark.parametrize("meaning", [np.arange(4, dtype=np.float32), None])
async def test_rasa_gets_the_words_the_memory_their_vector_and_the_language(
    rasa: FakeRasa, meaning: np.ndarray | None
) -> None:
    memory = {"slots": {"a": 1}}
    async with aiohttp.ClientSession() as http:
        await Rasa(http, [rasa.url], TOKEN, 5).answer("c1", "Hej", memory, meaning, "fi")

    [asked] = rasa.asked
    packed = asked.pop("vector")
    assert asked == {
        "sender": "c1",
        "text": "Hej",
        "gist": "Hej",
        "dialogue": memory,
        "language": "fi",
    }
    if meaning is None:
        assert packed is None
    else:
        assert np.array_equal(np.frombuffer(base64.b64decode(packed), np.float32), meaning)
