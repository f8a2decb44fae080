"""Checks what is written into the forms; whatever is not a detail goes along as it stands."""

import re
from typing import Any

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from stdnum.se import orgnr

from actions import messages
from actions.handover import SKIPPED
from conversations.content import Details

LONGEST_NAME = 8  # words; more is not a name but something else the association wants to say
SKIP_WORDS = ("hoppa över", "vet inte", "nej", "skip", "no", "ohita", "en tiedä", "ei", "-")


class NotUnderstood(Exception):
    """The text is not what the slot asks for; the response says what is."""

    def __init__(self, response: str) -> None:
        super().__init__(response)
        self.response = response


class ValidateForm(Action):
    """Runs after each message while the form named is open."""

    def __init__(self, form: str) -> None:
        self._form = form

    def name(self) -> str:
        return f"validate_{self._form}"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        given = {name: str(text).strip() for name, text in tracker.slots_to_validate().items()}
        skips = any(_skips(text) for text in given.values())
        if tracker.get_intent_of_latest_message() == "stop" and not skips:
            return [*(SlotSet(name, None) for name in given), SlotSet("requested_slot", None)]
        return [
            event
            for name, text in given.items()
            for event in _kept(name, text, dispatcher, tracker)
        ]


def _kept(
    name: str, text: str, dispatcher: CollectingDispatcher, tracker: Tracker
) -> list[EventType]:
    """The detail, which is with the enquiry at once. What is not understood is asked for again,
    once: it stands in the conversation in any case."""
    try:
        value = SKIPPED if _skips(text) else CHECKS.get(name, str)(text)
    except NotUnderstood as error:
        if tracker.get_slot("asked_again") == name:
            return [SlotSet(name, SKIPPED)]
        dispatcher.utter_message(response=error.response)
        return [SlotSet(name, None), SlotSet("asked_again", name)]
    if value != SKIPPED:
        messages.say(dispatcher, Details(details={name: value}))
    return [SlotSet(name, value)]


def _skips(text: str) -> bool:
    return text.lower().rstrip(".!") in SKIP_WORDS


def association(text: str) -> str:
    return SKIPPED if len(text.split()) > LONGEST_NAME or text.endswith("?") else text


def organisation_number(text: str) -> str:
    """As `802412-3450`; its last digit is checked."""
    for digits in re.findall(r"(?<!\d)(?:16)?(\d{6}[ –-]?\d{4})(?!\d)", text):
        compact = "".join(c for c in digits if c.isdigit())
        if orgnr.is_valid(compact):
            return f"{compact[:6]}-{compact[6:]}"
    if len(text.split()) > LONGEST_NAME:
        return SKIPPED
    raise NotUnderstood("utter_wrong_organisation_number")


def contact(text: str) -> str:
    """An e-mail address or a telephone number, somewhere in the text."""
    return _email(text) or _phone(text) or _not_contact(text)


def _email(text: str) -> str | None:
    for word in text.replace(",", " ").split():
        try:
            return validate_email(word.strip(".;:<>()"), check_deliverability=False).normalized
        except EmailNotValidError:
            continue
    return None


def _phone(text: str) -> str | None:
    for match in phonenumbers.PhoneNumberMatcher(text, "SE"):
        return phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)
    return None


def _not_contact(text: str) -> str:
    if len(text.split()) > LONGEST_NAME:
        return SKIPPED
    raise NotUnderstood("utter_wrong_contact")


CHECKS = {
    "association": association,
    "organisation_number": organisation_number,
    "contact": contact,
}
