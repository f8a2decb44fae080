"""Settings: each unknown or malformed one stops the start, by its name."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from web.settings import Settings, WrongSettings, read_settings

ROOT = Path(__file__).parent.parent.parent


def test_nothing_needs_to_be_set() -> None:
    settings = read_settings({})

    assert settings == Settings()
    assert (settings.host, settings.port) == ("127.0.0.1", 8080)
    assert settings.internal_host == settings.rasa_host == "127.0.0.1"
    assert settings.database == f"sqlite:///{Path('var').absolute() / 'lotsen.db'}"
    assert settings.encoder_source == str(Path("var/encoder"))
    assert settings.secure_cookies is False


def test_what_is_set_is_read() -> None:
    settings = read_settings(
        {
            "LOTSEN_PORT": "9000",
            "LOTSEN_RASA_TIMEOUT": "2.5",
            "LOTSEN_DATA": "/srv/lotsen",
            "LOTSEN_PUBLIC_URL": "https://chatt.example.se",
            "LOTSEN_MUNICIPALITY": "Botkyrka kommun",
            "PATH": "/usr/bin",
        }
    )

    assert (settings.port, settings.rasa_timeout) == (9000, 2.5)
    assert settings.database == "sqlite:////srv/lotsen/lotsen.db"
    assert settings.encoder_source == "/srv/lotsen/encoder"
    assert settings.secure_cookies is True
    assert settings.municipality == "Botkyrka kommun"


def test_a_database_that_is_named_is_used_instead_of_the_file() -> None:
    url = "postgresql+psycopg://lotsen:hemligt@db/lotsen"
    assert read_settings({"LOTSEN_DATABASE_URL": url}).database == url


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "åtta"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "-1"),
        ("PORT", ""),
        ("INTERNAL_PORT", "8081.5"),
        ("RASA_PORT", "70000"),
        ("RASA_TIMEOUT", "0"),
        ("RASA_TIMEOUT", "-1"),
        ("RASA_TIMEOUT", "nan"),
        ("RASA_TIMEOUT", "snart"),
        ("MAX_MESSAGE", "99"),
        ("MESSAGES_PER_MINUTE", "0"),
        ("CONVERSATIONS_PER_MINUTE", "många"),
        ("RASA_TIMEOUT", "inf"),
        ("PUBLIC_URL", "chatt.example.se"),
        ("PUBLIC_URL", "javascript:alert(1)"),
        ("LOG_LEVEL", "info"),
        ("LOG_LEVEL", "LOUD"),
    ],
)
def test_a_malformed_setting_is_named_with_its_value(name: str, value: str) -> None:
    with pytest.raises(WrongSettings) as told:
        read_settings({f"LOTSEN_{name}": value})

    [line] = str(told.value).splitlines()
    assert line.startswith(f"LOTSEN_{name} has the value {value!r}: ")


@pytest.mark.parametrize("name", ["PROT", "port", "", "DATABASE", "PORT_"])
def test_a_setting_that_does_not_exist_is_named(name: str) -> None:
    with pytest.raises(WrongSettings, match=f"^LOTSEN_{name}: there is no such setting$"):
        read_settings({f"LOTSEN_{name}": "1"})


def test_all_that_is_wrong_is_told_at_once() -> None:
    wrong = {"LOTSEN_PROT": "1", "LOTSEN_PORT": "x", "LOTSEN_MAX_MESSAGE": "y"}
    with pytest.raises(WrongSettings) as told:
        read_settings(wrong)

    assert {line.split(" ")[0].strip(":") for line in str(told.value).splitlines()} == set(wrong)


@pytest.mark.parametrize(
    "value",
    ["hemligt:losen@", "mysql://u:hemligt@db/x", "postgresql+psycopg://u:hemligt@db:port/x"],
)
def test_a_malformed_database_is_named_and_its_password_not_shown(value: str) -> None:
    with pytest.raises(WrongSettings) as told:
        read_settings({"LOTSEN_DATABASE_URL": value, "LOTSEN_PORT": "x"})

    assert "LOTSEN_DATABASE_URL: " in str(told.value)
    assert "hemligt" not in str(told.value)


MAIL = {
    "LOTSEN_SMTP_URL": "smtp://u:hemligt@mail.example",
    "LOTSEN_MAIL_FROM": "Kommunen <svar@kommun.example>",
    "LOTSEN_PUBLIC_URL": "https://chatt.example.se",
}


def test_mail_is_sent_when_all_that_it_needs_is_set() -> None:
    assert read_settings(MAIL).smtp_url.get_secret_value() == MAIL["LOTSEN_SMTP_URL"]


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"LOTSEN_PUBLIC_URL": ""}, "LOTSEN_SMTP_URL"),
        ({"LOTSEN_MAIL_FROM": ""}, "LOTSEN_MAIL_FROM"),
        ({"LOTSEN_MAIL_FROM": "kommunen"}, "LOTSEN_MAIL_FROM"),
        ({"LOTSEN_SMTP_URL": "http://u:hemligt@mail.example"}, "LOTSEN_SMTP_URL"),
        ({"LOTSEN_SMTP_URL": "smtp://u:hemligt@mail.example:x"}, "LOTSEN_SMTP_URL"),
    ],
)
def test_what_mail_lacks_is_named_and_its_password_not_shown(
    wrong: dict[str, str], named: str
) -> None:
    with pytest.raises(WrongSettings, match=named) as told:
        read_settings(MAIL | wrong)
    assert "hemligt" not in str(told.value)


def test_the_token_is_not_shown_with_the_settings() -> None:
    settings = read_settings({"LOTSEN_INTERNAL_TOKEN": "hemligt"})

    assert settings.internal_token.get_secret_value() == "hemligt"
    assert "hemligt" not in f"{settings} {settings!r} {settings.model_dump()}"


def in_files(folder: Path, **secrets: str) -> dict[str, str]:
    for name, value in secrets.items():
        (folder / name).write_text(f"{value}\n")
    return {"LOTSEN_SECRETS_FOLDER": str(folder)}


def test_a_secret_is_read_from_its_file_without_the_end_of_the_line(tmp_path: Path) -> None:
    settings = read_settings(in_files(tmp_path, internal_token="hemligt"))

    assert settings.internal_token.get_secret_value() == "hemligt"


def test_an_empty_file_sets_nothing_and_what_is_no_secret_is_not_read(tmp_path: Path) -> None:
    folder = in_files(tmp_path, smtp_url="", imap_url=" ", port="9000", rhsm="x")

    assert read_settings(folder) == Settings(secrets_folder=tmp_path)


def test_what_the_environment_sets_holds(tmp_path: Path) -> None:
    both = in_files(tmp_path, internal_token="fil") | {"LOTSEN_INTERNAL_TOKEN": "miljö"}

    assert read_settings(both).internal_token.get_secret_value() == "miljö"


def test_a_malformed_secret_in_a_file_is_named_and_not_shown(tmp_path: Path) -> None:
    with pytest.raises(WrongSettings, match="LOTSEN_SMTP_URL") as told:
        read_settings(in_files(tmp_path, smtp_url="http://u:hemligt@mail.example"))
    assert "hemligt" not in str(told.value)


def test_a_secret_that_cannot_be_read_stops_the_start_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "smtp_url").mkdir()  # as where Docker mounts a file that is not there

    with pytest.raises(WrongSettings, match=re.escape(str(tmp_path / "smtp_url"))):
        read_settings({"LOTSEN_SECRETS_FOLDER": str(tmp_path)})


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.89.0.2", ""])  # noqa: S104
def test_the_internal_port_is_on_no_network_without_a_token(host: str) -> None:
    on_network = {"LOTSEN_INTERNAL_HOST": host}

    with pytest.raises(WrongSettings, match=r"^LOTSEN_INTERNAL_TOKEN: "):
        read_settings(on_network)
    assert read_settings(on_network | {"LOTSEN_INTERNAL_TOKEN": "x"}).internal_host == host


@pytest.mark.parametrize("name", ["MODEL", "RASA_PYTHON", "INTERNAL_URL", "TEST_POSTGRES"])
def test_what_others_read_is_left_to_them(name: str) -> None:
    assert read_settings({f"LOTSEN_{name}": "x"}) == Settings()


def test_the_process_stops_with_the_name_and_without_a_traceback() -> None:
    stopped = subprocess.run(
        [sys.executable, "-m", "web.settings"],
        cwd=ROOT,
        env={"LOTSEN_PORT": "x", "LOTSEN_PROT": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert stopped.returncode == 2
    assert len(stopped.stderr.splitlines()) == 2
    assert "LOTSEN_PORT" in stopped.stderr
    assert "LOTSEN_PROT" in stopped.stderr
