"""`refundry refund-orders`: a file's orders are refunded, each exactly as refundOrder does it (SPEC 7.4 and 7.5)."""

import asyncio
import fcntl
import json
import os
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from app.commands.orders.order_files import Entry
from app.commands.orders.refund_files import LAYOUT
from app.commands.orders.refund_results import line_of
from app.domain.people.people import Right
from app.domain.problems import NotAllowed, Problem, Refused
from app.flows.orders.refund_many import PASSES, refund_orders
from app.flows.orders.refund_outcome import OrderRefundOutcome
from app.flows.orders.refund_run import ForAll, RefundTold, Run, begin_run
from app.settings import Settings
from tests.flows.orders.test_concurrency import held
from tests.flows.people.test_reasons import create
from tests.support.approval_desk import APPROVE, open_desk
from tests.support.merchant_client import Shop, live_service, open_shop
from tests.support.operator import KIM, REFUNDS_AND_VOIDS, Line, Operator, ended, hire
from tests.support.promises import verified
from tests.support.till import REFUND_ORDER, look, record

BY_KIM = "Kim Larsen (command line)"
HISTORY = "query ($id: String!) { order(orderId: $id) { history { by what note } } }"
CHANGES = "{ changes(first: 20) { edges { node { by what note reasonCode } } } }"


@pytest.fixture
async def shop(settings: Settings) -> AsyncIterator[Shop]:
    """A merchant with a person called Kim, on a database of its own."""
    async with live_service(settings) as live, open_shop(live) as opened:
        await hire(opened)
        yield opened


@pytest.fixture
def operator(shop: Shop, tmp_path: Path) -> Operator:
    return Operator(shop.live.settings, shop.merchant, tmp_path)


async def test_what_has_settled_is_refunded_and_the_rest_is_voided(shop: Shop, operator: Operator) -> None:
    settled, submitted = await shop.settled("70.00", orderId="A-1"), await shop.charge("30.00", orderId="A-2")
    both = await shop.settled("10.00", orderId="Ä 3"), await shop.charge("5.00", orderId="Ä 3")
    told = await operator.refund(b"A-1\r\n\r\n  A-2\nA-4\n" + "Ä 3".encode(), name="orders.txt")
    assert (told.status, told.results) == (1, ["REFUNDED", "REFUNDED", "REFUSED", "REFUNDED"])
    assert [line["line"] for line in told.lines] == [1, 3, 4, 5]
    assert told.said.splitlines()[-1] == "5 lines: 3 refunded, 1 refused"
    first = told.lines[0]
    [refund] = first.pop("payments")
    assert first == {
        "line": 1,
        "lines": [1, 1],
        "orderId": "A-1",
        "apiRequestKey": Run.key_of("gala", "A-1"),
        "result": "REFUNDED",
        "before": False,
        "currencyCode": "USD",
        "refunded": "70.00",
        "underWay": "0.00",
        "leftOfOrder": "0.00",
        "orderStatus": "REFUNDED",
    }
    assert refund == {
        "id": settled,
        "result": "REFUNDED",
        "action": "REFUND",
        "refundId": (await look(shop, "A-1"))["refunds"][0]["id"],
        "status": "SUBMITTED_FOR_SETTLEMENT",
        "amount": "70.00",
        "outcome": "ACCEPTED",
        "problems": [],
    }
    [void] = told.lines[1]["payments"]
    assert (void["id"], void["action"], void["refundId"], void["status"]) == (submitted, "VOID", None, "VOIDED")
    assert {(each["id"], each["action"]) for each in told.lines[3]["payments"]} == {
        (both[0], "REFUND"),
        (both[1], "VOID"),
    }
    assert told.lines[3]["refunded"] == "15.00"
    assert (told.problem["errorClass"], told.problem["line"], told.problem["field"]) == ("NOT_FOUND", 4, "orderId")
    assert [await shop.effects(each) for each in (settled, submitted)] == [["charge", "refund"], ["charge", "void"]]
    await verified(shop.live.settings)


