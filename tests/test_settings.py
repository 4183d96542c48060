"""Settings are checked at the start, and errors name the variable."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.settings import SettingsError, as_environment, read_settings, unknown_variables

GOOD = {
    "REFUNDRY_DATABASE_URL": "postgresql://someone:hush@db.example:5432/refundry",
    "REFUNDRY_REDIS_URL": "redis://redis.example:6379/0",
}


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in GOOD.items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize("variable", GOOD)
def test_what_is_missing_is_named_with_an_example(variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(variable)
    with pytest.raises(SettingsError, match=f"{variable} is not set.*://"):
        read_settings()


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("REFUNDRY_DATABASE_URL", "mysql://someone:hush@db.example/refundry"),
        ("REFUNDRY_DATABASE_URL", "postgresql://someone:hush@db.example"),
        ("REFUNDRY_REDIS_URL", "memcached://someone:hush@redis.example"),
        ("REFUNDRY_METRICS_ADDRESS", "9100"),
        ("REFUNDRY_METRICS_ADDRESS", "127.0.0.1:0"),
        ("REFUNDRY_METRICS_ADDRESS", "::1:9100"),
        ("REFUNDRY_PORT", "65536"),
        ("REFUNDRY_PORT", "http"),
        ("REFUNDRY_RETRY_INTERVAL", "1 day"),
        ("REFUNDRY_RETRY_INTERVAL", "P1M"),
        ("REFUNDRY_RETRY_INTERVAL", "PT0S"),
        ("REFUNDRY_RETRY_INTERVAL", "-P1D"),
        ("REFUNDRY_RETRY_ATTEMPTS", "-1"),
        ("REFUNDRY_RETRY_ATTEMPTS", "1.5"),
        ("REFUNDRY_GATEWAY_TIMEOUT", "nan"),
        ("REFUNDRY_GATEWAY_TIMEOUT", "0"),
        ("REFUNDRY_LOCK_TIMEOUT", "inf"),
        ("REFUNDRY_DATABASE_POOL_SIZE", "0"),
        ("REFUNDRY_ALLOWED_HOSTS", '["open'),
        ("REFUNDRY_PUBLIC_URL", "refunds.example.com"),
        ("REFUNDRY_PUBLIC_URL", "https://refunds.example.com/desk"),
        ("REFUNDRY_CORS_ORIGINS", "*"),
        ("REFUNDRY_CORS_ORIGINS", "null"),
        ("REFUNDRY_CORS_ORIGINS", "https://shop.example.com, null"),
        ("REFUNDRY_CORS_ORIGINS", "https://*.example.com"),
        ("REFUNDRY_CORS_ORIGINS", "shop.example.com"),
        ("REFUNDRY_CORS_ORIGINS", "https://shop.example.com/"),
        ("REFUNDRY_CORS_ORIGINS", "https://shop.example.com/hush"),
        ("REFUNDRY_CORS_ORIGINS", "https://someone:hush@shop.example.com"),
        ("REFUNDRY_CORS_ORIGINS", "https://Shop.example.com"),
        ("REFUNDRY_CORS_ORIGINS", "https://shop.example.com:443"),
        ("REFUNDRY_CORS_ORIGINS", "http://localhost:65536"),
        ("REFUNDRY_CORS_ORIGINS", "file:///hush"),
        ("REFUNDRY_CORS_ORIGINS", "https://shöp.example.com"),
        ("REFUNDRY_LOG_FORMAT", "xml"),
        ("REFUNDRY_LOG_LEVEL", "loud"),
        ("REFUNDRY_EXECUTOR", "fast"),
        ("REFUNDRY_SHUTDOWN_GRACE", "10"),
        ("REFUNDRY_VERIFICATION_DELAYS", "5 minutes"),
        ("REFUNDRY_VERIFICATION_DELAYS", "PT5M, PT0S"),
    ],
)
def test_what_is_wrong_is_named_and_no_secret_is_repeated(
    variable: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError, match=variable) as raised:
        read_settings()
    assert "hush" not in str(raised.value)


def test_everything_that_is_wrong_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REFUNDRY_PORT", "0")
    monkeypatch.setenv("REFUNDRY_LOG_LEVEL", "loud")
    with pytest.raises(SettingsError) as raised:
        read_settings()
    assert [line.partition(":")[0] for line in str(raised.value).splitlines()] == [
        "REFUNDRY_PORT",
        "REFUNDRY_LOG_LEVEL",
    ]


def test_the_defaults_are_those_of_the_specification() -> None:
    settings = read_settings()
    assert (settings.retry_interval, settings.retry_attempts) == (timedelta(days=1), 3)
    assert settings.gateway_timeout == 30
    assert settings.host == "127.0.0.1"


@pytest.mark.parametrize("value", ["a.example, b.example", '["a.example", "b.example"]'])
def test_lists_are_written_with_commas_or_as_json(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REFUNDRY_ALLOWED_HOSTS", value)
    assert read_settings().allowed_hosts == ["a.example", "b.example"]


def test_an_empty_variable_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REFUNDRY_PORT", "")
    assert read_settings().port == 8000


def test_no_secret_shows_when_settings_are_printed() -> None:
    assert "hush" not in repr(read_settings())


def test_a_variable_that_no_setting_has_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REFUNDRY_RETRY_INTERVALL", "P2D")
    assert unknown_variables() == ["REFUNDRY_RETRY_INTERVALL (did you mean REFUNDRY_RETRY_INTERVAL?)"]


def test_another_process_reads_the_same_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read_settings(
        allowed_hosts=["127.0.0.1", "[::1]"], retry_interval=timedelta(hours=36), log_format="text"
    )
    for name, value in as_environment(settings).items():
        monkeypatch.setenv(name, value)
    assert read_settings() == settings


@pytest.mark.parametrize(
    "value",
    [
        "https://shop.example.com",
        "http://localhost:5173, https://shop.example.com:8443",
        '["http://127.0.0.1:3000", "http://[::1]:3000", "https://xn--shp-sna.example.com"]',
    ],
)
def test_origins_are_taken_as_browsers_send_them(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REFUNDRY_CORS_ORIGINS", value)
    assert all(each in value for each in read_settings().cors_origins)
    assert len(read_settings().cors_origins) == value.count("://")


@pytest.mark.parametrize(("value", "why"), [("*", "every page"), ("null", "files and sandboxed frames")])
def test_origins_that_are_everybodys_are_refused_with_the_reason(
    value: str, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REFUNDRY_CORS_ORIGINS", value)
    with pytest.raises(SettingsError, match=f"REFUNDRY_CORS_ORIGINS: .*{why}"):
        read_settings()


def test_secrets_stand_in_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "database"
    file.write_text(GOOD["REFUNDRY_DATABASE_URL"] + "\n")
    monkeypatch.delenv("REFUNDRY_DATABASE_URL")
    monkeypatch.setenv("REFUNDRY_DATABASE_URL_FILE", str(file))
    settings = read_settings()
    assert settings.database_url == GOOD["REFUNDRY_DATABASE_URL"]
    assert unknown_variables() == []
    handed_on = as_environment(settings)
    assert handed_on["REFUNDRY_DATABASE_URL"] == GOOD["REFUNDRY_DATABASE_URL"]
    assert "REFUNDRY_DATABASE_URL_FILE" not in handed_on, "the process that it is handed to has it once"


@pytest.mark.parametrize("content", [None, b"", b"  \n", b"\xff", b"mysql://u:hush@h/d"])
def test_a_file_of_a_secret_that_cannot_be_used_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "database"
    if content is not None:
        file.write_bytes(content)
    monkeypatch.delenv("REFUNDRY_DATABASE_URL")
    monkeypatch.setenv("REFUNDRY_DATABASE_URL_FILE", str(file))
    with pytest.raises(SettingsError) as refused:
        read_settings()
    assert str(refused.value).startswith("REFUNDRY_DATABASE_URL")
    assert "hush" not in str(refused.value)


def test_a_secret_stands_in_one_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("DATABASE_URL", "REDIS_URL"):
        (tmp_path / name).write_text("hush")
        monkeypatch.setenv(f"REFUNDRY_{name}_FILE", str(tmp_path / name))
    with pytest.raises(SettingsError) as refused:
        read_settings()
    twice = ("REFUNDRY_DATABASE_URL", "REFUNDRY_REDIS_URL")
    assert str(refused.value).splitlines() == [
        f"{name} and {name}_FILE are both set. Set one of them." for name in twice
    ]
