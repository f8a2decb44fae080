"""The way in: from the words after ./lotsen to an exit code."""

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

from launch.check import check
from launch.encoder import tune_encoder
from launch.errors import LaunchError
from launch.progress import Progress
from launch.session import Session, child_environment
from launch.settings import read_settings
from launch.setup import set_up, set_up_environments
from launch.stop import Stop
from launch.training import model_path
from launch.up import up
from launch.verbs import Verb, explanation, overview, verb_named

ROOT = Path(__file__).resolve().parent.parent


def train(session: Session) -> int:
    session.progress.say(f"Rasa's model: {set_up(session, retrain=True)}")
    return 0


def train_encoder(session: Session, folders: Sequence[str]) -> int:
    with session.progress:
        set_up(session)
    return tune_encoder(session, folders)


OWN = {"up": up, "check": check, "train": train}  # the others become another program


def main(words: Sequence[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a log may hold what the terminal cannot show
            stream.reconfigure(errors="replace")
    name, *arguments = words or ["help"]
    try:
        return run("help" if name in ("-h", "--help") else name, arguments)
    except LaunchError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print(f"Stopped. ./lotsen {name} goes on from here.", file=sys.stderr)
        return 130
    except OSError as error:
        print(error, file=sys.stderr)
        return 1


def run(name: str, arguments: Sequence[str]) -> int:
    verb = verb_named(name)
    if name == "help":
        print(explanation(verb_named(arguments[0])) if arguments else overview())
        return 0
    if name == "train" and arguments[:1] == ["--encoder"]:
        return train_encoder(new_session(verb), arguments[1:])
    if name in OWN and arguments:
        return _explain_or_refuse(verb, arguments)
    session = new_session(verb)
    with session.progress:
        if name in OWN:
            return OWN[name](session)
        model = _prepare(session, verb)
    if name == "test":
        return run_tests(session, model, arguments)
    return pass_on(session, verb.module, model, arguments)


def _explain_or_refuse(verb: Verb, arguments: Sequence[str]) -> int:
    if arguments[0] in ("-h", "--help"):
        print(explanation(verb))
        return 0
    raise LaunchError(f"./lotsen {verb.name} takes no arguments.", exit_code=2)


def new_session(verb: Verb) -> Session:
    settings = read_settings(os.environ, ROOT)
    stop = Stop()
    stop.listen()
    # what a module prints is for other programs to read: our own lines keep out of it
    progress = Progress(sys.stderr if verb.module else sys.stdout)
    return Session(ROOT, settings, child_environment(os.environ, settings.data), stop, progress)


def _prepare(session: Session, verb: Verb) -> Path:
    if verb.needs_model:
        return set_up(session, tests=verb.name in ("test", "bench"))
    set_up_environments(session)
    return model_path(session)


def run_tests(session: Session, model: Path, arguments: Sequence[str]) -> NoReturn:
    os.chdir(session.root)
    more = {"LOTSEN_TEST_MODEL": str(model), "LOTSEN_TEST_RASA_PYTHON": str(session.rasa_python)}
    _become(session, "pytest", arguments, more)


def pass_on(session: Session, module: str, model: Path, arguments: Sequence[str]) -> NoReturn:
    """In the caller's folder, so that files named in the arguments are found."""
    more = {"LOTSEN_MODEL": str(model), "LOTSEN_RASA_PYTHON": str(session.rasa_python)}
    _become(session, module, arguments, more | {"PYTHONPATH": str(session.root)})


def _become(
    session: Session, module: str, arguments: Sequence[str], more: dict[str, str]
) -> NoReturn:
    """Gives its place to a program, so that signals and the exit code are that program's own."""
    command = [str(session.web_python), "-m", module, *arguments]
    os.execve(command[0], command, {**session.environment, **more})  # noqa: S606
