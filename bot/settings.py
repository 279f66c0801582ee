"""All that the environment says, read once into one frozen value. Secrets never show in a repr."""

import os
import re
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from pydantic import (
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

from cxmodel.errors import Misconfigured

SHORTEST_KEY = 32  # characters; keys for encryption and look-up are derived from it
HIGHEST_PORT = 65_535
SHORTEST_TOKEN = 10  # characters behind the bot's number
LONGEST_SECRET = 256  # characters, says Telegram


class Settings(BaseSettings):
    """Contract §2, one field a variable."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        extra="ignore",
        frozen=True,
        env_ignore_empty=True,
        hide_input_in_errors=True,  # an error must not print a token
    )

    home: Path = Field(Path("data"), validation_alias="DESIREPATH_HOME")
    database: SecretStr | None = Field(None, validation_alias="DESIREPATH_DATABASE_URL")
    database_direct: SecretStr | None = Field(
        None, validation_alias="DESIREPATH_DATABASE_DIRECT_URL"
    )
    host: str = Field("127.0.0.1", validation_alias="DESIREPATH_HOST")
    port: int = Field(8080, validation_alias="DESIREPATH_PORT")
    public_url: str | None = Field(None, validation_alias="DESIREPATH_PUBLIC_URL")
    secret: SecretStr | None = Field(None, validation_alias="DESIREPATH_SECRET_KEY")
    templates: Path | None = Field(None, validation_alias="DESIREPATH_TEMPLATES")
    flows: Path | None = Field(None, validation_alias="DESIREPATH_FLOWS")
    fonts: Path | None = Field(None, validation_alias="DESIREPATH_FONTS")
    log: str = Field("console,info", validation_alias="DESIREPATH_LOG")
    telegram_token: SecretStr | None = Field(None, validation_alias="TELEGRAM_BOT_TOKEN")
    telegram_username: str | None = Field(None, validation_alias="TELEGRAM_BOT_USERNAME")
    telegram_api: str = Field("https://api.telegram.org", validation_alias="TELEGRAM_API_URL")
    telegram_webhook_secret: SecretStr | None = Field(
        None, validation_alias="TELEGRAM_WEBHOOK_SECRET"
    )
    slack_bot_token: SecretStr | None = Field(None, validation_alias="SLACK_BOT_TOKEN")
    slack_signing_secret: SecretStr | None = Field(None, validation_alias="SLACK_SIGNING_SECRET")
    slack_app_token: SecretStr | None = Field(None, validation_alias="SLACK_APP_TOKEN")
    slack_api: str = Field("https://slack.com/api/", validation_alias="SLACK_API_URL")
    slack_client_id: str | None = Field(None, validation_alias="SLACK_CLIENT_ID")
    slack_client_secret: SecretStr | None = Field(None, validation_alias="SLACK_CLIENT_SECRET")

    @field_validator("telegram_token")
    @classmethod
    def _token_has_its_form(cls, token: SecretStr | None) -> SecretStr | None:
        if token is not None:
            number, _, rest = token.get_secret_value().partition(":")
            if not (number.isascii() and number.isdigit() and len(rest) >= SHORTEST_TOKEN):
                raise ValueError("must look like 123456:ABC-DEF…, as @BotFather gave it")
        return token

    @field_validator("telegram_api", "slack_api", "public_url")
    @classmethod
    def _is_an_address(cls, url: str | None) -> str | None:
        if url is None:
            return None
        if not _is_address(url):
            raise ValueError("must be an address such as https://example.org")
        return url.rstrip("/")

    @field_validator("slack_api")
    @classmethod
    def _is_a_folder_of_methods(cls, url: str) -> str:
        return f"{url}/"

    @field_validator("slack_bot_token", "slack_app_token")
    @classmethod
    def _slack_token_has_its_form(
        cls, token: SecretStr | None, field: ValidationInfo
    ) -> SecretStr | None:
        start = "xapp-" if field.field_name == "slack_app_token" else "xoxb-"
        if token is not None:
            text = token.get_secret_value()
            if not re.fullmatch(rf"{start}[A-Za-z0-9-]{{{SHORTEST_TOKEN},}}", text):
                raise ValueError(f"must look like {start}…, as the app's page at Slack shows it")
        return token

    @field_validator("slack_signing_secret", "slack_client_secret")
    @classmethod
    def _slack_secret_has_its_form(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret is not None and not re.fullmatch(r"[!-~]{8,}", secret.get_secret_value()):
            raise ValueError("must be as the app's page at Slack shows it: letters and digits")
        return secret

    @field_validator("slack_client_id")
    @classmethod
    def _client_id_has_its_form(cls, client: str | None) -> str | None:
        if client is not None and not re.fullmatch(r"[0-9]+\.[0-9]+", client):
            raise ValueError("must look like 123456.7890, as the app's page at Slack shows it")
        return client

    @field_validator("telegram_username")
    @classmethod
    def _username_has_its_form(cls, name: str | None) -> str | None:
        if name is not None and not re.fullmatch(r"@?[A-Za-z][A-Za-z0-9_]{3,31}", name):
            raise ValueError("must be the bot's name, such as my_journey_bot")
        return name

    @field_validator("telegram_webhook_secret")
    @classmethod
    def _secret_has_its_form(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret is not None:
            text = secret.get_secret_value()
            if not re.fullmatch(rf"[A-Za-z0-9_-]{{1,{LONGEST_SECRET}}}", text):
                raise ValueError("must be at most 256 characters of A-Z, a-z, 0-9, _ and -")
        return secret

    @field_validator("port", mode="before")
    @classmethod
    def _port_is_a_number(cls, given: object) -> int:
        port = str(given).strip()
        if not (port.isascii() and port.isdigit() and int(port[:9]) <= HIGHEST_PORT):
            raise ValueError(f"must be a whole number from 0 to {HIGHEST_PORT}, such as 8080")
        return int(port)

    @field_validator("templates", "fonts")
    @classmethod
    def _is_a_folder(cls, folder: Path | None) -> Path | None:
        if folder is not None and not folder.is_dir():
            raise ValueError(f"{folder} is not a folder")
        return folder

    @field_validator("secret")
    @classmethod
    def _key_is_long_enough(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret is not None and len(secret.get_secret_value()) < SHORTEST_KEY:
            raise ValueError(f"must have at least {SHORTEST_KEY} characters")
        return secret

    @field_validator("log")
    @classmethod
    def _log_is_known(cls, log: str) -> str:
        words = {word.strip().lower() for word in log.replace(":", ",").split(",")}
        if not words <= {"json", "console", "debug", "info", "warning", "error"}:
            raise ValueError("must be json or console, with debug, info, warning or error")
        return log.lower()

    @model_validator(mode="after")
    def _slack_is_complete(self) -> Self:
        problem = _missing_for_slack(self)
        if problem is not None:
            raise ValueError(problem)
        return self

    @property
    def has_slack(self) -> bool:
        """Whether anything of Slack is set; then it is complete."""
        return self.slack_signing_secret is not None or self.slack_app_token is not None

    @property
    def database_url(self) -> str:
        """Where the answers are: as configured, else SQLite in the home folder."""
        if self.database is not None:
            return self.database.get_secret_value()
        return f"sqlite:///{self.home.absolute() / 'desirepath.db'}"

    @property
    def telegram_base(self) -> str:
        """Where Telegram's methods are, up to the token."""
        return f"{self.telegram_api}/bot"


def read_settings(**overrides: Any) -> Settings:
    """Settings from environment and `.env`. Raises Misconfigured, naming the variable."""
    try:
        return Settings(**overrides)
    except ValidationError as error:
        first = error.errors()[0]
        name = f"{first['loc'][0]}: " if first["loc"] else ""  # else the message names several
        raise Misconfigured(f"{name}{_plain(first['msg'])}") from None
    except (OSError, UnicodeDecodeError):
        raise Misconfigured(".env: cannot be read; it must be a UTF-8 text file") from None


def _missing_for_slack(settings: Settings) -> str | None:
    """What stands between what is set for Slack and an app that can receive and answer."""
    receives = settings.slack_signing_secret is not None or settings.slack_app_token is not None
    speaks = settings.slack_bot_token is not None
    installs = settings.slack_client_id is not None
    if installs != (settings.slack_client_secret is not None):
        return "SLACK_CLIENT_ID, SLACK_CLIENT_SECRET: set both, or neither"
    if (speaks or installs) and not receives:
        return (
            "SLACK_SIGNING_SECRET: set it to receive over HTTP, or SLACK_APP_TOKEN for Socket Mode"
        )
    if receives and not (speaks or installs):
        return (
            "SLACK_BOT_TOKEN: set it for one workspace, or SLACK_CLIENT_ID and "
            "SLACK_CLIENT_SECRET to be installed in several"
        )
    if installs and settings.public_url is None:
        return "DESIREPATH_PUBLIC_URL: set it, for Slack sends those who install the app back there"
    return None


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises where it is no number
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _plain(message: str) -> str:
    return message.removeprefix("Value error, ").removeprefix("Input should be ")


def prepare_home(settings: Settings) -> Path:
    """The home folder, made where it is missing. Raises Misconfigured where it is read-only."""
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
        probe = settings.home / f".writable-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise Misconfigured(
            f"DESIREPATH_HOME: cannot write to {settings.home} ({error.strerror}); "
            "set it to a folder that this user may write to"
        ) from None
    return settings.home


def secret_key(settings: Settings) -> str:
    """The key that all others are derived from: as configured, else kept in the home folder."""
    if settings.secret is not None:
        return settings.secret.get_secret_value()
    file = prepare_home(settings) / "secret.key"
    if not file.exists():
        _make_key(file)
    return _kept_key(file)


def _make_key(file: Path) -> None:
    draft = file.with_name(f".secret-{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as stream:
        stream.write(secrets.token_urlsafe(48))
        stream.flush()
        os.fsync(stream.fileno())
    with suppress(FileExistsError):  # another process was first: its key is the one
        os.link(draft, file)  # whole or not at all, and never over a key that is there
    draft.unlink()


def _kept_key(file: Path) -> str:
    try:
        key = file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        key = ""
    if len(key) < SHORTEST_KEY:
        raise Misconfigured(
            f"DESIREPATH_SECRET_KEY: {file} cannot be read or is damaged; restore it from a "
            "backup, for without it nobody who answered can be recognised"
        )
    return key
