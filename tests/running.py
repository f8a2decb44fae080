"""Lotsen as it runs: both processes, for the tests that need all of it."""

import json
import os
import secrets
import signal
import subprocess
import sys
import time
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from launch.ports import free_port
from tests.outbox.mail_server import MailServer

ROOT = Path(__file__).parent.parent
STARTING = 180  # seconds; the first start fills the database with articles
QUIET = {
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
}


@dataclass(frozen=True)
class Running:
    """`url` is the public address; `environment` is what commands need to find it; `post` is where
    its letters come."""

    url: str
    environment: dict[str, str]
    post: MailServer

    @property
    def database_url(self) -> str:
        return f"sqlite:///{self.environment['LOTSEN_DATA']}/lotsen.db"

    def command(self, module: str, *arguments: str) -> str:
        """What one of our commands prints."""
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            env={**os.environ, **self.environment},
            capture_output=True,
            text=True,
        )
        if done.returncode:
            pytest.fail(f"{module} ended with {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout


def trained_model() -> tuple[str, str]:
    """The model and Rasa's Python, which `./lotsen test` names; skips where it did not."""
    model, python = os.environ.get("LOTSEN_TEST_MODEL"), os.environ.get("LOTSEN_TEST_RASA_PYTHON")
    if not model or not python:
        pytest.skip("Rasa is set up and trained by ./lotsen test")
    return model, python


@contextmanager
def started(data: Path, encoder: str) -> Iterator[Running]:
    """Both processes on free ports, with a database of their own, until the end of the block."""
    model, python = trained_model()
    public, internal, rasa = (free_port() for _ in range(3))
    environment = {
        "LOTSEN_DATA": str(data),
        "LOTSEN_ENCODER": encoder,
        "LOTSEN_PORT": str(public),
        "LOTSEN_INTERNAL_PORT": str(internal),
        "LOTSEN_RASA_PORT": str(rasa),
        "LOTSEN_INTERNAL_TOKEN": secrets.token_hex(16),
        "LOTSEN_AT_A_TIME": "1000",
    }
    post = MailServer(free_port())
    environment |= {
        "LOTSEN_SMTP_URL": post.url,
        "LOTSEN_MAIL_FROM": "Servicecenter <svar@kommun.example>",
        "LOTSEN_PUBLIC_URL": f"http://127.0.0.1:{public}",
    }
    # A site of others, which tests may open: no page of ours is on this host.
    environment["LOTSEN_EMBED_ORIGINS"] = f"http://localhost:{free_port()}"
    url = f"http://127.0.0.1:{internal}"
    for_rasa = {**environment, **QUIET, "LOTSEN_INTERNAL_URL": url, "LOTSEN_EMBEDDINGS_URL": url}
    files = ["--endpoints", "bot/endpoints.yml", "--credentials", "bot/credentials.yml"]
    run = ["rasa", "run", "--port", str(rasa), "--interface", "127.0.0.1", "--model", model]
    with (
        receiving(post),
        process([sys.executable, "-m", "web"], environment, data / "web.log"),
        process([python, "-m", *run, *files], for_rasa, data / "rasa.log"),
    ):
        running = Running(f"http://127.0.0.1:{public}", environment, post)
        wait_for(f"{running.url}/health/ready", data / "web.log")
        wait_for(f"http://127.0.0.1:{rasa}/", data / "rasa.log")
        yield running


@contextmanager
def receiving(post: MailServer) -> Iterator[None]:
    """In a thread of its own: a browser's tests have no loop for it."""
    server = Controller(post, hostname="127.0.0.1", port=post.port)
    server.start()
    try:
        yield
    finally:
        server.stop()


@contextmanager
def process(command: list[str], environment: dict[str, str], log: Path) -> Iterator[None]:
    with (
        log.open("wb") as output,
        subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        ) as running,
    ):
        try:
            yield
        finally:
            os.killpg(running.pid, signal.SIGTERM)


def wait_for(url: str, log: Path) -> None:
    until = time.monotonic() + STARTING
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - loopback
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"{url} did not answer\n{log.read_text()[-2000:]}")


class Visitor:
    """Someone who writes in the chat, over HTTP."""

    def __init__(self, running: Running) -> None:
        self._url = f"{running.url}/api/conversations"
        begun = self._call("POST", self._url, {})
        self.id, self.secret, self.seq = begun["id"], begun["secret"], 1
        self.state = begun["state"]

    def says(self, text: str, choice: str | None = None) -> list[dict[str, Any]]:
        """Writes, and returns what is answered: everything up to a pause."""
        said = {"id": str(uuid.uuid4()), "text": text, "choice": choice}
        stored = self._call("POST", f"{self._url}/{self.id}/messages", said)
        self.seq = stored["seq"]
        return self.hears()

    def hears(self) -> list[dict[str, Any]]:
        until = time.monotonic() + 15
        while time.monotonic() < until:
            view = self._call("GET", f"{self._url}/{self.id}?after={self.seq}")
            if view["messages"]:
                self.seq, self.state = view["messages"][-1]["seq"], view["state"]
                return [one for one in view["messages"] if one["from"] != "visitor"]
            time.sleep(0.02)
        pytest.fail("no answer within 15 seconds")

    def _call(self, method: str, url: str, body: Any = None) -> dict[str, Any]:
        headers = {"Content-Type": "application/json"}
        if hasattr(self, "secret"):
            headers["Authorization"] = f"Bearer {self.secret}"
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(url, data, headers, method=method)  # noqa: S310
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            read: dict[str, Any] = json.load(answer)
            return read
