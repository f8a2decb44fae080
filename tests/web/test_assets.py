"""Scripts and styles: joined from many files, compressed, and kept for good."""

import gzip
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.web.site import Site
from web.assets import Assets
from web.modules import CannotJoin, joined
from web.parts import FOLDERS

pytestmark = pytest.mark.asyncio(loop_scope="module")

SHARED = "const shared = 2;\nexport { shared };\n"
LEFT = 'import { shared } from "/static/b/shared.js";\nexport function left() { return shared; }\n'
RIGHT = 'import { shared as two } from "../b/shared.js";\nexport class Right { n = two; }\n'
FIRST_LOAD = 70 * 1024  # bytes, compressed
MAIN = (
    'import { left } from "./left.js";\nimport { Right } from "./right.js";\n'
    "const shared = 1;\nglobalThis.told = shared + left() * new Right().n;\n"
)
SOURCES = {"a/main.js": MAIN, "a/left.js": LEFT, "a/right.js": RIGHT, "b/shared.js": SHARED}


async def test_a_script_comes_with_what_it_imports_and_does_what_its_modules_do() -> None:
    script = joined("a/main.js", SOURCES, "/static/")

    assert script.count("const shared = 2") == 1
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node on this machine")
    done = subprocess.run(  # noqa: ASYNC221 - nothing else waits here
        [node, "-e", f"{script}\nprocess.stdout.write(String(told))"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "5"


@pytest.mark.parametrize(
    "line",
    [
        'import "./left.js";',
        'import left from "./left.js";',
        'import * as left from "./left.js";',
        'import { left } from "./missing.js";',
        'import { main } from "./main.js";',
        'const left = await import("./left.js");',
        "export default 1;",
        "export { MAIN as main };",
        'export * from "./left.js";',
    ],
)
async def test_a_form_that_is_not_understood_is_refused(line: str) -> None:
    with pytest.raises(CannotJoin):
        joined("a/main.js", SOURCES | {"a/main.js": f"{line}\n"}, "/static/")


async def test_every_file_can_be_served() -> None:
    assets = Assets(FOLDERS)
    for name in assets.names:
        asset = assets.asset(name)
        assert gzip.decompress(asset.gzipped) == asset.body
    assert len(assets.names) > 50


async def test_a_page_asks_for_few_files_and_keeps_them(site: Site) -> None:
    page = await (await site.public.get("/chatt")).text()
    needed = set(re.findall(r'(?:href|src)="(/static/[^"#]+)', page))
    assert 3 <= len(needed) <= 6

    for address in needed:
        response = await site.public.get(address)
        assert response.status == 200, address
        assert "immutable" in response.headers["Cache-Control"]
        assert "charset=utf-8" in response.headers["Content-Type"]


async def test_the_first_load_is_small(site: Site) -> None:
    page = await (await site.public.get("/chatt")).text()
    needed = set(re.findall(r'(?:href|src)="(/static/[^"#]+)', page))
    bodies = [await (await site.public.get(address)).read() for address in needed]
    assert sum(len(gzip.compress(body)) for body in [page.encode(), *bodies]) <= FIRST_LOAD


async def test_a_script_names_pictures_by_the_addresses_that_are_kept() -> None:
    assets = Assets(FOLDERS)
    script = assets.asset("widget/chat.js").body.decode()
    assert assets.address("design/icons.svg") in script
    assert "/static/design/" not in script


async def test_an_old_address_leads_to_what_there_is_but_is_not_kept(site: Site) -> None:
    response = await site.public.get("/static/000000000000/widget/chat.js")
    assert response.status == 200
    assert response.headers["Cache-Control"] == "no-cache"


async def test_what_changes_gets_another_address(tmp_path: Path) -> None:
    (tmp_path / "one.css").write_text("a { color: red }")
    before = Assets({"x": tmp_path}).sheets("x/one")
    (tmp_path / "one.css").write_text("a { color: blue }")
    assert Assets({"x": tmp_path}).sheets("x/one") != before


async def test_who_takes_no_compression_gets_none(site: Site) -> None:
    address = "/static/0/widget/chat.js"
    plain = await site.public.get(address, headers={"Accept-Encoding": "identity"})
    packed = await site.public.get(address, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert await plain.read() == await packed.read()


@pytest.mark.parametrize("name", ["design/base.css+design/base.css", "design/base.css+", "+", "x"])
async def test_only_different_files_that_exist_are_joined(site: Site, name: str) -> None:
    assert (await site.public.get(f"/static/0/{name}")).status == 404


async def test_sheets_name_pictures_as_they_must_when_they_come_joined() -> None:
    """A path from where the sheet lies would lead astray from the address of several together."""
    sheets = [path.read_text() for folder in FOLDERS.values() for path in folder.rglob("*.css")]
    named = [one for sheet in sheets for one in re.findall(r"url\(\"?([^\")]+)", sheet)]
    assert named
    assert [one for one in named if not one.startswith(("/static/", "data:"))] == []
