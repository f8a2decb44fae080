"""What was written into the form: checked field by field, and kept to be shown again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self
from uuid import UUID, uuid4

from conversations.words import visible
from outbox.mail import NoAddress, read_address
from web.embed.hint import TOPICS
from web.errors import NotFromHere

LONGEST_NAME = 200  # characters of an association's name
ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Problem:
    """At a field; what to do is the text of this id."""

    field: str
    text: str
    given: Mapping[str, int]


@dataclass(frozen=True)
class Filled:
    id: UUID
    question: str = ""
    topic: str | None = None
    association: str = ""
    email: str = ""

    @classmethod
    def empty(cls) -> Self:
        return cls(uuid4())

    @classmethod
    def read(cls, fields: Mapping[str, str]) -> Self:
        """Raises NotFromHere."""
        if not ID.fullmatch(fields.get("id", "")):
            raise NotFromHere
        topic = fields.get("topic")
        return cls(
            UUID(fields["id"]),
            visible(fields.get("question", "").replace("\r\n", "\n")),
            topic if topic in TOPICS else None,
            visible(" ".join(fields.get("association", "").split())),
            fields.get("email", "").strip(),
        )

    def problems(self, longest: int) -> list[Problem]:
        found = []
        if not self.question:
            found.append(Problem("question", "page-ask-question-missing", {}))
        if len(self.question) > longest:
            given = {"longest": longest, "length": len(self.question)}
            found.append(Problem("question", "page-ask-question-long", given))
        if len(self.association) > LONGEST_NAME:
            given = {"longest": LONGEST_NAME}
            found.append(Problem("association", "page-ask-association-long", given))
        if self.email and not _is_address(self.email):
            found.append(Problem("email", "page-ask-email-wrong", {}))
        return found


def _is_address(written: str) -> bool:
    try:
        return bool(read_address(written))
    except NoAddress:
        return False
