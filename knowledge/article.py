"""An article, and its form as a Markdown file with front matter."""

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import yaml
from annotated_types import Len
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

Topic = Literal["grants", "booking", "cooperation", "other_association"]
AssociationType = Literal[
    "sport",
    "culture",
    "youth",
    "pensioners",
    "disability",
    "social",
    "study",
    "environment",
    "other",
]
Language = Literal["sv", "fi", "en"]
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _without_nul(text: str) -> str:
    if "\0" in text:
        raise ValueError("holds a NUL character")
    return text.replace("\r\n", "\n")


ArticleId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]


def _one_line(text: str) -> str:
    return " ".join(_without_nul(text).split())


Line = Annotated[str, AfterValidator(_one_line), Len(1, 300)]
Title = Annotated[str, AfterValidator(_one_line), Len(3, 120)]
Body = Annotated[str, AfterValidator(_without_nul), AfterValidator(str.strip), Len(20, 20_000)]


class ArticleInvalid(Exception):
    """What is wrong with an article, one line for each field, for the person who wrote it."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


class Article(BaseModel):
    """`to_verify` names what the municipality has not confirmed; empty means all is. Whoever asks
    one of `open_questions` is not answered by the text, and gets a person."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: ArticleId
    title: Title
    topic: Topic
    association_types: list[AssociationType]
    function: str
    questions: list[Line] = Field(min_length=1, max_length=100)
    open_questions: list[Line] = Field(default=[], max_length=100)
    source: Line
    verified_on: date
    review_by: date
    to_verify: list[Line]
    language: Language
    translation_of: ArticleId | None
    status: Literal["published", "draft"]
    body: Body

    @property
    def lead(self) -> str:
        """The first paragraph: the answer itself, shown before the rest."""
        return self.body.partition("\n\n")[0]

    @property
    def rest(self) -> str:
        return self.body.partition("\n\n")[2].strip()


def from_fields(fields: object) -> Article:
    """Raises ArticleInvalid."""
    try:
        return Article.model_validate(fields)
    except ValidationError as error:
        raise ArticleInvalid([_in_words(problem) for problem in error.errors()]) from None


def from_markdown(text: str) -> Article:
    """Reads front matter between two lines of three dashes, then the body."""
    parts = re.fullmatch(r"---\n(.*?\n)---\n(.*)", text.replace("\r\n", "\n"), re.DOTALL)
    if parts is None:
        raise ArticleInvalid(["the file does not start with front matter between --- lines"])
    try:
        fields = yaml.load(parts[1], Loader=LOADER)  # noqa: S506 - safe, and in C where that is
    except yaml.YAMLError as error:
        raise ArticleInvalid([f"the front matter is not YAML: {error}"]) from None
    if not isinstance(fields, dict):
        raise ArticleInvalid(["the front matter is not a list of fields"])
    return from_fields(fields | {"body": parts[2]})


def to_markdown(article: Article) -> str:
    fields = article.model_dump(exclude={"body"})
    matter = yaml.safe_dump(fields, sort_keys=False, allow_unicode=True, width=1000)
    return f"---\n{matter}---\n{article.body}\n"


def read_folder(folder: Path) -> list[Article]:
    """All articles of a folder; raises ArticleInvalid that names every file in error."""
    articles, problems = [], []
    for path in sorted(folder.glob("*.md")):
        try:
            articles.append(from_markdown(path.read_text(encoding="utf-8")))
        except ArticleInvalid as error:
            problems += [f"{path.name}: {problem}" for problem in error.problems]
    if problems:
        raise ArticleInvalid(problems)
    return articles


def _in_words(problem: object) -> str:
    assert isinstance(problem, dict)
    field = ".".join(str(part) for part in problem["loc"])
    return f"{field}: {problem['msg']}"
