"""Those who work here say when they are away; no one can hand them a question then."""

import asyncio
from datetime import date, time, timedelta

import pytest
import sqlalchemy as sa

from db.schema import absence
from servicecenter.away import Span
from tests.conversations.talk import until
from tests.web.site import Person, Site, refused
from web import retention
from web.desk.away import in_words
from web.keys import SETTINGS

pytestmark = pytest.mark.asyncio(loop_scope="module")

TODAY = {"first_day": "2026-11-23", "last_day": "2026-11-23"}


async def _page(person: Person) -> str:
    response = await person.get("/desk/franvaro")
    assert response.status == 200
    return await response.text()


async def _enter(person: Person, whose: str, **times: str) -> None:
    response = await person.post("/api/desk/absences", {"whose": whose, **(times or TODAY)})
    assert response.status == 200, await response.text()


def _first_id(page: str) -> str:
    return page.partition('data-remove="')[2].partition('"')[0]


async def test_one_is_entered_changed_and_taken_away(site: Site) -> None:
    bo, ada = await site.person("bo"), await site.person("ada")
    assert "Ingen frånvaro är inlagd" in await _page(bo)
    times = {"first_time": "08:00", "last_time": "16:30"}

    await _enter(bo, "person:bo", **TODAY, **times)

    for person in (bo, ada):
        page = await _page(person)
        assert "måndag 23 november klockan 08.00 till klockan 16.30" in page
        assert "Borta nu" in page
    changed = {"id": int(_first_id(page)), **TODAY, "last_day": "2026-11-24"}
    assert (await ada.post("/api/desk/absences", changed)).status == 200
    assert "måndag 23 november till tisdag 24 november" in await _page(bo)
    assert "Bo" not in (await _page(await site.person("gun"))).partition("<main")[2]
    path = f"/api/desk/absences/{_first_id(page)}/remove"
    assert (await bo.post(path)).status == 200
    assert "Ingen frånvaro är inlagd" in await _page(bo)
    await refused(await bo.post(path), 404, "not_found")
    log = await (await ada.get("/admin/audit")).text()
    for did in ("Förde in", "Ändrade", "Tog bort"):
        assert f"{did} frånvaro" in log


async def test_who_is_away_stands_as_away_and_is_handed_nothing(site: Site) -> None:
    _, number = await site.claimed("bo")
    bo = await site.person("bo")
    await _enter(await site.person("gun"), "person:gun", **TODAY, last_time="12:00")
    to_gun = {"function": "bidrag-kultur-fritid", "agent": "gun", "note": ""}

    page = await (await bo.get(f"/desk/{number}")).text()
    back = "måndag 23 november klockan 12.00"
    gone = f'<option value="bidrag-kultur-fritid gun" disabled>Gun – tillbaka {back}</option>'
    assert gone in page
    told = await refused(await bo.acts(number, "transfer", to_gun), 409, "is_away")

    assert told.startswith(f"Gun är tillbaka {back}. Skicka frågan till funktionens kö i stället")
    site.clock.forward(hours=2)
    page = await (await bo.get(f"/desk/{number}")).text()
    assert '<option value="bidrag-kultur-fritid gun">Gun</option>' in page
    await bo.does(number, "transfer", to_gun)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"whose": "person:bo", "first_day": "2026-11-24"}, "bad_input"),
        ({"whose": "person:bo", **TODAY, "first_day": "i dag"}, "bad_input"),
        ({"whose": "person:bo", **TODAY, "last_time": "25:00"}, "bad_input"),
        ({"id": 2**40, **TODAY}, "bad_input"),
        ({"whose": "person:bo", **TODAY, "last_day": "2026-11-20"}, "wrong_times"),
        ({"whose": "person:bo", **TODAY, "last_day": "9999-12-31"}, "wrong_times"),
    ],
)
async def test_what_makes_no_sense_is_refused(
    site: Site, given: dict[str, object], code: str
) -> None:
    bo = await site.person("bo")
    await refused(await bo.post("/api/desk/absences", given), 400, code)


def _mornings(whose: str, *days: int) -> dict[str, object]:
    morning = {"opens": "08:00", "closes": "12:00"}
    return {"whose": whose, "days": [morning if day in days else {} for day in range(7)]}


async def test_hours_are_entered_and_taken_away_and_hold(site: Site) -> None:
    _, number = await site.claimed("bo")
    bo, ada, gun = [await site.person(login) for login in ("bo", "ada", "gun")]
    assert "Ingen har egna arbetstider" in await _page(gun)

    assert (await gun.post("/api/desk/hours", _mornings("person:gun", 0, 1, 2))).status == 200

    for person in (gun, ada):
        assert "måndag–onsdag 8.00–12.00" in await _page(person)
    assert "måndag–onsdag" not in await _page(bo)
    site.clock.forward(hours=2)
    to_gun = {"function": "bidrag-kultur-fritid", "agent": "gun", "note": ""}
    told = await refused(await bo.acts(number, "transfer", to_gun), 409, "is_away")
    assert told.startswith("Gun är tillbaka tisdag 24 november klockan 08.00.")
    await refused(await bo.post("/api/desk/hours", _mornings("person:gun")), 404, "not_found")
    assert (await ada.post("/api/desk/hours", _mornings("person:gun"))).status == 200
    await bo.does(number, "transfer", to_gun)
    log = await (await ada.get("/admin/audit")).text()
    assert "Förde in arbetstider" in log
    assert "Tog bort arbetstider" in log


@pytest.mark.parametrize(
    ("days", "code"),
    [
        ([{}] * 6, "bad_input"),
        ([{"opens": "8"}, *[{}] * 6], "bad_input"),
        ([{"opens": "08:00"}, *[{}] * 6], "wrong_times"),
        ([{"opens": "12:00", "closes": "08:00"}, *[{}] * 6], "wrong_times"),
    ],
)
async def test_hours_that_make_no_sense_are_refused(
    site: Site, days: list[dict[str, str]], code: str
) -> None:
    bo = await site.person("bo")
    given = {"whose": "person:bo", "days": days}
    await refused(await bo.post("/api/desk/hours", given), 400, code)


async def test_what_is_over_is_deleted_by_itself(site: Site) -> None:
    bo, db = await site.person("bo"), site.database
    await _enter(bo, "person:bo")
    await _enter(bo, "person:bo", first_day="2026-11-23", last_day="2026-11-24")
    site.clock.now += timedelta(days=1)
    settings = site.apps.public[SETTINGS]

    keeping = asyncio.create_task(
        retention.keep(db, settings, site.clock, lambda _: None, lambda _: None)
    )

    async def one_is_left() -> bool:
        count = sa.select(sa.func.count()).select_from(absence)
        return await db.read(lambda db: db.scalar(count)) == 1

    await until(one_is_left)
    keeping.cancel()


async def test_a_span_is_told_as_one_says_it() -> None:
    monday, today = date(2026, 11, 30), date(2026, 11, 23)
    assert in_words(Span(monday, None, monday, None), today) == "måndag 30 november"
    afternoon = Span(monday, time(13), date(2027, 1, 4), None)
    assert (
        in_words(afternoon, today) == "måndag 30 november klockan 13.00 till måndag 4 januari 2027"
    )
