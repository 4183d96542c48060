"""Problems as data or as errors, on a mutation that moves money: whichever way a client selects them (SPEC 2.2)."""

from typing import Any

import pytest

from tests.flows.refusals import checked, unchanged
from tests.support.merchant_client import Answer, Shop

REFUND = 'refundTransaction(input: {transactionId: $id, refund: {amount: "100.01"}, clientMutationId: "é"})'

SELECTED = {
    "plainly": "{ refund { id } validationErrors { code } }",
    "by another name": "{ refund { id } problems: validationErrors { code } }",
    "in an inline fragment": "{ ... { validationErrors { code } } }",
    "in a typed inline fragment": "{ ... on RefundTransactionPayload { validationErrors { code } } }",
    "in a fragment": "{ ...F }",
    "in nested fragments": "{ refund { id } ...G }",
    "included by a literal": "{ validationErrors @include(if: true) { code } }",
    "not skipped by a literal": "{ validationErrors @skip(if: false) { code } }",
    "included by a variable": "{ validationErrors @include(if: $yes) { code } }",
    "included by a variable's default": "{ ... @include(if: $on) { validationErrors { code } } }",
    "not skipped by a variable's default": "{ ...F @skip(if: $off) }",
}
NOT_SELECTED = {
    "at all": "{ refund { id } }",
    "but another field by its name": "{ validationErrors: clientMutationId }",
    "but skipped by a literal": "{ clientMutationId validationErrors @skip(if: true) { code } }",
    "but not included by a literal": "{ clientMutationId validationErrors @include(if: false) { code } }",
    "but skipped by a variable": "{ clientMutationId ...F @skip(if: $yes) }",
    "but not included by a variable's default": "{ clientMutationId ... @include(if: $off) { ...F } }",
    "but in a fragment that is left out": "{ clientMutationId ...G @include(if: $off) }",
}
FRAGMENTS = {
    "F": " fragment F on RefundTransactionPayload { validationErrors { code } }",
    "G": " fragment G on RefundTransactionPayload { ... { ...F } }",
}
VARIABLES = {"$yes": "Boolean!", "$on": "Boolean = true", "$off": "Boolean = false"}


def document(body: str) -> str:
    """A mutation with this body, and with the variables and the fragments that it uses."""
    used = [f"{name}: {kind}" for name, kind in VARIABLES.items() if name in body]
    fragments = [text for name, text in FRAGMENTS.items() if f"...{name}" in body or (name == "F" and "...G" in body)]
    return f"mutation ({', '.join(['$id: ID!', *used])}) {{ {body} }}" + "".join(fragments)


async def ask(shop: Shop, body: str) -> Answer:
    """Asks for a refund of too much; nothing may change."""
    transaction_id = await shop.settled()
    async with unchanged(shop):
        return await shop.post(
            document(body), {"id": transaction_id, "yes": True} if "$yes" in body else {"id": transaction_id}
        )


@pytest.mark.parametrize("selection", SELECTED.values(), ids=SELECTED)
async def test_problems_are_data_where_they_are_selected(shop: Shop, selection: str) -> None:
    answer = await ask(shop, f"{REFUND} {selection}")
    assert "errors" not in answer.body
    payload = answer.body["data"]["refundTransaction"]
    problems = payload.pop("validationErrors", None) or payload.pop("problems")
    assert problems == [{"code": "REFUND_AMOUNT_TOO_LARGE"}]
    assert set(payload.values()) <= {None}


@pytest.mark.parametrize("selection", NOT_SELECTED.values(), ids=NOT_SELECTED)
async def test_problems_are_errors_where_they_are_not_selected(shop: Shop, selection: str) -> None:
    answer = await ask(shop, f"{REFUND} {selection}")
    assert answer.body["data"] == {"refundTransaction": None}
    (error,) = checked(answer)
    assert (error["extensions"]["legacyCode"], error["path"]) == ("91521", ["refundTransaction"])


async def test_merged_fields_are_one_of_which_any_part_selects(shop: Shop) -> None:
    answer = await ask(shop, f"{REFUND} {{ refund {{ id }} }} {REFUND} {{ validationErrors {{ code }} }}")
    assert answer.body["data"]["refundTransaction"] == {
        "refund": None,
        "validationErrors": [{"code": "REFUND_AMOUNT_TOO_LARGE"}],
    }
    assert "errors" not in answer.body


async def test_two_aliases_decide_each_for_itself(shop: Shop) -> None:
    answer = await ask(shop, f"a: {REFUND} {{ validationErrors {{ code }} }} b: {REFUND} {{ refund {{ id }} }}")
    assert answer.body["data"] == {"a": {"validationErrors": [{"code": "REFUND_AMOUNT_TOO_LARGE"}]}, "b": None}
    (error,) = checked(answer)
    assert error["path"] == ["b"]


async def test_one_mutation_of_a_document_fails_and_the_others_are_done(shop: Shop) -> None:
    transaction_id = await shop.settled()
    body = " ".join(
        f'{name}: refundTransaction(input: {{transactionId: $id, refund: {{amount: "{amount}"}}}}) {{ {fields} }}'
        for name, amount, fields in (
            ("a", "60.00", "refund { amount { value } }"),
            ("b", "60.00", "refund { id }"),
            ("c", "40.00", "refund { amount { value } } validationErrors { code }"),
            ("d", "0.01", "validationErrors { code legacyCode }"),
        )
    )
    answer = await shop.post(document(body), {"id": transaction_id})
    data: dict[str, Any] = answer.body["data"]
    assert data["a"] == {"refund": {"amount": {"value": "60.00"}}}
    assert data["b"] is None
    assert data["c"] == {"refund": {"amount": {"value": "40.00"}}, "validationErrors": None}
    assert data["d"] == {"validationErrors": [{"code": "TRANSACTION_ALREADY_REFUNDED", "legacyCode": "91512"}]}
    assert [error["path"] for error in checked(answer)] == [["b"]]
    assert await shop.given_back(transaction_id) == 100_00


async def test_the_client_mutation_id_comes_back_with_the_problems(shop: Shop) -> None:
    answer = await ask(shop, f"{REFUND} {{ clientMutationId validationErrors {{ message inputPath }} }}")
    payload = answer.body["data"]["refundTransaction"]
    assert payload["clientMutationId"] == "é"
    assert payload["validationErrors"] == [
        {
            "message": "Refund amount is too large. At most 100.00 USD can be refunded now.",
            "inputPath": ["input", "refund", "amount"],
        }
    ]


async def test_a_refused_request_may_be_sent_again_in_the_other_rendering(shop: Shop) -> None:
    """A key remembers what came of a request, and of this one nothing did."""
    transaction_id = await shop.settled()
    keyed = REFUND.replace('clientMutationId: "é"', 'apiRequestKey: "a key"')
    as_error = await shop.post(document(f"{keyed} {{ refund {{ id }} }}"), {"id": transaction_id})
    as_data = await shop.post(document(f"{keyed} {{ validationErrors {{ legacyCode }} }}"), {"id": transaction_id})
    assert as_error.codes == ["91521"]
    assert as_data.body["data"]["refundTransaction"]["validationErrors"] == [{"legacyCode": "91521"}]


async def test_a_document_with_an_error_beside_the_data_is_still_a_200(shop: Shop) -> None:
    answer = await ask(shop, f"{REFUND} {{ refund {{ id }} }} ")
    assert (answer.status, answer.codes) == (200, ["91521"])
