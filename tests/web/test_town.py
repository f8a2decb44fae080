"""The town that puts load on a service: it does what people do, reports it, and stays at home."""

import asyncio
import json
from pathlib import Path

import pytest

from benchmarks import town
from benchmarks.town import NotOurs, Plan, report, visit
from tests.cast import PASSWORD
from tests.conversations.fake_rasa import hands_over
from tests.web.conftest import Opening

STEPS = {
    "answer it",
    "close it",
    "from the question to the answer",
    "open the chat",
    "take a question",
    "the queue",
}


@pytest.mark.slow
async def test_associations_ask_agents_answer_and_both_reports_tell_how_long_it_took(
    opening: Opening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(town, "THINKS", 0.1)
    monkeypatch.setattr(town, "AGENTS_LOOK", 0.2)
    async with opening() as site:
        site.rasa.does = hands_over()
        url = str(site.public.make_url("/"))
        plan = Plan(url, 3, 9, [{"login": "bo", "password": PASSWORD}])
        steps, failed = await asyncio.to_thread(visit, plan)

    assert failed == {}
    assert {step.name for step in steps} == STEPS
    assert all(0 < step.median <= step.p95 <= step.p99 <= step.slowest for step in steps)
    report(plan, steps, {"open the chat: 503": 2}, tmp_path)
    told = json.loads((tmp_path / "town.json").read_text())
    assert {step["name"] for step in told["steps"]} == STEPS
    page = (tmp_path / "town.html").read_text()
    assert all(f'<th scope="row">{name}</th>' in page for name in STEPS)
    assert "open the chat: 503: 2 times" in page


@pytest.mark.parametrize("url", ["http://192.0.2.1:8080", "https://www.example.se"])
def test_no_one_elses_service_is_visited(url: str) -> None:
    with pytest.raises((NotOurs, ValueError)):
        visit(Plan(url, 1, 1, []))
