"""What a letter says: the new words alone, and whether a machine wrote it."""

from email.message import EmailMessage

import pytest

from inbox.letter import MARK, Received, new_words, read

TOKEN = "0123456789abcdef0123456789abcdef"
TO = f"svar+{TOKEN}@kommun.example"
OURS = f"{MARK} Skriv ditt svar ovanför den här raden.\n\nHej!\n\nFritidsbokningen har svarat."


def letter(text: str = "Tack, vi kommer.", to: str = TO, **headers: str) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Kassören <Kassor@forening.example>"
    made["To"] = to
    made["Subject"] = "Sv: Svar på din fråga"
    made["Message-ID"] = "<1@forening.example>"
    for name, value in headers.items():
        name = name.replace("_", "-")
        del made[name]
        made[name] = value
    made.set_content(text)
    return made


def _read(made: EmailMessage) -> Received:
    return read(made.as_bytes())


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.split("\n"))


@pytest.mark.parametrize(
    "introduced",
    [
        "Den mån 23 nov. 2026 kl 10:00 skrev Kommunen <svar@kommun.example>:",
        "On Mon, Nov 23, 2026 at 10:00 AM Kommunen <svar@kommun.example> wrote:",
        "ma 23. marrask. 2026 klo 10.00 Kommunen (svar@kommun.example) kirjoitti:",
        "-----Ursprungligt meddelande-----",
        "",
    ],
)
def test_what_is_quoted_is_cut_whatever_program_wrote_it(introduced: str) -> None:
    text = f"Tack, vi kommer.\nVem öppnar?\n\n{introduced}\n{_quoted(OURS)}\n"
    assert new_words(text) == "Tack, vi kommer.\nVem öppnar?"


def test_a_quotation_without_our_mark_is_cut_too() -> None:
    text = "Ja.\n\nDen mån 23 nov. 2026 kl 10:00 skrev Kommunen <x@y.se>:\n> Hej!\n> Svar.\n"
    assert new_words(text) == "Ja."


def test_an_answer_that_only_quotes_has_no_words() -> None:
    assert new_words(_quoted(OURS)) == ""
    introduced = "Den mån 23 nov. 2026 kl 10:00 skrev Kommunen <svar@kommun.example>:"
    assert new_words(f"\n\n{introduced}\n{_quoted(OURS)}") == ""
    assert new_words("") == ""


def test_what_someone_says_of_writing_is_kept_when_nothing_is_quoted() -> None:
    assert new_words("Hej!\nNi skrev:") == "Hej!\nNi skrev:"


def test_who_wrote_to_which_conversation_is_read() -> None:
    one = _read(letter())
    assert (one.sender, one.token, one.words) == (
        "kassor@forening.example",
        TOKEN,
        "Tack, vi kommer.",
    )
    assert not one.is_automatic
    assert not one.has_files


def test_the_code_is_found_where_the_mail_server_has_put_it_and_in_any_case() -> None:
    forwarded = letter(to="svar@kommun.example", Delivered_To=TO.upper())
    assert _read(forwarded).token == TOKEN
    assert _read(letter(to="svar+kort@kommun.example")).token == ""


def test_the_same_letter_has_the_same_name_and_another_one_another() -> None:
    again, other = letter("Andra ord"), letter(Message_ID="<2@forening.example>")
    assert _read(again).name == _read(letter()).name != _read(other).name
    del again["Message-ID"]
    nameless = _read(again).name
    assert nameless == _read(again).name


@pytest.mark.parametrize(
    "header",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated (rejected)"},
        {"Precedence": "bulk"},
        {"Return_Path": "<>"},
        {"List_Id": "<lista.example>"},
        {"X_Autoreply": "yes"},
        {"From": "MAILER-DAEMON@forening.example"},
        {"From": "noreply@forening.example"},
    ],
)
def test_what_a_machine_wrote_is_known(header: dict[str, str]) -> None:
    assert _read(letter(**header)).is_automatic
    assert not _read(letter(Auto_Submitted="no")).is_automatic


def test_a_bounce_is_known_by_its_form() -> None:
    bounce = letter()
    bounce.replace_header("Content-Type", 'multipart/report; boundary="x"')
    assert _read(bounce).is_automatic


def test_html_alone_becomes_words_without_markup_script_and_quotation() -> None:
    made = letter()
    made.set_content(
        "<style>p{}</style><p>Tack &amp; hej<br>rad två</p><script>alert(1)</script>"
        "<blockquote>gammalt</blockquote>",
        subtype="html",
    )
    assert _read(made).words == "Tack & hej\nrad två"


def test_files_are_seen_and_pictures_in_a_signature_are_none() -> None:
    made = letter()
    made.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="stadgar.pdf")
    assert _read(made).has_files
    inline = letter()
    inline.add_attachment(
        b"x", maintype="image", subtype="png", filename="logo.png", disposition="inline"
    )
    assert not _read(inline).has_files


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff" * 99,
        b"From: \r\n\r\n",
        b"Content-Type: text/plain; charset=finns-inte\r\n\r\n\xff",
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x",
        b"To: " + b"+a@" * 9999,
        b"From: =?utf-8?b?////?=\r\nMessage-ID: \xff\r\n\r\nhej",
    ],
)
def test_a_letter_that_is_none_is_read_all_the_same(raw: bytes) -> None:
    assert read(raw).token == ""
