"""The copies that reports are measured with are conversations as any others."""

import sqlalchemy as sa
from sqlalchemy import Engine

from benchmarks.copied import many_conversations
from db.followup import daily_figure
from db.schema import conversation
from servicecenter.followup import cells, counting
from servicecenter.ledger import faults
from tests.cast import MONDAY

COUNT = 190


def test_each_copy_is_a_conversation_that_counts_and_has_no_fault(engine: Engine) -> None:
    writing = engine.execution_options(sqlite_begin="BEGIN IMMEDIATE")
    many_conversations(writing, COUNT)
    with writing.begin() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(conversation)) == COUNT
        counting.keep(db, counting.read(db, counting.changed(db, 1000)))
        total = sa.func.sum(daily_figure.c.count)
        is_end = daily_figure.c.figure.in_(cells.ENDS)
        assert db.scalar(sa.select(total).where(is_end)) == COUNT
        assert faults(db, MONDAY) == []
