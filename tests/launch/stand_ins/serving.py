"""A server that answers every address with 200 and its process number."""

import os
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(str(os.getpid()).encode())

    def log_message(self, *_):
        pass


def serve(port):
    sys.stderr.write(f"listening on {port}\n")
    ThreadingHTTPServer(("127.0.0.1", int(port)), Handler).serve_forever()
