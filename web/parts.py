"""The parts of the public application: their folders, and whose pages and API they are."""

from pathlib import Path

from web import assets as files
from web import health
from web.admin import (
    alike,
    asked_of,
    from_source,
    gaps,
    go_live,
    reviewing,
    sources,
    translations,
    trials,
    trying,
    versions,
    webhooks,
)
from web.admin import paths as admin_paths
from web.admin import people as admin_people
from web.admin import routes as admin
from web.contact import routes as contact
from web.desk import away, beside, colleagues, login, provider, replies
from web.desk import files as desk_files
from web.desk import queue as desk_queue
from web.desk import routes as desk
from web.desk import signs as agent_signs
from web.embed import routes as embed
from web.followup import routes as followup
from web.form import reading, statement
from web.form import routes as form
from web.widget import files as visitors_files
from web.widget import mail, survey, taking_along
from web.widget import routes as widget
from web.widget import signs as visitor_signs

HERE = Path(__file__).parent
PARTS = ("widget", "form", "contact", "embed", "desk", "admin", "followup", "design")
FOLDERS = {name: HERE / name / "static" for name in PARTS}
# Whose pages and API they are; of two that fit an address, the first answers.
VISITORS = (
    *(widget, visitor_signs, visitors_files, mail, survey, taking_along),
    *(embed, form, contact, reading, statement),
)
AGENTS = (
    *(login, provider, desk_queue, replies, away, desk),
    *(desk_files, colleagues, agent_signs, beside),
)
EDITORS = (
    admin,
    admin_paths,
    go_live,
    gaps,
    alike,
    versions,
    reviewing,
    asked_of,
    from_source,
    sources,
    trying,
    trials,
    translations,
    admin_people,
    webhooks,
    followup,
)
ROUTES = [part.routes for part in (*VISITORS, *AGENTS, *EDITORS, health, files)]
