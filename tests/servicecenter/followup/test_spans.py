"""What is told of a percentile holds, and how exact it is."""

import math

from hypothesis import given
from hypothesis import strategies as st

from servicecenter.followup.spans import EDGES, bucket_of, end_of, percentile

HOURS = st.lists(st.floats(0, 500), min_size=1, max_size=50)


def _exact(hours: list[float], share: float) -> float:
    return sorted(hours)[math.ceil(share * len(hours)) - 1]


@given(HOURS, st.sampled_from([0.5, 0.9]))
def test_the_exact_percentile_lies_in_the_bucket_that_is_told(
    hours: list[float], share: float
) -> None:
    counts: dict[int, int] = {}
    for one in hours:
        counts[bucket_of(one)] = counts.get(bucket_of(one), 0) + 1
    told = percentile(counts, share)
    assert told is not None
    exact, before = _exact(hours, share), EDGES[told - 1] if told else -1.0
    assert before < exact <= (end_of(told) or math.inf)


def test_what_ends_on_an_edge_is_within_it() -> None:
    assert [end_of(bucket_of(edge)) for edge in EDGES] == list(EDGES)
    assert end_of(bucket_of(EDGES[-1] + 0.01)) is None


def test_there_is_no_percentile_of_nothing() -> None:
    assert percentile({}, 0.5) is None