async def test_the_same_run_again_changes_nothing_and_says_the_same(shop: Shop, operator: Operator) -> None:
    for number in range(8):
        await (shop.settled if number % 2 else shop.charge)(f"{number + 1}.00", orderId=f"A-{number}")
    ids = [f"A-{number}" for number in range(8)]
    once = await operator.refund(ids)
    assert (once.status, once.said.splitlines()[-1]) == (0, "8 lines: 8 refunded")
    before = await shop.everything()
    again = await operator.refund(ids)
    assert (again.status, again.said.splitlines()[-1]) == (0, "8 lines: 8 refunded; 8 known before")
    assert again.lasting() == once.lasting()
    assert await shop.everything() == before
    # Over HTTP the key of a line gives the very same object.
    asked = {"orderId": "A-3", "apiRequestKey": once.lines[3]["apiRequestKey"]}
    answer = await shop.post(REFUND_ORDER, {"input": asked})
    [result] = answer.body["data"]["refundOrder"]["results"]
    assert result["reversal"]["id"] == once.lines[3]["payments"][0]["refundId"]
    assert await shop.everything() == before
    # Another run is another request.
    other = await operator.refund(ids, run="another")
    assert other.status == 1
    assert {each["condition"] for line in other.lines for each in line["problems"]} == {"NOTHING_TO_REFUND"}


async def test_the_history_says_who_it_was(shop: Shop, operator: Operator) -> None:
    await create(shop, "cancelled", "The event was cancelled")
    await shop.settled("70.00", orderId="A-1")
    told = await operator.refund(["A-1"], "--reason-code", "cancelled", "--note", "Rain", "--cancel-order")
    assert told.status == 0, told
    assert (await look(shop, "A-1"))["cancelled"]
    history = (await shop.post(HISTORY, {"id": "A-1"})).body["data"]["order"]["history"]
    asked = [each for each in history if each["note"] == "Rain"]
    assert len(asked) > 1
    assert {each["by"] for each in asked} == {BY_KIM}
    assert all("The event was cancelled" in each["what"] for each in asked)
    assert {each["by"] for each in history if each["what"].startswith("Cancelled")} == {BY_KIM}
    changes = (await shop.post(CHANGES)).body["data"]["changes"]["edges"]
    [begun] = [edge["node"] for edge in changes if edge["node"]["by"] == "command line" and edge["node"]["note"]][:1]
    assert begun == {
        "by": "command line",
        "what": "Orders refunded at the command line",
        "note": "run 'gala', in the name of kim@example.com",
        "reasonCode": "cancelled",
    }


async def test_lines_say_more_than_options(shop: Shop, operator: Operator) -> None:
    for code in ("rain", "fire"):
        await create(shop, code, f"There was {code}")
    paid = {name: await shop.settled("100.00", orderId=name) for name in ("A-1", "A-2", "A-3", "A-4", "A-5")}
    await record(shop, "A-2", ("ticket", 4, "20.00", "1.00"), ("fee", 1, "16.00"))
    await shop.charge("7.00", orderId="A-5")
    told = await operator.refund(
        [
            {"orderId": "A-1", "amount": 40.5, "cancelOrder": False, "note": "Half of it"},
            {"orderId": "A-2", "lineItems": [{"lineItemId": "ticket", "quantity": 2}, {"lineItemId": "fee"}]},
            {"orderId": "A-3", "balanceDue": "3", "reasonCode": "fire", "amount": None},
            {"orderId": "A-4", "apiRequestKey": "a key of mine", "onFailure": "SKIP", "amount": "1"},
            {"orderId": "A-5", "transactionIds": [paid["A-5"]]},
        ],
        *("--reason-code", "rain", "--note", "All of it", "--cancel-order"),
    )
    assert (told.status, told.results) == (0, ["REFUNDED"] * 5), told.lines
    assert [line["refunded"] for line in told.lines] == ["40.50", "58.00", "100.00", "1.00", "100.00"]
    orders = [await look(shop, name) for name in paid]
    assert [order["cancelled"] for order in orders] == [False, True, True, True, True]
    assert [item["refundedQuantity"] for item in orders[1]["lineItems"]] == [2, 1]
    assert orders[2]["balanceDue"]["value"] == "3.00"
    assert told.lines[3]["apiRequestKey"] == "a key of mine"
    rows = await shop.execute("SELECT reason_code, note, on_failure FROM order_refunds ORDER BY id")
    why = {tuple(row) for row in rows}
    assert why == {
        ("rain", "Half of it", "QUEUE"),
        ("rain", "All of it", "QUEUE"),
        ("fire", "All of it", "QUEUE"),
        ("rain", "All of it", "SKIP"),
    }
    await verified(shop.live.settings)


