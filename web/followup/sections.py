"""A report as sections of headed tables in Swedish: what the page, the PDF and the CSV all show."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from servicecenter.followup import cells
from servicecenter.followup.looks import Looks
from servicecenter.followup.report import ALL, ALONE, ASKED, GROUPS, OTHERWISE, Figures, part_of
from servicecenter.followup.spans import EDGES, end_of
from servicecenter.ledger_of_steps import Figures as Overlooked
from servicecenter.routing import ContactPaths
from web.words import TOPICS

HIDDEN = ".."
BEFORE = "Perioden före"
NONE = (None, None)  # as of too few
ENDS = {
    cells.BY_BOT: "Besvarade av boten",
    cells.BY_PEOPLE: "Besvarade av människor",
    cells.PASSED_ON: "Hänvisade vidare",
    OTHERWISE: "Övriga",
}
SINGLE = {
    cells.MISROUTED: "Kom fel från början",
    cells.TO_DUTY: "Fick inget svar i tid och gick till jouren",
    cells.OUT_OF_HOURS: "Ställda när funktionen hade stängt",
    cells.HELPED: "Botens svar hjälpte: ja",
    cells.NOT_HELPED: "Botens svar hjälpte: nej",
    cells.SURVEY["yes"]: "Fick den hjälp de behövde: ja",
    cells.SURVEY["partly"]: "Fick den hjälp de behövde: delvis",
    cells.SURVEY["no"]: "Fick den hjälp de behövde: nej",
    cells.GAP_OPENED: "Nya luckor: frågor som ingen artikel svarade på",
    cells.GAP_CLOSED: "Fyllda luckor: frågor som en artikel nu svarar på",
}
TIMES = {cells.FIRST_ANSWER: "Till första svar", cells.CLOSING: "Till avslutad"}
ALL_COMMITTEES = "Alla nämnder"
NOTES = (
    "Antal mellan 1 och 4 visas inte, utan ersätts med två punkter (..), så att ingen förening "
    "kan kännas igen. Det gäller också några större antal: annars gick de små att räkna ut ur "
    "summorna.",
    "En fråga räknas en gång, den dag den ställdes. Den hör till den funktion som fick den, eller "
    "som någon skickade den vidare till. Den blir kvar där, också om jouren fick ta över.",
    "Övriga är frågor som väntar på svar, som har tagits tillbaka, som inte behövde något svar, "
    "och där boten frågade vad som menades utan att få veta det.",
    "Tider är funktionens öppettider. ”Hälften inom” är sann som den står; den exakta tiden är "
    "kortare, med mindre än en kvart upp till fyra timmar, en halvtimme upp till åtta, en timme "
    "upp till 24 och fyra timmar upp till 80.",
    "Luckor räknas den dag de uppstod, och den dag de fylldes.",
)


@dataclass(frozen=True)
class Line:
    """`bar` is how long its bar is, from 0 to 1; none where it has none or the figure is hidden."""

    name: str
    values: tuple[str, ...]
    bar: float | None = None


@dataclass(frozen=True)
class Section:
    heading: str
    first: str  # what the lines are
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    lead: str = ""
    has_chart: bool = False


@dataclass(frozen=True)
class Both:
    """A period and the one before, of one committee or all."""

    now: Figures
    before: Figures
    committee: str

    def pair(self, what: str) -> tuple[int | None, int | None]:
        return self.now.get(self.committee, what), self.before.get(self.committee, what)


def sections(
    both: Both, paths: ContactPaths, overlooked: Overlooked, looks: Looks
) -> list[Section]:
    return [
        _ends(both),
        _by_function(both, paths),
        _by_topic(both),
        _over_time(both),
        _times(both),
        _single(both),
        _overlooked(overlooked, looks),
    ]


def count(number: int | None) -> str:
    return HIDDEN if number is None else str(number)


def _change(now: int | None, before: int | None) -> str:
    if now is None or before is None:
        return HIDDEN
    sign = "+" if now > before else "−" if now < before else "±"
    return f"{sign}{abs(now - before)}"


def _share(part: int | None, whole: int | None) -> str:
    if part is None or whole is None:
        return HIDDEN
    return f"{round(100 * part / whole)} %" if whole else "–"


def _with_bars(lines: Sequence[tuple[str, tuple[str, ...], int | None]]) -> tuple[Line, ...]:
    most = max((number or 0 for _, _, number in lines), default=0)
    return tuple(
        Line(name, values, number / most if number and most else None)
        for name, values, number in lines
    )


def _ends(both: Both) -> Section:
    asked, asked_before = both.pair(ASKED)
    lines = []
    for what, words in ENDS.items():
        now, before = both.pair(what)
        values = (count(now), _share(now, asked), count(before), _change(now, before))
        lines.append((words, values, now))
    whole = (count(asked), _share(asked, asked), count(asked_before), _change(asked, asked_before))
    return Section(
        "Hur det gick",
        "Frågor",
        ("Antal", "Andel", BEFORE, "Skillnad"),
        (*_with_bars(lines), Line("Alla frågor", whole)),
    )


def _by_function(both: Both, paths: ContactPaths) -> Section:
    """By committee where all are shown."""
    is_all = both.committee == ALL
    columns = ("Frågor", "Boten", "Människor", "Hänvisade", "Övriga", "Före")
    lines = []
    for name, committee, function_id in _members(both.committee, paths):
        asked = both.now.get(committee, ASKED, function_id)
        ends = (count(both.now.get(committee, what, function_id)) for what in GROUPS)
        before = count(both.before.get(committee, ASKED, function_id))
        lines.append((name, (count(asked), *ends, before), asked))
    heading = "Vilken nämnd frågorna gällde" if is_all else "Vilken funktion frågorna gällde"
    first = "Nämnd" if is_all else "Funktion"
    return Section(heading, first, columns, _with_bars(lines))


def _members(committee: str, paths: ContactPaths) -> Iterator[tuple[str, str, str]]:
    functions = sorted(paths.functions.values(), key=lambda one: one.name)
    if committee == ALL:
        yield from ((one, one, "") for one in sorted({one.committee for one in functions}))
    else:
        of_it = [one for one in functions if one.committee == committee]
        yield from ((one.name, committee, one.id) for one in of_it)


def _by_topic(both: Both) -> Section:
    lines = []
    for topic, words in TOPICS.items():
        now, before = both.pair(topic)
        lines.append((words, (count(now), count(before), _change(now, before)), now))
    return Section("Ämnen", "Ämne", ("Frågor", BEFORE, "Skillnad"), _with_bars(lines))


def _over_time(both: Both) -> Section:
    lines = []
    for number, part in enumerate(both.now.period.parts()):
        now = both.now.get(both.committee, part_of(number))
        words = f"{part.first}" if part.first == part.last else f"{part.first} till {part.last}"
        lines.append((words, (count(now),), now))
    return Section("Över tid", "Dagar", ("Frågor",), _with_bars(lines), has_chart=True)


def _times(both: Both) -> Section:
    lines = []
    for what, words in TIMES.items():
        key = both.committee, what
        spans = [one.times.get(key, NONE) for one in (both.now, both.before)]
        lines.append(Line(words, tuple(_hours(bucket) for span in spans for bucket in span)))
    columns = ("Hälften inom", "Nio av tio inom", "Hälften inom, före", "Nio av tio inom, före")
    return Section("Tid hos människor, i öppettid", "Tid", columns, tuple(lines))


def _hours(bucket: int | None) -> str:
    if bucket is None:
        return HIDDEN
    end = end_of(bucket)
    if end is None:
        return f"mer än {EDGES[-1]:g} h"
    hours, minutes = divmod(round(60 * end), 60)
    return " ".join([*([f"{hours} h"] if hours else []), *([f"{minutes} min"] if minutes else [])])


def _single(both: Both) -> Section:
    lines = []
    for what in ALONE:
        now, before = both.pair(what)
        lines.append(Line(SINGLE[what], (count(now), count(before), _change(now, before))))
    return Section("Kvalitet", "Vad", ("Antal", BEFORE, "Skillnad"), tuple(lines))


def _overlooked(now: Overlooked, looks: Looks) -> Section:
    lines = (
        Line("Öppna frågor hos människor just nu, i hela kommunen", (str(now.open),)),
        Line("… som väntar efter sista svarsdag", (str(now.late),)),
        Line("… av dem som jouren har fått", (str(now.escalated),)),
        Line("Förbisedda just nu", (str(now.overlooked),)),
        Line("Gånger det räknades under perioden", (str(looks.looks),)),
        Line("Flest förbisedda någon av gångerna", (str(looks.most),)),
    )
    lead = (
        "En fråga är förbisedd om föreningen väntar efter sista svarsdag utan att jouren vet om "
        "det. Talet ska vara 0: det räknas varje minut, efter den regel som visar om en fråga är "
        "sen och vem som har fått veta det."
    )
    return Section("Förbisedda frågor", "Vad", ("Antal",), lines, lead)
