"""Settle for every sandbox merchant whose clock has passed midnight: what the worker does each minute (SPEC 10)."""

import asyncio
from collections import deque

import structlog

from app.domain.problems import RefundryError
from app.flows.sandbox.night import expire_authorizations, settle_night
from app.flows.service import Service
from app.store.people import merchants

log = structlog.get_logger(__name__)

TURN = 10.0
"""Seconds after which a merchant of whom very much is to be settled lets the others go on."""

LONGEST_RUN = 50.0
"""Seconds after which a run begins with no further merchant; the next one goes on."""


async def settle_sandboxes(service: Service) -> None:
    """Settles, and expires authorizations, merchant after merchant.

    Merchants take turns, and what goes wrong with one is logged and stops no other.
    """
    clock = asyncio.get_running_loop()
    end = clock.time() + LONGEST_RUN
    async with service.store.session() as session:
        waiting = deque(await merchants.sandboxes(session))
    while waiting and clock.time() < end:
        merchant_id = waiting.popleft()
        try:
            if not await _settle(service, merchant_id):
                waiting.append(merchant_id)
        except RefundryError as refused:
            log.warning("settlement.failed", merchant=merchant_id, error=str(refused))
        except Exception:
            log.exception("settlement.failed", merchant=merchant_id)


async def _settle(service: Service, merchant_id: int) -> bool:
    """Settles for one merchant; False if its turn is over before all of it is done."""
    clock = asyncio.get_running_loop()
    end = clock.time() + TURN

    def turn_is_over() -> bool:
        return clock.time() >= end

    async with service.store.session() as session:
        merchant = await merchants.get(session, merchant_id)
    await settle_night(service, merchant, turn_is_over)
    await expire_authorizations(service, merchant, turn_is_over)
    return not turn_is_over()
