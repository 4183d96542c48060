"""The merchant's list of reasons, and the reasons that are given with what moves money (SPEC 9)."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from app.domain.people.people import Right
from tests.flows.desk import MARK_REFUNDED, UPDATE_SETTINGS
from tests.flows.refusals import refused
from tests.support.merchant_client import (
    REFUND_TRANSACTION,
    REVERSE,
    REVERSE_REFUND,
    SET_UP,
    VOID,
    Live,
    Shop,
    open_shop,
)

REASON = "reason { code label active }"
CREATE = f"mutation ($input: RefundReasonInput!) {{ createRefundReason(input: $input) {{ {REASON} }} }}"
UPDATE = f"mutation ($input: RefundReasonInput!) {{ updateRefundReason(input: $input) {{ {REASON} }} }}"
REASONS = "{ refundReasons { code label active } }"
GIVEN = "query ($id: ID!) { node(id: $id) { ... on Refund { note reason { code label active } } } }"
DAMAGED = {"code": "damaged", "label": "Arrived damaged", "active": True}


async def reasons(shop: Shop) -> list[dict[str, Any]]:
    return list((await shop.post(REASONS)).body["data"]["refundReasons"])


async def create(shop: Shop, code: str, label: str, active: bool | None = None) -> dict[str, Any]:
    return (await shop.ask(CREATE, code=code, label=label, active=active)).object


async def given(shop: Shop, refund_id: str) -> tuple[str | None, str | None]:
    """The code of the reason and the note that the refund has."""
    found = (await shop.post(GIVEN, {"id": refund_id})).body["data"]["node"]
    return found["reason"] and found["reason"]["code"], found["note"]


async def test_a_list_is_made_and_changed(live: Live, shop: Shop) -> None:
    assert await reasons(shop) == []
    assert await create(shop, "damaged", "Arrived damaged") == DAMAGED
    late = {"code": "late.2", "label": "Came too late", "active": False}
    assert await create(shop, "late.2", "Came too late", active=False) == late
    assert await reasons(shop) == [DAMAGED, late], "by their labels"
    changed = (await shop.ask(UPDATE, code="late.2", label="Arrived after the date")).object
    assert changed == {**late, "label": "Arrived after the date"}
    assert (await shop.ask(UPDATE, code="late.2", label="ARRIVED after the date", active=True)).object["active"]
    await shop.ask(UPDATE, code="late.2", label="ARRIVED after the date")
    async with open_shop(live) as other:
        assert await reasons(other) == []
        assert (await other.ask(UPDATE, code="damaged", label="Mine")).codes == ["NOT_FOUND"]
        assert await create(other, "damaged", "Arrived damaged") == DAMAGED
    rows = await shop.execute("SELECT kind, note FROM changes WHERE merchant_id = $1 ORDER BY id", shop.merchant.id)
    assert [tuple(row) for row in rows[SET_UP:]] == [
        ("REASON_ADDED", "damaged (Arrived damaged)"),
        ("REASON_ADDED", "late.2 (Came too late, not active)"),
        (
            "REASON_CHANGED",
            "late.2 (Came too late, not active) -> late.2 (Arrived after the date, not active)",
        ),
        (
            "REASON_CHANGED",
            "late.2 (Arrived after the date, not active) -> late.2 (ARRIVED after the date)",
        ),
    ]


@pytest.mark.parametrize("code", ["", " ", "a b", "_a", "ä", "a\0", "a" * 65, "\U0001f600", "a\n"])
async def test_a_code_that_is_none_is_refused(shop: Shop, code: str) -> None:
    (refusal,) = await refused(shop, CREATE, code=code, label="A label")
    assert refusal.path == ("input", "code")
    assert (await shop.ask(UPDATE, code=code, label="A label")).codes == ["NOT_FOUND"]


@pytest.mark.parametrize("label", ["", " ", "a\0", "a" * 256, "two\nlines"])
async def test_a_label_that_is_none_is_refused(shop: Shop, label: str) -> None:
    await create(shop, "damaged", "Arrived damaged")
    for mutation, code in ((CREATE, "another"), (UPDATE, "damaged")):
        (refusal,) = await refused(shop, mutation, code=code, label=label)
        assert refusal.path == ("input", "label")
    assert await reasons(shop) == [DAMAGED]


async def test_what_there_is_already_is_refused_in_whatever_case(shop: Shop) -> None:
    await create(shop, "damaged", "Arrived damaged")
    await create(shop, "late", "Came late")
    for asked, paths in (
        ({"code": "DAMAGED", "label": "Another"}, [("input", "code")]),
        ({"code": "another", "label": "arrived DAMAGED"}, [("input", "label")]),
        ({"code": "Damaged", "label": "came late"}, [("input", "code"), ("input", "label")]),
    ):
        found = await refused(shop, CREATE, **asked)
        assert {each.condition for each in found} == {"REASON_TAKEN"}
        assert sorted(each.path for each in found) == paths
    (refusal,) = await refused(shop, UPDATE, code="late", label="Arrived Damaged")
    assert (refusal.condition, refusal.path) == ("REASON_TAKEN", ("input", "label"))


async def test_many_add_the_same_at_once(shop: Shop) -> None:
    answers = await asyncio.gather(*(shop.ask(CREATE, code=code, label="One") for code in ("one", "ONE") * 5))
    assert len([answer for answer in answers if "errors" not in answer.body]) == 1
    assert len(await reasons(shop)) == 1


async def test_only_administrators_change_it(shop: Shop) -> None:
    other = await shop.person(*(set(Right) - {Right.ADMINISTER}))
    for mutation in (CREATE, UPDATE):
        assert (await other.ask(mutation, code="damaged", label="Arrived damaged")).codes == ["AUTHORIZATION"]
    assert await reasons(other) == []


async def test_a_reason_and_a_note_stay_with_the_refund(shop: Shop) -> None:
    await create(shop, "damaged", "Arrived damaged")
    why = {"reasonCode": "damaged", "note": "The box was open.\nBoth of them."}
    settled = [await shop.settled() for _ in range(3)]
    refund = (await shop.refund(settled[0], "10.00", **why)).object["id"]
    reversal = (await shop.reverse(settled[1], **why)).object["id"]
    mark = (await shop.ask(MARK_REFUNDED, transactionId=settled[2], refund={"amount": "5.00", **why})).object["id"]
    for each in (refund, reversal, mark):
        assert await given(shop, each) == ("damaged", "The box was open.\nBoth of them.")
    await shop.ask(UPDATE, code="damaged", label="Broken", active=False)
    found = (await shop.post(GIVEN, {"id": refund})).body["data"]["node"]["reason"]
    assert found == {"code": "damaged", "label": "Broken", "active": False}, "and shows the new label"
    plain = (await shop.refund(settled[0], "1.00")).object["id"]
    assert await given(shop, plain) == (None, None)


async def test_a_mark_s_own_note_is_the_refund_s_where_that_has_none(shop: Shop) -> None:
    sale = await shop.settled()
    first = (await shop.ask(MARK_REFUNDED, transactionId=sale, refund={"amount": "5.00"}, note="By cheque")).object
    both = {"refund": {"amount": "5.00", "note": "Broken"}, "note": "By cheque"}
    second = (await shop.ask(MARK_REFUNDED, transactionId=sale, **both)).object
    assert (await given(shop, first["id"]))[1] == "By cheque"
    assert ((await given(shop, second["id"]))[1], second["external"]["note"]) == ("Broken", "By cheque")


async def test_a_reason_goes_with_a_void_that_turns(shop: Shop) -> None:
    await create(shop, "damaged", "Arrived damaged")
    refund = (await shop.reverse(await shop.charge("3900.00"), reasonCode="damaged", note="Why")).object
    assert refund["__typename"] == "Refund"
    assert await given(shop, refund["id"]) == ("damaged", "Why")


async def test_a_void_and_a_refund_s_reversal_keep_theirs(shop: Shop) -> None:
    await create(shop, "damaged", "Arrived damaged")
    sale, settled = await shop.charge(), await shop.settled()
    refund = (await shop.refund(settled, "10.00", note="Of the refund")).object["id"]
    await shop.ask(VOID, transactionId=sale, reasonCode="damaged", note="Of the void")
    await shop.ask(REVERSE_REFUND, refundId=refund, reasonCode="damaged", note="Of the reversal")
    rows = await shop.execute(
        "SELECT kind, reason_code, note FROM operations WHERE merchant_id = $1 AND reason_code IS NOT NULL ORDER BY id",
        shop.merchant.id,
    )
    assert [tuple(row) for row in rows] == [
        ("VOID", "damaged", "Of the void"),
        ("REFUND_VOID", "damaged", "Of the reversal"),
    ]
    assert await given(shop, refund) == (None, "Of the refund")


Asked = tuple[str, dict[str, Any], tuple[str, ...]]


async def refunding(shop: Shop, why: dict[str, Any]) -> Asked:
    return REFUND_TRANSACTION, {"transactionId": await shop.settled(), "refund": why}, ("refund",)


async def reversing(shop: Shop, why: dict[str, Any]) -> Asked:
    return REVERSE, {"transactionId": await shop.settled(), **why}, ()


async def reversing_unsettled(shop: Shop, why: dict[str, Any]) -> Asked:
    return REVERSE, {"transactionId": await shop.charge(), **why}, ()


async def voiding(shop: Shop, why: dict[str, Any]) -> Asked:
    return VOID, {"transactionId": await shop.charge(), **why}, ()


async def taking_back(shop: Shop, why: dict[str, Any]) -> Asked:
    refund = (await shop.refund(await shop.settled(), "10.00")).object["id"]
    return REVERSE_REFUND, {"refundId": refund, **why}, ()


async def cancelling(shop: Shop, why: dict[str, Any]) -> Asked:
    refund = (await shop.refund(await shop.settled("4000.00"), "3000.00")).object["id"]
    return REVERSE_REFUND, {"refundId": refund, **why}, ()


async def marking(shop: Shop, why: dict[str, Any]) -> Asked:
    return MARK_REFUNDED, {"transactionId": await shop.settled(), "refund": why}, ("refund",)


MOVES: list[Callable[[Shop, dict[str, Any]], Awaitable[Asked]]] = [
    *(refunding, reversing, reversing_unsettled, voiding, taking_back, cancelling, marking)
]
"""Everything that moves or marks money and takes a reason: the mutation, its input, and where that has the reason."""


@pytest.mark.parametrize("move", MOVES)
async def test_an_unknown_reason_is_refused(shop: Shop, move: Callable[..., Awaitable[Asked]]) -> None:
    await create(shop, "damaged", "Arrived damaged")
    await create(shop, "late", "Came late")
    await create(shop, "old", "No longer given", active=False)
    for code in ("old", "DAMAGED", "nothing", "", "a\0b", "x" * 5000):
        mutation, asked, within = await move(shop, {"reasonCode": code})
        (refusal,) = await refused(shop, mutation, **asked)
        assert (refusal.condition, refusal.path) == ("REASON_UNKNOWN", ("input", *within, "reasonCode"))
        assert "damaged, late." in refusal.message, "and says which ones there are"


@pytest.mark.parametrize("move", MOVES)
async def test_a_note_that_cannot_be_kept_is_refused(shop: Shop, move: Callable[..., Awaitable[Asked]]) -> None:
    for note in ("x" * 4001, "a\0b"):
        mutation, asked, within = await move(shop, {"note": note, "reasonCode": "nothing"})
        found = await refused(shop, mutation, **asked)
        assert [each.path[-1] for each in found] == ["reasonCode", "note"], "both are told of at once"
        assert found[1].path == ("input", *within, "note")


@pytest.mark.parametrize("move", MOVES)
async def test_people_must_give_one_where_the_merchant_says_so(
    shop: Shop, move: Callable[..., Awaitable[Asked]]
) -> None:
    person = await shop.person(*Right)
    mutation, asked, within = await move(shop, {})
    await shop.ask(UPDATE_SETTINGS, requireReasonFromStaff=True)
    (refusal,) = await refused(person, mutation, **asked)
    assert (refusal.condition, refusal.path) == ("REASON_REQUIRED", ("input", *within, "reasonCode"))
    assert "createRefundReason" in refusal.message, "there is none to be given yet"
    await create(shop, "damaged", "Arrived damaged")
    (refusal,) = await refused(person, mutation, **asked)
    assert "damaged" in refusal.message
    assert "errors" not in (await shop.ask(mutation, **asked)).body, "programs are free"
    mutation, asked, _ = await move(shop, {"reasonCode": "damaged"})
    assert "errors" not in (await person.ask(mutation, **asked)).body


@pytest.mark.parametrize("move", [refunding, reversing, voiding, marking])
async def test_a_request_key_is_for_one_reason_and_one_note(shop: Shop, move: Callable[..., Awaitable[Asked]]) -> None:
    await create(shop, "damaged", "Arrived damaged")
    await create(shop, "late", "Came late")
    mutation, asked, within = await move(shop, {"reasonCode": "damaged", "note": "Why"})
    first = (await shop.ask(mutation, **asked, apiRequestKey="mine")).object
    assert (await shop.ask(mutation, **asked, apiRequestKey="mine")).object["id"] == first["id"]
    for change in ({"reasonCode": "late"}, {"note": "Why not"}, {"reasonCode": None}):
        other = {**asked, **({"refund": {**asked["refund"], **change}} if within else change)}
        assert (await shop.ask(mutation, **other, apiRequestKey="mine")).codes == ["915232"]
