"""Knows one wrong setting."""

import os
import sys

if "LOTSEN_PROT" in os.environ:
    sys.stdout.write("LOTSEN_PROT: there is no such setting\n")
    sys.exit(2)
