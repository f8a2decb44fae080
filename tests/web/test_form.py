"""A question without script: the form, its receipt, and the answer read with number and code."""

import asyncio
import re
import uuid
from collections import Counter
from dataclasses import dataclass
from html import unescape
from typing import Any

import pytest
from aiohttp import ClientResponse
from sqlalchemy import func, select

from db.schema import conversation, enquiry, message
from servicecenter import written
from tests.conversations.talk import until
from tests.outbox.mail_server import mail_server
from tests.web.conftest import Opening
from tests.web.site import Site
from web.keys import UNDERSTANDING
from web.limits import FORMS_PER_MINUTE, RETURNS_PER_MINUTE

pytestmark = pytest.mark.asyncio(loop_scope="module")

QUESTION = "Dörren till gymnastiksalen går inte upp"
SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
WRONG = "0123-4567-89AB-CDEF"
HTML = {"Accept": "text/html"}


@dataclass
class Page:
    status: int
    source: str

    @property
    def words(self) -> str:
        return unescape(re.sub(r"<[^>]+>", "", self.source))

    def named(self, name: str) -> str:
        found = re.search(rf'name="{name}" value="([^"]*)"', self.source)
        assert found
        return unescape(found[1])

    @property
    def number(self) -> str:
        found = re.search(r"20\d\d-\d{6}", self.words)
        assert found, self.words
        return found[0]

    @property
    def code(self) -> str:
        found = re.search(r"\b[0-9A-Z]{4}(-[0-9A-Z]{4}){3}\b", self.words)
        assert found
        return found[0]


async def _page(response: ClientResponse) -> Page:
    source = await response.text()
    source = re.sub(r'<script type="application/json".*?</script>', "", source, flags=re.DOTALL)
    return Page(response.status, source)


async def _opens(site: Site, path: str = "/fraga") -> Page:
    return await _page(await site.public.get(path, headers=HTML))


async def _sends(site: Site, path: str = "/fraga", **fields: str) -> Page:
    """What a form sends; a fresh one, unless its id is given."""
    given = (
        {"id": uuid.uuid4().hex, **fields}
        if path.startswith("/fraga?") or path == "/fraga"
        else fields
    )
    return await _page(await site.public.post(path, data=given, headers=HTML))


async def _reads(site: Site, number: str, code: str) -> Page:
    return await _sends(site, "/fraga/svar", number=number, code=code)


async def _count(site: Site, table: Any) -> int:
    count: int = await site.database.read(
        lambda db: db.scalar(select(func.count()).select_from(table))
    )
    return count


async def test_from_the_form_to_the_desk_and_back_without_script(opening: Opening) -> None:
    async with opening() as site:
        form = await _opens(site)
        receipt = await _sends(
            site, id=form.named("id"), question=QUESTION, association="Bollen IF", topic="booking"
        )
        assert (form.status, receipt.status) == (200, 200)
        bo = await site.person("bo")
        [(number, shown)] = (await bo.queue()).items()
        assert number == receipt.number
        assert "JavaScript" in receipt.words

        await bo.does(number, "claim")
        desk = await bo.get(f"/api/desk/enquiries/{number}")
        assert "Bollen IF" in await desk.text()
        await bo.replies(number, "Vi kommer och öppnar")
        read = await _reads(site, receipt.number.replace("-", " "), receipt.code.lower())

        assert read.status == 200
        assert QUESTION in read.words
        assert "Vi kommer och öppnar" in read.words
        assert site.rasa.asked == []


async def test_the_same_form_again_is_the_same_enquiry_and_receipt(opening: Opening) -> None:
    async with opening() as site:
        one = uuid.uuid4().hex
        sent = [
            await _sends(site, id=one, question=QUESTION, association="Bollen") for _ in range(2)
        ]
        at_once = await asyncio.gather(
            *(_sends(site, id=one, question=QUESTION, association="Bollen") for _ in range(4))
        )
        shown = {(page.status, page.number, page.code) for page in (*sent, *at_once)}
        assert len(shown) == 1
        assert await _count(site, enquiry) == 1
        assert await _count(site, message) == 3  # the notice, the question, the receipt


