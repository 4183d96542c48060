"""Somebody who signs in and has no right asks for everything that the schema has (SPEC 8.2)."""

import json
from collections.abc import Iterator
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLType,
    get_named_type,
    is_leaf_type,
    is_required_argument,
    is_required_input_field,
)

from app.domain.ids import IdKind, global_id
from app.domain.people.people import Right
from app.schema.schema import schema
from tests.flows.people.test_disabling import disable
from tests.support.following import first_answer
from tests.support.merchant_client import Answer, Shop
from tests.support.staff import Visitor, hire

OPEN = {"Query.ping", "Query.viewer", "Mutation.changePassword"}
"""What needs no right. A person's own password is nobody else's business."""

SCALARS: dict[str, Any] = {
    "Amount": "10.00",
    "Boolean": True,
    "CurrencyCodeAlpha": "USD",
    "Date": "2026-11-01",
    "Int": 1,
    "String": "x",
    "Timestamp": "2026-11-01T00:00:00.000000Z",
}

WHOLE_VIEWER = """{ viewer {
  user { id name email status disabled roles { id name isAccountAdmin rights { name } } }
  merchant { id companyName timezone merchantAccounts { edges { node { id currencyCode status isDefault } } } }
  rights { name }
} }"""


def root_fields() -> Iterator[tuple[str, str, GraphQLField]]:
    """Every field of every root type: what kind of operation asks for it, its name, and itself."""
    built = schema._schema
    for kind, root in (
        ("query", built.query_type),
        ("mutation", built.mutation_type),
        ("subscription", built.subscription_type),
    ):
        for name, field in (root.fields if root is not None else {}).items():
            yield kind, name, field


FIELDS = list(root_fields())


def value_for(type_: GraphQLType, id_: str) -> Any:
    """The least that this type takes, with `id_` wherever an id is asked for."""
    match type_:
        case GraphQLNonNull():
            return value_for(type_.of_type, id_)
        case GraphQLList():
            return [value_for(type_.of_type, id_)]
        case GraphQLInputObjectType():
            needed = {name: field for name, field in type_.fields.items() if is_required_input_field(field)}
            return {name: value_for(field.type, id_) for name, field in needed.items()}
        case GraphQLEnumType():
            return next(iter(type_.values))
    name = get_named_type(type_).name
    return id_ if name == "ID" else SCALARS[name]


def request_for(kind: str, name: str, field: GraphQLField, id_: str) -> tuple[str, dict[str, Any]]:
    """A document that asks for the field and its variables, about the object of that id."""
    needed = {each: argument for each, argument in field.args.items() if is_required_argument(argument)}
    declared = ", ".join(f"${each}: {argument.type}" for each, argument in needed.items())
    passed = ", ".join(f"{each}: ${each}" for each in needed)
    selection = "" if is_leaf_type(get_named_type(field.type)) else " { __typename }"
    document = f"{kind}{f'({declared})' if declared else ''} {{ {name}{f'({passed})' if passed else ''}{selection} }}"
    return document, {each: value_for(argument.type, id_) for each, argument in needed.items()}


async def ask(by: Shop, kind: str, name: str, field: GraphQLField, id_: str) -> Answer:
    """The answer about the object of that id; of a subscription that has begun its first event."""
    document, variables = request_for(kind, name, field, id_)
    if kind != "subscription":
        return await by.post(document, variables)
    return await first_answer(by, document, variables)


async def without_rights(shop: Shop) -> tuple[Shop, str]:
    """The same merchant by a person without any right, and that person's id."""
    person = await hire(shop, Right.VIEW)
    visitor = Visitor(shop)
    await visitor.sign_in(person.email, token=True)
    await shop.execute("UPDATE users SET rights = '{}' WHERE id = $1", person.id)
    return Shop(shop.live, shop.merchant, shop.keys, shop.http, visitor.token), global_id(IdKind.USER, person.legacy_id)


