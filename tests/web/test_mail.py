"""A visitor's address over HTTP, with a real mail server at the other end."""

import re
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio

from servicecenter.notices import LEFT_AFTER
from tests.conversations.talk import until
from tests.outbox.mail_server import MailServer, mail_server
from tests.servicecenter.followed import confirm_mailbox
from tests.web.conftest import Opening
from tests.web.site import Site, Visitor, refused
from web.keys import MAIL

WHO = "kassor@forening.example"


@dataclass
class Post:
    site: Site
    server: MailServer

    async def comes(self, count: int) -> str:
        """The words of the letter of that number, once it is there."""

        async def there() -> bool:
            worker = self.site.apps.public[MAIL]
            assert worker is not None
            worker.wake()
            return len(self.server.letters) >= count

        await until(there)
        return self.server.texts()[count - 1]

    async def gives(self, visitor: Visitor, address: str = WHO) -> tuple[int, dict[str, str]]:
        response = await self.site.public.post(
            f"{visitor.path}/address", json={"address": address}, headers=visitor.headers
        )
        return response.status, await response.json()

    async def link(self, letters: int = 1) -> str:
        """The path that the letter's link leads to."""
        found = re.search(r"https://chatt\.example(/e-post/\S+)", await self.comes(letters))
        assert found
        return found[1]

    async def standing(self, visitor: Visitor) -> dict[str, str]:
        response = await self.site.public.get(f"{visitor.path}/address", headers=visitor.headers)
        standing: dict[str, str] = await response.json()
        return standing


@pytest_asyncio.fixture
async def post(opening: Opening) -> AsyncIterator[Post]:
    async with (
        mail_server() as server,
        opening(
            smtp_url=server.url,
            mail_from="Kommunen <svar@kommun.example>",
            public_url="https://chatt.example",
        ) as site,
    ):
        yield Post(site, server)


async def test_from_the_address_to_the_answer_in_the_mailbox(post: Post) -> None:
    site = post.site
    visitor, number = await site.claimed()
    waiting = {"state": "waiting", "address": "k•••@forening.example"}
    assert await post.gives(visitor) == (202, waiting)
    link = await post.link()

    opened = await site.public.get(link)
    assert (opened.status, await post.standing(visitor)) == (200, waiting)  # opening is not enough
    confirmed = await site.public.post(link)
    assert confirmed.status == 200
    assert (await post.standing(visitor))["state"] == "confirmed"
    bo = await site.person("bo")
    await bo.replies(number, "Dörren öppnas klockan sju.")
    site.clock.now += LEFT_AFTER

    words = await post.comes(2)
    assert "Dörren öppnas klockan sju." in words
    assert number in words
    assert visitor.secret not in words
    assert visitor.id not in words
    assert post.server.recipients == [WHO, WHO]


async def test_a_link_that_is_used_leads_to_a_page_that_says_what_to_do(post: Post) -> None:
    visitor = await post.site.visitor()
    await post.gives(visitor)
    link = await post.link()
    await post.site.public.post(link)

    for again in (await post.site.public.get(link), await post.site.public.post(link)):
        assert again.status == 404
        assert "Länken gäller inte längre" in await again.text()


async def test_a_form_of_another_site_confirms_nothing(post: Post) -> None:
    visitor = await post.site.visitor()
    await post.gives(visitor)
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    assert (await post.site.public.post(await post.link(), headers=elsewhere)).status == 403
    assert (await post.standing(visitor))["state"] == "waiting"


async def test_the_page_of_the_link_is_in_the_language_of_the_letter(post: Post) -> None:
    visitor = await post.site.visitor()
    await post.gives(visitor)
    path = (await post.link()).partition("?")[0]
    page = await post.site.public.get(f"{path}?lang=fi")
    assert "Kyllä, vahvista osoite" in await page.text()


@pytest.mark.parametrize("address", ["", "kassor", "a@x.se\r\nBcc: b@x.se", "a" * 400])
async def test_what_is_no_address_is_refused_in_words(post: Post, address: str) -> None:
    visitor = await post.site.visitor()
    status, told = await post.gives(visitor, address)
    assert (status, list(told)) == (400, ["error"])
    assert (await post.standing(visitor))["state"] == "none"


