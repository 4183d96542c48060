"""What the partial captures of an authorization make of it."""

from app.domain.reversals.states import CaptureInParts, PaymentStatus
from app.flows.service import Work
from app.store.reversals import transactions

FINAL = "final_capture"
"""What is kept of a partial capture after which no more of its authorization is captured."""

_CAPTURED = frozenset(
    {
        PaymentStatus.SUBMITTED_FOR_SETTLEMENT,
        PaymentStatus.SETTLEMENT_PENDING,
        PaymentStatus.SETTLING,
        PaymentStatus.SETTLED,
    }
)


async def follow_part(work: Work, part_id: int, authorization_id: int) -> None:
    """The authorization is SETTLEMENT_PENDING as soon as a gateway has accepted a partial capture of it.

    Written in the transaction that records the gateway's answer, after the partial capture.
    """
    authorization = await transactions.lock(work.session, authorization_id)
    part = await transactions.get(work.session, part_id)
    if part.status not in _CAPTURED:
        return
    is_over = authorization.parts is CaptureInParts.OVER or bool((part.details or {}).get(FINAL))
    parts = CaptureInParts.OVER if is_over else CaptureInParts.OPEN
    await transactions.capture_in_parts(work.session, authorization, work.cause, parts)
