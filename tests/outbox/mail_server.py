"""A real SMTP server on loopback, which can be told to fail."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.smtp import SMTP, Envelope, Session

OK = "250 OK"


@dataclass
class MailServer:
    """`refuses` maps a recipient to what the server says of it; `then` is said after DATA, or
    "hang" or "drop" happens there: the letter has arrived, and its sender never hears of it."""

    port: int = 0
    refuses: dict[str, str] = field(default_factory=dict)
    then: list[str] = field(default_factory=list)
    letters: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    server: asyncio.Server | None = None

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd calls it so
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _: list[str]
    ) -> str:
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return OK

    async def handle_DATA(  # noqa: N802 - aiosmtpd calls it so
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        then = self.then.pop(0) if self.then else OK
        assert isinstance(envelope.content, bytes)
        if then in (OK, "drop", "hang"):
            letter = message_from_bytes(envelope.content, policy=default)
            assert isinstance(letter, EmailMessage)
            self.letters.append(letter)
            self.recipients += envelope.rcpt_tos
        if then == "drop":
            assert server.transport is not None
            server.transport.abort()
        if then == "hang":
            await asyncio.sleep(60)
        return then

    def texts(self) -> list[str]:
        """What stands in the letters, in the order in which they came."""
        return [words_of(letter) for letter in self.letters]

    async def stop(self) -> None:
        assert self.server is not None
        self.server.close()

    async def start(self) -> None:
        loop = asyncio.get_running_loop()
        self.server = await loop.create_server(
            lambda: SMTP(self, hostname="localhost", loop=loop), "127.0.0.1", self.port
        )
        self.port = self.server.sockets[0].getsockname()[1]


def words_of(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    words: str = body.get_content()
    return words.replace("\r\n", "\n").strip()


@asynccontextmanager
async def mail_server() -> AsyncIterator[MailServer]:
    server = MailServer()
    await server.start()
    try:
        yield server
    finally:
        await server.stop()
