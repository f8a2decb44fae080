"""A page of another site, as strict as they come, with the chat's script on it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

PAGE = """<!doctype html><html lang="sv"><title>Föreningar</title>
<main><h1>En sida om lokaler</h1><textarea aria-label="Sök" autofocus></textarea></main>
<script src="{chat}/lotsen.js" {attributes}></script></html>"""
POLICY = "default-src 'none'; script-src {chat}; frame-src {chat}; style-src 'none'"


@contextmanager
def hosting(origin: str, chat: str, attributes: str = "") -> Iterator[None]:
    """Serves the page at `origin` until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", POLICY.format(chat=chat))
            self.end_headers()
            self.wfile.write(PAGE.format(chat=chat, attributes=attributes).encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", urlsplit(origin).port or 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
