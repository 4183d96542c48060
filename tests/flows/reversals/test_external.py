"""What was refunded or voided outside of this service, and the taking back of such marks (SPEC 6)."""

from typing import Any
from uuid import uuid4

import pytest

from app.domain.money import Money
from app.domain.people.people import ALL_RIGHTS, Right
from app.gateways.base import Instruction
from app.gateways.registry import SANDBOX
from tests.flows.desk import (
    MARK_REFUNDED,
    MARK_VOIDED,
    PAUSE,
    UNDO_REFUND,
    UNDO_VOID,
    mark_of,
    mark_refunded,
    press,
    refunded,
    resolve,
)
from tests.flows.histories import told
from tests.flows.refusals import refused
from tests.support.merchant_client import PAYPAL, PENDING_AT_PAYPAL, Live, Shop, open_shop
from tests.support.promises import verified_of


async def conditions(shop: Shop, mutation: str, **given: Any) -> list[str]:
    return [refusal.condition for refusal in await refused(shop, mutation, **given)]


async def test_a_refund_made_elsewhere_counts_like_any_other(shop: Shop) -> None:
    sale = await shop.settled("100.00", orderId="order-1")
    made = (await mark_refunded(shop, sale, "30.00", reference="wire 7", note="By bank transfer")).object
    assert (made["status"], made["orderId"], made["amount"]["value"]) == ("SETTLED", "order-1", "30.00")
    assert [(each["status"], each["terminal"]) for each in made["statusHistory"]] == [("SETTLED", True)]
    assert (made["retry"], made["needsAttention"]) == (None, False)
    mark = await mark_of(shop, made["id"])
    assert mark is not None
    assert (mark["reference"], mark["note"], mark["markedBy"]) == ("wire 7", "By bank transfer", "Key")
    assert (mark["undoneBy"], mark["undoneAt"]) == (None, None)
    assert (await shop.refund(sale, "70.01")).codes == ["91521"]
    assert (await mark_refunded(shop, sale, "70.01")).codes == ["91521"]
    assert (await mark_refunded(shop, sale)).object["amount"]["value"] == "70.00"
    for again in (await shop.refund(sale), await shop.reverse(sale), await mark_refunded(shop, sale)):
        assert again.codes == ["91512"], "SPEC 6.2: however it was done"
    assert await shop.effects(sale) == ["charge"], "no gateway is told"


async def test_a_mark_is_made_once_for_one_request_key(shop: Shop) -> None:
    sale = await shop.settled("100.00")
    given = {"apiRequestKey": "a-mark", "note": "Cash"}
    first = (await mark_refunded(shop, sale, "30.00", **given)).object["id"]
    assert (await mark_refunded(shop, sale, "30", **given)).object["id"] == first
    assert (await mark_refunded(shop, sale, "31.00", **given)).codes == ["915232"]
    assert (await mark_refunded(shop, "nothing", "30.00", **given)).codes == ["915232"], "keys before everything else"
    assert (await shop.node(sale))["refundedAmount"]["value"] == "30.00"


async def test_what_the_gateway_has_settled_meanwhile_can_be_marked(shop: Shop) -> None:
    """Whoever refunded it in the gateway's own pages knew before we did that it had settled."""
    sale = await shop.charge("100.00")
    assert await conditions(shop, MARK_REFUNDED, transactionId=sale) == ["TRANSACTION_NOT_SETTLED"]
    await shop.execute(
        "UPDATE sandbox.payments SET status = 'SETTLED', settled_at = now() WHERE transaction = $1",
        (await shop.node(sale))["legacyId"],
    )
    assert (await mark_refunded(shop, sale)).object["status"] == "SETTLED"
    assert (await shop.node(sale))["status"] == "SETTLED"


