"""`./lotsen check`: all that can be checked without running the tests."""

from launch.processes import module
from launch.session import Session
from launch.setup import set_up_environments
from launch.training import RASA_ENVIRONMENT, SOURCES


def check(session: Session) -> int:
    """Runs every check, also after one that fails; returns 1 if any did."""
    set_up_environments(session, tests=True)
    web, rasa = session.web_python, session.rasa_python
    checks = {
        "style": module(web, "ruff", "check"),
        "format": module(web, "ruff", "format", "--check"),
        "types": module(web, "mypy"),
        "Rasa's data": module(rasa, "rasa", "data", "validate", *SOURCES),
        "contact paths": module(web, "commands.check_paths"),
    }
    failed = []
    for name, command in checks.items():
        session.progress.say(f"Checking {name} ...")
        if session.runner.run(command, **RASA_ENVIRONMENT):
            failed.append(name)
    session.progress.say(f"Failed: {', '.join(failed)}." if failed else "All checks passed.")
    return 1 if failed else 0
