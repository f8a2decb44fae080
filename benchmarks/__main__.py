"""Measures what Lotsen claims of itself.

./lotsen bench [--write]                        speed and memory beside a stock Rasa project
./lotsen bench kill [--messages N] [--kills N]  that nothing is lost when processes die
./lotsen bench backup [--per-second N] [--seconds N]  that a backup under load holds everything
./lotsen bench storm [--seconds N] [--kills N]  the same with several processes of each kind
./lotsen bench pair                             how soon words cross from one web to another
./lotsen bench processes                        speed with one and with two processes of each kind
./lotsen bench move [N]                         that all is the same after a move to PostgreSQL
./lotsen bench load [--url URL] [--runs N]      how soon the running chat can be used on a phone
./lotsen bench streams [--chats N]              memory and speed with thousands of open chats
./lotsen bench answers [CHATS]                  how soon words and answers cross in live chats
./lotsen bench desk [N]                         how soon a queue of so many enquiries is there
./lotsen bench growth [--most N] [--draw]       cost with up to a million stored conversations
./lotsen bench town [--url URL] [--people FILE] associations and agents at a running service
./lotsen bench year [--questions N] [--kills N] that no question of a year is overlooked
./lotsen bench articles [N]                     memory with many articles
./lotsen bench publishing [--articles N]        how soon what is published is answered with
./lotsen bench report [N]                       how soon a report over so many conversations is made
./lotsen bench search [N] [--json]              time and recall of a search among N passages
"""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

import aiohttp

from benchmarks import desk as full_desk
from benchmarks import first_load, pair, publishing, storm, town
from benchmarks.answers import measure_answers
from benchmarks.articles import memory_with
from benchmarks.backups import Missing, back_up_while_sending
from benchmarks.bench import ROOT, Bench, NotPrepared, open_bench
from benchmarks.growth import GrowsTooFast, measure_growth
from benchmarks.kill import Violated, kill_while_sending
from benchmarks.load import NoReply
from benchmarks.moved import NotTheSame, measure_move
from benchmarks.processes import measure_processes
from benchmarks.processor import QUIET
from benchmarks.report import OffTarget, measure_report
from benchmarks.running import DidNotAnswer
from benchmarks.search import measure_search
from benchmarks.speed import BotFailed, measure
from benchmarks.stock import NotTrained
from benchmarks.streams import BehindTarget, Plan, measure_streams
from benchmarks.table import NoPlace, as_markdown, write_between_marks
from benchmarks.talking import NotArrived
from benchmarks.town import NotOurs
from benchmarks.visitors import Refused
from benchmarks.volleys import NeverAcknowledged
from benchmarks.year import year
from launch.progress import Progress

FAILURES = (
    aiohttp.ClientError,
    BehindTarget,
    BotFailed,
    DidNotAnswer,
    GrowsTooFast,
    Missing,
    NeverAcknowledged,
    NotArrived,
    NotOurs,
    NoPlace,
    NoReply,
    NotPrepared,
    NotTheSame,
    NotTrained,
    OffTarget,
    OSError,
    Refused,
    full_desk.TooSlow,
    publishing.TooLate,
    Violated,
    year.Broken,
)


def main() -> int:
    given = _arguments()
    try:
        with Progress(sys.stderr) as progress:
            told = given.run(open_bench(progress), given)
    except FAILURES as error:
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        return 1
    except KeyboardInterrupt:
        return 130
    sys.stdout.write(f"{told}\n")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="./lotsen bench",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--write", action="store_true", help="put the table into README.md")
    parser.set_defaults(run=_speed)
    verbs = parser.add_subparsers(
        metavar="kill, backup, load, desk, growth, town, year, articles, publishing, search …"
    )
    _add_kill(verbs)
    _add_many(verbs)
    _add_backup(verbs)
    _add_load(verbs)
    streams = verbs.add_parser("streams")
    streams.add_argument("--chats", type=int, default=5000)
    streams.add_argument("--per-second", type=int, default=50, help="messages between people")
    streams.add_argument("--seconds", type=int, default=60)
    streams.set_defaults(run=_streams)
    live = verbs.add_parser("answers")
    live.add_argument("chats", nargs="?", type=int, default=100)
    live.set_defaults(run=lambda bench, given: measure_answers(bench, given.chats))
    _add_desk_and_town(verbs)
    _add_articles(verbs)
    _add_report(verbs)
    _add_year(verbs)
    _add_search(verbs)
    return parser.parse_args()


