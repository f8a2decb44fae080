"""The one action of the stock project: it looks nothing up and replies a text."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

ANSWER = (
    "Föreningar söker bidraget i kommunens e-tjänst före den 1 mars varje år. "
    "Bidraget betalas ut när årsmötets handlingar har kommit in."
)


class ActionAnswer(Action):  # type: ignore[misc]  # rasa-sdk comes without types
    def name(self) -> str:
        return "action_answer"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        dispatcher.utter_message(text=ANSWER)
        return []
