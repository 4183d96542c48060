"""Whether the service and the sandbox gateway tell the same story: two lists in the order of their keys, side by side.

The service may be behind with settlement, which the gateway does by itself; with anything else it may not.
"""

from collections.abc import AsyncIterator, Mapping

from app.domain.promises import MOST_NAMED, Looked
from app.domain.states import PaymentStatus
from app.gateways.sandbox.audit import Known
from app.store.checks import Claim

S = PaymentStatus
Stands = Mapping[PaymentStatus, frozenset[PaymentStatus | None]]
"""For each status that says what came of it, where the gateway may stand; None: it has done nothing."""

_SETTLED = frozenset({S.SETTLED})
_DECLINED_AT_SETTLEMENT = frozenset({S.SETTLEMENT_DECLINED})
_SETTLING = frozenset({S.SETTLING, S.SETTLED, S.SETTLEMENT_DECLINED})
_REFUND_ACCEPTED = frozenset({S.SUBMITTED_FOR_SETTLEMENT, S.SETTLED, S.SETTLEMENT_DECLINED})

REFUNDS: Stands = {
    S.AUTHORIZED: _REFUND_ACCEPTED,
    S.SUBMITTED_FOR_SETTLEMENT: _REFUND_ACCEPTED,
    S.SETTLING: _REFUND_ACCEPTED,
    S.SETTLED: _SETTLED,
    S.SETTLEMENT_DECLINED: _DECLINED_AT_SETTLEMENT,
    S.VOIDED: frozenset({None, S.VOIDED}),
    S.PROCESSOR_DECLINED: frozenset({None}),
    S.FAILED: frozenset({None}),
}

PAYMENTS: Stands = {
    S.AUTHORIZED: frozenset({S.AUTHORIZED}),
    S.AUTHORIZATION_EXPIRED: frozenset({S.AUTHORIZED}),
    S.SUBMITTED_FOR_SETTLEMENT: _SETTLING | {S.SUBMITTED_FOR_SETTLEMENT, S.SETTLEMENT_PENDING},
    S.SETTLEMENT_PENDING: _SETTLING | {S.SETTLEMENT_PENDING},
    S.SETTLING: _SETTLING,
    S.SETTLED: _SETTLED,
    S.SETTLEMENT_DECLINED: _DECLINED_AT_SETTLEMENT,
    S.VOIDED: frozenset({S.VOIDED}),
    S.PROCESSOR_DECLINED: frozenset({None, S.PROCESSOR_DECLINED}),
    S.GATEWAY_REJECTED: frozenset({None, S.GATEWAY_REJECTED}),
    S.FAILED: frozenset({None, S.FAILED}),
}


async def compare(claims: AsyncIterator[Claim], books: AsyncIterator[Known], stands: Stands) -> Looked:
    """Every key that either side knows, which both give in ascending order of it.

    Wrong are certain claims that the gateway stands elsewhere with, or with another amount, and what nobody asked
    the gateway for.
    """
    looked, wrong = 0, set[str]()
    claim, known = await anext(claims, None), await anext(books, None)
    while claim is not None or known is not None:
        looked += 1
        if claim is None or (known is not None and known.key < claim.key):
            assert known is not None
            wrong.add(f"transaction_{known.transaction}")
            known = await anext(books, None)
            continue
        done = known if known is not None and known.key == claim.key else None
        if not _agree(claim, done, stands):
            wrong.add(claim.id)
        claim = await anext(claims, None)
        if done is not None:
            known = await anext(books, None)
    return Looked(looked, len(wrong), tuple(sorted(wrong)[:MOST_NAMED]))


def _agree(claim: Claim, known: Known | None, stands: Stands) -> bool:
    where = stands.get(claim.status)
    if where is None or not claim.certain:
        return True
    if known is None:
        return None in where
    return known.status is not None and known.status in where and known.amount == claim.amount
