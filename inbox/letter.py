"""One letter as it came: who wrote what, to which conversation. Every part of it is hostile."""

import hashlib
import html
import re
import uuid
from dataclasses import dataclass
from itertools import takewhile

import nh3
from imap_tools import MailMessage
from mailparser_reply import EmailReplyParser

LANGUAGES = ["sv", "en", "de", "da", "es", "fr", "pl"]
TOKEN = re.compile(r"\+([0-9a-f]{32})@", re.IGNORECASE)
ADDRESSED = ("to", "cc", "delivered-to", "x-original-to", "envelope-to")
# Our own letters begin with it, so that all below is known to be quoted, in any language.
MARK = "##-"
QUOTED = re.compile(r"^\s*>")
# What the library does not know: Finnish, older programs, and the line when nothing is below it.
INTRODUCES = re.compile(
    r"\b(kirjoitti|skrev|wrote)\b.*:\s*$|^-+\s*(Alkuperäinen viesti|Ursprungligt meddelande)\s*-+$",
    re.IGNORECASE,
)
ENDS_A_LINE = re.compile(r"<(?:br\b[^>]*|/p|/div|/li|/tr)>", re.IGNORECASE)
# Whoever writes from these is no person.
NO_PERSON = re.compile(r"^(mailer-daemon|postmaster|no-?reply|bounce)", re.IGNORECASE)
Headers = dict[str, tuple[str, ...]]
BULK = ("bulk", "junk", "list", "auto_reply")


@dataclass(frozen=True)
class Received:
    """`name` is the same each time the same letter is read; `token` may be empty."""

    name: str
    sender: str
    token: str
    words: str
    has_files: bool
    is_automatic: bool


def read(raw: bytes) -> Received:
    letter = MailMessage.from_bytes(raw)
    headers = {name: tuple(values) for name, values in dict(letter.headers).items()}
    return Received(
        name=_name(headers, raw),
        sender=letter.from_.strip().lower(),
        token=_token(headers),
        words=new_words(_text(letter)),
        has_files=any(one.content_disposition == "attachment" for one in letter.attachments),
        is_automatic=_is_automatic(headers, letter.from_),
    )


def new_words(text: str) -> str:
    """Without what is quoted, and the signature."""
    lines = text.replace("\r\n", "\n").split("\n")
    above = list(takewhile(lambda line: MARK not in line, lines))
    reply = EmailReplyParser(languages=LANGUAGES).parse_reply("\n".join(above)) or ""
    new = reply.strip().split("\n")
    while new and (not new[-1].strip() or QUOTED.match(new[-1])):
        new.pop()
    is_cut = len(new) < len([line for line in lines if line.strip()])
    while new and is_cut and INTRODUCES.search(new[-1]):
        new.pop()
    return "\n".join(new).strip().encode(errors="replace").decode()


def _text(letter: MailMessage) -> str:
    if letter.text.strip():
        return letter.text
    in_lines = ENDS_A_LINE.sub("\n", letter.html)
    # What clients quote stands in a block of its own.
    left_out = {"script", "style", "blockquote", "head", "title"}
    return html.unescape(
        nh3.clean(in_lines, tags=set(), attributes={}, clean_content_tags=left_out)
    )


def _token(headers: Headers) -> str:
    for value in (value for name in ADDRESSED for value in headers.get(name, ())):
        found = TOKEN.search(value)
        if found:
            return found[1].lower()
    return ""


def _name(headers: Headers, raw: bytes) -> str:
    given = headers.get("message-id", ("",))[0].strip()
    told = given.encode(errors="surrogateescape") or raw
    return str(uuid.UUID(bytes=hashlib.sha256(told).digest()[:16]))


def _is_automatic(headers: Headers, sender: str) -> bool:
    """Answers of machines: absences, bounces, lists. Answering them could go on for ever."""
    said = {name: " ".join(values).strip().lower() for name, values in headers.items()}
    return (
        said.get("auto-submitted", "no") != "no"
        or said.get("precedence", "") in BULK
        or said.get("return-path", "x").strip() == "<>"
        or said.get("content-type", "").startswith("multipart/report")
        or any(name in said for name in ("list-id", "x-autoreply", "x-autorespond"))
        or bool(NO_PERSON.match(sender))
    )
