"""Asks the running service, on a visitor's path, and prints one JSON line for each question.

./lotsen ask "vad kostar gympasalen?"
./lotsen ask --jsonl questions.jsonl
"""

import argparse
import asyncio
import json
import sys
import time
import uuid
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import sqlalchemy as sa
from sqlalchemy import Connection

from commands.database import settings_or_exit
from conversations import messages
from db.engine import Database, open_database
from db.schema import message
from knowledge.passages import plain
from web.settings import Settings

LOOK_EVERY = 0.003  # seconds
GIVE_UP = 60.0
# What is said of small talk, which no action decides on.
SMALL_TALK = {"topic": "out_of_scope", "decision": "clarify", "function": "servicecenter"}


class NotRunning(Exception):
    """The service does not answer where the settings say it is."""


class Asker:
    """Each question is a new conversation; what the bot made of it is read in the database."""

    def __init__(self, settings: Settings, http: aiohttp.ClientSession, db: Database) -> None:
        self._url = f"http://{settings.host}:{settings.port}/api/conversations"
        self._http = http
        self._db = db

    async def ask(self, question: str, id: str | None = None) -> dict[str, Any]:  # noqa: A002
        begun = await self._post(self._url, {})
        headers = {"Authorization": f"Bearer {begun['secret']}"}
        said = {"id": str(uuid.uuid4()), "text": question}
        started = time.perf_counter()
        stored = await self._post(f"{self._url}/{begun['id']}/messages", said, headers)
        trace, text = await self._reply(begun["id"], stored["seq"])
        spent = (time.perf_counter() - started) * 1000
        return _line(id or begun["id"], question, trace, text, spent)

    async def _post(
        self, url: str, body: dict[str, Any], headers: dict[str, str] | None = None
    ) -> dict[str, Any]:
        """Waits when it is told that it asks too often."""
        while True:
            async with self._http.post(url, json=body, headers=headers) as response:
                if response.status == 429:
                    await asyncio.sleep(1)
                    continue
                answer: dict[str, Any] = await response.json()
            if response.status >= 400:
                raise NotRunning(f"{url} answered {response.status}: {answer}")
            return answer

    async def _reply(self, conversation_id: str, seq: int) -> tuple[dict[str, Any], str]:
        until = time.monotonic() + GIVE_UP
        while time.monotonic() < until:
            found = await self._db.read(_reply_to, conversation_id, seq)
            if found is not None:
                return found
            await asyncio.sleep(LOOK_EVERY)
        raise NotRunning(f"no reply within {GIVE_UP:.0f} seconds")


def _reply_to(db: Connection, conversation_id: str, seq: int) -> tuple[dict[str, Any], str] | None:
    query = sa.select(message.c.trace).where(
        message.c.conversation_id == conversation_id,
        message.c.seq == seq,
        message.c.turn == "done",
    )
    trace = db.scalar(query)
    if trace is None:
        return None
    said = [one.content for one in messages.after(db, conversation_id, seq)]
    texts = [c.article.lead if c.kind == "answer" else c.text for c in said if c.kind != "file"]
    return trace, plain(" ".join(texts))


def _line(
    id: str,  # noqa: A002
    question: str,
    trace: dict[str, Any],
    text: str,
    ms: float,
) -> dict[str, Any]:
    known = {key: value for key, value in trace.items() if value is not None}
    return {
        "id": id,
        "question": question,
        "topic": known.get("topic", SMALL_TALK["topic"]),
        "intent": known.get("intent"),
        "confidence": round(known.get("confidence", 0.0), 4),
        "decision": known.get("decision", SMALL_TALK["decision"]),
        "function": known.get("function", SMALL_TALK["function"]),
        "articles": known.get("articles", []),
        "probability": known.get("probability"),
        "text": text,
        "ms": round(ms, 1),
    }


@asynccontextmanager
async def asker(settings: Settings) -> AsyncIterator[Asker]:
    async with aiohttp.ClientSession() as http, open_database(settings.database) as db:
        yield Asker(settings, http, db)


def read_questions(lines: Iterable[str]) -> list[tuple[str, str]]:
    rows = [json.loads(line) for line in lines if line.strip()]
    return [(row["id"], row["question"]) for row in rows]


async def _ask_all(settings: Settings, questions: list[tuple[str | None, str]]) -> None:
    async with asker(settings) as one:
        for name, question in questions:
            line = await one.ask(question, name)
            sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
            sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(prog="./lotsen ask", description=__doc__)
    parser.add_argument("question", nargs="?")
    parser.add_argument("--jsonl", type=Path, metavar="FILE", help="lines with id and question")
    given = parser.parse_args()
    if (given.question is None) == (given.jsonl is None):
        parser.error("give a question, or --jsonl FILE")
    settings = settings_or_exit()
    questions: list[tuple[str | None, str]] = [(None, given.question)]
    if given.jsonl:
        questions = [*read_questions(given.jsonl.read_text(encoding="utf-8").splitlines())]
    try:
        asyncio.run(_ask_all(settings, questions))
    except (aiohttp.ClientConnectionError, NotRunning) as error:
        sys.stderr.write(f"{error}\nIs it running? ./lotsen up starts it.\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
