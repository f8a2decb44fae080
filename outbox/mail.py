"""Letters: plain text over SMTP, in a form that no name in them can change."""

import base64
import hashlib
import ipaddress
from dataclasses import asdict, dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import Any
from urllib.parse import unquote, urlsplit

import aiosmtplib
from email_validator import EmailNotValidError, validate_email

from outbox.rows import Row, Waiting
from outbox.worker import Refused, Send

CHANNEL = "mail"
PATIENCE = 20.0  # seconds for each answer of the mail server
PORTS = {"smtp": 587, "smtps": 465}


class NoAddress(Exception):
    """It is not an e-mail address that mail can be sent to."""


@dataclass(frozen=True)
class Attachment:
    """`content` is base64, since it is kept as JSON."""

    name: str
    kind: str
    content: str

    @classmethod
    def of(cls, name: str, kind: str, content: bytes) -> "Attachment":
        return cls(name, kind, base64.b64encode(content).decode())


@dataclass(frozen=True)
class Letter:
    subject: str
    text: str
    attachments: list[Attachment] = field(default_factory=list)
    reply_to: str = ""

    def to(self, recipient: str, ordering: str, key: str) -> Row:
        return Row(key, CHANNEL, ordering, recipient, asdict(self))


@dataclass(frozen=True)
class Server:
    host: str
    port: int
    username: str | None
    password: str | None
    is_tls: bool

    @property
    def start_tls(self) -> bool | None:
        """Passwords never travel in the open; else encryption is used where it is offered."""
        if self.is_tls:
            return False
        return True if self.username and not _is_here(self.host) else None


def read_server(url: str) -> Server:
    """Of smtp://user:password@host:port, or smtps:// for encryption from the first byte.
    Raises ValueError without showing the URL, which holds a password."""
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        raise ValueError("the port is not a number") from None
    if parts.scheme not in PORTS or not parts.hostname or parts.path.strip("/") or parts.query:
        raise ValueError("not of the form smtp://user:password@host:port, or smtps://")
    username = unquote(parts.username) if parts.username else None
    password = unquote(parts.password) if parts.password else None
    is_tls = parts.scheme == "smtps"
    return Server(parts.hostname, port or PORTS[parts.scheme], username, password, is_tls)


def read_address(text: str) -> str:
    """As mail is sent to it; says nothing of whether anyone reads there. Raises NoAddress."""
    try:
        checked = validate_email(
            text.strip(), check_deliverability=False, allow_smtputf8=False, strict=True
        )
    except EmailNotValidError:
        raise NoAddress from None
    if checked.ascii_email is None or len(checked.ascii_email) > 254:
        raise NoAddress
    return checked.ascii_email


def read_sender(text: str) -> Address:
    """Of `lotsen@example.se` or `A municipality <lotsen@example.se>`. Raises NoAddress."""
    name, address = parseaddr(text)
    return Address(_one_line(name), addr_spec=read_address(address))


def compose(due: Waiting, sender: Address) -> EmailMessage:
    """The same letter each time, byte for byte but for the boundary of attachments."""
    letter = due.row.payload
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = Address(addr_spec=due.row.recipient)
    if letter.get("reply_to"):
        message["Reply-To"] = Address(addr_spec=letter["reply_to"])
    message["Subject"] = _one_line(letter["subject"])
    message["Date"] = format_datetime(_whole_seconds(due.created_at))
    message["Message-ID"] = _id_of(due.row.key, sender)
    message["References"] = _id_of(due.row.ordering, sender)  # letters of one matter stay together
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(letter["text"], charset="utf-8", cte="quoted-printable")
    for attached in letter["attachments"]:
        _attach(message, attached)
    return message


def sending(server: Server, sender: Address) -> Send:
    async def send(due: Waiting) -> None:
        message = compose(due, sender)
        try:
            await aiosmtplib.send(
                message,
                hostname=server.host,
                port=server.port,
                username=server.username,
                password=server.password,
                use_tls=server.is_tls,
                start_tls=server.start_tls,
                timeout=PATIENCE,
            )
        except (aiosmtplib.SMTPException, OSError, TimeoutError) as fault:
            raise _refused(fault) from None

    return send


def _refused(fault: Exception) -> Refused:
    """Only the code of what the server said: its words may quote the address."""
    if isinstance(fault, aiosmtplib.SMTPRecipientsRefused):
        fault = fault.recipients[0]
    code = fault.code if isinstance(fault, aiosmtplib.SMTPResponseException) else None
    theirs = aiosmtplib.SMTPRecipientRefused | aiosmtplib.SMTPDataError
    for_good = isinstance(fault, theirs) and code is not None and code >= 500
    why = type(fault).__qualname__ + (f" {code}" if code else "")
    return Refused(why, for_good=for_good)


def _attach(message: EmailMessage, attached: dict[str, Any]) -> None:
    maintype, _, subtype = attached["kind"].partition("/")
    message.add_attachment(
        base64.b64decode(attached["content"]),
        maintype=maintype,
        subtype=subtype,
        filename=_one_line(attached["name"]),
    )


def _id_of(key: str, sender: Address) -> str:
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{sender.domain}>"


def _one_line(text: str) -> str:
    """A header ends at a line break: none gets in, and nothing else that one cannot see."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _whole_seconds(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
