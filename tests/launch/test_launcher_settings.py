"""The launcher's own settings."""

from pathlib import Path

import pytest

from launch.errors import LaunchError
from launch.session import child_environment
from launch.settings import read_settings

ROOT = Path("/checkout")


def test_without_settings_the_defaults_hold() -> None:
    settings = read_settings({}, ROOT)
    assert (settings.port, settings.internal_port, settings.rasa_port) == (8080, 8081, 5005)
    assert settings.data == ROOT / "var"
    assert settings.encoder == ""


def test_a_relative_data_folder_counts_from_the_checkout() -> None:
    assert read_settings({"LOTSEN_DATA": "../data"}, ROOT).data == Path("/data")


@pytest.mark.parametrize("value", ["abc", "0", "65536", "-1", "80.5", " 80", "٨٠٨٠"])
def test_a_malformed_port_is_refused_by_name(value: str) -> None:
    with pytest.raises(LaunchError, match=r"LOTSEN_RASA_PORT=.*not a port") as refused:
        read_settings({"LOTSEN_RASA_PORT": value}, ROOT)
    assert refused.value.exit_code == 2


def test_two_ports_may_not_be_the_same() -> None:
    with pytest.raises(LaunchError, match="LOTSEN_PORT and LOTSEN_RASA_PORT are both 5005"):
        read_settings({"LOTSEN_PORT": "5005"}, ROOT)


def test_paths_meant_for_another_python_do_not_reach_ours() -> None:
    given = {"PYTHONPATH": "/other", "PYTHONHOME": "/other", "HOME": "/home/me"}
    passed_on = child_environment(given, Path("/data"))
    assert passed_on == {"HOME": "/home/me", "LOTSEN_DATA": "/data"}
