"""Failures of the set-up in words."""

from pathlib import Path

import pytest

from launch.failures import last_lines, setup_failure

NO_NETWORK = """\
WARNING: Retrying (Retry(total=0, connect=None)) after connection broken by 'NewConnectionError'
ERROR: Could not find a version that satisfies the requirement aiohttp (from versions: none)
ERROR: No matching distribution found for aiohttp
"""
WRONG_HASH = """\
WARNING: Retrying (Retry(total=4, connect=None)) after connection broken by 'ReadTimeoutError'
ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.
    aiohttp==3.14.5 from https://example/aiohttp.whl:
        Expected sha256 aaa
             Got        bbb
"""
BUILD = "Building wheel\nerror: subprocess-exited-with-error\n  gcc: not found\n"


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        (NO_NETWORK, "no network"),
        ("error: Request failed\n  cause: dns error", "no network"),
        ("pip._vendor.urllib3.exceptions.ReadTimeoutError: Read timed out.", "no network"),
        (WRONG_HASH, "wrong hash"),
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("because ensurepip is not available.", "python3-venv"),
        (BUILD, "see below"),
    ],
)
def test_the_cause_is_read_from_the_log(tmp_path: Path, text: str, cause: str) -> None:
    log = tmp_path / "setup-web.log"
    log.write_text(text)
    failure = str(setup_failure("Installing Lotsen's environment", log))
    assert cause in failure
    assert str(log) in failure
    assert "./lotsen again" in failure


def test_lines_from_the_first_error_on_are_quoted(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text("Collecting aiohttp\n" * 50 + WRONG_HASH)
    failure = str(setup_failure("Installing", log))
    assert "Got        bbb" in failure
    assert "Collecting" not in failure


def test_last_lines_are_those_of_the_last_start_and_without_colours(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text("an old problem\n")
    size = log.stat().st_size
    assert last_lines(log, size) == "  (it wrote nothing)"
    log.write_text("an old problem\n\x1b[91mred\x1b[0m\n")
    assert last_lines(log, size) == "  | red"
