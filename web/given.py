"""What is set: in the environment, and secrets also in files, where no list of processes and no
`inspect` of a container shows them."""

from collections.abc import Mapping
from pathlib import Path

PREFIX = "LOTSEN_"
SECRETS = {
    "INTERNAL_TOKEN",
    "DATABASE_URL",
    "REDIS_URL",
    "SMTP_URL",
    "IMAP_URL",
    "OIDC_CLIENT_SECRET",
}
SECRETS_FOLDER = Path("/run/secrets")  # where Docker and Podman put them
# Read by the launcher and by Rasa, not by the web process.
OTHERS = {"MODEL", "RASA_PYTHON", "INTERNAL_URL", "EMBEDDINGS_URL"}


def given(environment: Mapping[str, str]) -> dict[str, str]:
    """By name without the prefix. What the environment sets holds. Raises OSError for a file that
    cannot be read."""
    ours = {
        name.removeprefix(PREFIX): value
        for name, value in environment.items()
        if name.startswith(PREFIX)
        and not name.startswith(PREFIX + "TEST_")
        and name.removeprefix(PREFIX) not in OTHERS
    }
    return _in_files(Path(ours.get("SECRETS_FOLDER", SECRETS_FOLDER))) | ours


def _in_files(folder: Path) -> dict[str, str]:
    """An empty file sets nothing, so that there may be one for each that could be needed."""
    files = {name: folder / name.lower() for name in SECRETS}
    read = {name: file.read_text().strip() for name, file in files.items() if file.exists()}
    return {name: value for name, value in read.items() if value}
