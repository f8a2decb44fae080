"""Prometheus' own program that checks and tries rules."""

import shutil
import subprocess

import pytest


def promtool(*arguments: str, given: str = "") -> None:
    """It must find nothing wrong."""
    program = shutil.which("promtool") or pytest.skip("no promtool on this machine")
    done = subprocess.run(
        [program, *arguments], input=given, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
