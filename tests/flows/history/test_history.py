"""The history of payments, refunds and orders, in words that support people understand (SPEC 8.5)."""

from typing import Any

from app.domain.people.people import Right
from tests.flows.desk import PAUSE, RESUME, RETRY_NOW, press, refunded, resolve
from tests.flows.histories import LINE, check_lines, told, words
from tests.flows.requests import RECORD, reason
from tests.support.merchant_client import REFUND_TRANSACTION, REVERSE, REVERSE_REFUND, SET_UP, Shop

ORDER = f"query ($orderId: String!) {{ order(orderId: $orderId) {{ history {{ {LINE} }} }} }}"
REFUND_ORDER = "mutation ($input: RefundOrderInput!) { refundOrder(input: $input) { order { id } } }"
CANCEL_ORDER = "mutation ($input: CancelOrderInput!) { cancelOrder(input: $input) { order { id } } }"
SETTINGS = "mutation ($input: MerchantSettingsInput!) { updateMerchantSettings(input: $input) { __typename } }"
DECIDE = "mutation ($input: ApprovalInput!) {{ {}(input: $input) {{ refund {{ id }} }} }}"
CHANGES = """query ($first: Int, $after: String) { changes(first: $first, after: $after) {
  edges { cursor node { at by source address what reasonCode note paymentId orderId } } pageInfo { hasNextPage }
} }"""

NOT_REACHED = "the gateway was not reached (The sandbox gateway cannot be reached)"
FREE = "Its amount can be refunded again"


async def order_history(shop: Shop, order_id: str) -> list[dict[str, Any]]:
    answer = await shop.post(ORDER, {"orderId": order_id})
    assert "errors" not in answer.body, answer.body
    lines: list[dict[str, Any]] = answer.body["data"]["order"]["history"]
    check_lines(lines)
    return lines


async def test_a_refund_that_the_queue_gave_up(shop: Shop) -> None:
    of = await refunded(shop, "3000.00")
    await press(shop, PAUSE, of.refund, "Ann wants to wait")
    await press(shop, RESUME, of.refund)
    await press(shop, RETRY_NOW, of.refund, "Ann called again")
    await shop.advance("P3D")
    lines = await told(shop, of.refund)
    assert [(line["by"], line["source"], line["what"], line["note"]) for line in lines] == [
        ("Key", "API", "Asked to refund 3000.00 USD.", None),
        (None, None, f"Attempt 1 to refund: {NOT_REACHED}.", None),
        ("Key", "API", "Paused.", "Ann wants to wait"),
        ("Key", "API", "Resumed.", None),
        ("Key", "API", "Tried again by hand.", "Ann called again"),
        (None, None, f"Attempt 2 to refund: {NOT_REACHED}.", None),
        (None, None, f"Attempt 3 to refund: {NOT_REACHED}.", None),
        (None, None, f"Attempt 4 to refund: {NOT_REACHED}.", None),
        (None, None, f"Attempt 5 to refund: {NOT_REACHED}. It has failed. {FREE}.", None),
    ]


async def test_an_outcome_that_a_person_found_out(shop: Shop) -> None:
    of = await refunded(shop, "3002.02")
    await shop.advance("P4D")
    await resolve(shop, of.refund, "DONE", "They found it")
    first, *_, attention, last = await told(shop, of.refund)
    assert first["what"] == "Asked to refund 3002.02 USD."
    assert (attention["what"], attention["by"]) == ("It needs somebody's attention.", None)
    assert (last["what"], last["note"]) == ("Resolved: done. It is settled.", "They found it (ref-1)")


async def test_a_refund_cancelled_for_a_reason(shop: Shop) -> None:
    of = await refunded(shop, "3000.00")
    code = await reason(shop)
    await shop.ask(REVERSE_REFUND, refundId=of.refund, reasonCode=code, note="It comes back by post")
    *_, last = await told(shop, of.refund)
    assert last["what"] == f"Cancelled while it waited. Reason: Reason {code} ({code}). It is voided. {FREE}."
    assert last["note"] == "It comes back by post"


async def test_what_was_asked_to_be_recorded_anyway(shop: Shop) -> None:
    sale = await shop.settled("4000.00")
    refund = {"amount": "2004.00", "onFailure": "RECORD_ANYWAY"}
    made = (await shop.ask(REFUND_TRANSACTION, transactionId=sale, refund=refund)).object
    assert await words(shop, made["id"]) == [
        "Asked to refund 2004.00 USD.",
        "Attempt 1 to refund: declined by the gateway (2004 Expired Card)."
        " Recorded as refunded externally, as was asked for: 2004.00 USD. It is settled.",
    ]


