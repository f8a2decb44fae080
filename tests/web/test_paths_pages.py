"""Editors change the contact paths in the workshop; the running service goes by them at once."""

from typing import Any

import pytest

from servicecenter import contact_paths
from tests.web.conftest import Opening
from tests.web.plain import opens
from tests.web.site import Person, Site, refused
from web.admin.paths_form import from_form, to_form
from web.keys import PATHS, UNDERSTANDING

pytestmark = pytest.mark.asyncio(loop_scope="module")
SEED = contact_paths.read_seed()
NUMBER = 1  # the version that every site begins with


def _fields(name: str = "samverkan", **changes: Any) -> dict[str, Any]:
    return {"based_on": NUMBER, "fields": to_form(SEED.functions[name]) | changes}


def _line(**changes: Any) -> dict[str, Any]:
    line = {"topic": "booking", "association_type": "culture", "function": "samverkan"}
    return {"based_on": NUMBER, **line, **changes}


async def _does(person: Person, path: str, body: Any) -> Any:
    response = await person.post(f"/api/admin/{path}", body)
    assert response.status == 200, await response.text()
    return await response.json()


@pytest.mark.parametrize("name", list(SEED.functions))
async def test_a_form_that_nobody_has_touched_is_the_function_as_it_is(name: str) -> None:
    one = SEED.functions[name]
    read = from_form({field: words or None for field, words in to_form(one).items()})
    assert (read.opening, read.deputy_id, read.task_in) == (one.opening, one.deputy_id, one.task_in)


async def test_while_one_writes_each_hole_is_named_and_nothing_is_saved(site: Site) -> None:
    eva = await site.person("eva")
    closed = {f"hours_{day}": "" for day in ("mon", "tue", "wed", "thu", "fri")}
    told = await _does(eva, "paths/check", _fields(**closed, deputy="", committee=""))
    assert told["holes"] == [
        "Samverkan, kommunstyrelsens förvaltning har ingen nämnd.",
        "Samverkan, kommunstyrelsens förvaltning har aldrig öppet, så ingen fråga får ett"
        " svarsdatum.",
        "Ersättarna för Samverkan, kommunstyrelsens förvaltning leder inte till Servicecenter.",
    ]
    assert (await site.database.read(contact_paths.load)).functions == SEED.functions


async def test_a_change_that_makes_a_hole_is_refused_in_words(site: Site) -> None:
    eva = await site.person("eva")
    response = await eva.post("/api/admin/paths/functions", _fields(deputy=""))
    words = await refused(response, 400, "bad_input")
    assert "leder inte till Servicecenter" in words
    gone = _line(association_type=None, function="fritidsbokningen", remove="yes")
    words = await refused(await eva.post("/api/admin/paths/lines", gone), 400, "bad_input")
    assert "Ingen funktion svarar för ämnet Lokaler och bokning" in words


async def test_what_makes_no_sense_is_told_by_the_name_of_its_field(site: Site) -> None:
    eva = await site.person("eva")
    wrong = _fields(email="nej", hours_mon="16:00-09:00", target_hours="många")
    response = await eva.post("/api/admin/paths/functions", wrong)
    words = await refused(response, 400, "paths_invalid")
    assert "E-post: nej är ingen e-postadress." in words
    assert "Öppettider: 16:00-09:00 slutar innan det börjar." in words
    assert "Tid till svar: kontrollera det som står där." in words


async def test_the_second_who_saves_is_told_and_the_first_stands(opening: Opening) -> None:
    async with opening() as site:
        eva, ada = await site.person("eva"), await site.person("ada")
        await _does(eva, "paths/functions", _fields(task="Det första"))
        response = await ada.post("/api/admin/paths/functions", _fields(task="Det andra"))
        assert "eva har ändrat samma sak" in await refused(response, 409, "paths_conflict")
        assert "Det första" in (await opens(site, "/kontakt?lang=sv")).words


async def test_the_next_question_goes_where_the_line_says_also_in_another_process(
    opening: Opening,
) -> None:
    async with opening() as site, opening(site.data) as other:
        await _does(await site.person("eva"), "paths/lines", _line())
        assert site.apps.public[PATHS].known.route("booking", "culture").id == "samverkan"
        understood = await other.apps.public[UNDERSTANDING].of_words("en hall", "culture", None)
        assert understood.paths.route("booking", "culture").id == "samverkan"


async def test_one_is_told_where_a_question_goes_and_why(site: Site) -> None:
    eva = await site.person("eva")
    asked = {"question": "Får vi startbidrag?", "association_type": "pensioners"}
    facts = dict((await _does(eva, "paths/try", asked))["facts"])
    assert facts["Varför"] == "Raden i ansvarslistan som säger mest om frågan: Bidrag, Pensionärer."
    assert facts["Går till"] == "Bidrag, kultur- och fritidsförvaltningen"
    assert facts["Därefter"] == "Servicecenter"
    facts = dict((await _does(eva, "paths/try", {**asked, "matter": "startbidrag"}))["facts"])
    assert facts["Går till"] == "Bidrag från kommunstyrelsen"


async def test_what_is_confirmed_is_a_fact_from_then_on_with_who_and_why(opening: Opening) -> None:
    async with opening() as site:
        eva = await site.person("eva")
        number = _fields("fritidsbokningen", phone="08-535 300 00")
        await _does(eva, "paths/functions", number)
        assert "08-535 300 00" not in (await opens(site, "/kontakt")).words
        given = {"kind": "function", "of": "fritidsbokningen", "what": "Telefonnummer"}
        response = await eva.post("/api/admin/confirm", given)
        await refused(response, 400, "bad_input")  # by whom?

        given["source"] = "Chefen, per telefon"
        response = await eva.post("/api/admin/confirm", {**given, "value": "08-535 300 99"})
        await refused(response, 409, "not_to_confirm")  # that is not what stands there
        await _does(eva, "confirm", {**given, "value": "08-535 300 00"})

        assert "08-535 300 00" in (await opens(site, "/kontakt")).words
        listed = await (await eva.get("/admin/go-live")).text()
        assert "Chefen, per telefon" in listed
        response = await eva.post("/api/admin/confirm", {**given, "source": "igen"})
        await refused(response, 409, "not_to_confirm")


async def test_an_article_that_is_confirmed_stays_live_and_says_so(opening: Opening) -> None:
    async with opening() as site:
        eva = await site.person("eva")
        library = site.apps.public[UNDERSTANDING].library
        await library.catch_up()
        waiting = list(library.articles["startbidrag"].to_verify)
        assert waiting
        for what in waiting:
            given = {"kind": "article", "of": "startbidrag", "what": what, "source": "Rutinen"}
            await _does(eva, "confirm", given)
        await library.catch_up()
        assert library.articles["startbidrag"].to_verify == []
