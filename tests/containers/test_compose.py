"""What docker-compose.yml and the images promise, as far as it can be read; `tests/containers/run`
builds and starts them."""

import re
import shutil
import stat
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.test_architecture import MAY_IMPORT
from web.given import SECRETS
from web.settings import read_settings

ROOT = Path(__file__).parent.parent.parent
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
WEB, RASA = COMPOSE["services"]["web"], COMPOSE["services"]["rasa"]


def prepared(folder: Path) -> Path:
    """A checkout after deploy/prepare."""
    shutil.copytree(ROOT / "deploy", folder / "deploy")
    subprocess.run([folder / "deploy" / "prepare"], check=True)
    return folder


def test_rasa_is_reached_by_web_alone_and_reaches_nothing_else() -> None:
    assert "ports" not in RASA
    assert RASA["networks"] == ["inside"]
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert [port.rpartition(":")[2] for port in WEB["ports"]] == ["8080"]


@pytest.mark.parametrize("service", COMPOSE["services"].values(), ids=COMPOSE["services"].keys())
def test_a_container_may_do_as_little_as_it_can(service: dict[str, Any]) -> None:
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["healthcheck"]["test"].startswith("python ")
    image = (ROOT / service["build"]["dockerfile"]).read_text(encoding="utf-8")
    assert re.search(r"^USER 10001$", image, re.MULTILINE)


def test_each_secret_is_one_that_web_reads_and_has_a_file() -> None:
    assert set(WEB["secrets"]) <= {name.lower() for name in SECRETS}
    assert RASA["secrets"] == ["internal_token"]
    files = {name: {"file": f"./secrets/{name}"} for name in WEB["secrets"]}
    assert COMPOSE["secrets"] == files


def test_web_starts_with_what_is_set_there_and_what_prepare_makes(tmp_path: Path) -> None:
    secrets = prepared(tmp_path) / "secrets"
    assert {file.name for file in secrets.iterdir()} == set(WEB["secrets"])

    settings = read_settings(WEB["environment"] | {"LOTSEN_SECRETS_FOLDER": str(secrets)})

    assert len(settings.internal_token.get_secret_value()) == 64
    assert settings.rasa_url == "http://rasa:5005"
    assert RASA["environment"]["LOTSEN_INTERNAL_URL"] == f"http://web:{settings.internal_port}"


def test_prepare_leaves_what_is_there_and_keeps_others_out(tmp_path: Path) -> None:
    secrets = prepared(tmp_path) / "secrets"
    token = (secrets / "internal_token").read_text()
    (tmp_path / ".env").write_text("LOTSEN_MUNICIPALITY=Botkyrka kommun\n")

    subprocess.run([tmp_path / "deploy" / "prepare"], check=True)

    assert (secrets / "internal_token").read_text() == token
    assert (tmp_path / ".env").read_text() == "LOTSEN_MUNICIPALITY=Botkyrka kommun\n"
    assert stat.S_IMODE(secrets.stat().st_mode) == 0o700


def test_the_web_image_holds_every_package_that_runs_in_it() -> None:
    image = (ROOT / "deploy" / "web.Dockerfile").read_text(encoding="utf-8")
    copied = set(re.findall(r"^COPY (\w+) \1$", image, re.MULTILINE))

    assert copied == {"commands", *MAY_IMPORT["commands"]}


def test_the_settings_of_the_example_exist() -> None:
    example = (ROOT / "deploy" / "example.env").read_text(encoding="utf-8")
    named = dict(re.findall(r"^# (LOTSEN_\w+)=(.*)$", example, re.MULTILINE))

    assert named
    read_settings(named)
