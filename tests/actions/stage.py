"""Plays Rasa: calls an action as Rasa does, and takes what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import log
from typing import Any

import numpy as np

from actions.question import Understanding
from actions.register import executor_with_actions
from conversations.content import SPOKEN, Spoken, Trace, Traced
from db.engine import Database
from knowledge.encoder.embeddings import Embeddings
from knowledge.judgement import Model
from knowledge.library import Library
from servicecenter.contact_paths import ContactPaths
from tests.cast import MONDAY

TOLD = {"language": "sv"}


@dataclass(frozen=True)
class Done:
    """What an action said, which of Rasa's own texts it named, and what it asked Rasa to do."""

    said: list[Spoken]
    trace: Trace | None
    responses: list[str]
    slots: dict[str, Any]
    followed_by: str | None


class Stage:
    """The actions with a real library behind them; `model` judges what it finds."""

    def __init__(self, db: Database, embeddings: Embeddings, paths: ContactPaths) -> None:
        self.today: date = MONDAY.date()
        self.db = db
        self.paths = paths
        self.library = Library(db, embeddings, lambda: self.today)
        self.model = Model.load()

    async def act(
        self,
        action: str,
        text: str = "",
        *,
        ranking: Mapping[str, float] | None = None,
        slots: Mapping[str, Any] | None = None,
        entities: Mapping[str, str] | None = None,
        sender: str = "c1",
        metadata: Mapping[str, Any] | None = TOLD,
    ) -> Done:
        """`metadata` is what came with the message; none, where Rasa was told of none."""
        tracker = _tracker(text, ranking or {}, slots or {}, entities or {}, sender)
        if metadata is not None:
            tracker["latest_message"]["metadata"] = metadata
        return await self._run(action, tracker)

    async def fill(
        self,
        slot: str,
        text: str,
        form: str = "handover_form",
        intent: str = "inform",
        **slots: str,
    ) -> Done:
        """A message while a form asks for a slot."""
        asked = {slot: text, "requested_slot": slot, **slots}
        tracker = _tracker(text, {intent: 0.9}, asked, {}, "c1")
        tracker["events"].append({"event": "slot", "name": slot, "value": text})
        tracker["active_loop"] = {"name": form}
        return await self._run(f"validate_{form}", tracker)

    async def _paths(self) -> ContactPaths:
        return self.paths

    async def _run(self, action: str, tracker: dict[str, Any]) -> Done:
        understanding = Understanding(self.db, self.library, self._paths, self.model)
        executor = executor_with_actions(understanding)
        result = await executor.run({"next_action": action, "tracker": tracker, "domain": {}})
        assert result is not None
        return _done(result.responses, result.events)


def certain(probability: float) -> Model:
    """Judges topics as Rasa understood them, and every answer as probable as is told."""
    topics = np.zeros((5, 10))
    topics[:, :5] = np.eye(5)
    return Model(topics, np.array([0.0] * 7 + [log(probability / (1 - probability))]), 0.0)


def _tracker(
    text: str,
    ranking: Mapping[str, float],
    slots: Mapping[str, Any],
    entities: Mapping[str, str],
    sender: str,
) -> dict[str, Any]:
    intents = [{"name": name, "confidence": sure} for name, sure in ranking.items()]
    return {
        "sender_id": sender,
        "slots": dict(slots),
        "latest_message": {
            "text": text,
            "intent": intents[0] if intents else {},
            "intent_ranking": intents,
            "entities": [{"entity": name, "value": value} for name, value in entities.items()],
        },
        "events": [{"event": "user", "text": text}],
        "paused": False,
        "followup_action": None,
        "active_loop": {},
        "latest_action_name": "action_listen",
    }


def _done(responses: list[dict[str, Any]], events: list[dict[str, Any]]) -> Done:
    spoken = [SPOKEN.validate_python(one["custom"]) for one in responses if one.get("custom")]
    return Done(
        [one for one in spoken if not isinstance(one, Traced)],
        next((one.trace for one in spoken if isinstance(one, Traced)), None),
        [one["response"] for one in responses if one.get("response")],
        {one["name"]: one["value"] for one in events if one["event"] == "slot"},
        next((one["name"] for one in events if one["event"] == "followup"), None),
    )
