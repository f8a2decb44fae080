"""Takes repeated work out of Rasa's calls to actions.

Rasa 3.6 checks each answer of the action endpoint against a JSON schema that it builds anew
every time, which is most of the time it spends on a message with a custom action; it tries each
event of the answer against the schemas of all kinds of event; and it opens a new connection for
each call.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import cache
from typing import Any

import aiohttp
from jsonschema import Draft7Validator, ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event
from rasa.utils.endpoints import ClientResponseError, EndpointConfig


def quicken_actions() -> None:
    """The schema is compiled once; what is accepted and what is refused stays the same."""
    check = compiled(RemoteAction.action_response_format_spec())

    def validate(self: RemoteAction, result: dict[str, Any]) -> bool:
        check(result)
        return True

    RemoteAction._validate_action_result = validate
    # It would go through all kinds of event, for each event.
    Event.resolve_by_type = staticmethod(cache(Event.resolve_by_type))
    _keep_connection()


def compiled(schema: dict[str, Any]) -> Callable[[dict[str, Any]], None]:
    """Checks an answer and, of the schemas of events, the one that the event's name calls for."""
    schema = copy.deepcopy(schema)  # it is Rasa's own
    kinds = schema["properties"]["events"]["items"].pop("oneOf")
    of_event = {kind["properties"]["event"]["const"]: Draft7Validator(kind) for kind in kinds}
    whole = Draft7Validator(schema)

    def check(answer: dict[str, Any]) -> None:
        whole.validate(answer)
        for event in answer.get("events", []):
            if event["event"] not in of_event:
                raise ValidationError(f"{event['event']!r} is no event")
            of_event[event["event"]].validate(event)

    return check


def _keep_connection() -> None:
    """All calls of an endpoint go through one session, opened at the first."""
    sessions: dict[str, aiohttp.ClientSession] = {}

    async def request(
        endpoint: EndpointConfig,
        method: str = "post",
        *,
        json: Any,
        **_: Any,
    ) -> Any:
        if endpoint.url not in sessions:
            sessions[endpoint.url] = aiohttp.ClientSession(headers=endpoint.headers)
        async with sessions[endpoint.url].request(method, endpoint.url, json=json) as answer:
            if answer.status >= 400:
                raise ClientResponseError(answer.status, answer.reason, await answer.read())
            return await answer.json()

    EndpointConfig.request = request
