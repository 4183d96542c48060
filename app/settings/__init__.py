"""The settings, read once from REFUNDRY_… variables. Nothing else reads the environment."""

import difflib
import json
import os
from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from app.addresses.postgresql import read_postgresql
from app.addresses.redis import read_redis
from app.domain.gateways.secret_keys import read_keys
from app.domain.history.notices import MOST_RECIPIENTS, is_mail_address
from app.domain.reversals.schedule import QUICK_TRIES_END_AFTER, VERIFY_AFTER
from app.mail.server import Server, read_sender, read_server
from app.settings.clients import ClientSettings
from app.settings.values import (
    Delay,
    Duration,
    Names,
    Retention,
    Seconds,
    is_exact_origin,
    keys_in,
    listed,
    listening,
    lower,
    prefix_of,
)

PREFIX = "REFUNDRY_"

EXAMPLES = {
    "REFUNDRY_DATABASE_URL": "It says where PostgreSQL is: postgresql://user:password@host:5432/refundry",
    "REFUNDRY_REDIS_URL": "It says where Redis or Valkey is: redis://host:6379/0",
}

SECRETS = ("database_url", "read_database_url", "redis_url", "smtp_url")
"""Settings that hold a secret, and can stand in a file instead. The key ring has a setting for its file."""


class SettingsError(Exception):
    """Settings that the service cannot start with. The message has a line for each, with the variable's name."""


class LogFormat(StrEnum):
    JSON = "json"
    TEXT = "text"


class LogLevel(StrEnum):
    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Executor(StrEnum):
    OWN = "own"
    STOCK = "stock"