async def test_csv_and_a_bad_row_that_leaves_its_whole_order_out(shop: Shop, operator: Operator) -> None:
    for name in ("A-1", "A-2", "A-3", "A-4"):
        await shop.settled("100.00", orderId=name)
        await record(shop, name, ("ticket", 4, "20.00"), ("fee", 1, "20.00"))

    def row(order_id: str, **cells: str) -> str:
        values = {"order_id": order_id, **cells}
        return ",".join(values.get(column, "") for column in LAYOUT.columns)

    rows = [
        ",".join(LAYOUT.columns),
        row("A-1", line_item_id="ticket", line_item_quantity="3", cancel_order="true", note='"Wet, cold"'),
        row("A-1", line_item_id="fee", line_item_amount="1.50"),
        row("A-2", line_item_id="ticket", line_item_quantity="3"),
        row("A-2", line_item_id="fee", line_item_quantity="many"),
        row("A-3", amount="12.5", on_failure="SKIP", balance_due="0"),
        row("A-4", line_item_id="ticket", line_item_quantity="5"),
        row("A-5", cancel_order="perhaps"),
    ]
    told = await operator.refund("\n".join(rows).encode(), name="orders.csv")
    assert told.results == ["REFUNDED", "UNREADABLE", "REFUNDED", "REFUSED", "UNREADABLE"]
    assert [line.get("refunded") for line in told.lines] == ["61.50", None, "12.50", None, None]
    bad_row, refused, bad_cell = (told.lines[number] for number in (1, 3, 4))
    assert (bad_row["line"], bad_row["lines"]) == (5, [4, 5])
    assert "`line_item_quantity`" in bad_row["problems"][0]["message"]
    [problem] = refused["problems"]
    assert (problem["line"], problem["field"], problem["condition"]) == (7, "line_item_quantity", "QUANTITY_INVALID")
    assert "`cancel_order`" in bad_cell["problems"][0]["message"]
    orders = [await look(shop, name) for name in ("A-1", "A-2")]
    assert [order["cancelled"] for order in orders] == [True, False]
    assert orders[1]["refundedAmount"]["value"] == "0.00"
    assert (told.status, told.said.splitlines()[-1]) == (1, "8 lines: 2 refunded, 1 refused, 2 unreadable")


async def test_rows_of_an_order_that_stand_apart(shop: Shop, operator: Operator) -> None:
    """The first rows are refunded, and the results report the others."""
    for name in ("A-1", "A-2"):
        await shop.settled("100.00", orderId=name)
        await record(shop, name, ("ticket", 4, "20.00"), ("fee", 1, "20.00"))
    rows = b"order_id,line_item_id\nA-1,ticket\n A-2 , fee\nA-2,ticket\nA-1,fee\n"
    told = await operator.refund(rows, name="o.csv")
    assert (told.results, told.status) == (["REFUNDED", "REFUNDED", "UNREADABLE"], 1)
    assert [line.get("refunded") for line in told.lines] == ["80.00", "100.00", None]
    assert [line["lines"] for line in told.lines] == [[2, 2], [3, 4], [5, 5]]
    assert (
        told.problem["message"]
        == "order_id: line 2 has this order already. The rows of one order have to stand together."
    )
    again = await operator.refund(rows, name="o.csv")
    assert again.lasting() == told.lasting()


