"""`reverseTransaction` over HTTP: what is asked, of the service and of its peers."""

import json
from collections.abc import Callable, Iterator

from app.domain.ids import IdKind, global_id
from bench.client import post
from bench.sales import FIRST

DOCUMENT = """
mutation Reverse($input: ReverseTransactionInput!) {
  reverseTransaction(input: $input) {
    reversal {
      __typename
      ... on Transaction { id status amount { value currencyCode } }
      ... on Refund { id status amount { value currencyCode } }
    }
  }
}
"""

CONNECTIONS = 32


def service_id(sale: int) -> str:
    """A loaded sale by the id that the service knows it by."""
    return global_id(IdKind.TRANSACTION, str(sale))


def reversal(transaction_id: str) -> bytes:
    """One request."""
    body = {"query": DOCUMENT, "operationName": "Reverse", "variables": {"input": {"transactionId": transaction_id}}}
    return post(json.dumps(body).encode())


class Sales:
    """The sales of one database, each of which can be reversed once: an odd one is a void, an even one a refund."""

    def __init__(self, sales: int) -> None:
        self._numbers = iter(range(FIRST, FIRST + sales))
        self.taken = 0

    def requests(self, name: Callable[[int], str] = service_id) -> Iterator[bytes]:
        """Requests for those that were not asked for yet, each when it is wanted."""
        for number in self._numbers:
            self.taken += 1
            yield reversal(name(number))
