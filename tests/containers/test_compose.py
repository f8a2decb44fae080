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
TRUSTED = "${FRONT:-172.30.80.0/24}"
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
WEB, RASA = SERVICES["web"], SERVICES["rasa"]
WEBS, RASAS = SERVICES["webs"], SERVICES["rasas"]
ONE, SCALE = (
    {name: one for name, one in SERVICES.items() if one["profiles"] == [profile]}
    for profile in ("one", "scale")
)
# What the images are built for; how each tells that it can do its work.
CLIENT = {"bookworm": 15, "trixie": 17}  # the version of PostgreSQL's programs in each Debian
HEALTH = {"proxy": "wget ", "postgres": "pg_isready ", "redis": "REDISCLI_AUTH="}


def prepared(folder: Path) -> Path:
    """A checkout after deploy/prepare."""
    shutil.copytree(ROOT / "deploy", folder / "deploy")
    subprocess.run([folder / "deploy" / "prepare"], check=True)
    return folder


def test_what_runs_depends_on_the_profile_and_one_is_what_prepare_sets() -> None:
    assert set(ONE) == {"web", "rasa"}
    assert set(SCALE) == {"proxy", "webs", "rasas", "postgres", "redis"}
    assert [one["deploy"]["replicas"] for one in (WEBS, RASAS)] == [2, 2]
    example = (ROOT / "deploy" / "example.env").read_text(encoding="utf-8")
    assert re.search(r"^COMPOSE_PROFILES=one$", example, re.MULTILINE)


def test_one_container_is_reached_from_outside_and_rasa_reaches_nothing() -> None:
    for profile, reached in ((ONE, "web"), (SCALE, "proxy")):
        assert [name for name, one in profile.items() if "ports" in one] == [reached]
        assert [port.rpartition(":")[2] for port in profile[reached]["ports"]] == ["8080"]
    for name in ("rasa", "rasas", "postgres", "redis"):
        assert SERVICES[name]["networks"] == ["inside"]
    assert COMPOSE["networks"]["inside"] == {"internal": True}


def test_web_believes_what_stands_on_a_network_that_only_the_proxy_shares() -> None:
    front = COMPOSE["networks"]["front"]
    assert front["internal"]
    assert [one["subnet"] for one in front["ipam"]["config"]] == [TRUSTED]
    assert {name for name, one in SERVICES.items() if "front" in one["networks"]} == {
        "proxy",
        "webs",
    }
    # On another one it could come from an address that is not believed.
    assert set(SERVICES["proxy"]["networks"]) & set(WEBS["networks"]) == {"front"}


@pytest.mark.parametrize("service", SERVICES.values(), ids=SERVICES.keys())
def test_a_container_may_do_as_little_as_it_can(service: dict[str, Any]) -> None:
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    name = service["image"].removeprefix("lotsen-")
    assert service["healthcheck"]["test"].startswith(HEALTH.get(name, "python "))
    image = (ROOT / service["build"]["dockerfile"]).read_text(encoding="utf-8")
    assert re.search(r"^USER 10001$", image, re.MULTILINE)


def test_each_secret_is_one_that_web_reads_and_has_a_file() -> None:
    for web in (WEB, WEBS):
        assert set(web["secrets"]) <= {name.lower() for name in SECRETS}
    assert RASA["secrets"] == RASAS["secrets"] == ["internal_token"]
    used = {name for one in SERVICES.values() for name in one.get("secrets", ())}
    assert COMPOSE["secrets"] == {name: {"file": f"./secrets/{name}"} for name in used}


@pytest.mark.parametrize(("web", "rasa"), [("web", "rasa"), ("webs", "rasas")])
def test_web_starts_with_what_is_set_there_and_what_prepare_makes(
    tmp_path: Path, web: str, rasa: str
) -> None:
    secrets = prepared(tmp_path) / "secrets"
    assert {file.name for file in secrets.iterdir()} == set(COMPOSE["secrets"])
    for file in secrets.iterdir():  # a container has only those that are named for it
        if file.name not in SERVICES[web]["secrets"]:
            file.unlink()
    environment = SERVICES[web]["environment"]
    if web == "webs":
        assert environment["LOTSEN_TRUSTED_PROXIES"] == TRUSTED
        environment = environment | {"LOTSEN_TRUSTED_PROXIES": TRUSTED[len("${FRONT:-") : -1]}

    settings = read_settings(environment | {"LOTSEN_SECRETS_FOLDER": str(secrets)})

    assert len(settings.internal_token.get_secret_value()) == 64
    assert set(settings.rasa_urls) == {f"http://{rasa}:5005"}
    internal = f"http://{web}:{settings.internal_port}"
    assert SERVICES[rasa]["environment"]["LOTSEN_INTERNAL_URL"] == internal
    is_shared = settings.database.startswith("postgresql+psycopg://lotsen:")
    assert is_shared == bool(settings.redis_url) == (web == "webs")


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


def test_the_web_image_brings_what_copies_the_database_of_the_server_that_runs() -> None:
    folder = ROOT / "deploy"
    web, postgres = (
        (folder / f"{name}.Dockerfile").read_text(encoding="utf-8") for name in ("web", "postgres")
    )
    server = re.search(r"^ARG POSTGRES_BASE=postgres:(\d+)-(\w+)$", postgres, re.MULTILINE)
    assert server
    debian = re.search(r"^ARG WEB_BASE=python:[\d.]+-slim-(\w+)$", web, re.MULTILINE)
    assert debian

    in_what_runs = web.rpartition("FROM ")[2]
    assert "postgresql-client" in in_what_runs.partition("USER")[0]
    assert CLIENT[debian[1]] >= int(server[1])
    assert f"/data/{server[1]} " in (folder / "postgres").read_text(encoding="utf-8")


def test_the_settings_of_the_example_exist() -> None:
    example = (ROOT / "deploy" / "example.env").read_text(encoding="utf-8")
    named = dict(re.findall(r"^# (LOTSEN_\w+)=(.*)$", example, re.MULTILINE))

    assert named
    read_settings(named)
