"""Makes the target from a wheel."""

import sys
from pathlib import Path

wheel, target = map(Path, sys.argv[1:])
assert wheel.suffix == ".whl"
target.mkdir()
