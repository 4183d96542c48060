"""Sentences of older versions become codes with facts that are told in the same words, but for a few."""

import json

import asyncpg
import pytest

from app.domain.history.kinds import ChangeKind, kept_entry
from app.domain.history.wording import words_of
from app.store.migrate import upgrade

BEFORE = "6f0c1b2d9a37"
"""The revision before the one that reads the sentences."""

SENTENCES = {
    "Asked to charge 10.00 USD": ChangeKind.ASKED,
    "Asked to authorize 500 JPY": ChangeKind.ASKED,
    "Asked to capture 0.01 USD": ChangeKind.ASKED,
    "Asked to void 1.250 KWD": ChangeKind.ASKED,
    "Asked to refund 10000000000000.00 EUR": ChangeKind.ASKED,
    "Asked to void the refund of 3.00 USD": ChangeKind.ASKED,
    "Asked to refund 10.00 USD, which awaits approval": ChangeKind.ASKED,
    "Voids 10.00 USD instead, since it has not settled": ChangeKind.ASKED,
    "Refunds 10.00 USD instead, since it has settled": ChangeKind.ASKED,
    "Refunds 10.00 USD instead, since it has settled, which awaits approval": ChangeKind.ASKED,
    "Asked to give back 12.50 USD over 1 payment": ChangeKind.ORDER_REFUND_ASKED,
    "Asked to give back 1 JPY over 12 payments": ChangeKind.ORDER_REFUND_ASKED,
    "Cancelled while it waited": ChangeKind.CANCELLED,
    "Approved": ChangeKind.APPROVED,
    "Rejected": ChangeKind.REJECTED,
    "Settled by hand, as the sandbox allows": ChangeKind.SETTLED_BY_HAND,
    "Tried again by hand": ChangeKind.RETRIED_BY_HAND,
    "Paused": ChangeKind.PAUSED,
    "Resumed": ChangeKind.RESUMED,
    "It needs somebody's attention": ChangeKind.ATTENTION_NEEDED,
    "Attention dismissed": ChangeKind.ATTENTION_DISMISSED,
    "Resolved: done": ChangeKind.RESOLVED_DONE,
    "Resolved: not done": ChangeKind.RESOLVED_NOT_DONE,
    "Marked as refunded externally: 10.00 USD": ChangeKind.MARKED_REFUNDED,
    "Marked as refunded externally: 10.00 USD, reference Bank: 7, reference 8": ChangeKind.MARKED_REFUNDED,
    "Marked as voided externally: 500 JPY, reference v-1": ChangeKind.MARKED_VOIDED,
    "External refund undone": ChangeKind.REFUND_MARK_UNDONE,
    "External void undone": ChangeKind.VOID_MARK_UNDONE,
    "Recorded as refunded externally, as was asked for: 2004.00 USD": ChangeKind.REFUND_RECORDED_ANYWAY,
    "Recorded as voided externally, as was asked for: 10.00 USD": ChangeKind.VOID_RECORDED_ANYWAY,
    "Given up: Whoever asked for this no longer has the right to": ChangeKind.GIVEN_UP,
    "Given up: The merchant account is no longer linked to a gateway": ChangeKind.GIVEN_UP,
    "Given up: The transaction is SETTLED by now": ChangeKind.GIVEN_UP,
    "Its gateway has confirmed it": ChangeKind.CONFIRMED,
    "Recorded": ChangeKind.ORDER_RECORDED,
    "Recorded, with 2 line items, 1 payment": ChangeKind.ORDER_RECORDED,
    "Recorded again, with the customer, 1 line item, 12 payments": ChangeKind.ORDER_RECORDED,
    "Recorded as made elsewhere; the gateway calls it Recorded, with 1 payment": ChangeKind.PAYMENT_RECORDED,
    "Cancelled": ChangeKind.ORDER_CANCELLED,
    "Clock moved on by P1DT2H": ChangeKind.CLOCK_MOVED,
    "Orders given back at the command line": ChangeKind.ORDERS_REFUNDED,
    "Merchant added": ChangeKind.MERCHANT_ADDED,
    "Merchant account added": ChangeKind.MERCHANT_ACCOUNT_ADDED,
    "API key made": ChangeKind.API_KEY_CREATED,
    "API key revoked": ChangeKind.API_KEY_REVOKED,
    "Person added": ChangeKind.USER_ADDED,
    "Right given": ChangeKind.RIGHT_GRANTED,
    "Right taken": ChangeKind.RIGHT_REVOKED,
    "Password set": ChangeKind.PASSWORD_SET,
    "Password changed": ChangeKind.PASSWORD_CHANGED,
    "Settings changed": ChangeKind.SETTINGS_CHANGED,
    "Reason added": ChangeKind.REASON_ADDED,
    "Reason changed": ChangeKind.REASON_CHANGED,
    "A sentence that nobody knows": ChangeKind.OTHER,
    "Asked to juggle 10.00 USD": ChangeKind.OTHER,
}
"""Every sentence that versions before kept, and two that none did."""

