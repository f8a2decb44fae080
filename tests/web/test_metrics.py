"""Figures for those who run the service: on the internal port, of no one in particular."""

import json
from pathlib import Path

import pytest

from servicecenter import contact_paths
from tests.conversations.fake_rasa import raw
from tests.conversations.talk import until
from tests.web.figures import FOLDER, names_in, panels, rules, scraped, told
from tests.web.promtool import promtool
from tests.web.site import Site

pytestmark = pytest.mark.asyncio(loop_scope="module")

OPEN = 'lotsen_open_streams{reader="visitor",instance="web:8081",job="lotsen"}'
FAILED = 'lotsen_rasa_failures_total{how="away",instance="web:8081",job="lotsen"}'
WORDS = "Jag heter Tjorven Grynkvist och nås på tjorven@forening.example"


async def test_the_figures_are_on_the_internal_port_alone(site: Site) -> None:
    assert (await site.public.get("/metrics")).status == 404
    assert (await site.internal.get("/metrics")).status == 200
    assert (await site.internal.post("/metrics")).status == 405


async def test_they_name_functions_and_kinds_and_no_one(site: Site) -> None:
    visitor, number = await site.enquiry()
    await visitor.says(WORDS)
    text = await told(site)

    for secret in (visitor.id, visitor.secret, number, "Tjorven", "tjorven", "bo"):
        assert f'"{secret}"' not in text
        assert len(secret) < 3 or secret not in text
    functions = await site.database.read(lambda db: set(contact_paths.load(db).functions))
    labels = {"function": functions, "reader": {"visitor", "staff"}, "channel": {"mail"}}
    labels |= {"how": {"slow", "nonsense", "silence", "away"}, "of": {"bot"}}
    for series in await scraped(site):
        for pair in series.partition("{")[2].rstrip("}").split(","):
            name, _, value = pair.partition("=")
            allowed = labels.get(name)
            assert name in ("le", "instance", "job") or (allowed and value.strip('"') in allowed)


async def test_live_views_count_while_they_are_open(site: Site) -> None:
    visitor = await site.visitor()
    async with visitor.streams() as first, visitor.streams():
        await first.next()
        assert (await scraped(site))[OPEN] == 2

    async def closed() -> bool:
        return (await scraped(site))[OPEN] == 0

    await visitor.says("Hej")  # a stream sees at its next word that no one reads any more
    await until(closed)


async def test_each_failure_of_rasa_counts_once(site: Site) -> None:
    before = (await scraped(site))[FAILED]
    site.rasa.does = raw("", 500)
    visitor = await site.visitor()
    await visitor.says("Dörren går inte upp")
    await visitor.hears("receipt")
    assert (await scraped(site))[FAILED] == before + 1


async def test_panels_and_alerts_ask_for_figures_that_there_are(site: Site) -> None:
    there = {series.partition("{")[0] for series in await scraped(site)}
    asked = [*panels(), *((rule["alert"], rule["expr"]) for rule in rules())]
    missing = {title: names_in(query) - there for title, query in asked}
    assert {title: names for title, names in missing.items() if names} == {}
    assert all(names_in(query) for _, query in asked)


async def test_prometheus_reads_all_that_it_is_given(tmp_path: Path, site: Site) -> None:
    queries = [{"record": f"panel:{at}", "expr": query} for at, (_, query) in enumerate(panels())]
    content = {"groups": [{"name": "panels", "rules": queries}]}
    (tmp_path / "queries.yml").write_text(json.dumps(content))

    promtool("check", "rules", str(tmp_path / "queries.yml"))
    promtool("check", "config", str(FOLDER / "prometheus.yml"))
    promtool("check", "metrics", given=await told(site))
