"""Text that people have written, without what no one sees."""

import unicodedata

# These turn the direction of all that follows, in the log of another reader too.
_TURNING = {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}


def visible(text: str) -> str:
    """Without control characters, but for line breaks and tabs; empty when nothing is left that
    one can see. The joiners that emoji and many scripts are written with stay."""
    kept = "".join(c for c in text if c in "\n\t" or not _unseen(c)).strip()
    return kept if any(unicodedata.category(c)[0] not in "CZ" for c in kept) else ""


def _unseen(c: str) -> bool:
    return unicodedata.category(c) == "Cc" or c in _TURNING
