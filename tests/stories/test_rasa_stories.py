"""Rasa's own end-to-end tests, with the trained model and the real encoder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from launch.ports import free_port
from tests.conftest import DATA
from tests.running import QUIET, ROOT, process, trained_model, wait_for


@pytest.mark.slow
@pytest.mark.rasa
def test_every_line_is_understood_and_every_action_predicted(tmp_path: Path) -> None:
    model, python = trained_model()
    encoder = os.environ.get("LOTSEN_ENCODER") or str(DATA / "encoder")
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    serve = [sys.executable, "-m", "knowledge.encoder.serve", "--port", str(port)]
    with process([*serve, "--encoder", encoder], {}, tmp_path / "encoder.log"):
        wait_for(f"{url}/health", tmp_path / "encoder.log")
        stories = ["--stories", "tests/stories/conversation.yml", "--model", model]
        told = subprocess.run(
            [python, "-m", "rasa", "test", "core", "--e2e", *stories, "--out", str(tmp_path)],
            cwd=ROOT,
            env={**os.environ, **QUIET, "LOTSEN_EMBEDDINGS_URL": url},
            capture_output=True,
            text=True,
            check=False,
        )

    failed = tmp_path / "failed_test_stories.yml"
    assert told.returncode == 0, told.stderr[-2000:]
    assert "None of the test stories failed" in failed.read_text(encoding="utf-8")
