"""Letters are what was meant, whatever stands in the names and words that they are made of."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from outbox.mail import (
    Attachment,
    Letter,
    NoAddress,
    compose,
    read_address,
    read_sender,
    read_server,
)
from outbox.rows import Waiting
from tests.cast import MONDAY
from tests.outbox.mail_server import words_of

SENDER = "Huddinge kommun <svar@kommun.example>"


def letter(subject: str = "Svar", text: str = "Hej", *attached: Attachment) -> EmailMessage:
    """As the receiver reads it."""
    row = Letter(subject, text, list(attached)).to("a@forening.example", "one", "key")
    sent = compose(Waiting(1, row, MONDAY, 0), read_sender(SENDER))
    read = message_from_bytes(bytes(sent), policy=default)
    assert isinstance(read, EmailMessage)
    return read


@pytest.mark.parametrize("turn", ["\r\n", "\n", "\r", "\x0b", "\x85", "\u2028", "\x00"])
def test_no_name_can_add_a_header(turn: str) -> None:
    named = f"Fråga{turn}Bcc: spam@x.example{turn}{turn}Köp"
    read = letter(named, "Hej", Attachment.of(named, "text/plain", b"x"))

    assert read["Subject"] == "Fråga Bcc: spam@x.example Köp"
    assert read["Bcc"] is None
    assert words_of(read) == "Hej"
    [attached] = read.iter_attachments()
    assert attached["Bcc"] is None


def test_words_arrive_as_they_were_written() -> None:
    words = "Hej!\n\n.\nFrån åäö till 漢字 🙂\n" + "lång " * 400
    assert words_of(letter("Åäö – 漢字", words)) == words.rstrip()
    assert letter("Åäö – 漢字")["Subject"] == "Åäö – 漢字"


def test_an_attachment_arrives_whole() -> None:
    sent = bytes(range(256))
    [attached] = letter(
        "Samtal", "Bifogat", Attachment.of("samtal å.pdf", "application/pdf", sent)
    ).iter_attachments()

    assert attached.get_filename() == "samtal å.pdf"
    assert (attached.get_content_type(), attached.get_content()) == ("application/pdf", sent)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("Kassor@Forening.example.com", "Kassor@forening.example.com"),
        (" kassor@forening.example.com ", "kassor@forening.example.com"),
        ("styrelsen@förening.se", "styrelsen@xn--frening-90a.se"),
    ],
)
def test_an_address_is_read_as_mail_goes_to_it(written: str, address: str) -> None:
    assert read_address(written) == address


@pytest.mark.parametrize(
    "written",
    [
        "",
        "kassor",
        "kassor@",
        "@forening.se",
        "a b@forening.se",
        "a@forening.se\r\nBcc: b@x.se",
        "a@forening.se,b@x.se",
        "A <a@forening.se>",
        "a@localhost",
        "a@[127.0.0.1]",
        "kassör@forening.se",
        "a" * 65 + "@forening.se",
    ],
)
def test_what_is_no_address_is_refused(written: str) -> None:
    with pytest.raises(NoAddress):
        read_address(written)


def test_a_mail_server_is_read_from_its_url() -> None:
    server = read_server("smtp://lotsen:p%40ss@mail.example:2525")
    assert (server.host, server.port) == ("mail.example", 2525)
    assert (server.username, server.password) == ("lotsen", "p@ss")
    assert read_server("smtps://mail.example").port == 465


@pytest.mark.parametrize(
    ("url", "start_tls"),
    [
        ("smtp://mail.example", None),
        ("smtp://u:p@mail.example", True),
        ("smtp://u:p@127.0.0.1", None),
        ("smtp://u:p@127.0.0.1.example", True),
        ("smtps://u:p@mail.example", False),
    ],
)
def test_a_password_never_travels_in_the_open(url: str, start_tls: bool | None) -> None:
    assert read_server(url).start_tls is start_tls


@pytest.mark.parametrize(
    "url", ["mail.example", "http://mail.example", "smtp://", "smtp://x:port", "smtp://x/y"]
)
def test_what_is_no_mail_server_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"not"):
        read_server(url)
