"""Whether the service and the sandbox gateway tell the same story: two lists in the order of their keys, side by side.

The service may be behind with settlement, which the gateway does by itself; with anything else it may not.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

from app.domain.history.promises import MOST_NAMED, Looked
from app.domain.reversals.states import PaymentStatus
from app.gateways.sandbox.audit import Known
from app.store.history.claims import Claim

S = PaymentStatus
AskedFor = Callable[[list[str]], Awaitable[set[str]]]
"""Which of some keys are known on our side."""

Stands = Mapping[str, frozenset[PaymentStatus | None]]
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


async def compare(
    claims: AsyncIterator[Claim], books: AsyncIterator[Known], stands: Stands, asked_for: AskedFor
) -> Looked:
    """Every claim, and everything in the gateway's books; both sides come in ascending order of their keys.

    Wrong are claims that the gateway stands elsewhere with, or with another amount, and what the gateway did although
    nobody asked it to. What somebody asked for without any claim is still under way. Where somebody had to say what
    became of it, only what the gateway has in its books can show that to be wrong.
    """
    looked, wrong, unclaimed = 0, set[str](), dict[str, str]()
    known = await anext(books, None)
    async for claim in claims:
        while known is not None and known.key < claim.key:
            unclaimed[known.key] = known.transaction
            known = await anext(books, None)
        looked += 1
        done = known if known is not None and known.key == claim.key else None
        if not _agree(claim, done, stands):
            wrong.add(claim.id)
        if done is not None:
            known = await anext(books, None)
    while known is not None:
        unclaimed[known.key] = known.transaction
        known = await anext(books, None)
    asked = await asked_for(list(unclaimed))
    wrong |= {f"transaction_{transaction}" for key, transaction in unclaimed.items() if key not in asked}
    return Looked(looked + len(unclaimed), len(wrong), tuple(sorted(wrong)[:MOST_NAMED]))


def _agree(claim: Claim, known: Known | None, stands: Stands) -> bool:
    where = stands.get(claim.status)
    if where is None:
        return True
    if known is None:
        return claim.by_word or None in where
    same = (known.amount, known.currency) == (claim.amount, claim.currency)
    # A refund that has failed late is followed at the next night.
    return same and any(each is not None and each in where for each in (known.status, known.before))
