"""An article begins with what a page or a PDF says, and nothing is stored before it is saved."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import ClientResponse, web

from knowledge import articles
from servicecenter import audit
from tests.knowledge.sources.made import pdf, web_page
from tests.outgoing.inside import INSIDE, OUTSIDE, REACHING_TESTS, serving
from tests.web.conftest import Opening
from tests.web.site import Site, refused
from web.admin import from_source

pytestmark = pytest.mark.asyncio(loop_scope="module")

PATH = "/admin/from-source"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared_site(opening: Opening) -> AsyncIterator[Site]:
    """It reaches what stands for the internet, and nothing else."""
    async with opening(outside=REACHING_TESTS) as site:
        yield site


async def _sends(site: Site, path: str, **body: Any) -> ClientResponse:
    eva = await site.person("eva")
    return await site.public.post(f"{PATH}/{path}", headers=eva.headers, **body)


def _file(body: bytes, name: str = "regler.pdf") -> aiohttp.FormData:
    form = aiohttp.FormData(quote_fields=False)  # as browsers do
    form.add_field("file", body, filename=name, content_type="application/pdf")
    return form


async def test_the_editor_opens_with_the_pages_text_and_its_address(site: Site) -> None:
    before = len(await site.database.read(articles.all_newest))

    async def says(_: web.Request) -> web.Response:
        return web.Response(text=web_page("<b>5 000</b>"), content_type="text/html")

    async with serving(OUTSIDE, says) as server:
        url = f"http://{OUTSIDE}:{server.port}/startbidrag"
        response = await _sends(site, "page", data={"url": f" {url} "})
        page = await response.text()

    assert response.status == 200
    assert f'value="{url}"' in page
    assert "Nya föreningar i kommunen kan få ett startbidrag." in page
    assert "Texten är hämtad från" in page
    assert len(await site.database.read(articles.all_newest)) == before
    [entry] = (await site.database.read(audit.page, "eva", "", 1))[0][:1]
    assert entry.what == "read_in_page"


async def test_a_pdf_is_read_from_an_address_and_from_a_file(site: Site) -> None:
    made = pdf("Bidraget är 5 000 kronor per år.")

    async def says(_: web.Request) -> web.Response:
        return web.Response(body=made, content_type="application/pdf")

    async with serving(OUTSIDE, says) as server:
        url = f"http://{OUTSIDE}:{server.port}/regler.pdf"
        fetched = await _sends(site, "page", data={"url": url})
        assert "Bidraget är 5 000 kronor per år." in await fetched.text()
    sent = await _sends(site, "pdf", data=_file(made, "regler <b>.pdf"))
    page = await sent.text()
    assert "Bidraget är 5 000 kronor per år." in page
    assert "PDF: regler &lt;b&gt;.pdf" in page


@pytest.mark.parametrize(
    "url",
    [
        "",
        "inte en adress",
        "file:///etc/passwd",
        "http://localhost/",
        f"http://{INSIDE}:1/",
        "http://10.0.0.1/",
        "http://anna:hemlig@127.0.0.2/",
    ],
)
async def test_no_address_leads_inside(site: Site, url: str) -> None:
    response = await _sends(site, "page", data={"url": url})
    await refused(response, 400, "not_outside")


async def test_a_page_that_leads_inside_is_not_followed(site: Site) -> None:
    async with serving(INSIDE) as inside:

        async def leads(_: web.Request) -> web.Response:
            raise web.HTTPFound(f"http://{INSIDE}:{inside.port}/hemligt")

        async with serving(OUTSIDE, leads) as server:
            url = f"http://{OUTSIDE}:{server.port}/"
            await refused(await _sends(site, "page", data={"url": url}), 400, "not_outside")
        assert inside.asked == []


async def test_what_is_no_address_at_all_is_refused(site: Site) -> None:
    await refused(await _sends(site, "page", data={"url": "http://["}), 400, "not_outside")
    response = await _sends(site, "page", data={"url": f"https://{'x' * 300}.se"})
    await refused(response, 400, "bad_input")


async def test_a_page_that_is_not_there_or_says_nothing_is_told_of(site: Site) -> None:
    async def gone(request: web.BaseRequest) -> web.Response:
        return web.Response(status=404 if request.path == "/borta" else 200)

    async with serving(OUTSIDE, gone) as server:
        for path, code in (("borta", "no_answer"), ("tom", "unreadable")):
            url = f"http://{OUTSIDE}:{server.port}/{path}"
            words = await refused(await _sends(site, "page", data={"url": url}), 422, code)
            assert "eller" in words or "försök" in words


async def test_what_is_too_large_or_no_pdf_is_refused(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(from_source, "LARGEST_PDF", 2**14)
    for body in (pdf("x" * 2**15), b"%PDF-" + b"x" * 2**16):
        response = await _sends(site, "pdf", data=_file(body))
        assert "större" in await refused(response, 400, "bad_input")
    response = await _sends(site, "pdf", data=_file(b"<html>"))
    assert "ingen PDF" in await refused(response, 400, "bad_input")
    await refused(await _sends(site, "pdf", data=_file(b"%PDF-x")), 422, "unreadable")
    response = await _sends(site, "pdf", data={"file": "x"})
    await refused(response, 415, "wrong_content_type")
