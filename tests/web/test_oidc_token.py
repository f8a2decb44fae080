"""What an identity provider says is believed only when it has signed it, for us, for this browser
and now."""

import time
from datetime import UTC, datetime
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from web.oidc import Asked, NotBelieved, Provider, is_safe

KEY = RSAKey.generate_key(2048, {"kid": "a"})
ASKED = Asked("state", "nonce", "verifier")


def _token(header: dict[str, Any], key: Any = KEY, **change: Any) -> dict[str, Any]:
    now = int(time.time())
    claims = {
        "iss": "https://id.example",
        "aud": "lotsen",
        "sub": "1",
        "iat": now,
        "exp": now + 600,
        "nonce": "nonce",
    }
    claims = {name: value for name, value in (claims | change).items() if value is not None}
    return {"id_token": jwt.encode({"kid": "a", **header}, claims, key)}


def _believed(given: dict[str, Any]) -> Any:
    provider = Provider(None, "https://id.example", "lotsen", "x", "x")  # type: ignore[arg-type]
    keys = KeySet([KEY]).as_dict(private=False)
    return provider._believed(given, dict(keys), ASKED, datetime.now(UTC))


def test_a_token_of_the_provider_for_us_and_for_this_browser_is_believed() -> None:
    assert _believed(_token({"alg": "RS256"}))["sub"] == "1"


@pytest.mark.parametrize(
    "change",
    [
        {"iss": "https://evil.example"},
        {"aud": "another"},
        {"aud": ["lotsen", "another"]},
        {"nonce": "another"},
        {"nonce": None},
        {"exp": int(time.time()) - 3600},
        {"exp": None},
        {"iat": int(time.time()) + 3600},
        {"sub": None},
        {"azp": "another"},
    ],
)
def test_a_token_for_others_or_another_time_is_not_believed(change: dict[str, Any]) -> None:
    with pytest.raises(NotBelieved):
        _believed(_token({"alg": "RS256"}, **change))


def test_a_token_that_the_provider_has_not_signed_is_not_believed() -> None:
    stranger = RSAKey.generate_key(2048, {"kid": "a"})
    unsigned = "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0."
    for given in (_token({"alg": "RS256"}, stranger), {"id_token": unsigned}, {"id_token": 5}, {}):
        with pytest.raises(NotBelieved):
            _believed(given)


@pytest.mark.parametrize("url", ["http://id.example", "ftp://localhost", "javascript:x", ""])
def test_nothing_goes_over_an_open_line(url: str) -> None:
    assert not is_safe(url)
