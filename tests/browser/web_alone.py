"""The web process alone: where people talk to people no bot is asked."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from launch.ports import free_port
from tests.conftest import DATA
from tests.running import ROOT, wait_for


class WebAlone:
    """On the database in the folder; `more` are further settings."""

    def __init__(self, data: Path, **more: str) -> None:
        self.port = free_port()
        self._log = data / "web.log"
        self._environment = {
            "LOTSEN_DATA": str(data),
            "LOTSEN_ENCODER": os.environ.get("LOTSEN_ENCODER") or str(DATA / "encoder"),
            "LOTSEN_PORT": str(self.port),
            "LOTSEN_INTERNAL_PORT": str(free_port()),
            "LOTSEN_MESSAGES_PER_MINUTE": "1000000",
            **more,
        }
        self._process = self._started()

    def wait(self) -> None:
        wait_for(f"http://127.0.0.1:{self.port}/health/live", self._log)

    def kill_and_restart(self) -> None:
        self.kill()
        self.restart()

    def restart(self) -> None:
        self._process = self._started()

    def kill(self) -> None:
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def _started(self) -> subprocess.Popen[bytes]:
        with self._log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "web"],
                cwd=ROOT,
                env={**os.environ, **self._environment},
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
