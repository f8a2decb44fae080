"""What a process leaves when it ends is there for the next one."""

import shutil
from pathlib import Path

import pytest

from knowledge import articles, index
from tests.conversations.fake_rasa import Held, says
from tests.conversations.talk import until
from tests.web.conftest import PUBLISHED, Opening
from tests.web.site import Site, Visitor
from web.keys import LIBRARY


async def test_a_message_left_in_the_middle_of_its_turn_is_answered_once_after_a_restart(
    opening: Opening, tmp_path: Path
) -> None:
    async with opening(data=tmp_path) as before:
        before.rasa.does = held = Held(says("Aldrig läst"))
        visitor = await before.visitor()
        await visitor.says("Dörren går inte upp")
        await held.asked.wait()

    async with opening(data=tmp_path) as after:
        back = Visitor(after, visitor.id, visitor.secret)
        await until(lambda: back.texts("bot"))
        await back.is_answered("Tack!")

        assert await back.texts("bot") == ["Hej!", "Hej!"]


async def test_a_stream_goes_on_after_a_restart_where_it_was(
    opening: Opening, tmp_path: Path
) -> None:
    async with opening(data=tmp_path) as before:
        visitor = await before.visitor()
        await visitor.is_answered("Hej")
        async with visitor.streams() as stream:
            await stream.until(3)

    async with opening(data=tmp_path) as after:
        back = Visitor(after, visitor.id, visitor.secret)
        await back.says("Är du kvar?")
        async with back.streams(last=3) as stream:
            said = await stream.until(5)

    assert [one["seq"] for one in said] == [4, 5]


async def test_a_question_that_waits_still_waits_and_who_was_logged_in_still_is(
    opening: Opening, tmp_path: Path
) -> None:
    async with opening(data=tmp_path) as before:
        _, number = await before.enquiry()
        token = await before.session_of("bo")

    async with opening(data=tmp_path) as after:
        after.sessions["bo"] = token
        bo = await after.person("bo")
        assert number in await bo.queue()


ASKED = "Dörren går inte upp"
STUCK = "dorren-oppnas-inte"


@pytest.fixture
async def saved(opening: Opening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a process that has saved its index and ended."""
    monkeypatch.setattr(index, "FEW", 0)
    async with opening(data=tmp_path) as site:
        assert await _found(site) == set(PUBLISHED)
    assert list((tmp_path / "index").iterdir())
    return tmp_path


async def _found(site: Site) -> set[str]:
    return {hit.article_id for hit in await site.apps.public[LIBRARY].find(ASKED)}


async def test_a_start_goes_on_from_the_index_that_was_saved(opening: Opening, saved: Path) -> None:
    async with opening(data=saved) as site:
        held = site.apps.public[LIBRARY]._index
        assert set(held.large.names) == set(PUBLISHED)
        assert held.entries == {}  # no passage was read again
        assert await _found(site) == set(PUBLISHED)
        await site.database.write(articles.unpublish, STUCK)
        assert await _found(site) == set(PUBLISHED) - {STUCK}
    async with opening(data=saved) as site:
        assert await _found(site) == set(PUBLISHED) - {STUCK}


@pytest.mark.parametrize("damage", ["cut short", "gone"])
async def test_a_start_makes_the_index_anew_where_the_saved_one_cannot_be_used(
    opening: Opening, saved: Path, damage: str
) -> None:
    [folder] = (saved / "index").iterdir()
    if damage == "gone":
        shutil.rmtree(folder)
    else:
        file = folder / "vectors.npy"
        file.write_bytes(file.read_bytes()[:-1])
    async with opening(data=saved) as site:
        assert await _found(site) == set(PUBLISHED)
