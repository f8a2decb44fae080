"""Files for tests, and people who send them."""

import io
import uuid
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import quote

from aiohttp import ClientResponse

from conversations.files.store import ASIDE
from tests.web.site import Headers, Person, Site, Visitor

# One white point; what follows the first bytes is no concern of ours.
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(2000)
PDF = b"%PDF-1.7\n" + b"x" * 2000
HTML = b"<!doctype html><script>alert(1)</script>"


# What a lossless picture of one point is to its reader; the rest is no concern of ours.
WEBP = b"RIFF\x24\x08\x00\x00WEBPVP8L" + bytes(2000)


def archive(**contents: bytes) -> bytes:
    """A zip of these, in their order; `__` in a name stands for a slash. What is named `mimetype`
    is not compressed."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in contents.items():
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            made.writestr(name.replace("__", "/"), content, how)
    return held.getvalue()


DOCX = archive(**{"[Content_Types].xml": b"<x/>", "_rels__.rels": b"<x/>", "word__a.xml": b"<x/>"})
# An ODT begins with its own kind, uncompressed; then its reader knows it without unpacking.
_ODT = "application/vnd.oasis.opendocument.text"
ODT = archive(mimetype=_ODT.encode(), **{"content.xml": b"<x/>", "META-INF__manifest.xml": b"<x/>"})
# Ten million times what it weighs, to whoever unpacks it.
BOMB = archive(
    **{"[Content_Types].xml": b"<x/>", "_rels__.rels": b"", "word__a.xml": bytes(50_000_000)}
)


async def asks_for_file(site: Site, number: str, login: str = "bo") -> ClientResponse:
    person = await site.person(login)
    body = {"id": str(uuid.uuid4()), "text": "Skicka gärna en bild."}
    return await person.acts(number, "ask-for-file", body)


async def asked(site: Site) -> tuple[Visitor, str]:
    """A visitor who has been asked for a file, and the number of their enquiry."""
    visitor, number = await site.claimed()
    assert (await asks_for_file(site, number)).status == 200
    return visitor, number


async def sends_file(
    sender: Visitor | Person, name: str, body: Any, path: str = "", message: str = ""
) -> ClientResponse:
    path = path or getattr(sender, "path", "")
    headers: Headers = {**sender.headers, "X-File-Name": quote(name)}
    query = {"message": message or str(uuid.uuid4())}
    return await sender.site.public.post(f"{path}/files", params=query, data=body, headers=headers)


async def sent(visitor: Visitor, name: str = "lås.png", body: bytes = PNG) -> dict[str, Any]:
    """The message of a file that was taken."""
    response = await sends_file(visitor, name, body)
    assert response.status == 201, await response.text()
    seq = (await response.json())["seq"]
    [said] = (await visitor.looks(seq - 1))["messages"][:1]
    return dict(said)


async def fetched(visitor: Visitor, file_id: str) -> ClientResponse:
    return await visitor.site.public.get(f"{visitor.path}/files/{file_id}", headers=visitor.headers)


def on_disk(site: Site) -> list[Path]:
    return [path for path in (site.data / "files").glob("*") if path.is_file()]


def set_aside(site: Site) -> list[Path]:
    return list((site.data / "files" / ASIDE).glob("*"))


async def holds(site: Site, count: int) -> bool:
    return len(on_disk(site)) == count
