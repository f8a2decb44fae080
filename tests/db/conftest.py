from pathlib import Path

import pytest

from tests.conftest import BOTH, made_anew


@pytest.fixture(params=BOTH)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database that no migration has seen yet; the test runs once on each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'lotsen.db'}"
    url: str = request.getfixturevalue("postgresql_url")
    return made_anew(url, "empty")
