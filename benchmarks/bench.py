"""Where measurements are made: what `./lotsen bench` gives, and nothing of the caller's service."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from commands.database import settings_or_exit
from launch.processes import Runner
from launch.progress import Progress
from launch.stop import Stop

ROOT = Path(__file__).parent.parent
LED_ASTRAY = ("PYTHONHOME", "PYTHONPATH", "PYTHONSAFEPATH")


class NotPrepared(Exception):
    """Something that `./lotsen bench` prepares is not there."""


@dataclass(frozen=True)
class Bench:
    folder: Path  # beside the real data, so that commits cost what they cost there
    rasa_python: Path
    model: Path
    encoder: str
    database_url: str
    progress: Progress

    @property
    def runner(self) -> Runner:
        """Runs programs without the caller's settings, which may name the real database."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("LOTSEN_") and name not in LED_ASTRAY
        }
        return Runner(ROOT, kept, Stop())

    @contextmanager
    def fresh_folder(self) -> Iterator[Path]:
        """An empty folder. It is kept when something goes wrong, and then says so."""
        folder = Path(mkdtemp(prefix="run-", dir=self.folder))
        try:
            yield folder
        except Exception:
            self.progress.say(f"Data and logs are kept in {folder}")
            raise
        except BaseException:  # Ctrl-C
            shutil.rmtree(folder)
            raise
        shutil.rmtree(folder)


def open_bench(progress: Progress) -> Bench:
    settings = settings_or_exit()
    encoder = Path(settings.encoder_source)
    folder = settings.data.absolute() / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    return Bench(
        folder,
        _named("LOTSEN_RASA_PYTHON"),
        _named("LOTSEN_MODEL"),
        str(encoder.absolute()) if encoder.is_dir() else settings.encoder_source,
        settings.database_url,
        progress,
    )


def _named(variable: str) -> Path:
    path = Path(os.environ.get(variable, ""))
    if not path.is_file():
        raise NotPrepared(f"{variable} names no file; `./lotsen bench` prepares it")
    return path.absolute()
