"""What the figures of the first load need before they can be taken."""

import pytest

from benchmarks.bench import NotPrepared
from benchmarks.first_load import measure


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "http://[", "localhost"])
def test_without_a_running_service_it_says_what_to_do(url: str) -> None:
    with pytest.raises(NotPrepared, match=r"lotsen up.*--url"):
        measure(url, 1)
