"""The page "Vem svarar på vad?": all of the contact paths, and only what has been confirmed."""

import json
import re
from dataclasses import replace
from typing import Any

import html5lib
import pytest
from sqlalchemy import Connection

from db import counters
from db.schema import function
from servicecenter import contact_paths
from servicecenter.contact_paths import ContactPaths, Function
from servicecenter.paths_versions import CHANGES
from tests.cast import MONDAY
from tests.web import schema_org
from tests.web.conftest import Opening
from tests.web.plain import opens
from tests.web.site import Site
from web.contact.json_ld import described
from web.contact.view import answering, by_topic, shown

in_loop = pytest.mark.asyncio(loop_scope="module")
SEED = contact_paths.read_seed()
LANGUAGES = ["sv", "sv-x-lattlast", "fi", "en"]
TODAY = MONDAY.date()
ALL = {
    "email": "lokal@kommun.example",
    "phone": "08-535 300 00",
    "visiting_address": "Kommunalvägen 28",
    "closed_days": ["2026-11-20", "2026-12-28"],
}


def _with(**changes: Any) -> ContactPaths:
    booking = replace(SEED.functions["fritidsbokningen"], **changes)
    return replace(SEED, functions={**SEED.functions, booking.id: booking})


def _booking(paths: ContactPaths) -> dict[str, Any]:
    told = described(paths, "Huddinge kommun", "https://chatt.example", TODAY)
    assert schema_org.faults(told) == []
    found: dict[str, Any] = next(
        one for one in told["department"] if one["name"] == "Fritidsbokningen"
    )
    return found


def test_the_check_of_json_ld_sees_what_is_wrong() -> None:
    told = described(SEED, "Huddinge kommun", "", TODAY)
    assert schema_org.faults({**told, "openingTimes": "?"}) == [
        "GovernmentOrganization has no openingTimes"
    ]
    told["department"][0]["contactPoint"]["telephone"] = None
    assert schema_org.faults(told) == ["ContactPoint.telephone is None"]
    assert schema_org.faults({**told, "@context": "x"}) == ["@context is not schema.org"]


def test_programs_are_told_nothing_that_has_not_been_confirmed() -> None:
    unconfirmed = ["E-postadress", "Telefonnummer", "Besöksadress", "Öppettider", "Nämnd"]
    point = _booking(_with(**ALL, to_verify=unconfirmed))
    assert point.keys() == {"@type", "@id", "name", "description", "contactPoint"}
    assert point["contactPoint"].keys() == {"@type", "contactType", "url", "availableLanguage"}


def test_programs_are_told_all_that_has_been_confirmed() -> None:
    point = _booking(_with(**ALL, to_verify=[]))
    assert point["address"] == "Kommunalvägen 28"
    assert point["parentOrganization"]["name"] == "Kultur- och fritidsnämnden"
    way = point["contactPoint"]
    assert (way["telephone"], way["email"]) == ("08-535 300 00", "lokal@kommun.example")
    assert way["url"] == "https://chatt.example/chatt"
    friday, closed = way["hoursAvailable"][4:]
    assert friday | {"@type": ""} == {
        "@type": "",
        "dayOfWeek": "https://schema.org/Friday",
        "opens": "09:00",
        "closes": "15:00",
    }
    assert (closed["validFrom"], closed["opens"], closed["closes"]) == (
        "2026-12-28",
        "00:00",
        "00:00",
    )


@in_loop
@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_page_is_valid_html_with_each_function_and_each_responsibility(
    site: Site, language: str
) -> None:
    response = await site.public.get(f"/kontakt?lang={language}")
    source = await response.text()
    html5lib.HTMLParser(strict=True).parse(source)
    for one in SEED.functions.values():
        assert f'id="{one.id}"' in source
    for row in SEED.responsibilities:
        assert f'href="#{row.function_id}"' in source
    assert len(re.findall("<dt>", source)) > len(SEED.responsibilities)


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_the_language_each_line_says_what_it_is_for(language: str) -> None:
    topics = by_topic(SEED, language)
    lines = [line for group in topics.values() for line in group]
    assert len(lines) == len(SEED.responsibilities)
    assert len({(topic, one.kind, one.matter) for topic, of in topics.items() for one in of}) == (
        len(lines)
    )


@in_loop
async def test_the_page_shows_no_number_or_address_that_is_not_confirmed(opening: Opening) -> None:
    async with opening() as site:
        assert "tel:" not in (await opens(site, "/kontakt")).source
        assert "mailto:" not in (await opens(site, "/kontakt")).source

        await site.database.write(_confirm_booking)

        page = await opens(site, "/kontakt")
        assert page.source.count('href="tel:08-535 300 00"') == 1
        assert page.source.count('href="mailto:lokal@kommun.example"') == 1


def _confirm_booking(db: Connection) -> None:
    mine = function.update().where(function.c.id == "fritidsbokningen")
    db.execute(mine.values(**ALL, to_verify=[]))
    counters.take_next(db, CHANGES)


@in_loop
async def test_the_structured_data_stands_in_the_page_and_is_what_is_described(site: Site) -> None:
    source = await (await site.public.get("/kontakt")).text()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', source, re.DOTALL)
    assert found
    assert schema_org.faults(json.loads(found[1])) == []


def test_words_that_look_like_an_end_of_the_script_stay_words() -> None:
    told = _booking(_with(task="</script><b>"))
    assert told["description"] == "</script><b>"


def test_a_function_that_answers_for_nothing_is_not_shown_but_who_stands_in_is() -> None:
    kept = [row for row in SEED.responsibilities if row.function_id != "samverkan"]
    assert "samverkan" not in {one.id for one in answering(replace(SEED, responsibilities=kept))}
    kept = [row for row in SEED.responsibilities if row.function_id == "foreningsstod"]
    found = {one.id for one in answering(replace(SEED, responsibilities=kept))}
    assert found == {"foreningsstod", "bidrag-kultur-fritid"}


def test_days_with_the_same_hours_are_one_line() -> None:
    assert _shown("sv").hours == [("Måndag–torsdag", "9.00–16.00"), ("Fredag", "9.00–15.00")]
    assert _shown("fi").hours[0] == ("Maanantai–torstai", "9.00–16.00")
    assert _shown("en").hours[0] == ("Monday–Thursday", "09:00–16:00")


def test_the_task_is_in_the_readers_language_where_there_is_one() -> None:
    assert (_shown("fi").task_language, _shown("sv").task_language) == ("fi", "sv")
    assert _shown("fi", task_in={}).task_language == "sv"


def _shown(language: str, **changes: Any) -> Any:
    one: Function = replace(SEED.functions["fritidsbokningen"], **changes)
    return shown(one, SEED, language, TODAY)


@in_loop
async def test_the_chat_and_the_other_pages_lead_there(site: Site) -> None:
    for place in ("/chatt", "/fraga", "/tillganglighet"):
        source = await (await site.public.get(f"{place}?lang=fi")).text()
        assert 'href="/kontakt?lang=fi"' in source
