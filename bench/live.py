"""Reversals while others follow payments, beside the same reversals alone; and the memory of one who follows.

    python -m bench.live [--followers N] [--seconds S] [--rounds N]

Each follower subscribes to a sale of its own. Nearly all of these sales are reversed while the followers are there,
evenly over that time: they are told.
"""

import argparse
import json
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from statistics import median

from bench.client import KEY, ask, authorization
from bench.place import Place, check_promises, opened
from bench.reversals import CONNECTIONS, Sales, service_id
from bench.sales import FIRST

DOCUMENT = "subscription ($id: ID!) { paymentChanged(id: $id) { id status amount { value } } }"
GOAL = 0.9
"""Of the reversals that are made alone, so many are made beside the followers."""

WARM_UP = 3.0
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Reversals in a second alone and beside the followers, the middle of the rounds; MiB; and events in all."""

    alone: float
    beside: float
    before: float
    after: float
    told: int


def measure(place: Place, followers: int, seconds: float, rounds: int) -> Measured:
    sales = int(rounds * (2 * seconds + 2 * WARM_UP) * 2_500)
    database = place.database(sales)
    made = Sales(sales)
    reversals = made.requests()
    alone, beside = list[float](), list[float]()
    memory, told = list[tuple[float, float]](), 0
    with place.serving(database) as service:

        def rate() -> float:
            ask([service.port], reversals, CONNECTIONS, WARM_UP)
            answered = ask([service.port], reversals, CONNECTIONS, seconds)
            return len(answered.waits) / answered.seconds

        for _ in range(rounds):
            alone.append(rate())
            before = service.memory
            # They are among the next ones to be reversed, so that they are told for as long as it is measured.
            first = FIRST + made.taken
            apart = max(1, int(GOAL * alone[-1] * (WARM_UP + seconds) / followers))
            with following(service.port, range(first, first + apart * followers, apart)) as connections:
                memory.append((before, service.memory))
                beside.append(rate())
                told += sum(map(_events, connections))
    check_promises(place, database)
    place.drop(database)
    first_before, first_after = memory[0]
    return Measured(median(alone), median(beside), first_before, first_after, told)


@contextmanager
def following(port: int, sales: range) -> Iterator[list[socket.socket]]:
    """A connection for each of the sales, which was told its present state."""
    with ExitStack() as stack:
        connections = []
        for number in sales:
            connection = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
            body = json.dumps({"query": DOCUMENT, "variables": {"id": service_id(number)}}).encode()
            head = (
                "POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n"
                f"Content-Type: application/json\r\nAuthorization: {authorization(KEY)}\r\n"
                f"Content-Length: {len(body)}\r\n\r\n"
            )
            connection.sendall(head.encode() + body)
            connections.append(connection)
        for connection in connections:
            present = b""
            while b"event: next" not in present:
                part = connection.recv(65_536)
                assert part, "the service ended a subscription"
                present += part
        yield connections


def _events(connection: socket.socket) -> int:
    """The events that have come since the first one."""
    connection.setblocking(False)
    try:
        return connection.recv(1024 * 1024).count(b"event: next")
    except BlockingIOError:
        return 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--followers", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    with opened() as place:
        found = measure(place, asked.followers, asked.seconds, asked.rounds)
    each = (found.after - found.before) * 1024 / asked.followers
    print(f"reversals a second alone: {found.alone:,.0f}, beside {asked.followers} followers: {found.beside:,.0f}")
    print(f"ratio: {found.beside / found.alone:.2f} (goal: {GOAL}); events told: {found.told:,}")
    print(f"memory: {found.before:.0f} MiB, with them {found.after:.0f} MiB: {each:.0f} KiB for each")


if __name__ == "__main__":
    main()
