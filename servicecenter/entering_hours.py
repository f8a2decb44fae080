"""Entering when someone works: whoever may enter that they are away may do that too."""

from collections.abc import Sequence
from datetime import datetime, time

import sqlalchemy as sa
from babel.dates import get_day_names
from sqlalchemy import Connection

from db.schema import agent
from servicecenter import agents, audit, own_hours
from servicecenter.agents import Agent
from servicecenter.away import NotTheirs, Whose, WrongTimes, within_reach
from servicecenter.hours import Opening
from servicecenter.own_hours import Week
from servicecenter.paths_file import DAYS

Times = tuple[time | None, time | None]


def entered(db: Connection, who: Agent) -> list[tuple[Whose, Week]]:
    """Of those in reach who have hours of their own."""
    weeks = own_hours.weeks(db)
    query = sa.select(agent.c.id, agent.c.login).where(agent.c.id.in_(weeks))
    by_key = {f"person:{row.login}": weeks[row.id] for row in db.execute(query)}
    return [(one, by_key[key]) for key, one in within_reach(db, who).items() if key in by_key]


def enter(db: Connection, who: Agent, key: str, times: Sequence[Times], now: datetime) -> None:
    """From and to for each day of the week; none at all: while their functions are open. Raises
    NotTheirs, WrongTimes and RightsChanged."""
    login = key.removeprefix("person:")
    # Two who enter the hours of one person at once do it one after the other.
    db.execute(sa.select(agent.c.id).where(agent.c.login == login).with_for_update())
    agents.hold(db, who)
    if key != f"person:{login}" or key not in within_reach(db, who):
        raise NotTheirs(key)
    week = [_opening(day, *both) for day, both in enumerate(times) if any(both)]
    own_hours.store(db, agents.of_login(db, login).id, week, now)
    told = {DAYS[one.weekday]: f"{one.opens:%H:%M}-{one.closes:%H:%M}" for one in week}
    audit.add(db, who.login, "entered_hours" if week else "removed_hours", login, now, **told)


def _opening(day: int, opens: time | None, closes: time | None) -> Opening:
    name = get_day_names("wide", "stand-alone", "sv")[day].capitalize()
    if opens is None or closes is None:
        raise WrongTimes(f"{name}: fyll i båda tiderna, eller ingen.")
    if closes <= opens:
        raise WrongTimes(f"{name}: sluttiden ska vara senare än starttiden.")
    return Opening(day, opens, closes)