async def test_a_void_that_turned(shop: Shop) -> None:
    sale = await shop.charge("3900.00")
    refund = (await shop.ask(REVERSE, transactionId=sale, note="Wrong size")).object
    _, _, asked, declined, instead, accepted = await told(shop, sale)
    assert (asked["what"], asked["note"]) == ("Asked to void 3900.00 USD.", "Wrong size")
    assert declined["what"].startswith("Attempt 1 to void: declined by the gateway (")
    assert declined["what"].endswith("It is settled.")
    about = f"Refund {refund['legacyId']}: "
    assert instead["what"] == f"{about}Refunds 3900.00 USD instead, since it has settled."
    assert accepted["what"].startswith(f"{about}Attempt 1 to refund: accepted by the gateway.")


async def test_who_asked_and_who_decided(shop: Shop) -> None:
    await shop.ask(SETTINGS, approvalLimits=[{"currencyCode": "USD", "amount": "5.00"}])
    asker, decider = await shop.person(Right.REFUND), await shop.person(Right.APPROVE)
    for decision, outcome in (("approveRefund", None), ("rejectRefund", f"Rejected. It is voided. {FREE}.")):
        made = (await asker.refund(await shop.settled(), "10.00")).object
        await decider.ask(DECIDE.format(decision), refundId=made["id"], note="I looked")
        asked, decided, *sent = await told(shop, made["id"])
        assert asked["what"] == "Asked to refund 10.00 USD, which awaits approval."
        assert (asked["by"], asked["source"]) == ("A Person", "CONTROL_PANEL")
        assert (decided["what"], decided["note"]) == (outcome or "Approved.", "I looked")
        assert len(sent) == (outcome is None)


async def test_an_order_has_the_history_of_all_that_belongs_to_it(shop: Shop) -> None:
    sale = await shop.settled("20.00", orderId="order-1")
    items = [{"id": "1", "name": "A book", "quantity": 2, "unitAmount": "10.00"}]
    await shop.ask(RECORD, orderId="order-1", currencyCode="USD", lineItems=items)
    part = [{"lineItemId": "1", "quantity": 1}]
    await shop.ask(REFUND_ORDER, orderId="order-1", lineItems=part, note="Torn", cancelOrder=False)
    await shop.ask(CANCEL_ORDER, orderId="order-1", note="The other one too")
    lines = await order_history(shop, "order-1")
    own = [line for line in lines if not line["what"].startswith(("Payment ", "Refund "))]
    assert [line["by"] for line in own] == ["Key"] * 3
    assert [line["note"] for line in own] == [None, "Torn", "The other one too"]
    assert "10.00 USD" in own[1]["what"]
    assert own[2]["what"] == "Cancelled."
    others = [line["what"].partition(": ")[2] for line in lines if line not in own]
    names = [
        line["what"].removeprefix(f"Refund {refund}: ")
        for refund in await refunds(shop, sale)
        for line in await told(shop, sale)
    ]
    assert others == [each.partition(": ")[2] if each.startswith("Refund") else each for each in names]


async def refunds(shop: Shop, sale: str) -> list[str]:
    text = "query ($id: ID!) { node(id: $id) { ... on Transaction { refunds { legacyId } } } }"
    found = (await shop.post(text, {"id": sale})).body["data"]["node"]["refunds"]
    return [each["legacyId"] for each in found]


async def test_an_administrator_reads_every_change_and_where_it_came_from(shop: Shop) -> None:
    sale = await shop.settled("20.00", orderId="order-1")
    refund = (await shop.refund(sale, "5.00")).object
    await shop.ask(CANCEL_ORDER, orderId="order-1", note="Too late")
    await shop.ask(SETTINGS, retryAttempts=2)
    seen: list[dict[str, Any]] = []
    after, more = None, True
    while more:
        page = (await shop.post(CHANGES, {"first": 2, "after": after})).body["data"]["changes"]
        seen += [edge["node"] for edge in page["edges"]]
        after, more = page["edges"][-1]["cursor"], page["pageInfo"]["hasNextPage"]
    seen, set_up = seen[:-SET_UP], seen[-SET_UP:]
    assert [each["what"] for each in set_up] == ["API key made", *["Merchant account added"] * 4, "Merchant added"]
    assert {(each["by"], each["address"]) for each in set_up} == {("command line", None)}
    assert [each["what"] for each in seen] == [
        "Settings changed",
        "Cancelled",
        "Asked to refund 5.00 USD",
        "Settled by hand, as the sandbox allows",
        "Asked to charge 20.00 USD",
    ]
    assert [each["paymentId"] for each in seen] == [None, None, refund["id"], sale, sale]
    assert [each["orderId"] for each in seen] == [None, "order-1", None, None, None]
    assert {(each["by"], each["source"], each["address"]) for each in seen} == {("Key", "API", "127.0.0.1")}
    assert (await shop.post(CHANGES, {"after": "nonsense"})).codes == ["VALIDATION"]
    assert "127.0.0.1" not in str(await told(shop, sale)), "an address is kept, and told to administrators alone"
