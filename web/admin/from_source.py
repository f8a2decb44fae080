"""An article that begins with what a web page or a PDF says. Nothing is stored before the editor
saves it."""

from typing import Any

import aiohttp_jinja2
from aiohttp import BodyPartReader, web

from knowledge.sources import reading
from knowledge.sources.reading import Found, Kind
from outgoing.guarded import NoAnswer
from servicecenter import audit
from web import request as asked
from web.admin.common import choices, page
from web.desk.login import for_editors
from web.errors import BadInput
from web.keys import AGENT, CLOCK, DATABASE, OUTSIDE

LARGEST_PAGE, LARGEST_PDF = 2 * 2**20, 10 * 2**20  # bytes
PATIENCE = 15.0  # seconds for the other server
LONGEST = 300  # characters of an address or a name
PDF = b"%PDF-"
TOO_LARGE = "Filen är större än 10 MB. Välj en mindre, eller klistra in texten i en ny artikel."

routes = web.RouteTableDef()


@routes.get("/admin/from-source")
@for_editors
@aiohttp_jinja2.template("admin/from_source.html")
async def source_page(request: web.Request) -> dict[str, Any]:
    return page(request)


@routes.post("/admin/from-source/page")
@for_editors
@aiohttp_jinja2.template("admin/edit.html")
async def from_page(request: web.Request) -> dict[str, Any]:
    url = (await asked.form(request)).get("url", "").strip()
    if len(url) > LONGEST:
        raise BadInput("Adressen är för lång. Klistra in texten i en ny artikel i stället.")
    answer = await request.app[OUTSIDE].fetch(url, most=LARGEST_PAGE, seconds=PATIENCE)
    if answer.status != 200:
        raise NoAnswer(str(answer.status))
    kind: Kind = "pdf" if answer.body.startswith(PDF) else "page"
    await _log(request, "read_in_page")
    return await _begun(request, await reading.read(kind, answer.body), answer.url)


@routes.post("/admin/from-source/pdf")
@for_editors
@aiohttp_jinja2.template("admin/edit.html")
async def from_pdf(request: web.Request) -> dict[str, Any]:
    name, body = await _file(request)
    if not body.startswith(PDF):
        raise BadInput("Det är ingen PDF. Spara dokumentet som PDF och välj det igen.")
    await _log(request, "read_in_pdf")
    return await _begun(request, await reading.read("pdf", body), f"PDF: {name}")


async def _file(request: web.Request) -> tuple[str, bytes]:
    """The form's one file, no more of it than is allowed. Raises BadInput."""
    if request.content_type != "multipart/form-data":
        raise web.HTTPUnsupportedMediaType
    if (request.content_length or 0) > LARGEST_PDF + 2**12:
        raise BadInput(TOO_LARGE)
    try:
        part = await (await request.multipart()).next()
    except ValueError:
        part = None
    if not isinstance(part, BodyPartReader):
        raise BadInput("Välj en fil.")
    body = bytearray()
    while piece := await part.read_chunk(2**16):
        body += piece
        if len(body) > LARGEST_PDF:
            raise BadInput(TOO_LARGE)
    return " ".join((part.filename or "utan namn").split())[:200], bytes(body)


async def _log(request: web.Request, what: str) -> None:
    by, now = request[AGENT].login, request.app[CLOCK]()
    await request.app[DATABASE].write(lambda db: audit.add(db, by, what, "", now))


async def _begun(request: web.Request, found: Found, source: str) -> dict[str, Any]:
    """The editor's page, with what was read; what it does not say is left to be chosen."""
    article = {
        "title": found.title[:120],
        "body": found.text,
        "questions": [],
        "source": source[:LONGEST],
    }
    return page(request, **await choices(request), row=None, article=article, read_from=source)
