"""Rasa's model: trained when what it is made of has changed."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from launch.encoder import encoder_name, served_encoder
from launch.errors import LaunchError
from launch.failures import lines_of, quote
from launch.processes import module
from launch.session import Session

RASA_ENVIRONMENT = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
}
# Rasa's own cache does not know which encoder made its vectors, and would keep old ones.
TRAINING_ENVIRONMENT = RASA_ENVIRONMENT | {"RASA_MAX_CACHE_SIZE": "0"}
WARNING = "UserWarning: "
SOURCES = ("--data", "bot/data", "--domain", "bot/domain", "--config", "config.yml")


def model_path(session: Session) -> Path:
    """Where the model of the present files is, or will be."""
    name = model_digest(session.root, encoder_name(session))
    return session.settings.data / "models" / f"{name}.tar.gz"


def model_digest(root: Path, encoder: str) -> str:
    digest = hashlib.sha256(encoder.encode())
    for file in [root / "config.yml", *_bot_files(root / "bot")]:
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        digest.update(f"\n{content} {file.relative_to(root).as_posix()}".encode())
    return digest.hexdigest()[:16]


def train(session: Session, again: bool = False) -> Path:
    """Trains unless the model is there, or although it is; returns the model."""
    model = model_path(session)
    if again or not model.exists():
        with session.progress.step("Training Rasa's model"):
            _train(session, model)
    return model


def _train(session: Session, model: Path) -> None:
    # Rasa writes the file in place: only a whole one may get the name that counts.
    unfinished = model.parent / "unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    log = session.new_log("training")
    name = model.name.removesuffix(".tar.gz")
    target = ("--out", unfinished, "--fixed-model-name", name)
    rasa = module(session.rasa_python, "rasa", "train", *SOURCES, *target)
    with served_encoder(session) as url:
        code = session.runner.run(rasa, log, **TRAINING_ENVIRONMENT, LOTSEN_EMBEDDINGS_URL=url)
    if code or not (unfinished / model.name).exists():
        raise _failure(log)
    (unfinished / model.name).replace(model)
    shutil.rmtree(unfinished)


def _failure(log: Path) -> LaunchError:
    lines = lines_of(log)
    # it goes on after a file that it cannot read, and fails later for what the file lacks
    warnings = [line.partition(WARNING)[2] for line in lines if WARNING in line]
    quoted = quote([*warnings[:4], *lines[-3:]])
    problem = f"Rasa could not train its model:\n{quoted}\nAll of it: {log}"
    return LaunchError(problem, "Put right what it says about bot/ or config.yml, and try again.")


def _bot_files(bot: Path) -> Iterator[Path]:
    """All that the model is made of, in an order that does not depend on the machine."""
    for file in sorted(bot.rglob("*")):
        folders = file.relative_to(bot).parts[:-1]
        left_out = {"__pycache__", "tests"}.intersection(folders)
        if file.is_file() and not left_out and not file.name.startswith("requirements"):
            yield file