async def test_an_empty_cell_is_not_taken_for_everything(shop: Shop, operator: Operator) -> None:
    for name in ("A-1", "A-2"):
        await shop.settled("100.00", orderId=name)
    for columns, cell in (("amount", "12"), ("amount,line_item_id,note", "12,,"), ("line_item_quantity", "")):
        rows = f"order_id,{columns}\nA-1,{cell}\nA-2,{',' * columns.count(',')}\n"
        told = await operator.refund(rows.encode(), name="o.csv")
        assert told.results == ["REFUNDED" if cell else "UNREADABLE", "UNREADABLE"]
        assert "with a file without these columns" in told.lines[1]["problems"][0]["message"]
    told = await operator.refund(b"order_id,note\nA-2,\n", name="o.csv")
    assert told.lines[0]["refunded"] == "100.00"


async def test_an_order_of_endless_rows(shop: Shop, operator: Operator) -> None:
    await shop.settled("100.00", orderId="A-1")
    rows = "".join(f"A-1,{number}\n" for number in range(1_000))
    told = await operator.refund(f"order_id,line_item_id\n{rows}".encode(), name="o.csv")
    [line] = told.lines
    assert (line["result"], line["line"], line["lines"]) == ("UNREADABLE", 502, [2, 1_001])
    assert told.problem["message"] == "line_item_id: an order can have at most 500 of them."


async def test_lines_that_a_quote_swallows_are_told(shop: Shop, operator: Operator) -> None:
    await shop.settled("100.00", orderId="A-1")
    told = await operator.refund(b'order_id,note\nA-1,"Wet,\n cold"\nA-2,"never\nA-3,closed\nA-4,\n', name="o.csv")
    assert told.results == ["UNREADABLE", "UNREADABLE"]
    assert [line["lines"] for line in told.lines] == [[2, 3], [4, 6]]
    assert told.said.splitlines()[-1] == "6 lines: 2 unreadable"


BAD_LINES = {
    b"{": "not JSON",
    '{"orderId": "Ä"}'.encode("latin-1"): "UTF-8",
    b'{"orderId": "A-1", "orderId": "A-2"}': "twice",
    b'{"orderId": "A-1", "colour": "red"}': "unknown field `colour`",
    b'{"amount": "1.00"}': "missing required field `orderId`",
    b'{"orderId": "A-1", "onFailure": "SHRUG"}': "one of QUEUE, RECORD_ANYWAY, SKIP",
    b'{"orderId": "A-1", "amount": true}': "`amount`",
    b'{"orderId": "A-1", "amount": "' + b"1" * 101 + b'"}': "amount: Amount is too long",
    b'{"orderId": "A-1", "cancelOrder": "yes"}': "`cancelOrder`",
    b'{"orderId": "A-1", "lineItems": [{"lineItemId": "a", "quantity": 1.5}]}': "quantity",
    b'{"orderId": "' + b"x" * 1_000_100 + b'"}': "longer than",
}
REFUSED_LINES: dict[str, dict[str, Any]] = {
    "amount": {"orderId": "A-1", "amount": "1.001"},
    "orderId": {"orderId": "x" * 256},
    "reasonCode": {"orderId": "A-1", "reasonCode": "never-heard-of"},
    "lineItems.0.lineItemId": {"orderId": "A-1", "lineItems": [{"lineItemId": "nothing"}]},
    "transactionIds.0": {"orderId": "A-1", "transactionIds": ["nothing"]},
    "previewToken": {"orderId": "A-1", "previewToken": "another order's"},
    "apiRequestKey": {"orderId": "A-1", "apiRequestKey": ""},
    "note": {"orderId": "A-1", "note": "x" * 4001},
}


