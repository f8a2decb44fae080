"""All settings, read once from environment variables with the prefix LOTSEN_."""

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from inbox.mailbox import read_account
from outbox.mail import NoAddress, read_sender, read_server
from servicecenter.from_provider import read_groups
from web.given import PREFIX, SECRETS, SECRETS_FOLDER, given
from web.oidc import is_safe
from web.right import (
    Address,
    ClamdSocket,
    DatabaseUrl,
    LogLevel,
    Networks,
    Origins,
    RedisUrl,
    Servers,
)

T = TypeVar("T")
# How each is read, and what it is nothing without.
SERVERS: dict[str, tuple[Callable[[str], object], str]] = {
    "smtp_url": (read_server, "public_url"),
    "imap_url": (read_account, "smtp_url"),
}


class WrongSettings(Exception):
    """One line for each setting that is unknown or malformed, by its name."""


class Settings(BaseModel):
    model_config = ConfigDict(frozen=True, validate_default=True)

    host: str = Field("127.0.0.1", description="Address that the public port listens on.")
    port: int = Field(8080, ge=1, le=65535, description="Public port: chat, desk, workshop.")
    internal_host: str = Field(
        "127.0.0.1", description="Address that the internal port listens on; never a public one."
    )
    internal_port: int = Field(
        8081, ge=1, le=65535, description="Port for Rasa only: embeddings and actions."
    )
    internal_token: SecretStr = Field(
        SecretStr(""), description="Shared by web and Rasa; `./lotsen up` makes one per start."
    )
    secrets_folder: Path = Field(SECRETS_FOLDER, description="Secrets in files, as `smtp_url`.")
    rasa_host: Servers = Field(
        "127.0.0.1",
        description="Where Rasa listens; of several, `rasa-1,rasa-2:5006`, each takes its turn.",
    )
    rasa_port: int = Field(
        5005, ge=1, le=65535, description="Rasa's port, where none stands with the host."
    )
    rasa_timeout: float = Field(
        10.0,
        gt=0,
        le=120,
        description="Seconds to wait for the bot before a person gets the question.",
    )
    data: Path = Field(Path("var"), description="Folder for the database, models and logs.")
    database_url: DatabaseUrl = Field(
        "", description="SQLAlchemy URL; empty means SQLite in the data folder."
    )
    redis_url: RedisUrl = Field(
        SecretStr(""),
        description="Where several web processes tell each other, redis://host:6379; empty: they "
        "ask the database.",
    )
    trusted_proxies: Networks = Field(
        "",
        description="Proxies whose X-Forwarded-For counts, such as 10.0.0.5,172.20.0.0/16; empty: "
        "none.",
    )
    encoder: str = Field(
        "", description="A sentence-transformers name or folder; empty means the one built here."
    )
    municipality: str = Field("Huddinge kommun", description="The name visitors see.")
    public_url: Address = Field(
        "", description="Address visitors use, such as https://chatt.example.se; empty in trials."
    )
    smtp_url: SecretStr = Field(
        SecretStr(""),
        description="Mail server, smtp://user:password@host:587 or smtps://; empty: no mail.",
    )
    mail_from: str = Field(
        "", description="Sender of mail, such as `Servicecenter <svar@example.se>`."
    )
    imap_url: SecretStr = Field(
        SecretStr(""),
        description="Mailbox for answers to letters, imaps://user:password@host; empty: none.",
    )
    reply_address: str = Field(
        "", description="Its address, such as svar@example.se; `+` and a code go before the @."
    )
    oidc_issuer: str = Field(
        "", description="Identity provider (OpenID Connect) of those who work here; empty: none."
    )
    oidc_client_id: str = Field("", description="What the provider calls this service.")
    oidc_client_secret: SecretStr = Field(
        SecretStr(""), description="The secret that it gave this service."
    )
    oidc_groups: str = Field(
        "",
        description="What groups there mean here, such as "
        "`Lotsen-admin=admin, Bokning=agent:fritidsbokningen`.",
    )
    oidc_groups_claim: str = Field("groups", description="Where the provider names the groups.")
    embed_origins: Origins = Field(
        "",
        description="Sites that may show the chat in a frame, such as "
        "https://www.example.se,https://example.se; empty means none.",
    )
    max_message: int = Field(
        4000, ge=100, description="Longest message of a visitor, in characters."
    )
    messages_per_minute: int = Field(
        60, ge=1, description="Messages that one conversation may send in a minute."
    )
    conversations_per_minute: int = Field(
        600, ge=1, description="Conversations that one address may start in a minute."
    )
    at_a_time: int = Field(
        20, ge=1, le=1000, description="Enquiries that may wait for one agent's answer."
    )
    keep_days: int = Field(
        730,
        ge=1,
        le=36500,
        description="Days after its last message until a conversation is erased by itself.",
    )
    audit_keep_days: int = Field(
        1825, ge=90, le=36500, description="Days that the log of who saw and changed what is kept."
    )
    max_file_mb: int = Field(
        10, ge=1, le=100, description="Largest file in a chat, in MB; ten times that in all."
    )
    clamd: ClamdSocket = Field(
        "", description="ClamAV's clamd, as host:port or the path of its socket; empty: no scan."
    )
    log_level: LogLevel = Field("INFO", description="DEBUG, INFO, WARNING or ERROR.")

    @field_validator("internal_token")
    @classmethod
    def _guards_what_others_reach(cls, value: SecretStr, info: ValidationInfo) -> SecretStr:
        if not value and info.data.get("internal_host") not in ("127.0.0.1", "::1", "localhost"):
            raise ValueError("is needed where LOTSEN_INTERNAL_HOST is not on loopback")
        return value

    @field_validator("mail_from")
    @classmethod
    def _is_a_sender(cls, value: str, info: ValidationInfo) -> str:
        if value or info.data.get("smtp_url") != SecretStr(""):
            _address(value)
        return value

    @field_validator("smtp_url", "imap_url")
    @classmethod
    def _is_a_server(cls, value: SecretStr, info: ValidationInfo) -> SecretStr:
        read, needed = SERVERS[str(info.field_name)]
        if value.get_secret_value():
            read(value.get_secret_value())
            if not info.data.get(needed):
                raise ValueError(f"needs {PREFIX}{needed.upper()}")
        return value

    @field_validator("reply_address")
    @classmethod
    def _is_where_answers_come_to(cls, value: str, info: ValidationInfo) -> str:
        if bool(value) != bool(info.data.get("imap_url")):
            raise ValueError("goes together with LOTSEN_IMAP_URL")
        return _address(value) if value else value

    @field_validator("oidc_issuer")
    @classmethod
    def _is_a_provider(cls, value: str, info: ValidationInfo) -> str:
        if value and not is_safe(value):
            raise ValueError("not an address that begins with https://")
        if value and not info.data.get("public_url"):
            raise ValueError("needs LOTSEN_PUBLIC_URL, to come back to")
        return value

    @field_validator("oidc_client_id", "oidc_client_secret", "oidc_groups")
    @classmethod
    def _is_there_with_a_provider(cls, value: T, info: ValidationInfo) -> T:
        if info.data.get("oidc_issuer") and not (value and str(value)):
            raise ValueError("is needed with LOTSEN_OIDC_ISSUER")
        if info.field_name == "oidc_groups":
            read_groups(str(value))
        return value

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.data.absolute() / 'lotsen.db'}"

    @property
    def max_file(self) -> int:
        return self.max_file_mb * 2**20

    @property
    def files(self) -> Path:
        return self.data / "files"

    @property
    def rasa_urls(self) -> list[str]:
        hosts = [host.strip() for host in self.rasa_host.split(",")]
        return [
            f"http://{host}" if ":" in host else f"http://{host}:{self.rasa_port}" for host in hosts
        ]

    @property
    def hosts(self) -> list[str]:
        """The origins that may frame the chat, as browsers write them."""
        return [one.strip().lower() for one in self.embed_origins.split(",") if one]

    @property
    def encoder_source(self) -> str:
        return self.encoder or str(self.data / "encoder")

    @property
    def secure_cookies(self) -> bool:
        return self.public_url.startswith("https:")


def _address(value: str) -> str:
    try:
        read_sender(value)
    except NoAddress:
        raise ValueError("not an e-mail address, with or without a name") from None
    return value


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Raises WrongSettings that names each setting in error."""
    try:
        found = given(environment)
    except OSError as error:
        raise WrongSettings(f"{error.filename}: {error.strerror}") from None
    known = {name.upper(): name for name in Settings.model_fields}
    problems = [f"{PREFIX}{name}: there is no such setting" for name in found if name not in known]
    try:
        settings = Settings.model_validate(
            {known[name]: value for name, value in found.items() if name in known}
        )
    except ValidationError as error:
        problems += [_in_words(problem) for problem in error.errors()]
    if problems:
        raise WrongSettings("\n".join(problems))
    return settings


def _in_words(problem: Mapping[str, object]) -> str:
    location = problem["loc"]
    name = str(location[0]).upper() if isinstance(location, tuple) else "?"
    value = "" if name in SECRETS else f" has the value {str(problem['input'])!r}"
    return f"{PREFIX}{name}{value}: {problem['msg']}"


def main() -> int:
    try:
        read_settings()
    except WrongSettings as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
