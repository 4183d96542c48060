"""Reversals over HTTP, beside what a Node team would write: Fastify, Mercurius with its JIT, and pg (peers/mercurius).

The peer reads and locks the transaction, writes refund, reservation, attempt and history event in one transaction, the
sandbox's journal in a second and the outcome in a third, each statement prepared and sent by itself, over as many
connections as the service has. It does less: its tables are narrower, with fewer indexes and checks; it compares the
Authorization header with a constant, where the service asks the database each time; it knows no apiRequestKey, no
queue, no leases, no settings of merchants; it logs nothing.

Both find WAL files that are there already, as on a server that has run for a while. While a new one of 16 MB is made,
which a server without old ones has to do every few seconds, everybody waits, on either side.
"""

from itertools import repeat

from bench.client import AUTHORIZATION, Answered, ask
from bench.place import PEERS, Broken, Place, check_promises, effects, execute
from bench.processors import NOTHING, compared, spent
from bench.results import Row, Size, ratio, spread
from bench.reversals import CONNECTIONS, Sales, reversal, service_id
from bench.sales import FIRST

PEER = PEERS / "mercurius"
POOL = 26
"""Connections to PostgreSQL: the service has 16 of its own, and its sandbox gateway 10."""

JOURNAL = "SELECT count(*) FROM peer.journal"
WRITTEN = "SELECT pg_current_wal_lsn() - '0/0'::pg_lsn"
"""Bytes of WAL, whichever database they are about."""


def measure(place: Place, size: Size) -> list[Row]:
    """Throughput, the longest wait of 99 in 100 requests, and that of half of them."""
    ours, theirs = place.database(size.sales), place.database(size.sales)
    execute(theirs, (PEER / "tables.sql").read_text(encoding="utf-8"))
    # What loading wrote is done with, and its files are kept for what is written next.
    execute(ours, "CHECKPOINT")
    variables = {"DATABASE_URL": theirs, "POOL_SIZE": str(POOL), "AUTHORIZATION": AUTHORIZATION}
    our_sales, their_sales = Sales(size.sales), Sales(size.sales)
    with (
        place.starting(ours) as service,
        place.node(PEER / "server.js", **variables) as peer,
        place.starting(ours, ("-m", "bench.trivial_server")) as trivial,
    ):
        place.ready(service, peer, trivial)
        for process, requests in ((service, our_sales.requests()), (peer, their_sales.requests(str))):
            ask([process.port], requests, CONNECTIONS, size.seconds / 3)  # what is only done once, and compiled
        rounds = list[tuple[Answered, Answered]]()
        our_time, their_time, wal = NOTHING, NOTHING, [0, 0]
        for _ in range(size.rounds):
            before, began = spent(place, service), _written(ours)
            one = ask([service.port], our_sales.requests(), CONNECTIONS, size.seconds)
            between, then = (spent(place, service), spent(place, peer)), _written(ours)
            other = ask([peer.port], their_sales.requests(str), CONNECTIONS, size.seconds)
            our_time, their_time = our_time + (between[0] - before), their_time + (spent(place, peer) - between[1])
            wal = [wal[0] + then - began, wal[1] + _written(ours) - then]
            rounds.append((one, other))
        ceiling = ask([trivial.port], repeat(reversal(service_id(FIRST))), CONNECTIONS, size.seconds / 3).by_second
    if effects(ours) != our_sales.taken or execute(theirs, JOURNAL)[0][0] != their_sales.taken:
        raise Broken("a journal has more or fewer reversals than were asked for")
    check_promises(place, ours)
    place.drop(ours)
    place.drop(theirs)
    rates = [(one.by_second, other.by_second) for one, other in rounds]
    longest = [(one.percentile(99), other.percentile(99)) for one, other in rounds]
    usual = [(one.percentile(50), other.percentile(50)) for one, other in rounds]
    fastest = max(rate for pair in rates for rate in pair)
    made = [sum(len(each[side].waits) for each in rounds) for side in (0, 1)]
    times = compared(our_time, made[0], their_time, made[1])
    times += f"; it writes {wal[0] / made[0] / (wal[1] / made[1]):.1f} times the peer's WAL"
    work, beside = "reverseTransaction, 32 connections", "Mercurius, JIT, pg"
    return [
        Row(f"{work}: throughput", beside, ratio(rates), 2.0, note=f"{spread(rates)}; {times}"),
        Row(
            f"{work}: p99", beside, ratio(longest), 1.0, at_most=True, note=f"{spread(longest)}; p50 {ratio(usual):.2f}"
        ),
        Row("the load, on a server that only answers: throughput", "the fastest of both", ceiling / fastest, 3.0),
    ]


def _written(address: str) -> int:
    return int(execute(address, WRITTEN)[0][0])
