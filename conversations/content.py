"""What a message can hold: the shapes that people are shown, and that the bot may send."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter

Written = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(_Shape):
    """Plain words of anyone; never read as markup."""

    kind: Literal["text"] = "text"
    text: Written
    choice: str | None = None  # the button that was pressed instead of writing
    language: str | None = None  # that it is clearly written in


class Notice(_Shape):
    """Something that happened, told by the system: who joined, who left."""

    kind: Literal["notice"] = "notice"
    text: str
    language: str | None = None  # none in what was said before languages could be chosen


class Choice(_Shape):
    """A button: what is sent back, and what stands on it."""

    id: str
    title: str


class ShownArticle(_Shape):
    """An article as it was when it was shown. `lead` and `rest` are Markdown."""

    id: str
    title: str
    lead: str
    rest: str
    source: str
    reviewed_on: date
    confirmed: bool
    function: str
    language: str


class Answer(_Shape):
    kind: Literal["answer"] = "answer"
    notice: str | None = None  # that the article is not in the asker's language
    language: str = "sv"  # of the notice
    article: ShownArticle
    choices: list[Choice] = []


class Clarify(_Shape):
    kind: Literal["clarify"] = "clarify"
    language: str = "sv"
    text: str
    choices: list[Choice]


class Contact(_Shape):
    """A function's contact path; only what is confirmed."""

    function: str
    committee: str
    email: str | None = None
    phone: str | None = None
    visiting_address: str | None = None


class PassOn(_Shape):
    """A matter outside associations: who has it, and a way to send it there."""

    kind: Literal["pass_on"] = "pass_on"
    language: str = "sv"
    text: str
    contact: Contact
    choices: list[Choice]


class Receipt(_Shape):
    """Who has the question, and when the association will hear."""

    kind: Literal["receipt"] = "receipt"
    number: str
    function: str
    answer_by: datetime
    open_now: bool
    contact: Contact | None = None  # other ways to those who have it, if any is confirmed
    text: str
    language: str | None = None


class FileRequest(_Shape):
    """An agent asks for files; they may be sent until the enquiry of this number ends."""

    kind: Literal["file_request"] = "file_request"
    number: str
    text: Written


class File(_Shape):
    """A file that was sent. Whether it can be fetched changes, and stands in its row."""

    kind: Literal["file"] = "file"
    file: str
    name: str
    type: str
    size: int


Content = Annotated[
    Text | Notice | Answer | Clarify | PassOn | Receipt | FileRequest | File,
    Field(discriminator="kind"),
]
CONTENT: TypeAdapter[Content] = TypeAdapter(Content)


class HandOver(_Shape):
    """The bot asks that a function gets the question; the conversation carries it out."""

    kind: Literal["hand_over"] = "hand_over"
    function: str
    topic: str
    reason: str


class Details(_Shape):
    """What a form has gathered for the enquiry that is open."""

    kind: Literal["details"] = "details"
    details: dict[str, str]


class Trace(_Shape):
    """What the bot made of a message: for agents and follow-up, never for visitors."""

    topic: str | None = None
    decision: Literal["answer", "clarify", "hand_over", "pass_on"] | None = None
    function: str | None = None
    probability: float | None = None
    articles: list[dict[str, float | str]] = []


class Traced(_Shape):
    """A trace on its way from the action that made it."""

    kind: Literal["trace"] = "trace"
    trace: Trace


class Said(_Shape):
    """Words of the bot's own, by their id in the catalogue; put into words in the language of the
    conversation."""

    kind: Literal["said"] = "said"
    id: str = Field(pattern=r"^bot-[a-z-]+$")


Spoken = Annotated[
    Text | Answer | Clarify | PassOn | HandOver | Details | Traced | Said,
    Field(discriminator="kind"),
]
SPOKEN: TypeAdapter[Spoken] = TypeAdapter(Spoken)
