"""Documents that were never sent before: prepared one after the other, of senders by turns, and payments go first."""

import asyncio
from dataclasses import replace

import pytest

from app.domain.people.people import Right
from app.engine.documents import LONGEST_AT_ONCE, WAITING, Documents, Rejected
from app.engine.limits import Limits
from app.engine.shares import QueueFull, Shares
from app.web.endpoint import _may_be_a_payment
from tests.web.playground import ACTOR, SCHEMA, playground

LONG = 60.0
"""Seconds that no test waits."""


class Press:
    """Documents, and the senders of those that were prepared, in their order."""

    def __init__(self, *, capacity: int = 256, payments: bool = False) -> None:
        self.documents = Documents(SCHEMA._schema, Limits(), capacity=capacity, payments=lambda: payments)
        self.order: list[str] = []

    async def prepare(self, sender: str, number: int, *, long: bool = False) -> None:
        name = f"p{number}" + "_" * (LONGEST_AT_ONCE if long else 0)
        await self.documents.prepare(f"{{ {name}: ping }}", {}, sender)
        self.order.append(sender)


@pytest.mark.parametrize("long", [False, True], ids=["short", "long"])
async def test_senders_take_turns(*, long: bool) -> None:
    press = Press()
    flood = [asyncio.create_task(press.prepare("a", number, long=long)) for number in range(20)]
    await asyncio.sleep(0)
    await press.prepare("b", 1, long=long)
    assert press.order.count("a") <= 2
    await asyncio.gather(*flood)


async def test_no_more_of_one_sender_wait_than_may() -> None:
    press = Press()
    flood = [asyncio.create_task(press.prepare("a", number)) for number in range(WAITING + 5)]
    await asyncio.sleep(0)
    await press.prepare("b", 1)
    ended = await asyncio.gather(*flood, return_exceptions=True)
    assert [type(each) for each in ended if each is not None] == [QueueFull] * 4


async def test_what_one_sends_once_does_not_displace_what_others_send_again() -> None:
    documents = Documents(SCHEMA._schema, Limits(), capacity=8)
    theirs = await documents.prepare("{ ping }", {}, "b")
    for number in range(20):
        await documents.prepare(f"{{ p{number}: ping }}", {}, "a")
    assert await documents.prepare("{ ping }", {}, "b") is theirs
    kept = await documents.prepare("{ p19: ping }", {}, "a")
    assert await documents.prepare("{ p19: ping }", {}, "c") is kept


async def test_while_payments_come_a_sender_rests_and_others_do_not() -> None:
    press = Press(payments=True)
    await press.prepare("a", 1, long=True)
    again = asyncio.create_task(press.prepare("a", 2))
    await asyncio.sleep(0)
    await press.prepare("b", 1)
    await again
    assert press.order == ["a", "b", "a"]


async def test_a_client_whose_new_documents_are_too_many_is_told_to_come_again() -> None:
    service = playground()
    documents = service.endpoint._documents
    documents._of_each = Shares(each=1, of_all=9, waiting=0)
    async with service.client() as client, documents._of_each.share((ACTOR.merchant_id, ACTOR.id), LONG):
        refused = await client.post("/graphql", json={"query": "{ never: ping }"})
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "2")
    assert refused.json()["errors"][0]["extensions"]["errorClass"] == "RESOURCE_LIMIT"


async def test_payments_are_not_refused_for_being_many_new_documents_at_once() -> None:
    press = Press(payments=True)
    documents = [
        press.documents.prepare(f"mutation {{ m{number}: ping }}", {}, "a", first=True) for number in range(2 * WAITING)
    ]
    ended = await asyncio.gather(*documents, return_exceptions=True)
    assert {type(each) for each in ended} == {Rejected}, "the playground has no such mutation, and says so"


@pytest.mark.parametrize(("rights", "first"), [({Right.VIEW}, False), ({Right.VIEW, Right.REFUND}, True)])
def test_only_who_may_move_money_goes_first(rights: set[Right], *, first: bool) -> None:
    actor = replace(ACTOR, rights=frozenset(rights))
    assert _may_be_a_payment("mutation { reverseTransaction }", actor) is first
    assert not _may_be_a_payment("{ ping }", actor)
