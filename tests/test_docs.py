"""The docs say what is there: settings, routes, commands, links."""

import re
from pathlib import Path

import pytest
from pydantic import SecretStr

from launch.verbs import VERBS
from tests.browser.tours import STATES
from web.admin import gaps, translations, trials, trying, versions
from web.admin import people as admin_people
from web.admin import routes as admin
from web.desk import beside, colleagues, login, replies
from web.desk import files as desk_files
from web.desk import queue as desk_queue
from web.desk import routes as desk
from web.settings import Settings
from web.widget import files as visitors_files
from web.widget import mail, survey, taking_along
from web.widget import routes as widget

ROOT = Path(__file__).parent.parent
DOCS = sorted(ROOT.glob("docs/*.md")) + sorted(ROOT.glob("*.md"))
TEXT = "\n".join(path.read_text(encoding="utf-8") for path in DOCS)


def settings_table() -> list[str]:
    rows = ["| setting | if not set | what it is |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = "" if isinstance(field.default, SecretStr) else field.default
        shown = f"`{default}`" if default != "" else ""
        rows.append(f"| `LOTSEN_{name.upper()}` | {shown} | {field.description} |")
    return rows


def test_the_settings_table_is_what_the_process_reads() -> None:
    operations = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    inside = re.search(r"<!-- settings -->\n(.*?)<!-- /settings -->", operations, re.DOTALL)
    assert inside
    assert inside[1].splitlines() == settings_table()


def states_of_the_chat() -> list[str]:
    rows = [
        [f"### {words}", "", f"![{words}](pictures/chat-{name}.png)", ""]
        for name, words in STATES.items()
    ]
    return [line for row in rows for line in row][:-1]


def test_every_state_of_the_chat_has_its_picture_and_no_picture_is_of_none() -> None:
    page = (ROOT / "docs" / "chat.md").read_text(encoding="utf-8")
    inside = re.search(r"<!-- states -->\n(.*?)<!-- /states -->", page, re.DOTALL)
    assert inside
    assert inside[1].splitlines() == states_of_the_chat()
    drawn = {path.stem for path in ROOT.glob("docs/pictures/chat-*.png")}
    assert drawn == {f"chat-{name}" for name in STATES}


@pytest.mark.parametrize("verb", [verb.name for verb in VERBS if verb.name != "help"])
def test_every_verb_is_in_the_docs(verb: str) -> None:
    assert f"./lotsen {verb}" in TEXT


def test_every_verb_in_the_docs_exists() -> None:
    assert set(re.findall(r"\./lotsen ([a-z]+)", TEXT)) <= {verb.name for verb in VERBS}


def test_every_route_is_in_the_docs() -> None:
    of_desk = (desk, desk_queue, desk_files, colleagues, beside, replies)
    of_workshop = (admin, gaps, versions, trying, trials, translations)
    of_staff = (login, *of_desk, *of_workshop, admin_people)
    routes = [
        route.path
        for part in (widget, mail, survey, visitors_files, taking_along, *of_staff)
        for route in part.routes
        if route.path.startswith("/api/")  # type: ignore[attr-defined]
    ]
    missing = [
        path for path in routes if path not in TEXT and f"…/{path.split('/')[-1]}" not in TEXT
    ]
    assert len(routes) > 10
    assert missing == []


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8"))
    missing = [
        link for link in links if not link.startswith("http") and not (path.parent / link).exists()
    ]
    assert missing == []


def test_files_named_in_the_docs_exist() -> None:
    named = re.findall(
        r"`((?:bot|actions|knowledge|conversations|servicecenter|evaluation|tests|web|db)/[\w/.-]+)`",
        TEXT,
    )
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []
