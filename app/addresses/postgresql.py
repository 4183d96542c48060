"""Where PostgreSQL is, and how it is spoken to: REFUNDRY_DATABASE_URL, read by this module alone.

The form is libpq's, so that an address works here as it does with psql. What can't be honoured is refused.
"""

import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from app.addresses.parts import Host, known_ones, number_of, one_of, read_hosts, take_apart

SCHEMES = ("postgresql", "postgres", "postgresql+asyncpg")
EXPECTED = "Should be an address like postgresql://user:password@host:5432/name"

DEFAULT_PORT = 5432
DEFAULT_CONNECT_TIMEOUT = 5

_TLS = (
    *("sslmode", "sslrootcert", "sslcert", "sslkey", "sslpassword", "sslcrl", "sslnegotiation"),
    *("ssl_min_protocol_version", "ssl_max_protocol_version"),
)
_TLS_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
_TLS_VERSIONS = ("TLSv1.2", "TLSv1.3")
_TARGETS = ("any", "primary", "standby", "read-write", "read-only", "prefer-standby")

_ALREADY_SO: dict[str, tuple[str, ...]] = {
    "channel_binding": ("disable", "prefer"),
    "client_encoding": ("auto", "utf8", "UTF8", "UTF-8"),
    "gssencmode": ("disable", "prefer"),
    "load_balance_hosts": ("disable",),
    "sslcompression": ("0",),
    "sslsni": ("1",),
}
"""Parameters that are accepted in the values that change nothing, and refused in others."""

KNOWN = (
    *("host", "port", "user", "password", "dbname", "passfile", "ssl", *_TLS, "target_session_attrs", "options"),
    *("application_name", "connect_timeout", "keepalives", "keepalives_idle", "keepalives_interval"),
    *("keepalives_count", "tcp_user_timeout", *_ALREADY_SO),
)


@dataclass(frozen=True, slots=True)
class Keepalive:
    """When a silent peer counts as lost: after `idle` seconds, then every `interval` seconds, `count` probes without
    an answer; and after `user_timeout` milliseconds in which what was sent is not acknowledged. None for no probes.
    """

    idle: int | None = 30
    interval: int = 10
    count: int = 3
    user_timeout: int = 30_000


@dataclass(frozen=True, slots=True)
class PostgresAddress:
    """A database, on one of several hosts. `target` says which of them will do; a host that begins with / is a folder
    of Unix sockets. `session` are settings that the server gets for each connection.
    """

    hosts: tuple[tuple[str, int], ...]
    database: str
    user: str | None
    password: str | None = field(repr=False)
    passfile: str | None
    target: str
    tls: Mapping[str, str] = field(repr=False)
    session: Mapping[str, str]
    connect_timeout: float
    keepalive: Keepalive

    def arguments(self, host: tuple[str, int]) -> dict[str, Any]:
        """What asyncpg is told to connect to one of the hosts, `server_settings` and times apart."""
        system = self.tls.get("sslrootcert") == "system"
        return {
            "dsn": f"postgresql:///?{urlencode(self.tls)}" if self.tls and not system else None,
            "ssl": ssl.create_default_context() if system else None,
            "host": host[0],
            "port": host[1],
            "user": self.user,
            "password": self.password,
            "passfile": self.passfile,
            "database": self.database,
        }


def read_postgresql(address: str) -> PostgresAddress:
    """Reads an address such as `postgresql://user:password@one,two:5433/name?sslmode=verify-full`.

    Raises ValueError, which names the part that is missing, wrong or can't be honoured, and repeats no value.
    """
    if not address.strip().startswith(tuple(f"{scheme}://" for scheme in SCHEMES)):
        raise ValueError(EXPECTED)
    parts = take_apart(address)
    given = known_ones(parts.parameters, KNOWN, "an address of PostgreSQL")
    for name, values in _ALREADY_SO.items():
        one_of(given, name, values, values[0])
    database = _either(parts.path, given.get("dbname"), "name of the database")
    if database is None:
        raise ValueError("Should end with the name of a database")
    if "/" in parts.path and "%2F" not in address.upper():
        raise ValueError("Has several names of a database. A / in a name is written %2F")
    password = parts.password if parts.password is not None else given.get("password")
    return PostgresAddress(
        hosts=_hosts(parts.hosts, given),
        database=database,
        user=_either(parts.user, given.get("user"), "user"),
        password=password,
        passfile=_readable(given, "passfile"),
        target=one_of(given, "target_session_attrs", _TARGETS, "any"),
        tls=_tls(given),
        session={name: given[name] for name in ("options", "application_name") if name in given},
        connect_timeout=number_of(given, "connect_timeout", 1, 60, DEFAULT_CONNECT_TIMEOUT),
        keepalive=_keepalive(given),
    )


