"""Ports that are taken, and a second launcher."""

import os
import socket

import pytest

from launch import ports
from launch.errors import LaunchError
from launch.locks import only_one_up
from launch.ports import free_port, require_free
from launch.session import Session


def test_free_ports_pass() -> None:
    require_free({"LOTSEN_PORT": free_port(), "LOTSEN_RASA_PORT": free_port()})


def test_no_port_is_given_twice() -> None:
    given = [free_port() for _ in range(1000)]
    assert len(set(given)) == len(given)


def test_a_taken_port_is_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    free = free_port()
    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setattr(ports, "_untried", iter([server.getsockname()[1], free]))
        assert free_port() == free


@pytest.mark.parametrize("address", ["127.0.0.1", ""])
def test_a_taken_port_is_named_with_its_setting_and_who_has_it(address: str) -> None:
    with socket.create_server((address, 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(LaunchError) as refused:
            require_free({"LOTSEN_PORT": free_port(), "LOTSEN_RASA_PORT": port})
    assert f"Port {port} is taken" in str(refused.value)
    assert "LOTSEN_RASA_PORT" in str(refused.value)
    if os.path.exists("/proc/net/tcp"):
        assert f"(process {os.getpid()})" in str(refused.value)


def test_a_second_up_on_the_same_data_is_refused(session: Session) -> None:
    refused = pytest.raises(LaunchError, match=f"already running.*process {os.getpid()}")
    with only_one_up(session), refused, only_one_up(session):
        pass
    with only_one_up(session):
        pass
