"""The chat's API: a message is taken once, and read back as it was written."""

import uuid

import pytest

from tests.conversations.fake_rasa import Held, echo, offers, says
from tests.conversations.talk import until
from tests.web.site import Site, refused

pytestmark = pytest.mark.asyncio(loop_scope="module")

NAME = "11111111-1111-4111-8111-111111111111"


async def test_a_conversation_begins_with_who_answers_and_a_secret(site: Site) -> None:
    response = await site.public.post("/api/conversations")

    begun = await response.json()
    assert response.status == 201
    assert begun["state"] == "bot"
    [notice] = begun["messages"]
    assert (notice["seq"], notice["from"], notice["kind"]) == (1, "system", "notice")
    assert "bot hos Huddinge kommun" in notice["text"]
    assert len(begun["secret"]) == 16


async def test_two_conversations_share_nothing(site: Site) -> None:
    one, other = await site.visitor(), await site.visitor()
    await one.says("Hemligt")

    assert one.id != other.id
    assert one.secret != other.secret
    assert await other.texts("visitor") == []


async def test_a_message_is_201_first_and_200_again_with_the_same_number(site: Site) -> None:
    visitor = await site.visitor()
    body = {"id": NAME, "text": "Hej"}

    first, again = await visitor.sends(body), await visitor.sends(body)

    assert (first.status, again.status) == (201, 200)
    assert await first.json() == await again.json() == {"id": NAME, "seq": 2}
    assert await visitor.texts("visitor") == ["Hej"]


async def test_a_repeat_of_an_older_message_keeps_its_number_and_gets_no_second_reply(
    site: Site,
) -> None:
    visitor = await site.visitor()
    await visitor.is_answered("Hej", id=NAME)
    await visitor.is_answered("Är du där?")

    response = await visitor.sends({"id": NAME, "text": "Hej"})

    assert await response.json() == {"id": NAME, "seq": 2}
    await visitor.is_answered("Nu då?")
    assert site.rasa.heard_from(visitor.id) == ["Hej", "Är du där?", "Nu då?"]


async def test_the_bot_answers_under_the_next_number(site: Site) -> None:
    visitor = await site.visitor()
    await visitor.is_answered("Hej")

    view = await visitor.looks()

    assert [(one["seq"], one["from"]) for one in view["messages"]] == [
        (1, "system"),
        (2, "visitor"),
        (3, "bot"),
    ]


async def test_only_what_is_newer_is_read(site: Site) -> None:
    visitor = await site.visitor()
    await visitor.is_answered("Hej")

    assert [one["seq"] for one in (await visitor.looks(after=1))["messages"]] == [2, 3]
    assert (await visitor.looks(after=3))["messages"] == []


@pytest.mark.parametrize("after", [2**31, 2**63, 10**30, "999999999999999999999999"])
async def test_beyond_every_number_there_is_nothing(site: Site, after: int) -> None:
    visitor = await site.visitor()
    assert (await visitor.looks(after=after))["messages"] == []


@pytest.mark.parametrize("after", [-1, -(10**30)])
async def test_below_every_number_there_is_everything(site: Site, after: int) -> None:
    visitor = await site.visitor()
    assert len((await visitor.looks(after=after))["messages"]) == 1


@pytest.mark.parametrize(
    "after", ["abc", "1.5", "0x1", "1;DROP TABLE message", "\u00a0", "9" * 5000]
)
async def test_what_is_no_number_is_refused_in_words(site: Site, after: str) -> None:
    visitor = await site.visitor()
    for path in (visitor.path, f"{visitor.path}/events"):
        response = await site.public.get(path, params={"after": after}, headers=visitor.headers)
        assert "inte ett tal" in await refused(response, 400, "bad_input")


async def test_what_the_bot_thought_is_not_the_visitors_to_read(site: Site) -> None:
    understood = {"intent": {"name": "hemlig_avsikt", "confidence": 0.5}}
    site.rasa.does = says("Ja.", understood=understood)
    visitor = await site.visitor()
    await visitor.is_answered("Hej")

    response = await site.public.get(visitor.path, headers=visitor.headers)

    assert "hemlig_avsikt" not in await response.text()
    assert "trace" not in await response.text()


async def test_a_button_that_was_offered_is_taken_and_another_is_not(site: Site) -> None:
    site.rasa.does = offers("none")
    visitor = await site.visitor()
    await visitor.is_answered("Hej")

    await visitor.says("Inget av dessa", choice="none")
    response = await visitor.sends(
        {"id": str(uuid.uuid4()), "text": "Mer", "choice": "not_helpful"}
    )

    await refused(response, 400, "choice_not_offered")
    assert await visitor.texts("visitor") == ["Hej", "Inget av dessa"]


async def test_what_is_written_while_the_bot_thinks_is_answered_right_after(site: Site) -> None:
    site.rasa.does = held = Held(echo)
    visitor = await site.visitor()
    await visitor.says("Första")
    await held.asked.wait()
    await visitor.says("Andra")
    held.let_go.set()

    async def both_are_answered() -> bool:
        return await visitor.texts("bot") == ["1: Första", "2: Andra"]

    await until(both_are_answered, seconds=5)


async def test_a_message_is_acknowledged_before_the_bot_has_thought(site: Site) -> None:
    site.rasa.does = held = Held(echo)
    visitor = await site.visitor()

    assert await visitor.says("Hej") == 2

    await held.asked.wait()
    held.let_go.set()
    await until(lambda: visitor.texts("bot"))


@pytest.mark.parametrize("token", ["", "fel", "x" * 4000, "å", None])
async def test_unknown_conversation_wrong_token_and_no_token_are_told_the_same(
    site: Site, token: str | None
) -> None:
    visitor, other = await site.visitor(), await site.visitor()
    wrong = {} if token is None else {"Authorization": f"Bearer {token}"}
    unknown = f"/api/conversations/{uuid.uuid4().hex}"
    tries = [(visitor.path, wrong), (visitor.path, other.headers), (unknown, visitor.headers)]
    told = set()
    for path, headers in tries:
        body = {"id": NAME, "text": "Hej"}
        for response in (
            await site.public.get(path, headers=headers),
            await site.public.get(f"{path}/events", headers=headers),
            await site.public.post(f"{path}/messages", json=body, headers=headers),
        ):
            told.add(await refused(response, 404, "not_found"))

    assert told == {"Konversationen finns inte. Starta en ny."}
    assert await visitor.texts("visitor") == []


@pytest.mark.parametrize("how", ["Basic {}", "{}", "bearer{}", "Token {}"])
async def test_a_secret_counts_only_as_a_bearers(site: Site, how: str) -> None:
    visitor = await site.visitor()
    headers = {"Authorization": how.format(visitor.secret)}
    await refused(await site.public.get(visitor.path, headers=headers), 404, "not_found")


async def test_a_secret_in_the_address_opens_nothing(site: Site) -> None:
    visitor = await site.visitor()
    for name in ("secret", "token", "access_token"):
        response = await site.public.get(visitor.path, params={name: visitor.secret})
        await refused(response, 404, "not_found")
