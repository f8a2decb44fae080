"""What should not be sent is refused in words; what people write is kept as text."""

import json
import uuid
from typing import Any

import pytest
from aiohttp import ClientResponse

from tests.web.site import Site, Visitor, refused

pytestmark = pytest.mark.asyncio(loop_scope="module")

NAME = "11111111-1111-4111-8111-111111111111"
JSON = "application/json"


async def _posts(visitor: Visitor, body: bytes, kind: str = JSON) -> ClientResponse:
    headers = {**visitor.headers, "Content-Type": kind}
    return await visitor.site.public.post(f"{visitor.path}/messages", data=body, headers=headers)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"Hej"',
        b'{"id": "' + NAME.encode() + b'", "text": "Hej"',
        b'{"id": "' + NAME.encode() + b'", "text": "\\ud800"}',
        b"\xff\xfe\x00\x01",
        bytes(range(256)),
        b'{"text": ' * 10_000,
        b"[" * 100_000,
    ],
)
async def test_malformed_json_is_refused_and_not_stored(site: Site, body: bytes) -> None:
    visitor = await site.visitor()

    assert "stämmer inte" in await refused(await _posts(visitor, body), 400, "bad_input")

    assert await visitor.texts("visitor") == []


@pytest.mark.parametrize("missing", ["id", "text"])
async def test_a_missing_field_is_named(site: Site, missing: str) -> None:
    visitor = await site.visitor()
    body = {"id": NAME, "text": "Hej"}
    del body[missing]

    assert missing in await refused(await visitor.sends(body), 400, "bad_input")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "inte-en-uuid"),
        ("id", 5),
        ("id", None),
        ("id", [NAME]),
        ("text", 5),
        ("text", None),
        ("text", ["Hej"]),
        ("text", {"$gt": ""}),
        ("choice", 5),
        ("choice", ["none"]),
    ],
)
async def test_a_field_of_a_wrong_kind_is_named(site: Site, field: str, value: Any) -> None:
    visitor = await site.visitor()
    body = {"id": NAME, "text": "Hej", field: value}

    assert field in await refused(await visitor.sends(body), 400, "bad_input")
    assert await visitor.texts("visitor") == []


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "text/json"]
)
async def test_only_json_is_read(site: Site, kind: str) -> None:
    visitor = await site.visitor()
    body = json.dumps({"id": NAME, "text": "Hej"}).encode()

    await refused(await _posts(visitor, body, kind), 415, "wrong_content_type")

    assert await visitor.texts("visitor") == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "\n\t\n",
        "\u00a0",
        "\x00\x01\x02",
        "\u202e\u202c",
        "\u200b\u200f",
        "\ufeff",
        "\u2060 \u200d",
    ],
)
async def test_nothing_to_read_is_not_a_message(site: Site, text: str) -> None:
    visitor = await site.visitor()

    response = await visitor.sends({"id": NAME, "text": text})

    assert "Skriv något" in await refused(response, 400, "bad_input")
    assert await visitor.texts("visitor") == []


@pytest.mark.parametrize("length", [4001, 10_000])
async def test_a_message_that_is_too_long_is_refused_with_the_limit(
    site: Site, length: int
) -> None:
    visitor = await site.visitor()

    response = await visitor.sends({"id": NAME, "text": "å" * length})

    assert "högst 4000 tecken" in await refused(response, 400, "bad_input")
    assert await visitor.texts("visitor") == []


async def test_the_longest_message_is_taken_whole(site: Site) -> None:
    visitor = await site.visitor()
    await visitor.says("å" * 4000)
    assert await visitor.texts("visitor") == ["å" * 4000]


async def test_far_too_much_is_refused_before_it_is_read(site: Site) -> None:
    visitor = await site.visitor()
    body = json.dumps({"id": NAME, "text": "x" * 2**20}).encode()
    await refused(await _posts(visitor, body), 413, "too_large")


@pytest.mark.parametrize(
    "text",
    [
        "👍",
        "🎉🏀⚽",
        "كيف أحجز قاعة؟",
        "איך מזמינים אולם?",
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "<b>fet</b> & {{7*7}} ${7*7} %s",
        "'; DROP TABLE message; --",
        "javascript:alert(1)",
        "/restart",
        '/choose{"article": "startbidrag"}',
        "rad ett\nrad två\n\n\trad tre",
        "10\u00a0000 kr",
        "👨\u200d👩\u200d👧",
        "می\u200cخواهم",
    ],
)
async def test_what_is_written_is_kept_and_given_back_as_text(site: Site, text: str) -> None:
    visitor = await site.visitor()
    await visitor.is_answered(text)

    response = await site.public.get(visitor.path, headers=visitor.headers)

    assert response.content_type == JSON
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    said = (await response.json())["messages"][1]
    assert (said["from"], said["kind"], said["text"]) == ("visitor", "text", text)
    assert not any(name.endswith("html") for name in said)


async def test_control_characters_do_not_reach_the_one_who_reads(site: Site) -> None:
    visitor = await site.visitor()
    await visitor.says("\x1b[31mröd\x00\x07 \u202etext")
    assert await visitor.texts("visitor") == ["[31mröd text"]


async def test_fields_that_no_one_asked_for_change_nothing(site: Site) -> None:
    visitor = await site.visitor()
    await visitor.says("Hej", sender="agent", seq=99, state="closed", kind="receipt")

    view = await visitor.looks()

    assert view["state"] == "bot"
    assert [(one["seq"], one["from"], one["kind"]) for one in view["messages"][:2]] == [
        (1, "system", "notice"),
        (2, "visitor", "text"),
    ]


@pytest.mark.parametrize("name", ["", "..", "%2e%2e", "%00", "%FF", "x" * 4000, "' OR 1=1 --", "*"])
async def test_a_strange_name_of_a_conversation_is_not_found(site: Site, name: str) -> None:
    body = {"id": str(uuid.uuid4()), "text": "Hej"}
    headers = {"Authorization": "Bearer x"}
    response = await site.public.post(
        f"/api/conversations/{name}/messages", json=body, headers=headers
    )
    await refused(response, 404, "not_found")
