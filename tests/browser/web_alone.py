"""The web process alone: where people talk to people no bot is asked."""

import multiprocessing
import os
import sys
from pathlib import Path

from launch.ports import free_port
from tests.conftest import DATA
from tests.running import ROOT, wait_for
from web.__main__ import main

# A new process for each life, made from one that has read the program: half of a start is that.
FORKING = multiprocessing.get_context("forkserver")
FORKING.set_forkserver_preload([__name__])


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
        self.restart()

    def wait(self) -> None:
        wait_for(f"http://127.0.0.1:{self.port}/health/live", self._log)

    def kill_and_restart(self) -> None:
        self.kill()
        self.restart()

    def restart(self) -> None:
        told = (self._environment, self._log)
        self._process = FORKING.Process(target=_serve, args=told, daemon=True)
        self._process.start()

    def kill(self) -> None:
        self._process.kill()
        self._process.join()


def _serve(environment: dict[str, str], log: Path) -> None:
    """As `python -m web` does, but for the reading of the program."""
    os.chdir(ROOT)
    os.environ.update(environment)
    with log.open("ab") as output:
        for stream in (sys.stdout, sys.stderr):
            os.dup2(output.fileno(), stream.fileno())
    sys.exit(main())
