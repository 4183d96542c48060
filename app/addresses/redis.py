"""Where Redis or Valkey is, and how it is spoken to: REFUNDRY_REDIS_URL, read by this module alone.

One server by redis://, rediss:// (TLS) or unix://, or the master that Sentinels know by redis+sentinel:// and
rediss+sentinel://. What can't be honoured is refused.
"""

import re
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from redis.asyncio import Connection, ConnectionPool, SSLConnection, UnixDomainSocketConnection
from redis.asyncio.sentinel import Sentinel

from app.addresses.parts import Host, known_ones, one_of, take_apart
from app.addresses.redis_pools import Pool, SentinelPool

EXPECTED = "Should be an address like redis://host:6379/0 or unix:///folder/socket"
DEFAULT_PORT = 6379
SENTINEL_PORT = 26379

_TLS = (
    *("ssl_ca_certs", "ssl_certfile", "ssl_keyfile", "ssl_cert_reqs", "ssl_check_hostname"),
    "ssl_min_version",
)
_LOGIN = ("username", "password", "db", "client_name")
_OF_SENTINELS = ("sentinel_username", "sentinel_password")
KNOWN = {
    "redis": _LOGIN,
    "rediss": (*_LOGIN, *_TLS),
    "unix": _LOGIN,
    "redis+sentinel": (*_LOGIN, *_OF_SENTINELS),
    "rediss+sentinel": (*_LOGIN, *_TLS, *_OF_SENTINELS),
}
"""The schemes, and the parameters that each of them takes."""

_NUMBER = re.compile(r"[0-9]{1,5}", re.ASCII)

_KEEPALIVE = {
    option: value
    for name, value in (
        ("TCP_KEEPIDLE", 30),
        ("TCP_KEEPINTVL", 10),
        ("TCP_KEEPCNT", 3),
        ("TCP_USER_TIMEOUT", 30_000),
    )
    if (option := getattr(socket, name, None)) is not None
}
"""As for PostgreSQL; where the platform has these options."""


@dataclass(frozen=True, slots=True)
class RedisAddress:
    """One server, or a master by the name that Sentinels know it by. `hosts` are the server, or the Sentinels; none
    for a Unix socket, which is `path`.
    """

    hosts: tuple[tuple[str, int], ...]
    path: str | None
    master: str | None
    database: int
    user: str | None
    password: str | None = field(repr=False)
    client_name: str | None
    sentinel_login: Mapping[str, str] = field(repr=False)
    tls: Mapping[str, Any] | None

    def connections(self, connect_timeout: float, timeout: float, most: int | None = None) -> ConnectionPool:
        """A pool of up to `most` connections. Connecting takes `connect_timeout` seconds at most, an answer `timeout`.

        A connection that was idle for half a minute is asked whether it still lives before it is used.
        """
        login = {"username": self.user, "password": self.password, "client_name": self.client_name}
        common: dict[str, Any] = {
            **{name: value for name, value in login.items() if value is not None},
            "db": self.database,
            "socket_connect_timeout": connect_timeout,
            "socket_timeout": timeout,
            "health_check_interval": 30,
        }
        bounded = {} if most is None else {"max_connections": most}
        if self.path is not None:
            return Pool(connection_class=UnixDomainSocketConnection, path=self.path, **bounded, **common)
        network: dict[str, Any] = {"socket_keepalive": True, "socket_keepalive_options": dict(_KEEPALIVE)}
        secured = {} if self.tls is None else dict(self.tls)
        if self.master is not None:
            times = {"socket_connect_timeout": connect_timeout, "socket_timeout": timeout}
            tls = {} if self.tls is None else {"ssl": True, **secured}
            to_sentinels = {**times, **network, **tls, **self.sentinel_login}
            sentinel = Sentinel(list(self.hosts), sentinel_kwargs=to_sentinels)  # type: ignore[no-untyped-call]
            return SentinelPool(  # type: ignore[no-untyped-call]
                self.master, sentinel, **tls, **network, **bounded, **common
            )
        kind = Connection if self.tls is None else SSLConnection
        host, port = self.hosts[0]
        return Pool(connection_class=kind, host=host, port=port, **secured, **network, **bounded, **common)