async def test_a_bad_line_loses_none_of_the_others(shop: Shop, operator: Operator) -> None:
    good = [await shop.settled("10.00", orderId=name) for name in ("A-0", "A-9")]
    await shop.settled("10.00", orderId="A-1")
    told = await operator.refund(
        b'\xef\xbb\xbf{"orderId": "A-0"}\n' + b"\n".join(BAD_LINES) + b'\n{"orderId": "A-9"}\n', run="unreadable"
    )
    assert told.results == ["REFUNDED", *["UNREADABLE"] * len(BAD_LINES), "REFUNDED"]
    for line, reason in zip(told.lines[1:-1], BAD_LINES.values(), strict=True):
        assert reason in line["problems"][0]["message"]
    assert [await shop.effects(each) for each in good] == [["charge", "refund"]] * 2
    too_many = {"orderId": "A-1", "lineItems": [{"lineItemId": str(number)} for number in range(501)]}
    told = await operator.refund([*REFUSED_LINES.values(), too_many], run="refused")
    assert (told.status, set(told.results)) == (1, {"REFUSED"})
    assert [line["problems"][0].get("field") for line in told.lines] == [*REFUSED_LINES, None]
    assert "lineItems 501" in told.lines[-1]["problems"][0]["message"]
    assert (await look(shop, "A-1"))["refundedAmount"]["value"] == "0.00"


async def test_a_key_that_can_be_none(shop: Shop, operator: Operator) -> None:
    await shop.settled("10.00", orderId="A-1")
    keys = ["a\0b", "\ud800", "x" * 256]
    content = "".join(json.dumps({"orderId": "A-1", "apiRequestKey": key}) + "\n" for key in keys)
    told = await operator.refund(content.encode())
    assert told.results == ["REFUSED"] * 3
    conditions = [line["problems"][0]["condition"] for line in told.lines]
    assert conditions == ["TEXT_INVALID", "TEXT_INVALID", "REQUEST_KEY_TOO_LONG"]
    assert "SELECT" not in told.said


async def test_who_waits_for_others_was_not_known_before(settings: Settings) -> None:
    """Nor is it refused, if that takes too long: what the others do is not known yet."""
    hasty = settings.model_copy(update={"lock_timeout": 0.2})
    async with live_service(hasty) as live, open_shop(live) as shop:
        await hire(shop)
        paid = await shop.settled("10.00", orderId="A-1")
        run = await begin_run(live.service, "gala", shop.merchant.public_id, KIM, ForAll())
        entry = Entry(1, 1, RefundTold("A-1"))
        async with held(shop, paid):
            ended = asyncio.create_task(_only(refund_orders(live.service, run, [entry], 1)))
            await asyncio.sleep(1)
            assert not ended.done()
        given_back = await ended
        assert isinstance(given_back, OrderRefundOutcome)
        assert not given_back.before
        assert await shop.given_back(paid) == 10_00
        for condition in PASSES:
            assert line_of(entry, run, Refused(Problem(condition, ("input", "orderId"))))["result"] == "NOT_KNOWN"


async def _only(outcomes: AsyncIterator[tuple[Any, OrderRefundOutcome | Exception]]) -> OrderRefundOutcome | Exception:
    [(_, outcome)] = [each async for each in outcomes]
    return outcome


async def test_an_order_that_stands_twice_in_a_file(shop: Shop, operator: Operator) -> None:
    paid = await shop.settled("100.00", orderId="A-1")
    await shop.settled("100.00", orderId="A-2")
    told = await operator.refund(
        [{"orderId": "A-1", "amount": "10"}, {"orderId": "A-1", "amount": "10.00"}, {"orderId": "A-2"}] * 2
    )
    assert (told.status, told.results) == (0, ["REFUNDED"] * 6)
    assert [line["payments"][0]["refundId"] for line in told.lines[:2]] == [
        told.lines[3]["payments"][0]["refundId"]
    ] * 2
    assert await shop.given_back(paid) == 10_00