class Settings(Retention, ClientSettings, BaseSettings):
    """What a process of the service is told when it starts; the same for all requests and all merchants."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, frozen=True, extra="forbid", env_ignore_empty=True, hide_input_in_errors=True
    )

    database_url: Annotated[str, Field(repr=False)]
    """PostgreSQL, as libpq has it: postgresql://user:password@host:5432/name, or `?host=/folder` for a Unix socket."""
    read_database_url: Annotated[str | None, Field(repr=False)] = None
    """A replica of the same database for queries, which may lag; nothing is decided by what it says."""
    redis_url: Annotated[str, Field(repr=False)]
    """Redis or Valkey: redis://, rediss://, unix:///path, or redis+sentinel://host:26379/master/0."""

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 8000
    allowed_hosts: Names = []
    """Host names, without port, that requests may be addressed to; empty allows any."""
    public_url: str | None = None
    """Where browsers find the service, if that is not where it listens: https://refunds.example.com."""
    cors_origins: Names = []
    """Origins, like https://shop.example.com, whose pages may ask from browsers, with bearer tokens; empty for none."""
    trusted_proxies: Names = []
    """Addresses or networks of proxies whose X-Forwarded-For and X-Forwarded-Proto are believed."""

    metrics_address: str | None = None
    """Where `serve` and `worker` serve metrics, as 127.0.0.1:9100; none are served without it."""

    gateway_timeout: Seconds = 30
    """How long a gateway may take to answer, in seconds (SPEC 13)."""
    lock_timeout: Seconds = 5
    """How long a statement waits for a row that another one holds, in seconds."""
    statement_timeout: Seconds = 30
    """How long a statement may take that is no query's, in seconds; one that waits for a row may take longer."""
    query_deadline: Seconds = 20
    """How long a query may take, in seconds. Mutations have none."""
    shutdown_grace: Seconds = 80
    """How long a stopping process lets requests in flight finish, in seconds."""
    queries_at_once: Annotated[int, Field(ge=1, le=1000)] = 2
    """How many queries of one merchant a process carries out at a time; what comes beyond that waits for them."""
    executor: Annotated[Executor, BeforeValidator(lower)] = Executor.OWN
    """What runs GraphQL operations: own is app/engine, stock is graphql-core's executor."""
    database_pool_size: Annotated[int, Field(ge=3, le=1000)] = 16
    """Connections to PostgreSQL that each process keeps at most; some are for what requests share, some for queries."""

    retry_interval: Duration = timedelta(days=1)
    """Time between the attempts of a queued reversal, as an ISO 8601 duration (SPEC 5.1)."""
    retry_attempts: Annotated[int, Field(ge=0, le=100)] = 3
    """How often a queued reversal is tried again (SPEC 5.1)."""

    verification_delays: Annotated[tuple[Delay, ...], NoDecode, BeforeValidator(listed)] = VERIFY_AFTER
    """How long after a sending of unknown outcome its gateway is asked, before the daily rhythm (SPEC 4)."""

    notify_emails: Names = []
    """Up to 10 who are told when a refund needs a person, for merchants that have no list of their own (SPEC 5.2)."""
    smtp_url: Annotated[str | None, Field(repr=False)] = None
    """The mail server: smtp://user:password@host:587?starttls=required or smtps://host:465. Without it mail waits."""
    smtp_ca_file: Path | None = None
    """Certificates (PEM) to trust for the mail server instead of the system's."""
    mail_from: str | None = None
    """Who mail comes from, as an address or as Name <address>."""
    caught_mail: Path | None = None
    """The folder of a mail catcher, whose mail anybody who reaches the service can then read at /mail; the demo's."""

    secrets_keys: Annotated[str | None, Field(repr=False)] = None
    """The keys that seal secrets of gateway accounts, as base64 of 32 bytes each: the first seals, all of them open."""
    secrets_keys_file: Path | None = None
    """A file with such keys instead."""

    webhook_networks: Names = []
    """Networks, like 10.20.0.0/16, to whose addresses webhooks may be sent although they are private, also by http."""

    log_format: Annotated[LogFormat, BeforeValidator(lower)] = LogFormat.JSON
    log_level: Annotated[LogLevel, BeforeValidator(lower)] = LogLevel.INFO

    @field_validator("database_url", "read_database_url")
    @classmethod
    def _is_postgresql(cls, value: str | None) -> str | None:
        if value is not None:
            read_postgresql(value)
        return value and value.strip()

    @field_validator("redis_url")
    @classmethod
    def _is_redis(cls, value: str) -> str:
        read_redis(value)
        return value.strip()

    @field_validator("public_url")
    @classmethod
    def _is_origin(cls, value: str | None) -> str | None:
        if value is not None:
            address = urlsplit(value)
            if address.scheme not in {"http", "https"} or not address.netloc or address.path.strip("/"):
                raise ValueError("Should be an address without a path, like https://refunds.example.com")
        return value

    @field_validator("metrics_address")
    @classmethod
    def _is_where_to_listen(cls, value: str | None) -> str | None:
        if value is not None:
            listening(value)
        return value

    @field_validator("cors_origins")
    @classmethod
    def _are_origins(cls, value: list[str]) -> list[str]:
        if "*" in value:
            raise ValueError("Should name each origin: * would let every page there is ask")
        if "null" in value:
            raise ValueError("Should name no null: pages of files and sandboxed frames all share that origin")
        if not all(is_exact_origin(each) for each in value):
            raise ValueError(
                "Should be origins as browsers send them, like https://shop.example.com or http://localhost:5173: all "
                "in lower case, a port only where it is not the usual one, and nothing after it, not even a slash"
            )
        return value

    @field_validator("trusted_proxies")
    @classmethod
    def _are_networks(cls, value: list[str]) -> list[str]:
        """An entry that names no network would be believed of nobody; one that names all of them, of everybody."""
        if "*" in value or any(prefix_of(each) == 0 for each in value):
            raise ValueError("Should name the proxies: anybody could claim any address if all of them were believed")
        if any(prefix_of(each) is None for each in value):
            raise ValueError(
                "Should be addresses or networks, like 192.0.2.7, 172.18.0.0/16 or fd00::/8, with commas between them; "
                "a network's address ends with zeros, and names are not looked up"
            )
        return value

    @field_validator("webhook_networks")
    @classmethod
    def _are_of_receivers(cls, value: list[str]) -> list[str]:
        if any(prefix_of(each) is None for each in value):
            raise ValueError(
                "Should be networks, like 10.20.0.0/16 or fd00:5::/64, with commas between them; a network's address "
                "ends with zeros, and names are not looked up"
            )
        return value

    @field_validator("retry_interval")
    @classmethod
    def _moves_forward(cls, value: timedelta) -> timedelta:
        if not timedelta(seconds=1) <= value <= timedelta(days=365):
            raise ValueError("Should be an ISO 8601 duration from PT1S to P365D")
        return value

    @field_validator("notify_emails")
    @classmethod
    def _are_addresses(cls, value: list[str]) -> list[str]:
        if len(value) > MOST_RECIPIENTS:
            raise ValueError(f"Should be up to {MOST_RECIPIENTS} mail addresses")
        if not all(is_mail_address(each) for each in value):
            raise ValueError("Should be mail addresses like refunds@example.com, with commas between them")
        return value

    @field_validator("smtp_url")
    @classmethod
    def _is_mail_server(cls, value: str | None) -> str | None:
        if value is not None:
            read_server(value)
        return value

    @field_validator("mail_from")
    @classmethod
    def _is_sender(cls, value: str | None) -> str | None:
        if value is not None:
            read_sender(value)
        return value

    @field_validator("smtp_ca_file")
    @classmethod
    def _can_be_read(cls, value: Path | None) -> Path | None:
        if value is not None and not value.is_file():
            raise ValueError("Should be a file of certificates (PEM)")
        return value

    @field_validator("secrets_keys")
    @classmethod
    def _are_keys(cls, value: str | None) -> str | None:
        if value is not None:
            read_keys(value)
        return value

    @field_validator("secrets_keys_file")
    @classmethod
    def _has_keys(cls, value: Path | None) -> Path | None:
        if value is not None and not keys_in(value):
            raise ValueError("Should be a file with one key at least, as `refundry secrets new-key` prints it")
        return value

    @model_validator(mode="after")
    def _keys_stand_in_one_place(self) -> Self:
        if self.secrets_keys is not None and self.secrets_keys_file is not None:
            raise ValueError(f"{PREFIX}SECRETS_KEYS and {PREFIX}SECRETS_KEYS_FILE are both set. Set one of them.")
        return self

    @model_validator(mode="after")
    def _mail_has_a_sender(self) -> Self:
        if self.smtp_url is not None and self.mail_from is None:
            raise ValueError(f"{PREFIX}MAIL_FROM is not set. With {PREFIX}SMTP_URL it says who mail comes from.")
        return self

    @model_validator(mode="after")
    def _lets_mutations_finish(self) -> Self:
        """A reversal goes two ways at most (SPEC 1.2), and waits for a row before, between and after.

        What is tried again at once begins within some seconds of the first sending.
        """
        needed = self._needed_grace(self.gateway_timeout)
        if self.shutdown_grace < needed:
            raise ValueError(
                f"{PREFIX}SHUTDOWN_GRACE should be at least {needed:g}, which is twice {PREFIX}GATEWAY_TIMEOUT and "
                f"three times {PREFIX}LOCK_TIMEOUT, and {QUICK_TRIES_END_AFTER.seconds} seconds for quick tries, so "
                "that a mutation in flight can finish."
            )
        return self

    def check_grace(self, longest_timeout: float) -> None:
        """Raises SettingsError where a gateway may take longer than a stopping process waits; in seconds."""
        needed = self._needed_grace(longest_timeout)
        if self.shutdown_grace < needed:
            raise SettingsError(
                f"{PREFIX}SHUTDOWN_GRACE should be at least {needed:g}, since a gateway may take {longest_timeout:g} "
                "seconds, so that a mutation in flight can finish."
            )

    def _needed_grace(self, gateway_timeout: float) -> float:
        return 2 * gateway_timeout + 3 * self.lock_timeout + QUICK_TRIES_END_AFTER.total_seconds()

    @property
    def keys_of_secrets(self) -> tuple[bytes, ...]:
        """The keys that seal secrets, the first of which does. Raises ValueError for a file that has none any more."""
        if self.secrets_keys_file is not None:
            return keys_in(self.secrets_keys_file)
        return read_keys(self.secrets_keys or "")

    @property
    def metrics_at(self) -> tuple[str, int] | None:
        """Host and port where metrics are served; None where none are."""
        return None if self.metrics_address is None else listening(self.metrics_address)

    @property
    def mail_server(self) -> Server | None:
        """Where mail is handed in; None while no server is set."""
        return None if self.smtp_url is None else read_server(self.smtp_url)


