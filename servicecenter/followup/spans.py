"""Lengths of time in working hours, as counts of buckets: what is known of them without keeping
each. A percentile is told as the end of the bucket that it lies in, so "half within three hours" is
true, and the exact figure is shorter by less than the bucket's width: a quarter of an hour up to
four hours, half an hour up to eight, an hour up to 24, four up to 80, 40 up to 400."""

import math
from bisect import bisect_left
from collections.abc import Mapping

PARTS = ((4.0, 0.25), (8.0, 0.5), (24.0, 1.0), (80.0, 4.0), (400.0, 40.0))


def _edges() -> list[float]:
    edges = [0.0]
    for end, width in PARTS:
        count = round((end - edges[-1]) / width)
        edges += [edges[-1] + width * (n + 1) for n in range(count)]
    return edges[1:]


EDGES = tuple(_edges())
BEYOND = len(EDGES)


def bucket_of(hours: float) -> int:
    """The first bucket that does not end before; its end belongs to it."""
    return bisect_left(EDGES, hours)


def percentile(counts: Mapping[int, int], share: float) -> int | None:
    """The bucket that the share of them lies in or before; None when there are none."""
    needed, passed = math.ceil(share * sum(counts.values())), 0
    for bucket in sorted(counts):
        passed += counts[bucket]
        if passed and passed >= needed:
            return bucket
    return None


def end_of(bucket: int) -> float | None:
    """In hours; None for what is beyond the last edge."""
    return None if bucket >= BEYOND else EDGES[bucket]
