"""Rasa's HTTP end, as the web process meets it, with a switch for each way it can fail."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any, Self

from aiohttp import web
from aiohttp.test_utils import TestServer

TOKEN = "delad-hemlighet"

Asked = dict[str, Any]
Behaviour = Callable[[web.Request, Asked], Awaitable[web.StreamResponse]]


def memory(loop: str | None = None, **slots: Any) -> dict[str, Any]:
    """What Rasa gives back to be remembered: the slots, and the form that is open."""
    return {"slots": slots, "loop": loop}


def answers(messages: object, dialogue: object = None, understood: object = None) -> Behaviour:
    """An answer of the agreed shape, whatever stands in it."""

    async def behave(_request: web.Request, _asked: Asked) -> web.Response:
        return web.json_response(
            {
                "messages": messages,
                "dialogue": memory() if dialogue is None else dialogue,
                "understood": {} if understood is None else understood,
            }
        )

    return behave


def says(*texts: str, dialogue: object = None, understood: object = None) -> Behaviour:
    return answers([{"text": text} for text in texts], dialogue, understood)


def offers(*choices: str) -> Behaviour:
    """Asks which is meant, with these buttons."""
    buttons = [{"id": choice, "title": choice.title()} for choice in choices]
    clarify = {"kind": "clarify", "text": "Vilket menar du?", "choices": buttons}
    return answers([{"custom": clarify}])


def hands_over(
    function: str = "fritidsbokningen", *, before: str = "", gathering: bool = False
) -> Behaviour:
    """Hands over, after some words; `gathering` opens a form for the details."""
    handed = {"kind": "hand_over", "function": function, "topic": "booking", "reason": "no_answer"}
    spoken: list[dict[str, Any]] = [{"text": before}] if before else []
    open_form = memory("handover_form") if gathering else memory()
    return answers([*spoken, {"custom": handed}], open_form)


def raw(body: bytes | str, status: int = 200, kind: str = "application/json") -> Behaviour:
    async def behave(_request: web.Request, _asked: Asked) -> web.Response:
        sent = body.encode() if isinstance(body, str) else body
        return web.Response(body=sent, status=status, content_type=kind)

    return behave


async def echo(_request: web.Request, asked: Asked) -> web.Response:
    """Says what it was asked, and remembers how often it was."""
    turns = asked["dialogue"].get("slots", {}).get("turns", 0) + 1
    said = [{"text": f"{turns}: {asked['text']}"}]
    answer = {"messages": said, "dialogue": memory(turns=turns), "understood": {}}
    return web.json_response(answer)


async def hangs_up(request: web.Request, _asked: Asked) -> web.StreamResponse:
    """Promises a long answer and goes away in the middle of it."""
    response = web.StreamResponse(headers={"Content-Length": "5000"})
    response.content_type = "application/json"
    await response.prepare(request)
    await response.write(b'{"messages": [{"text": "Hej')
    assert request.transport is not None
    request.transport.close()
    return response


class Held:
    """Keeps Rasa's answer back until it is let go; tells when Rasa has been asked."""

    def __init__(self, then: Behaviour) -> None:
        self._then = then
        self.asked = asyncio.Event()
        self.let_go = asyncio.Event()

    async def __call__(self, request: web.Request, asked: Asked) -> web.StreamResponse:
        self.asked.set()
        await self.let_go.wait()
        return await self._then(request, asked)


class FakeRasa:
    """`does` is what it does with the next message; `asked` is all that reached it."""

    def __init__(self) -> None:
        self.does: Behaviour = says("Hej!")
        self.asked: list[Asked] = []
        self.at_once: Counter[str] = Counter()
        self.most_at_once = 0
        app = web.Application()
        app.router.add_post("/webhooks/lotsen/webhook", self._webhook)
        self._server = TestServer(app)

    async def __aenter__(self) -> Self:
        await self._server.start_server(shutdown_timeout=0)
        self.port = self._server.port or 0
        self.url = f"http://127.0.0.1:{self.port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def stop(self) -> None:
        """From now on connections are refused."""
        await self._server.close()

    @property
    def heard(self) -> list[str]:
        return [asked["text"] for asked in self.asked]

    def heard_from(self, conversation_id: str) -> list[str]:
        return [asked["text"] for asked in self.asked if asked["sender"] == conversation_id]

    async def _webhook(self, request: web.Request) -> web.StreamResponse:
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return web.json_response({"error": "not for you"}, status=401)
        asked: Asked = await request.json()
        self.asked.append(asked)
        self.at_once[asked["sender"]] += 1
        self.most_at_once = max(self.most_at_once, self.at_once[asked["sender"]])
        try:
            return await self.does(request, asked)
        finally:
            self.at_once[asked["sender"]] -= 1