def read_redis(address: str) -> RedisAddress:
    """Reads an address such as `rediss://user:password@host:6379/0?ssl_ca_certs=/folder/ca.pem`.

    With Sentinels the master's name comes before the number: `redis+sentinel://one,two,three/master/0`. Raises
    ValueError, which names the part that is missing, wrong or can't be honoured, and repeats no value.
    """
    parts = take_apart(address)
    if parts.scheme not in KNOWN:
        if parts.scheme.endswith("+cluster"):
            raise ValueError("Should be one server, or Sentinels: what a job needs would be spread over a cluster")
        raise ValueError(EXPECTED)
    given = known_ones(parts.parameters, KNOWN[parts.scheme], f"{parts.scheme}://")
    by_sentinels = parts.scheme.endswith("+sentinel")
    path, number = _path_and_number(parts.scheme, parts.path)
    hosts = _hosts(parts.hosts, SENTINEL_PORT if by_sentinels else DEFAULT_PORT)
    if parts.scheme == "unix":
        if any(name for name, _ in hosts) or not path:
            raise ValueError(EXPECTED)
        hosts = ()
    elif not hosts or not all(name for name, _ in hosts):
        raise ValueError(EXPECTED)
    elif len(hosts) > 1 and not by_sentinels:
        raise ValueError("Has several hosts. Several Sentinels are written redis+sentinel://one,two/master/0")
    return RedisAddress(
        hosts=hosts,
        path=f"/{path}" if parts.scheme == "unix" else None,
        master=path if by_sentinels else None,
        database=_database(number, given),
        user=_once(parts.user, given.get("username"), "user"),
        password=_once(parts.password, given.get("password"), "password"),
        client_name=given.get("client_name"),
        sentinel_login={name.removeprefix("sentinel_"): given[name] for name in _OF_SENTINELS if name in given},
        tls=_tls(given) if parts.scheme.startswith("rediss") else None,
    )


def _path_and_number(scheme: str, path: str) -> tuple[str, str]:
    """The socket's path or the master's name, and the database's number, as they stand in the path."""
    if scheme == "unix":
        return path, ""
    if not scheme.endswith("+sentinel"):
        return "", path
    master, _, number = path.partition("/")
    if not master:
        raise ValueError("Should have the master's name: redis+sentinel://host:26379/master/0")
    return master, number


def _hosts(hosts: tuple[Host, ...], port: int) -> tuple[tuple[str, int], ...]:
    return tuple((name, own or port) for name, own in hosts)


def _database(in_path: str, given: Mapping[str, str]) -> int:
    text = _once(in_path, given.get("db"), "number of the database") or "0"
    if not _NUMBER.fullmatch(text):
        raise ValueError("Has a database that is no number, as in redis://host:6379/0")
    return int(text)


def _once(first: str | None, second: str | None, what: str) -> str | None:
    if first and second and first != second:
        raise ValueError(f"Has the {what} twice")
    return first or second or None


def _tls(given: Mapping[str, str]) -> dict[str, Any]:
    tls: dict[str, Any] = {"ssl_cert_reqs": one_of(given, "ssl_cert_reqs", ("required", "none"), "required")}
    checked = one_of(given, "ssl_check_hostname", ("true", "false", "True", "False"), "true").lower() == "true"
    tls["ssl_check_hostname"] = checked and tls["ssl_cert_reqs"] == "required"
    versions = {"TLSv1.2": ssl.TLSVersion.TLSv1_2, "TLSv1.3": ssl.TLSVersion.TLSv1_3}
    tls["ssl_min_version"] = versions[one_of(given, "ssl_min_version", tuple(versions), "TLSv1.2")]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    files = {name: given[name] for name in ("ssl_ca_certs", "ssl_certfile", "ssl_keyfile") if name in given}
    for name, file in files.items():
        if not Path(file).is_file():
            raise ValueError(f"Has an {name} that is no file")
    try:
        if "ssl_ca_certs" in files:
            context.load_verify_locations(cafile=files["ssl_ca_certs"])
    except (OSError, ssl.SSLError):
        raise ValueError("Has an ssl_ca_certs that is no file of certificates (PEM) that can be read") from None
    try:
        if "ssl_certfile" in files:
            context.load_cert_chain(files["ssl_certfile"], files.get("ssl_keyfile"))
    except (OSError, ssl.SSLError):
        raise ValueError(
            "Has an ssl_certfile and an ssl_keyfile that can't be read, or that do not belong together"
        ) from None
    if "ssl_keyfile" in files and "ssl_certfile" not in files:
        raise ValueError("Has an ssl_keyfile without an ssl_certfile")
    return {**tls, **files}
