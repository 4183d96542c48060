"""Pages of fifty transactions with their histories and refunds, beside one query written by hand (peers/psycopg).

Filters are drawn by chance: statuses, times, amounts, an order, or two of them. Both answer one question after the
other; the peer has PostgreSQL build the JSON, knows neither rights nor cursors, and asks over no HTTP. What both answer
to the same questions is compared first.
"""

import json
import random
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import cycle
from typing import Any

from bench.client import ask, ask_once, post
from bench.place import PEERS, Broken, Place
from bench.processors import NOTHING, shares, spent
from bench.results import Row, Size, ratio, spread
from bench.sales import FIRST, LEAST, SPREAD

PEER = PEERS / "psycopg"
QUESTIONS = 500
COMPARED = 40
REFUNDED_EVERY = 10

DOCUMENT = """
query Page($input: TransactionSearchInput!) {
  transactions(input: $input, first: 50) {
    edges {
      node {
        id legacyId orderId createdAt status amount { value currencyCode }
        statusHistory { __typename status terminal timestamp amount { value currencyCode } }
        refunds { id legacyId createdAt status amount { value currencyCode } }
      }
    }
    pageInfo { hasNextPage }
  }
}
"""


@dataclass(frozen=True, slots=True)
class Question:
    """The same filter in the words of each side."""

    ours: dict[str, Any]
    theirs: dict[str, Any]

    def __or__(self, other: "Question") -> "Question":
        return Question(self.ours | other.ours, self.theirs | other.theirs)


def measure(place: Place, size: Size) -> list[Row]:
    """Throughput."""
    database = place.loaded(size.transactions, refunded_every=REFUNDED_EVERY)
    asked_for = questions(size.transactions)
    with place.serving(database) as service:
        same = _compare(service.port, asked_for[:COMPARED], _ask_peer(database, asked_for[:COMPARED], 0)[1])
        asked = requests(asked_for)
        ask([service.port], asked, 1, size.seconds / 3)
        pairs, used = list[tuple[float, float]](), NOTHING
        for _ in range(size.rounds):
            before = spent(place, service)
            ours = ask([service.port], asked, 1, size.seconds).by_second
            used += spent(place, service) - before
            pairs.append((ours, _ask_peer(database, asked_for, size.seconds)[0]))
    place.drop(database)
    work = f"transactions(first: 50), {size.transactions:,} rows: throughput"
    note = f"{spread(pairs)}; {shares(used)}; {same} answers compared"
    return [Row(work, "one query by hand, psycopg", ratio(pairs), 0.5, note=note)]


def _compare(port: int, asked: Sequence[Question], theirs: Sequence[str]) -> int:
    """How many of the peer's answers are the service's own: all, or Broken is raised."""
    if len(theirs) != len(asked):
        raise Broken(f"the peer answered {len(theirs)} of {len(asked)} questions")
    for question, answer in zip(asked, theirs, strict=True):
        if json.loads(ask_once(port, request(question)))["data"] != json.loads(answer)["data"]:
            raise Broken(f"the peer answers otherwise to {question.ours}")
    return len(theirs)


def _ask_peer(database: str, questions: Sequence[Question], seconds: float) -> tuple[float, list[str]]:
    """How many it answers by the second, and its first answer to each question, however few `seconds` it has."""
    command = [
        str(PEER / ".venv" / "bin" / "python"),
        str(PEER / "page.py"),
        database.replace("+asyncpg", ""),
        str(seconds),
    ]
    done = subprocess.run(
        command, input=json.dumps([each.theirs for each in questions]), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Broken(done.stderr)
    told = json.loads(done.stdout)
    return told["made"] / told["seconds"], told["answers"]


def requests(asked: Sequence[Question]) -> Iterator[bytes]:
    """The questions as they are sent, over and over."""
    return cycle([request(each) for each in asked])


def request(question: Question) -> bytes:
    """The question as it is sent."""
    return post(json.dumps({"query": DOCUMENT, "variables": {"input": question.ours}}).encode())


def questions(transactions: int) -> list[Question]:
    """By chance, but the same in every run."""
    chance = random.Random(1)
    newest = datetime.now(UTC) - timedelta(days=1)
    return [_question(chance, transactions, newest) for _ in range(QUESTIONS)]


def _question(chance: random.Random, transactions: int, newest: datetime) -> Question:
    def status() -> Question:
        names = chance.choice([["SETTLED"], ["SUBMITTED_FOR_SETTLEMENT"], ["SUBMITTED_FOR_SETTLEMENT", "SETTLED"]])
        return Question({"status": {"in": names}}, {"statuses": names})

    def times() -> Question:
        until = newest - timedelta(seconds=chance.randrange(transactions))
        since = until - timedelta(seconds=chance.randrange(10, transactions))
        ends = {"since": since.isoformat(), "until": until.isoformat()}
        ours = {"greaterThanOrEqualTo": ends["since"], "lessThanOrEqualTo": ends["until"]}
        return Question({"createdAt": ours}, ends)

    def amounts() -> Question:
        least = LEAST + chance.randrange(SPREAD)
        ends = [f"{minor // 100}.{minor % 100:02}" for minor in (least, least + chance.randrange(10, SPREAD))]
        ours = {"value": {"greaterThanOrEqualTo": ends[0], "lessThanOrEqualTo": ends[1]}}
        return Question({"amount": ours}, {"least": ends[0], "most": ends[1]})

    def order() -> Question:
        name = f"order-{(FIRST + chance.randrange(transactions)) // 3}"
        return Question({"orderId": {"is": name}}, {"order": name})

    kinds = chance.sample([status, times, amounts, order], chance.choice([1, 2]))
    question = Question({}, {})
    for kind in kinds:
        question |= kind()
    return question
