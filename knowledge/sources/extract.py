"""Takes the text out of a web page or a PDF, in a process of its own that may take little: what is
read here was made by others.

python -m knowledge.sources.extract page|pdf < BYTES > JSON
"""

import io
import json
import re
import resource
import sys
from collections.abc import Callable

CPU = 20  # seconds
MEMORY = 2**30  # bytes of address space
PAGES = 50
LONGEST = 19_000  # characters; an article holds a few more
LINE_GOES_ON = re.compile(r"(?<![.:!?\n])\n(?![\n•*–-])")

Text = dict[str, str]


def main() -> int:
    _limit()
    read: dict[str, Callable[[bytes], Text]] = {"page": page, "pdf": pdf}
    found = read[sys.argv[1]](sys.stdin.buffer.read())
    json.dump(found, sys.stdout)
    return 0


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU, CPU))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # writes no file
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def page(body: bytes) -> Text:
    """The main text as Markdown, without what surrounds it."""
    import trafilatura  # here alone: it takes a second

    tree = trafilatura.load_html(body)
    if tree is None:
        return {"title": "", "text": ""}
    known = trafilatura.extract_metadata(tree)
    text = trafilatura.extract(
        tree, output_format="markdown", include_comments=False, include_tables=True
    )
    title = (known.title if known else "") or ""
    return _text(title, text or "")


def pdf(body: bytes) -> Text:
    from pypdf import PdfReader

    document = PdfReader(io.BytesIO(body))
    title = (document.metadata.title if document.metadata else "") or ""
    parts: list[str] = []
    for one in document.pages[:PAGES]:
        parts.append(LINE_GOES_ON.sub(" ", one.extract_text().strip()))
        if sum(map(len, parts)) > LONGEST:
            break
    return _text(title, "\n\n".join(parts))


def _text(title: str, text: str) -> Text:
    """The title does not stand again as the first heading; a heading is at most of the second
    rank, since the title is the first."""
    title = " ".join(title.split())
    lines = text.replace("\0", "").strip().splitlines()
    if lines and lines[0].lstrip("# ").strip() in ("", title):
        lines = lines[1:]
    text = re.sub(r"^# ", "## ", "\n".join(lines).strip(), flags=re.MULTILINE)
    return {"title": title.replace("\0", ""), "text": text[:LONGEST]}


if __name__ == "__main__":
    sys.exit(main())
