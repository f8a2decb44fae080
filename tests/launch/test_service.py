"""Keeping a process alive."""

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from launch.errors import LaunchError
from launch.ports import free_port
from launch.processes import end
from launch.service import Program, Service, how_it_ended, wait_before_start
from launch.session import Session

Eventually = Callable[[Callable[[], object]], None]


def ended(service: Service) -> bool:
    service.look()
    return service.process is None


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def service(session: Session, said: list[str]) -> Iterator[Service]:
    port = free_port()
    command = [sys.executable, "-m", "http.server", "--bind", "127.0.0.1", str(port)]
    program = Program("web", command, {}, session.log("web"), port, "/")
    service = Service(program, session.runner, said.append)
    yield service
    if service.process:
        end(service.process)


def failing(service: Service) -> Service:
    command = [sys.executable, "-c", "import sys; sys.exit('no database')"]
    program = Program("web", command, {}, service.program.log, service.program.port, "/")
    return Service(program, service.runner, service.say)


def look_for_ever(service: Service) -> None:
    while True:
        service.look()
        time.sleep(0.01)


def answered(service: Service) -> bool:
    service.look()
    return service.answered


def test_a_killed_process_is_started_again_and_that_is_said(
    service: Service, said: list[str], eventually: Eventually
) -> None:
    eventually(lambda: answered(service))
    assert service.process
    service.process.kill()
    eventually(lambda: answered(service) and len(said) == 2)
    log = service.program.log
    assert said == [
        f"web was ended by SIGKILL; starting it again now. Its log: {log}",
        "web answers again.",
    ]


def test_a_process_that_answered_is_started_again_however_often_it_ends(
    service: Service, said: list[str], eventually: Eventually, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("launch.service.wait_before_start", lambda _: 0.0)
    for _ in range(5):
        eventually(lambda: answered(service))
        assert service.process
        service.process.kill()
        eventually(lambda: ended(service))
    assert len([line for line in said if "SIGKILL" in line]) == 5


def test_three_starts_without_an_answer_are_the_end_with_the_last_lines(
    service: Service, said: list[str]
) -> None:
    service.program.log.write_text("something old\n")
    broken = failing(service)
    with pytest.raises(LaunchError) as given_up:
        look_for_ever(broken)
    assert "web ended with exit code 1, 3 times before it answered" in str(given_up.value)
    assert "no database" in str(given_up.value)
    assert "something old" not in str(given_up.value)
    assert [line.partition("it again ")[2].partition(".")[0] for line in said] == ["now", "in 1 s"]


def test_a_minute_up_makes_a_death_the_first_again(
    service: Service, said: list[str], eventually: Eventually
) -> None:
    service.deaths = 4
    eventually(lambda: answered(service))
    assert service.process
    service.started -= 61
    service.process.kill()
    eventually(lambda: ended(service))
    assert "now" in said[-1]
    assert service.deaths == 1


def test_the_wait_doubles_up_to_half_a_minute() -> None:
    assert [wait_before_start(deaths) for deaths in range(8)] == [0, 1, 2, 4, 8, 16, 30, 30]


def test_an_end_is_told_by_code_or_signal() -> None:
    assert how_it_ended(0) == "ended with exit code 0"
    assert how_it_ended(-15) == "was ended by SIGTERM"


def test_the_log_of_each_start_is_kept(service: Service, tmp_path: Path) -> None:
    service.program.log.write_text("before\n")
    service.look()
    assert service.program.log.read_text().startswith("before\n")
