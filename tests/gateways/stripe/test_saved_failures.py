"""Stripe keeps a failure under its Idempotency-Key, and puts some of them right afterwards (by the book)."""

from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from refundry.gateways import Absent, Accepted, NotKnown
from tests.gateways.fakes.exchange import Answer, Request
from tests.gateways.fakes.scripted import Scripted, answer
from tests.gateways.stripe.accounts import Connect, instruction, sent
from tests.gateways.stripe.objects import error, refund


@dataclass
class Remembering:
    """A Stripe that fails the first sending under `failing`, remembers every answer, and lists what it did."""

    failing: str
    answers: dict[str, Answer] = field(default_factory=dict)
    refunds: list[dict[str, Any]] = field(default_factory=list)

    def __call__(self, request: Request) -> Answer:
        if request.method == "GET":
            return answer({"data": self.refunds, "has_more": False})
        key = request.headers["idempotency-key"]
        if key in self.answers:
            return replace(self.answers[key], headers={**self.answers[key].headers, "idempotent-replayed": "true"})
        self.answers[key] = error(500, "api_error") if key == self.failing else answer(self.refund(request))
        return self.answers[key]

    def refund(self, request: Request) -> dict[str, Any]:
        self.refunds.append(
            refund(id=f"re_{len(self.refunds)}", metadata={"refundry_key": request.fields["metadata[refundry_key]"]})
        )
        return self.refunds[-1]


async def test_a_saved_failure_is_left_behind_with_another_wire_key(stripe: Scripted, connect: Connect) -> None:
    books = Remembering("ours")
    stripe.script = books
    session, asked = connect(stripe.address), instruction("pi_1", key="ours")
    first = await session.refund(asked)
    assert isinstance(first, NotKnown)
    assert not first.new_key
    assert await session.find(asked, sent()) == Absent()
    for _ in range(3):
        again = await session.refund(asked)
        assert isinstance(again, NotKnown)
        assert again.new_key
    assert await session.find(asked, sent()) == Absent()
    other = replace(asked, wire_key="ours.2")
    accepted = await session.refund(other)
    assert isinstance(accepted, Accepted)
    assert await session.refund(other) == accepted
    assert await session.find(asked, sent()) == accepted
    assert len(books.refunds) == 1


@pytest.mark.parametrize("status", ["succeeded", "pending"])
async def test_a_failure_that_stripe_puts_right_is_found(stripe: Scripted, connect: Connect, status: str) -> None:
    """So another wire key is never taken without a look-up."""
    books = Remembering("ours")
    stripe.script = books
    session, asked = connect(stripe.address), instruction("pi_1", key="ours")
    assert isinstance(await session.refund(asked), NotKnown)
    books.refunds.append(refund(id="re_9", status=status))
    again = await session.refund(asked)
    assert isinstance(again, NotKnown)
    assert again.new_key
    found = await session.find(asked, sent())
    assert getattr(found, "reference", None) == "re_9"
