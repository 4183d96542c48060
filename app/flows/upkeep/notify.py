"""Tell people by mail that a reversal needs one of them (SPEC 4 and 5.2).

What they are told is written down with the change that it tells of, in the same transaction: there is no change
without its messages, and no message without its change. Sending them is another story (`send_mail`).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from app.domain.history.notices import Notice, NoticeKind, Sent
from app.domain.ids import IdKind, global_id
from app.domain.reversals.answers import settlement_answer
from app.domain.reversals.conclusion import Conclusion, Situation
from app.domain.reversals.drift import Difference
from app.domain.reversals.payments import Merchant, Operation, Refund, Transaction
from app.domain.reversals.resolutions import Resolution, may_confirm
from app.domain.reversals.states import OperationKind, PaymentStatus, Subject
from app.flows.service import Service, Work
from app.store.history import outbox
from app.store.people import people
from app.store.reversals import refunds, resolutions, transactions
from app.store.reversals.look import Known
from app.store.search import reading
from app.store.search.reading import Customer

MOST_NAMED = 5
"""Differences that a notice names; `drift` has all of them."""


async def notices_of(
    service: Service, work: Work | None, situation: Situation, conclusion: Conclusion
) -> tuple[dict[str, object], ...]:
    """The messages that go out with what was concluded, one for each of the merchant's notify addresses.

    They are read for in the `work`, where the rows are held in one.
    """
    told, refused = conclusion.told, conclusion.account_refused
    merchant, operation = situation.merchant, situation.operation
    recipients = recipients_of(service, merchant) if told is not None or refused is not None else []
    if not recipients:
        return ()
    sendings = await _sendings(service, work, operation)
    if conclusion.attempt is not None:
        # It has ended with this, which is not written down yet.
        end, last = conclusion.attempt, sendings[-1]
        if last.outcome is None:
            sendings[-1] = replace(last, outcome=end.outcome, code=end.code, message=end.message)
    customer = await _customer(service, work, situation.transaction)
    transaction, refund = situation.transaction, situation.refund

    def rows(kind: NoticeKind, said: str, event: str | None = None) -> tuple[dict[str, object], ...]:
        notice = _notice(kind, merchant, operation, said, transaction, refund, customer)
        return _rows(replace(notice, sendings=tuple(sendings)), recipients, operation, transaction, refund, event)

    of_payment = () if told is None else rows(told.kind, told.said)
    if refused is None:
        return of_payment
    event = f"{NoticeKind.GATEWAY_UNUSABLE}:{merchant.public_id}:{operation.gateway}:{situation.at:%Y-%m-%d}"
    return (*of_payment, *rows(NoticeKind.GATEWAY_UNUSABLE, refused, event))


async def notify_of_settlement(
    service: Service, work: Work, refund: Refund, status: PaymentStatus, why: str | None = None
) -> None:
    """The same where an accepted refund turns out to be declined at settlement; of any other status no one is told.

    `why` is in the gateway's words; without any, the processor's usual code is told.
    """
    recipients = recipients_of(service, work.merchant)
    if status is not PaymentStatus.SETTLEMENT_DECLINED or not recipients:
        return
    usual = settlement_answer(status)
    assert usual is not None, "a decline has a code"
    said = f"It was declined at settlement: {why or f'{usual.code} {usual.message}.'}"
    if refund.made_elsewhere:
        await _notify_of_found(service, work, refund, said, recipients)
        return
    operation = await refunds.accepted_operation(work.session, refund.id)
    transaction = await transactions.get(work.session, operation.transaction_id)
    refund = await refunds.get(work.session, refund.id)
    customer = await _customer(service, work, transaction)
    kind = NoticeKind.SETTLEMENT_DECLINED
    notice = _notice(kind, work.merchant, operation, said, transaction, refund, customer)
    notice = replace(notice, sendings=tuple(await _sendings(service, work, operation)))
    await outbox.add(work.session, _rows(notice, recipients, operation, transaction, refund))


async def _notify_of_found(service: Service, work: Work, refund: Refund, said: str, recipients: Sequence[str]) -> None:
    """The same of a refund that nobody asked for here: nothing was sent of it."""
    transaction = await transactions.get(work.session, refund.transaction_id)
    customer = await _customer(service, work, transaction)
    notice = Notice(
        kind=NoticeKind.SETTLEMENT_DECLINED,
        operation=OperationKind.REFUND,
        merchant=work.merchant.name,
        order_id=refund.order_id,
        customer_name=None if customer is None else _name(customer),
        customer_email=None if customer is None else customer.email,
        amount=str(refund.amount),
        currency=refund.amount.currency,
        transaction_id=global_id(IdKind.TRANSACTION, transaction.legacy_id),
        refund_id=global_id(IdKind.REFUND, refund.legacy_id),
        requested_by=refund.requested_by,
        said=said,
        sendings=(),
    )
    rows = outbox.rows_of(
        notice,
        recipients,
        datetime.now(UTC),
        event=f"{notice.kind}:{refund.legacy_id}:at the gateway",
        merchant_id=refund.merchant_id,
        transaction_id=refund.transaction_id,
        refund_id=refund.id,
    )
    await outbox.add(work.session, rows)


async def notify_of_drift(
    service: Service, work: Work, account: str, found: Sequence[Difference], at: datetime
) -> None:
    """Tells of what the merchant's gateway account of that name and this service tell differently: once for what a
    night has found first, however much it is. `at` is when it was compared.
    """
    recipients = recipients_of(service, work.merchant)
    if not found or not recipients:
        return
    first = found[0]
    amount = first.theirs or first.ours
    assert amount is not None, "one of both sides has an amount"
    named = ", ".join(f"{each.kind} {each.reference}" for each in found[:MOST_NAMED])
    more = "" if len(found) <= MOST_NAMED else f", and {len(found) - MOST_NAMED} more"
    notice = Notice(
        kind=NoticeKind.DRIFT_FOUND,
        operation=OperationKind.REFUND,
        merchant=work.merchant.name,
        order_id=None,
        customer_name=None,
        customer_email=None,
        amount=str(amount),
        currency=amount.currency,
        transaction_id=first.payment,
        refund_id=first.reference if first.subject is Subject.REFUND else None,
        requested_by=account,
        said=f"{len(found)} new: {named}{more}",
        sendings=(),
    )
    rows = outbox.rows_of(
        notice,
        recipients,
        datetime.now(UTC),
        event=f"{notice.kind}:{work.merchant.public_id}:{account}:{at.isoformat()}",
        merchant_id=work.merchant.id,
        transaction_id=None,
        refund_id=None,
    )
    await outbox.add(work.session, rows)


async def notify_approvers(service: Service, work: Work, known: Known, resolution: Resolution) -> None:
    """Tells each person who may approve the reported outcome that it awaits approval, at the person's own address.

    `known` is the operation that it was reported of, held in `work`.
    """
    refund, operation, transaction = known.refund, known.operation, known.transaction
    assert refund is not None, "only reports on refunds await approval"
    askers = await resolutions.askers(work.session, refund.id)
    of_merchant = await people.of_merchant(work.session, known.merchant.id)
    approvers = [each.email for each in of_merchant if may_confirm(each.as_actor(), resolution, askers)]
    kind, said = NoticeKind.OUTCOME_AWAITS_APPROVAL, f"{resolution.said_by}: {resolution.said}. {resolution.evidence}"
    customer = await _customer(service, work, transaction)
    notice = _notice(kind, known.merchant, operation, said, transaction, refund, customer)
    notice = replace(notice, sendings=tuple(await _sendings(service, work, operation)))
    rows = _rows(
        notice, approvers, operation, transaction, refund, event=f"{notice.kind}:{operation.id}:{resolution.id}"
    )
    await outbox.add(work.session, rows)


def recipients_of(service: Service, merchant: Merchant) -> list[str]:
    """The merchant's notify addresses, or the server's if the merchant has no list; each once."""
    own = merchant.notify_emails
    addresses = service.settings.notify_emails if own is None else own
    return list({address.lower(): address for address in addresses}.values())


def _rows(
    notice: Notice,
    recipients: Sequence[str],
    operation: Operation,
    transaction: Transaction,
    refund: Refund | None,
    event: str | None = None,
) -> tuple[dict[str, object], ...]:
    """A message to each recipient, who is told once of each `event`; without one, once of this operation."""
    subject = transaction.legacy_id if refund is None else refund.legacy_id
    return outbox.rows_of(
        notice,
        recipients,
        datetime.now(UTC),
        event=event or f"{notice.kind}:{subject}:{operation.id}",
        merchant_id=operation.merchant_id,
        transaction_id=operation.transaction_id,
        refund_id=operation.refund_id,
    )


def _notice(
    kind: NoticeKind,
    merchant: Merchant,
    operation: Operation,
    said: str,
    transaction: Transaction,
    refund: Refund | None,
    customer: Customer | None,
) -> Notice:
    """The notice, still without the sendings."""
    return Notice(
        kind=kind,
        operation=operation.kind,
        merchant=merchant.name,
        order_id=transaction.order_id if refund is None else refund.order_id,
        customer_name=None if customer is None else _name(customer),
        customer_email=None if customer is None else customer.email,
        amount=str(operation.amount),
        currency=operation.amount.currency,
        transaction_id=global_id(IdKind.TRANSACTION, transaction.legacy_id),
        refund_id=None if refund is None else global_id(IdKind.REFUND, refund.legacy_id),
        requested_by=operation.requested_by,
        said=said,
        sendings=(),
    )


async def _sendings(service: Service, work: Work | None, operation: Operation) -> list[Sent]:
    """The operation's attempts, in their order: those that were made before have their outcomes."""
    async with service.reading(work) as session:
        attempts = await reading.attempts(session, operation.merchant_id, [operation.id])
    return [
        Sent(each.number, each.started_at, each.outcome, each.response_code, each.message)
        for each in attempts.get(operation.id, [])
    ]


async def _customer(service: Service, work: Work | None, transaction: Transaction) -> Customer | None:
    if transaction.customer_id is None:
        return None
    async with service.reading(work) as session:
        found = await reading.customers(session, transaction.merchant_id, [transaction.customer_id])
    return found.get(transaction.customer_id)


def _name(customer: Customer) -> str | None:
    return " ".join(part for part in (customer.first_name, customer.last_name, customer.company) if part) or None
