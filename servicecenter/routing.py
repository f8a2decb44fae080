"""What a contact path is, and which function a question goes to."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from conversations.content import Contact
from servicecenter.hours import ClosedDay, Opening, Rule

# The function that takes what no one else has, and what others have left too long.
DUTY = "servicecenter"
# Languages in which one has a right to be answered: where a municipality is in the administrative
# area for Finnish, the law on national minorities says so.
OWED = ("fi",)


@dataclass(frozen=True)
class Function:
    """`to_verify` names what the municipality has not confirmed of all this."""

    id: str
    name: str
    committee: str
    task: str
    email: str | None
    phone: str | None
    visiting_address: str | None
    deputy_id: str | None
    languages: list[str]
    target_hours: int
    to_verify: list[str]
    task_in: dict[str, str] = field(default_factory=dict)
    closed_days: list[str] = field(default_factory=list)
    week: tuple[Opening, ...] = ()

    @cached_property
    def opening(self) -> tuple[Rule, ...]:
        return (*self.week, *(ClosedDay(date.fromisoformat(day)) for day in self.closed_days))

    def is_confirmed(self, what: str) -> bool:
        return not any(item.startswith(what) for item in self.to_verify)


@dataclass(frozen=True)
class Responsibility:
    """None means any."""

    function_id: str
    topic: str
    association_type: str | None
    matter: str | None


@dataclass(frozen=True)
class ContactPaths:
    """All functions by id, and who is responsible for what."""

    functions: dict[str, Function]
    responsibilities: list[Responsibility]

    def route(
        self, topic: str, association_type: str | None = None, matter: str | None = None
    ) -> Function:
        """The function whose responsibility names most of what is asked; else the duty role."""
        row = self.deciding(topic, association_type, matter)
        return self.functions[row.function_id if row else DUTY]

    def deciding(
        self, topic: str, association_type: str | None = None, matter: str | None = None
    ) -> Responsibility | None:
        fitting = [
            row
            for row in self.responsibilities
            if row.topic == topic
            and row.association_type in (None, association_type)
            and row.matter in (None, matter)
        ]
        # A matter that has an owner of its own goes there whoever asks; else what the association
        # is decides, since the committees are split by it.
        fitting.sort(key=lambda row: (row.matter is not None, row.association_type is not None))
        return fitting[-1] if fitting else None

    def speaking(self, owner: Function, language: str) -> Function:
        """Who answers in the language: the owner, else the first of those who stand in for the
        owner that does; the owner all the same when none does."""
        one, asked = owner, {owner.id}
        while language not in one.languages:
            if one.deputy_id is None or one.deputy_id in asked:
                return owner
            one = self.functions[one.deputy_id]
            asked.add(one.id)
        return one


def contact(owner: Function) -> Contact:
    """Only what the municipality has confirmed is given out."""
    return Contact(
        function=owner.name,
        committee=owner.committee,
        email=owner.email if owner.is_confirmed("E-postadress") else None,
        phone=owner.phone if owner.is_confirmed("Telefonnummer") else None,
        visiting_address=owner.visiting_address if owner.is_confirmed("Besöksadress") else None,
    )
