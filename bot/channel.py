"""The way in for messages from the web process.

Rasa keeps nothing between two messages here: what a dialogue must remember comes with each
message and goes back with the reply, so that the web process can store it with the reply in
one transaction. A lost Rasa loses nothing, and any Rasa can take the next message.
"""

from __future__ import annotations

import base64
import gc
import hmac
import os
from collections.abc import Awaitable, Callable
from typing import Any

import numpy as np
from rasa.core.channels.channel import InputChannel, OutputChannel, UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.components.embeddings import remember
from bot.quick_actions import quicken_actions
from bot.quick_graph import quicken_graph


class Replies(OutputChannel):
    """Collects what the bot says, whole: Rasa's own collector cuts texts at blank lines."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        return "lotsen"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        kept = ("text", "custom")
        self.messages.append({key: message[key] for key in kept if message.get(key)})


class LotsenInput(InputChannel):
    @classmethod
    def name(cls) -> str:
        return "lotsen"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        quicken_actions()
        quicken_graph()
        token = os.environ.get("LOTSEN_INTERNAL_TOKEN", "")
        routes = Blueprint("lotsen")

        @routes.listener("after_server_start")
        async def freeze(*_: Any) -> None:
            """The model that is loaded now stays: to go through it time and again would hold up
            every reply."""
            gc.collect()
            gc.freeze()

        @routes.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            given = (request.token or "").encode(errors="surrogateescape")
            if not hmac.compare_digest(given, token.encode()):
                return json({"error": "not for you"}, 401)
            return json(await _answer(request.app.ctx.agent.processor, request.json))

        return routes


async def _answer(processor: MessageProcessor, asked: dict[str, Any]) -> dict[str, Any]:
    replies = Replies()
    message = UserMessage(
        asked["text"],
        replies,
        asked["sender"],
        input_channel=LotsenInput.name(),
        # Which Rasa hands on to the actions; a web process from before that tells none.
        metadata={"language": asked.get("language")},
    )
    if asked.get("vector"):
        vector = np.frombuffer(base64.b64decode(asked["vector"]), np.float32)
        remember(message.text, vector, asked.get("gist") or message.text)
    tracker = _resumed(asked["sender"], asked["dialogue"], processor.domain)
    # What MessageProcessor.handle_message does, but for fetching and saving a tracker.
    await processor._handle_message_with_tracker(message, tracker)
    tracker = await processor.run_action_extract_slots(replies, tracker)
    await processor._run_prediction_loop(replies, tracker)
    return {
        "messages": replies.messages,
        "dialogue": _state(tracker),
        "understood": _understood(tracker),
    }


def _resumed(sender: str, dialogue: dict[str, Any], domain: Domain) -> DialogueStateTracker:
    """A tracker that stands where the dialogue was left."""
    slots = dialogue.get("slots", {})
    known = {slot.name for slot in domain.slots}
    events: list[Event] = [ActionExecuted(ACTION_LISTEN_NAME)]
    events += [SlotSet(name, value) for name, value in slots.items() if name in known]
    loop = dialogue.get("loop")
    if loop in domain.form_names:
        events += [ActionExecuted(loop), ActiveLoop(loop), ActionExecuted(ACTION_LISTEN_NAME)]
    return DialogueStateTracker.from_events(sender, events, domain.slots, domain=domain)


def _state(tracker: DialogueStateTracker) -> dict[str, Any]:
    slots = tracker.current_slot_values()
    return {
        "slots": {name: value for name, value in slots.items() if value is not None},
        "loop": tracker.active_loop_name,
    }


def _understood(tracker: DialogueStateTracker) -> dict[str, Any]:
    latest = tracker.latest_message
    parsed = latest.parse_data if latest else {}
    return {
        "intent": parsed.get("intent", {}),
        "ranking": parsed.get("intent_ranking", []),
        "entities": [
            {"entity": found["entity"], "value": found["value"]}
            for found in parsed.get("entities", [])
        ],
    }
