"""A question through the public port: answered, handed over, answered by an agent.

python conversation.py have URL < LOG-INS    has it, and prints the visitor's keys
python conversation.py find URL < KEYS       finds it again, whole
python conversation.py claim URL             tries to log in from ever other addresses, as it claims
"""

import json
import sys
import time
import urllib.error
import urllib.request
import uuid
from http.cookiejar import CookieJar
from typing import Any

QUESTION = "vad kostar det att hyra en gymnastiksal för vuxna?"
WISH = "jag vill prata med en människa"
REPLY = "Ja, salen är ledig på tisdag. Hälsningar Bokningen"
PATIENCE = 30.0  # seconds
LOGINS = 30  # in a minute, from one address


class Browser:
    """One person's: with their cookies, or with a visitor's secret."""

    def __init__(self, url: str, secret: str = "") -> None:
        self._url, self._secret = url, secret
        # No proxy: the service is on this machine.
        cookies = urllib.request.HTTPCookieProcessor(CookieJar())
        self._open = urllib.request.build_opener(urllib.request.ProxyHandler({}), cookies).open

    def call(self, path: str, body: Any = None, **more: str) -> Any:
        headers = {"Content-Type": "application/json", **more}
        if self._secret:
            headers["Authorization"] = f"Bearer {self._secret}"
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._url + path, data, headers)  # noqa: S310
        with self._open(request, timeout=PATIENCE) as answer:
            return json.load(answer)


class Visitor:
    def __init__(self, url: str, id: str, secret: str) -> None:  # noqa: A002
        self._browser, self._path = Browser(url, secret), f"/api/conversations/{id}"

    def messages(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._browser.call(self._path)["messages"]
        return found

    def says(self, text: str) -> int:
        said = {"id": str(uuid.uuid4()), "text": text}
        seq: int = self._browser.call(f"{self._path}/messages", said)["seq"]
        return seq

    def hears(self, after: int, kind: str, sender: str) -> dict[str, Any]:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            for one in self.messages():
                if one["seq"] > after and (one["kind"], one["from"]) == (kind, sender):
                    return one
            time.sleep(0.2)
        raise SystemExit(f"no {kind} from the {sender}: {self.messages()}")


def have(url: str, log_ins: list[dict[str, str]]) -> dict[str, str]:
    begun = Browser(url).call("/api/conversations", {})
    keys = {"id": begun["id"], "secret": begun["secret"]}
    visitor = Visitor(url, **keys)
    answer = visitor.hears(visitor.says(QUESTION), "answer", "bot")
    receipt = visitor.hears(visitor.says(WISH), "receipt", "system")
    replied = _answered_by_an_agent(url, log_ins, receipt["number"])
    heard = visitor.hears(receipt["seq"], "text", "agent")
    assert replied == heard["text"] == REPLY
    _tell(f"asked:       {QUESTION}")
    _tell(f"answered:    {answer['article']['title']}")
    _tell(f"handed over: {receipt['number']}, to {receipt['function']}")
    _tell(f"agent:       {heard['text']}")
    return keys


def _answered_by_an_agent(url: str, log_ins: list[dict[str, str]], number: str) -> str:
    agent = Browser(url)
    known = next(one for one in log_ins if one["role"] == "agent")
    agent.call("/api/login", {"login": known["login"], "password": known["password"]})
    enquiry = f"/api/desk/enquiries/{number}"
    agent.call(f"{enquiry}/claim", {})
    seen = max(one["seq"] for one in agent.call(enquiry)["messages"])
    agent.call(f"{enquiry}/reply", {"id": str(uuid.uuid4()), "text": REPLY, "seen": seen})
    return REPLY


def find(url: str, keys: dict[str, str]) -> None:
    texts = [one.get("text") for one in Visitor(url, **keys).messages()]
    assert {QUESTION, WISH, REPLY} <= set(texts), texts
    _tell(f"found again: {len(texts)} messages")


def claim(url: str) -> None:
    """Raises SystemExit where what is claimed is believed."""
    for number in range(LOGINS + 1):
        claimed = {"X-Forwarded-For": f"198.51.100.{number}"}
        try:
            Browser(url).call("/api/login", {"login": f"x{number}", "password": "x"}, **claimed)
        except urllib.error.HTTPError as error:
            if error.code == 429:
                return
    raise SystemExit("it believes what is claimed about addresses")


def _tell(line: str) -> None:
    sys.stderr.write(f"  {line}\n")


if __name__ == "__main__":
    given = None if sys.argv[1] == "claim" else json.load(sys.stdin)
    if given is None:
        claim(sys.argv[2])
    elif sys.argv[1] == "have":
        json.dump(have(sys.argv[2], given), sys.stdout)
    else:
        find(sys.argv[2], given)
