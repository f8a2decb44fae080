"""`./lotsen up`: everything from a fresh clone to a running Lotsen, kept running."""

import json
import secrets
import time
from collections.abc import Callable
from pathlib import Path

from launch.errors import LaunchError
from launch.failures import last_lines, quote
from launch.health import answers
from launch.locks import only_one_up
from launch.ports import require_free
from launch.processes import Runner, end, module
from launch.service import Program, Service
from launch.session import Session
from launch.setup import set_up
from launch.stop import Stop
from launch.training import RASA_ENVIRONMENT

START_LIMIT = 300.0  # seconds; the first start encodes all articles


def up(session: Session) -> int:
    with only_one_up(session):
        require_free(session.settings.ports)  # said now rather than after minutes of set-up
        model = set_up(session, first=[lambda: check_settings(session)])
        require_free(session.settings.ports)
        show_first_users(session)
        return serve(session, programs(session, model))


def check_settings(session: Session) -> None:
    answer = session.runner.output(module(session.web_python, "web.settings"))
    if answer.returncode:
        raise LaunchError((answer.stdout + answer.stderr).strip(), exit_code=answer.returncode)


def show_first_users(session: Session) -> None:
    """Makes and shows them. A signal waits: a password that is made and not shown is lost."""
    runner = Runner(session.root, session.environment, Stop())
    answer = runner.output(module(session.web_python, "commands.first_users"))
    if answer.returncode:
        lines = answer.stderr.splitlines()[-10:]
        raise LaunchError(f"The first log-ins could not be made:\n{quote(lines)}")
    users = json.loads(answer.stdout)
    if users:
        session.progress.write(users_box(users))


def users_box(users: list[dict[str, str]]) -> str:
    lines = ["First log-ins. They are shown this once: write them down.", ""]
    login, password = (max(len(user[key]) for user in users) for key in ("login", "password"))
    for user in users:
        names = f"{user['login']:{login}}   {user['password']:{password}}"
        lines.append(f"{names}   {user['name']} ({user['role']})")
    width = max(map(len, lines))
    edge = f"+{'-' * (width + 2)}+"
    return "\n".join([edge, *(f"| {line:{width}} |" for line in lines), edge])


def programs(session: Session, model: Path) -> list[Program]:
    settings = session.settings
    internal = f"http://127.0.0.1:{settings.internal_port}"
    token = {"LOTSEN_INTERNAL_TOKEN": secrets.token_urlsafe(32)}
    ports = {name: str(port) for name, port in settings.ports.items()}
    urls = {"LOTSEN_INTERNAL_URL": internal, "LOTSEN_EMBEDDINGS_URL": internal}
    files = ("--endpoints", "bot/endpoints.yml", "--credentials", "bot/credentials.yml")
    place = ("--interface", "127.0.0.1", "--port", settings.rasa_port)
    web = module(session.web_python, "web")
    rasa = module(session.rasa_python, "rasa", "run", *place, "--model", model, *files)
    for_rasa = {**RASA_ENVIRONMENT, **token, **urls}
    return [
        Program("web", web, {**ports, **token}, session.log("web"), settings.port, "/health/live"),
        Program("rasa", rasa, for_rasa, session.log("rasa"), settings.rasa_port, "/"),
    ]


def serve(session: Session, wanted: list[Program]) -> int:
    """Runs the programs until a signal asks for the end."""
    services = [Service(program, session.runner, _dated(session)) for program in wanted]
    try:
        with session.progress.step("Starting the web process and Rasa"):
            deadline = time.monotonic() + START_LIMIT
            _keep_alive(session, services, until=lambda: _ready(session, services, deadline))
        session.progress.say("Ready. Ctrl-C stops everything.")
        session.progress.write(addresses(session.settings.port))
        _keep_alive(session, services, until=lambda: False)
    except KeyboardInterrupt:
        session.progress.say("Stopping ...")
    finally:
        end(*(service.process for service in services if service.process))
    return 0


def _keep_alive(session: Session, services: list[Service], until: Callable[[], bool]) -> None:
    while not until():
        for service in services:
            service.look()
        session.stop.pause()


def _ready(session: Session, services: list[Service], deadline: float) -> bool:
    if time.monotonic() > deadline:
        logs = [service.program.log for service in services]
        quoted = "\n".join(f"{log}:\n{last_lines(log)}" for log in logs)
        raise LaunchError(f"Lotsen does not answer after {START_LIMIT:.0f} s.\n{quoted}")
    alive = all(service.answered for service in services)
    return alive and answers(session.settings.port, "/health/ready")


def _dated(session: Session) -> Callable[[str], None]:
    return lambda text: session.progress.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {text}")


def addresses(port: int) -> str:
    pages = {"Chat": "/", "Desk": "/desk", "Workshop": "/admin"}
    return "\n".join(f"  {name:10}http://127.0.0.1:{port}{path}" for name, path in pages.items())
