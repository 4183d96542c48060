"""What one merchant's viewer can send at worst, on connections that never pause, until its input ends.

    python -m bench.flood PORT KIND CONNECTIONS

Prints how often it was answered what, as JSON: `data`, or the code of the first error.
"""

import asyncio
import json
import random
import string
import sys
from collections import Counter
from collections.abc import Callable, Mapping

import httpx

from bench.client import PATIENCE, authorization
from bench.strangers import VIEWER

ALIASES = 15
"""As many as one request may have."""

LONG_AGO, LATER = "2000-01-01T00:00:00Z", "2100-01-01T00:00:00Z"


def _searches(field: str, criteria: Callable[[], str]) -> str:
    asked = " ".join(f"a{n}: {field}(input: {criteria()}, first: 50) {{ edges {{ cursor }} }}" for n in range(ALIASES))
    return f"{{ {asked} }}"


def _text(length: int) -> str:
    return "".join(random.choices(string.ascii_lowercase, k=length))  # noqa: S311 -- no secret


def _part(length: int) -> str:
    return f'{{email: {{contains: "{_text(length)}"}}}}'


def _report() -> str:
    period = f'from: "{LONG_AGO}", to: "{LATER}", groupBy: DAY'
    asked = " ".join(f"a{n}: refundReport(input: {{{period}}}) {{ total {{ count }} }}" for n in range(ALIASES))
    return f"{{ {asked} }}"


def _pages() -> str:
    page = """edges { node { id legacyId orderId createdAt status amount { value currencyCode }
        statusHistory { __typename status timestamp amount { value currencyCode } }
        customer { ... on Customer { email } } refunds { id status amount { value currencyCode } } } }"""
    return f"{{ {' '.join(f'a{n}: transactions(input: {{}}, first: 50) {{ {page} }}' for n in range(2))} }}"


def _document(fragments: int) -> str:
    """One that was never sent before; each fragment has 9 tokens."""
    chain = " ".join(f"fragment F{n} on Query {{ ...F{n + 1} ping }}" for n in range(fragments))
    return f"query {_text(12)} {{ ...F0 }} {chain} fragment F{fragments} on Query {{ ping }}"


KINDS: Mapping[str, Callable[[], str]] = {
    # By index.
    "contains": lambda: _searches("customers", lambda: _part(6)),
    "contains-three": lambda: _searches("customers", lambda: _part(3)),
    # What no index has: all of the merchant's rows are read.
    "contains-two": lambda: _searches("customers", lambda: '{email: {contains: "zq"}}'),
    "amounts": lambda: _searches("payments", lambda: '{amount: {value: {is: "0.07"}}}'),
    "nothing-but": lambda: _searches("transactions", lambda: '{amount: {currencyCode: {isNot: "USD"}}}'),
    "statuses": lambda: _searches("orders", lambda: "{status: PARTIALLY_REFUNDED}"),
    "report": _report,
    "queue": lambda: _searches("refundQueue", lambda: "{state: [SUCCEEDED]}"),
    # What keeps the process itself busy.
    "pages": _pages,
    "documents": lambda: _document(105),
    "too-long": lambda: _document(120),
}


async def flood(port: int, kind: str, connections: int) -> Counter[str]:
    answered: Counter[str] = Counter()
    viewer = httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{port}",
        headers={"Authorization": authorization(VIEWER)},
        limits=httpx.Limits(max_connections=connections),
        timeout=PATIENCE,
    )

    async def send_on() -> None:
        while True:
            response = await viewer.post("/graphql", json={"query": KINDS[kind]()})
            errors = response.json().get("errors")
            answered[errors[0]["extensions"]["code"] if errors else "data"] += 1

    async with viewer:
        sending = [asyncio.create_task(send_on()) for _ in range(connections)]
        await asyncio.to_thread(sys.stdin.read)
        for each in sending:
            each.cancel()
        await asyncio.wait(sending)
    failed = [each.exception() for each in sending if not each.cancelled()]
    if failed:
        raise failed[0] or RuntimeError("a connection ended by itself")
    return answered


if __name__ == "__main__":
    print(json.dumps(asyncio.run(flood(int(sys.argv[1]), sys.argv[2], int(sys.argv[3])))))
