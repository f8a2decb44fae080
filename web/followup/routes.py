"""The report for a committee and a period: as a page, as a PDF and as CSV."""

import asyncio
from typing import Any

import aiohttp_jinja2
from aiohttp import web
from yarl import URL

from servicecenter.followup import periods
from web.admin.common import page, today
from web.admin.view import saved
from web.desk.login import for_those_who_follow_up
from web.followup import chart, comma, made, paper
from web.followup.made import Made
from web.followup.sections import ALL_COMMITTEES, HIDDEN, NOTES
from web.keys import CLOCK, DATABASE, SETTINGS

PLACE = "/admin/follow-up"
routes = web.RouteTableDef()


@routes.get(PLACE)
@for_those_who_follow_up
@aiohttp_jinja2.template("followup/report.html")
async def report_page(request: web.Request) -> dict[str, Any]:
    one = await _made(request)
    chosen = one.wanted.period
    of_it = {"committee": one.wanted.committee, "first": chosen.first, "last": chosen.last}
    named = of_it | {"first": "", "last": "", "period": chosen.name} if chosen.name else of_it
    asked = {name: str(value) for name, value in named.items() if value}
    return page(
        request,
        one=one,
        choices=periods.recent(today(request)),
        all_committees=ALL_COMMITTEES,
        notes=NOTES,
        hidden=HIDDEN,
        chart=chart.columns,
        counted_at=saved(one.counted_at) if one.counted_at else None,
        csv=str(URL(f"{PLACE}.csv").with_query(asked)),
        pdf=str(URL(f"{PLACE}.pdf").with_query(asked)),
    )


@routes.get(f"{PLACE}.csv")
@for_those_who_follow_up
async def report_csv(request: web.Request) -> web.Response:
    one = await _made(request)
    return _file(comma.as_csv(one), one, "csv", "text/csv")


@routes.get(f"{PLACE}.pdf")
@for_those_who_follow_up
async def report_pdf(request: web.Request) -> web.Response:
    one = await _made(request)
    municipality = request.app[SETTINGS].municipality
    body = await asyncio.to_thread(paper.as_pdf, one, municipality)
    return _file(body, one, "pdf", "application/pdf")


async def _made(request: web.Request) -> Made:
    wanted = made.read_wanted(dict(request.query), today(request))
    return await request.app[DATABASE].read(made.made, wanted, request.app[CLOCK]())


def _file(body: bytes, one: Made, ending: str, kind: str) -> web.Response:
    period = one.wanted.period
    name = f"uppfoljning-{period.first}-{period.last}.{ending}"
    kept = {"Content-Disposition": f'attachment; filename="{name}"'}
    charset = "utf-8" if kind.startswith("text/") else None
    return web.Response(body=body, content_type=kind, charset=charset, headers=kept)
