"""How connections are set up."""

import sqlalchemy as sa

from db.engine import open_engine


def test_postgresql_does_not_spend_time_on_compiling_queries(postgresql_url: str) -> None:
    engine = open_engine(postgresql_url)
    with engine.connect() as db:
        assert db.scalar(sa.text("SHOW jit")) == "off"
    engine.dispose()
