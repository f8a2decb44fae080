"""A mailbox over IMAP. Blocks: for a thread."""

import ipaddress
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from imap_tools import AND, MailBox, MailBoxUnencrypted, MailMessageFlags

PATIENCE = 20.0  # seconds for each answer
LARGEST = 30 * 2**20  # bytes of a letter
AT_ONCE = 20
PORTS = {"imaps": 993, "imap": 143}


@dataclass(frozen=True)
class Account:
    host: str
    port: int
    username: str
    password: str
    is_tls: bool


def read_account(url: str) -> Account:
    """Of imaps://user:password@host:port; imap:// on this machine alone. Raises ValueError without
    showing the URL, which holds a password."""
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        raise ValueError("the port is not a number") from None
    if parts.scheme not in PORTS or not parts.hostname or not parts.username or not parts.password:
        raise ValueError("not of the form imaps://user:password@host:port")
    if parts.scheme == "imap" and not _is_here(parts.hostname):
        raise ValueError("imap:// would send the password in the open: imaps://")
    return Account(
        parts.hostname,
        port or PORTS[parts.scheme],
        unquote(parts.username),
        unquote(parts.password),
        parts.scheme == "imaps",
    )


class Inbox:
    def __init__(self, box: MailBox | MailBoxUnencrypted) -> None:
        self._box = box

    def unseen(self) -> list[tuple[str, bytes]]:
        """The oldest, each with its number there. What is too large is left to people."""
        for uid in self._box.uids(AND(seen=False, size_gt=LARGEST)):
            self.leave(uid)
        uids = self._box.uids(AND(seen=False))[:AT_ONCE]
        return [
            (uid, letter.obj.as_bytes())
            for uid in uids
            for letter in self._box.fetch(AND(uid=uid), mark_seen=False)
        ]

    def leave(self, uid: str) -> None:
        """For people to look at."""
        self._box.flag(uid, MailMessageFlags.SEEN, True)

    def take_out(self, uid: str) -> None:
        self._box.delete(uid)


@contextmanager
def opened(account: Account) -> Iterator[Inbox]:
    kind = MailBox if account.is_tls else MailBoxUnencrypted
    box = kind(account.host, account.port, timeout=PATIENCE)
    with box.login(account.username, account.password, "INBOX"):
        yield Inbox(box)


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
