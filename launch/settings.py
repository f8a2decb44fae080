"""The settings that the launcher itself reads; the web process checks all others."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from launch.errors import LaunchError


@dataclass(frozen=True)
class Setting:
    name: str
    default: str
    help: str


SETTINGS = (
    Setting("LOTSEN_PORT", "8080", "the port of the chat, the desk and the workshop"),
    Setting("LOTSEN_INTERNAL_PORT", "8081", "where Rasa reaches the web process, on loopback"),
    Setting("LOTSEN_RASA_PORT", "5005", "where the web process reaches Rasa, on loopback"),
    Setting("LOTSEN_DATA", "./var", "the folder of the database, the models, indexes and logs"),
    Setting("LOTSEN_ENCODER", "", "another encoder: a sentence-transformers name or folder"),
)
PORTS = ("LOTSEN_PORT", "LOTSEN_INTERNAL_PORT", "LOTSEN_RASA_PORT")


@dataclass(frozen=True)
class Settings:
    ports: Mapping[str, int]
    data: Path
    encoder: str

    @property
    def port(self) -> int:
        return self.ports["LOTSEN_PORT"]

    @property
    def internal_port(self) -> int:
        return self.ports["LOTSEN_INTERNAL_PORT"]

    @property
    def rasa_port(self) -> int:
        return self.ports["LOTSEN_RASA_PORT"]


def read_settings(environ: Mapping[str, str], root: Path) -> Settings:
    """Relative folders count from the checkout, wherever `./lotsen` is called from."""
    values = {setting.name: environ.get(setting.name) or setting.default for setting in SETTINGS}
    ports = {name: _port(name, values[name]) for name in PORTS}
    _refuse_shared_port(ports)
    data = (root / values["LOTSEN_DATA"]).resolve()
    return Settings(ports, data, values["LOTSEN_ENCODER"])


def _port(name: str, value: str) -> int:
    if value.isascii() and value.isdigit() and 0 < int(value) < 65536:
        return int(value)
    raise LaunchError(f"{name}={value}: not a port, which is a number from 1 to 65535", exit_code=2)


def _refuse_shared_port(ports: Mapping[str, int]) -> None:
    names = {port: [name for name in ports if ports[name] == port] for port in ports.values()}
    for port, sharing in names.items():
        if len(sharing) > 1:
            raise LaunchError(f"{' and '.join(sharing)} are both {port}; give each its own", "", 2)
