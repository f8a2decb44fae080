"""Stands in for the web process."""

import os
import sys
from pathlib import Path

from serving import serve

if Path(os.environ["LOTSEN_DATA"], "web-is-broken").exists():
    sys.exit("the web process is broken")
assert os.environ["LOTSEN_INTERNAL_TOKEN"]
serve(os.environ["LOTSEN_PORT"])