def read_settings(**given: Any) -> Settings:
    """The settings of the environment, where `given` ones count more.

    Raises SettingsError, which names every variable that is missing or wrong, and no value: it may be a secret.
    """
    try:
        return Settings(**{**_from_files(given), **given})
    except ValidationError as error:
        raise SettingsError("\n".join(_explain(problem) for problem in error.errors())) from None


def _from_files(given: Mapping[str, object]) -> dict[str, str]:
    """The secrets that stand in files, by the setting's name, as REFUNDRY_DATABASE_URL_FILE names one."""
    found, problems = dict[str, str](), list[str]()
    for name in SECRETS:
        variable = PREFIX + name.upper()
        file = os.environ.get(f"{variable}_FILE")
        if not file or name in given:
            continue
        if os.environ.get(variable):
            problems.append(f"{variable} and {variable}_FILE are both set. Set one of them.")
            continue
        try:
            found[name] = Path(file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            problems.append(f"{variable}_FILE: Should be a file that can be read.")
            continue
        if not found[name]:
            problems.append(f"{variable}_FILE: Should be a file with something in it.")
    if problems:
        raise SettingsError("\n".join(problems))
    return found


def traces_wanted() -> bool:
    """Whether the OTEL_… variables, which OpenTelemetry itself reads, ask for traces."""
    ends = (os.environ.get(f"OTEL_EXPORTER_OTLP_{each}ENDPOINT") for each in ("", "TRACES_"))
    exporter = os.environ.get("OTEL_TRACES_EXPORTER") or ("otlp" if any(ends) else "none")
    return exporter == "otlp" and os.environ.get("OTEL_SDK_DISABLED", "").lower() != "true"


def names_servers() -> bool:
    """Whether the environment names a database or a Redis."""
    named = {name.upper().removesuffix("_FILE") for name, value in os.environ.items() if value}
    return not named.isdisjoint({f"{PREFIX}DATABASE_URL", f"{PREFIX}REDIS_URL"})


def _explain(problem: ErrorDetails) -> str:
    if not problem["loc"]:  # the message of a rule about several settings names them itself
        return problem["msg"].removeprefix("Value error, ")
    variable = PREFIX + str(problem["loc"][0]).upper()
    if problem["type"] == "missing":
        return f"{variable} is not set. {EXAMPLES[variable]}"
    return f"{variable}: {problem['msg'].removeprefix('Value error, ')}."


def unknown_variables() -> list[str]:
    """What the environment has under our prefix and no setting is called, each with the nearest name that is.

    They are reported and not refused: orchestrators add variables of their own under a service's name.
    """
    known = [PREFIX + name.upper() for name in [*Settings.model_fields, *(f"{name}_file" for name in SECRETS)]]
    strangers = sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known)
    nearest = {name: difflib.get_close_matches(name, known, n=1) for name in strangers}
    return [f"{name} (did you mean {match[0]}?)" if match else name for name, match in nearest.items()]


def as_environment(settings: Settings) -> dict[str, str]:
    """This process's environment with `settings` written into it, for a process that shall have the same."""
    values = settings.model_dump(mode="json")
    written = {name: _written(value) for name, value in values.items()}
    from_files = {f"{PREFIX}{name.upper()}_FILE" for name in SECRETS}
    others = {name: value for name, value in os.environ.items() if name not in from_files}
    return {**others, **{PREFIX + name.upper(): value for name, value in written.items()}}


def _written(value: Any) -> str:
    """A setting as a variable has it; an empty one stands for none."""
    if value is None:
        return ""
    return json.dumps(value) if isinstance(value, list) else str(value)