async def test_a_queued_refund_leaves_so_much_less_to_mark(shop: Shop) -> None:
    made = await refunded(shop, "3000.00")
    assert (await mark_refunded(shop, made.sale, "1000.01")).codes == ["91521"]
    assert (await mark_refunded(shop, made.sale, "1000.00")).object
    await shop.advance("P3D")
    assert (await mark_refunded(shop, made.sale, "3000.00")).object
    assert not (await shop.node(made.refund))["needsAttention"]


@pytest.mark.parametrize(
    ("part", "path"),
    [({"merchantAccountId": "eur"}, "merchantAccountId"), ({"onFailure": "SKIP"}, "onFailure")],
)
async def test_what_only_a_gateway_could_do_is_not_asked_of_a_mark(shop: Shop, part: dict[str, str], path: str) -> None:
    sale = await shop.settled("100.00")
    answer = await shop.ask(MARK_REFUNDED, transactionId=sale, refund={"amount": "1.00", **part})
    assert answer.codes == ["NOT_IMPLEMENTED"]
    assert answer.body["errors"][0]["extensions"]["inputPath"] == ["input", "refund", path]
    assert (await shop.node(sale))["refunds"] == []


async def test_several_things_that_are_wrong_are_told_at_once(shop: Shop) -> None:
    sale = await shop.settled("100.00")
    found = await refused(
        shop,
        MARK_REFUNDED,
        transactionId=sale,
        refund={"amount": "1e3", "orderId": "x" * 256},
        note="\0",
        reference="x" * 4001,
    )
    assert sorted((each.condition, each.path[-1]) for each in found) == [
        ("AMOUNT_INVALID", "amount"),
        ("ORDER_ID_TOO_LONG", "orderId"),
        ("TEXT_INVALID", "note"),
        ("TEXT_TOO_LONG", "reference"),
    ]


@pytest.mark.parametrize(("status", "account"), [("SETTLED", "usd"), ("SUBMITTED_FOR_SETTLEMENT", "usd")])
async def test_an_unlinked_account_is_refunded_externally_and_the_error_says_so(
    shop: Shop, status: str, account: str
) -> None:
    """S4: no gateway is behind it any more."""
    sale = await (shop.settled("100.00") if status == "SETTLED" else shop.charge("100.00"))
    await shop.set_account(account, gateway=None)
    answer = await shop.reverse(sale)
    assert answer.codes == ["91547"]
    assert "externally" in answer.body["errors"][0]["message"]
    if status == "SETTLED":
        refused_refund = await shop.refund(sale)
        assert refused_refund.codes == ["91547"]
        assert "externally" in refused_refund.body["errors"][0]["message"]
        marked = (await mark_refunded(shop, sale)).object
        assert marked["external"]["markedBy"] == "Key"
        undone = await shop.ask(UNDO_REFUND, transactionId=sale)
        assert undone.body["data"]["undoExternalRefund"]["transaction"]["refundedAmount"]["value"] == "0.00"
    else:
        assert (await shop.ask(MARK_VOIDED, transactionId=sale)).object["status"] == "VOIDED"
        assert (await shop.ask(UNDO_VOID, transactionId=sale)).object["status"] == status
    assert await shop.effects(sale) == ["charge"]


async def test_an_undone_refund_is_free_again_and_keeps_both_in_its_history(shop: Shop) -> None:
    sale = await shop.settled("100.00")
    for amount in ("30.00", "20.00"):
        await mark_refunded(shop, sale, amount, note="Cash")
    payload = (await shop.ask(UNDO_REFUND, transactionId=sale, note="It was another order")).body["data"][
        "undoExternalRefund"
    ]
    assert payload["transaction"]["refundedAmount"]["value"] == "0.00"
    assert [each["status"] for each in payload["refunds"]] == ["VOIDED", "VOIDED"]
    for refund in payload["refunds"]:
        assert [each["status"] for each in refund["statusHistory"]] == ["VOIDED", "SETTLED"]
        mark = await mark_of(shop, refund["id"])
        assert mark is not None
        assert (mark["markedBy"], mark["undoneBy"], mark["undoneAt"] > mark["markedAt"]) == ("Key", "Key", True)
    assert await conditions(shop, UNDO_REFUND, transactionId=sale) == ["NOTHING_TO_UNDO"]
    assert (await shop.reverse(sale)).object["amount"]["value"] == "100.00"
    (second, first) = payload["refunds"]
    for refund, amount in ((first, "30.00"), (second, "20.00")):
        assert [(line["what"], line["note"]) for line in await told(shop, refund["id"])] == [
            (f"Marked as refunded externally: {amount} USD. It is settled.", "Cash"),
            ("External refund undone. It is voided. Its amount can be refunded again.", "It was another order"),
        ]


