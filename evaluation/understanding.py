"""What Rasa understands of texts: in its own environment, with the encoder beside it."""

import csv
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
QUIET = {
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
}
STARTING = 60  # seconds


class RasaFailed(Exception):
    """Rasa ended with an error; its last words are the message."""


def understand(texts: Sequence[str], model: Path, encoder: str) -> list[dict[str, Any]]:
    """For each text its intents with confidences, best first, and its entities."""
    with _encoder_at(encoder) as url:
        lines = "".join(json.dumps(text) + "\n" for text in texts)
        printed = _rasa(["-m", "bot.understand", str(model)], url, lines)
    return [json.loads(line) for line in printed.splitlines()]


def train(examples: Sequence[tuple[str, str]], folder: Path, encoder: str) -> Path:
    """Trains the understanding of config.yml on texts with intents; returns the model."""
    data = folder / "nlu.yml"
    data.write_text(_as_rasa_data(examples), encoding="utf-8")
    arguments = ["--nlu", str(data), "--config", str(ROOT / "config.yml"), "--out", str(folder)]
    with _encoder_at(encoder) as url:
        _rasa(["-m", "rasa", "train", "nlu", *arguments, "--fixed-model-name", "nlu"], url)
    return folder / "nlu.tar.gz"


def read_csv(path: Path) -> list[tuple[str, str]]:
    """Pairs of text and intent."""
    with path.open(encoding="utf-8", newline="") as file:
        return [(row["text"], row["intent"]) for row in csv.DictReader(file)]


def _as_rasa_data(examples: Sequence[tuple[str, str]]) -> str:
    by_intent: dict[str, list[str]] = {}
    for text, intent in examples:
        by_intent.setdefault(intent, []).append(" ".join(text.split()))
    groups = [
        {"intent": intent, "examples": "".join(f"- {_unmarked(text)}\n" for text in texts)}
        for intent, texts in by_intent.items()
    ]
    return yaml.safe_dump({"version": "3.1", "nlu": groups}, allow_unicode=True)


def _unmarked(text: str) -> str:
    """Brackets would be read as marked entities."""
    return text.translate(str.maketrans("[]{}", "()()"))


def _rasa(arguments: Sequence[str], embeddings_url: str, given: str = "") -> str:
    python = os.environ["LOTSEN_RASA_PYTHON"]
    environment = {**os.environ, **QUIET, "LOTSEN_EMBEDDINGS_URL": embeddings_url}
    done = subprocess.run(  # noqa: S603 - our own interpreter and arguments
        [python, *arguments],
        cwd=ROOT,
        env=environment,
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RasaFailed("\n".join(done.stderr.splitlines()[-10:]))
    return done.stdout


@contextmanager
def _encoder_at(encoder: str) -> Iterator[str]:
    port = _free_port()
    command = [sys.executable, "-m", "knowledge.encoder.serve", "--port", str(port)]
    with (
        tempfile.TemporaryFile() as log,
        subprocess.Popen([*command, "--encoder", encoder], cwd=ROOT, stderr=log) as process,  # noqa: S603
    ):
        try:
            _wait_for(f"http://127.0.0.1:{port}/health", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + STARTING
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=1):  # noqa: S310 - loopback
                return
        except OSError:
            time.sleep(0.1)
    raise RasaFailed("the encoder did not start")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
