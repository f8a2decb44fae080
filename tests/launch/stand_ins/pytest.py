"""Tells what it was given."""

import json
import os
import sys

names = ("LOTSEN_TEST_MODEL", "LOTSEN_TEST_RASA_PYTHON", "LOTSEN_DATA")
given = {"arguments": sys.argv[1:], "folder": os.getcwd(), **{n: os.environ[n] for n in names}}
sys.stdout.write(json.dumps(given) + "\n")
