"""Where backups are put back to."""

from pathlib import Path

import sqlalchemy as sa


def elsewhere(url: str, folder: Path) -> str:
    """An empty place for a database of the same kind."""
    if url.startswith("sqlite"):
        return f"sqlite:///{folder / 'lotsen.db'}"
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as db:
        db.exec_driver_sql("DROP DATABASE IF EXISTS elsewhere WITH (FORCE)")
        db.exec_driver_sql("CREATE DATABASE elsewhere")
    engine.dispose()
    return sa.make_url(url).set(database="elsewhere").render_as_string(hide_password=False)
