"""A reply to a letter comes back into the conversation, over real SMTP and IMAP servers: once, from
whom it went to alone, and never so that two machines go on writing."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from email.message import EmailMessage

import pytest
import pytest_asyncio

from inbox.letter import MARK
from servicecenter import ledger
from servicecenter.notices import LEFT_AFTER
from tests.inbox.dovecot import Mailbox, dovecot
from tests.outbox.mail_server import mail_server, words_of
from tests.web.conftest import Opening
from tests.web.site import Visitor
from tests.web.test_mail import WHO, Post
from web.keys import READER

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def mailbox() -> Iterator[Mailbox]:
    with dovecot() as mailbox:
        yield mailbox


@dataclass
class Back(Post):
    mailbox: Mailbox

    async def reads(self) -> None:
        """What the service does now and again."""
        reader = self.site.apps.public[READER]
        assert reader is not None
        await reader.look()

    async def answered(self) -> tuple[Visitor, str, EmailMessage]:
        """A visitor who has left, and the letter with Bo's answer."""
        visitor, number = await self.site.claimed()
        before = len(self.server.letters)
        await self.gives(visitor)
        await self.site.public.post(await self.link(before + 1))
        bo = await self.site.person("bo")
        await bo.replies(number, "Dörren öppnas klockan sju.")
        self.site.clock.now += LEFT_AFTER
        await self.comes(before + 2)
        return visitor, number, self.server.letters[before + 1]

    async def said(self, visitor: Visitor) -> list[str]:
        return await visitor.texts("visitor")


@pytest_asyncio.fixture
async def back(opening: Opening, mailbox: Mailbox) -> AsyncIterator[Back]:
    mailbox.empty()
    async with (
        mail_server() as server,
        opening(
            smtp_url=server.url,
            mail_from="Kommunen <lotsen@kommun.example>",
            public_url="https://chatt.example",
            imap_url=mailbox.url,
            reply_address="svar@kommun.example",
        ) as site,
    ):
        yield Back(site, server, mailbox)


def reply(to: EmailMessage, text: str, sender: str = WHO, **headers: str) -> EmailMessage:
    """As a mail program makes it, with the letter quoted."""
    made = EmailMessage()
    made["From"] = f"Kassören <{sender}>"
    made["To"] = str(to["Reply-To"])
    made["Subject"] = f"Sv: {to['Subject']}"
    made["Message-ID"] = f"<{abs(hash(text))}@forening.example>"
    made["In-Reply-To"] = str(to["Message-ID"])
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    quoted = "\n".join(f"> {line}" for line in words_of(to).split("\n"))
    introduced = "Den mån 23 nov. 2026 kl 10:00 skrev Kommunen <svar@kommun.example>:"
    made.set_content(f"{text}\n\n{introduced}\n{quoted}\n")
    return made


async def test_a_reply_to_a_letter_is_said_in_the_conversation_without_what_it_quotes(
    back: Back,
) -> None:
    visitor, number, letter = await back.answered()
    assert MARK in words_of(letter)
    assert "Du kan också svara på det här brevet" in words_of(letter)
    back.mailbox.comes(reply(letter, "Tack! Kan ni öppna klockan åtta?").as_bytes())

    await back.reads()

    assert (await back.said(visitor))[-1] == "Tack! Kan ni öppna klockan åtta?"
    assert (await visitor.looks())["state"] == "person"
    assert (await (await back.site.person("bo")).queue())[number]["unanswered"] is True
    assert back.mailbox.left() == 0


async def test_the_same_letter_is_said_once_however_often_it_comes(back: Back) -> None:
    visitor, _, letter = await back.answered()
    for _ in range(2):
        for _ in range(2):
            back.mailbox.comes(reply(letter, "Ja, gärna.").as_bytes())
        await back.reads()
    assert (await back.said(visitor)).count("Ja, gärna.") == 1
    assert back.mailbox.left() == 0


