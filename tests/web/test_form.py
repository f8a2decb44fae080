"""A question without script: the form, its receipt, and who gets it."""

import asyncio
import uuid

import pytest
from sqlalchemy import select

from db.schema import conversation, enquiry, message
from tests.web.conftest import Opening
from tests.web.plain import QUESTION, SCRIPT, count, opens, reads, sends
from tests.web.site import Site
from web.keys import UNDERSTANDING
from web.limits import FORMS_PER_MINUTE

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_from_the_form_to_the_desk_and_back_without_script(opening: Opening) -> None:
    async with opening() as site:
        form = await opens(site)
        receipt = await sends(
            site, id=form.named("id"), question=QUESTION, association="Bollen IF", topic="booking"
        )
        assert (form.status, receipt.status) == (200, 200)
        bo = await site.person("bo")
        [(number, _)] = (await bo.queue()).items()
        assert number == receipt.number
        assert "JavaScript" in receipt.words

        await bo.does(number, "claim")
        desk = await bo.get(f"/api/desk/enquiries/{number}")
        assert "Bollen IF" in await desk.text()
        await bo.replies(number, "Vi kommer och öppnar")
        read = await reads(site, receipt.number.replace("-", " "), receipt.code.lower())

        assert read.status == 200
        assert QUESTION in read.words
        assert "Vi kommer och öppnar" in read.words
        assert site.rasa.asked == []


async def test_the_same_form_again_is_the_same_enquiry_and_receipt(opening: Opening) -> None:
    async with opening() as site:
        one = uuid.uuid4().hex
        sent = [
            await sends(site, id=one, question=QUESTION, association="Bollen") for _ in range(2)
        ]
        at_once = await asyncio.gather(
            *(sends(site, id=one, question=QUESTION, association="Bollen") for _ in range(4))
        )
        shown = {(page.status, page.number, page.code) for page in (*sent, *at_once)}
        assert len(shown) == 1
        assert await count(site, enquiry) == 1
        assert await count(site, message) == 3  # the notice, the question, the receipt


async def test_other_words_in_the_same_form_are_added_and_not_lost(opening: Opening) -> None:
    async with opening() as site:
        one = uuid.uuid4().hex
        first = await sends(site, id=one, question=QUESTION)
        second = await sends(site, id=one, question="Det gäller Fullersta")
        assert (first.number, first.code) == (second.number, second.code)
        assert await count(site, enquiry) == 1
        assert "Det gäller Fullersta" in (await reads(site, first.number, first.code)).words


async def test_two_forms_are_two_conversations_that_open_with_their_own_code_alone(
    opening: Opening,
) -> None:
    async with opening() as site:
        one, other = [await sends(site, question=QUESTION) for _ in range(2)]
        assert one.number != other.number
        assert (await reads(site, one.number, other.code)).status == 401
        assert await count(site, conversation) == 2


@pytest.mark.parametrize(
    ("topic", "question", "function"),
    [
        ("booking", "Hur är det med det vi pratade om?", "fritidsbokningen"),
        ("grants", "Hur är det med det vi pratade om?", "bidrag-kultur-fritid"),
        ("", "Hur söker vi startbidrag?", "bidrag-kommunstyrelsen"),
        ("nonsense", "Dörren till hallen öppnas inte", "fritidsbokningen"),
    ],
)
async def test_it_goes_where_the_contact_paths_say(
    opening: Opening, topic: str, question: str, function: str
) -> None:
    async with opening() as site:
        receipt = await sends(site, question=question, topic=topic)
        owner = await site.database.read(
            lambda db: db.scalar(
                select(enquiry.c.function_id).where(enquiry.c.number == receipt.number)
            )
        )
        assert owner == function


async def test_a_question_that_cannot_be_understood_still_has_an_owner(
    opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(*_: object) -> None:
        raise RuntimeError("no encoder")

    async with opening() as site:
        monkeypatch.setattr(site.apps.public[UNDERSTANDING], "of_form", fails)
        receipt = await sends(site, question=QUESTION)
        assert receipt.status == 200
        assert "Servicecenter" in receipt.words


async def test_each_error_stands_at_its_field_and_keeps_what_was_written(opening: Opening) -> None:
    async with opening() as site:
        one = uuid.uuid4().hex
        page = await sends(site, id=one, question=" \n", association="Å" * 201, topic="grants")
        assert page.status == 400
        assert page.named("id") == one
        assert page.named("association") == "Å" * 201
        assert 'value="grants" selected' in page.source
        assert 'id="svar" tabindex="-1"' in page.source  # where the form's action leads
        assert 'action="/fraga?lang=sv#svar"' in page.source
        for field in ("question", "association"):
            assert f'<a href="#{field}">' in page.source
            assert f'id="{field}-problem"' in page.source
        assert await count(site, conversation) == 0

        long = await sends(site, question="x" * 4001)
        assert "4\u00a0001" in long.words
        assert long.status == 400


@pytest.mark.parametrize("form", ["", "x", "0" * 31, SCRIPT, "\x00" * 32])
async def test_a_form_that_was_not_given_out_here_is_refused(site: Site, form: str) -> None:
    assert (await sends(site, id=form, question=QUESTION)).status == 400


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{}", "application/json", 415),
        (b"x", "multipart/form-data; boundary=x", 415),
        (b"id=%ff%fe&question=\xff", "application/x-www-form-urlencoded; charset=nonsense", 400),
        (b"&".join(b"a=1" for _ in range(30)), "application/x-www-form-urlencoded", 400),
    ],
)
async def test_what_no_form_sends_is_refused(
    site: Site, body: bytes, kind: str, status: int
) -> None:
    for path in ("/fraga", "/fraga/svar"):
        sent = {"Content-Type": kind}
        response = await site.public.post(path, data=body, headers=sent)
        assert response.status in (
            status,
            401 if status == 400 and path == "/fraga/svar" else status,
        )


async def test_a_page_of_another_site_cannot_send_it(site: Site) -> None:
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://other.example"}):
        fields = {"id": uuid.uuid4().hex, "question": QUESTION}
        response = await site.public.post("/fraga", data=fields, headers=headers)
        assert response.status == 403


async def test_who_sends_too_often_is_told_and_loses_nothing(opening: Opening) -> None:
    async with opening() as site:
        for _ in range(FORMS_PER_MINUTE):
            assert (await sends(site, question=QUESTION)).status == 200
        page = await sends(site, question=QUESTION)
        assert page.status == 429
        assert QUESTION in page.source
        assert "Vänta en minut" in page.words
