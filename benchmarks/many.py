"""Several processes of each kind, as on many machines, here on one: two web and two Rasas, with a
PostgreSQL and a Redis of their own."""

import os
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from benchmarks.bench import Bench, NotPrepared
from benchmarks.lotsen import NO_LIMIT
from benchmarks.running import Running
from launch.ports import free_port
from launch.processes import Command, module
from launch.service import Program
from launch.training import RASA_ENVIRONMENT

WEBS, RASAS, STORES = ("web-1", "web-2"), ("rasa-1", "rasa-2"), ("postgres", "redis")
NOT_ROOT = "postgres"  # the user that Debian's package makes
DEBIANS = "/usr/lib/postgresql"


@dataclass(frozen=True)
class Stores:
    running: Running
    database_url: str
    redis_url: str


@dataclass(frozen=True)
class Many:
    stores: Running
    services: Running

    @property
    def webs(self) -> list[str]:
        return [self.services.url(name) for name in WEBS]

    def kill_and_restart(self, name: str) -> None:
        (self.stores if name in STORES else self.services).kill_and_restart(name)

    def revive(self) -> None:
        """Starts again what has ended by itself, as whoever runs it in earnest would."""
        self.stores.revive()
        self.services.revive()


@contextmanager
def stores(bench: Bench, folder: Path) -> Iterator[Stores]:
    """An empty database, and a Redis."""
    postgres, redis = free_port(), free_port()
    programs = [_postgres(folder, postgres), _redis(folder, redis)]
    with Running("PostgreSQL and Redis", bench.progress, bench.runner, programs) as running:
        url = f"postgresql+psycopg://lotsen@127.0.0.1:{postgres}/postgres"
        _until_it_takes_queries(url)
        yield Stores(running, url, f"redis://127.0.0.1:{redis}")


@contextmanager
def many(bench: Bench, folder: Path, kept: Stores, only: tuple[str, ...] = ()) -> Iterator[Many]:
    """`only` names the programs to start; all, if none is named."""
    common = {
        "LOTSEN_DATA": str(folder),
        "LOTSEN_ENCODER": bench.encoder,
        "LOTSEN_DATABASE_URL": kept.database_url,
        "LOTSEN_REDIS_URL": kept.redis_url,
        "LOTSEN_INTERNAL_TOKEN": secrets.token_urlsafe(32),
        "LOTSEN_MESSAGES_PER_MINUTE": NO_LIMIT,
        "LOTSEN_CONVERSATIONS_PER_MINUTE": NO_LIMIT,
    }
    public, internal, rasa = ([free_port(), free_port()] for _ in range(3))
    common["LOTSEN_RASA_HOST"] = ",".join(f"127.0.0.1:{port}" for port in rasa)
    programs = [
        *(_web(common, folder, *of) for of in zip(WEBS, public, internal, strict=True)),
        *(_rasa(bench, common, folder, *of) for of in zip(RASAS, rasa, internal, strict=True)),
    ]
    wanted = [one for one in programs if not only or one.name in only]
    with Running("two web and two Rasas", bench.progress, bench.runner, wanted) as services:
        yield Many(kept.running, services)


def _web(common: dict[str, str], folder: Path, name: str, public: int, internal: int) -> Program:
    ports = {"LOTSEN_PORT": str(public), "LOTSEN_INTERNAL_PORT": str(internal)}
    command = module(Path(sys.executable), "web")
    log = folder / "log" / f"{name}.log"
    return Program(name, command, common | ports, log, public, "/health/live")


def _rasa(
    bench: Bench, common: dict[str, str], folder: Path, name: str, port: int, internal: int
) -> Program:
    """Its actions run in one web process; while that is away, the other Rasa has the turns."""
    url = f"http://127.0.0.1:{internal}"
    urls = {"LOTSEN_INTERNAL_URL": url, "LOTSEN_EMBEDDINGS_URL": url}
    files = ("--endpoints", "bot/endpoints.yml", "--credentials", "bot/credentials.yml")
    place = ("--interface", "127.0.0.1", "--port", port, "--model", bench.model)
    command = module(bench.rasa_python, "rasa", "run", *place, *files)
    log = folder / "log" / f"{name}.log"
    return Program(name, command, {**RASA_ENVIRONMENT, **common, **urls}, log, port, "/")


def _redis(folder: Path, port: int) -> Program:
    where = ("--bind", "127.0.0.1", "--port", str(port), "--dir", str(folder))
    command = [_found("redis-server"), *where, "--save", "", "--appendonly", "no"]
    return Program("redis", command, {}, folder / "log" / "redis.log", port, "")


def _postgres(folder: Path, port: int) -> Program:
    """On the disk of the measurement, with the syncs that it has in earnest."""
    folder.chmod(0o711)
    data = folder / "postgres"
    data.mkdir(mode=0o700)
    if os.geteuid() == 0:  # which PostgreSQL refuses to be run by
        shutil.chown(data, NOT_ROOT, NOT_ROOT)
    made = [*_as_other(), _found("initdb"), "-D", str(data), "-U", "lotsen", "-A", "trust"]
    subprocess.run(made, check=True, stdout=subprocess.DEVNULL, cwd="/")  # noqa: S603
    how = ("-p", str(port), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=")
    command = [*_as_other(), _found("postgres"), "-D", str(data), *how]
    return Program("postgres", command, {}, folder / "log" / "postgres.log", port, "")


def _as_other() -> Command:
    if os.geteuid() != 0:
        return []
    return ["setpriv", "--reuid", NOT_ROOT, "--regid", NOT_ROOT, "--clear-groups"]


def _found(program: str) -> str:
    debians = sorted(Path(DEBIANS).glob(f"*/bin/{program}"))
    found = str(debians[-1]) if debians else shutil.which(program)
    if not found:
        raise NotPrepared(f"{program} is not installed")
    return found


def _until_it_takes_queries(url: str) -> None:
    engine = sa.create_engine(url)
    for _ in range(100):
        try:
            engine.connect().close()
        except OperationalError:
            time.sleep(0.1)
        else:
            break
    engine.dispose()
