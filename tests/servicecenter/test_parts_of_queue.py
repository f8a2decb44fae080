"""The parts of the queue: which enquiries are in each, how many there are, page by page."""

from datetime import timedelta
from uuid import uuid4

from sqlalchemy import Connection

from db.schema import enquiry
from servicecenter import among_colleagues, desk, putting_off, queues
from servicecenter.queues import PAGE, Wanted
from tests.cast import MONDAY
from tests.servicecenter.stage import begin, hand_over, hired, open_and_claim, open_one, say, staff
from tests.servicecenter.test_putting_off import TOMORROW

GUNS = "bidrag-kultur-fritid"


def _reply(db: Connection, number: str, login: str = "bo") -> None:
    desk.reply(db, number, staff(db, login), str(uuid4()), "Hej", MONDAY, seen=99)


def test_each_enquiry_is_in_the_parts_that_it_belongs_to(db: Connection) -> None:
    bo, gun = staff(db, "bo"), staff(db, "gun")
    nobodys, unanswered, answered, paused = (
        open_one(db),
        open_and_claim(db, bo),
        open_and_claim(db, bo),
        open_and_claim(db, bo),
    )
    _reply(db, answered)
    putting_off.put_off(db, paused, bo, TOMORROW, MONDAY)
    asked = open_one(db, GUNS)
    desk.claim(db, asked, gun, MONDAY)
    name = str(uuid4())
    among_colleagues.consult(db, asked, gun, "fritidsbokningen", name, "Vet ni?", MONDAY)

    found = {part: queues.queue(db, bo, MONDAY, Wanted(part)) for part in queues.PARTS}

    named = {part: {one.number for one in queue.enquiries} for part, queue in found.items()}
    assert named == {
        "all": {nobodys, unanswered, answered, asked},
        "mine": {unanswered, answered},
        "nobodys": {nobodys},
        "unanswered": {nobodys, unanswered},
        "late_soon": set(),
        "waiting": {answered},
        "held": {paused},
        "consulted": {asked},
        "mentioned": set(),
    }
    for queue in found.values():
        assert queue.counts == {part: len(numbers) for part, numbers in named.items()}


def test_late_soon_is_what_waits_and_has_four_working_hours_left(db: Connection) -> None:
    bo, visitor = staff(db, "bo"), begin(db)
    number = hand_over(db, visitor).number
    desk.claim(db, number, bo, MONDAY)
    deadline = MONDAY + timedelta(hours=5)  # at three in the afternoon
    db.execute(enquiry.update().where(enquiry.c.number == number).values(deadline=deadline))

    def late_soon(before: timedelta) -> bool:
        queue = queues.queue(db, bo, deadline - before, Wanted("late_soon"))
        return bool(queue.enquiries)

    assert not late_soon(timedelta(hours=4, minutes=1))
    assert late_soon(timedelta(hours=3, minutes=59))
    _reply(db, number)
    assert not late_soon(timedelta(0))
    say(db, visitor, "Men hur då?")
    assert late_soon(timedelta(0))


def test_a_function_is_looked_at_by_itself_and_the_others_still_counted(db: Connection) -> None:
    both = hired(db, "bea", functions=["fritidsbokningen", GUNS])
    booking, _ = open_one(db), open_one(db, GUNS)

    queue = queues.queue(db, both, MONDAY, Wanted(function="fritidsbokningen"))

    assert [one.number for one in queue.enquiries] == [booking]
    assert {one: count for one, (_, count) in queue.functions.items()} == {
        "fritidsbokningen": 1,
        GUNS: 1,
    }
    assert queue.counts["all"] == 1


def test_anothers_function_shows_nothing_by_being_asked_for(db: Connection) -> None:
    open_one(db, GUNS)
    queue = queues.queue(db, staff(db, "bo"), MONDAY, Wanted(function=GUNS))
    assert (queue.enquiries, queue.total, queue.functions) == ([], 0, {})


def test_page_by_page_each_enquiry_stands_once(db: Connection) -> None:
    numbers = [open_one(db) for _ in range(PAGE + 3)]
    bo = staff(db, "bo")

    pages = [queues.queue(db, bo, MONDAY, Wanted(page=page)) for page in (1, 2, 3)]

    shown = [[one.number for one in page.enquiries] for page in pages]
    assert [len(page) for page in shown] == [PAGE, 3, 0]
    assert [*shown[0], *shown[1]] == numbers
    assert {page.total for page in pages} == {len(numbers)}