def _either(first: str | None, second: str | None, what: str) -> str | None:
    if first and second and first != second:
        raise ValueError(f"Has the {what} twice")
    return first or second or None


def _hosts(named: tuple[Host, ...], given: Mapping[str, str]) -> tuple[tuple[str, int], ...]:
    """The hosts, with a port for each: several hosts may share one port."""
    in_parameters = read_hosts(given["host"]) if "host" in given else ()
    named = tuple(host for host in named if host[0] or host[1])
    if named and in_parameters and any(name for name, _ in named):
        raise ValueError("Has the host twice")
    ports = [each.strip() for each in given["port"].split(",")] if "port" in given else []
    hosts = [*(in_parameters or named)] or [("localhost", None)]
    if in_parameters and named:
        ports = ports or [str(port) for _, port in named if port is not None]
    if len(ports) not in {0, 1, len(hosts)}:
        raise ValueError("Has another number of ports than of hosts")
    ports = ports * len(hosts) if len(ports) == 1 else ports
    found = []
    for number, (name, own) in enumerate(hosts):
        text = ports[number] if ports else ""
        port = number_of({"port": text}, "port", 1, 65535, DEFAULT_PORT) if text else DEFAULT_PORT
        found.append((name or "localhost", own or port))
    return tuple(found)


def _readable(given: Mapping[str, str], name: str) -> str | None:
    file = given.get(name)
    if file is not None and not Path(file).is_file():
        raise ValueError(f"Has a {name} that is no file")
    return file


def _tls(given: Mapping[str, str]) -> dict[str, str]:
    """The parameters of TLS, whose files are read once, so that a wrong one is told at the start."""
    tls = {name: given[name] for name in _TLS if name in given}
    if "ssl" in given:
        mode = one_of(given, "ssl", ("true", *_TLS_MODES), "true")
        tls.setdefault("sslmode", "require" if mode == "true" else mode)
    mode = one_of(tls, "sslmode", _TLS_MODES, "prefer")
    one_of(tls, "sslnegotiation", ("postgres", "direct"), "postgres")
    for name in ("ssl_min_protocol_version", "ssl_max_protocol_version"):
        one_of(tls, name, _TLS_VERSIONS, _TLS_VERSIONS[0])
    if tls.get("sslnegotiation") == "direct" and mode not in _TLS_MODES[3:]:
        raise ValueError("Has an sslnegotiation that needs an sslmode of require, verify-ca or verify-full")
    if tls.get("sslrootcert") == "system":
        if mode != "verify-full" or set(tls) - {"sslmode", "sslrootcert"}:
            raise ValueError("Has an sslrootcert of system, which needs sslmode=verify-full and nothing else of TLS")
        return tls
    if mode == "verify-ca" and "sslrootcert" not in tls:
        raise ValueError("Has an sslmode that needs an sslrootcert: a file of certificates (PEM)")
    if mode == "verify-full" and "sslrootcert" not in tls:
        raise ValueError("Has an sslmode that needs an sslrootcert: a file of certificates (PEM), or system")
    _load(tls)
    return tls


def _load(tls: Mapping[str, str]) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    for name in ("sslrootcert", "sslcrl"):
        file = _readable(tls, name)
        if file is not None:
            try:
                context.load_verify_locations(cafile=file)
            except (OSError, ssl.SSLError):
                raise ValueError(f"Has an {name} that is no file of certificates (PEM) that can be read") from None
    certificate, key = _readable(tls, "sslcert"), _readable(tls, "sslkey")
    if key is not None and certificate is None:
        raise ValueError("Has an sslkey without an sslcert")
    if certificate is not None:
        try:
            context.load_cert_chain(certificate, key, password=lambda: tls.get("sslpassword", ""))
        except (OSError, ssl.SSLError):
            raise ValueError(
                "Has an sslcert and an sslkey that can't be read, that do not belong together, or another sslpassword"
            ) from None


def _keepalive(given: Mapping[str, str]) -> Keepalive:
    usual = Keepalive()
    assert usual.idle is not None
    idle = number_of(given, "keepalives_idle", 1, 7200, usual.idle)
    return Keepalive(
        idle=idle if one_of(given, "keepalives", ("0", "1"), "1") == "1" else None,
        interval=number_of(given, "keepalives_interval", 1, 7200, usual.interval),
        count=number_of(given, "keepalives_count", 1, 100, usual.count),
        user_timeout=number_of(given, "tcp_user_timeout", 1, 3_600_000, usual.user_timeout),
    )
