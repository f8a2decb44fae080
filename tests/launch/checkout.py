"""A checkout in which the launcher is real and what it starts is small and needs no network."""

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

from launch.ports import free_port

REPOSITORY = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.txt", "bot/requirements.txt", "tests/requirements.txt")
ENCODER_LOCK = "knowledge/encoder/requirements.txt"
PORTS = ("LOTSEN_PORT", "LOTSEN_INTERNAL_PORT", "LOTSEN_RASA_PORT")
LEFT_OUT = ("LOTSEN_", "PIP_", "PYENV", "PYTHON", "VIRTUAL_ENV")


@dataclass(frozen=True)
class Checkout:
    root: Path
    environment: dict[str, str]

    @property
    def data(self) -> Path:
        return Path(self.environment["LOTSEN_DATA"])

    @property
    def ports(self) -> list[int]:
        return [int(self.environment[name]) for name in PORTS]

    def with_data(self, data: Path) -> "Checkout":
        """The same checkout and environments, with data and ports of its own."""
        ports = {name: str(free_port()) for name in PORTS}
        return Checkout(self.root, self.environment | ports | {"LOTSEN_DATA": str(data)})

    def start(self, *words: str, cwd: Path | None = None, **more: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, str(self.root / "lotsen"), *words],
            cwd=cwd or self.root,
            env={**self.environment, **more},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def call(self, *words: str, cwd: Path | None = None, **more: str) -> tuple[int, str]:
        """The exit code and all that was written."""
        process = self.start(*words, cwd=cwd, **more)
        written, _ = process.communicate(timeout=120)
        return process.returncode, written

    def processes(self) -> list[str]:
        """The command lines of all that runs with this checkout's Pythons."""
        commands = [_command_line(folder) for folder in Path("/proc").glob("[0-9]*")]
        return [command for command in commands if str(self.root) in command]


def make_checkout(root: Path, python310: Path) -> Checkout:
    shutil.copytree(REPOSITORY / "tests/launch/stand_ins", root)
    shutil.copytree(REPOSITORY / "launch", root / "launch")
    shutil.copy(REPOSITORY / "lotsen", root)
    for lock in (*LOCKS, ENCODER_LOCK):
        write_lock(root, lock, lock.replace("/", "-").removesuffix(".txt"))
    write_wheel(root / "index", "torch", "2.13.0")
    with (root / "requirements.txt").open("a") as file:
        file.write("# torch==2.13.0\n")
    on_path = root / "path" / "python3.10"
    on_path.parent.mkdir()
    on_path.write_text(f'#!/bin/sh\nexec {python310} "$@"\n')
    on_path.chmod(0o755)
    return Checkout(root, environment_of(root))


def environment_of(root: Path) -> dict[str, str]:
    """No network, no pip settings of this machine, and no other Python 3.10 than the one given."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith(LEFT_OUT)}
    return kept | {
        "HOME": str(root / "home"),
        "LOTSEN_DATA": str(root / "var"),
        "PATH": f"{root / 'path'}:/usr/bin:/bin",
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_FIND_LINKS": str(root / "index"),
        "PIP_NO_INDEX": "1",
    }


def write_lock(root: Path, lock: str, package: str, version: str = "1.0") -> None:
    """A lock with one package, which is put into the index."""
    sha256 = write_wheel(root / "index", package, version)
    (root / lock).parent.mkdir(exist_ok=True)
    (root / lock).write_text(f"{package}=={version} \\\n    --hash=sha256:{sha256}\n")


def write_wheel(index: Path, package: str, version: str) -> str:
    """Writes a wheel with one empty module and returns its sha256."""
    index.mkdir(exist_ok=True)
    name = package.replace("-", "_")
    info = f"{name}-{version}.dist-info"
    files = {
        f"{name}.py": "",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    files[f"{info}/RECORD"] = "".join(f"{file},{_record(files[file])},\n" for file in files)
    path = index / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for file, text in files.items():
            archive.writestr(zipfile.ZipInfo(file), text)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _record(text: str) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest())
    return f"sha256={digest.decode().rstrip('=')}"


def _command_line(process: Path) -> str:
    try:
        return (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""  # it has ended
