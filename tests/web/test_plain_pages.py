"""The answer read without script, the address for it, and the accessibility statement."""

import asyncio
import re
import uuid
from collections import Counter

import pytest
from sqlalchemy import select

from db.schema import conversation
from servicecenter import written
from tests.conversations.talk import until
from tests.outbox.mail_server import mail_server
from tests.web.conftest import Opening
from tests.web.plain import QUESTION, SCRIPT, opens, reads, sends
from tests.web.site import Site
from web.limits import RETURNS_PER_MINUTE

pytestmark = pytest.mark.asyncio(loop_scope="module")

WRONG = "0123-4567-89AB-CDEF"


async def test_a_code_cannot_be_told_from_what_others_see() -> None:
    """The id of the conversation, which stands at the desk, is no way to the form or its secret."""
    form = uuid.uuid4()
    key = written.key_of(form)
    assert key.secret not in key.id.upper()
    assert form.hex not in (key.id, key.secret.lower())
    assert len({written.key_of(uuid.uuid4()).secret for _ in range(100)}) == 100


async def test_script_in_any_field_is_words(opening: Opening) -> None:
    async with opening() as site:
        wrong = await sends(site, question=SCRIPT, association=SCRIPT * 9, topic=SCRIPT)
        receipt = await sends(site, question=SCRIPT, association=SCRIPT, topic=SCRIPT)
        read = await reads(site, receipt.number, receipt.code)
        again = await reads(site, SCRIPT, SCRIPT)
        for page in (wrong, receipt, read, again):
            assert "<script>alert" not in page.source
            assert "<img src=x" not in page.source
        assert SCRIPT in read.words


async def test_the_stranger_reads_nothing_and_is_slowed_as_in_the_chat(opening: Opening) -> None:
    async with opening() as site:
        receipt = await sends(site, question=QUESTION)
        tries = [await reads(site, receipt.number, WRONG) for _ in range(RETURNS_PER_MINUTE)]
        unknown = await reads(site, receipt.number, receipt.code)
        assert Counter(page.status for page in tries) == {401: RETURNS_PER_MINUTE}
        assert unknown.status == 429  # also with the right one
        assert all(QUESTION not in page.source for page in (*tries, unknown))
        chat = {"number": receipt.number, "secret": receipt.code}
        assert (await site.public.post("/api/conversations/continue", json=chat)).status == 429


async def test_the_receipts_link_opens_the_conversation_in_the_chat(opening: Opening) -> None:
    async with opening() as site:
        receipt = await sends(site, question=QUESTION)
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
        assert 'name="email"' not in (await opens(site)).source
        receipt = await sends(site, question=QUESTION, email="not an address")
        assert receipt.status == 200  # no one was asked


async def test_the_address_gets_a_link_once_and_a_wrong_one_is_told(opening: Opening) -> None:
    sender, url = "Kommunen <svar@kommun.example>", "https://chatt.example"
    async with (
        mail_server() as server,
        opening(smtp_url=server.url, mail_from=sender, public_url=url) as site,
    ):
        wrong = await sends(site, question=QUESTION, email="kassor@")
        assert wrong.status == 400
        assert '<a href="#email">' in wrong.source
        one = uuid.uuid4().hex
        for _ in range(2):
            receipt = await sends(site, id=one, question=QUESTION, email="kassor@forening.example")
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
        assert title in (await opens(site, f"/fraga?lang={language}")).words
        receipt = await sends(site, f"/fraga?lang={language}", question=QUESTION)
        state = await site.database.read(lambda db: db.scalar(select(conversation.c.language)))
        assert state == language
        assert "Din fråga" not in receipt.words


async def test_the_chat_leads_to_the_form_without_script_and_to_the_statement(site: Site) -> None:
    page = await opens(site, "/chatt?lang=en")
    noscript = re.search(r"<noscript>.*?</noscript>", page.source, re.DOTALL)
    assert noscript
    assert 'href="/fraga?lang=en"' in noscript[0]
    assert 'href="/tillganglighet?lang=en"' in page.source


@pytest.mark.parametrize("language", ["sv", "sv-x-lattlast", "fi", "en"])
async def test_the_statement_holds_what_the_law_asks_for(site: Site, language: str) -> None:
    page = await opens(site, f"/tillganglighet?lang={language}")
    for asked in ("2018:1937", "Huddinge kommun", "WCAG 2.2", "2026", "axe-core", "Digg"):
        assert asked in page.words
    assert "https://www.digg.se/tdosanmalan" in page.source
    assert f'href="/fraga?lang={language}"' in page.source
    assert "tel:" not in page.source  # nothing that the municipality has not confirmed
    assert "mailto:" not in page.source
