"""The jobs of the four handbooks, by mouse and by keyboard, in wide and narrow windows, counted."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.domain.people.people import Right
from app.flows.people.people import CreateUserAsk, add_person
from tests.desk.scenes.lists import LONG
from tests.desk.scenes.scene import Scene, Told
from tests.flows.desk import MARK_REFUNDED, MARK_VOIDED
from tests.flows.people.test_reasons import create
from tests.support.merchant_client import Shop
from tests.support.staff import PASSWORD, hire, new_email
from tests.support.till import record

PAGE = Path(__file__).parents[3] / "docs" / "desk.md"
ROW = re.compile(r"^\| ([^|]+) \| [^|]+ \| (\d+) \| (\d+) \|$", re.MULTILINE)

ALWAYS = {"mouse-1366": (False, 1366), "keyboard-390": (True, 390)}
AT_LENGTH = {"mouse-390": (False, 390), "keyboard-1366": (True, 1366)}
WAYS = {**ALWAYS, **(AT_LENGTH if LONG else {})}
"""How the jobs are done: by keyboard or not, and the width of the window. Each job is done in each of these ways."""

JOURNAL = """
SELECT j.kind, j.amount FROM sandbox.journal j JOIN transactions t ON t.legacy_id = j.transaction
WHERE t.merchant_id = $1 AND t.order_id = $2 AND j.effect AND j.kind <> 'charge' ORDER BY j.seq
"""


@dataclass(frozen=True, slots=True)
class Job:
    """`begin` gives what the job is about, from its order's id. `said` begins the sentence at its end, and `done` is
    what the gateway has done of the order by then: kinds and minor units.
    """

    begin: Callable[[Shop, str], Awaitable[dict[str, Any]]]
    said: str
    done: tuple[tuple[str, int], ...] = ()


async def _paid(shop: Shop, order: str) -> dict[str, Any]:
    return await _of(shop, order, await shop.settled("10.00", orderId=order))


async def _unsettled(shop: Shop, order: str) -> dict[str, Any]:
    return await _of(shop, order, await shop.charge("10.00", orderId=order))


async def _refunded(shop: Shop, order: str) -> dict[str, Any]:
    about = await _paid(shop, order)
    await shop.refund(about["id"])
    return about


async def _large(shop: Shop, order: str) -> dict[str, Any]:
    """An amount of 3001.00 is what the gateway can't be reached for."""
    payment = await shop.settled("4000.00", orderId=order)
    return {**await _of(shop, order, payment), **await _bought(shop, order)}


async def _waiting(shop: Shop, order: str) -> dict[str, Any]:
    payment = await shop.settled("4000.00", orderId=order)
    refund = (await shop.refund(payment, "3001.00")).object
    assert refund["retry"]["state"] == "WAITING"
    return {"order": order, "refund": refund["legacyId"]}


async def _marked(shop: Shop, order: str) -> dict[str, Any]:
    payment = await shop.settled("10.00", orderId=order)
    refund = (await shop.ask(MARK_REFUNDED, transactionId=payment, reference="portal-17")).object
    return {"order": order, "refund": refund["legacyId"]}


async def _void_marked(shop: Shop, order: str) -> dict[str, Any]:
    payment = await shop.authorize("10.00", orderId=order)
    assert "errors" not in (await shop.ask(MARK_VOIDED, transactionId=payment)).body
    return await _of(shop, order, payment)


async def _colleague(shop: Shop, order: str) -> dict[str, Any]:
    name = f"Toni {order}"
    ask = CreateUserAsk(new_email(), name, PASSWORD, frozenset({Right.VIEW}))
    await add_person(shop.live.service.store, shop.merchant, ask)
    return {"person": name}


async def _products(shop: Shop, order: str) -> dict[str, Any]:
    about = await _of(shop, order, await shop.settled("64.90", orderId=order))
    await record(shop, order, ("pot", 1, "34.90"), ("cup", 3, "10.00"))
    return {**about, **await _bought(shop, order)}


async def _ordered(shop: Shop, order: str) -> dict[str, Any]:
    return {**await _paid(shop, order), **await _bought(shop, order)}


async def _bought(shop: Shop, order: str) -> dict[str, Any]:
    """The order's customer is known by an address and a name that nobody else has."""
    customer = {"email": f"{order}@example.com", "lastName": f"Roe {order}"}
    assert "errors" not in (await shop.record_order(order, customer=customer)).body
    return {"customer": customer["lastName"]}


