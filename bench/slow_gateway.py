"""Many refunds at once behind a gateway that takes 300 ms, beside the same behind one that takes no time.

Nothing of the service's is held while the gateway thinks, so that its 16 database connections serve a thousand: all of
them should be done within one and a half times the gateway's time, and the time that they take without it.
"""

import json
from collections.abc import Iterator
from itertools import count, islice

from bench.client import Answered, ask, post
from bench.place import Broken, Place, Process, check_promises, effects
from bench.results import Row, Size, ratio, spread
from bench.reversals import service_id
from bench.sales import FIRST

SECONDS = 0.3
ALLOWED = 1.5

DOCUMENT = """
mutation Refund($input: RefundTransactionInput!) {
  refundTransaction(input: $input) { refund { id status amount { value currencyCode } } }
}
"""


def measure(place: Place, size: Size) -> list[Row]:
    """The time until all are answered, in units of the time that is allowed."""
    warm_up = size.at_once // 4
    needed = 2 * (size.rounds * size.at_once + warm_up)
    slow_database, quick_database = place.database(2 * needed), place.database(2 * needed)
    slow_refunds, quick_refunds = refunds(), refunds()

    def run(process: Process, requests: Iterator[bytes], at_once: int) -> Answered:
        return ask([process.port], islice(requests, at_once), at_once)

    with (
        place.starting(slow_database, ("-m", "bench.slow_server", str(SECONDS))) as slow,
        place.starting(quick_database, ("-m", "bench.slow_server", "0")) as quick,
    ):
        place.ready(slow, quick)
        run(slow, slow_refunds, warm_up)
        run(quick, quick_refunds, warm_up)
        rounds = [
            (run(slow, slow_refunds, size.at_once).seconds, run(quick, quick_refunds, size.at_once).seconds)
            for _ in range(size.rounds)
        ]
    for database in (slow_database, quick_database):
        if effects(database) != size.rounds * size.at_once + warm_up:
            raise Broken("the journal has more or fewer refunds than were asked for")
        check_promises(place, database)
        place.drop(database)
    pairs = [(slow_time, ALLOWED * SECONDS + quick_time) for slow_time, quick_time in rounds]
    work = f"refundTransaction, {size.at_once:,} at once, gateway of 300 ms: time"
    beside = f"{ALLOWED} x 300 ms + the time with 0 ms"
    return [Row(work, beside, ratio(pairs), 1.0, at_most=True, note=spread(pairs))]


def refunds() -> Iterator[bytes]:
    """Requests to refund one settled sale after the other in full."""
    for number in count(FIRST + FIRST % 2, 2):
        variables = {"input": {"transactionId": service_id(number)}}
        yield post(json.dumps({"query": DOCUMENT, "variables": variables}).encode())
