"""A real IMAP server on loopback: Debian's dovecot, with one mailbox."""

import getpass
import imaplib
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

USER, PASSWORD = "svar", "brevens-losenord"
CONFIGURATION = """
base_dir = {folder}/run
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:{folder}/mail
first_valid_uid = 0
last_valid_uid = 0
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid=mail gid=mail home={folder}/mail
}}
"""


@dataclass(frozen=True)
class Mailbox:
    port: int

    @property
    def url(self) -> str:
        return f"imap://{USER}:{PASSWORD}@127.0.0.1:{self.port}"

    def comes(self, letter: bytes) -> None:
        """As the mail server would deliver it."""
        with self._opened() as imap:
            told, _ = imap.append("INBOX", "", imaplib.Time2Internaldate(time.time()), letter)
        assert told == "OK"

    def left(self) -> int:
        """How many letters are in it."""
        with self._opened() as imap:
            imap.select("INBOX", readonly=True)
            _, [found] = imap.search(None, "ALL")
        return len(found.split())

    def empty(self) -> None:
        with self._opened() as imap:
            imap.select("INBOX")
            _, [found] = imap.search(None, "ALL")
            for number in found.decode().split():
                imap.store(number, "+FLAGS", "\\Deleted")
            imap.expunge()

    @contextmanager
    def _opened(self) -> Iterator[imaplib.IMAP4]:
        with imaplib.IMAP4("127.0.0.1", self.port) as imap:
            imap.login(USER, PASSWORD)
            yield imap


@contextmanager
def dovecot() -> Iterator[Mailbox]:
    """In a folder that dovecot's own users may enter."""
    with tempfile.TemporaryDirectory(prefix="lotsen-dovecot-") as named:
        folder = Path(named)
        folder.chmod(0o755)
        with _started(folder) as mailbox:
            yield mailbox


@contextmanager
def _started(folder: Path) -> Iterator[Mailbox]:
    program = shutil.which("dovecot") or "/usr/sbin/dovecot"
    if not Path(program).exists():
        pytest.skip("dovecot is not installed; .ci/run installs it")
    if getpass.getuser() != "root":
        pytest.skip("dovecot is started as root")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / "mail").mkdir()
    shutil.chown(folder / "mail", "mail", "mail")
    written = CONFIGURATION.format(folder=folder, port=port, password=PASSWORD)
    (folder / "dovecot.conf").write_text(written, encoding="utf-8")
    process = subprocess.Popen([program, "-F", "-c", str(folder / "dovecot.conf")])
    try:
        _wait(port, process, folder / "log")
        yield Mailbox(port)
    finally:
        process.terminate()
        process.wait()


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until and process.poll() is None:
        try:
            with imaplib.IMAP4("127.0.0.1", port, timeout=2) as imap:
                imap.login(USER, PASSWORD)
                return
        except (OSError, imaplib.IMAP4.error):
            time.sleep(0.1)
    pytest.fail(f"dovecot does not answer: {log.read_text() if log.exists() else ''}")
