"""`refundOrders` starts a run, workers carry it out, and `refundRun` follows it: each order is refunded once."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.domain.ids import read_global_id
from app.domain.people.people import Right
from app.flows.orders.carry_out_run import KEPT_FOR, LEASE, carry_out_run, sweep_runs
from app.flows.orders.refund_run import Run
from app.flows.orders.refund_runs import MOST_OPEN, MOST_ORDERS
from app.flows.service import wall_clock
from app.settings import Settings
from app.store.database import Store
from app.store.orders import refund_runs
from tests.flows.desk import UPDATE_SETTINGS
from tests.flows.people.test_reasons import create
from tests.support.merchant_client import Shop, live_service, open_shop
from tests.support.operator import Operator, hire
from tests.support.promises import verified_of
from tests.support.till import REFUND_ORDERS, REFUND_RUN, look, look_at_run, orders_of, record, start_run

NUMBER = "SELECT id FROM refund_runs WHERE legacy_id = $1"
CHANGES = "{ changes(first: 50) { edges { node { by what note reasonCode } } } }"
HISTORY = "query ($id: String!) { order(orderId: $id) { history { by what } } }"


@pytest.fixture
async def alone(settings: Settings) -> AsyncIterator[Shop]:
    """A merchant on a database of its own."""
    async with live_service(settings) as live, open_shop(live) as opened:
        yield opened


async def number_of(shop: Shop, run: dict[str, Any]) -> int:
    named = read_global_id(run["id"])
    assert named is not None
    return int((await shop.execute(NUMBER, named[1]))[0]["id"])


async def carried_out(shop: Shop, run: dict[str, Any], **page: Any) -> dict[str, Any]:
    """The run once a worker has done all of it."""
    number = await number_of(shop, run)
    while await carry_out_run(shop.live.service, number):
        pass
    return await look_at_run(shop, run["id"], **page)


async def test_each_order_is_refunded_as_refund_order_does_it(shop: Shop) -> None:
    settled, submitted = await shop.settled("70.00", orderId="A-1"), await shop.charge("30.00", orderId="A-2")
    waiting = await shop.settled("4000.00", orderId="A-3")
    await shop.refund(waiting, "999.00")  # 3001.00 are left, which this gateway can't be reached for at first
    started = await start_run(shop, ["A-1", "A-2", "A-1", "A-4", "A-3"], run="gala", note="Rain")
    assert (started["state"], started["orders"], started["done"], started["totals"]) == ("WAITING", 4, 0, [])
    ahead = await look_at_run(shop, started["id"])
    assert [(each["line"], each["orderId"], each["result"]) for each in orders_of(ahead)] == [
        (1, "A-1", None),
        (2, "A-2", None),
        (3, "A-4", None),
        (4, "A-3", None),
    ]
    run = await carried_out(shop, started)
    assert (run["state"], run["done"], run["endedAt"] is None) == ("ENDED", 4, False)
    assert {each["result"]: each["orders"] for each in run["totals"]} == {"REFUNDED": 2, "WAITING": 1, "REFUSED": 1}
    sums = {"currencyCode": "USD", "orders": 3, "refunded": {"value": "100.00"}, "underWay": {"value": "3001.00"}}
    assert run["sums"] == [sums]
    first, second, unknown, _ = orders_of(run)
    [refund] = first.pop("payments")
    assert first == {
        "line": 1,
        "orderId": "A-1",
        "apiRequestKey": Run.key_of("gala", "A-1"),
        "result": "REFUNDED",
        "before": False,
        "refunded": {"value": "70.00"},
        "underWay": {"value": "0.00"},
        "leftOfOrder": {"value": "0.00"},
        "orderStatus": "REFUNDED",
        "problems": [],
    }
    assert refund == {
        "id": settled,
        "result": "REFUNDED",
        "action": "REFUND",
        "refundId": (await look(shop, "A-1"))["refunds"][0]["id"],
        "status": "SUBMITTED_FOR_SETTLEMENT",
        "amount": {"value": "70.00"},
        "outcome": "ACCEPTED",
        "problems": [],
    }
    assert [(each["id"], each["action"]) for each in second["payments"]] == [(submitted, "VOID")]
    assert [(each["code"], each["inputPath"]) for each in unknown["problems"]] == [
        ("OBJECT_NOT_FOUND", ["input", "orderId"])
    ]
    assert [await shop.effects(each) for each in (settled, submitted)] == [["charge", "refund"], ["charge", "void"]]
    refused = await look_at_run(shop, run["id"], result="REFUSED")
    assert [each["orderId"] for each in orders_of(refused)] == ["A-4"]
    pages, after = [], None
    while after is None or pages[-1]["results"]["pageInfo"]["hasNextPage"]:
        pages.append(await look_at_run(shop, run["id"], first=3, after=after))
        after = pages[-1]["results"]["pageInfo"]["endCursor"]
    assert [[each["line"] for each in orders_of(page)] for page in pages] == [[1, 2, 3], [4]]
    await verified_of(shop)


async def test_the_same_run_again_is_the_same_run(shop: Shop) -> None:
    ids = [f"B-{number}" for number in range(6)]
    paid = [await shop.settled("10.00", orderId=each) for each in ids]
    one, other = await asyncio.gather(*(start_run(shop, ids, run="gala", keep="10%") for _ in range(2)))
    assert one["id"] == other["id"]
    number = await number_of(shop, one)
    # Two workers at the same time, of which one holds the lease of the other for over.
    assert sorted(await asyncio.gather(*(carry_out_run(shop.live.service, number) for _ in range(2)))) == [False, True]
    before = await shop.everything()
    again = await start_run(shop, ids, run="gala", keep="10.0%")
    assert (again["id"], again["state"], again["done"]) == (one["id"], "ENDED", 6)
    assert not await carry_out_run(shop.live.service, number)
    assert await shop.everything() == before
    for given in ({"keep": "20%"}, {"keep": "10%", "note": "Rain"}, {"orderIds": ids[:5], "keep": "10%"}):
        refused = await shop.ask(REFUND_ORDERS, **{"orderIds": ids, "run": "gala", **given})
        [problem] = (each["extensions"] for each in refused.body["errors"])
        assert (problem["condition"], problem["inputPath"]) == ("RUN_NAME_TAKEN", ["input", "run"])
    nameless = [await start_run(shop, ids[:1], note="No name") for _ in range(2)]
    assert nameless[0]["id"] == nameless[1]["id"] != one["id"]
    assert [await shop.given_back(each) for each in paid] == [9_00] * 6
    started = [each["node"] for each in (await shop.post(CHANGES)).body["data"]["changes"]["edges"]]
    assert [each["note"] for each in started if each["what"] == "Refund of many orders started"] == [
        f"run {nameless[0]['name']!r}, 1 orders",
        "run 'gala', 6 orders",
    ]


async def test_the_command_and_the_run_of_one_name_refund_an_order_once(shop: Shop, tmp_path: Path) -> None:
    await hire(shop)
    paid = await shop.settled("10.00", orderId="C-1")
    told = await Operator(shop.live.settings, shop.merchant, tmp_path).refund(["C-1"], "--keep", "1.00")
    assert told.results == ["REFUNDED"]
    run = await carried_out(shop, await start_run(shop, ["C-1"], run="gala", keep="1.00"))
    [order] = orders_of(run)
    assert (order["result"], order["before"], order["apiRequestKey"]) == (
        "REFUNDED",
        True,
        told.lines[0]["apiRequestKey"],
    )
    assert await shop.given_back(paid) == 9_00


async def test_a_dry_run_says_it_all_and_changes_nothing(shop: Shop) -> None:
    await shop.settled("70.00", orderId="D-1")
    await shop.charge("30.00", orderId="D-2")
    await record(shop, "D-3", ("seat", 1, "0.00"))
    ids = ["D-1", "D-2", "D-3", "D-4"]
    options = {"run": "gala", "cancelOrder": True}
    before = await shop.everything()
    told = await carried_out(shop, await start_run(shop, ids, dryRun=True, **options))
    assert await shop.everything() == before
    assert told["dryRun"]
    done = await carried_out(shop, await start_run(shop, ids, **options))
    assert done["id"] != told["id"]
    assert [each["result"] for each in orders_of(done)] == ["REFUNDED", "REFUNDED", "CANCELLED", "REFUSED"]
    for name in ("result", "refunded", "underWay", "leftOfOrder", "orderStatus"):
        assert [each[name] for each in orders_of(told)] == [each[name] for each in orders_of(done)], name
    assert done["sums"] == told["sums"]
    later = await carried_out(shop, await start_run(shop, ids, dryRun=True, **options))
    assert later["sums"] == []
    assert [each["before"] for each in orders_of(later)] == [True, True, True, None]


async def test_it_is_done_by_the_rights_and_limits_of_who_asked(shop: Shop) -> None:
    limits = [{"currencyCode": "USD", "amount": "50.00"}]
    await shop.ask(UPDATE_SETTINGS, approvalLimits=limits, requireReasonFromStaff=True)
    await shop.settled("70.00", orderId="E-1")
    await shop.settled("20.00", orderId="E-2")
    await shop.charge("20.00", orderId="E-3")
    asker = await shop.person(Right.VIEW, Right.REFUND)
    refused = await asker.ask(REFUND_ORDERS, orderIds=["E-1"])
    assert refused.body["errors"][0]["extensions"]["condition"] == "REASON_REQUIRED"
    await create(shop, "off", "Called off")
    started = await start_run(asker, ["E-1", "E-2", "E-3"], reasonCode="off")
    run = await carried_out(asker, started)
    assert [each["result"] for each in orders_of(run)] == ["AWAITS_APPROVAL", "REFUNDED", "REFUSED"]
    assert "needs the right VOID" in orders_of(run)[2]["problems"][0]["message"]
    history = (await shop.post(HISTORY, {"id": "E-2"})).body["data"]["order"]["history"]
    asked = [each["what"] for each in history if each["by"] == "A Person"]
    assert any("Asked to refund 20.00 USD" in each for each in asked)
    # What a person may no longer do is not done either.
    await shop.settled("20.00", orderId="E-4")
    later = await start_run(asker, ["E-4"], reasonCode="off")
    await shop.execute("UPDATE users SET rights = '{VIEW}' WHERE merchant_id = $1", shop.merchant.id)
    assert [each["result"] for each in orders_of(await carried_out(shop, later))] == ["REFUSED"]
    keyless = await (await shop.key(Right.REFUND)).post(REFUND_RUN, {"id": run["id"]})
    assert keyless.codes == ["AUTHORIZATION"]


async def test_another_merchant_has_no_such_run(shop: Shop) -> None:
    run = await start_run(shop, ["F-1"], run="gala")
    async with open_shop(shop.live) as other:
        assert (await other.post(REFUND_RUN, {"id": run["id"]})).codes == ["NOT_FOUND"]
        theirs = await start_run(other, ["F-1"], run="gala")
    assert theirs["id"] != run["id"]
    assert (await shop.post(REFUND_RUN, {"id": "nonsense"})).codes == ["NOT_FOUND"]


WRONG: dict[str, tuple[dict[str, Any], str, list[str]]] = {
    "no orders": ({"orderIds": []}, "LIST_EMPTY", ["input", "orderIds"]),
    "a blank id": ({"orderIds": ["A", " "]}, "TEXT_INVALID", ["input", "orderIds", "1"]),
    "a long id": ({"orderIds": ["x" * 256]}, "ORDER_ID_TOO_LONG", ["input", "orderIds", "0"]),
    "NUL": ({"orderIds": ["\0"]}, "TEXT_INVALID", ["input", "orderIds", "0"]),
    "a wrong fee": ({"keep": "100%"}, "TEXT_INVALID", ["input", "keep"]),
    "a blank name": ({"run": " "}, "TEXT_INVALID", ["input", "run"]),
    "a long name": ({"run": "x" * 201}, "TEXT_INVALID", ["input", "run"]),
    "no reference": ({"recordExternally": ""}, "TEXT_INVALID", ["input", "recordExternally"]),
    "no reason": ({"reasonCode": "unheard-of"}, "REASON_UNKNOWN", ["input", "reasonCode"]),
    "a long note": ({"note": "x" * 4001}, "TEXT_TOO_LONG", ["input", "note"]),
}


async def test_what_is_wrong_is_refused_before_anything_is_begun(shop: Shop) -> None:
    for name, (given, condition, path) in WRONG.items():
        [error] = (await shop.ask(REFUND_ORDERS, **{"orderIds": ["A-1"], **given})).body["errors"]
        assert (error["extensions"]["condition"], error["extensions"]["inputPath"]) == (condition, path), name
    assert (await shop.ask(REFUND_ORDERS, orderIds=["A"] * (MOST_ORDERS + 1))).codes == ["RESOURCE_LIMIT"]
    assert not await shop.execute("SELECT FROM refund_runs WHERE merchant_id = $1", shop.merchant.id)
    for number in range(MOST_OPEN):
        await start_run(shop, ["A-1"], run=f"run {number}")
    assert (await shop.ask(REFUND_ORDERS, orderIds=["A-1"], run="one more")).codes == ["RESOURCE_LIMIT"]
    assert (await start_run(shop, ["A-1"], run="run 0"))["state"] == "WAITING"


async def test_the_longest_list_is_taken_and_read_in_pages(shop: Shop) -> None:
    ids = [f"unknown-{number}" for number in range(MOST_ORDERS)]
    run = await start_run(shop, ids)
    assert run["orders"] == MOST_ORDERS
    page = await look_at_run(shop, run["id"])
    assert [each["orderId"] for each in orders_of(page)] == ids[:50]


async def test_a_sweep_finds_what_is_due_and_forgets_what_is_old(alone: Shop) -> None:
    shop, service, at = alone, alone.live.service, wall_clock()
    run = await start_run(shop, ["G-1"], run="gala")
    number = await number_of(shop, run)
    assert await sweep_runs(service) == 1
    # A process of this host that is gone held it; one of another host may be alive.
    for process, found in (("elsewhere:1:abcd-1", 0), (f"{service.process.host}:999999:abcd-1", 1)):
        held = "UPDATE refund_runs SET leased_by = $2, due_at = $3 WHERE id = $1"
        await shop.execute(held, number, process, at + LEASE)
        assert await sweep_runs(service, at) == found
    await carried_out(shop, run)
    assert await sweep_runs(service, at + KEPT_FOR) == 0
    assert (await look_at_run(shop, run["id"]))["state"] == "ENDED"
    await sweep_runs(service, at + KEPT_FOR + timedelta(minutes=1))
    assert (await shop.post(REFUND_RUN, {"id": run["id"]})).codes == ["NOT_FOUND"]
    assert not await shop.execute("SELECT FROM refund_run_orders")


async def test_what_nobody_knew_is_looked_at_again(shop: Shop) -> None:
    paid = await shop.settled("10.00", orderId="H-1")
    run = await carried_out(shop, await start_run(shop, ["H-1"], run="gala"))
    unknown = "UPDATE refund_run_orders SET result = 'NOT_KNOWN', outcome = '{}' WHERE run_id = $1"
    await shop.execute(unknown, await number_of(shop, run))
    [order] = orders_of(await look_at_run(shop, run["id"]))
    assert "Send the request again later" in order["problems"][0]["message"]
    again = await start_run(shop, ["H-1"], run="gala")
    assert (again["id"], again["state"], again["done"]) == (run["id"], "WAITING", 0)
    [order] = orders_of(await carried_out(shop, again))
    assert (order["result"], order["before"]) == ("REFUNDED", True)
    assert await shop.effects(paid) == ["charge", "refund"]


async def test_what_is_looked_at_again_and_what_is_forgotten_are_held_in_one_order(alone: Shop) -> None:
    """Whoever comes second waits for the run, and holds none of its orders meanwhile; whichever it is."""
    shop, store = alone, alone.live.service.store
    await shop.settled("10.00", orderId="I-1")
    run = await carried_out(shop, await start_run(shop, ["I-1"], run="gala"))
    number = await number_of(shop, run)
    await shop.execute("UPDATE refund_run_orders SET result = 'NOT_KNOWN', outcome = '{}' WHERE run_id = $1", number)
    later = wall_clock() + KEPT_FOR + timedelta(minutes=1)
    async with asyncio.timeout(20):
        async with store.begin() as session:
            assert await refund_runs.named(session, shop.merchant.id, "gala", dry_run=False) is not None
            forgetting = asyncio.create_task(forget_runs(store, later))
            await waits_for_a_lock(shop)
            assert await refund_runs.reopen(session, number, wall_clock())
        assert await forgetting == 0, "it is not over any more"
        await carried_out(shop, run)
        async with store.begin() as session:
            assert await refund_runs.forget(session, later, 10) == 1
            starting = asyncio.create_task(start_run(shop, ["I-1"], run="gala"))
            await waits_for_a_lock(shop)
        again = await starting
    assert again["id"] != run["id"], "it is new: of the one before nothing is left"


async def forget_runs(store: Store, at: datetime) -> int:
    async with store.begin() as session:
        return await refund_runs.forget(session, at, 10)


async def waits_for_a_lock(shop: Shop) -> None:
    """Returns once somebody in the shop's database waits for somebody else's row."""
    waiting = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    while not await shop.execute(waiting):
        pass
