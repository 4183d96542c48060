"""Opens connections to PostgreSQL, the same for every pool: in bounded time, to the first host that will do."""

import asyncio
import shlex
import socket
from collections.abc import Mapping
from time import monotonic
from typing import TYPE_CHECKING, Any

import asyncpg

from app.addresses.postgresql import Keepalive, PostgresAddress

if TYPE_CHECKING:
    _Connection = asyncpg.Connection[asyncpg.Record]
else:
    _Connection = asyncpg.Connection

CLOSING = 2.0
"""Seconds that a connection may take to say goodbye before it is cut."""

_GOES_ON_WITH_THE_NEXT = (
    OSError,  # TimeoutError among them
    asyncpg.CannotConnectNowError,
    asyncpg.ConnectionDoesNotExistError,
    asyncpg.TargetServerAttributeNotMatched,
    asyncpg.TooManyConnectionsError,
)
"""What another host may do better. A wrong password is not among them."""


_REFUSED_BY_A_POOLER = "unsupported startup parameter"
"""What PgBouncer says of settings that come with a connection's first message."""

_SET = "SELECT set_config(name, value, false) FROM unnest($1::text[], $2::text[]) AS given(name, value)"


class BoundedConnection(_Connection):
    """asyncpg's connection, which a peer that went silent can't keep from being closed. `opened` is when it was opened,
    by the monotonic clock; `by_pooler` says that PgBouncer is between it and PostgreSQL.
    """

    opened = 0.0
    by_pooler = False

    async def close(self, *, timeout: float | None = None) -> None:
        """Closes it within `timeout` seconds, CLOSING at most; a peer that is silent for longer is cut off."""
        try:
            await super().close(timeout=CLOSING if timeout is None else min(timeout, CLOSING))
        except (TimeoutError, OSError, asyncpg.InterfaceError):
            # asyncpg has aborted it.
            return


async def connect(
    address: PostgresAddress, *, settings: Mapping[str, str], answer_timeout: float | None
) -> BoundedConnection:
    """A connection to the first host, in the address's order, that answers and is of the kind that it asks for.

    Each host may take as long as the address says. `settings` are PostgreSQL's, `answer_timeout` is in seconds and for
    each statement: TimeoutError is raised for one that takes longer. Raises asyncpg's errors and OSError where no host
    will do, those of the first one.
    """
    targets = ["standby", "any"] if address.target == "prefer-standby" else [address.target]
    first: Exception | None = None
    for target in targets:
        for host in address.hosts:
            try:
                return await _connect(address, host, target, settings, answer_timeout)
            except _GOES_ON_WITH_THE_NEXT as error:
                first = first or error
    assert first is not None, "an address has a host"
    if isinstance(first, asyncpg.TargetServerAttributeNotMatched):
        raise ConnectionError(f"no host of the address is of the kind {address.target}") from first
    raise first


async def _connect(
    address: PostgresAddress,
    host: tuple[str, int],
    target: str,
    settings: Mapping[str, str],
    answer_timeout: float | None,
) -> BoundedConnection:
    arguments: dict[str, Any] = {
        **address.arguments(host),
        "target_session_attrs": target,
        "timeout": address.connect_timeout,
        "command_timeout": answer_timeout,
        "server_settings": {**settings, **address.session},
        "connection_class": BoundedConnection,
    }
    try:
        connection: BoundedConnection = await asyncpg.connect(**arguments)
    except asyncpg.ProtocolViolationError as error:
        if _REFUSED_BY_A_POOLER not in str(error):
            raise
        connection = await _connect_by_pooler(arguments)
    connection.opened = monotonic()
    _keep_alive(getattr(connection, "_transport", None), address.keepalive)
    return connection


async def _connect_by_pooler(arguments: dict[str, Any]) -> BoundedConnection:
    """A connection by PgBouncer, which takes settings only once a connection is there, and has them last for as long as
    it in session mode alone (see `pooling`).
    """
    given: dict[str, str] = dict(arguments["server_settings"])
    settings = {**given, **_named(given.pop("options", ""))}
    settings.pop("options", None)
    connection: BoundedConnection = await asyncpg.connect(**{**arguments, "server_settings": {}})
    try:
        await connection.execute(_SET, [*settings], [*settings.values()], timeout=arguments["timeout"])
    except BaseException:
        connection.terminate()
        raise
    connection.by_pooler = True
    return connection


def _named(options: str) -> dict[str, str]:
    """The settings in `-c name=value --other=value`. Raises ConnectionError for what is none."""
    words, found = iter(shlex.split(options)), dict[str, str]()
    for word in words:
        text = next(words, "") if word == "-c" else word.removeprefix("-c") if word[:2] == "-c" else word[2:]
        name, equals, value = text.partition("=")
        if not (equals and word.startswith("-")):
            raise ConnectionError("PgBouncer takes no `options` but settings: -c name=value")
        found[name.replace("-", "_")] = value
    return found


def _keep_alive(transport: asyncio.Transport | None, keepalive: Keepalive) -> None:
    """Has the system notice a peer that is gone, where the platform can: also while nothing is waited for."""
    peer = None if transport is None else transport.get_extra_info("socket")
    if peer is None or peer.family == socket.AF_UNIX:
        return
    options = [(socket.IPPROTO_TCP, "TCP_USER_TIMEOUT", keepalive.user_timeout)]
    if keepalive.idle is not None:
        options += [
            (socket.SOL_SOCKET, "SO_KEEPALIVE", 1),
            (socket.IPPROTO_TCP, "TCP_KEEPIDLE", keepalive.idle),
            (socket.IPPROTO_TCP, "TCP_KEEPINTVL", keepalive.interval),
            (socket.IPPROTO_TCP, "TCP_KEEPCNT", keepalive.count),
        ]
    for level, name, value in options:
        number = getattr(socket, name, None)
        if number is not None:
            peer.setsockopt(level, number, value)
