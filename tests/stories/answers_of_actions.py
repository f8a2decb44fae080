"""For Rasa's Python: which answers of an action the quick check and Rasa's own accept."""

import json
import sys
from collections.abc import Callable
from typing import Any

from jsonschema import ValidationError, validate
from rasa.core.actions.action import RemoteAction

from bot.quick_actions import compiled

SCHEMA = RemoteAction.action_response_format_spec()
QUICK = compiled(SCHEMA)


def _accepts(check: Callable[[Any], None], answer: object) -> bool:
    try:
        check(answer)
    except ValidationError:
        return False
    return True


def _both(answer: object) -> list[bool]:
    return [
        _accepts(QUICK, answer),
        _accepts(lambda given: validate(given, RemoteAction.action_response_format_spec()), answer),
    ]


json.dump([_both(answer) for answer in json.load(sys.stdin)], sys.stdout)
