"""Finds something wrong when it is asked about the format."""

import sys

sys.exit("--check" in sys.argv)