async def _of(shop: Shop, order: str, payment: str) -> dict[str, Any]:
    return {"order": order, "id": payment, "payment": (await shop.node(payment))["legacyId"]}


JOBS = {
    "Reverse a payment that has not settled": Job(_unsettled, "Voided the payment of 10.00 USD", (("void", 10_00),)),
    "Reverse a payment that has settled": Job(_paid, "Refunded 10.00 USD", (("refund", 10_00),)),
    "Refund a part of a payment, with an order id of its own": Job(_paid, "Refunded 7.00 USD", (("refund", 7_00),)),
    "See why a payment can't be refunded again": Job(
        _refunded, "Transaction has already been completely refunded", (("refund", 10_00),)
    ),
    "Refund an order in full, and cancel it": Job(_ordered, "Refunded 10.00 USD", (("refund", 10_00),)),
    "Refund an amount of an order": Job(_ordered, "Refunded 4.50 USD", (("refund", 4_50),)),
    "Void a payment": Job(_unsettled, "Voided the payment of 10.00 USD", (("void", 10_00),)),
    "Mark a payment as refunded at the gateway": Job(_paid, "Recorded as refunded outside: 10.00 USD"),
    "Try a refund of the queue again": Job(_waiting, "Refunded 3001.00 USD", (("refund", 3001_00),)),
    "Undo the mark of a refund": Job(_marked, "Undone: the mark of the refund."),
    "Undo the mark of a void": Job(_void_marked, "Undone: the mark of the void."),
    "Permit somebody to refund": Job(_colleague, "Granted the right."),
    "Refund an order in full, found by its id": Job(_paid, "Refunded 10.00 USD", (("refund", 10_00),)),
    "Refund pieces of a product, for a reason": Job(_products, "Refunded 20.00 USD", (("refund", 20_00),)),
    "Change a refund after its review": Job(_products, "Refunded 10.00 USD", (("refund", 10_00),)),
    "Refund an order, found by its customer": Job(_ordered, "Refunded 10.00 USD", (("refund", 10_00),)),
    "Record a refund anyway if it fails": Job(_large, "Recorded 3001.00 USD as refunded elsewhere."),
    "Skip the payment if its refund fails": Job(_large, "Not refunded: 3001.00 USD"),
    "Say what the customer owes afterwards": Job(_ordered, "Refunded 10.00 USD", (("refund", 10_00),)),
}


async def jobs(shop: Shop) -> dict[str, Scene]:
    """The same jobs in each way, with things of their own."""
    await create(shop, "DAMAGED", "Arrived damaged")
    person = await hire(shop)
    signing_in = {"email": person.email, "password": PASSWORD}
    return {f"jobs-{way}": await _in_a_way(shop, signing_in, way) for way in WAYS}


async def _in_a_way(shop: Shop, person: dict[str, str], way: str) -> Scene:
    by_keyboard, width = WAYS[way]
    orders = {title: f"{number}-{way}" for number, title in enumerate(JOBS)}
    begun = await asyncio.gather(*(job.begin(shop, orders[title]) for title, job in JOBS.items()))

    async def check(told: Told) -> None:
        told.quiet()
        seen = told.seen
        assert seen["unknown"] == []
        assert seen["overflow"] <= 0
        ended = {title: seen["jobs"][title]["said"] for title in JOBS}
        assert {title: said for title, said in ended.items() if not said.startswith(JOBS[title].said)} == {}
        counted = {title: (each["clicks"], each["fields"]) for title, each in seen["jobs"].items()}
        assert counted == told_by_the_page()
        review = seen["jobs"]["Refund pieces of a product, for a reason"]["review"]
        assert "2 × Product cup 20.00 USD" in review
        assert "Reason: Arrived damaged" in review
        for title, job in JOBS.items():
            rows = await shop.execute(JOURNAL, shop.merchant.id, orders[title])
            assert tuple((row["kind"], row["amount"]) for row in rows) == job.done, title

    given = {
        "person": person,
        "byKeyboard": by_keyboard,
        "window": {"width": width, "height": 800},
        "jobs": dict(zip(JOBS, begun, strict=True)),
    }
    return Scene("job", given, check)


def told_by_the_page() -> dict[str, tuple[int, int]]:
    """The clicks and fields of each job, as docs/desk.md has them."""
    _, _, after = PAGE.read_text(encoding="utf-8").partition("## The jobs of the handbooks")
    return {title: (int(clicks), int(fields)) for title, clicks, fields in ROW.findall(after.partition("\n## ")[0])}
