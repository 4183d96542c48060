"""The compose file, the image and the units of systemd fit the commands and the settings that there are."""

import configparser
import re
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from app.commands.cli import cli
from app.settings import PREFIX, Settings

ROOT = Path(__file__).parents[1]
OURS = ("migrate", "api", "worker")
VARIABLES = {PREFIX + name.upper() for name in Settings.model_fields}
WHILE_BUILDING = {"REFUNDRY_DESK_REQUIRED"}
"""What the image sets for its build alone, which is to fail where the desk can't be built."""


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    return loaded


def test_it_has_every_part_of_the_service(compose: dict[str, Any]) -> None:
    assert set(compose["services"]) == {"postgres", "redis", "migrate", "api", "worker", "mail"}


@pytest.mark.parametrize("service", OURS)
def test_what_runs_is_a_command(service: str, compose: dict[str, Any]) -> None:
    commands = typer.main.get_group(cli).commands
    (command,) = compose["services"][service]["command"]
    assert command in commands


@pytest.mark.parametrize("service", OURS)
def test_what_is_set_is_a_setting(service: str, compose: dict[str, Any]) -> None:
    environment = set(compose["services"][service]["environment"])
    assert environment <= VARIABLES
    assert {"REFUNDRY_DATABASE_URL", "REFUNDRY_REDIS_URL"} <= environment
    assert {"REFUNDRY_PUBLIC_URL", "REFUNDRY_TRUSTED_PROXIES"} <= environment, "it may stand behind a proxy"


@pytest.mark.parametrize("service", OURS)
def test_the_settings_are_ones_that_the_service_takes(
    service: str, compose: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in compose["services"][service]["environment"].items():
        monkeypatch.setenv(name, _interpolated(value))
    settings = Settings()
    assert settings.database_url.endswith(":given@postgres:5432/refundry")
    assert "127.0.0.1" in settings.allowed_hosts, "the health check asks for this one"


def test_a_stopping_service_is_left_the_time_that_it_takes(compose: dict[str, Any]) -> None:
    grace = Settings.model_fields["shutdown_grace"].default
    for service in ("api", "worker"):
        assert int(compose["services"][service]["stop_grace_period"].removesuffix("s")) > grace


def test_everything_that_lasts_is_watched(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        assert "healthcheck" in service or name == "migrate", name
        assert service["logging"]["options"]["max-size"], "a log that nobody rotates fills the disk"


def test_one_waits_for_what_it_needs(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        for needed, how in service.get("depends_on", {}).items():
            assert needed in compose["services"], name
            if how["condition"] == "service_healthy":
                assert "healthcheck" in compose["services"][needed]


def test_nothing_is_open_to_other_machines_and_no_secret_is_written_down(compose: dict[str, Any]) -> None:
    for service in compose["services"].values():
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", []))
        for name, value in service.get("environment", {}).items():
            if "PASSWORD" in name or "URL" in name:
                assert not re.search(r"://[^:/]+:(?!\$\{)[^@]+@", value)


def test_the_image_copies_what_there_is_and_does_not_run_as_root() -> None:
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    allowed = (ROOT / ".dockerignore").read_text().splitlines()
    for line in lines:
        if line.startswith("COPY ") and "--from" not in line:
            for source in line.split()[1:-1]:
                assert (ROOT / source).exists(), source
                assert f"!{source}" in allowed, source
    assert [line for line in lines if line.startswith("USER")] == ["USER 10001"]
    assert {name for line in lines for name in re.findall(r"REFUNDRY_[A-Z_]+", line)} <= VARIABLES | WHILE_BUILDING


@pytest.mark.parametrize("name", ["api", "worker"])
def test_a_unit_of_systemd_runs_a_command_and_leaves_it_its_time(name: str) -> None:
    unit = configparser.ConfigParser(interpolation=None)
    unit.read_string((ROOT / "deploy" / "systemd" / f"refundry-{name}.service").read_text())
    assert set(unit) == {"DEFAULT", "Unit", "Service", "Install"}
    _, command = unit["Service"]["ExecStart"].split()
    assert command in typer.main.get_group(cli).commands
    assert float(unit["Service"]["TimeoutStopSec"]) > Settings.model_fields["shutdown_grace"].default
    assert unit["Service"]["KillSignal"] == "SIGTERM"


def _interpolated(value: str) -> str:
    """What compose makes of a value when nothing but the password is set."""
    value = re.sub(r"\$\{[A-Z_]+:\?[^}]*\}", "given", value)
    return re.sub(r"\$\{[A-Z_]+:-([^}]*)\}", r"\1", value)
