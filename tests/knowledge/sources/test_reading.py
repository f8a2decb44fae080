"""What a page or a PDF says is read, and what is hostile takes little and says nothing."""

import os
import time
from pathlib import Path

import pytest

from knowledge.sources import extract, reading
from knowledge.sources.reading import Unreadable
from tests.knowledge.sources.made import PARAGRAPH, bomb, pdf, web_page


async def test_of_a_page_its_main_text_is_read_and_nothing_around_it() -> None:
    found = await reading.read("page", web_page().encode())
    assert found.title == "Startbidrag"
    assert found.text.startswith(PARAGRAPH.format(amount="5 000"))
    assert "## Så söker ni" in found.text
    assert "- Fyll i blanketten" in found.text
    assert "Bo och bygga" not in found.text
    assert "Cookies" not in found.text
    assert "alert" not in found.text


async def test_of_a_pdf_its_pages_are_read_with_lines_put_together() -> None:
    made = pdf("Bidraget söks\nen gång per år.\nDet är fritt.", "Sista dag är den 1 mars.")
    found = await reading.read("pdf", made)
    assert found.title == "Startbidrag"
    assert found.text == "Bidraget söks en gång per år.\nDet är fritt.\n\nSista dag är den 1 mars."


def test_of_a_long_document_the_first_pages_are_read() -> None:
    pages = [f"Sida {number}." for number in range(1, extract.PAGES + 10)]
    found = extract.pdf(pdf(*pages))["text"]
    assert f"Sida {extract.PAGES}." in found
    assert f"Sida {extract.PAGES + 1}." not in found
    assert len(extract.pdf(pdf(*["x" * 9000] * 4))["text"]) <= extract.LONGEST


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("page", b""),
        ("page", b"\x00\xff" * 500),
        ("page", b"<html><body><script>x</script></body></html>"),
        ("pdf", b"%PDF-1.7 och inget mer"),
        ("pdf", pdf("kort")),
        ("pdf", pdf(*["Hemligt men tillräckligt långt."])[:-200]),
    ],
)
async def test_what_says_nothing_is_unreadable(kind: reading.Kind, body: bytes) -> None:
    with pytest.raises(Unreadable):
        await reading.read(kind, body)


@pytest.mark.slow
async def test_a_pdf_that_would_fill_the_memory_is_ended_without_harm_to_us() -> None:
    hostile = bomb()
    assert len(hostile) < 10 * 2**20
    began = time.monotonic()
    with pytest.raises(Unreadable):
        await reading.read("pdf", hostile)
    assert time.monotonic() - began < reading.PATIENCE + 5


async def test_who_takes_too_long_is_ended_and_leaves_no_process() -> None:
    before = _children()  # of other tests
    with pytest.raises(Unreadable, match="late"):
        await reading.read("page", web_page().encode(), patience=0.05)
    assert _children() <= before


def _children() -> set[str]:
    return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text().split())
