"""Checks what is written into the forms; whatever is not a detail goes along as it stands."""

import re
from typing import Any

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from stdnum.se import orgnr

from actions.handover import SKIPPED

LONGEST_NAME = 12  # words; more is not a name but something else the association wants to say
SKIP_WORDS = ("hoppa över", "vet inte", "skip", "ohita", "nej", "-")


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
        if tracker.get_intent_of_latest_message() == "stop":
            return [SlotSet("requested_slot", None)]
        return [
            SlotSet(name, _checked(name, str(value), dispatcher))
            for name, value in tracker.slots_to_validate().items()
        ]


def _checked(name: str, text: str, dispatcher: CollectingDispatcher) -> str | None:
    """The detail as it is kept, or None to ask again."""
    if text.strip().lower().rstrip(".!") in SKIP_WORDS:
        return SKIPPED
    check = CHECKS.get(name)
    try:
        return check(text.strip()) if check else text.strip()
    except NotUnderstood as error:
        dispatcher.utter_message(response=error.response)
        return None


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


CHECKS = {"organisation_number": organisation_number, "contact": contact}
