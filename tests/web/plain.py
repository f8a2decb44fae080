"""What pages without script show and send."""

import re
import uuid
from dataclasses import dataclass
from html import unescape
from typing import Any

from aiohttp import ClientResponse
from sqlalchemy import func, select

from tests.web.site import Site

QUESTION = "Dörren till gymnastiksalen går inte upp"
SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
HTML = {"Accept": "text/html"}


@dataclass
class Page:
    status: int
    source: str

    @property
    def words(self) -> str:
        return unescape(re.sub(r"<[^>]+>", " ", self.source))

    def named(self, name: str) -> str:
        found = re.search(rf'name="{name}" value="([^"]*)"', self.source)
        assert found
        return unescape(found[1])

    @property
    def number(self) -> str:
        found = re.search(r"20\d\d-\d{6}", self.words)
        assert found, self.words
        return found[0]

    @property
    def code(self) -> str:
        found = re.search(r"\b[0-9A-Z]{4}(-[0-9A-Z]{4}){3}\b", self.words)
        assert found
        return found[0]


async def page(response: ClientResponse) -> Page:
    source = await response.text()
    source = re.sub(r'<script type="application/json".*?</script>', "", source, flags=re.DOTALL)
    return Page(response.status, source)


async def opens(site: Site, path: str = "/fraga") -> Page:
    return await page(await site.public.get(path, headers=HTML))


async def sends(site: Site, path: str = "/fraga", **fields: str) -> Page:
    """What a form sends; a fresh one, unless its id is given."""
    given = (
        {"id": uuid.uuid4().hex, **fields}
        if path.startswith("/fraga?") or path == "/fraga"
        else fields
    )
    return await page(await site.public.post(path, data=given, headers=HTML))


async def reads(site: Site, number: str, code: str) -> Page:
    return await sends(site, "/fraga/svar", number=number, code=code)


async def count(site: Site, table: Any) -> int:
    count: int = await site.database.read(
        lambda db: db.scalar(select(func.count()).select_from(table))
    )
    return count
