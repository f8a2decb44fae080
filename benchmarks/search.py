"""How long the search takes among very many passages, and what it finds of what there is.

Each stage is a process of its own, so that its memory is what the web process would take.
"""

import json
import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from typing import Any, ParamSpec, TypeVar

import numpy as np

from benchmarks import plain_search, searching
from benchmarks.bench import Bench
from benchmarks.crowd import Real
from benchmarks.machine import Machine, this_machine
from benchmarks.processor import QUIET, others_meanwhile
from knowledge.encoder.model import Encoder

QUESTIONS = 250
P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Search:
    passages: int
    questions: int
    built: searching.Built
    asked: searching.Asked
    plain: plain_search.Plain
    others: float | None  # of the processors, used by other programs
    machine: Machine


def measure_search(bench: Bench, passages: int, as_json: bool) -> str:
    result = _measure(bench, passages)
    return json.dumps(_in_short(asdict(result)), indent=2) if as_json else as_table(result)


def _measure(bench: Bench, passages: int) -> Search:
    progress = bench.progress
    with progress.step("Encoding the sentences and questions"):
        encoder = Encoder(bench.encoder)
        real, name = Real.read(encoder), encoder.name
    chosen = np.random.default_rng(2).permutation(len(real.questions))[:QUESTIONS].tolist()
    with bench.fresh_folder() as folder, others_meanwhile([]) as others:
        with progress.step(f"Building the index of {passages:,} passages"):
            built = _apart(searching.build, folder, real, name, passages)
        with progress.step("Starting from it and asking"):
            asked = _apart(searching.ask, folder, real, bench.encoder, chosen)
        with progress.step("The same with IndexFlatIP and FTS5"):
            plain = _apart(plain_search.search_plainly, folder, real, passages, chosen)
    questions = len(chosen)
    return Search(passages, questions, built, asked, plain, others.share, this_machine())


def _apart(stage: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as process:
        return process.submit(stage, *args, **kwargs).result()


def _in_short(value: Any) -> Any:
    """Lists are times."""
    if isinstance(value, dict):
        return {name: _in_short(part) for name, part in value.items()}
    if isinstance(value, list):
        return {"median": float(np.median(value)), "p99": float(np.percentile(value, 99))}
    return value


def as_table(result: Search) -> str:
    built, asked, plain = result.built, result.asked, result.plain
    ours, theirs = asked.milliseconds, plain.milliseconds
    ratio = float(np.median(theirs) / np.median(ours))
    rows = [
        ("one search, median", _ms(ours, 50), _ms(theirs, 50)),
        ("one search, p99", _ms(ours, 99), _ms(theirs, 99)),
        ("its processor time, median", _ms(asked.processor, 50), ""),
        ("its processor time, p99", _ms(asked.processor, 99), ""),
        ("of that the nearest in meaning, p99", _ms(asked.meaning, 99), ""),
        ("recall@10 of the nearest in meaning", f"{asked.recall_at_10:.4f}", "1"),
        ("recall@100", f"{asked.recall_at_100:.4f}", "1"),
        ("same ten articles as when all is compared", f"{asked.same_articles:.4f}", ""),
        ("memory", f"{asked.memory.all:,.0f} MB", f"{plain.memory:,.0f} MB"),
        ("of that files, mapped", f"{asked.memory.mapped:,.0f} MB", ""),
        ("building", f"{built.seconds:.1f} s", f"{plain.build_seconds:.1f} s"),
        ("memory while building, at most", f"{built.memory:,.0f} MB", ""),
        ("saving", f"{built.saving_seconds:.1f} s", ""),
        ("saved", f"{built.saved:,.0f} MB", f"{plain.saved:,.0f} MB, words only"),
        ("one search while the parts are made one, p99", _ms(asked.joining, 99), ""),
        ("making them one and saving it", f"{asked.joining_seconds:.1f} s", ""),
        ("starting from what is saved", f"{asked.start_seconds:.1f} s", ""),
    ]
    head = f"| {result.passages:,} made passages | Lotsen | IndexFlatIP and FTS5 |"
    lines = [head, "|---|--:|--:|", *(f"| {' | '.join(row)} |" for row in rows)]
    return "\n".join([*lines, "", _notes(result, ratio)])


def _ms(times: list[float], percent: int) -> str:
    return f"{np.percentile(times, percent):.1f} ms"


def _notes(result: Search, ratio: float) -> str:
    machine = result.machine
    notes = [
        f"{result.questions} real questions, the vector of each being made, one thread; the "
        "passages are mixed of real sentences and their vectors, with noise.",
        f"The median of the plain search is {ratio:.1f} times Lotsen's.",
        f"{machine.cores} cores of {machine.cpu}, {machine.measured_on}.",
    ]
    if result.others is not None and result.others > QUIET:
        notes.append(f"Other programs used {result.others:.0%} of the processors meanwhile.")
    return "\n".join(notes)
