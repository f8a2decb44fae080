"""What every answer carries, and what a page of another site cannot do."""

from collections import defaultdict

import pytest
from aiohttp import ClientResponse

from tests.cast import PASSWORD
from tests.web.conftest import Opening
from tests.web.site import Person, Site, raw_status, refused, routes_of
from web.errors import BY_STATUS

pytestmark = pytest.mark.asyncio(loop_scope="module")

PROTECT = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
POLICIES = {"Content-Security-Policy", "Permissions-Policy"}
CREDENTIALS = {"login": "bo", "password": PASSWORD}


def _protects(response: ClientResponse) -> bool:
    return PROTECT.items() <= response.headers.items() and response.headers.keys() >= POLICIES


async def _answer(site: Site, method: str, path: str, person: Person) -> ClientResponse:
    known = {"number": "2026-999999", "id": "finns-inte", "name": "x.js"}
    named = path.format_map(defaultdict(lambda: "0", known))
    async with site.public.request(
        method, named, headers=person.headers, allow_redirects=False
    ) as response:
        return response


async def test_every_route_answers_with_the_headers_that_protect(site: Site) -> None:
    people = [await site.person(login) for login in (None, "ada")]
    for method, path in routes_of(site.apps.public):
        for person in people:
            response = await _answer(site, method, path, person)
            assert _protects(response), path
            if not path.startswith("/static/") and path != "/lotsen.js":
                kept = response.headers["Cache-Control"]
                assert kept == "no-store" or "text/event-stream" in response.content_type, path
    site.sessions.clear()  # one of the routes logs out


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "OPTIONS", "HEAD"])
async def test_errors_carry_them_too(site: Site, method: str) -> None:
    response = await site.public.request(method, "/finns-inte")
    assert _protects(response)


async def test_only_our_own_scripts_run_and_no_page_may_frame_ours(site: Site) -> None:
    policy = (await site.public.get("/health/live")).headers["Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))

    assert rules["default-src"] == rules["frame-ancestors"] == rules["base-uri"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == rules["connect-src"] == "'self'"
    assert "unsafe" not in policy


REFUSED = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
    {"Sec-Fetch-Site": "nonsense"},
    {"Origin": "https://evil.example"},
    {"Origin": "http://127.0.0.1.evil.example"},
    {"Origin": "http://127.0.0.1:1"},
    {"Origin": "null"},
    {"Origin": ""},
    {"Origin": "http://["},
]


@pytest.mark.parametrize("headers", REFUSED)
async def test_a_page_of_another_site_cannot_act_for_who_is_logged_in(
    site: Site, headers: dict[str, str]
) -> None:
    _, number = await site.claimed()
    bo = await site.person("bo")

    response = await bo.post(f"/api/desk/enquiries/{number}/release", None, **headers)

    await refused(response, 403, "cross_site")
    assert (await bo.queue())[number]["agent"] == "Bo"


async def test_no_route_that_changes_anything_listens_to_another_site(site: Site) -> None:
    ada = await site.person("ada")
    for method, path in routes_of(site.apps.public):
        if method != "GET":
            named = path.format_map(defaultdict(lambda: "x", number="2026-000001"))
            response = await ada.post(named, None, **{"Sec-Fetch-Site": "cross-site"})
            await refused(response, 403, "cross_site")


@pytest.mark.parametrize(
    ("line", "header", "status"),
    [
        ("GET /api/conversations/x HTTP/1.1", "Authorization: Bearer \xff", 404),
        ("GET /api/desk/queue HTTP/1.1", "Cookie: lotsen_session=\xff", 401),
        ("POST /api/logout HTTP/1.1", "Cookie: lotsen_session=\xff", 200),
    ],
)
async def test_a_secret_of_bytes_that_are_no_text_is_a_wrong_secret(
    site: Site, line: str, header: str, status: int
) -> None:
    assert await raw_status(site.public.port, line, header) == status


@pytest.mark.parametrize(
    "path", ["/api/conversations/%00", "/api/conversations/a%00b/events", "/finns%00inte", "/%00"]
)
async def test_an_address_with_a_nul_does_not_reach_the_database(site: Site, path: str) -> None:
    response = await site.public.get(path, headers={"Authorization": "Bearer x"})
    assert await refused(response, 404, "not_found") == BY_STATUS[404].in_language("sv").message


async def test_our_own_page_a_typed_address_and_a_program_may_act(site: Site) -> None:
    origin = f"http://127.0.0.1:{site.public.port}"
    for headers in (
        {"Sec-Fetch-Site": "same-origin", "Origin": origin},
        {"Sec-Fetch-Site": "none"},
        {"Origin": origin},
        {},
    ):
        response = await site.public.post("/api/conversations", headers=headers)
        assert response.status == 201


async def test_reading_from_a_link_on_another_site_is_allowed(site: Site) -> None:
    response = await site.public.get("/health/live", headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status == 200


async def test_no_other_site_is_told_that_it_may_read(site: Site) -> None:
    headers = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    for method in ("OPTIONS", "GET"):
        response = await site.public.request(method, "/api/desk/queue", headers=headers)
        assert not [name for name in response.headers if name.startswith("Access-Control")]


@pytest.mark.parametrize("public_url", ["", "https://chatt.example.se"])
async def test_scripts_cannot_read_the_session_and_other_sites_do_not_send_it(
    opening: Opening, public_url: str
) -> None:
    async with opening(public_url=public_url) as site:
        response = await site.public.post("/api/login", json=CREDENTIALS)

        [cookie] = response.cookies.values()
        assert cookie["httponly"]
        assert (cookie["samesite"], cookie["path"], cookie["domain"]) == ("Lax", "/", "")
        assert bool(cookie["secure"]) is public_url.startswith("https:")
        assert int(cookie["max-age"]) == 12 * 60 * 60


async def test_the_chat_sets_no_cookie(site: Site) -> None:
    for response in (
        await site.public.get("/chatt"),
        await site.public.post("/api/conversations"),
    ):
        assert response.cookies == {}


@pytest.mark.parametrize(
    "path",
    ["../routes.py", "..%2froutes.py", "%2e%2e/routes.py", "..%5croutes.py", "//etc/passwd", "%00"],
)
async def test_no_file_beside_the_static_ones_is_served(site: Site, path: str) -> None:
    for folder in ("widget", "0/widget"):
        response = await site.public.get(f"/static/{folder}/{path}")
        assert response.status == 404
        assert "import" not in await response.text()


async def test_static_folders_are_not_listed(site: Site) -> None:
    for folder in ("", "widget/", "0/widget/", "0/widget"):
        assert (await site.public.get(f"/static/{folder}")).status == 404
