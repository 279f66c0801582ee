import stat
from pathlib import Path

import pytest

from bot.settings import Settings, prepare_home, read_settings, secret_key
from cxmodel.errors import Misconfigured

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
SECRET = "canary-secret-of-at-least-32-characters"


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for field in Settings.model_fields.values():
        monkeypatch.delenv(str(field.validation_alias), raising=False)
    monkeypatch.chdir(tmp_path)


def test_without_any_setting_there_is_a_good_default() -> None:
    settings = read_settings()
    assert (settings.host, settings.port) == ("127.0.0.1", 8080)
    assert settings.database_url == f"sqlite:///{Path('data/desirepath.db').absolute()}"
    assert settings.telegram_base == "https://api.telegram.org/bot"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_BOT_TOKEN", "canary"),
        ("TELEGRAM_BOT_TOKEN", "123456:canary"),
        ("TELEGRAM_BOT_TOKEN", "canary:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"),
        ("TELEGRAM_BOT_TOKEN", "١٢٣:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"),
        ("TELEGRAM_BOT_USERNAME", "my bot"),
        ("TELEGRAM_BOT_USERNAME", "https://t.me/my_bot"),
        ("TELEGRAM_API_URL", "api.telegram.org"),
        ("TELEGRAM_API_URL", "ftp://api.telegram.org"),
        ("TELEGRAM_API_URL", "https://api.telegram.org:canary"),
        ("TELEGRAM_API_URL", "https://[canary"),
        ("TELEGRAM_WEBHOOK_SECRET", "canary!"),
        ("TELEGRAM_WEBHOOK_SECRET", "x" * 257),
        ("TELEGRAM_WEBHOOK_SECRET", "x\n"),
        ("DESIREPATH_PUBLIC_URL", "example.org"),
        ("DESIREPATH_PUBLIC_URL", "https://"),
        ("DESIREPATH_PORT", "canary"),
        ("DESIREPATH_PORT", "70000"),
        ("DESIREPATH_PORT", "-1"),
        ("DESIREPATH_SECRET_KEY", "canary"),
        ("DESIREPATH_LOG", "xml"),
        ("DESIREPATH_LOG", "json,loud"),
    ],
)
def test_a_bad_value_is_refused_in_one_line_that_names_it(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(Misconfigured) as refused:
        read_settings()

    message = str(refused.value)
    assert message.startswith(f"{name}: ")
    assert "\n" not in message
    assert "canary" not in message
    assert "canary" not in repr(refused.value.__cause__)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_BOT_TOKEN", TOKEN),
        ("TELEGRAM_BOT_USERNAME", "@my_journey_bot"),
        ("TELEGRAM_API_URL", "http://127.0.0.1:8081/"),
        ("TELEGRAM_WEBHOOK_SECRET", "aZ09_-"),
        ("DESIREPATH_PORT", "0"),
        ("DESIREPATH_LOG", "JSON:debug"),
        ("DESIREPATH_SECRET_KEY", SECRET),
        ("TELEGRAM_BOT_TOKEN", ""),
        ("DESIREPATH_PORT", ""),
    ],
)
def test_a_good_value_is_taken(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    read_settings()


def test_secrets_show_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", f"1234567:canary{'x' * 30}")
    monkeypatch.setenv("TELEGRAM_WEBHOOK_SECRET", "canary-webhook")
    monkeypatch.setenv("DESIREPATH_SECRET_KEY", SECRET)
    monkeypatch.setenv("DESIREPATH_DATABASE_URL", "postgresql://me:canary@host/db")
    settings = read_settings()

    assert "canary" not in f"{settings!r} {settings} {settings.model_dump()}"
    assert "canary" in settings.database_url


def test_dot_env_is_read_and_the_environment_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("DESIREPATH_PORT=9000\nDESIREPATH_HOST=0.0.0.0\n", encoding="utf-8")
    monkeypatch.setenv("DESIREPATH_PORT", "9001")

    assert (read_settings().host, read_settings().port) == ("0.0.0.0", 9001)


def test_a_dot_env_that_is_no_text_is_told() -> None:
    Path(".env").write_bytes(b"TELEGRAM_BOT_TOKEN=\xff\xfe")
    with pytest.raises(Misconfigured, match=r"^\.env: "):
        read_settings()


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        read_settings().port = 1


def test_a_home_below_a_file_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("DESIREPATH_HOME", str(tmp_path / "file" / "home"))
    with pytest.raises(Misconfigured, match=r"^DESIREPATH_HOME: cannot write to"):
        prepare_home(read_settings())


def test_the_key_is_made_once_for_its_owner_alone() -> None:
    settings = read_settings()
    key = secret_key(settings)
    file = settings.home / "secret.key"

    assert secret_key(settings) == key == file.read_text(encoding="ascii")
    assert len(key) >= 32
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [child.name for child in settings.home.iterdir()] == ["secret.key"]


@pytest.mark.parametrize("content", [b"", b"short", b"\xff" * 64])
def test_a_damaged_key_is_told_and_left_alone(content: bytes) -> None:
    settings = read_settings()
    file = prepare_home(settings) / "secret.key"
    file.write_bytes(content)

    with pytest.raises(Misconfigured, match=r"^DESIREPATH_SECRET_KEY: .* is damaged"):
        secret_key(settings)
    assert file.read_bytes() == content


def test_a_key_from_the_environment_needs_no_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESIREPATH_SECRET_KEY", SECRET)
    assert secret_key(read_settings()) == SECRET
    assert not Path("data").exists()


@pytest.mark.parametrize("port", ["http", "-1", "65536", "80.5", "１２", "9" * 5000])
def test_a_port_that_is_none_is_told_with_one_that_is(
    monkeypatch: pytest.MonkeyPatch, port: str
) -> None:
    monkeypatch.setenv("DESIREPATH_PORT", port)
    with pytest.raises(Misconfigured) as refused:
        read_settings()
    assert str(refused.value) == (
        "DESIREPATH_PORT: must be a whole number from 0 to 65535, such as 8080"
    )
