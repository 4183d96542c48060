"""A request that is refused: asked in both renderings, which have to agree, and nothing may change meanwhile."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from tests.support.merchant_client import CHARGE, PROBLEMS, REFUND_TRANSACTION, VISA, Answer, Shop

Given = dict[str, Any]
Asked = tuple[str, Given]
"""A mutation and its input."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One problem as a client reads it: `code` is the legacy one, `condition` the stable name."""

    code: str | None
    condition: str
    path: tuple[str, ...]
    message: str


@asynccontextmanager
async def unchanged(shop: Shop) -> AsyncIterator[None]:
    """A block in which no row of the merchant's may change, neither here nor at the gateway."""
    before = await shop.everything()
    yield
    assert await shop.everything() == before, "a refused request changed something"


async def refused(shop: Shop, mutation: str, **given: Any) -> list[Refusal]:
    """The problems that the service finds, after making sure that it tells them in both ways and changed nothing."""
    async with unchanged(shop):
        on_top = await shop.post(mutation, {"input": given})
        as_data = await shop.post(selecting(mutation), {"input": {**given, "clientMutationId": "an echo"}})
    found = _on_top(on_top)
    assert _as_data(as_data) == found
    return found


async def rejected(shop: Shop, document: str, variables: Given) -> list[dict[str, Any]]:
    """The errors of a request that must be refused whichever way it is told, as data, as an error or before that."""
    as_data = await shop.send_json(selecting(document), variables)
    answer = await shop.send_json(document, variables)
    for each in (answer, as_data):
        assert each.status in (200, 400)
        assert each.body["extensions"]["requestId"]
    if "errors" not in as_data.body:
        assert all(payload["validationErrors"] for payload in as_data.body["data"].values())
    else:
        checked(as_data)
    return checked(answer)


def selecting(mutation: str) -> str:
    """The same mutation by a client that wants its problems as data."""
    return mutation.replace("(input: $input) {", f"(input: $input) {{ clientMutationId {PROBLEMS}", 1)


def checked(answer: Answer) -> list[dict[str, Any]]:
    """The errors of an answer that has some, in the form that every error has."""
    assert answer.body["extensions"]["requestId"]
    errors: list[dict[str, Any]] = answer.body["errors"]
    assert errors
    for error in errors:
        assert error["message"]
        assert len(error["message"]) < 2_000
        assert error["extensions"]["errorType"] in ("user_error", "developer_error")
        assert error["extensions"]["errorClass"] != "INTERNAL", error
    return errors


def classes(answer: Answer) -> set[str]:
    """The error classes of such an answer."""
    return {each["extensions"]["errorClass"] for each in checked(answer)}


def with_raw(mutation: str, given: Given, literal: str) -> str:
    """A request's body with `literal` in place of the text "HERE": what no JSON library would write."""
    return json.dumps({"query": mutation, "variables": {"input": given}}).replace('"HERE"', literal)


@dataclass(frozen=True, slots=True)
class Case:
    """A request that is refused with `code` at `path` below the input, and with a message that has `told` in it."""

    prepare: Callable[[Shop], Awaitable[Asked]]
    code: str | None
    condition: str
    path: str
    told: str


class Cases(dict[str, Case]):
    """Cases by the names of the functions that prepare them."""

    def __call__(
        self, code: str | None, condition: str, path: str, told: str = ""
    ) -> Callable[[Callable[[Shop], Awaitable[Asked]]], Callable[[Shop], Awaitable[Asked]]]:
        def keep(prepare: Callable[[Shop], Awaitable[Asked]]) -> Callable[[Shop], Awaitable[Asked]]:
            self[prepare.__name__.replace("_", " ")] = Case(prepare, code, condition, path, told)
            return prepare

        return keep


async def check(shop: Shop, case: Case) -> None:
    """Prepares the case and finds exactly its problem."""
    mutation, given = await case.prepare(shop)
    (found,) = await refused(shop, mutation, **given)
    assert (found.code, found.condition) == (case.code, case.condition)
    assert found.path == ("input", *case.path.split("."))
    assert case.told in found.message


def refund_of(transaction_id: str, **refund: Any) -> Asked:
    return REFUND_TRANSACTION, {"transactionId": transaction_id, "refund": refund}


def sale_of(amount: Any = "10.00", method: str = VISA, mutation: str = CHARGE, **transaction: Any) -> Asked:
    return mutation, {"paymentMethodId": method, "transaction": {"amount": amount, **transaction}}


def _on_top(answer: Answer) -> list[Refusal]:
    assert answer.status == 200
    ((field, payload),) = answer.body["data"].items()
    assert payload is None
    found = []
    for error in checked(answer):
        extensions = error["extensions"]
        assert error["path"] == [field]
        assert error["locations"]
        mended = extensions["condition"] != "OBJECT_NOT_FOUND"
        assert extensions["errorClass"] == ("VALIDATION" if mended else "NOT_FOUND")
        assert extensions["errorType"] == ("user_error" if mended else "developer_error")
        path = tuple(extensions["inputPath"])
        found.append(Refusal(extensions.get("legacyCode"), extensions["condition"], path, error["message"]))
    return found


def _as_data(answer: Answer) -> list[Refusal]:
    assert "errors" not in answer.body
    (payload,) = answer.body["data"].values()
    problems = payload.pop("validationErrors")
    assert payload.pop("clientMutationId") == "an echo"
    assert set(payload.values()) == {None}, "the payload's other fields are null"
    return [Refusal(each["legacyCode"], each["code"], tuple(each["inputPath"]), each["message"]) for each in problems]
