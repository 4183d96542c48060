"""Compare every gateway account with what is known here, each night, over the last days (SPEC 14.8)."""

from datetime import timedelta

import structlog

from app import tracing
from app.domain.problems import RefundryError
from app.domain.reversals.payments import Merchant
from app.flows.gateways.reconcile import CannotReconcile, Source, reconcile, sources_of
from app.flows.service import Service, wall_clock
from app.store.people import merchants

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
    found = 0
    for merchant in real:
        try:
            sources = await sources_of(service, merchant)
        except CannotReconcile as error:
            log.warning("drift.not_compared", merchant=merchant.public_id, why=str(error))
            continue
        for source in sources:
            found += await _compare(service, merchant, source)
    return found


async def _compare(service: Service, merchant: Merchant, source: Source) -> int:
    end = wall_clock()
    found = 0
    try:
        async for each in reconcile(service, merchant, source, end - LAST_DAYS, end):
            found += 1
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
    return found