async def test_a_file_that_was_changed_is_told_so_on_its_line(shop: Shop, operator: Operator) -> None:
    paid = {name: await shop.settled("100.00", orderId=name) for name in ("A-1", "A-2", "A-3")}
    assert (await operator.refund([{"orderId": "A-1", "amount": "10"}, {"orderId": "A-2"}])).status == 0
    changed: list[str | dict[str, Any]] = [{"orderId": "A-1", "amount": "11"}, {"orderId": "A-2"}, {"orderId": "A-3"}]
    told = await operator.refund(changed)
    assert (told.status, told.results) == (1, ["REFUSED", "REFUNDED", "REFUNDED"])
    assert (told.problem["legacyCode"], told.problem["line"]) == ("915232", 1)
    told = await operator.refund(changed, "--note", "other options are another question as well")
    assert [line["problems"][0]["legacyCode"] for line in told.lines] == ["915232"] * 3
    assert [await shop.given_back(each) for each in paid.values()] == [10_00, 100_00, 100_00]


async def test_what_is_above_the_limit_waits_for_another_person(shop: Shop, operator: Operator) -> None:
    desk = await open_desk(shop)
    paid = {name: await shop.settled(amount, orderId=name) for name, amount in (("A-1", "99.00"), ("A-2", "101.00"))}
    told = await operator.refund([*paid])
    assert (told.status, told.results) == (3, ["REFUNDED", "AWAITS_APPROVAL"])
    assert (told.lines[1]["refunded"], told.lines[1]["underWay"]) == ("0.00", "101.00")
    assert await shop.effects(paid["A-2"]) == ["charge"]
    [part] = told.lines[1]["payments"]
    approved = await desk.approver.ask(APPROVE, refundId=part["refundId"])
    assert approved.object["status"] == "SUBMITTED_FOR_SETTLEMENT"
    told = await operator.refund([*paid])
    assert (told.status, told.results) == (0, ["REFUNDED", "REFUNDED"])
    await verified(shop.live.settings)


async def test_the_queue_goes_on_with_what_the_gateway_does_not_take(shop: Shop, operator: Operator) -> None:
    """A queued refund is retried with the rights that its person has then."""
    amounts = {"later": "3001.00", "declined": "2001.00", "lost": "3002.00"}
    paid = {name: await shop.settled("4000.00", orderId=name) for name in amounts}
    lines: list[str | dict[str, Any]] = [{"orderId": name, "amount": amount} for name, amount in amounts.items()]
    told = await operator.refund(lines)
    assert (told.status, told.results) == (1, ["WAITING", "NOT_REFUNDED", "WAITING"])
    outcomes = [line["payments"][0]["outcome"] for line in told.lines]
    assert outcomes == ["UNAVAILABLE", "DECLINED", "UNKNOWN"]
    await shop.advance("P1D")
    told = await operator.refund(lines)
    assert (told.status, told.results) == (1, ["REFUNDED", "NOT_REFUNDED", "REFUNDED"])
    assert [line["before"] for line in told.lines] == [True] * 3
    assert [await shop.given_back(each) for each in paid.values()] == [3001_00, 0, 3002_00]
    skipped = await operator.refund([{"orderId": "later", "amount": "3000.00"}], "--on-failure", "skip", run="skip")
    assert (skipped.status, skipped.results) == (1, ["REFUSED"])
    await verified(shop.live.settings)


async def test_what_can_not_be_given_back_is_not_passed_over(shop: Shop, operator: Operator) -> None:
    """One payment can't be refunded: the order is not refunded in full, whatever happened to the other."""
    await shop.settled("10.00", orderId="A-1")
    await shop.settled("20.00", "eur", orderId="A-2")
    away = await shop.settled("30.00", orderId="A-1", method="fake-no-refunds-nonce")
    told = await operator.refund(["A-1", "A-2"])
    assert (told.status, told.results) == (1, ["PARTLY_REFUNDED", "REFUNDED"]), told.lines
    names = "orderStatus", "refunded", "leftOfOrder"
    assert [told.lines[0][name] for name in names] == ["PARTIALLY_REFUNDED", "10.00", "30.00"]
    assert await shop.effects(away) == ["charge"]


