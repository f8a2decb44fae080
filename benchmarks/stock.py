"""The stock Rasa project to compare with: Rasa's own defaults, on the same examples as ours.

It is in `stock_project`, laid out as `rasa init` does. The examples of bot/data/nlu are added.
"""

import hashlib
import shutil
import time
import uuid
from pathlib import Path

import aiohttp

from benchmarks.bench import ROOT, Bench
from benchmarks.load import NoReply, Reply
from benchmarks.running import Running
from benchmarks.stock_project.actions.actions import ANSWER
from launch.failures import last_lines
from launch.ports import free_port
from launch.processes import Runner, module
from launch.service import Program
from launch.training import RASA_ENVIRONMENT, TRAINING_ENVIRONMENT

PROJECT = Path(__file__).parent / "stock_project"
EXAMPLES = ROOT / "bot" / "data" / "nlu"
LOOKUPS = "lookups.yml"
KEPT_ONE_IN, LONGEST_EXAMPLE = 3, 30  # words


class NotTrained(Exception):
    """Rasa could not train; the end of its log."""


def trained(bench: Bench) -> Path:
    """The project's model, trained once for the files that it is made of."""
    model = bench.folder / f"stock-{_digest()}.tar.gz"
    if not model.exists():
        with bench.fresh_folder() as folder:
            project = _laid_out(folder)
            with bench.progress.step("Training stock Rasa, this once (DIET takes its time)"):
                _train(bench, project)
            (project / "models" / "stock.tar.gz").rename(model)
    return model


def stock(bench: Bench, model: Path, folder: Path) -> Running:
    """Its programs are called `rasa` and `action server`."""
    project = _laid_out(folder)
    port, actions_port = free_port(), free_port()
    environment = {**RASA_ENVIRONMENT, "ACTIONS_URL": f"http://127.0.0.1:{actions_port}/webhook"}
    where = ("--interface", "127.0.0.1", "--port", port)
    rasa = module(bench.rasa_python, "rasa", "run", *where, "--model", model)
    actions = module(bench.rasa_python, "rasa_sdk", "--actions", "actions", "--port", actions_port)
    programs = [
        Program("rasa", rasa, environment, project / "rasa.log", port, "/"),
        Program("action server", actions, {}, project / "actions.log", actions_port, "/health"),
    ]
    return Running("stock Rasa", bench.progress, _runner(bench, project), programs)


class AskStock:
    """Each question is a new conversation; the REST channel replies when all is done."""

    def __init__(self, http: aiohttp.ClientSession, service: Running) -> None:
        self._http = http
        self._url = f"{service.url('rasa')}/webhooks/rest/webhook"

    async def open(self, conversations: int) -> None:
        """Rasa opens a conversation with its first message."""

    async def __call__(self, question: str) -> Reply:
        started = time.perf_counter()
        said = {"sender": str(uuid.uuid4()), "message": question}
        async with self._http.post(self._url, json=said) as response:
            response.raise_for_status()
            replies = await response.json()
        spent = time.perf_counter() - started
        if not replies:
            raise NoReply(f"stock Rasa is silent about: {question}")
        by_action = any(reply.get("text") == ANSWER for reply in replies)
        return Reply(spent, "by its action" if by_action else "others")


def _laid_out(folder: Path) -> Path:
    project = folder / "stock"
    shutil.copytree(PROJECT, project, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(EXAMPLES, project / "data" / "nlu")
    for file in (project / "data" / "nlu").glob("*.yml"):
        if file.name != LOOKUPS:
            file.write_text(_thinned(file.read_text(encoding="utf-8")), encoding="utf-8")
    return project


def _thinned(examples: str) -> str:
    """Each third example, and no letters.

    How quick DIET answers does not follow from how many examples it has seen, but with all of them
    it would train for more than half an hour: it pads each batch to its longest text.
    """
    kept, seen = [], 0
    for line in examples.splitlines(keepends=True):
        if line.strip().startswith("- ") and "intent:" not in line:
            seen += 1
            if seen % KEPT_ONE_IN or len(line.split()) > LONGEST_EXAMPLE:
                continue
        kept.append(line)
    return "".join(kept)


def _digest() -> str:
    digest = hashlib.sha256()
    for folder in (PROJECT, EXAMPLES):
        for file in sorted(folder.rglob("*.yml")):
            digest.update(f"{file.relative_to(folder)}\n".encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def _train(bench: Bench, project: Path) -> None:
    log = project / "training.log"
    train = module(bench.rasa_python, "rasa", "train", "--fixed-model-name", "stock")
    if _runner(bench, project).run(train, log, **TRAINING_ENVIRONMENT):
        raise NotTrained(f"{last_lines(log)}\nAll of it: {log}")


def _runner(bench: Bench, project: Path) -> Runner:
    return Runner(project, bench.runner.environment, bench.runner.stop)
