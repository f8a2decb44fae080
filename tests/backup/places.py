"""Where backups are put back to."""

from pathlib import Path

from tests.conftest import made_anew


def elsewhere(url: str, folder: Path) -> str:
    """An empty place for a database of the same kind."""
    if url.startswith("sqlite"):
        return f"sqlite:///{folder / 'lotsen.db'}"
    return made_anew(url, "elsewhere")