REWORDED = {
    "Asked to give back 12.50 USD over 1 payment": "Asked to refund 12.50 USD over 1 payment",
    "Asked to give back 1 JPY over 12 payments": "Asked to refund 1 JPY over 12 payments",
    "Given up: Whoever asked for this no longer has the right to": (
        "Given up: The person or key that asked for this no longer has the right to"
    ),
    "Orders given back at the command line": "Orders refunded at the command line",
}
"""Sentences that are told in other words today."""


@pytest.fixture
async def kept(empty: str) -> dict[str, tuple[str, str]]:
    """By the sentence: the code that it became, and the words in which that is told now."""
    await upgrade(empty, BEFORE)
    connection = await asyncpg.connect(empty)
    try:
        await connection.execute(
            "INSERT INTO merchants (id, public_id, name, sandbox, created_at) OVERRIDING SYSTEM VALUE"
            " VALUES (1, 'm', 'M', true, now())"
        )
        statement = (
            "INSERT INTO changes (merchant_id, at, actor_id, actor_name, source, what, note)"
            " SELECT 1, now(), 'key', 'Key', 'API', what, what FROM unnest($1::text[]) AS what, generate_series(1, 2)"
        )
        await connection.execute(statement, list(SENTENCES))
        await upgrade(empty)
        await connection.set_type_codec("jsonb", schema="pg_catalog", encoder=str, decoder=json.loads)
        rows = await connection.fetch("SELECT DISTINCT note, kind, facts FROM changes")
    finally:
        await connection.close()
    assert len(rows) == len(SENTENCES), "each sentence is read in one way"
    return {row["note"]: (row["kind"], words_of(kept_entry(row["kind"], row["facts"]))) for row in rows}


async def test_every_sentence_becomes_a_code_that_is_told_in_the_words_of_today(
    kept: dict[str, tuple[str, str]],
) -> None:
    assert kept == {sentence: (kind, REWORDED.get(sentence, sentence)) for sentence, kind in SENTENCES.items()}


LATER = {
    ChangeKind.PARTIAL_CAPTURE_ASKED,
    ChangeKind.CUSTOMER_ADDED,
    ChangeKind.CUSTOMER_DELETED,
    ChangeKind.PAYMENT_METHOD_MADE,
    ChangeKind.PAYMENT_METHOD_KEPT,
    ChangeKind.PAYMENT_METHOD_DELETED,
    ChangeKind.OUTCOME_SAID,
    ChangeKind.OUTCOME_CONTRADICTED,
    ChangeKind.OUTCOME_APPROVED,
    ChangeKind.OUTCOME_REJECTED,
    ChangeKind.CLOCK_STOPPED,
    ChangeKind.USER_DISABLED,
    ChangeKind.USER_ENABLED,
    ChangeKind.MERCHANT_ACCOUNT_LINKED,
    ChangeKind.GATEWAY_ACCOUNT_ADDED,
    ChangeKind.GATEWAY_ACCOUNT_CHANGED,
    ChangeKind.GATEWAY_ACCOUNT_RETIRED,
    ChangeKind.ORDER_CORRECTED,
    ChangeKind.CUSTOMER_CORRECTED,
    ChangeKind.CUSTOMER_FORGOTTEN,
    ChangeKind.DRIFT_ADOPTED,
    ChangeKind.PAYMENT_ADOPTED,
    ChangeKind.REFUND_FOUND,
    ChangeKind.REFUND_DOES_NOT_FIT,
    ChangeKind.DISPUTED,
    ChangeKind.SENDING_HELD,
    ChangeKind.SENDING_RELEASED,
    ChangeKind.REFUND_RUN_STARTED,
    ChangeKind.WEBHOOK_ENDPOINT_ADDED,
    ChangeKind.WEBHOOK_ENDPOINT_CHANGED,
    ChangeKind.WEBHOOK_ENDPOINT_DELETED,
    ChangeKind.WEBHOOK_ENDPOINT_SWITCHED_OFF,
    ChangeKind.WEBHOOK_SECRET_CHANGED,
}
"""Kinds that no version kept as sentences."""


def test_every_kind_of_an_older_version_has_its_sentence() -> None:
    assert set(SENTENCES.values()) == set(ChangeKind) - LATER
