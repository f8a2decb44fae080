"""What is counted: figures, each for a day, a function and a topic."""

from datetime import date
from typing import NamedTuple

# How each matter ended; of a matter exactly one holds, so that their sum is what was asked.
BY_BOT = "by_bot"
BY_PEOPLE = "by_people"
PASSED_ON = "passed_on"
ASKED_BACK = "asked_back"  # the bot asked what was meant, and no one chose
WAITING = "waiting"
WITHDRAWN = "withdrawn"
NO_ANSWER = "no_answer"  # closed, and nothing was to be said
ENDS = (BY_BOT, BY_PEOPLE, PASSED_ON, ASKED_BACK, WAITING, WITHDRAWN, NO_ANSWER)

OUT_OF_HOURS = "out_of_hours"
MISROUTED = "misrouted"
TO_DUTY = "to_duty"
HELPED, NOT_HELPED = "helped", "not_helped"
GAP_OPENED, GAP_CLOSED = "gap_opened", "gap_closed"
SURVEY = {"yes": "survey_yes", "partly": "survey_partly", "no": "survey_no"}

# Times in working hours, by buckets.
FIRST_ANSWER, CLOSING = "first_answer", "closing"


class Cell(NamedTuple):
    day: date
    function_id: str
    topic: str
    figure: str
    bucket: int = 0
