"""Compare every gateway account with what is known here, each night, over the last days (SPEC 14.8)."""

from datetime import datetime, timedelta

import structlog

from app.domain.people.people import system_actor
from app.domain.problems import RefundryError
from app.domain.reversals.drift import Difference
from app.domain.reversals.payments import Merchant
from app.flows.gateways.reconcile import CannotReconcile, Source, reconcile, sources_of
from app.flows.service import Service, Work, wall_clock
from app.flows.upkeep.notify import notify_of_drift
from app.store.people import merchants
from app.telemetry import tracing

log = structlog.get_logger(__name__)

LAST_DAYS = timedelta(days=3)
"""What was made before is looked at by the command alone."""


@tracing.flow("reconcile_nightly")
async def reconcile_nightly(service: Service) -> int:
    """Compares account after account; how many differences are open. What fails of one stops none of the others.

    Sandbox merchants are left out: `refundry verify` compares their books as a whole.
    """
    async with service.store.session() as session:
        real = await merchants.not_sandboxes(session)
    return sum([await compare_merchant(service, merchant) for merchant in real])


async def compare_merchant(service: Service, merchant: Merchant) -> int:
    """The same of one merchant's accounts. People are told by mail of what was found for the first time."""
    try:
        sources = await sources_of(service, merchant)
    except CannotReconcile as error:
        log.warning("drift.not_compared", merchant=merchant.public_id, why=str(error))
        return 0
    return sum([await _compare(service, merchant, source) for source in sources])


async def _compare(service: Service, merchant: Merchant, source: Source) -> int:
    end = wall_clock()
    found, new = 0, list[Difference]()
    try:
        async for each in reconcile(service, merchant, source, end - LAST_DAYS, end):
            found += 1
            if each.found_at >= end:
                new.append(each.difference)
            log.warning(
                "drift.found",
                merchant=merchant.public_id,
                account=source.name,
                kind=each.difference.kind,
                reference=each.difference.reference,
                new=each.found_at >= end,
            )
    except (CannotReconcile, RefundryError) as error:
        log.warning("drift.not_compared", merchant=merchant.public_id, account=source.name, why=str(error))
    except Exception:
        log.exception("drift.failed", merchant=merchant.public_id, account=source.name)
    if new:
        await _tell(service, merchant, source, new, end)
    return found


async def _tell(service: Service, merchant: Merchant, source: Source, new: list[Difference], at: datetime) -> None:
    """Tells people by mail of what was found first in this night."""
    try:
        async with service.store.begin() as session:
            work = Work(session, merchant, system_actor(merchant.id, merchant.public_id))
            await notify_of_drift(service, work, source.name, new, at)
    except RefundryError:
        # It is open, and shown; a mail of it is not written any more.
        log.exception("drift.not_told", merchant=merchant.public_id, account=source.name)
