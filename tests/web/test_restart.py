"""What a process leaves when it ends is there for the next one."""

from pathlib import Path

from tests.conversations.fake_rasa import Held, says
from tests.conversations.talk import until
from tests.web.conftest import Opening
from tests.web.site import Visitor


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
