"""The passages that are made for measuring are what they are said to be."""

import numpy as np
import pytest

from benchmarks.crowd import KINDS, Real, entries, made
from knowledge.lexical import Rows, Terms

SENTENCES = ["Hyra en sal kostar 100 kr.", "När söks bidraget?", "Föreningen får hjälp, får den?"]


@pytest.fixture
def real() -> Real:
    vectors = np.eye(3, 16, dtype=np.float32)
    return Real(SENTENCES, vectors, Rows.of(SENTENCES), ["Vad kostar det?"], vectors[:1])


def _by_text(terms: Terms) -> list[dict[int, int]]:
    begins = zip(terms.begins, terms.begins[1:], strict=False)
    spans = [slice(begin, end) for begin, end in begins]
    return [
        dict(zip(terms.ids[at].tolist(), terms.counts[at].tolist(), strict=True)) for at in spans
    ]


def test_the_counts_are_those_of_the_texts(real: Real) -> None:
    [some] = made(real, 80)
    counted, added = Rows.of(some.texts(real)), some.counts(real)
    assert _by_text(added.words) == _by_text(counted.words)
    assert _by_text(added.grams) == _by_text(counted.grams)


def test_each_article_has_passages_of_each_kind_that_begin_alike(real: Real) -> None:
    [some] = made(real, 80)
    firsts = some.of[:, 0].reshape(-1, len(KINDS))
    assert (firsts == firsts[:, :1]).all()
    assert len({entry.article_id for entry in entries(real, 80)}) == 10
    lengths = np.linalg.norm(some.vectors, axis=1)
    assert lengths.tolist() == pytest.approx([1] * 80, abs=1e-5)


def test_the_vector_of_a_single_sentence_is_its_own_but_for_the_noise(real: Real) -> None:
    [some] = made(real, 80)
    titles = slice(0, None, len(KINDS))
    cosines = np.einsum("pd,pd->p", some.vectors[titles], real.vectors[some.of[titles, 0]])
    assert cosines.tolist() == pytest.approx([1 / np.sqrt(1.01)] * 10, abs=0.01)


def test_the_same_are_made_each_time(real: Real) -> None:
    [one], [other] = made(real, 80), made(real, 80)
    assert np.array_equal(one.vectors, other.vectors)
    assert one.texts(real) == other.texts(real)
