"""Articles' Markdown as HTML that is safe to show."""

from functools import lru_cache

import nh3
from markdown_it import MarkdownIt

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