async def test_other_words_in_the_same_form_are_added_and_not_lost(opening: Opening) -> None:
    async with opening() as site:
        one = uuid.uuid4().hex
        first = await _sends(site, id=one, question=QUESTION)
        second = await _sends(site, id=one, question="Det gäller Fullersta")
        assert (first.number, first.code) == (second.number, second.code)
        assert await _count(site, enquiry) == 1
        assert "Det gäller Fullersta" in (await _reads(site, first.number, first.code)).words


async def test_two_forms_are_two_conversations_that_open_with_their_own_code_alone(
    opening: Opening,
) -> None:
    async with opening() as site:
        one, other = [await _sends(site, question=QUESTION) for _ in range(2)]
        assert one.number != other.number
        assert (await _reads(site, one.number, other.code)).status == 401
        assert await _count(site, conversation) == 2


async def test_a_code_cannot_be_told_from_what_others_see() -> None:
    """The id of the conversation, which stands at the desk, is no way to the form or its secret."""
    form = uuid.uuid4()
    key = written.key_of(form)
    assert key.secret not in key.id.upper()
    assert form.hex not in (key.id, key.secret.lower())
    assert len({written.key_of(uuid.uuid4()).secret for _ in range(100)}) == 100


@pytest.mark.parametrize(
    ("topic", "question", "function"),
    [
        ("booking", "Hur är det med det vi pratade om?", "fritidsbokningen"),
        ("grants", "Hur är det med det vi pratade om?", "bidrag-kultur-fritid"),
        ("", "Vilken färg har kommunens bilar?", "servicecenter"),
        ("nonsense", "Vilken färg har kommunens bilar?", "servicecenter"),
    ],
)
async def test_it_goes_where_the_contact_paths_say(
    opening: Opening, topic: str, question: str, function: str
) -> None:
    async with opening() as site:
        receipt = await _sends(site, question=question, topic=topic)
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
        receipt = await _sends(site, question=QUESTION)
        assert receipt.status == 200
        assert "Servicecenter" in receipt.words


async def test_each_error_stands_at_its_field_and_keeps_what_was_written(opening: Opening) -> None:
    async with opening() as site:
        one = uuid.uuid4().hex
        page = await _sends(site, id=one, question=" \n", association="Å" * 201, topic="grants")
        assert page.status == 400
        assert page.named("id") == one
        assert page.named("association") == "Å" * 201
        assert 'value="grants" selected' in page.source
        assert 'id="svar" tabindex="-1"' in page.source  # where the form's action leads
        assert 'action="/fraga?lang=sv#svar"' in page.source
        for field in ("question", "association"):
            assert f'<a href="#{field}">' in page.source
            assert f'id="{field}-problem"' in page.source
        assert await _count(site, conversation) == 0

        long = await _sends(site, question="x" * 4001)
        assert "4001" in long.words
        assert long.status == 400


async def test_script_in_any_field_is_words(opening: Opening) -> None:
    async with opening() as site:
        wrong = await _sends(site, question=SCRIPT, association=SCRIPT * 9, topic=SCRIPT)
        receipt = await _sends(site, question=SCRIPT, association=SCRIPT, topic=SCRIPT)
        read = await _reads(site, receipt.number, receipt.code)
        again = await _reads(site, SCRIPT, SCRIPT)
        for page in (wrong, receipt, read, again):
            assert "<script>alert" not in page.source
            assert "<img src=x" not in page.source
        assert SCRIPT in read.words


@pytest.mark.parametrize("form", ["", "x", "0" * 31, SCRIPT, "\x00" * 32])
async def test_a_form_that_was_not_given_out_here_is_refused(site: Site, form: str) -> None:
    assert (await _sends(site, id=form, question=QUESTION)).status == 400


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
            assert (await _sends(site, question=QUESTION)).status == 200
        page = await _sends(site, question=QUESTION)
        assert page.status == 429
        assert QUESTION in page.source
        assert "Vänta en minut" in page.words


