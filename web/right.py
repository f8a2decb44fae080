"""What a setting may hold, where one can tell from its value alone."""

import ipaddress
import re
from functools import cache
from typing import Annotated

from pydantic import AfterValidator, SecretStr
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

# A whole site and nothing wider: no path, no wildcard, nothing that ends a rule of a policy.
ORIGIN = re.compile(r"https?://[a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?(:[1-9]\d{0,4})?")
SERVER = re.compile(r"[a-zA-Z0-9]([a-zA-Z0-9_.-]*[a-zA-Z0-9])?(:[1-9]\d{0,4})?")

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def _database(value: str) -> str:
    try:
        known = not value or make_url(value).get_backend_name() in ("sqlite", "postgresql")
    except ArgumentError:
        known = False
    if not known:
        raise ValueError("not the URL of an SQLite or PostgreSQL database")
    return value


def _redis(value: SecretStr) -> SecretStr:
    if value and not value.get_secret_value().startswith(("redis://", "rediss://")):
        raise ValueError("not an address that begins with redis:// or rediss://")
    return value


def _address(value: str) -> str:
    if value and not value.startswith(("https://", "http://")):
        raise ValueError("not an address that begins with https:// or http://")
    return value


def _socket(value: str) -> str:
    if value and not value.startswith("/") and not re.fullmatch(r"[^\s/]+:\d{1,5}", value):
        raise ValueError("not host:port, nor a path that begins with /")
    return value


def _servers(value: str) -> str:
    wrong = [one for one in value.split(",") if not SERVER.fullmatch(one.strip())]
    if wrong:
        raise ValueError(f"{wrong[0]!r} is not a host, with or without :port")
    return value


def _networks(value: str) -> str:
    networks(value)
    return value


@cache
def networks(value: str) -> tuple[Network, ...]:
    """Raises ValueError, which names the one that is none."""
    return tuple(ipaddress.ip_network(one.strip()) for one in value.split(",") if value)


def _origins(value: str) -> str:
    wrong = [one for one in value.split(",") if value and not ORIGIN.fullmatch(one.strip())]
    if wrong:
        raise ValueError(f"{wrong[0]!r} is not an origin such as https://www.example.se")
    return value


def _level(value: str) -> str:
    if value not in ("DEBUG", "INFO", "WARNING", "ERROR"):
        raise ValueError("not DEBUG, INFO, WARNING or ERROR")
    return value


DatabaseUrl = Annotated[str, AfterValidator(_database)]
RedisUrl = Annotated[SecretStr, AfterValidator(_redis)]
Address = Annotated[str, AfterValidator(_address)]
ClamdSocket = Annotated[str, AfterValidator(_socket)]
Servers = Annotated[str, AfterValidator(_servers)]
Networks = Annotated[str, AfterValidator(_networks)]
Origins = Annotated[str, AfterValidator(_origins)]
LogLevel = Annotated[str, AfterValidator(_level)]
