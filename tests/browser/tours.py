"""The tours through the states of the chat, and what each state is, as docs/chat.md says it."""

from collections.abc import Callable, Iterator

from tests.browser.states import (
    Stage,
    on_a_bad_line,
    on_another_site,
    on_plain_pages,
    with_people,
    with_the_bot,
)

TOURS: dict[Callable[[Stage], Iterator[str]], dict[str, str]] = {
    with_the_bot: {
        "start": "Before the first word: who answers, what is kept, where one can begin",
        "answer": "An answer: short, with its source, its owner and its last review",
        "answer-more": "The same answer, all of it",
        "choices": "The bot is not sure, and asks which article is meant",
        "passed-on": "A matter of others: who has it",
        "menu": "The menu",
        "erasing": "Before the chat is erased: what goes, and what the law makes stay",
        "erased": "The chat is erased",
    },
    with_people: {
        "form": "Handed over, and the bot's first question for the one who will answer",
        "queue": "Waiting for a person",
        "question": "What one sees and can do while one waits",
        "withdrawing": "Before a question is taken back",
        "mail": "Answers by e-mail",
        "mail-wrong": "An address that is none",
        "mail-sent": "A link is on its way",
        "person": "With a person, who has seen the last word and writes",
        "file-asked": "A person has asked for a file",
        "file-sent": "The file is there",
        "ended": "The person has ended the question",
    },
    on_a_bad_line: {
        "failed": "A message that truly failed",
        "offline": "Without a line: the message waits, and is sent by itself",
        "beginning-anew": "Before a new chat is begun",
        "coming-back": "Coming back with a number and a code that do not belong together",
    },
    on_plain_pages: {
        "plain-form": "The form for those without script",
        "plain-form-wrong": "The form, sent empty",
        "plain-receipt": "The form's receipt",
        "plain-reading": "Reading the answer, with a wrong code",
        "plain-answer": "The conversation as a page",
        "mail-link": "Where the link in a letter leads",
        "mail-confirmed": "The address is confirmed",
        "statement": "The accessibility statement",
        "error-page": "A page that is not there",
    },
    on_another_site: {
        "launcher": "The button on another site",
        "embedded": "The chat on another site",
    },
}
STATES = {name: words for states in TOURS.values() for name, words in states.items()}