@pytest.mark.parametrize(
    ("sender", "headers"),
    [
        ("frammande@evil.example", {}),
        (WHO, {"Auto_Submitted": "auto-replied"}),
        (WHO, {"Precedence": "bulk"}),
        (WHO, {"Return_Path": "<>"}),
    ],
)
async def test_strangers_with_the_letter_and_machines_say_nothing_and_get_no_answer(
    back: Back, sender: str, headers: dict[str, str]
) -> None:
    visitor, _, letter = await back.answered()
    before = await visitor.looks()
    back.mailbox.comes(reply(letter, "Jag är på semester.", sender, **headers).as_bytes())

    await back.reads()
    await back.reads()

    assert await visitor.looks() == before
    assert len(back.server.letters) == 2
    assert back.mailbox.left() == 1  # for people to look at


async def test_an_address_that_was_made_up_opens_nothing(back: Back) -> None:
    visitor, _, letter = await back.answered()
    before = await visitor.looks()
    made_up = reply(letter, "Hej")
    made_up.replace_header("To", "svar+0123456789abcdef0123456789abcdef@kommun.example")
    back.mailbox.comes(made_up.as_bytes())
    await back.reads()
    assert await visitor.looks() == before


async def test_who_has_taken_the_address_away_cannot_be_answered_for(back: Back) -> None:
    visitor, _, letter = await back.answered()
    await back.site.public.delete(f"{visitor.path}/address", headers=visitor.headers)
    before = await visitor.looks()
    back.mailbox.comes(reply(letter, "Hej").as_bytes())
    await back.reads()
    assert await visitor.looks() == before


async def test_files_do_not_come_along_and_the_sender_is_told_once_a_day(back: Back) -> None:
    visitor, _, letter = await back.answered()
    for text in ("Här är våra stadgar.", "Och här protokollet."):
        made = reply(letter, text)
        made.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="a.pdf")
        back.mailbox.comes(made.as_bytes())
    await back.reads()

    words = await back.comes(3)

    assert "inte filerna i brevet" in words
    assert await back.said(visitor) == [
        "Dörren går inte upp",
        "Här är våra stadgar.",
        "Och här protokollet.",
    ]
    assert len(back.server.letters) == 3


@pytest.mark.parametrize(("text", "told"), [("", "inga nya ord"), ("x" * 4001, "för långt")])
async def test_what_cannot_be_taken_is_said_in_words(back: Back, text: str, told: str) -> None:
    visitor, _, letter = await back.answered()
    back.mailbox.comes(reply(letter, text).as_bytes())
    await back.reads()
    assert told in (await back.comes(3)).replace("\n", " ")
    assert await back.said(visitor) == ["Dörren går inte upp"]


@pytest.mark.parametrize("end", ["close", "return-to-bot"])
async def test_a_reply_after_the_end_reaches_a_person_and_never_the_bot(
    back: Back, end: str
) -> None:
    site = back.site
    visitor, number, letter = await back.answered()
    bo = await site.person("bo")
    await bo.does(number, end, {"outcome": "answered"} if end == "close" else None)
    asked = len(site.rasa.asked)
    back.mailbox.comes(reply(letter, "Men dörren är fortfarande låst.").as_bytes())

    await back.reads()

    assert (await visitor.looks())["state"] in ("waiting", "person")
    assert len(site.rasa.asked) == asked
    waits = [one for one in (await bo.queue()).values() if one["unanswered"]]
    assert len(waits) == 1
    assert await site.database.read(ledger.faults, site.clock()) == []


async def test_one_letter_that_cannot_be_read_holds_up_no_other(back: Back) -> None:
    visitor, _, letter = await back.answered()
    for raw in (b"\x00\xff" * 99, b"To: svar@kommun.example\r\n\r\n"):
        back.mailbox.comes(raw.replace(b"\x00", b""))
    back.mailbox.comes(reply(letter, "Hej igen").as_bytes())
    await back.reads()
    assert (await back.said(visitor))[-1] == "Hej igen"
