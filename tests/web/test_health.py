"""Health: whether the process lives, and whether questions are taken care of."""

from tests.web.conftest import PUBLISHED, Opening


async def test_health_tells_the_age_of_the_oldest_question_that_no_one_has(
    opening: Opening,
) -> None:
    async with opening() as site:

        async def ready() -> dict[str, object]:
            response = await site.public.get("/health/ready")
            assert response.status == 200
            return dict(await response.json())

        nothing = {"ready": True, "articles": len(PUBLISHED), "oldest_unclaimed_seconds": None}
        nothing |= {
            "oldest_unsent_seconds": None,
            "mail_given_up": 0,
            "webhooks_given_up": 0,
            "files_waiting_for_scan": 0,
        }
        assert await ready() == nothing
        _, older = await site.enquiry()
        site.clock.forward(minutes=10)
        _, newer = await site.enquiry()
        site.clock.forward(minutes=5)
        ages = []
        bo = await site.person("bo")
        for number in (older, newer):
            ages.append((await ready())["oldest_unclaimed_seconds"])
            await bo.does(number, "claim")

        assert ages == [15 * 60, 5 * 60]
        assert await ready() == nothing


async def test_a_bot_that_is_down_does_not_stop_questions_being_taken_in(
    opening: Opening,
) -> None:
    async with opening() as site:
        await site.rasa.stop()
        visitor = await site.visitor()
        await visitor.says("Dörren går inte upp")

        receipt = await visitor.hears("receipt")

        assert receipt["function"] == "Servicecenter"
        assert (await site.public.get("/health/ready")).status == 200
        assert await (await site.public.get("/health/live")).json() == {"live": True}