async def test_it_can_be_taken_away(post: Post) -> None:
    visitor = await post.site.visitor()
    await post.gives(visitor)
    await post.site.public.post(await post.link())
    response = await post.site.public.delete(f"{visitor.path}/address", headers=visitor.headers)

    assert await response.json() == {"state": "none", "address": ""}
    assert (await post.standing(visitor))["state"] == "none"


async def test_where_no_mail_is_sent_it_is_neither_offered_nor_taken(
    opening: Opening, post: Post
) -> None:
    async with opening() as site:
        visitor = await site.visitor()
        response = await site.public.post(
            f"{visitor.path}/address", json={"address": WHO}, headers=visitor.headers
        )
        await refused(response, 409, "mail_is_off")
        assert 'id="by-mail"' not in await (await site.public.get("/chatt")).text()
    assert 'id="by-mail"' in await (await post.site.public.get("/chatt")).text()


async def test_the_chat_itself_goes_to_the_confirmed_address_once_as_text_and_pdf(
    post: Post,
) -> None:
    visitor = await post.site.visitor()
    await visitor.says("Får vi hyra ishallen?")
    path = f"{visitor.path}/transcript"
    await post.gives(visitor)
    link = await post.link()
    await refused(
        await post.site.public.post(path, headers=visitor.headers), 409, "address_not_confirmed"
    )
    await post.site.public.post(link)

    for _ in range(2):
        response = await post.site.public.post(path, headers=visitor.headers)
        assert response.status == 202
    assert "Här är din chatt" in await post.comes(2)

    letter = post.server.letters[1]
    kinds = {part.get_filename(): part.get_content_type() for part in letter.iter_attachments()}
    assert kinds == {"lotsen.txt": "text/plain", "lotsen.pdf": "application/pdf"}
    [words, pdf] = [part.get_payload(decode=True) for part in letter.iter_attachments()]
    assert "Får vi hyra ishallen?".encode() in words
    assert pdf.startswith(b"%PDF")
    assert len(post.server.letters) == 2


async def test_an_agent_sees_that_answers_go_by_mail_too(post: Post) -> None:
    visitor, number = await post.site.claimed()
    bo = await post.site.person("bo")

    async def told() -> str | None:
        view = await (await bo.get(f"/api/desk/enquiries/{number}")).json()
        mail: str | None = view["mail"]
        return mail

    await post.gives(visitor)
    link = await post.link()
    assert await told() is None
    await post.site.public.post(link)
    assert await told() == "k•••@forening.example"


async def test_no_note_to_colleagues_is_in_a_letter_to_the_visitor(post: Post) -> None:
    visitor, number = await post.site.claimed("bo")
    bo = await post.site.person("bo")
    await post.gives(visitor)
    await post.site.public.post(await post.link())
    await bo.replies(number, "Dörren öppnas klockan sju.")
    for what, more in (("note", {}), ("consult", {"function": "bidrag-kultur-fritid"})):
        await bo.does(number, what, {"id": str(uuid.uuid4()), "text": "Ring Frasse", **more})
    await bo.does(number, "transfer", {"function": "servicecenter", "note": "Ring Frasse"})
    post.site.clock.now += LEFT_AFTER

    assert "klockan sju" in await post.comes(2)
    assert [words for words in post.server.texts() if "Frasse" in words] == []


async def test_a_functions_mailbox_hears_of_a_new_question_once(post: Post) -> None:
    await post.site.database.write(confirm_mailbox, "fritidsbokningen")
    _, number = await post.site.enquiry()

    words = await post.comes(1)

    assert f"https://chatt.example/desk/{number}" in words
    await post.site.enquiry("bidrag-kultur-fritid")  # its address is not confirmed
    _, later = await post.site.enquiry()
    assert f"/desk/{later}" in await post.comes(2)
    assert post.server.recipients == ["fritid@huddinge.se"] * 2
