"""The encoder that is shipped: what it gives, and what it says when it is not there."""

import hashlib
import os
from pathlib import Path

import numpy as np
import pytest

from knowledge.encoder.graph import GRAPH, WORDS, Graph
from knowledge.encoder.model import FINGERPRINT, MANNER, Encoder, EncoderMissing
from tests.conftest import DATA

PAIRS = {
    "Vad kostar det att hyra en gymnastiksal?": "Hyran för en gymnastiksal är 100 kr i timmen.",
    "När ska vi söka aktivitetsbidrag?": "Sista dag att ansöka om aktivitetsbidrag är 25 februari.",
    "Hur startar man en förening?": "Så bildar ni en förening: stadgar, styrelse, första möte.",
    "Dörren till hallen går inte upp": "Om passerbrickan inte fungerar, ring jouren.",
    "Vem kan hjälpa oss med läxläsning?": "Föreningar kan ge läxhjälp tillsammans med skolan.",
}


def test_vectors_are_normalised_float32_of_the_size_the_encoder_tells(encoder: Encoder) -> None:
    for rows in (encoder.questions(list(PAIRS)), encoder.passages(list(PAIRS.values()))):
        assert rows.dtype == np.float32
        assert rows.shape == (len(PAIRS), encoder.dimensions)
        assert np.linalg.norm(rows, axis=1) == pytest.approx(1, abs=1e-5)


def test_a_swedish_question_is_nearer_its_answer_than_any_others(encoder: Encoder) -> None:
    cosines = encoder.questions(list(PAIRS)) @ encoder.passages(list(PAIRS.values())).T
    assert cosines.argmax(axis=1).tolist() == list(range(len(PAIRS)))
    assert cosines.argmax(axis=0).tolist() == list(range(len(PAIRS)))


def test_a_finnish_and_an_english_question_find_the_swedish_answer(encoder: Encoder) -> None:
    asked = ["Paljonko voimistelusalin vuokra on?", "What does it cost to rent a gym hall?"]
    cosines = encoder.questions(asked) @ encoder.passages(list(PAIRS.values())).T
    assert cosines.argmax(axis=1).tolist() == [0, 0]


def test_a_text_that_asks_and_the_same_text_that_answers_have_vectors_of_their_own(
    encoder: Encoder,
) -> None:
    text = ["Aktivitetsbidrag söks i februari."]
    cosine = (encoder.questions(text) @ encoder.passages(text).T).item()
    assert 0.8 < cosine < 0.995


@pytest.mark.parametrize("text", ["", " ", "🏀" * 50, "\x00\x01", "שלום", "ord " * 3000])
def test_whatever_is_written_has_a_vector(encoder: Encoder, text: str) -> None:
    [row] = encoder.questions([text])
    assert np.isfinite(row).all()
    assert np.linalg.norm(row) == pytest.approx(1, abs=1e-5)


def test_a_vector_does_not_depend_on_what_else_was_encoded(encoder: Encoder) -> None:
    texts = [text * times for times in (9, 1, 4) for text in PAIRS.values()]
    alone = np.concatenate([encoder.passages([text]) for text in texts])
    assert np.allclose(encoder.passages(texts), alone, atol=1e-6)


@pytest.mark.parametrize(("kind", "prompt"), [("questions", "query: "), ("passages", "passage: ")])
def test_each_kind_of_text_gets_the_prompt_it_was_trained_with(
    encoder: Encoder, kind: str, prompt: str
) -> None:
    text = "Aktivitetsbidrag söks i februari."
    [expected] = Graph(_built_here(), threads=1).vectors([prompt + text], "")
    assert np.allclose(getattr(encoder, kind)([text])[0], expected, atol=1e-5)


def _built_here() -> Path:
    folder = Path(os.environ.get("LOTSEN_ENCODER") or DATA / "encoder")
    if not (folder / FINGERPRINT).is_file():
        pytest.skip("LOTSEN_ENCODER names a model that was not built here")
    return folder


def test_an_encoder_is_named_by_the_fingerprint_of_its_weights(encoder: Encoder) -> None:
    # Vectors are stored under this name: other weights must have another.
    folder = _built_here()
    content = (folder / GRAPH).read_bytes() + (folder / WORDS).read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    assert encoder.name == f"multilingual-e5-small-int8-{digest[:12]}/{MANNER}"


def test_where_there_is_no_encoder_it_is_said_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EncoderMissing, match=r"no encoder in .*lotsen up") as error:
        Encoder(str(tmp_path / "encoder"))
    assert str(tmp_path / "encoder") in str(error.value)
