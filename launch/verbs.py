"""What ./lotsen can do, in words."""

from dataclasses import dataclass
from difflib import get_close_matches

from launch.errors import LaunchError
from launch.settings import SETTINGS


@dataclass(frozen=True)
class Verb:
    """`module` is the program that a verb passes its arguments on to."""

    name: str
    summary: str
    example: str
    more: str = ""
    module: str = ""
    needs_model: bool = True


VERBS = (
    Verb(
        "up",
        "Sets up what is missing, starts Lotsen, and keeps it running until Ctrl-C.",
        "./lotsen up",
        "The first time it makes two environments, builds the encoder and trains Rasa's model:\n"
        "some minutes. Stopped half-way, it goes on from there. Afterwards it trains only when\n"
        "bot/ or config.yml has changed. A process that ends is started again, and that is said.\n"
        "The first log-ins are shown once. Logs are in the folder log of LOTSEN_DATA.",
    ),
    Verb(
        "test",
        "Sets up what is missing and runs all tests, or those that the arguments name.",
        "./lotsen test -k handover",
        "The arguments are pytest's.",
    ),
    Verb(
        "check",
        "Checks style, types, Rasa's data, and that no contact path ends nowhere.",
        "./lotsen check",
    ),
    Verb(
        "train",
        "Trains Rasa's model, although nothing has changed; or tunes the encoder.",
        "./lotsen train",
        "With --encoder it tunes the encoder on the articles' questions instead, some twenty\n"
        "minutes, and keeps the result only if the search finds no worse with it: on articles\n"
        "that it did not learn from, and on the data sets whose folders are named after it.",
    ),
    Verb(
        "ask",
        "Puts questions to the running Lotsen; prints a line of JSON for each.",
        './lotsen ask "vad kostar gymnastiksalen?"',
        "With --jsonl FILE it asks all questions of a file.",
        module="commands.ask",
    ),
    Verb(
        "evaluate",
        "Measures how well Lotsen finds and understands, on a folder or file of questions.",
        "./lotsen evaluate retrieval DIR",
        module="evaluation",
    ),
    Verb(
        "bench",
        "Measures speed and memory beside a stock Rasa project.",
        "./lotsen bench",
        module="benchmarks",
    ),
    Verb(
        "user",
        "Adds and changes those who may log in to the desk and the workshop.",
        "./lotsen user --help",
        module="commands.users",
        needs_model=False,
    ),
    Verb(
        "ledger",
        "Proves from the database that every conversation is answered, owned or closed.",
        "./lotsen ledger check",
        module="commands.ledger",
        needs_model=False,
    ),
    Verb(
        "outbox",
        "Shows what could not be sent, tries it again, or forgets it.",
        "./lotsen outbox list",
        module="commands.outbox",
        needs_model=False,
    ),
    Verb(
        "backup",
        "Copies the database and all files into one archive, also while Lotsen runs.",
        "./lotsen backup lotsen-monday.tar",
        "PostgreSQL is copied by pg_dump, which must be as new as the server.",
        module="commands.backup",
        needs_model=False,
    ),
    Verb(
        "restore",
        "Puts a backup back, after checking it; what was there before is set aside.",
        "./lotsen restore lotsen-monday.tar",
        "Stop Lotsen first. The backup goes where LOTSEN_DATA and LOTSEN_DATABASE_URL say; a\n"
        "PostgreSQL database must be new and empty. Restore only archives that you trust.",
        module="commands.restore",
        needs_model=False,
    ),
    Verb(
        "move",
        "Moves everything from SQLite to an empty PostgreSQL database, and compares both.",
        "LOTSEN_DATABASE_URL=postgresql+psycopg://… ./lotsen move",
        "Stop Lotsen first. All or nothing: if a table would not hold the same, none is moved.",
        module="commands.move",
        needs_model=False,
    ),
    Verb(
        "export",
        "Writes all articles and contact paths to a folder, as Markdown and YAML.",
        "./lotsen export DIR",
        module="commands.export",
        needs_model=False,
    ),
    Verb(
        "import",
        "Reads them from such a folder; checks all of it before anything changes.",
        "./lotsen import DIR",
        module="commands.import_files",
    ),
    Verb("help", "Explains every verb, or one of them.", "./lotsen help up"),
)


def verb_named(name: str) -> Verb:
    for verb in VERBS:
        if verb.name == name:
            return verb
    near = get_close_matches(name, [verb.name for verb in VERBS], n=1, cutoff=0.0)
    raise LaunchError(
        f"There is no verb {name!r}. Did you mean: ./lotsen {near[0]}",
        "./lotsen help explains all of them.",
        exit_code=2,
    )


def overview() -> str:
    verbs = "\n".join(f"  {verb.name:10}{verb.summary}\n{'':12}{verb.example}" for verb in VERBS)
    return f"Usage: ./lotsen VERB [ARGUMENTS]\n\n{verbs}"


def explanation(verb: Verb) -> str:
    parts = [f"./lotsen {verb.name}: {verb.summary}", verb.more, f"Example: {verb.example}"]
    settings = "\n".join(f"  {s.name:22}{s.help} ({s.default or 'not set'})" for s in SETTINGS)
    parts.append(f"Settings, from the environment (with what holds when not set):\n{settings}")
    return "\n\n".join(part for part in parts if part)
