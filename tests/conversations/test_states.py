"""Which event moves a conversation where, and when the bot speaks."""

import pytest

from conversations.states import Event, NotAllowed, State, after, bot_answers

# A row for each state, a column for each event; a dash is what cannot happen.
TABLE = """
          hand_over claim  release return_to_bot close  visitor_writes reopen
bot       waiting   -      -       -             -      bot            -
waiting   -         person -       -             closed waiting        -
person    -         -      waiting bot           closed person         -
closed    -         -      -       -             -      bot            waiting
"""


def _pairs() -> list[tuple[str, str, str]]:
    events, *rows = [line.split() for line in TABLE.strip().splitlines()]
    return [
        (state, event, to)
        for state, *cells in rows
        for event, to in zip(events, cells, strict=True)
    ]


def test_the_table_names_every_pair() -> None:
    assert {(state, event) for state, event, _ in _pairs()} == {
        (state, event) for state in State for event in Event
    }


@pytest.mark.parametrize(("state", "event", "to"), _pairs())
def test_each_event_moves_as_the_table_says_or_not_at_all(state: str, event: str, to: str) -> None:
    if to == "-":
        with pytest.raises(NotAllowed, match=f"{event} in state {state}"):
            after(State(state), Event(event))
    else:
        assert after(State(state), Event(event)) is State(to)


@pytest.mark.parametrize(
    ("state", "gathering", "speaks"),
    [
        ("bot", False, True),
        ("bot", True, True),
        ("waiting", False, False),
        ("waiting", True, True),
        ("person", False, False),
        ("person", True, False),
        ("closed", False, False),
        ("closed", True, False),
    ],
)
def test_the_bot_speaks_only_while_no_person_has_the_question(
    state: str, gathering: bool, speaks: bool
) -> None:
    assert bot_answers(State(state), gathering) is speaks
