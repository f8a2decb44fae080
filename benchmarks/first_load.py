"""How soon the chat can be used on a slow phone network, and what it weighs.

The network is Lighthouse's slow 4G, as Chromium emulates it: the latency is added once to each
request, while a real line also pays it for the connection and for TLS. The processor is not
slowed down.
"""

import shutil
import statistics
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from benchmarks.bench import NotPrepared

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PHONE = {"width": 390, "height": 844}
SLOW_4G = {
    "offline": False,
    "latency": 150,  # ms
    "downloadThroughput": 1.6e6 / 8,  # bytes a second
    "uploadThroughput": 750e3 / 8,
}
ANSWERS_WITHIN = 10  # seconds
UNITS = {
    "requests": "",
    "bytes": "",
    "painted": " ms",
    "largest": " ms",
    "usable": " ms",
    "moved": "",
    "faults": "",
}
# The chat sets the mark when everything of it is put together and one can write.
USABLE = "performance.getEntriesByName('chat-usable')[0]?.startTime"
# The largest paint in ms, and how far things have moved by themselves (0 to 1).
SETTLED = """() => new Promise(done => {
  let largest = 0, moved = 0;
  const see = (type, each) => new PerformanceObserver(list => list.getEntries().forEach(each))
    .observe({ type, buffered: true });
  see("largest-contentful-paint", entry => { largest = entry.startTime; });
  see("layout-shift", entry => { moved += entry.value; });
  setTimeout(() => done([largest, moved]), 300);
})"""
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


@dataclass(frozen=True)
class Load:
    requests: int
    bytes: int  # over the line, headers included
    painted: float  # ms
    largest: float  # ms; the largest contentful paint
    usable: float  # ms
    moved: float  # the cumulative layout shift
    faults: int  # errors in the browser's console


@dataclass(frozen=True)
class FirstLoad:
    first: Load  # medians
    again: Load
    runs: int
    axe_violations: list[str]


def measure(url: str, runs: int) -> FirstLoad:
    """Raises NotPrepared."""
    _check_it_runs(url)
    with a_browser() as browser:
        both = [_first_and_again(browser, url) for _ in range(runs)]
        violations = _violations(browser, url)
    first, again = zip(*both, strict=True)
    return FirstLoad(_median(first), _median(again), runs, violations)


def _check_it_runs(url: str) -> None:
    try:
        urllib.request.urlopen(f"{url}/health/live", timeout=ANSWERS_WITHIN).close()  # noqa: S310
    except (OSError, ValueError):
        raise NotPrepared(
            f"nothing answers at {url}. Start Lotsen with `./lotsen up` in another window and "
            "measure again, or say with --url where it runs"
        ) from None


@contextmanager
def a_browser() -> Iterator["Browser"]:
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise NotPrepared("Playwright is not installed; `./lotsen test` does that") from None
    if found is None:
        raise NotPrepared("there is no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


def _first_and_again(browser: "Browser", url: str) -> tuple[Load, Load]:
    """Someone new, and the same person another time."""
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    try:
        return _load(context, url), _load(context, url)
    finally:
        context.close()


def _load(context: "BrowserContext", url: str) -> Load:
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW_4G)
    sizes: list[float] = []
    line.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.goto(f"{url}/chatt", wait_until="networkidle")
    usable = page.wait_for_function(USABLE).json_value()
    fetched = [size for size in sizes if size > 0]  # the others came from the browser's own store
    largest, moved = page.evaluate(SETTLED)
    painted = page.evaluate(PAINTED)
    size = round(sum(fetched))
    load = Load(len(fetched), size, painted, largest, usable, moved, len(faults))
    page.close()
    return load


def _median(loads: tuple[Load, ...]) -> Load:
    rows: list[dict[str, Any]] = [asdict(load) for load in loads]
    medians: dict[str, Any] = {
        name: _rounded(statistics.median(row[name] for row in rows)) for name in rows[0]
    }
    return Load(**medians)


def _rounded(value: float) -> float:
    return round(value, 3) if 0 < value < 1 else round(value)


def _violations(browser: "Browser", url: str) -> list[str]:
    """What axe finds on the page, by its rules' names."""
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(viewport=PHONE, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{url}/chatt", wait_until="networkidle")
    found = Axe().run(page).response["violations"]
    context.close()
    return [violation["id"] for violation in found]


def as_table(result: FirstLoad) -> str:
    lines = ["| the chat, 390 px wide, slow 4G | first visit | second visit |", "|---|--:|--:|"]
    for name, unit in UNITS.items():
        first, again = getattr(result.first, name), getattr(result.again, name)
        lines.append(f"| {name} | {first:,}{unit} | {again:,}{unit} |")
    found = ", ".join(result.axe_violations) or "none"
    return "\n".join([*lines, "", f"Median of {result.runs} runs. axe finds: {found}."])
