"""Hints go to all who listen to the topic, and to no one else."""

from web.live import Live


def test_a_hint_reaches_all_who_listen_to_its_topic() -> None:
    live = Live()
    with live.listening("a") as one, live.listening("a") as other, live.listening("b") as else_:
        live.changed("a")
        assert (one.is_set(), other.is_set(), else_.is_set()) == (True, True, False)


def test_who_has_left_is_hinted_no_more_and_others_still_are() -> None:
    live = Live()
    with live.listening("a") as stays:
        with live.listening("a") as leaves:
            pass
        live.changed("a")
        assert (stays.is_set(), leaves.is_set()) == (True, False)
    live.changed("a")


def test_a_hint_that_comes_while_its_listener_reads_is_not_lost() -> None:
    live = Live()
    with live.listening("a") as changed:
        live.changed("a")
        changed.clear()
        live.changed("a")
        assert changed.is_set()
