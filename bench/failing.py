"""Refunds while the gateway declines all of them, and while it is away, beside the same while it accepts all of them.

What a gateway's answer comes to is written down in one statement for many, whichever of the five it is: an outage, when
nearly everything is queued, is no time to become slow.
"""

from contextlib import ExitStack

from bench.client import ask
from bench.failing_server import AMOUNTS
from bench.place import Broken, Place, check_promises, execute
from bench.results import Row, Size, ratio, spread
from bench.reversals import CONNECTIONS
from bench.slow_gateway import refunds

GOAL = 0.8
STATES = {"accepts": "SUCCEEDED", "declines": "EXHAUSTED", "is-away": "WAITING"}
OTHERS = "SELECT count(*) FROM operations WHERE kind = 'REFUND' AND state <> $1"


def measure(place: Place, size: Size) -> list[Row]:
    """Throughput: all declined and all unavailable, each beside all accepted."""
    databases = {how: place.database(size.sales) for how in AMOUNTS}
    requests = {how: refunds() for how in AMOUNTS}
    rounds = list[dict[str, float]]()
    with ExitStack() as running:
        servers = {
            how: running.enter_context(place.starting(database, ("-m", "bench.failing_server", how)))
            for how, database in databases.items()
        }
        place.ready(*servers.values())
        for how, server in servers.items():
            ask([server.port], requests[how], CONNECTIONS, size.seconds / 3)
        for _ in range(size.rounds):
            rounds.append(
                {
                    how: ask([server.port], requests[how], CONNECTIONS, size.seconds).by_second
                    for how, server in servers.items()
                }
            )
    for how, database in databases.items():
        if execute(database, OTHERS, STATES[how])[0][0]:
            raise Broken(f"not all refunds are {STATES[how]} at a gateway that {how}")
        check_promises(place, database)
        place.drop(database)
    rows = []
    for how, work in (("declines", "all declined"), ("is-away", "all unavailable")):
        pairs = [(each[how], each["accepts"]) for each in rounds]
        name = f"refundTransaction, {work}: throughput"
        rows.append(Row(name, "all accepted", ratio(pairs), GOAL, note=spread(pairs)))
    return rows
