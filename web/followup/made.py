"""Makes the report that is asked for, in one reading of the database."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from servicecenter import contact_paths, ledger
from servicecenter.followup import looks, periods, report
from servicecenter.followup.periods import NoPeriod, Period
from servicecenter.followup.report import ALL
from web.followup.sections import ALL_COMMITTEES, Both, Section, sections

PROBLEM = "Perioden går inte att läsa. Välj två datum i rätt ordning."


@dataclass(frozen=True)
class Wanted:
    """`problem` says why another period than the one asked for is shown."""

    committee: str
    period: Period
    problem: str = ""


@dataclass(frozen=True)
class Made:
    wanted: Wanted
    before: Period
    committees: list[str]
    sections: list[Section]
    made_at: datetime
    counted_at: datetime | None

    @property
    def title(self) -> str:
        return f"{self.wanted.committee or ALL_COMMITTEES}, {self.wanted.period.words}"


def read_wanted(given: dict[str, str], today: date) -> Wanted:
    """The last whole month if nothing is asked for, or it cannot be read."""
    committee = given.get("committee", ALL)
    first, last, name = (given.get(one, "") for one in ("first", "last", "period"))
    usual = periods.named(f"{today:%Y-%m}").before()
    try:
        if first or last:
            return Wanted(committee, periods.of_days(first, last))
        return Wanted(committee, periods.named(name) if name else usual)
    except NoPeriod:
        return Wanted(committee, usual, PROBLEM)


def made(db: Connection, wanted: Wanted, now: datetime) -> Made:
    paths = contact_paths.load(db)
    committees = sorted(set(report.committees(paths).values()))
    if wanted.committee not in committees:
        wanted = Wanted(ALL, wanted.period, wanted.problem)
    period, before = wanted.period, wanted.period.before()
    both = Both(
        report.figures(db, paths, period), report.figures(db, paths, before), wanted.committee
    )
    looked = looks.looks_in(db, period.first, period.last)
    shown = sections(both, paths, ledger.figures(db, now), looked)
    return Made(wanted, before, committees, shown, now, looks.last_at(db))
