"""Stands in for the encoder's server."""

import sys

from serving import serve

serve(sys.argv[sys.argv.index("--port") + 1])
