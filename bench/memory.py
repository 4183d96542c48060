"""What one API process takes of the machine's memory: before anything was asked, and after many requests.

Two reversals and a look at a transaction come in turn. Growth is from when a tenth was answered on, since whatever is
kept on purpose, statements and documents, is there by then.
"""

import json
from collections.abc import Iterator
from itertools import islice

from bench.client import ask, post
from bench.place import Place, check_promises
from bench.results import Row, Size
from bench.reversals import CONNECTIONS, Sales, service_id
from bench.sales import FIRST

MOST = 150.0
"""MiB that a process should stay below."""

GROWTH = 1.05
"""What is left of growth once noise is taken off: the allocator doesn't give back every page."""

DOCUMENT = (
    "query ($id: ID!) { node(id: $id) { id ... on Transaction { status amount { value } statusHistory { status } } } }"
)


def measure(place: Place, size: Size) -> list[Row]:
    """Memory idle and at the end, beside the most that is allowed, and the end beside the beginning."""
    reversals = 2 * size.requests // 3 + CONNECTIONS
    database = place.database(reversals)
    requests = _requests(reversals)
    with place.serving(database) as service:
        idle = service.memory
        warm = ask([service.port], islice(requests, size.requests // 10), CONNECTIONS, size.requests_seconds / 10)
        early = service.memory
        left = islice(requests, size.requests - len(warm.waits))
        answered = ask([service.port], left, CONNECTIONS, size.requests_seconds)
        late = service.memory
    check_promises(place, database)
    place.drop(database)
    made = len(warm.waits) + len(answered.waits)
    note = f"after {made:,} requests" + ("" if made >= size.requests else ", which is all that the time was enough for")
    beside = f"{MOST:g} MiB"
    return [
        Row("memory of an API process: idle", beside, idle / MOST, 1.0, at_most=True),
        Row("memory of an API process: in the end", beside, late / MOST, 1.0, at_most=True, note=note),
        Row("memory of an API process: in the end", "after a tenth", late / early, GROWTH, at_most=True, note=note),
    ]


def _requests(sales: int) -> Iterator[bytes]:
    reversals = Sales(sales).requests()
    for number in range(FIRST, FIRST + sales // 2):
        yield from islice(reversals, 2)
        variables = {"id": service_id(number)}
        yield post(json.dumps({"query": DOCUMENT, "variables": variables}).encode())
