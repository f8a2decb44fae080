"""One call of ./lotsen: where things lie, and the means to run commands and to report."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from launch.processes import Runner
from launch.progress import Progress
from launch.settings import Settings
from launch.stop import Stop


@dataclass(frozen=True)
class Session:
    root: Path
    settings: Settings
    environment: Mapping[str, str]
    stop: Stop
    progress: Progress

    @property
    def runner(self) -> Runner:
        return Runner(self.root, self.environment, self.stop)

    @property
    def web_python(self) -> Path:
        return self.root / ".venv" / "web" / "bin" / "python"

    @property
    def rasa_python(self) -> Path:
        return self.root / ".venv" / "rasa" / "bin" / "python"

    def log(self, name: str) -> Path:
        folder = self.settings.data / "log"
        folder.mkdir(parents=True, exist_ok=True)
        return folder / f"{name}.log"

    def new_log(self, name: str) -> Path:
        log = self.log(name)
        log.write_bytes(b"")
        return log


def child_environment(environ: Mapping[str, str], data: Path) -> dict[str, str]:
    """The caller's environment, less what would lead one of our two Pythons to other packages."""
    ours = dict(environ, LOTSEN_DATA=str(data))
    for name in ("PYTHONHOME", "PYTHONPATH", "PYTHONSAFEPATH"):
        ours.pop(name, None)
    return ours
