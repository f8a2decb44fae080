"""The results as the README shows them."""

from collections.abc import Iterable
from pathlib import Path

from benchmarks.load import Times
from benchmarks.memory import Memory
from benchmarks.speed import Results

BEGIN, END = "<!-- bench -->", "<!-- /bench -->"


class NoPlace(Exception):
    """The file has no two marks between which a table could stand."""


def as_markdown(results: Results) -> str:
    lines = [
        "| | stock Rasa | Lotsen | Lotsen : stock |",
        "|---|--:|--:|--:|",
        *_speed_rows(results),
        *_memory_rows(results),
        "",
        *(f"- {note}" for note in _notes(results)),
    ]
    return "\n".join(lines)


def write_between_marks(path: Path, table: str) -> None:
    """Raises NoPlace."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise NoPlace(f"{path.name} lacks {BEGIN} or, after it, {END}")
    path.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", encoding="utf-8")


def _speed_rows(results: Results) -> list[str]:
    stock, lotsen = results.stock, results.lotsen
    many = f"{lotsen.at_once.at_once} at once"
    return [
        _row(f"messages a second, {many}", stock.at_once.per_second, lotsen.at_once.per_second),
        *_reply_rows("one at a time", stock.alone, lotsen.alone),
        *_reply_rows(many, stock.at_once, lotsen.at_once),
    ]


def _reply_rows(how: str, stock: Times, lotsen: Times) -> list[str]:
    return [
        _row(f"reply, {how}: median", stock.median, lotsen.median, "ms"),
        _row(f"reply, {how}: 99th percentile", stock.p99, lotsen.p99, "ms"),
    ]


def _row(title: str, stock: float, lotsen: float, unit: str = "") -> str:
    cells = (title, f"{stock:.1f} {unit}", f"{lotsen:.1f} {unit}", f"{lotsen / stock:.2f}")
    return f"| {' | '.join(cell.strip() for cell in cells)} |"


def _memory_rows(results: Results) -> list[str]:
    stock, lotsen = results.stock.memory, results.lotsen.memory
    together = _together(lotsen.values()).rss / _together(stock.values()).rss
    return [
        f"| memory (RSS) | {_in_all(stock)} | {_in_all(lotsen)} | {together:.2f} |",
        f"| of which | {_each(stock)} | {_each(lotsen)} | |",
    ]


def _in_all(memory: dict[str, Memory]) -> str:
    total = _together(memory.values())
    shared = "" if total.pss is None else f" (PSS {total.pss:.0f} MB)"
    return f"{total.rss:.0f} MB{shared}"


def _each(memory: dict[str, Memory]) -> str:
    return ", ".join(f"{name} {one.rss:.0f} MB" for name, one in memory.items())


def _together(memories: Iterable[Memory]) -> Memory:
    listed = list(memories)
    known = [one.pss for one in listed if one.pss is not None]
    pss = sum(known) if len(known) == len(listed) else None
    return Memory(sum(one.rss for one in listed), pss)


def _notes(results: Results) -> list[str]:
    machine, lotsen, stock = results.machine, results.lotsen, results.stock
    encoder, many = results.encoder, f"{lotsen.at_once.at_once} at once"
    return [
        f"Measured on {machine.measured_on} by `./lotsen bench` on {machine.cores} cores of "
        f"{machine.cpu} ({machine.system}, Python {machine.python}), which also ran the visitors; "
        f"{_disturbance(results)}.",
        "Stock Rasa is [benchmarks/stock_project](benchmarks/stock_project): the defaults of Rasa "
        "3.6.21, a third of our examples (with all, DIET would train for half an hour), "
        "and one action, which looks nothing up.",
        f"{lotsen.alone.messages} questions each way, no text twice, each in a new conversation. "
        "Lotsen's are open, with their live views, before the first question is put.",
        "A reply counts from the visitor's POST until the visitor has it. Lotsen's is on disk by "
        "then; stock Rasa keeps its conversations in memory.",
        f"Lotsen's encoder alone takes {encoder.median:.1f} ms for a question "
        f"(99th percentile {encoder.p99:.1f} ms).",
        f"The replies, {many}: Lotsen {_counted(lotsen.at_once.kinds)}; "
        f"stock Rasa {_counted(stock.at_once.kinds)}.",
    ]


def _disturbance(results: Results) -> str:
    shares = (results.stock.others, results.lotsen.others)
    if None in shares:
        return "whether other programs ran is not known"
    stock, lotsen = (f"{share or 0:.0%}" for share in shares)
    return f"other programs used {stock} of them during stock Rasa's turn, {lotsen} during Lotsen's"


def _counted(kinds: dict[str, int]) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in kinds.items())
