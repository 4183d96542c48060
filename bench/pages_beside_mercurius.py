"""Pages over HTTP, beside what a Node team would write: Fastify, Mercurius with its JIT and loaders, and pg.

Questions and fields are those of `pages`. The peer sends three prepared statements for a page: one for the payments,
one for all of their histories and one for all of their refunds. It does less: it compares the Authorization header with
a constant, knows neither rights nor cursors, bounds nothing and logs nothing.
"""

import json
from collections.abc import Sequence

from bench.beside_mercurius import PEER, POOL
from bench.client import AUTHORIZATION, ask, ask_once
from bench.pages import COMPARED, REFUNDED_EVERY, Question, questions, request, requests
from bench.place import Broken, Place, Process
from bench.processors import NOTHING, compared, spent
from bench.results import Row, Size, ratio, spread

CONNECTIONS = (1, 8)


def measure(place: Place, size: Size) -> list[Row]:
    """Throughput."""
    database = place.loaded(size.transactions, refunded_every=REFUNDED_EVERY)
    asked_for = questions(size.transactions)
    variables = {"DATABASE_URL": database, "POOL_SIZE": str(POOL), "AUTHORIZATION": AUTHORIZATION}
    with place.starting(database) as service, place.node(PEER / "pages.js", **variables) as peer:
        place.ready(service, peer)
        same = _compare(service.port, peer.port, asked_for[:COMPARED])
        for process in (service, peer):
            ask([process.port], requests(asked_for), CONNECTIONS[-1], size.seconds / 3)
        rows = [_row(place, size, (service, peer), asked_for, each, same) for each in CONNECTIONS]
    place.drop(database)
    return rows


def _row(
    place: Place, size: Size, processes: tuple[Process, Process], asked_for: Sequence[Question], many: int, same: int
) -> Row:
    rates, used, made = list[tuple[float, float]](), [NOTHING, NOTHING], [0, 0]
    for _ in range(size.rounds):
        pair = list[float]()
        for side, process in enumerate(processes):
            before = spent(place, process)
            answered = ask([process.port], requests(asked_for), many, size.seconds)
            used[side] += spent(place, process) - before
            made[side] += len(answered.waits)
            pair.append(answered.by_second)
        rates.append((pair[0], pair[1]))
    times = compared(used[0], made[0], used[1], made[1])
    connections = "1 connection" if many == 1 else f"{many} connections"
    work = f"transactions(first: 50), {size.transactions:,} rows, {connections}: throughput"
    note = f"{spread(rates)}; {times}; {same} answers compared"
    return Row(work, "Mercurius, JIT, loaders, pg", ratio(rates), 1.0, note=note)


def _compare(port: int, peers: int, asked: Sequence[Question]) -> int:
    """How many of the peer's answers are the service's own, asked three times each: all, or Broken is raised."""
    for question in asked:
        for _ in range(3):
            ours, theirs = (json.loads(ask_once(each, request(question)))["data"] for each in (port, peers))
            if ours != theirs:
                raise Broken(f"the peer answers otherwise to {question.ours}")
    return len(asked)
