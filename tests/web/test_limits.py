"""How much one conversation and one address may send, told in words."""

import uuid

import pytest

from tests.web.conftest import Opening
from tests.web.site import refused


def _body(text: str = "Hej") -> dict[str, str]:
    return {"id": str(uuid.uuid4()), "text": text}


async def test_too_many_messages_in_a_minute_are_refused_in_words_and_not_stored(
    opening: Opening,
) -> None:
    async with opening(messages_per_minute=3) as site:
        visitor, other = await site.visitor(), await site.visitor()
        for number in range(3):
            await visitor.says(f"Fråga {number}")

        refusal = await refused(await visitor.sends(_body("För mycket")), 429, "too_often")

        assert "Vänta en minut" in refusal
        assert await visitor.texts("visitor") == ["Fråga 0", "Fråga 1", "Fråga 2"]
        await other.says("Jag får skriva")
        assert len((await visitor.looks())["messages"]) >= 4


async def test_too_many_conversations_from_one_address_are_refused(opening: Opening) -> None:
    async with opening(conversations_per_minute=2) as site:
        visitor = await site.visitor()
        await site.visitor()

        await refused(await site.public.post("/api/conversations"), 429, "too_often")

        await visitor.says("Den som redan är här får skriva")


@pytest.mark.parametrize("longest", [100, 5000])
async def test_the_longest_message_is_a_setting(opening: Opening, longest: int) -> None:
    async with opening(max_message=longest) as site:
        visitor = await site.visitor()
        await visitor.says("x" * longest)
        response = await visitor.sends(_body("x" * (longest + 1)))
        assert f"högst {longest} tecken" in await refused(response, 400, "bad_input")
