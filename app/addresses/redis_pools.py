"""Pools of connections to Redis that stay closed: what is still under way when they close leaves none open."""

from typing import Any

from redis.asyncio import ConnectionPool
from redis.asyncio.connection import AbstractConnection
from redis.asyncio.sentinel import SentinelConnectionPool
from redis.exceptions import ConnectionError as RedisAway


class _StaysClosed(ConnectionPool):
    """redis-py's pools open a connection again for whoever asks after they were closed, and finish one that was being
    opened meanwhile. Both would be open until the garbage collector meets them.
    """

    _closed = False

    async def get_connection(self, *given: Any, **named: Any) -> AbstractConnection:
        """Raises redis' ConnectionError if the pool was closed, also while the connection was opened."""
        connection: AbstractConnection = await super().get_connection(*given, **named)
        if self._closed:
            await self.release(connection)
            raise RedisAway("This pool of connections was closed")
        return connection

    async def release(self, connection: AbstractConnection) -> None:
        """Takes a connection back. After the pool was closed the connection is closed as well."""
        await super().release(connection)
        if self._closed:
            await connection.disconnect(nowait=True)

    async def disconnect(self, inuse_connections: bool = True) -> None:
        """Closes the pool for good, with the connections in use unless told otherwise."""
        self._closed = True
        await super().disconnect(inuse_connections)


class Pool(_StaysClosed):
    """Connections to one server."""


class SentinelPool(_StaysClosed, SentinelConnectionPool):
    """Connections to the master that Sentinels know, and to these."""

    async def disconnect(self, inuse_connections: bool = True) -> None:
        """Closes those to the Sentinels too, which redis-py leaves open."""
        try:
            await super().disconnect(inuse_connections)
        finally:
            for sentinel in self.sentinel_manager.sentinels:
                await sentinel.aclose()
