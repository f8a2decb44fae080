"""Asks Rasa what to say, and believes only answers of the agreed shape."""

import asyncio
import base64
import itertools
import time
from dataclasses import dataclass
from typing import Any

import aiohttp
import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ValidationError

from conversations.content import SPOKEN, Details, Spoken, Text, Traced
from conversations.gist import gist
from conversations.words import visible

# What a button stands for, in Rasa's words. Visitors cannot write these: see `plain`.
BUTTONS = {
    "none": "/none_of_these",
    "person": "/ask_person",
    "propose": "/propose",
    "helpful": "/helpful",
    "not_helpful": "/not_helpful",
}
ARTICLE = "article:"


FAILED_FOR = 5.0  # seconds in which a Rasa that has failed comes after the others


class BotFailed(Exception):
    """The bot is down, too slow, or answered nonsense; a person must have the question."""


class _Understood(BaseModel):
    intent: dict[str, Any] = {}
    ranking: list[dict[str, Any]] = []
    entities: list[dict[str, Any]] = []


class _Dialogue(BaseModel):
    slots: dict[str, Any]
    loop: str | None


class _Reply(BaseModel):
    messages: list[dict[str, Any]]
    dialogue: _Dialogue
    understood: _Understood


@dataclass(frozen=True)
class BotTurn:
    """What the bot says, what it must remember, and what it understood."""

    spoken: list[Spoken]
    dialogue: dict[str, Any]
    intent: str | None
    confidence: float
    ranking: list[dict[str, Any]]
    entities: list[dict[str, Any]]


class Rasa:
    """One Rasa or several. They remember nothing, so any of them may take any turn, and a turn that
    fails at one may be asked of the next."""

    def __init__(
        self, session: aiohttp.ClientSession, urls: list[str], token: str, timeout: float
    ) -> None:
        self._session = session
        self._urls = [f"{url}/webhooks/lotsen/webhook" for url in urls]
        self._first = itertools.cycle(range(len(urls)))
        self._failed_at = dict.fromkeys(self._urls, float("-inf"))
        self._headers = {"Authorization": f"Bearer {token}"}
        self._timeout = timeout

    async def answer(
        self,
        conversation_id: str,
        words: str,
        dialogue: dict[str, Any],
        vector: npt.NDArray[np.float32] | None,
        language: str,
    ) -> BotTurn:
        """The bot's turn for words that are `in_rasas_words`; `vector` is that of their gist,
        `language` the conversation's. Raises BotFailed."""
        asked = {
            "sender": conversation_id,
            "text": words,
            "gist": gist(words),
            "dialogue": dialogue,
            "language": language,
            "vector": None if vector is None else base64.b64encode(vector.tobytes()).decode(),
        }
        try:
            async with asyncio.timeout(self._timeout):
                return await self._ask_in_turn(asked)
        except TimeoutError as error:
            raise BotFailed(type(error).__name__) from error

    async def _ask_in_turn(self, asked: dict[str, Any]) -> BotTurn:
        failed = BotFailed("no Rasa")
        for url in self._in_order():
            try:
                return await self._ask(url, asked)
            except (BotFailed, asyncio.CancelledError) as error:
                self._failed_at[url] = time.monotonic()
                if not isinstance(error, BotFailed):
                    raise  # the time is over
                failed = error
        raise failed

    def _in_order(self) -> list[str]:
        """Each is first in its turn; those that have just failed come last."""
        first, now = next(self._first), time.monotonic()
        urls = self._urls[first:] + self._urls[:first]
        return sorted(urls, key=lambda url: now - self._failed_at[url] < FAILED_FOR)

    async def _ask(self, url: str, asked: dict[str, Any]) -> BotTurn:
        try:
            async with self._session.post(url, json=asked, headers=self._headers) as response:
                response.raise_for_status()
                return _turn(await response.json())
        except (aiohttp.ClientError, ValueError) as error:
            raise BotFailed(type(error).__name__) from error


def in_rasas_words(said: Text) -> str:
    if said.choice is None:
        return plain(said.text)
    if said.choice.startswith(ARTICLE):
        return f'/choose{{"article": "{said.choice.removeprefix(ARTICLE)}"}}'
    return BUTTONS[said.choice]


def plain(text: str) -> str:
    """A visitor's text as Rasa may read it: a slash first would make it a command."""
    return " ".join(visible(text).split()).lstrip("/ ") or "?"


def _turn(answer: object) -> BotTurn:
    try:
        reply = _Reply.model_validate(answer)
        spoken = [_spoken(message) for message in reply.messages]
    except ValidationError as error:
        raise BotFailed("nonsense") from error
    if all(isinstance(said, Details | Traced) for said in spoken):
        raise BotFailed("silence")  # nothing that a visitor sees
    understood = reply.understood
    return BotTurn(
        spoken,
        reply.dialogue.model_dump(),
        understood.intent.get("name"),
        float(understood.intent.get("confidence") or 0.0),
        understood.ranking,
        understood.entities,
    )


def _spoken(message: dict[str, Any]) -> Spoken:
    return SPOKEN.validate_python(message.get("custom") or {"kind": "text", **message})
