"""Finds questions that nothing answered and groups them; asks them again when their article has
been published. One process at a time."""

import asyncio
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

import numpy as np

from actions.question import Understanding
from actions.trial import outcome
from db.engine import Database
from knowledge import grouping
from knowledge.article import Article
from knowledge.encoder.embeddings import Embeddings
from knowledge.encoder.model import Vectors
from knowledge.versions import original
from outbox import lease
from outbox.worker import Worker
from servicecenter import gap_groups, unanswered
from servicecenter.gap_groups import Told
from servicecenter.unanswered import Key, Unanswered
from web.markdown import to_words

LEASE = "gaps"
LEASE_LENGTH = timedelta(seconds=120)
LOOKS_EVERY = 15.0  # seconds
AT_ONCE = 20  # conversations in one transaction
REST = 2  # times as long as one took


class GapLoop:
    """`page` is the chat's address, which letters lead to; `mail` sends them."""

    def __init__(
        self,
        db: Database,
        embeddings: Embeddings,
        understanding: Understanding,
        page: str,
        mail: Worker | None,
        clock: Callable[[], datetime],
    ) -> None:
        self._db, self._embeddings, self._clock = db, embeddings, clock
        self._understanding, self._page, self._mail = understanding, page, mail
        self._name = secrets.token_hex(8)
        self._woken = asyncio.Event()
        self._gathering = asyncio.Lock()

    def wake(self) -> None:
        """Something was published; without this it is found a little later."""
        self._woken.set()

    async def run(self) -> None:
        await lease.rounds(self._db, LEASE, self._name, self._round, LOOKS_EVERY, self._woken)

    async def _round(self) -> None:
        await self.gather()
        if await self._is_ours():
            await self.ask_again()

    async def _is_ours(self) -> bool:
        now = self._clock()
        return await self._db.write(lease.take, LEASE, self._name, LEASE_LENGTH, now)

    async def gather(self) -> None:
        """Whoever opens the page may call it too: again changes nothing."""
        async with self._gathering:
            if not await self._is_ours():
                return  # another process has just done it, or does it now
            await self._look_through()
            await self._encode()
            await self._group()

    async def _look_through(self) -> None:
        """A few at a time, between which the chat has its turn. What is said meanwhile waits for
        the next round."""
        time = asyncio.get_running_loop().time
        changed = await self._db.read(unanswered.changed)
        for at in range(0, len(changed), AT_ONCE):
            began = time()
            await self._db.write(unanswered.look_through, changed[at : at + AT_ONCE])
            await asyncio.sleep(REST * (time() - began))

    async def _encode(self) -> None:
        encoder = self._embeddings.encoder.name
        missing = await self._db.read(unanswered.without_vector, encoder)
        if missing:
            vectors = await self._embeddings.questions(list(missing.values()))
            kept = {key: row.tobytes() for key, row in zip(missing, vectors, strict=True)}
            await self._db.write(unanswered.keep_vectors, encoder, kept)

    async def _group(self) -> None:
        known = await self._db.read(unanswered.everything)
        alone = [one for one in known if one.group_id is None]
        if not alone:
            return
        meanings = await self._meanings(known)
        middles = middles_of(known, meanings)
        nearest = {one.key: grouping.nearest_group(meanings[one.key], middles) for one in alone}
        joined = {key: group for key, group in nearest.items() if group is not None}
        new = _new_groups([key for key, group in nearest.items() if group is None], meanings)
        await self._db.write(unanswered.put_in_groups, joined, new, self._clock())

    async def _meanings(self, known: list[Unanswered]) -> dict[Key, Vectors]:
        """Centred by what the articles' own questions have in common."""
        return meanings_of(known, await self.middle())

    async def middle(self) -> Vectors:
        library = self._understanding.library
        asked = [one for article in library.articles.values() for one in article.questions[:1]]
        if not asked:
            return np.zeros(self._embeddings.encoder.dimensions, np.float32)
        vectors = await self._embeddings.questions(asked)
        return np.asarray(vectors.mean(axis=0), np.float32)

    async def ask_again(self) -> None:
        for group_id, article_id in (await self._db.read(gap_groups.to_ask_again)).items():
            await self._ask_group(group_id, article_id)

    async def _ask_group(self, group_id: int, article_id: str) -> None:
        left = await self._db.read(gap_groups.left, group_id)
        answered = []
        for conversation_id, seq, question in left:
            found = await outcome(self._understanding, question, "sv")
            if found.good_for(article_id) == 2:
                answered.append((conversation_id, seq, question))
        article = self._understanding.library.article(article_id)
        if article is None:  # taken away again, or past its review date
            return
        await self._db.write(
            gap_groups.note_answers, group_id, answered, self._told(article), self._clock()
        )
        if self._mail:
            self._mail.wake()

    def _told(self, article: Article) -> Told:
        return Told(original(article), article.title, to_words(article.lead), self._page)


def meanings_of(known: list[Unanswered], middle: Vectors) -> dict[Key, Vectors]:
    read = {one.key: np.frombuffer(one.vector or b"", np.float32) for one in known}
    return {key: grouping.centred(vector, middle) for key, vector in read.items()}


def middles_of(known: list[Unanswered], meanings: dict[Key, Vectors]) -> dict[int, Vectors]:
    groups: dict[int, list[Vectors]] = {}
    for one in known:
        if one.group_id is not None:
            groups.setdefault(one.group_id, []).append(meanings[one.key])
    return {name: grouping.middle_of(np.stack(rows)) for name, rows in groups.items()}


def _new_groups(keys: list[Key], meanings: dict[Key, Vectors]) -> list[list[Key]]:
    if not keys:
        return []
    numbers = grouping.grouped(np.stack([meanings[key] for key in keys]))
    found: dict[int, list[Key]] = {}
    for key, number in zip(keys, numbers, strict=True):
        found.setdefault(number, []).append(key)
    return list(found.values())
