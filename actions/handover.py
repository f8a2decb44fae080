"""Gives the question to a person: because one is asked for, or because the answer did not help."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import messages
from actions.question import Question, Understanding, intents_of
from conversations.content import Details
from knowledge.judgement import share_of
from servicecenter import enquiries
from servicecenter.contact_paths import DUTY, Function

REASONS = {
    "ask_person": "asked_for_person",
    "not_helpful": "not_helped",
    "none_of_these": "none_fitted",
    "enquiry_status": "asked_for_status",
}
GATHERED = ("association", "organisation_number", "contact", "idea", "for_whom", "municipal_part")
SKIPPED = "-"
CLEAR = 0.6  # from here on it is; docs/bot.md says how often that is right


class ActionHandOver(Action):
    def __init__(self, understanding: Understanding) -> None:
        self._understanding = understanding

    def name(self) -> str:
        return "action_hand_over"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        question = await self._understanding.of(tracker)
        intent = tracker.get_intent_of_latest_message() or ""
        topic, owner = _whose(question, tracker)
        reason = REASONS.get(intent, "bot_unsure")
        messages.say(dispatcher, messages.hand_over(owner, topic, reason))
        messages.trace(
            dispatcher,
            topic=topic,
            decision="hand_over",
            function=owner.id,
            articles=messages.found(question.hits, question.articles),
        )
        return [
            SlotSet("topic", topic),
            SlotSet("function", owner.id),
            FollowupAction("handover_form"),
        ]


def _whose(question: Question, tracker: Tracker) -> tuple[str, Function]:
    """The function of what was talked about; else of what the message itself is about."""
    earlier = question.paths.functions.get(tracker.get_slot("function") or "")
    if earlier is not None:
        return tracker.get_slot("topic") or "out_of_scope", earlier
    topic = question.judgement.topic
    if topic == "out_of_scope" or _only_asks_for_a_person(question, tracker):
        return "out_of_scope", question.paths.functions[DUTY]
    return topic, question.owner


def _only_asks_for_a_person(question: Question, tracker: Tracker) -> bool:
    """Such words are like those of any article: what else they are about must be clear to Rasa and
    to the search."""
    if tracker.get_intent_of_latest_message() != "ask_person":
        return False
    if question.association_type or question.matter:
        return False
    judged = question.judgement
    share = share_of(judged.topic, intents_of(tracker.latest_message))
    return min(share, judged.topic_probability) < CLEAR


class ActionPropose(Action):
    """Takes in an idea: it has an owner at once, and is described after that."""

    def __init__(self, understanding: Understanding) -> None:
        self._understanding = understanding

    def name(self) -> str:
        return "action_propose"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        paths = await self._understanding.paths()
        owner = paths.route("cooperation", tracker.get_slot("association_type"))
        messages.say(dispatcher, messages.hand_over(owner, "cooperation", "idea"))
        messages.trace(dispatcher, topic="cooperation", decision="hand_over", function=owner.id)
        return [FollowupAction("cooperation_form")]


class ActionKeepDetails(Action):
    """Puts what a form has gathered with the enquiry."""

    def name(self) -> str:
        return "action_keep_details"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        given = {name: tracker.get_slot(name) for name in GATHERED}
        details = {name: value for name, value in given.items() if value not in (None, SKIPPED)}
        messages.say(dispatcher, Details(details=details))
        dispatcher.utter_message(response="utter_details_kept" if details else "utter_noted")
        return []


class ActionEnquiryStatus(Action):
    """Tells how this conversation's own enquiry goes; any other is a person's to look up."""

    def __init__(self, understanding: Understanding) -> None:
        self._understanding = understanding

    def name(self) -> str:
        return "action_enquiry_status"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        status = await self._understanding.db.read(enquiries.status_in_words, tracker.sender_id)
        if status is None:
            return [FollowupAction("action_hand_over")]
        dispatcher.utter_message(json_message={"kind": "text", "text": status})
        return []
