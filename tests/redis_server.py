"""A Redis of a test's own, which it can stop and start again."""

import shutil
import subprocess
import time
from pathlib import Path

import pytest
from redis import Redis
from redis.exceptions import RedisError

from launch.ports import free_port


class RedisServer:
    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}"
        self._folder = folder

    def start(self) -> None:
        program = shutil.which("redis-server")
        if not program:
            pytest.skip("no Redis at hand")
        where = ["--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self._folder)]
        nothing_kept = ["--save", "", "--appendonly", "no"]
        self._process = subprocess.Popen(
            [program, *where, *nothing_kept], stdout=subprocess.DEVNULL
        )
        with Redis.from_url(self.url) as client:
            until = time.monotonic() + 20
            while time.monotonic() < until:
                try:
                    client.ping()
                except RedisError:
                    time.sleep(0.05)
                else:
                    return
        pytest.fail("Redis does not answer")

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
