"""Tell people by mail that a reversal needs one of them (SPEC 4 and 5.2).

What they are told is written down with the change that it tells of, in the same transaction: there is no change
without its messages, and no message without its change. Sending them is another story (`send_mail`).
"""

from datetime import UTC, datetime

from app.domain.ids import IdKind, global_id
from app.domain.notices import Notice, NoticeKind, Sent
from app.domain.payments import Operation, Refund, Transaction
from app.domain.states import PaymentStatus
from app.flows.service import Service, Work
from app.store import outbox, reading, refunds, transactions
from app.store.reading import Customer


async def notify(service: Service, work: Work, kind: NoticeKind, operation: Operation, said: str) -> None:
    """Each of the merchant's notify addresses is written to once about this, however often it is called.

    `said` is what the gateway, or the service, said last.
    """
    recipients = recipients_of(service, work)
    if not recipients:
        return
    transaction = await transactions.get(work.session, operation.transaction_id)
    refund = None if operation.refund_id is None else await refunds.get(work.session, operation.refund_id)
    subject = transaction.legacy_id if refund is None else refund.legacy_id
    await outbox.add(
        work.session,
        await _facts(work, kind, operation, said, transaction, refund),
        recipients,
        datetime.now(UTC),
        event=f"{kind}:{subject}:{operation.id}",
        merchant_id=transaction.merchant_id,
        transaction_id=transaction.id,
        refund_id=operation.refund_id,
    )


async def notify_of_settlement(service: Service, work: Work, refund: Refund, status: PaymentStatus) -> None:
    """The same where an accepted refund turns out to be declined at settlement; any other status tells nobody."""
    if status is PaymentStatus.SETTLEMENT_DECLINED:
        operation = await refunds.accepted_operation(work.session, refund.id)
        await notify(service, work, NoticeKind.SETTLEMENT_DECLINED, operation, "It was declined at settlement.")


def recipients_of(service: Service, work: Work) -> list[str]:
    """The merchant's notify addresses, or the server's if the merchant has no list; each once."""
    own = work.merchant.notify_emails
    addresses = service.settings.notify_emails if own is None else own
    return list({address.lower(): address for address in addresses}.values())


async def _facts(
    work: Work, kind: NoticeKind, operation: Operation, said: str, transaction: Transaction, refund: Refund | None
) -> Notice:
    attempts = await reading.attempts(work.session, transaction.merchant_id, [operation.id])
    customer = await _customer(work, transaction)
    return Notice(
        kind=kind,
        operation=operation.kind,
        merchant=work.merchant.name,
        order_id=transaction.order_id if refund is None else refund.order_id,
        customer_name=None if customer is None else _name(customer),
        customer_email=None if customer is None else customer.email,
        amount=str(operation.amount),
        currency=operation.amount.currency,
        transaction_id=global_id(IdKind.TRANSACTION, transaction.legacy_id),
        refund_id=None if refund is None else global_id(IdKind.REFUND, refund.legacy_id),
        requested_by=operation.requested_by,
        said=said,
        sendings=tuple(
            Sent(each.number, each.started_at, each.outcome, each.response_code, each.message)
            for each in attempts.get(operation.id, [])
        ),
    )


async def _customer(work: Work, transaction: Transaction) -> Customer | None:
    if transaction.customer_id is None:
        return None
    found = await reading.customers(work.session, transaction.merchant_id, [transaction.customer_id])
    return found.get(transaction.customer_id)


def _name(customer: Customer) -> str | None:
    return " ".join(part for part in (customer.first_name, customer.last_name, customer.company) if part) or None
