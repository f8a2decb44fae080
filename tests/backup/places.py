"""Where backups are put back to."""

from pathlib import Path

from tests.conftest import run_alone, with_database


def elsewhere(url: str, folder: Path) -> str:
    """An empty place for a database of the same kind."""
    if url.startswith("sqlite"):
        return f"sqlite:///{folder / 'lotsen.db'}"
    run_alone(url, "DROP DATABASE IF EXISTS elsewhere WITH (FORCE)", "CREATE DATABASE elsewhere")
    return with_database(url, "elsewhere")
