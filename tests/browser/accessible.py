"""What is measured of a page for those who cannot use it as others do."""

from collections.abc import Iterator

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

WIDTHS = (320, 390, 1280)
HEIGHT = 800
LEAST_TARGET = 24  # px, WCAG 2.5.8
RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}

# What can be pressed, but for links within a text, which are as high as its lines.
TARGETS = """least => Array.from(
  document.querySelectorAll("a[href], button, input, select, textarea, summary"))
  .filter(node => node.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
  .filter(node => !(node.matches("a") && node.closest("p, .prose")))
  .map(node => [node.outerHTML.slice(0, 120), node.getBoundingClientRect()])
  .filter(([, { width, height }]) => width < least || height < least)
  .map(([html, { width, height }]) => `${Math.round(width)} x ${Math.round(height)}: ${html}`)"""

# What is cut off at the side, or makes the page wider than the window. A table may be scrolled.
TOO_WIDE = """() => Array.from(document.querySelectorAll("body *"))
  .filter(node => node.checkVisibility({ visibilityProperty: true }))
  .filter(node => !node.closest("table, .unseen, svg, [aria-hidden=true]"))
  .filter(node => {
    const { left, right, width } = node.getBoundingClientRect();
    return width > 1 && (left < -1 || right > document.documentElement.clientWidth + 1);
  })
  .map(node => node.outerHTML.slice(0, 120))"""


def faults(page: Page) -> list[str]:
    """In the state that the page is in, at each width, light and dark."""
    size = page.viewport_size
    found = list(_everywhere(page))
    page.emulate_media(color_scheme="light")
    if size:
        page.set_viewport_size(size)
    return list(dict.fromkeys(found))


def _everywhere(page: Page) -> Iterator[str]:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        for scheme in ("light", "dark"):
            # Colours that are on their way to others have no contrast to be measured.
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            yield from (f"{width} px, {scheme}: {one}" for one in _by_axe(page))
        yield from (f"{width} px: small: {one}" for one in page.evaluate(TARGETS, LEAST_TARGET))
        yield from (f"{width} px: too wide: {one}" for one in page.evaluate(TOO_WIDE))


def _by_axe(page: Page) -> list[str]:
    if not page.evaluate("'axe' in window"):  # reading it takes as long as a small page does
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("rules => axe.run(rules)", RULES)["violations"]
    return [
        f"{one['id']} {node['target']} {node.get('failureSummary', '')[:200]}"
        for one in found
        for node in one["nodes"]
    ]
