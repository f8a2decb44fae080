"""From which address a request comes, where proxies may stand between."""

import ipaddress

from aiohttp import hdrs, web

from web.keys import SETTINGS
from web.right import networks

Ip = ipaddress.IPv4Address | ipaddress.IPv6Address


def sender(request: web.Request) -> str:
    """Whoever has connected; where that is a proxy that we trust, whoever it names, and so on. What
    others write into the header counts for nothing."""
    trusted = networks(request.app[SETTINGS].trusted_proxies)
    found = _ip(request.remote or "")
    named = ",".join(request.headers.getall(hdrs.X_FORWARDED_FOR, []))
    for before in reversed(named.split(",")):
        ip = _ip(before.strip())
        if not found or not ip or not any(found in network for network in trusted):
            break
        found = ip
    return str(found or "")


def _ip(written: str) -> Ip | None:
    try:
        ip = ipaddress.ip_address(written)
    except ValueError:
        return None
    return getattr(ip, "ipv4_mapped", None) or ip