async def through_the_gateway(shop: Shop, sale: str) -> None:
    await shop.refund(sale, "1.00")


async def queued(shop: Shop, sale: str) -> None:
    await shop.refund(sale, "3000.00")


async def resolved(shop: Shop, sale: str) -> None:
    await resolve(shop, (await shop.refund(sale, "3002.02")).object["id"], "DONE")


async def declined(shop: Shop, sale: str) -> None:
    await shop.refund(sale, "2004.00")


async def failed(shop: Shop, sale: str) -> None:
    await shop.refund(sale, "3000.00")
    await shop.advance("P3D")


async def cancelled(shop: Shop, sale: str) -> None:
    await shop.reverse_refund((await shop.refund(sale, "3000.00")).object["id"])


async def recorded_anyway(shop: Shop, sale: str) -> None:
    await shop.refund(sale, "3000.00", onFailure="RECORD_ANYWAY")


BESIDE = [
    (through_the_gateway, False),
    (queued, False),
    (resolved, False),
    (declined, True),
    (failed, True),
    (cancelled, True),
    (recorded_anyway, True),
]


@pytest.mark.parametrize("where", ["on the same", "on another of its order", "on one of another order", "without any"])
@pytest.mark.parametrize(("beside", "external_alone"), BESIDE)
async def test_marks_are_undone_while_all_of_the_order_is_external(
    shop: Shop, beside: Any, external_alone: bool, where: str
) -> None:
    """SPEC 6.3: all of the transaction, where it has no order. What was declined, failed or cancelled is no refund."""
    orders = {
        "on the same": ("order-1", None),
        "on another of its order": ("order-1", "order-1"),
        "on one of another order": ("order-1", "order-2"),
        "without any": (None, None),
    }
    own, others = orders[where]
    sale = await shop.settled("9000.00", orderId=own)
    other = sale if where == "on the same" else await shop.settled("9000.00", orderId=others)
    await beside(shop, other)
    await mark_refunded(shop, sale, "10.00")
    if external_alone or where in ("on one of another order", "without any"):
        undone = await shop.ask(UNDO_REFUND, transactionId=sale)
        assert undone.body["data"]["undoExternalRefund"]["transaction"]["refundedAmount"]["value"] == "0.00"
    else:
        assert await conditions(shop, UNDO_REFUND, transactionId=sale) == ["NOT_ALL_EXTERNAL"]


async def test_only_the_transaction_s_own_marks_are_undone(shop: Shop) -> None:
    one, other = [await shop.settled("100.00", orderId="order-1") for _ in range(2)]
    for sale in (one, other):
        await mark_refunded(shop, sale, "10.00")
    await shop.ask(UNDO_REFUND, transactionId=one)
    assert (await shop.node(one))["refundedAmount"]["value"] == "0.00"
    assert (await shop.node(other))["refundedAmount"]["value"] == "10.00"


