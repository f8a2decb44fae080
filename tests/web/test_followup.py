"""The report for committees: who gets it, as a page, as a PDF and as CSV, and what these show."""

import csv
import io
from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import Connection

from db.followup import daily_figure
from servicecenter.followup import cells, counting
from servicecenter.followup.cells import Cell
from tests.cast import MONDAY
from tests.servicecenter.stage import hired
from tests.web.site import Person, Site
from web.followup.comma import harmless

pytestmark = pytest.mark.asyncio(loop_scope="module")

PAGE = "/admin/follow-up"
NOVEMBER = "?period=2026-11"
DAY = MONDAY.date()


def _fill(db: Connection) -> None:
    rows = {
        Cell(DAY, "fritidsbokningen", "booking", cells.BY_BOT): 41,
        Cell(DAY, "fritidsbokningen", "booking", cells.BY_PEOPLE): 17,
        Cell(DAY, "bidrag-socialt", "grants", cells.BY_BOT): 3,
        Cell(DAY, "servicecenter", "grants", cells.BY_BOT): 11,
        Cell(DAY, "fritidsbokningen", "booking", cells.FIRST_ANSWER, 5): 9,
        Cell(DAY - timedelta(days=31), "fritidsbokningen", "booking", cells.BY_BOT): 30,
    }
    db.execute(daily_figure.delete())
    filled = [{**cell._asdict(), "count": count} for cell, count in rows.items()]
    db.execute(daily_figure.insert(), filled)


def _count(db: Connection) -> None:
    counting.keep(db, counting.read(db, counting.changed(db, 1000)))


async def _ada(site: Site) -> Person:
    await site.database.write(_fill)
    return await site.person("ada")


async def _text(person: Person, path: str) -> str:
    response = await person.get(path)
    assert response.status == 200
    return await response.text()


async def _rows(person: Person, query: str) -> list[dict[str, str]]:
    written = (await _text(person, f"{PAGE}.csv{query}")).removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(written), delimiter=";"))


def _value(rows: list[dict[str, str]], line: str, column: str) -> str:
    return next(r["Värde"] for r in rows if r["Rad"] == line and r["Kolumn"] == column)


async def test_it_shows_the_committee_and_the_period_with_the_one_before(site: Site) -> None:
    ada = await _ada(site)
    rows = await _rows(ada, f"{NOVEMBER}&committee=Kultur-+och+fritidsnämnden")
    assert {(row["Nämnd"], row["Från"], row["Till"]) for row in rows} == {
        ("Kultur- och fritidsnämnden", "2026-11-01", "2026-11-30")
    }
    assert _value(rows, "Besvarade av boten", "Antal") == "41"
    assert _value(rows, "Besvarade av boten", "Perioden före") == "30"
    assert _value(rows, "Besvarade av människor", "Skillnad") == "+17"
    assert _value(rows, "Till första svar", "Hälften inom") == "1 h 30 min"


async def test_page_and_csv_show_the_same_and_no_small_figure(site: Site) -> None:
    ada = await _ada(site)
    page = unescape(await _text(ada, f"{PAGE}{NOVEMBER}"))
    rows = await _rows(ada, NOVEMBER)
    assert _value(rows, "Socialnämnden", "Frågor") == ".."
    assert 'class="unseen">visas inte<' in page
    for row in rows:
        if row["Avsnitt"] != "Så räknas det":
            assert row["Rad"] in page
            assert row["Värde"].removeprefix("'") in page
    counted = [row for row in rows if row["Avsnitt"] != "Förbisedda frågor"]
    shown = {row["Värde"] for row in counted if row["Kolumn"] in ("Frågor", "Boten", "Antal")}
    assert not shown & {"1", "2", "3", "4"}


async def test_the_pdf_is_tagged_and_titled_in_swedish(site: Site) -> None:
    ada = await _ada(site)
    response = await ada.get(f"{PAGE}.pdf{NOVEMBER}")
    body = await response.read()
    assert (response.status, response.content_type) == (200, "application/pdf")
    assert (
        'filename="uppfoljning-2026-11-01-2026-11-30.pdf"'
        in response.headers["Content-Disposition"]
    )
    assert body.startswith(b"%PDF")
    for mark in (b"/StructTreeRoot", b"/Lang(sv)", b"pdfuaid:part"):
        assert mark in body


async def test_a_lead_gets_it_and_is_led_to_it_after_logging_in(site: Site) -> None:
    def hire(db: Connection) -> None:
        hired(db, "lena", "lead")

    await site.database.write(hire)
    lena = await site.person("lena")
    assert (await lena.get(PAGE)).status == 200
    assert "Uppföljning</a>" in await _text(lena, "/desk")
    from_login = {"login": "lena", "password": "ett-riktigt-losenord", "next": f"{PAGE}{NOVEMBER}"}
    response = await (await site.person(None)).post("/api/login", from_login)
    assert (await response.json())["next"] == f"{PAGE}{NOVEMBER}"


@pytest.mark.parametrize(
    "query",
    [
        "?period=2026-99",
        "?first=2026-11-09&last=2026-11-01",
        "?first=x",
        "?last=9999-99-99",
        "?committee=%3Cscript%3E",
    ],
)
async def test_what_cannot_be_read_shows_the_last_month_and_nothing_of_it(
    site: Site, query: str
) -> None:
    page = await _text(await _ada(site), f"{PAGE}{query}")
    assert "Uppföljning: Alla nämnder, oktober 2026" in page
    assert "<script>" not in page
    assert ("Perioden går inte att läsa" in page) == ("committee" not in query)


async def test_any_days_can_be_shown(site: Site) -> None:
    rows = await _rows(await _ada(site), f"?first={DAY}&last={DAY}")
    assert _value(rows, f"{DAY}", "Frågor") == "72"


async def test_what_was_said_at_the_desk_is_in_the_report_once_it_is_counted(site: Site) -> None:
    ada = await _ada(site)
    for _ in range(13):
        await site.enquiry("bidrag-miljo")
    await site.database.write(_count)
    rows = await _rows(ada, f"{NOVEMBER}&committee=Nämnd+inte+bekräftad")
    assert _value(rows, "Alla frågor", "Antal") == "13"


@pytest.mark.parametrize(
    "begins", ["=1+1", "+SUM(A1)", "-cmd", "@x", "\t=1", "\r=1", "  =1", "\n="]
)
async def test_nothing_in_the_csv_can_be_run_by_a_spreadsheet(begins: str) -> None:
    assert harmless(begins) == f"'{begins}"


@pytest.mark.parametrize("text", ["+17", "-3", "12", "1 h 30 min", "..", "Bidrag = stöd"])
async def test_what_is_only_a_number_or_words_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text
