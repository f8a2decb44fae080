"""Scripts, styles and pictures as browsers get them: few, compressed, and kept for good.

The sources stay many small files. A page's script comes with all that it imports as one file, its
styles come joined, and each address holds a digest of what it leads to, so that nothing is asked
for twice and nothing old is kept after an upgrade.
"""

import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from mimetypes import guess_type
from pathlib import Path

from aiohttp import web
from aiohttp.hdrs import ACCEPT_ENCODING

from web.modules import joined

ROOT = "/static/"
FOR_GOOD = "public, max-age=31536000, immutable"
JOINS = "+"  # between the names of sheets that come as one
MOST_KEPT = 200  # beyond all that pages ask for; a stranger may ask for other joins of sheets
WORTH_IT = 200  # bytes from which compressing is
PICTURE = re.compile(rf"{ROOT}([\w./-]+\.svg)")


class NoSuchAsset(Exception):
    pass


@dataclass(frozen=True)
class Asset:
    body: bytes
    gzipped: bytes
    content_type: str

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.body).hexdigest()[:12]


class Assets:
    def __init__(self, folders: Mapping[str, Path]) -> None:
        """`folders` by the first part of the names of what is in them. All is read here, once."""
        self._sources = {
            f"{name}/{path.relative_to(folder).as_posix()}": path.read_text(encoding="utf-8")
            for name, folder in folders.items()
            for path in sorted(folder.rglob("*.*"))
        }
        self.asset = lru_cache(MOST_KEPT)(self._asset)

    @property
    def names(self) -> list[str]:
        return list(self._sources)

    def address(self, name: str) -> str:
        """Raises NoSuchAsset."""
        return f"{ROOT}{self.asset(name).digest}/{name}"

    def sheets(self, *names: str) -> str:
        """The address of sheets that come as one. Raises NoSuchAsset."""
        return self.address(JOINS.join(f"{name}.css" for name in names))

    def _asset(self, name: str) -> Asset:
        """Raises NoSuchAsset."""
        parts = name.split(JOINS)
        if any(part not in self._sources for part in parts) or len({*parts}) < len(parts):
            raise NoSuchAsset(name)
        if name.endswith(".js"):
            text = joined(name, self._sources, ROOT)
        else:
            text = "\n".join(self._sources[part] for part in parts)
        body = PICTURE.sub(lambda found: self.address(found[1]), text).encode()
        kind = guess_type(name)[0] or "application/octet-stream"
        return Asset(body, gzip.compress(body, 9, mtime=0), kind)


ASSETS = web.AppKey("assets", Assets)
routes = web.RouteTableDef()


@routes.get(ROOT + "{digest}/{name:.+}")
async def asset(request: web.Request) -> web.Response:
    try:
        found = request.app[ASSETS].asset(request.match_info["name"])
    except NoSuchAsset:
        raise web.HTTPNotFound from None
    # The address of another version, from a page made before or after an upgrade, still leads to
    # what there is; but it must not be kept under that address.
    is_this = request.match_info["digest"] == found.digest
    return answer(request, found, FOR_GOOD if is_this else "no-cache")


def answer(request: web.Request, found: Asset, kept: str) -> web.Response:
    headers = {"Cache-Control": kept, "Vary": "Accept-Encoding"}
    body = found.body
    if len(body) >= WORTH_IT and "gzip" in request.headers.get(ACCEPT_ENCODING, ""):
        headers["Content-Encoding"] = "gzip"
        body = found.gzipped
    return web.Response(
        body=body, headers=headers, content_type=found.content_type, charset="utf-8"
    )
