"""When Rasa's model is trained anew."""

import shutil
from pathlib import Path

import pytest
from checkout import REPOSITORY

from launch.training import model_digest


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "checkout"
    shutil.copytree(REPOSITORY / "tests/launch/stand_ins", root)
    return root


@pytest.mark.parametrize("file", ["config.yml", "bot/data/nlu.yml", "bot/components/new.py"])
def test_a_change_of_what_the_model_is_made_of_changes_its_name(root: Path, file: str) -> None:
    before = model_digest(root, "e5")
    (root / file).parent.mkdir(exist_ok=True)
    (root / file).write_text("changed")
    assert model_digest(root, "e5") != before


def test_another_encoder_is_another_model(root: Path) -> None:
    assert model_digest(root, "e5") != model_digest(root, "bge")


def test_a_moved_file_is_another_model(root: Path) -> None:
    before = model_digest(root, "e5")
    (root / "bot/data/nlu.yml").rename(root / "bot/domain/nlu.yml")
    assert model_digest(root, "e5") != before


@pytest.mark.parametrize(
    "file",
    ["bot/requirements.in", "bot/tests/test_x.py", "bot/components/__pycache__/a.pyc", "README.md"],
)
def test_a_change_elsewhere_does_not(root: Path, file: str) -> None:
    before = model_digest(root, "e5")
    (root / file).parent.mkdir(parents=True, exist_ok=True)
    (root / file).write_text("changed")
    assert model_digest(root, "e5") == before
