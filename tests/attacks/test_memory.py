"""What one query may take of the memory, whatever it asks for and whatever there is."""

import json
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager

from app.engine.limits import Limits
from app.store.search.bounds import MOST_HEAVY
from tests.attacks.heavy import LOOPS, around, classes, copies, of_payment, payment, served
from tests.support.merchant_client import Shop

MOST = 100 * 1024 * 1024
UNMEASURED = Limits(cost=10**9)


@contextmanager
def taking_less_than(most: int) -> Iterator[None]:
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < most
    finally:
        tracemalloc.stop()


async def test_a_loop_takes_little(shop: Shop) -> None:
    paid = await payment(shop, 1, copied=200)
    async with served(shop, UNMEASURED) as client:
        with taking_less_than(MOST // 5):
            body = {"query": of_payment(around(LOOPS[0], 5)), "variables": {"id": paid}}
            answer = json.loads((await client.post("/graphql", json=body)).content)
    assert classes(answer) == {"RESOURCE_LIMIT"}


async def test_rows_take_what_may_be_read_of_them(shop: Shop) -> None:
    """As many refunds as one list may have, each with the longest note that there is, of characters of four bytes."""
    paid = await payment(shop, 1, copied=MOST_HEAVY - 10)
    await shop.execute("UPDATE refunds SET note = repeat('💳', 4000) WHERE merchant_id = $1", shop.merchant.id)
    with taking_less_than(MOST):
        answer = await shop.post(of_payment("refunds { id }"), {"id": paid})
    assert len(answer.body["data"]["node"]["refunds"]) == MOST_HEAVY - 9
    with taking_less_than(MOST):
        noted = await shop.post(of_payment("refunds { note }"), {"id": paid})
    assert classes(noted.body) == {"RESOURCE_LIMIT"}


async def test_what_clients_sent_along_is_not_read_with_a_list(shop: Shop) -> None:
    """Up to 100 KB for each payment, of which a list that doesn't ask for it reads nothing."""
    items = [
        {"name": "x", "kind": "DEBIT", "quantity": "1", "unitAmount": "1", "totalAmount": "1", "description": "d" * 120}
    ]
    paid = await shop.charge("10.00", lineItems=items * 240)
    await copies(shop, "transactions", (await shop.node(paid))["legacyId"], 200)
    pages = " ".join(f"p{number}: transactions(input: {{}}) {{ edges {{ node {{ id }} }} }}" for number in range(15))
    with taking_less_than(MOST // 20):
        answer = await shop.post(f"query {{ {pages} }}", {})
    assert [len(page["edges"]) for page in answer.body["data"].values()] == [50] * 15