async def test_the_stranger_reads_nothing_and_is_slowed_as_in_the_chat(opening: Opening) -> None:
    async with opening() as site:
        receipt = await _sends(site, question=QUESTION)
        tries = [await _reads(site, receipt.number, WRONG) for _ in range(RETURNS_PER_MINUTE)]
        unknown = await _reads(site, receipt.number, receipt.code)
        assert Counter(page.status for page in tries) == {401: RETURNS_PER_MINUTE}
        assert unknown.status == 429  # also with the right one
        assert all(QUESTION not in page.source for page in (*tries, unknown))
        chat = {"number": receipt.number, "secret": receipt.code}
        assert (await site.public.post("/api/conversations/continue", json=chat)).status == 429


async def test_the_receipts_link_opens_the_conversation_in_the_chat(opening: Opening) -> None:
    async with opening() as site:
        receipt = await _sends(site, question=QUESTION)
        link = re.search(r'/chatt\?lang=sv#([0-9a-f]{32})\.([0-9A-Z]{16})"', receipt.source)
        assert link
        headers = {"Authorization": f"Bearer {link[2]}"}
        view = await (
            await site.public.get(f"/api/conversations/{link[1]}", headers=headers)
        ).json()
        assert view["state"] == "waiting"
        assert [one["kind"] for one in view["messages"]] == ["notice", "text", "receipt"]


async def test_it_asks_for_an_address_only_where_mail_is_sent(opening: Opening) -> None:
    async with opening() as site:
        assert 'name="email"' not in (await _opens(site)).source
        receipt = await _sends(site, question=QUESTION, email="not an address")
        assert receipt.status == 200  # no one was asked


async def test_the_address_gets_a_link_once_and_a_wrong_one_is_told(opening: Opening) -> None:
    sender, url = "Kommunen <svar@kommun.example>", "https://chatt.example"
    async with (
        mail_server() as server,
        opening(smtp_url=server.url, mail_from=sender, public_url=url) as site,
    ):
        wrong = await _sends(site, question=QUESTION, email="kassor@")
        assert wrong.status == 400
        assert '<a href="#email">' in wrong.source
        one = uuid.uuid4().hex
        for _ in range(2):
            receipt = await _sends(site, id=one, question=QUESTION, email="kassor@forening.example")
            assert "k•••@forening.example" in receipt.words

        async def there() -> bool:
            return bool(server.letters)

        await until(there)
        await asyncio.sleep(0.2)
        assert len(server.letters) == 1
        assert "https://chatt.example/e-post/" in server.texts()[0]


@pytest.mark.parametrize(
    ("language", "title"), [("fi", "Kysy lomakkeella"), ("en", "Ask in a form")]
)
async def test_the_pages_are_in_the_language_of_the_address(
    opening: Opening, language: str, title: str
) -> None:
    async with opening() as site:
        assert title in (await _opens(site, f"/fraga?lang={language}")).words
        receipt = await _sends(site, f"/fraga?lang={language}", question=QUESTION)
        state = await site.database.read(lambda db: db.scalar(select(conversation.c.language)))
        assert state == language
        assert "Din fråga" not in receipt.words


async def test_the_chat_leads_to_the_form_without_script_and_to_the_statement(site: Site) -> None:
    page = await _opens(site, "/chatt?lang=en")
    noscript = re.search(r"<noscript>.*?</noscript>", page.source, re.DOTALL)
    assert noscript
    assert 'href="/fraga?lang=en"' in noscript[0]
    assert 'href="/tillganglighet?lang=en"' in page.source


@pytest.mark.parametrize("language", ["sv", "sv-x-lattlast", "fi", "en"])
async def test_the_statement_holds_what_the_law_asks_for(site: Site, language: str) -> None:
    page = await _opens(site, f"/tillganglighet?lang={language}")
    for asked in ("2018:1937", "Huddinge kommun", "WCAG 2.2", "2026", "axe-core", "Digg"):
        assert asked in page.words
    assert "https://www.digg.se/tdosanmalan" in page.source
    assert f'href="/fraga?lang={language}"' in page.source
    assert "tel:" not in page.source  # nothing that the municipality has not confirmed
    assert "mailto:" not in page.source
