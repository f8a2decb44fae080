"""Articles' Markdown as HTML that is safe to show."""

from collections.abc import Iterator
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS = {
    "a", "br", "code", "em", "h3", "h4", "hr", "li", "ol", "p", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul", "blockquote",
}  # fmt: skip
KEPT = 2_000  # texts; the same articles are shown again and again
_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")


@lru_cache(KEPT)
def to_html(text: str) -> str:
    """Headings start at level 3, under the page's and the article's own."""
    tokens = _markdown.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h3" if token.tag in ("h1", "h2") else "h4"
    html = _markdown.renderer.render(tokens, _markdown.options, {})
    return nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"https", "http", "mailto", "tel"},
        link_rel="noopener noreferrer",
    )


def to_words(text: str) -> str:
    """As one writes it where nothing is marked up; a link's address stands after its words."""
    blocks = (token for token in _markdown.parse(text) if token.type == "inline")
    return "\n".join("".join(_in_words(token)) for token in blocks)


def _in_words(block: Token) -> Iterator[str]:
    address = ""
    for token in block.children or ():
        if token.type == "link_open":
            address = str(token.attrs.get("href", ""))
        elif token.type == "link_close":
            yield f" ({address})"
        elif token.type in ("softbreak", "hardbreak"):
            yield "\n"
        else:
            yield token.content