async def test_nobody_gets_more_done_than_by_signing_in(shop: Shop, operator: Operator) -> None:
    await hire(shop, "refunds@example.com", frozenset({Right.REFUND}))
    await hire(shop, "views@example.com", frozenset({Right.VIEW}))
    await shop.settled("10.00", orderId="settled")
    submitted = await shop.charge("10.00", orderId="submitted")
    told = await operator.refund(["settled", "submitted"], email="refunds@example.com")
    assert (told.status, told.results) == (1, ["REFUNDED", "REFUSED"])
    assert (told.problem["errorClass"], "VOID" in told.problem["message"]) == ("AUTHORIZATION", True)
    assert await shop.effects(submitted) == ["charge"]
    for who, options, reason in (
        ("views@example.com", (), "neither the right REFUND nor the right VOID"),
        ("nobody@example.com", (), "no user who signs in as"),
        ("no address", (), "no user who signs in as"),
        (KIM, ("--on-failure", "RECORD_ANYWAY"), "MARK_EXTERNALLY"),
    ):
        told = await operator.refund(["submitted"], *options, email=who)
        assert (told.status, told.lines) == (1, [])
        assert reason in told.said
        assert "Traceback" not in told.said
    await shop.set_merchant(require_reason_from_staff=True)
    told = await operator.refund(["submitted"])
    assert told.problem["condition"] == "REASON_REQUIRED"


async def test_a_right_that_is_taken_away_meanwhile_is_gone(shop: Shop) -> None:
    """A revocation counts from the next order on, as for a person who has signed in."""
    paid = [await shop.settled("10.00", orderId=order_id) for order_id in ("A-1", "A-2", "A-3")]
    service = shop.live.service
    run = await begin_run(service, "gala", shop.merchant.public_id, KIM, ForAll())
    lines = [Line(RefundTold(order_id)) for order_id in ("A-1", "A-2", "A-1")]
    done = []
    async for _, outcome in refund_orders(service, run, lines, 1):
        done.append(outcome)
        await shop.execute("UPDATE users SET rights = ARRAY['VIEW'] WHERE email = $1", KIM)
    assert [type(outcome) for outcome in done] == [OrderRefundOutcome, NotAllowed, NotAllowed]
    await shop.execute("DELETE FROM users WHERE email = $1", KIM)
    [(_, gone)] = [each async for each in refund_orders(service, run, [Line(RefundTold("A-3"))], 1)]
    assert isinstance(gone, NotAllowed)
    assert [await shop.given_back(each) for each in paid] == [10_00, 0, 0]


async def test_another_merchants_orders_and_people_are_none(shop: Shop, operator: Operator) -> None:
    async with open_shop(shop.live) as other:
        await hire(other, "other@example.com", REFUNDS_AND_VOIDS)
        theirs = await other.settled("10.00", orderId="A-1")
        told = await operator.refund(["A-1"])
        assert (told.results, told.problem["errorClass"]) == (["REFUSED"], "NOT_FOUND")
        assert (await operator.refund(["A-1"], email="other@example.com")).lines == []
        assert await other.effects(theirs) == ["charge"]