def _add_kill(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    kill = verbs.add_parser("kill")
    kill.add_argument("--messages", type=int, default=500)
    kill.add_argument("--kills", type=int, default=50)
    kill.add_argument("--seed", type=int, default=1, help="of the moments and of what is killed")
    kill.set_defaults(run=_kill)


def _add_backup(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    backup = verbs.add_parser("backup")
    backup.add_argument("--per-second", type=int, default=20)
    backup.add_argument("--seconds", type=int, default=60)
    backup.set_defaults(run=_backup)


def _add_load(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    load = verbs.add_parser("load")
    load.add_argument("--url", default="http://127.0.0.1:8080")
    load.add_argument("--runs", type=int, default=5)
    load.set_defaults(run=_load)


def _add_many(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    one = verbs.add_parser("storm")
    one.add_argument("--per-second", type=int, default=50, help="messages of visitors")
    one.add_argument("--seconds", type=int, default=300)
    one.add_argument("--kills", type=int, default=3, help="of each kind of process")
    one.add_argument("--seed", type=int, default=1, help="of the order of kills, and of who writes")
    one.set_defaults(run=_storm)
    two = verbs.add_parser("pair")
    two.add_argument("--per-second", type=int, default=50, help="messages between people")
    two.set_defaults(run=lambda bench, given: pair.measure_pair(bench, given.per_second))
    processes = verbs.add_parser("processes")
    processes.set_defaults(run=lambda bench, _: measure_processes(bench))
    moved = verbs.add_parser("move")
    moved.add_argument("conversations", nargs="?", type=int, default=100_000)
    moved.set_defaults(run=lambda bench, given: measure_move(bench, given.conversations))


def _add_articles(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    growth = verbs.add_parser("growth")
    growth.add_argument("--most", type=int, default=1_000_000, metavar="N")
    growth.add_argument("--draw", action="store_true", help="anew the picture in docs/")
    growth.set_defaults(run=lambda bench, given: measure_growth(bench, given.most, given.draw))
    articles = verbs.add_parser("articles")
    articles.add_argument("count", nargs="?", type=int, default=1000)
    articles.set_defaults(run=lambda bench, given: memory_with(bench, given.count))
    publishing = verbs.add_parser("publishing")
    publishing.add_argument("--articles", type=int, default=1000)
    publishing.add_argument("--chats", type=int, default=100)
    publishing.add_argument("--rounds", type=int, default=200)
    publishing.set_defaults(run=_publishing)


def _add_desk_and_town(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    desk = verbs.add_parser("desk")
    desk.add_argument("enquiries", nargs="?", type=int, default=2000)
    desk.set_defaults(run=lambda bench, given: full_desk.measure_queue(bench, given.enquiries))
    verb = verbs.add_parser("town")
    verb.add_argument("--url", default="http://127.0.0.1:8080")
    verb.add_argument("--associations", type=int, default=100)
    verb.add_argument("--seconds", type=int, default=120)
    verb.add_argument("--people", type=Path, help="JSON as commands.first_users prints it")
    verb.set_defaults(run=_town)


def _add_year(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    verb = verbs.add_parser("year")
    verb.add_argument("--questions", type=int, default=20_000)
    verb.add_argument("--kills", type=int, default=100)
    verb.add_argument("--seed", type=int, default=1, help="of what happens")
    verb.set_defaults(run=_year)


def _add_report(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    report = verbs.add_parser("report")
    report.add_argument("conversations", nargs="?", type=int, default=100_000)
    report.set_defaults(run=lambda bench, given: measure_report(bench, given.conversations))


def _add_search(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    search = verbs.add_parser("search")
    search.add_argument("passages", type=int, nargs="?", default=100_000, metavar="N")
    search.add_argument("--json", action="store_true")
    search.set_defaults(run=_search)


def _speed(bench: Bench, given: argparse.Namespace) -> str:
    results = measure(bench)
    table = as_markdown(results)
    file = bench.folder / "results.json"
    file.write_text(json.dumps(asdict(results), indent=2) + "\n", encoding="utf-8")
    if given.write:
        write_between_marks(ROOT / "README.md", table)
    shares = (results.stock.others, results.lotsen.others)
    if any(share is not None and share > QUIET for share in shares):
        table += "\n\nOther programs ran meanwhile: measure again when the machine is quiet."
    return f"{table}\n\nAll figures: {file}"


def _kill(bench: Bench, given: argparse.Namespace) -> str:
    return kill_while_sending(bench, given.messages, given.kills, given.seed)


def _backup(bench: Bench, given: argparse.Namespace) -> str:
    return back_up_while_sending(bench, given.per_second, given.seconds)


def _storm(bench: Bench, given: argparse.Namespace) -> str:
    plan = storm.Plan(given.per_second, given.seconds, given.kills, given.seed)
    return storm.blow(bench, plan)


def _town(bench: Bench, given: argparse.Namespace) -> str:
    people = json.loads(given.people.read_text()) if given.people else []
    plan = town.Plan(given.url, given.associations, given.seconds, people)
    steps, failed = town.visit(plan)
    return town.report(plan, steps, failed, bench.folder)


def _year(bench: Bench, given: argparse.Namespace) -> str:
    plan = year.Plan(given.questions, given.kills, given.seed)
    with bench.fresh_folder() as folder:
        return year.live_twice(folder, plan, bench.progress.say)


def _publishing(bench: Bench, given: argparse.Namespace) -> str:
    plan = publishing.Plan(given.articles, given.chats, given.rounds)
    return publishing.measure_publishing(bench, plan)


def _load(bench: Bench, given: argparse.Namespace) -> str:
    result = first_load.measure(given.url, given.runs)
    return f"{json.dumps(asdict(result))}\n\n{first_load.as_table(result)}"


def _streams(bench: Bench, given: argparse.Namespace) -> str:
    return measure_streams(bench, Plan(given.chats, given.per_second, given.seconds))


def _search(bench: Bench, given: argparse.Namespace) -> str:
    return measure_search(bench, given.passages, given.json)


if __name__ == "__main__":
    sys.exit(main())
