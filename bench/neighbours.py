"""A merchant's payments while another merchant's viewer sends the worst that one can, beside the same payments alone.

    python -m bench.neighbours [--customers N] [--seconds S] [--connections C] [KIND ...]

Both merchants are served by one process. The viewer's key has VIEW and nothing else; its merchant has a million
customers, each with an order and a payment. Whatever it sends is within the limits of one request, on 32 connections
that never pause. The payments are charges and reversals by turns, one after the other.
"""

import argparse
import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from statistics import median
from tempfile import TemporaryFile

from bench.client import Answered, ask, post
from bench.flood import KINDS
from bench.place import FOLDER, Place, execute, opened
from bench.reversals import Sales
from bench.strangers import load_customers

CHARGE = """
mutation Charge($input: ChargePaymentMethodInput!) {
  chargePaymentMethod(input: $input) { transaction { id status amount { value currencyCode } } }
}
"""

CUSTOMERS = 1_000_000
SALES = 40_000
CONNECTIONS = 32
ROUNDS = 3
GOAL = 2.0
"""How many times as long a payment may take, at the 99th percentile, as it takes alone."""

WARM_UP = 3.0
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Beside:
    """The payments while a viewer sent one `kind` of query: their waits in milliseconds, and what it was answered."""

    kind: str
    alone: tuple[float, float]
    beside: tuple[float, float]
    ratio: float
    """Of the 99th percentiles: the middle one of the rounds."""
    answered: Mapping[str, int]


def measure(place: Place, customers: int, seconds: float, connections: int, kinds: list[str]) -> list[Beside]:
    """Payments alone and beside each kind of query by turns. Raises NotAnswered where one of them was not made."""
    database = place.loaded(SALES)
    execute(database, "UPDATE api_keys SET rights = rights || ARRAY['CHARGE']")
    asyncio.run(load_customers(database, customers))
    found = []
    with place.serving(database) as service:
        payments = _payments()
        ask([service.port], payments, 1, min(seconds, WARM_UP))
        for kind in kinds:
            rounds, answered = list[tuple[Answered, Answered]](), dict[str, int]()
            for _ in range(ROUNDS):
                alone = ask([service.port], payments, 1, seconds)
                with flood(service.port, kind, connections) as counted:
                    ask([service.port], payments, 1, min(seconds, WARM_UP))
                    beside = ask([service.port], payments, 1, seconds)
                rounds.append((alone, beside))
                for name, number in counted.items():
                    answered[name] = answered.get(name, 0) + number
            found.append(_compared(kind, rounds, answered))
    place.drop(database)
    return found


@contextmanager
def flood(port: int, kind: str, connections: int) -> Iterator[dict[str, int]]:
    """The viewer's requests for the length of the block, by a process of its own; how often what was answered, then."""
    counted: dict[str, int] = {}
    with TemporaryFile() as told:
        command = [sys.executable, "-m", "bench.flood", str(port), kind, str(connections)]
        process = subprocess.Popen(command, cwd=FOLDER.parent, stdin=subprocess.PIPE, stdout=told)
        try:
            yield counted
        finally:
            process.communicate()  # it goes on until its input ends
        told.seek(0)
        counted.update(json.loads(told.read()))


def _payments() -> Iterator[bytes]:
    """A charge and a reversal by turns."""
    reversals = Sales(SALES).requests()
    for amount in cycle(range(1_000, 6_000)):
        asked = {"paymentMethodId": "fake-valid-nonce", "transaction": {"amount": f"{amount / 100:.2f}"}}
        yield post(json.dumps({"query": CHARGE, "variables": {"input": asked}}).encode())
        yield next(reversals)


def _compared(kind: str, rounds: list[tuple[Answered, Answered]], answered: Mapping[str, int]) -> Beside:
    def percentiles(which: int) -> tuple[float, float]:
        found = [(each[which].percentile(50) * 1000, each[which].percentile(99) * 1000) for each in rounds]
        return median(half for half, _ in found), median(most for _, most in found)

    ratio = median(beside.percentile(99) / alone.percentile(99) for alone, beside in rounds)
    return Beside(kind, percentiles(0), percentiles(1), ratio, answered)


def table(found: list[Beside]) -> str:
    columns = ("p50 alone", "beside", "p99 alone", "beside", "ratio")
    lines = [f"{'the viewer sends':<18}{''.join(f'{each:>11}' for each in columns)}   answers"]
    for each in found:
        (half, most), (half_beside, most_beside) = each.alone, each.beside
        numbers = (f"{half:.1f}", f"{half_beside:.1f}", f"{most:.1f}", f"{most_beside:.1f}", f"{each.ratio:.2f}")
        answered = ", ".join(f"{number} {name}" for name, number in each.answered.items())
        lines.append(f"{each.kind:<18}{''.join(f'{number:>11}' for number in numbers)}   {answered}")
    said = f"Milliseconds of a payment; its p99 should be at most {GOAL:g} times what it is alone."
    return "\n".join([*lines, "", said])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", metavar="KIND", nargs="*", help=f"only these: {', '.join(KINDS)}")
    parser.add_argument("--customers", type=int, default=CUSTOMERS)
    parser.add_argument("--seconds", type=float, default=15.0)
    parser.add_argument("--connections", type=int, default=CONNECTIONS)
    asked = parser.parse_args()
    unknown = set(asked.kinds) - set(KINDS)
    if unknown:
        parser.error(f"There is no kind called {', '.join(sorted(unknown))}.")
    with opened() as place:
        found = measure(place, asked.customers, asked.seconds, asked.connections, asked.kinds or list(KINDS))
    print(table(found))
    if any(each.ratio > GOAL for each in found):
        sys.exit(1)


if __name__ == "__main__":
    main()
