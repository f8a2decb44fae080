"""The shape of the code: who may import whom, how long files and functions are, and that
importing does nothing."""

import ast
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LONGEST_FILE = 300
LONGEST_FUNCTION = 30

CORE = {"db", "texts", "inbox", "outgoing", "outbox", "knowledge", "conversations"}
CORE |= {"servicecenter", "actions"}
# What each package may import of ours; every package is here.
MAY_IMPORT: dict[str, set[str]] = {
    "backup": {"db"},
    "bot": set(),
    "db": set(),
    "texts": set(),
    "inbox": set(),
    "outgoing": set(),
    "outbox": {"db", "outgoing"},
    "knowledge": {"db", "outgoing"},
    "conversations": {"db", "texts"},
    "servicecenter": {"conversations", "inbox", "outbox", "db", "texts"},
    "actions": {"knowledge", "servicecenter", "conversations", "db", "texts"},
    "web": CORE,
    "launch": set(),
    "commands": CORE | {"web", "backup"},
    "evaluation": CORE | {"web", "commands"},
    "benchmarks": CORE | {"web", "commands", "evaluation", "launch", "backup"},
}
# Written by hand as data, or by a tool: not read from top to bottom.
DATA = ("bot/data/nlu", "static", "templates", "seed", "benchmarks/stock_project")


def _files(*endings: str) -> list[Path]:
    """The product's files, without what is data."""
    return [
        path
        for package in MAY_IMPORT
        for path in sorted((ROOT / package).rglob("*"))
        if path.suffix in endings and not _is_data(path)
    ]


def _is_data(path: Path) -> bool:
    inside = path.relative_to(ROOT)
    return any(part in DATA for part in inside.parts) or inside.as_posix().startswith(DATA)


def _imports(path: Path) -> Iterator[str]:
    """The packages of ours that a file imports, wherever in it that stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide who imports whom"
            names = [node.module or ""]
        for name in names:
            package = name.partition(".")[0]
            if package in MAY_IMPORT or package == "tests":
                yield package


def test_every_package_has_its_rule() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert packages - {"tests"} == MAY_IMPORT.keys()


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_a_package_imports_only_what_it_may(package: str) -> None:
    allowed = {package, *MAY_IMPORT[package]}
    wrong = [
        f"{name} imports {imported}"
        for path in sorted((ROOT / package).rglob("*.py"))
        for name in [path.relative_to(ROOT).as_posix()]
        for imported in _imports(path)
        if imported not in allowed
    ]
    assert wrong == []


def test_no_file_is_longer_than_one_reads() -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in [*_files(".py", ".yml", ".toml", ".md"), *sorted(ROOT.glob("tests/**/*.py"))]
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def _functions() -> Iterator[tuple[int, str]]:
    """The lines of each function's body, without its signature and what it says of itself."""
    for path in _files(".py"):
        if "migrations/versions" in path.as_posix():
            continue  # tables, one after another
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield _body_lines(node), f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"


def _body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    told = ast.get_docstring(node) is not None
    first = node.body[1 if told and len(node.body) > 1 else 0]
    return (node.end_lineno or first.lineno) - first.lineno + 1


def test_functions_are_short(record_property: pytest.FixtureRequest) -> None:
    found = sorted(_functions())
    lines = [length for length, _ in found]
    median, most = statistics.median(lines), lines[int(0.95 * len(lines))]
    told = f"{len(lines)} functions: median {median:g} lines, 95 % at most {most}"
    record_property("function lengths", told)  # type: ignore[operator]
    print(told)  # noqa: T201 - shown by pytest -rP

    assert [one for one in found if one[0] > LONGEST_FUNCTION] == []
    assert median <= 10
    assert most <= 20


# Runs in a process of its own: what is opened while everything of ours is imported.
WATCH = """
import importlib, pkgutil, sys
from pathlib import Path

root, data = Path(sys.argv[1]), Path(sys.argv[2])
seen = []

def watch(event, given):
    if event == "open" and isinstance(given[0], str):
        path = Path(given[0]).absolute()
        inside = path.is_relative_to(root) and ".venv" not in path.parts
        if (inside and path.suffix not in (".py", ".pyc")) or path.is_relative_to(data):
            seen.append(f"open {path}")
    elif event in ("sqlite3.connect", "socket.connect"):
        seen.append(f"{event} {given[1:]}")

sys.addaudithook(watch)
sys.path.insert(0, str(root))
for package in sys.argv[3:]:
    for module in pkgutil.walk_packages([str(root / package)], f"{package}."):
        if "migrations" in module.name or module.name.endswith("__main__"):
            continue
        importlib.import_module(module.name)
sys.exit("; ".join(seen) or None)
"""


@pytest.mark.slow
def test_importing_opens_no_database_no_model_and_no_connection(tmp_path: Path) -> None:
    encoder = os.environ.get("LOTSEN_ENCODER") or str(tmp_path)
    # The bot's components are imported by Rasa, in its own environment.
    packages = [name for name in MAY_IMPORT if name != "bot"]

    done = subprocess.run(
        [sys.executable, "-c", WATCH, str(ROOT), encoder, *packages],
        cwd=tmp_path,
        env={**os.environ, "LOTSEN_DATA": str(tmp_path / "var"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list(tmp_path.iterdir()) == []
