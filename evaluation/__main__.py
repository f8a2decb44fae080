"""Measures quality.

./lotsen evaluate retrieval DIR [--json]       a data set in BEIR's layout
./lotsen evaluate questions FILE [--json]      labelled questions, put to the running service
./lotsen evaluate robustness FILE [--json]     the same with typos, in a letter, translated ...
./lotsen evaluate report FILE                  one page with all of that, beside the last one
./lotsen evaluate nlu TRAIN.csv TEST.csv [--json]   columns text,intent; oos is none of them
./lotsen evaluate ablation DIR                 what each stage of the search adds
./lotsen evaluate fit                          fits the decision on the labelled questions
./lotsen evaluate tuning WHEEL [DIR ...]       tunes the encoder (./lotsen train --encoder)
"""

import argparse
import asyncio
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import transformers

from actions.answer import ANSWER_FROM
from commands.ask import NotRunning, asker
from commands.database import settings_or_exit
from conversations.gist import gist
from evaluation import (
    ablation,
    fit,
    labelled,
    nlu,
    pictures,
    questions,
    report,
    retrieval,
    tuning,
    understanding,
    variants,
    weights,
)
from knowledge.encoder.model import Encoder, EncoderMissing
from knowledge.judgement import FITTED
from knowledge.search import WEIGHTS
from knowledge.versions import original

SEED = Path("knowledge/seed")
PICTURES = Path("docs/pictures")


def main() -> int:
    given = _parser().parse_args()
    try:
        given.measure(given)
    except (OSError, KeyError, ValueError, EncoderMissing, understanding.RasaFailed) as error:
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        return 2
    except (NotRunning, aiohttp.ClientConnectionError) as error:
        sys.stderr.write(f"{error}\nIs it running? ./lotsen up starts it.\n")
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./lotsen evaluate",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    measures = parser.add_subparsers(
        required=True,
        metavar="retrieval | questions | robustness | report | nlu | ablation | fit | tuning",
    )
    tuned = measures.add_parser("tuning")
    tuned.add_argument("wheel", type=Path)
    tuned.add_argument("folders", type=Path, nargs="*")
    tuned.set_defaults(measure=_tuning)
    for name, paths, measure in (
        ("retrieval", ["folder"], _retrieval),
        ("questions", ["file"], _questions),
        ("robustness", ["file"], _robustness),
        ("report", ["file"], _report),
        ("nlu", ["train", "test"], _nlu),
        ("ablation", ["folder"], _ablation),
        ("fit", [], _fit),
    ):
        one = measures.add_parser(name)
        for path in paths:
            one.add_argument(path, type=Path)
        one.add_argument("--json", action="store_true")
        one.set_defaults(measure=measure)
    return parser


def _retrieval(given: argparse.Namespace) -> None:
    encoder = Encoder(settings_or_exit().encoder_source, threads=2)
    found = retrieval.evaluate(retrieval.read(given.folder), encoder)
    _print(given, asdict(found), retrieval.as_text(found))


def _questions(given: argparse.Namespace) -> None:
    rows = labelled.read(given.file)
    answers = asyncio.run(_ask(rows))
    found = questions.score(rows, answers)
    _print(given, asdict(found), questions.as_text(found))


def _robustness(given: argparse.Namespace) -> None:
    found = _in_all_ways(labelled.read(given.file))
    _print(given, [asdict(one) for one in found], variants.as_text(found))


def _in_all_ways(rows: Sequence[labelled.Labelled]) -> list[variants.Robustness]:
    asked = variants.variants(rows)
    known = {row.id for row in rows}
    for row in labelled.read(labelled.TRANSLATED):
        original_id, _, language = row.id.partition("-")
        if original_id in known:
            asked.setdefault(f"in {language}", []).append(row)
    topics = {
        name: [answer["topic"] for answer in asyncio.run(_ask(rows))]
        for name, rows in asked.items()
    }
    return variants.falls(asked, topics)


def _report(given: argparse.Namespace) -> None:
    rows = labelled.read(given.file)
    answers = asyncio.run(_ask(rows))
    scored = questions.score(rows, answers)
    fitted = json.loads(FITTED.read_text())["measured"]
    made = report.make(rows, answers, scored, _in_all_ways(rows), fitted, datetime.now(UTC))
    page = report.write(made, settings_or_exit().data / "report")
    _print(given, asdict(made), f"{page}\n{page.with_name(report.DATA)}")


async def _ask(rows: Sequence[labelled.Labelled]) -> list[dict[str, Any]]:
    async with asker(settings_or_exit()) as one:
        return [await one.ask(row.question, row.id) for row in rows]


def _nlu(given: argparse.Namespace) -> None:
    encoder = settings_or_exit().encoder_source
    examples = understanding.read_csv(given.train)
    test = understanding.read_csv(given.test)
    with tempfile.TemporaryDirectory() as folder:
        model = understanding.train(examples, Path(folder), encoder)
        understood = understanding.understand([text for text, _ in test], model, encoder)
    best = [row["ranking"][0] for row in understood]
    rows = nlu.at_thresholds(
        [intent for _, intent in test],
        [one["name"] for one in best],
        [one["confidence"] for one in best],
    )
    _print(given, [asdict(row) for row in rows], nlu.as_text(rows))


def _ablation(given: argparse.Namespace) -> None:
    encoder = Encoder(settings_or_exit().encoder_source, threads=2)
    data = retrieval.read(given.folder)
    others = [(data.questions[name], relevant) for name, relevant in data.relevant.items()]
    columns = {
        given.folder.name: ablation.ablate(retrieval.index(data, encoder), encoder, others, {})
    }
    seed = fit.index_of(SEED, encoder)
    groups = {article.id: original(article) for article in seed.articles.values()}
    for file in (labelled.LABELLED, labelled.DEV):
        rows = [row for row in labelled.read(file) if row.articles]
        ours = [(gist(row.question), dict.fromkeys(row.articles or (), 1)) for row in rows]
        columns[file.stem] = ablation.ablate(seed, encoder, ours, groups)
    told = {name: [asdict(stage) for stage in stages] for name, stages in columns.items()}
    _print(given, told, ablation.as_markdown(columns))


def _fit(given: argparse.Namespace) -> None:
    rows = labelled.read(labelled.LABELLED)
    model = Path(os.environ["LOTSEN_MODEL"])
    seen = fit.look(rows, SEED, model, settings_or_exit().encoder_source)
    fitted = fit.fit(seen)
    before = json.loads(FITTED.read_text()).get("measured", {})
    told = fit.measured(fitted)
    fit.write(fitted, FITTED)
    pictures.draw(fitted.answers, ANSWER_FROM, PICTURES)
    found = weights.weigh([one.candidates for one in seen], WEIGHTS.ravel().astype(float))
    _print(given, told | {"search": found.weights.tolist()}, fit.as_text(told, found))
    for warning in fit.got_worse(told, before):
        sys.stderr.write(f"Warning: {warning}\n")


def _tuning(given: argparse.Namespace) -> None:
    transformers.logging.set_verbosity_error()  # it warns of what is meant to be
    settings = settings_or_exit()
    shipped = Encoder(settings.encoder_source, threads=2)
    asked = labelled.read(labelled.LABELLED)
    judged, kept = tuning.tune(
        given.wheel, shipped, SEED, asked, given.folders, settings.data, _say
    )
    sys.stdout.write(tuning.as_text(judged, kept) + "\n")


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def _print(given: argparse.Namespace, found: object, text: str) -> None:
    sys.stdout.write((json.dumps(found, ensure_ascii=False) if given.json else text) + "\n")


if __name__ == "__main__":
    sys.exit(main())
