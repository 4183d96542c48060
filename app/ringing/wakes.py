"""Wakes the processes that tell people of changes, after a commit. PostgreSQL has the truth; who misses a wake looks by
itself some seconds later.

A wake is the numbers of the transactions of which something changed, sent over Redis to all processes of the
installation. Nobody waits for it: what changes within a short time goes in one message.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from secrets import token_hex

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from app.addresses.redis import read_redis
from app.domain.problems import Unavailable

log = structlog.get_logger(__name__)

PATIENCE = 1.0
"""Seconds that Redis may take for one message."""

TOGETHER = 0.05
"""Seconds in which changes are gathered for one message."""

PAUSE = 5.0
"""Seconds in which nothing is sent, and nothing asked for, after Redis was away."""

ASKED_EVERY = 10.0
"""Seconds without a message after which a listener asks Redis whether it is still there."""

MOST = 5_000
"""Transactions of one message at most. Beyond, it says that anything may have changed."""

ANYTHING = "*"

Woken = Callable[[Collection[int] | None], object]
"""Takes the numbers of transactions of which something changed, or None: anything may have changed."""


class Wakes:
    """The wakes of one installation, by one Redis. Nothing here raises: an unheard wake costs a few seconds.

    `identify` says which installation this is; it may raise Unavailable.
    """

    def __init__(self, redis_url: str, identify: Callable[[], Awaitable[str]]) -> None:
        self._connections = read_redis(redis_url).connections(PATIENCE, PATIENCE)
        self._redis: Redis = Redis(connection_pool=self._connections)
        self._identify = identify
        self._channel: str | None = None
        self._sender = token_hex(4)
        self._here: Woken | None = None
        self._gathered: set[int] = set()
        self._sending: asyncio.Task[None] | None = None
        self._rests_until = 0.0

    def tell(self, transaction_ids: Collection[int]) -> None:
        """Wakes everybody who follows one of these transactions: this process now, others within TOGETHER seconds."""
        if self._here is not None:
            self._here(transaction_ids)
        if len(self._gathered) <= MOST:
            self._gathered.update(transaction_ids)
        if self._sending is None and self._gathered:
            self._sending = asyncio.get_running_loop().create_task(self._send())
            self._sending.add_done_callback(self._sent)

    async def listen(self, woken: Woken) -> None:
        """Calls `woken` for each wake, of this process or another, until it is cancelled."""
        self._here = woken
        try:
            while True:
                try:
                    await self._hear(woken)
                except (RedisError, OSError, TimeoutError, Unavailable) as error:
                    log.info("wakes.not_heard", error=type(error).__name__)
                await asyncio.sleep(PAUSE)
        finally:
            self._here = None

    async def close(self) -> None:
        """Sends what was gathered, and closes the connections, those of a silent Redis after PATIENCE seconds."""
        if self._sending is not None:
            await asyncio.wait([self._sending], timeout=2 * PATIENCE)
        try:
            async with asyncio.timeout(PATIENCE):
                await self._redis.aclose(close_connection_pool=True)
        except (RedisError, OSError) as error:
            log.warning("wakes.not_closed", error=type(error).__name__)

    async def _send(self) -> None:
        await asyncio.sleep(TOGETHER)
        gathered, self._gathered = self._gathered, set()
        if asyncio.get_running_loop().time() < self._rests_until:
            return
        numbers = ANYTHING if len(gathered) > MOST else ",".join(map(str, gathered))
        try:
            async with asyncio.timeout(PATIENCE):
                await self._redis.publish(await self._name(), f"{self._sender} {numbers}")
        except (RedisError, OSError, TimeoutError, Unavailable) as error:
            self._rests_until = asyncio.get_running_loop().time() + PAUSE
            log.info("wakes.not_sent", error=type(error).__name__)

    def _sent(self, task: asyncio.Task[None]) -> None:
        self._sending = None
        if not task.cancelled() and self._gathered:
            self.tell(())

    async def _name(self) -> str:
        if self._channel is None:
            self._channel = f"refundry:{await self._identify()}:changed"
        return self._channel

    async def _hear(self, woken: Woken) -> None:
        """Listens until the connection is lost. Raises what Redis raises, or TimeoutError for a silent one."""
        async with self._redis.pubsub() as channel:
            async with asyncio.timeout(2 * PATIENCE):
                await channel.subscribe(await self._name())
            # Whatever changed before this was heard by nobody here.
            woken(None)
            asked = False
            while True:
                message = await channel.get_message(ignore_subscribe_messages=True, timeout=ASKED_EVERY)
                if message is None:
                    if asked:
                        raise TimeoutError
                    asked = True
                    await channel.ping()
                    continue
                asked = False
                if message["type"] == "message":
                    self._read(message["data"], woken)

    def _read(self, data: object, woken: Woken) -> None:
        """What is no wake of ours is passed over: others may use that Redis."""
        text = data.decode(errors="replace") if isinstance(data, bytes) else str(data)
        sender, _, numbers = text.partition(" ")
        if sender == self._sender:
            return
        if numbers == ANYTHING:
            woken(None)
        elif all(each.isdecimal() and len(each) < 19 for each in numbers.split(",")):
            woken({int(each) for each in numbers.split(",")})
