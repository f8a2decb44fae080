"""The names of files: shown to people and given back to them, never used as a path."""

import re
import unicodedata

LONGEST = 100  # characters
NAMELESS = "fil"


def cleaned(name: str) -> str:
    """The last part of a path, without what no one sees, such as a turn of direction that makes
    `exe` look like `fdp`. It begins with a letter or the like, and never ends with a dot."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(c for c in last if unicodedata.category(c)[0] != "C")
    stem, dot, end = " ".join(seen.split()).rstrip(". ").rpartition(".")
    if not dot:
        return (end or NAMELESS)[:LONGEST]
    return f"{stem.strip('. ')[: LONGEST - len(end) - 1] or NAMELESS}.{end}"[-LONGEST:]


def ending(name: str) -> str:
    """What follows the last dot, as the file's reader will open it."""
    return name.rpartition(".")[2].lower() if "." in name else ""
