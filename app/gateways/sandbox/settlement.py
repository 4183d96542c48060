"""How the sandbox settles: at each midnight (UTC) of a merchant's clock, or on request (SPEC 10)."""

from collections.abc import Collection
from datetime import UTC, datetime, time, timedelta

from app.domain.reversals.states import VOIDABLE, PaymentStatus
from app.gateways.base import Standing
from app.gateways.sandbox.books import UNSETTLED, Books, Done
from app.gateways.sandbox.records import Deed, JournalKind, RefundRecord, Sending, Settlement
from app.gateways.sandbox.scripts import refund_fails_after, refund_settles_as, sale_settles_as

S = PaymentStatus


async def settle_payment(books: Books, transaction: str, at: datetime, *, declined: bool) -> Standing | None:
    """Settles the payment if it is submitted; with `declined` settlement declines it. Returns its status."""
    payment = await books.payment(transaction, lock=True)
    if payment is None:
        return None
    if payment.status not in UNSETTLED or payment.in_parts:
        return payment.standing(at)
    status = S.SETTLEMENT_DECLINED if declined else sale_settles_as(payment.amount)
    await books.settle_payments([(transaction, status, at)])
    return Standing(status, payment.captured or payment.amount)


async def begin_settlement(books: Books, transaction: str, at: datetime) -> Standing | None:
    """Moves a submitted payment to SETTLING, or on PayPal to SETTLEMENT_PENDING. Returns its status."""
    payment = await books.payment(transaction, lock=True)
    if payment is None:
        return None
    if payment.status is not S.SUBMITTED_FOR_SETTLEMENT:
        return payment.standing(at)
    status = S.SETTLEMENT_PENDING if payment.paypal else S.SETTLING
    await books.set_payment_status(transaction, status)
    return Standing(status, payment.captured or payment.amount)


async def settle_refund(books: Books, key: str, at: datetime) -> Standing | None:
    """Settles the refund made under `key` if it is submitted. Returns its status."""
    refund = await books.refund(key, lock=True)
    if refund is None:
        return None
    if refund.status_at(at) is not S.SUBMITTED_FOR_SETTLEMENT:
        return refund.standing(at)
    settlement = await _settle_refunds(books, [(refund, at)])
    return Standing(settlement[0].status, refund.amount)


async def settle_due(books: Books, merchant: str, at: datetime, passing_over: Collection[str]) -> list[Settlement]:
    """Settles the merchant's payments and refunds of before the last midnight, oldest first.

    Each settles at the midnight after its submission, however many midnights have passed.
    """
    midnight = datetime.combine(at.astimezone(UTC), time(), UTC)
    passed = frozenset(passing_over)
    payments = [
        Settlement(
            payment.transaction,
            None,
            S.SETTLED if payment.in_parts else sale_settles_as(payment.amount),
            payment.captured or payment.amount,
            _midnight_after(payment.submitted_at),
        )
        for payment in await books.unsettled_payments(merchant, midnight)
        if payment.submitted_at is not None and payment.transaction not in passed
    ]
    await books.settle_payments([(each.transaction, each.status, each.at) for each in payments])
    due = await books.unsettled_refunds(merchant, midnight)
    refunds = await _settle_refunds(books, [(refund, _midnight_after(refund.submitted_at)) for refund in due])
    failed = await _fail_refunds(books, await books.failing_refunds(merchant, midnight))
    return sorted(payments + refunds + failed, key=lambda each: each.at)


async def _settle_refunds(books: Books, due: list[tuple[RefundRecord, datetime]]) -> list[Settlement]:
    """Settles the refunds, each at its time.

    If settlement declines a refund, its money comes back to the merchant. The journal gets a refund_void for it, so
    its sum stays the amount that was really refunded.
    """
    settled = [
        Settlement(refund.transaction, refund.key, refund_settles_as(refund.amount), refund.amount, at)
        for refund, at in due
    ]
    await books.settle_refunds([(str(each.refund_key), each.status, each.at, _fails_at(each)) for each in settled])
    declined = [each for each in settled if each.status is S.SETTLEMENT_DECLINED]
    await books.write([_taken_again(each) for each in declined], locked=True)
    return settled


async def _fail_refunds(books: Books, failing: list[tuple[RefundRecord, datetime]]) -> list[Settlement]:
    """Lets settled refunds fail, each at its time: their money is back with the merchant."""
    failed = [
        Settlement(refund.transaction, refund.key, S.SETTLEMENT_DECLINED, refund.amount, at) for refund, at in failing
    ]
    await books.fail_refunds([str(each.refund_key) for each in failed])
    await books.write([_taken_again(each) for each in failed], locked=True)
    return failed


def _fails_at(settled: Settlement) -> datetime | None:
    """At which midnight a refund that has settled fails all the same, if its amount says that it does."""
    after = refund_fails_after(settled.amount)
    return None if after is None else _midnight_after(settled.at + after - timedelta.resolution)


def _taken_again(declined: Settlement) -> Done:
    key = f"{declined.refund_key}/settlement"
    sending = Sending(JournalKind.REFUND_VOID, key, declined.transaction, declined.amount, declined.at)
    return Done(sending, Deed(None, moved=declined.amount), sent=False)


def _midnight_after(moment: datetime) -> datetime:
    return datetime.combine(moment.astimezone(UTC) + timedelta(days=1), time(), UTC)


def voidable(status: PaymentStatus, *, paypal: bool) -> bool:
    """Whether a payment of this status can be voided (BRAINTREE.md 4)."""
    return status in VOIDABLE or (paypal and status is S.SETTLEMENT_PENDING)
