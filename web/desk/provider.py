"""Logging in through the municipality's identity provider."""

import base64
import hmac
import json
from dataclasses import asdict

import aiohttp
from aiohttp import web

from servicecenter import from_provider
from servicecenter.from_provider import Group, read_groups
from web.desk.login import keep, own_page, place_of
from web.errors import NotAllowed
from web.keys import CLOCK, DATABASE, LIMITS, PROVIDER, SETTINGS
from web.oidc import Asked, NotBelieved, Provider
from web.sender import sender
from web.settings import Settings

COOKIE = "lotsen_provider"
BACK = "/login/provider/done"
ON_THE_WAY = 600  # seconds that one may take to log in there

routes = web.RouteTableDef()


def provider_of(settings: Settings, http: aiohttp.ClientSession) -> Provider | None:
    if not settings.oidc_issuer:
        return None
    secret = settings.oidc_client_secret.get_secret_value()
    back = settings.public_url.rstrip("/") + BACK
    return Provider(http, settings.oidc_issuer, settings.oidc_client_id, secret, back)


@routes.get("/login/provider")
async def begin(request: web.Request) -> web.Response:
    limits = request.app[LIMITS]
    await limits.count(limits.logins, "provider from", sender(request))
    asked = Asked.new()
    there = await _provider(request).way_there(asked)
    kept = {**asdict(asked), "next": own_page(request.query.get("next", ""))}
    leads = web.Response(status=302, headers={"Location": str(there)})
    leads.set_cookie(
        _cookie(request),
        base64.urlsafe_b64encode(json.dumps(kept).encode()).decode(),
        max_age=ON_THE_WAY,
        httponly=True,
        samesite="Lax",
        secure=request.app[SETTINGS].secure_cookies,
    )
    return leads


@routes.get(BACK)
async def done(request: web.Request) -> web.Response:
    """State ties the answer to this browser, nonce and verifier tie it to what was asked."""
    provider, settings = _provider(request), request.app[SETTINGS]
    limits = request.app[LIMITS]
    await limits.count(limits.logins, "provider from", sender(request))
    asked, wanted = _kept(request)
    state, code = (request.query.get(name, "") for name in ("state", "code"))
    is_ours = hmac.compare_digest(state.encode(), asked.state.encode())
    if not is_ours or not code or request.query.get("iss", provider.issuer) != provider.issuer:
        raise NotBelieved("state")
    now = request.app[CLOCK]()
    claims = await provider.who(code, asked, now)
    named = claims.get(settings.oidc_groups_claim)
    groups = _of_person(named, read_groups(settings.oidc_groups))
    begun = await request.app[DATABASE].write(
        from_provider.log_in, provider.issuer, claims, groups, now
    )
    if begun is None:
        raise NotAllowed
    response = web.Response(status=302, headers={"Location": place_of(begun[1], wanted)})
    response.del_cookie(_cookie(request), secure=settings.secure_cookies)
    keep(request, response, begun[0])
    return response


def _of_person(named: object, groups: list[Group]) -> list[Group]:
    theirs = set(map(str, named)) if isinstance(named, list) else set()
    return [group for group in groups if group.name in theirs]


def _kept(request: web.Request) -> tuple[Asked, str]:
    """Raises NotBelieved."""
    try:
        kept = json.loads(base64.urlsafe_b64decode(request.cookies.get(_cookie(request), "")))
        asked = Asked(*(str(kept[name]) for name in ("state", "nonce", "verifier")))
        return asked, own_page(str(kept["next"]))
    except (ValueError, KeyError, TypeError):
        raise NotBelieved("cookie") from None


def _cookie(request: web.Request) -> str:
    """With the prefix no other site of the same domain can set it."""
    return f"__Host-{COOKIE}" if request.app[SETTINGS].secure_cookies else COOKIE


def _provider(request: web.Request) -> Provider:
    provider = request.app[PROVIDER]
    if provider is None:
        raise web.HTTPNotFound
    return provider
