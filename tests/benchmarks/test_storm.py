"""How long anyone waited because of a kill, told from what was sent and answered when."""

from datetime import UTC, datetime, timedelta

from benchmarks.storm import Kill, Waited, after_kills

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def test_who_had_no_answer_at_the_kill_and_who_wrote_soon_after_it_count() -> None:
    waits = [
        Waited(at(1), at(9)),  # answered before the kill, however late
        Waited(at(9), at(13)),  # under way
        Waited(at(11), at(14)),
        Waited(at(12), at(12.5)),  # the first to be answered after it
        Waited(at(40), at(50)),  # of another matter
    ]
    found = after_kills([Kill("web", at(10))], waits, "web")
    assert (found.times, found.back, found.longest) == (1, 2.5, 4)


def test_of_several_kills_the_worst_counts_and_other_kinds_do_not() -> None:
    waits = [Waited(at(1), at(2)), Waited(at(31), at(37)), Waited(at(61), at(69))]
    kills = [Kill("rasa", at(0)), Kill("rasa", at(30)), Kill("redis", at(60))]
    found = after_kills(kills, waits, "rasa")
    assert (found.times, found.back, found.longest) == (2, 7, 6)


def test_without_a_kill_nothing_was_waited_for() -> None:
    assert after_kills([], [Waited(at(1), at(2))], "web").longest == 0