async def test_a_sale_voided_elsewhere_is_passed_over_by_settlement(shop: Shop) -> None:
    sale = await shop.charge("100.00")
    voided = (await shop.ask(MARK_VOIDED, transactionId=sale, reference="v-1", note="In the gateway's pages")).object
    assert (voided["status"], voided["statusHistory"][0]["status"]) == ("VOIDED", "VOIDED")
    mark = await mark_of(shop, sale)
    assert mark is not None
    assert (mark["reference"], mark["note"], mark["markedBy"], mark["undoneBy"]) == (
        *("v-1", "In the gateway's pages", "Key"),
        None,
    )
    await shop.advance("P2D")
    assert (await shop.node(sale))["status"] == "VOIDED"
    undone = (await shop.ask(UNDO_VOID, transactionId=sale, note="A mistake")).object
    assert undone["status"] == "SUBMITTED_FOR_SETTLEMENT", "where the gateway has it"
    assert [each["status"] for each in undone["statusHistory"]][:2] == ["SUBMITTED_FOR_SETTLEMENT", "VOIDED"]
    again = await mark_of(shop, sale)
    assert again is not None
    assert (again["markedBy"], again["undoneBy"]) == ("Key", "Key")
    await shop.advance()
    assert (await shop.node(sale))["status"] == "SETTLED"
    assert await shop.effects(sale) == ["charge"]
    assert (await shop.reverse(sale)).object["status"] == "SUBMITTED_FOR_SETTLEMENT"


@pytest.mark.parametrize(
    ("by", "status"),
    [("P1D", "AUTHORIZED"), ("P8D", "AUTHORIZATION_EXPIRED")],
)
async def test_the_undo_of_a_void_gives_what_the_gateway_says_by_then(shop: Shop, by: str, status: str) -> None:
    sale = await shop.authorize("100.00")
    await shop.ask(MARK_VOIDED, transactionId=sale)
    await shop.advance(by)
    assert (await shop.ask(UNDO_VOID, transactionId=sale)).object["status"] == status


async def test_the_undo_of_a_void_that_the_gateway_has_made_changes_only_whose_word_it_is(shop: Shop) -> None:
    sale = await shop.charge("100.00")
    await shop.ask(MARK_VOIDED, transactionId=sale)
    legacy_id = (await shop.node(sale))["legacyId"]
    await shop.execute("UPDATE sandbox.payments SET status = 'VOIDED' WHERE transaction = $1", legacy_id)
    assert (await shop.ask(UNDO_VOID, transactionId=sale)).object["status"] == "VOIDED"
    assert await conditions(shop, UNDO_VOID, transactionId=sale) == ["NOTHING_TO_UNDO"]


async def test_a_paypal_sale_that_is_pending_can_be_marked_as_voided(shop: Shop) -> None:
    sale = await shop.charge(PENDING_AT_PAYPAL, method=PAYPAL)
    assert (await shop.ask(MARK_VOIDED, transactionId=sale)).object["status"] == "VOIDED"
    assert (await shop.ask(UNDO_VOID, transactionId=sale)).object["status"] == "SETTLEMENT_PENDING"


async def test_a_queued_void_is_called_off_by_a_mark(shop: Shop) -> None:
    sale = await shop.charge("3901.00")
    await shop.void(sale)
    marked = (await shop.ask(MARK_VOIDED, transactionId=sale)).object
    assert (marked["status"], marked["retry"]["state"]) == ("VOIDED", "CANCELLED")
    await shop.advance("P10D")
    assert await shop.effects(sale) == ["charge"]
    assert sum(each["kind"] == "void" for each in await shop.journal(sale)) == 1


@pytest.mark.parametrize("paused", [False, True])
async def test_a_void_of_unknown_outcome_has_to_be_resolved_first(shop: Shop, paused: bool) -> None:
    sale = await shop.charge("3902.00")
    await shop.void(sale)
    if paused:
        await press(shop, PAUSE, sale)
    assert await conditions(shop, MARK_VOIDED, transactionId=sale) == ["REVERSAL_NOT_POSSIBLE_NOW"]


