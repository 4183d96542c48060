"""What people at a desk ask of the service: the queue, external marks, settings and the clock, over HTTP."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tests.support.merchant_client import REFUND, TRANSACTION, Answer, Shop

RETRY = """
fragment Q on Retry {
  id state attemptsMade attemptsLeft nextAttemptAt lastError attempts { number startedAt outcome }
  payment { __typename id status orderId }
}"""


def _on_retry(name: str) -> str:
    return f"mutation ($input: RetryInput!) {{ {name}(input: $input) {{ retry {{ ...Q }} }} }}{RETRY}"


RETRY_NOW = _on_retry("retryRefundNow")
PAUSE = _on_retry("pauseRefundRetry")
RESUME = _on_retry("resumeRefundRetry")
DISMISS = _on_retry("dismissAttention")
LONG_ENOUGH = "PT6M"
"""After that, the last sending can no longer be on its way to the gateway."""
RESOLVE = (
    "mutation ($input: ResolveOutcomeInput!) { resolveOutcome(input: $input) { payment { __typename ...T ...R } } }"
    + TRANSACTION
    + REFUND
)
MARK_REFUNDED = (
    "mutation ($input: MarkRefundedExternallyInput!) { markRefundedExternally(input: $input) { refund { ...R } } }"
    + REFUND
)
MARK_VOIDED = (
    "mutation ($input: MarkVoidedExternallyInput!) { markVoidedExternally(input: $input) { transaction { ...T } } }"
    + TRANSACTION
)
UNDO_VOID = (
    "mutation ($input: UndoExternalVoidInput!) { undoExternalVoid(input: $input) { transaction { ...T } } }"
    + TRANSACTION
)
UNDO_REFUND = (
    "mutation ($input: UndoExternalRefundInput!)"
    " { undoExternalRefund(input: $input) { transaction { ...T } refunds { ...R } } }" + TRANSACTION + REFUND
)
UPDATE_SETTINGS = """mutation ($input: MerchantSettingsInput!) {
  updateMerchantSettings(input: $input) {
    settings { notifyEmails retryInterval retryAttempts retryDeclines requireApiRequestKey }
  }
}"""
SETTINGS = "{ merchantSettings { notifyEmails retryInterval retryAttempts retryDeclines requireApiRequestKey } }"
CLOCK = "{ sandboxClock }"
MARKS = """query ($id: ID!) { node(id: $id) {
  ... on Refund { mark: external { ...M } }
  ... on Transaction { mark: externalVoid { ...M } }
} }
fragment M on ExternalMark { reference note markedBy markedAt undoneBy undoneAt }"""
QUEUE = (
    "query ($input: RefundQueueInput, $first: Int, $after: String) {"
    " refundQueue(input: $input, first: $first, after: $after)"
    " { edges { cursor node { ...Q } } pageInfo { hasNextPage startCursor endCursor } } }" + RETRY
)

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Refunded:
    """A sale, the refund of it that a test looks at, and when that was first tried."""

    sale: str
    refund: str
    began: datetime


async def refunded(shop: Shop, amount: str, sale: str = "4000.00", **refund: Any) -> Refunded:
    """A new refund of so much, whatever the gateway makes of it."""
    transaction_id = await shop.settled(sale)
    made = (await shop.refund(transaction_id, amount, **refund)).object
    return Refunded(transaction_id, made["id"], datetime.fromisoformat(made["createdAt"]))


async def press(shop: Shop, mutation: str, payment_id: str, note: str | None = None) -> Answer:
    """Presses one of the queue's buttons."""
    return await shop.ask(mutation, paymentId=payment_id, note=note)


async def resolve(shop: Shop, payment_id: str, outcome: str, note: str = "Asked by telephone") -> Answer:
    return await shop.ask(RESOLVE, paymentId=payment_id, outcome=outcome, note=note, reference="ref-1")


async def cannot_say(shop: Shop, payment_id: str) -> str:
    """From now on the gateway can't say what it did under the key of the payment's open operation.

    Returns what it would have said, for `says_again`.
    """
    before, _ = await _answer(shop, payment_id)
    await says_again(shop, payment_id, '{"outcome": "UNKNOWN", "message": "The sandbox gateway gave no answer."}')
    return before


async def says_again(shop: Shop, payment_id: str, answer: str) -> None:
    """From now on the gateway gives that answer, if it is asked."""
    _, key = await _answer(shop, payment_id)
    await shop.execute("UPDATE sandbox.answers SET answer = $2, decided_at = NULL WHERE key = $1", key, answer)


async def _answer(shop: Shop, payment_id: str) -> tuple[str, str]:
    """The gateway's answer about the payment's open operation, and the key that it is kept under."""
    statement = (
        "SELECT a.answer::text, a.key FROM sandbox.answers a JOIN operations o ON o.key = a.key"
        " JOIN transactions t ON t.id = o.transaction_id LEFT JOIN refunds r ON r.id = o.refund_id"
        " WHERE coalesce(r.legacy_id, t.legacy_id) = $1 AND o.state IN ('WAITING', 'PAUSED')"
    )
    (found,) = await shop.execute(statement, (await shop.node(payment_id))["legacyId"])
    return found[0], found[1]


async def mark_refunded(shop: Shop, transaction_id: str, amount: str | None = None, **given: Any) -> Answer:
    refund = None if amount is None else {"amount": amount}
    return await shop.ask(MARK_REFUNDED, transactionId=transaction_id, refund=refund, **given)


async def mark_of(shop: Shop, payment_id: str) -> dict[str, Any] | None:
    """The external mark of a refund or of a transaction, if it has one."""
    found: dict[str, Any] | None = (await shop.post(MARKS, {"id": payment_id})).body["data"]["node"]["mark"]
    return found


async def listed(
    shop: Shop, first: int | None = None, after: str | None = None, **criteria: Any
) -> tuple[list[str], dict[str, Any]]:
    """The ids of the payments on one page of the queue, and the page's own facts."""
    answer = await shop.post(QUEUE, {"input": criteria or None, "first": first, "after": after})
    assert "errors" not in answer.body, answer.body
    page = answer.body["data"]["refundQueue"]
    return [edge["node"]["payment"]["id"] for edge in page["edges"]], page["pageInfo"]


def story(payment: dict[str, Any]) -> tuple[Any, ...]:
    """Where a payment stands, how often it was sent, how often it still will be, and what the last answer was."""
    retry = payment["retry"]
    return payment["status"], retry["state"], retry["attemptsMade"], retry["attemptsLeft"], outcomes(payment)[-1]


def outcomes(payment: dict[str, Any]) -> list[str]:
    return [attempt["outcome"] for attempt in payment["retry"]["attempts"]]


def due_after(payment: dict[str, Any], began: datetime) -> timedelta | None:
    """How long after the first attempt it is due next."""
    due = payment["retry"]["nextAttemptAt"]
    return None if due is None else datetime.fromisoformat(due) - began
