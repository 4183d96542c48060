"""`refundry refund-orders`: told beforehand, with a fee that is kept, and recorded as made elsewhere."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import settings as examples

from app.domain.people.people import Right
from app.settings import Settings
from tests.flows.desk import UPDATE_SETTINGS
from tests.support.merchant_client import Shop, live_service, open_shop
from tests.support.operator import KIM, PATIENCE, Operator, Told, hire
from tests.support.promises import verified
from tests.support.till import look, record

MARKS = frozenset({Right.VIEW, Right.MARK_EXTERNALLY})
LEE = "lee@example.com"


@pytest.fixture
async def shop(settings: Settings) -> AsyncIterator[Shop]:
    """A merchant with people called Kim and Lee, on a database of its own."""
    async with live_service(settings) as live, open_shop(live) as opened:
        await hire(opened)
        await hire(opened, LEE, MARKS)
        yield opened


@pytest.fixture
def operator(shop: Shop, tmp_path: Path) -> Operator:
    return Operator(shop.live.settings, shop.merchant, tmp_path)


def done(told: Told) -> list[dict[str, Any]]:
    """What lines say would be done, or was done: without what only an attempt knows."""
    kept = ("line", "orderId", "result", "currencyCode", "refunded", "underWay", "leftOfOrder", "orderStatus")
    return [
        {
            **{name: line.get(name) for name in kept},
            "payments": [(each["id"], each["action"], each["amount"]) for each in line.get("payments", ())],
            "conditions": [each.get("condition") for each in line.get("problems", ()) if line["result"] == "REFUSED"],
        }
        for line in told.lines
    ]


async def test_a_dry_run_says_what_each_order_gives_back_and_changes_nothing(shop: Shop, operator: Operator) -> None:
    await shop.settled("70.00", orderId="A-1")
    await shop.charge("30.00", orderId="A-2")
    await shop.settled("10.00", orderId="A-3")
    await shop.charge("5.00", orderId="A-3")
    await shop.settled("8.00", account="eur", orderId="A-4")
    ids = ["A-1", "A-2", "A-3", "A-4", "A-5", "A-6"]
    before = await shop.everything()
    told = await operator.refund(ids, "--dry-run")
    assert await shop.everything() == before
    assert not await shop.execute("SELECT 1 FROM changes WHERE note LIKE 'run %'")
    assert (told.status, told.results) == (1, ["REFUNDED"] * 4 + ["REFUSED"] * 2)
    assert all(line["dryRun"] for line in told.lines)
    assert told.said.splitlines() == [
        "Dry run: nothing is refunded.",
        "EUR: 8.00 of 1 orders would go back, 8.00 by refunds and 0.00 by voids",
        "USD: 115.00 of 3 orders would go back, 80.00 by refunds and 35.00 by voids",
        "Unknown order ids, 2: A-5, A-6",
        "6 lines: 4 refunded, 2 refused",
    ]
    run = await operator.refund(ids)
    assert done(run) == done(told)
    again = await operator.refund(ids, "--dry-run")
    assert [line["before"] for line in again.lines[:4]] == [True] * 4
    assert done(again) == done(run)
    assert "would go back" not in again.said
    other = await operator.refund(ids, "--dry-run", "--note", "Another")
    assert [line["problems"][0]["condition"] for line in other.lines[:4]] == ["REQUEST_KEY_REUSED"] * 4
    await verified(shop.live.settings)


async def test_a_fee_is_kept_of_each_order(shop: Shop, operator: Operator) -> None:
    for order_id, amount, account in (("A-1", "70.00", "usd"), ("A-2", "2.50", "usd"), ("A-3", "901", "jpy")):
        await shop.settled(amount, account=account, orderId=order_id)
    await shop.charge("9.99", orderId="A-4")
    ids = ["A-1", "A-2", "A-3", "A-4"]
    told = await operator.refund(ids, "--keep", "2.50", "--dry-run")
    assert told.results == ["REFUNDED", "REFUSED", "REFUSED", "REFUSED"]
    first, nothing, yen, unsettled = told.lines
    assert (first["refunded"], first["leftOfOrder"]) == ("67.50", "2.50")
    assert "2.50 are left, and 2.50 are to be kept of it." in nothing["problems"][0]["message"]
    assert yen["problems"][0]["condition"] == "AMOUNT_INVALID"
    assert unsettled["problems"][0]["condition"] == "AMOUNT_NOT_POSSIBLE"
    run = await operator.refund(ids, "--keep", "2.50")
    assert done(run) == done(told)
    assert done(await operator.refund(ids, "--keep", "2.50")) == done(run)
    assert (await look(shop, "A-1"))["refundedAmount"]["value"] == "67.50"
    share = await operator.refund(["A-3"], "--keep", "33.35%", run="share")
    assert share.lines[0]["refunded"] == "601"
    lines = [{"orderId": "A-2", "amount": "1.00"}]
    refused = await operator.refund(lines, "--keep", "10%", run="amounts")
    assert "leave amounts, line items and adjustments out" in refused.problem["message"]
    await verified(shop.live.settings)


@pytest.mark.parametrize("keep", ["x", "-1", "0", "100%", "1e2", "10%%", "", "2,50", "%"])
async def test_a_wrong_fee_ends_with_2(shop: Shop, operator: Operator, keep: str) -> None:
    told = await operator.refund(["A-1"], f"--keep={keep}")
    assert (told.status, told.lines) == (2, [])
    assert "--keep" in told.said
    assert "Traceback" not in told.said


async def test_refunds_that_were_made_elsewhere_are_recorded(shop: Shop, operator: Operator) -> None:
    """Whatever gateway a payment has, or none: none is called, and the same again changes nothing."""
    await shop.set_account("eur", gateway=None)
    unlinked = {"gatewayTransactionId": "bank-1", "amount": "40.00", "status": "SETTLED"}
    other = {"gatewayTransactionId": "bank-2", "amount": "60.00", "status": "SETTLED"}
    item = {"id": "seat", "name": "Seat", "quantity": 2, "unitAmount": "50.00"}
    answer = await shop.record_order("A-1", "EUR", transactions=[unlinked, other], lineItems=[item])
    assert "errors" not in answer.body
    linked = await shop.settled("10.00", orderId="A-2")
    await shop.charge("5.00", orderId="A-3")
    ids = ["A-1", "A-2", "A-3"]
    options = ("--record-externally", "statement 12", "--note", "By bank")
    told = await operator.refund(ids, *options, "--dry-run", email=LEE)
    assert told.results == ["REFUNDED", "REFUNDED", "REFUSED"]
    assert told.lines[2]["problems"][0]["condition"] == "TRANSACTION_NOT_SETTLED"
    run = await operator.refund(ids, *options, "--cancel-order", email=LEE, run="cancelling")
    assert done(run) == done(told)
    assert await shop.effects(linked) == ["charge"]
    order = await look(shop, "A-1")
    assert (order["status"], order["cancelled"]) == ("REFUNDED", True)
    assert sorted(each["status"] for each in order["refunds"]) == ["SETTLED"] * 2
    rows = await shop.execute("SELECT external_reference, external_by, external_note FROM refunds")
    assert {tuple(row) for row in rows} == {("statement 12", "Kim Larsen (command line)", "By bank")}
    before = await shop.everything()
    again = await operator.refund(ids, *options, "--cancel-order", email=LEE, run="cancelling")
    assert done(again) == done(run)
    assert [line.get("before") for line in again.lines] == [True, True, None]
    assert await shop.everything() == before
    part = [{"orderId": "A-4", "lineItems": [{"lineItemId": "seat", "quantity": 1}]}]
    await shop.record_order("A-4", "EUR", transactions=[{**other, "gatewayTransactionId": "bank-3"}], lineItems=[item])
    told = await operator.refund(part, *options, email=LEE, run="part")
    assert told.lines[0]["refunded"] == "50.00"
    assert (await look(shop, "A-4"))["lineItems"][0]["refundedQuantity"] == 1
    kept = await operator.refund(["A-4"], *options, "--keep", "10%", email=LEE, run="kept")
    assert (kept.lines[0]["refunded"], kept.lines[0]["leftOfOrder"]) == ("9.00", "1.00")
    refused = await operator.refund(ids, *options, email=KIM, run="kim")
    assert refused.status == 1
    assert "has not the right MARK_EXTERNALLY" in refused.said
    wrong = await operator.refund(ids, "--record-externally", " ", email=LEE)
    assert wrong.status == 2
    await verified(shop.live.settings)


async def test_adjustments_of_orders_in_a_file(shop: Shop, operator: Operator) -> None:
    for order_id in ("A-1", "A-2"):
        paid = {"gatewayTransactionId": await shop.paid_elsewhere("24.90"), "amount": "24.90", "status": "SETTLED"}
        item = {"id": "seat", "name": "Seat", "quantity": 1, "unitAmount": "20.00"}
        shipping = {"id": "post", "name": "Post", "kind": "SHIPPING", "amount": "4.90"}
        answer = await shop.record_order(order_id, transactions=[paid], lineItems=[item], adjustments=[shipping])
        assert "errors" not in answer.body, answer.body
    told = await operator.refund([{"orderId": "A-1", "adjustments": [{"adjustmentId": "post", "amount": "4"}]}])
    assert (told.results, told.lines[0]["refunded"]) == (["REFUNDED"], "4.00")
    rows = b"order_id,line_item_id,adjustment_id,adjustment_amount\nA-2,seat,post,1.40\nA-1,,post,\n"
    told = await operator.refund(rows, name="o.csv", run="rows")
    assert [line["refunded"] for line in told.lines] == ["21.40", "0.90"]


async def test_orders_that_are_free_or_refunded_are_cancelled(shop: Shop, operator: Operator) -> None:
    await record(shop, "free", ("seat", 1, "0.00"))
    paid = await shop.settled("10.00", orderId="refunded")
    await shop.refund(paid)
    ids = ["free", "refunded", "unknown"]
    plain = await operator.refund(ids, "--dry-run", run="plain")
    assert plain.results == ["REFUSED"] * 3
    told = await operator.refund(ids, "--dry-run", "--cancel-order")
    assert told.results == ["CANCELLED", "CANCELLED", "REFUSED"]
    assert not (await look(shop, "free"))["cancelled"]
    run = await operator.refund(ids, "--cancel-order", "--note", "Rain")
    assert done(run) == done(told)
    assert run.said.splitlines()[-1] == "3 lines: 2 cancelled, 1 refused"
    assert [(await look(shop, each))["cancelled"] for each in ids[:2]] == [True, True]
    before = await shop.everything()
    again = await operator.refund(ids[:2], "--cancel-order", "--note", "Rain")
    assert (again.status, again.results) == (0, ["CANCELLED"] * 2)
    assert [line["before"] for line in again.lines] == [True, True]
    assert await shop.everything() == before
    await verified(shop.live.settings)


async def mixed(shop: Shop, number: int) -> list[str]:
    """The ids of so many orders, ten at a time, and of some that nobody knows."""
    random = Random(5)
    ids = [f"M-{each}" for each in range(number)]
    for start in range(0, number, 10):
        await asyncio.gather(*(_sell(shop, order_id, random) for order_id in ids[start : start + 10]))
    random.shuffle(ids)
    return [*ids, "M-unknown", "M-never"]


async def _sell(shop: Shop, order_id: str, random: Random) -> None:
    account = random.choice(["usd", "usd", "eur", "jpy", "kwd"])
    amount = {"jpy": str(random.randint(1, 900)), "kwd": f"{random.randint(1, 90)}.250"}.get(account, "")
    amount = amount or f"{random.randint(1, 120)}.{random.randint(0, 99):02}"
    match random.randrange(10):
        case 0 | 1:
            await shop.charge(amount, account=account, orderId=order_id)
        case 2:
            await shop.settled(amount, account=account, orderId=order_id)
            await shop.charge(amount, account=account, orderId=order_id)
        case 3:
            await record(shop, order_id, ("seat", 1, "0"), currency="USD")
        case 4:
            await shop.refund(await shop.settled(amount, account=account, orderId=order_id))
        case 5:
            paid = await shop.settled("80.00", orderId=order_id)
            await shop.refund(paid, "79.99")
        case 6:
            for _ in range(3):
                await shop.settled("1.00", orderId=order_id)
        case _:
            await shop.settled(amount, account=account, orderId=order_id)


async def test_a_mass_refund_does_what_its_dry_run_said(shop: Shop, operator: Operator) -> None:
    """Orders of mixed kinds: settled, unsettled, both, free, refunded, unknown, above the limit, in four currencies."""
    await shop.ask(UPDATE_SETTINGS, approvalLimits=[{"currencyCode": "USD", "amount": "90.00"}])
    orders, patience = (5_000, 1_800) if examples.get_current_profile_name() == "long" else (150, PATIENCE)
    ids = await mixed(shop, orders)
    options = ("--cancel-order", "--note", "The event is off")
    told = await operator.refund(ids, *options, "--dry-run", patience=patience)
    assert not [line for line in told.lines if line["result"] == "NOT_KNOWN"]
    run = await operator.refund(ids, *options, patience=patience)
    assert done(run) == done(told)
    results = Counter(run.results)
    assert {"REFUNDED", "AWAITS_APPROVAL", "CANCELLED", "REFUSED"} <= results.keys()
    for currency in ("USD", "EUR", "JPY", "KWD"):
        said = sum(
            int(each["amount"].replace(".", ""))
            for line in run.lines
            for each in line.get("payments", ())
            if line["currencyCode"] == currency
        )
        line = next(each for each in told.said.splitlines() if each.startswith(f"{currency}: "))
        assert int(line.split()[1].replace(".", "")) == said
    await verified(shop.live.settings)
