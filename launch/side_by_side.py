"""Several jobs at the same time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed

from launch.stop import Stop

Job = Callable[[], object]


def side_by_side(stop: Stop, *jobs: Job) -> None:
    """Runs every job in a thread of its own; the first that fails ends the others and is raised."""
    error: BaseException | None = None
    with ThreadPoolExecutor(len(jobs)) as threads:
        for finished in as_completed([threads.submit(job) for job in jobs]):
            error = error or finished.exception()
            if error:
                stop.request()
    if error:
        raise error
