"""Questions to a gateway account's session, which change nothing there: each has an end, and says why it failed."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from functools import partial
from typing import TypeVar

from app.domain.gateways.accounts import GatewayAccount
from app.flows.gateways.channel import credentials_refused, credentials_taken
from app.flows.service import PATIENCE, Service
from app.gateways.pacing import NoSlot
from app.gateways.sessions import AccountNotUsable, OpenSession
from refundry.gateways import NotAnswered, PaymentStanding, Session

AT_A_TIME = 100
"""Items of a gateway's list that are read in one slot of its account: one or two of its pages."""

PATIENCE_OF_LISTS = 60.0
"""Seconds that the next part of a list waits for a slot of the gateway account, whose refunds come first."""

Answer = TypeVar("Answer")
Item = TypeVar("Item")


class CannotAsk(Exception):
    """A gateway account could not be asked, or did not answer, and nothing is known. The message says why.

    `refused` says that the gateway took none of the account's credentials, or that the account can't be used at all:
    to ask it about something else would bring nothing either.
    """

    def __init__(self, message: str, *, refused: bool = False) -> None:
        super().__init__(message)
        self.refused = refused


async def ask(service: Service, account: GatewayAccount, question: Callable[[Session], Awaitable[Answer]]) -> Answer:
    """What the gateway answers by the account's present credentials, within its concurrency and rate.

    Raises CannotAsk, Unavailable. Whether the gateway takes the credentials is kept with the account.
    """
    opened = await _opened(service, account)
    try:
        async with opened.lane.slot(PATIENCE), asyncio.timeout(opened.terms.timeout.total_seconds()):
            answer = await question(opened.session)
    except NoSlot:
        raise CannotAsk("The gateway account is busy.") from None
    except TimeoutError:
        raise CannotAsk("The gateway did not answer in time.") from None
    except NotAnswered as error:
        raise await _failed(service, opened, error) from error
    await credentials_taken(service, opened)
    return answer


async def listed(
    service: Service, account: GatewayAccount, begin: datetime, end: datetime
) -> AsyncIterator[PaymentStanding]:
    """The account's payments that were made in that time. Raises as `ask`; each next one may take the timeout."""
    opened = await _opened(service, account)
    payments, seconds = opened.session.payments(begin, end), opened.terms.timeout.total_seconds()
    try:
        async for some in some_at_a_time(payments, partial(opened.lane.slot, PATIENCE_OF_LISTS), seconds):
            for standing in some:
                yield standing
    except NoSlot:
        raise CannotAsk("The gateway account is busy.") from None
    except TimeoutError:
        raise CannotAsk("The gateway did not answer in time.") from None
    except NotAnswered as error:
        raise await _failed(service, opened, error) from error


async def some_at_a_time(
    items: AsyncIterator[Item], slot: Callable[[], AbstractAsyncContextManager[None]], timeout: float
) -> AsyncIterator[list[Item]]:
    """The items of a gateway's list, up to AT_A_TIME at a time; each next one may take `timeout` seconds.

    A slot is had only while some are read: what is done with them, and what others want of the account, does not wait
    for the list's end. Raises NoSlot, TimeoutError.
    """
    more = True
    while more:
        some: list[Item] = []
        async with slot():
            while more and len(some) < AT_A_TIME:
                async with asyncio.timeout(timeout):
                    item = await anext(items, None)
                more = item is not None
                if item is not None:
                    some.append(item)
        if some:
            yield some


async def _opened(service: Service, account: GatewayAccount) -> OpenSession:
    try:
        return await service.sessions.opened(account.id, account.version)
    except AccountNotUsable as error:
        raise CannotAsk(str(error), refused=True) from error


async def _failed(service: Service, opened: OpenSession, error: NotAnswered) -> CannotAsk:
    if error.refused_credentials:
        await credentials_refused(service, opened, str(error))
    return CannotAsk(str(error), refused=error.refused_credentials)
