"""A day of the sandbox's load within an hour: does anything grow beyond what was done?

    python -m bench.soak [--minutes N] [--rate N]

Two API processes and a worker serve six merchants, whose clocks go through 24 hours in so many minutes. Their programs
sell, refund, void, take back, mark and look up, with declines, a queue, webhooks, mails and subscriptions. Sixty times,
memory, open files, connections and tables are looked at. It ends with 1 if memory, connections, files or tables grew
beyond what was done, if any answer was wrong, or if what clients were told is not what is there.
"""

import argparse
import asyncio
import sys
import time

from bench.place import opened
from bench.soak.judge import WARM_UP, in_words, judge
from bench.soak.run import run
from tests.support import servers as real

RATE = 20.0
"""Requests a second; in an hour, a day with nearly one a second."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60.0, help="how long it runs (60)")
    parser.add_argument("--rate", type=float, default=RATE, help="requests a second (20)")
    asked = parser.parse_args()
    if not 0 < asked.minutes <= 24 * 60 or not 0 < asked.rate <= 1000:
        parser.error("--minutes has to be up to 1440, and --rate up to 1000.")
    began = time.monotonic()
    with opened() as place:
        database = asyncio.run(real.create_database(place.servers.urls))
        ran = asyncio.run(run(place, database, asked.minutes, asked.rate, lambda line: print(line, flush=True)))
    found = judge(ran.samples, asked.minutes)
    books = ran.books
    print(f"\n{in_words(found)}\n")
    print(f"{books.mutations} mutations, {books.queries} queries; {books.sales} sales, {len(books.refunds)} refunds;")
    print(f"{ran.messages} webhook messages, {ran.mails} mails, {ran.followed} subscriptions;")
    print(f"{time.monotonic() - began:.0f} seconds. Lives: {dict(books.done)}")
    if asked.minutes / 4 < WARM_UP:
        print(f"Memory was not judged: that takes {4 * WARM_UP:g} minutes.")
    wrong = [*books.wrong[:10], *ran.broken, *(f"{each.what} grew" for each in found if each.too_much)]
    print("\n".join(wrong) or "Nothing grew beyond what was done, and every answer was true.")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
