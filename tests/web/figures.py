"""The figures of a site as Prometheus would have them."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import yaml
from prometheus_client.parser import text_string_to_metric_families

from tests.running import ROOT
from tests.web.site import Site

FOLDER = ROOT / "deploy" / "prometheus"
RULES = FOLDER / "alerts.yml"
SCRAPED = 'instance="web:8081",job="lotsen"'
Series = dict[str, float]


async def told(site: Site) -> str:
    response = await site.internal.get("/metrics")
    assert response.status == 200
    return await response.text()


async def scraped(site: Site) -> Series:
    """Each series with its value, and that it was there to be scraped."""
    families = text_string_to_metric_families(await told(site))
    samples = [sample for family in families for sample in family.samples]
    series = {_named(sample.name, sample.labels): float(sample.value) for sample in samples}
    return series | {f"up{{{SCRAPED}}}": 1.0}


def _named(name: str, labels: dict[str, str]) -> str:
    own = "".join(f'{key}="{value}",' for key, value in labels.items())
    return f"{name}{{{own}{SCRAPED}}}"


def rules() -> Iterator[dict[str, str]]:
    for group in yaml.safe_load(RULES.read_text(encoding="utf-8"))["groups"]:
        yield from group["rules"]


def panels() -> Iterator[tuple[str, str]]:
    """Title and query of each."""
    board = json.loads((FOLDER / "dashboard.json").read_text(encoding="utf-8"))
    for panel in board["panels"]:
        for target in panel["targets"]:
            yield panel["title"], target["expr"]


def names_in(query: str) -> set[str]:
    return set(re.findall(r"\b(?:lotsen_|process_|up\b)\w*", re.sub(r'"[^"]*"', "", query)))


def cases(path: Path, before: Series, after: dict[str, Series]) -> None:
    """What promtool is to find for each alert: quiet for five minutes, then its fault."""
    tests = [_case(name, before, then) for name, then in after.items()]
    content = {"rule_files": [str(RULES)], "evaluation_interval": "15s", "tests": tests}
    path.write_text(json.dumps(content), encoding="utf-8")


def _case(name: str, before: Series, after: Series) -> dict[str, object]:
    fired = f'max(max_over_time(ALERTS{{alertname="{name}",alertstate="firing"}}[20m]))'
    anything = 'count by (alertname) (max_over_time(ALERTS{alertstate="firing"}[20m]))'
    series = [
        {"series": one, "values": f"{_steady(before, one, 20)} {_steady(after, one, 80)}"}
        for one in before.keys() | after.keys()
    ]
    quiet = {"expr": anything, "eval_time": "4m45s", "exp_samples": []}
    rings = {"expr": fired, "eval_time": "20m", "exp_samples": [{"labels": "{}", "value": 1}]}
    return {
        "name": name,
        "interval": "15s",
        "input_series": series,
        "promql_expr_test": [quiet, rings],
    }


def _steady(series: Series, one: str, count: int) -> str:
    return f"{series[one]}+0x{count - 1}" if one in series else f"_x{count}"
