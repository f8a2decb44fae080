"""The municipality's identity provider, by OpenID Connect: the way there, and what it says of
whoever comes back. Code flow with PKCE; signature, issuer, audience, nonce, times are checked."""

import base64
import logging
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlsplit

import aiohttp
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from yarl import URL

DISCOVERY = "/.well-known/openid-configuration"
SCOPE = "openid profile email"
ALGORITHMS = ["RS256", "PS256", "ES256", "RS384", "RS512"]  # signed by the provider's key alone
PATIENCE = aiohttp.ClientTimeout(total=10)
LEEWAY = 60  # seconds that two clocks may differ
MOST = 2**20  # bytes of one answer
LOOPBACK = ("localhost", "127.0.0.1", "::1")

log = logging.getLogger(__name__)


class ProviderFails(Exception):
    """It does not answer, or not as it should; `args` hold no personal data."""


class NotBelieved(Exception):
    """What came back is not an answer to what this browser asked."""


@dataclass(frozen=True)
class Asked:
    """What the browser keeps until it comes back."""

    state: str
    nonce: str
    verifier: str

    @classmethod
    def new(cls) -> "Asked":
        return cls(*(secrets.token_urlsafe(32) for _ in range(3)))


@dataclass(frozen=True)
class Provider:
    http: aiohttp.ClientSession
    issuer: str
    client_id: str
    client_secret: str
    back: str  # the page of ours that it leads back to

    async def way_there(self, asked: Asked) -> URL:
        """Raises ProviderFails."""
        known = await self._discovered()
        return URL(known["authorization_endpoint"]).update_query(
            response_type="code",
            client_id=self.client_id,
            redirect_uri=self.back,
            scope=SCOPE,
            state=asked.state,
            nonce=asked.nonce,
            code_challenge=create_s256_code_challenge(asked.verifier),
            code_challenge_method="S256",
        )

    async def who(self, code: str, asked: Asked, now: datetime) -> Mapping[str, Any]:
        """What it says of the person. Raises ProviderFails and NotBelieved."""
        known = await self._discovered()
        given = await self._json(
            "POST",
            known["token_endpoint"],
            headers={"Authorization": self._as_basic()},
            data={
                "grant_type": "authorization_code",
                "code": code,
                "redirect_uri": self.back,
                "client_id": self.client_id,
                "code_verifier": asked.verifier,
            },
        )
        keys = await self._json("GET", known["jwks_uri"])
        return self._believed(given, keys, asked, now)

    def _as_basic(self) -> str:
        """Percent-encoded first, as RFC 6749 wants."""
        pair = f"{quote(self.client_id, safe='')}:{quote(self.client_secret, safe='')}"
        return f"Basic {base64.b64encode(pair.encode()).decode()}"

    def _believed(
        self, given: dict[str, Any], keys: dict[str, Any], asked: Asked, now: datetime
    ) -> Mapping[str, Any]:
        try:
            key_set = KeySet.import_key_set(keys)  # type: ignore[arg-type]
            token = jwt.decode(str(given.get("id_token", "")), key_set, algorithms=ALGORITHMS)
            claims = CodeIDToken(
                token.claims,
                token.header,
                options={
                    "iss": {"essential": True, "value": self.issuer},
                    "aud": {"essential": True, "value": self.client_id},
                },
                params={
                    "nonce": asked.nonce,
                    "client_id": self.client_id,
                    "access_token": given.get("access_token"),
                },
            )
            claims.validate(now=int(now.timestamp()), leeway=LEEWAY)
        except (JoseError, ValueError, KeyError, TypeError) as fault:
            raise NotBelieved(type(fault).__qualname__) from None
        return dict(claims)

    async def _discovered(self) -> dict[str, Any]:
        """Asked for each time: log-ins are few, and its keys and addresses may change."""
        known = await self._json("GET", self.issuer.rstrip("/") + DISCOVERY)
        if known.get("issuer") != self.issuer:
            raise _fails("another issuer")
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            if not is_safe(str(known.get(name, ""))):
                raise _fails(f"no safe {name}")
        return known

    async def _json(self, method: str, url: str, **how: Any) -> dict[str, Any]:
        try:
            async with self.http.request(
                method, url, timeout=PATIENCE, allow_redirects=False, **how
            ) as response:
                if method == "POST" and response.status == 400:
                    raise NotBelieved("code")  # used already, too old, or another browser's
                if response.status != 200:
                    raise _fails(f"status {response.status}")
                if (response.content_length or 0) > MOST:
                    raise _fails("too much")
                told = await response.json(content_type=None)
        except (aiohttp.ClientError, TimeoutError, ValueError) as fault:
            raise _fails(type(fault).__qualname__) from None
        if not isinstance(told, dict):
            raise _fails("no object")
        return told


def _fails(why: str) -> ProviderFails:
    log.warning("identity provider fails: %s", why)
    return ProviderFails(why)


def is_safe(url: str) -> bool:
    """Nothing secret goes over an open line, but for trials on one machine."""
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