async def everything(shop: Shop) -> list[str]:
    """Every row of the merchant's payments, people, keys, settings and changes."""
    tables = {"merchants": "id", **dict.fromkeys(("users", "api_keys", "changes", "refund_reasons"), "merchant_id")}
    kept = await shop.everything()
    for table, column in tables.items():
        rows = await shop.execute(f"SELECT * FROM {table} WHERE {column} = $1", shop.merchant.id)
        kept += sorted(str(row) for row in rows)
    return kept


async def test_nothing_is_seen_and_nothing_is_done(shop: Shop) -> None:
    nobody, own_id = await without_rights(shop)
    settled = await shop.settled(orderId="order-1", customerDetails={"email": "alex@example.com"})
    refund = (await shop.refund(await shop.settled("4000.00"), "3001.00")).object["id"]
    before = await everything(shop)
    for kind, name, field in FIELDS:
        if f"{kind.title()}.{name}" in OPEN:
            continue
        for id_ in (settled, refund, own_id, global_id(IdKind.TRANSACTION, "nosuchid"), "x"):
            answer = await ask(nobody, kind, name, field, id_)
            assert answer.codes == ["AUTHORIZATION"], (name, answer.body)
            assert not any((answer.body["data"] or {}).values()), name
            told = json.dumps(answer.body)
            assert not [word for word in ("alex@example.com", "order-1") if word in told], name
    assert await everything(shop) == before


async def test_whether_an_id_exists_is_not_told(shop: Shop) -> None:
    """The same words for what there is and for what there is not."""
    nobody, _ = await without_rights(shop)
    there, not_there = await shop.settled(), global_id(IdKind.TRANSACTION, "nosuchid")
    for kind, name, field in FIELDS:
        if f"{kind.title()}.{name}" in OPEN:
            continue
        told = [_told(await ask(nobody, kind, name, field, id_), id_) for id_ in (there, not_there)]
        assert told[0] == told[1], name


async def test_what_is_open_says_who_asks_and_for_whom(shop: Shop) -> None:
    nobody, own_id = await without_rights(shop)
    await hire(shop)
    answer = (await nobody.post(WHOLE_VIEWER)).body
    assert "errors" not in answer
    viewer = answer["data"]["viewer"]
    assert (viewer["user"]["id"], viewer["rights"]) == (own_id, [])
    assert (viewer["user"]["roles"][0]["rights"], viewer["user"]["disabled"]) == ([], False)
    assert viewer["merchant"]["id"] == shop.merchant.public_id
    assert (await nobody.post("{ ping }")).body["data"] == {"ping": "pong"}
    for introspection in ("{ __schema { queryType { name } } }", '{ __type(name: "Refund") { name } }'):
        assert "errors" not in (await nobody.post(introspection)).body


def test_what_needs_no_right_is_there() -> None:
    assert {f"{kind.title()}.{name}" for kind, name, _ in FIELDS} >= OPEN


async def test_who_is_disabled_is_nobody(shop: Shop) -> None:
    """Whatever is asked for, the schema itself included, by a session from before."""
    person = await hire(shop)
    await hire(shop)
    visitor = Visitor(shop)
    await visitor.sign_in(person.email, token=True)
    theirs = Shop(shop.live, shop.merchant, shop.keys, shop.http, visitor.token)
    assert (await disable(shop, person)).object["disabled"]
    before = await everything(shop)
    for kind, name, field in FIELDS:
        assert (await ask(theirs, kind, name, field, "x")).codes == ["AUTHENTICATION"], name
    assert (await theirs.post("{ __schema { queryType { name } } }")).codes == ["AUTHENTICATION"]
    assert (await visitor.sign_in(person.email)).status_code == 401
    assert await everything(shop) == before


def _told(answer: Answer, id_: str) -> str:
    errors = [{**error, "extensions": error["extensions"] | {"requestId": None}} for error in answer.body["errors"]]
    return json.dumps([answer.status, answer.body["data"], errors]).replace(id_, "the id")