async def test_what_can_not_be_begun_is_told_in_a_line(shop: Shop, operator: Operator) -> None:
    before = await shop.everything()
    for name, content, options, reason in (
        ("o.xlsx", b"A-1", (), "--format ids"),
        ("o.csv", b"order,amount\n", (), "Its columns order are unknown"),
        ("o.csv", b"amount\n1.00\n", (), "order_id"),
        ("o.txt", "A-1\n".encode("utf-16"), (), "UTF-16"),
        ("o.txt", b"A-1", ("--results", str(operator.folder / "o.txt")), "--results names the input file"),
        ("o.txt", b"A-1", ("--results", str(operator.folder)), "Is a directory"),
        ("o.txt", b"", (), "o.txt names no order"),
        ("o.jsonl", b"\n  \n", (), "o.jsonl names no order"),
        ("o.txt", b"A-1", ("--run", " "), "A run's name"),
        ("o.txt", b"A-1", ("--run", "gala "), "no blanks around"),
        ("o.txt", b"A-1", ("--run", "x" * 201), "A run's name"),
        ("o.txt", b"A-1", ("--merchant", "nobody"), "no merchant 'nobody'"),
    ):
        told = await operator.refund(content, *options, name=name)
        assert (told.status, told.lines) == (1, [])
        assert reason in told.said
        assert "Traceback" not in told.said
    assert (operator.folder / "o.txt").read_bytes() == b"A-1"
    # Not even among the merchant's changes: nothing was begun.
    assert await shop.everything() == before


async def test_results_in_a_file(shop: Shop, operator: Operator) -> None:
    await shop.settled("10.00", orderId="A-1")
    results = operator.folder / "results.jsonl"
    told = await operator.refund(["A-1"], "--results", str(results))
    assert (told.status, told.lines, len(results.read_text().splitlines())) == (0, [], 1)
    once = results.read_bytes()
    assert (await operator.refund(["A-1"], "--results", str(results), "--merchant", "nobody")).status == 1
    assert results.read_bytes() == once
    with results.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        told = await operator.refund(["A-1"], "--results", str(results))
    assert (told.status, "another command is writing this file" in told.said) == (1, True)
    assert results.read_bytes() == once
    assert (await operator.refund(["A-1"], "--results", str(results))).status == 0
    assert len(results.read_text().splitlines()) == 1


@pytest.mark.parametrize("full", [("--results", "/dev/full"), ()], ids=["results", "the output"])
async def test_results_that_have_no_room(shop: Shop, operator: Operator, full: tuple[str, ...]) -> None:
    """One line reports it. Orders that were started are refunded, and the next start finds them."""
    ids = [f"A-{number}" for number in range(3)]
    paid = [await shop.settled("10.00", orderId=each) for each in ids]
    file = operator.write(ids)
    nowhere = os.open("/dev/full", os.O_WRONLY)
    process = operator.start(file, "--at-a-time", "1", *full, stdout=subprocess.PIPE if full else nowhere)
    os.close(nowhere)
    told = await ended(process)
    assert (told.status, "Traceback" in told.said) == (1, False)
    name = "--results /dev/full" if full else "Standard output"
    assert told.said.endswith(f"refundry: {name}: No space left on device. What was started is done. Start it again.\n")
    assert [await shop.given_back(each) for each in paid] == [10_00, 0, 0]
    told = await operator.refund(ids)
    assert [line["before"] for line in told.lines] == [True, False, False]


async def test_whatever_stands_in_a_line_its_result_can_be_written(operator: Operator) -> None:
    lines = [rb'{"orderId": "\ud800"}', b'{"orderId": "a\xc2\x85b"}', rb'{"orderId": "A-1", "amount": "\u2028"}']
    told = await operator.refund(b"\n".join(lines))
    assert (told.status, told.results) == (1, ["REFUSED"] * 3)
    assert [line.get("orderId") for line in told.lines] == ["\ud800", "a\x85b", "A-1"]


def test_no_two_orders_and_no_two_runs_share_a_key() -> None:
    names = ["a", "b", "a b", 'a"', "a, b", "Ä", "\ud800"]
    keys = {Run.key_of(run, order_id) for run in names for order_id in names}
    assert len(keys) == len(names) ** 2
    assert all(len(key) <= 255 and key.isascii() for key in keys)
