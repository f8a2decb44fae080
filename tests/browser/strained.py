"""A page as its readers may need it: large text, at 400 %, in their own colours, without motion."""

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.browser.accessible import HEIGHT, TOO_WIDE

NARROW = {"width": 320, "height": HEIGHT}
AT_400 = {"width": 320, "height": 256}  # of a window of 1280 x 1024
TWICE = "document.documentElement.style.fontSize = '200%'"
AS_BEFORE = "document.documentElement.style.fontSize = ''"

# What cannot be brought into sight, or is covered there. A dialog is all there is while it is open.
OUT_OF_REACH = """() => Array.from((document.querySelector("dialog[open]") ?? document)
    .querySelectorAll("a[href], button, input, select, textarea, summary"))
  .filter(node => node.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
  .filter(node => !node.matches(".unseen"))
  .filter(node => {
    node.scrollIntoView({ block: "nearest", behavior: "instant" });
    const [{ left, top, width, height }] = node.getClientRects();
    const there = document.elementFromPoint(left + width / 2, top + height / 2);
    return !node.contains(there);
  })
  .map(node => node.outerHTML.slice(0, 120))"""
EDGELESS = """() => Array.from(document.querySelectorAll("button, input, select, textarea"))
  .filter(node => node.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
  .filter(node => parseFloat(getComputedStyle(node).borderTopWidth) < 1)
  .map(node => node.outerHTML.slice(0, 120))"""
MOVING = """() => document.getAnimations()
  .filter(one => (one.effect.getComputedTiming().duration || 0) > 10)
  .map(one => one.effect.target.outerHTML.slice(0, 120))"""


def strains(page: Page) -> list[str]:
    """What does not hold in the state that the page is in."""
    size = page.viewport_size
    found = list(_all(page))
    page.emulate_media(forced_colors="none", reduced_motion="no-preference")
    if size:
        page.set_viewport_size(size)
    return found


def _all(page: Page) -> Iterator[str]:
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    yield from (f"no edge in forced colours: {one}" for one in page.evaluate(EDGELESS))
    yield from (f"moves: {one}" for one in page.evaluate(MOVING))
    page.set_viewport_size(AT_400)  # type: ignore[arg-type]
    yield from (f"at 400 %: {one}" for one in _lost(page))
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    page.evaluate(TWICE)
    yield from (f"text at 200 %: {one}" for one in _lost(page))
    page.evaluate(AS_BEFORE)


def _lost(page: Page) -> Iterator[str]:
    yield from (f"too wide: {one}" for one in page.evaluate(TOO_WIDE))
    yield from (f"out of reach: {one}" for one in page.evaluate(OUT_OF_REACH))
