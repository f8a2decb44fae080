"""What every answer carries, and what no request from another site may do."""

from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

from web.errors import CrossSite
from web.keys import SETTINGS

POLICY = "Content-Security-Policy"
HEADERS = {
    POLICY: (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors {ancestors}"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
FRAMED = "/chatt"  # what other sites may show, if the settings name them
NUL = "\0"  # PostgreSQL refuses it in any text
READING = ("GET", "HEAD", "OPTIONS")


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    hosts = request.app[SETTINGS].hosts if request.path == FRAMED else []
    ancestors = " ".join(hosts) or "'none'"
    for name, value in HEADERS.items():
        # A file of someone's has a stricter policy.
        response.headers.setdefault(name, value.format(ancestors=ancestors))
    response.headers.setdefault("Cache-Control", "no-store")


@web.middleware
async def refuse_cross_site(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Browsers say where a request comes from; one that changes something must come from here.

    Programs send neither header; they hold no cookies that could be misused.
    """
    if request.method not in READING:
        site = request.headers.get("Sec-Fetch-Site")
        origin = request.headers.get("Origin")
        if site not in (None, "same-origin", "none"):
            raise CrossSite
        if site is None and origin is not None and _host(origin) != request.host:
            raise CrossSite
    return await handler(request)


def _host(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return None


@web.middleware
async def refuse_nul(request: web.Request, handler: Handler) -> web.StreamResponse:
    """No address of ours holds a NUL, and the database would choke on it."""
    if NUL in request.path:
        raise web.HTTPNotFound
    return await handler(request)
