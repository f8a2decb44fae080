"""What speeds Rasa up accepts and refuses what Rasa itself does."""

import json
import os
import subprocess

import pytest

from tests.running import QUIET, ROOT, trained_model

SLOT = {"event": "slot", "name": "topic", "value": "grants", "timestamp": None}
FOLLOWUP = {"event": "followup", "name": "handover_form"}
GOOD = [
    {},
    {"events": [], "responses": []},
    {"events": [SLOT, FOLLOWUP], "responses": [{"custom": {"kind": "answer"}}]},
    {"events": [{**SLOT, "value": [{"deep": 1}], "timestamp": 1.5}]},
    {"events": [{"event": "reset_slots"}, {"event": "active_loop", "name": None}]},
    {"events": [{"event": "entities", "entities": [{"entity": "grant", "value": 1}]}]},
]
BAD = [
    [],
    {"events": {}},
    {"events": [{}]},
    {"events": [{"event": None}]},
    {"events": [{"event": "no_such_event"}]},
    {"events": [{"event": ["slot"], "name": "a", "value": 1}]},
    {"events": [{"event": "slot", "name": "topic"}]},
    {"events": [SLOT, {**SLOT, "name": 3}]},
    {"events": [{**SLOT, "timestamp": "now"}]},
    {"events": [{"event": "entities", "entities": [{"entity": "grant"}]}]},
    {"responses": {}},
]


@pytest.mark.slow
@pytest.mark.rasa
def test_an_answer_is_accepted_or_refused_as_rasa_itself_does() -> None:
    told = _in_rasas_python("answers_of_actions", json.dumps(GOOD + BAD))
    expected = [[True, True]] * len(GOOD) + [[False, False]] * len(BAD)
    assert json.loads(told) == expected


@pytest.mark.slow
@pytest.mark.rasa
def test_an_intent_is_as_likely_as_the_fitted_classifier_says() -> None:
    assert float(_in_rasas_python("probabilities", "")) < 1e-12


def _in_rasas_python(script: str, given: str) -> str:
    _, python = trained_model()
    told = subprocess.run(
        [python, "-m", f"tests.stories.{script}"],
        cwd=ROOT,
        env={**os.environ, **QUIET},
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr[-2000:]
    return told.stdout