async def test_what_has_settled_was_not_voided(shop: Shop) -> None:
    sale = await shop.settled("100.00")
    assert await conditions(shop, MARK_VOIDED, transactionId=sale) == ["TRANSACTION_NOT_VOIDABLE"]
    assert await conditions(shop, UNDO_VOID, transactionId=sale) == ["NOTHING_TO_UNDO"]


@pytest.mark.parametrize(("orders", "allowed"), [(("a", "a"), False), (("a", "b"), True), ((None, None), True)])
async def test_void_marks_are_undone_while_all_voids_of_the_order_are_external(
    shop: Shop, orders: tuple[str | None, str | None], allowed: bool
) -> None:
    sale, other = [await shop.charge("100.00", orderId=order) for order in orders]
    await shop.void(other)
    await shop.ask(MARK_VOIDED, transactionId=sale)
    if allowed:
        assert (await shop.ask(UNDO_VOID, transactionId=sale)).object["status"] == "SUBMITTED_FOR_SETTLEMENT"
    else:
        assert await conditions(shop, UNDO_VOID, transactionId=sale) == ["NOT_ALL_EXTERNAL"]


MUTATIONS = {"refund": MARK_REFUNDED, "undo refund": UNDO_REFUND, "void": MARK_VOIDED, "undo void": UNDO_VOID}


@pytest.mark.parametrize("name", MUTATIONS)
async def test_it_needs_the_right_to_mark_externally(shop: Shop, name: str) -> None:
    sale = await shop.settled()
    before = await shop.everything()
    other = await shop.key(*(ALL_RIGHTS - {Right.MARK_EXTERNALLY}))
    assert (await other.ask(MUTATIONS[name], transactionId=sale)).codes == ["AUTHORIZATION"]
    assert await shop.everything() == before


@pytest.mark.parametrize("name", MUTATIONS)
async def test_what_another_merchant_has_is_not_found(live: Live, shop: Shop, name: str) -> None:
    async with open_shop(live) as other:
        theirs = await other.settled()
        for sale in (theirs, "nothing", "x" * 10_000):
            assert await conditions(shop, MUTATIONS[name], transactionId=sale) == ["OBJECT_NOT_FOUND"]


async def test_a_refund_is_not_refunded_elsewhere(shop: Shop) -> None:
    made = (await shop.refund(await shop.settled(), "10.00")).object["id"]
    assert await conditions(shop, MARK_REFUNDED, transactionId=made) == ["CREDIT_NOT_REFUNDABLE"]


async def test_payments_without_an_order_have_nothing_to_do_with_each_other(shop: Shop) -> None:
    """An empty order id is none, and one in another currency than the order's makes a payment none of its own."""
    for order_id, account in (("", "usd"), ("order-1", "eur")):
        marked = await shop.settled("100.00", orderId=order_id)
        other = await shop.settled("100.00", account, orderId=order_id)
        await shop.refund(other, "10.00")
        await mark_refunded(shop, marked, "30.00")
        undone = (await shop.ask(UNDO_REFUND, transactionId=marked)).body
        assert "errors" not in undone, undone
        assert (await shop.node(marked))["refundedAmount"]["value"] == "0.00"


async def test_a_mark_that_is_undone_leaves_no_more_than_the_gateway_has_captured(shop: Shop) -> None:
    sale = await shop.authorize("100.00")
    await shop.ask(MARK_VOIDED, transactionId=sale)
    gateway = shop.live.service.gateways.named(SANDBOX)
    at_gateway = (await shop.node(sale))["legacyId"]
    key = uuid4().hex
    await gateway.capture(Instruction(key, key, at_gateway, Money(60_00, "USD"), await shop.now()))
    undone = (await shop.ask(UNDO_VOID, transactionId=sale)).object
    assert (undone["status"], undone["amount"]["value"]) == ("SUBMITTED_FOR_SETTLEMENT", "60.00")
    assert (await shop.settle(sale)).object["refundableAmount"]["value"] == "60.00"
    assert (await shop.refund(sale, "60.01")).codes == ["91521"]
    await verified_of(shop)
