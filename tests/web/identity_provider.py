"""A real identity provider for tests, held to PKCE, which it does not ask for by itself."""

import base64
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs
from wsgiref.types import StartResponse, WSGIEnvironment

import oidc_provider_mock
from oidc_provider_mock._server import _threaded_server

USERS = {
    "1": {"preferred_username": "karin", "name": "Karin Karlsson", "groups": ["Bokning", "Annat"]},
    "2": {"preferred_username": "bo", "name": "Bo", "groups": ["Lotsen-admin", "Bokning"]},
    "3": {"preferred_username": "ulf", "name": "Ulf", "groups": ["Annat"]},
    "4": {"name": "Utan grupper"},
}
GROUPS = "Lotsen-admin=admin, Bokning-chef=lead:fritidsbokningen, Bokning=agent:fritidsbokningen"


@dataclass
class PkceHeld:
    """Refuses a code whose verifier does not fit the challenge that was sent for it."""

    inner: Any
    challenges: set[str] = field(default_factory=set)

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Any:
        query = parse_qs(environ.get("QUERY_STRING", ""))
        if environ["PATH_INFO"].endswith("/authorize"):
            assert query["code_challenge_method"] == ["S256"]
            self.challenges.add(query["code_challenge"][0])
        if environ["PATH_INFO"].endswith("/token"):
            body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
            environ["wsgi.input"] = BytesIO(body)
            verifier = parse_qs(body.decode())["code_verifier"][0]
            digest = hashlib.sha256(verifier.encode()).digest()
            if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() not in self.challenges:
                start("400 Bad Request", [("Content-Type", "application/json")])
                return [b'{"error": "invalid_grant"}']
        return self.inner(environ, start)


@contextmanager
def identity_provider() -> Iterator[str]:
    """Its issuer."""
    users = [oidc_provider_mock.User(sub=sub, claims=claims) for sub, claims in USERS.items()]
    app = oidc_provider_mock.app(require_nonce=True, user_claims=users)
    with _threaded_server(app=PkceHeld(app)) as server:
        yield f"http://localhost:{server.server_port}"
