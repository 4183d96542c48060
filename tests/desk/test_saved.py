"""The saved operations: each is right by the schema, says what it is for, and does it on the demo's data at once."""

from typing import Any
from uuid import uuid4

import httpx
import pytest
from graphql import GraphQLInputObjectType, build_schema, get_named_type, parse, validate

from app.demo.demo import ADMINISTRATOR, AGENT
from app.desk.saved import SavedOperation, saved_operations
from app.domain.people.people import ALL_RIGHTS, Right
from app.schema.permissions import NEEDED
from app.schema.schema import print_schema
from tests.desk.people import Person
from tests.support.merchant_client import Live

SCHEMA = build_schema(print_schema())
SAVED = saved_operations()
LABELS = ("What it does: ", "What it needs: ", "What may go wrong: ")

NOT_AT_ONCE = {"revoke_key"}
"""Whose example would take something away that somebody uses."""


@pytest.mark.parametrize("operation", SAVED.operations, ids=lambda operation: operation.file)
def test_each_is_right_by_the_schema(operation: SavedOperation) -> None:
    assert not validate(SCHEMA, parse(operation.source))


@pytest.mark.parametrize("operation", SAVED.operations, ids=lambda operation: operation.file)
def test_each_says_what_it_does_and_needs_and_what_may_go_wrong(operation: SavedOperation) -> None:
    assert operation.title
    assert len(operation.text) == len(LABELS)
    assert all(text.startswith(label) for text, label in zip(operation.text, LABELS, strict=True))
    assert all(field.label or field.kind == "key" for field in operation.fields)
    assert all(field.origin is None or field.origin in SAVED.examples for field in operation.fields)
    assert operation.then is None or operation.then in {each.file for each in SAVED.operations}


def test_their_names_tell_them_apart() -> None:
    names = [operation.name for operation in SAVED.operations]
    titles = [operation.title for operation in SAVED.operations]
    assert len(set(names)) == len(set(titles)) == len(names)


@pytest.mark.parametrize("name", sorted(SAVED.examples))
def test_the_examples_are_asked_for_rightly(name: str) -> None:
    assert not validate(SCHEMA, parse(SAVED.examples[name].query))


def test_what_moves_money_brings_a_key() -> None:
    """So that pressing a button twice does it once."""
    assert SCHEMA.mutation_type is not None
    inputs = {name: get_named_type(field.args["input"].type) for name, field in SCHEMA.mutation_type.fields.items()}
    with_keys = {
        f"Mutation.{name}"
        for name, given in inputs.items()
        if isinstance(given, GraphQLInputObjectType) and "apiRequestKey" in given.fields
    }
    assert "Mutation.reverseTransaction" in with_keys
    for operation in SAVED.operations:
        assert not set(operation.root_fields) & with_keys or any(field.kind == "key" for field in operation.fields)


def test_only_what_a_person_may_do_is_offered() -> None:
    assert SAVED.offered(frozenset(), NEEDED) == []
    everything = SAVED.offered(ALL_RIGHTS, NEEDED)
    assert [group["title"] for group in everything] == [title for title, _ in SAVED.groups]
    looking = _names(SAVED.offered({Right.VIEW}, NEEDED))
    assert looking == {each.name for each in SAVED.operations if "query" in each.source and _may_look(each)}
    assert "RefundPayment" in _names(SAVED.offered({Right.REFUND}, NEEDED))
    assert "VoidPayment" not in _names(SAVED.offered({Right.REFUND, Right.VIEW}, NEEDED))
    assert "ReversePayment" in _names(SAVED.offered({Right.VOID}, NEEDED))


async def test_each_runs_on_the_demo_as_it_is(demo: Live, browser: httpx.AsyncClient) -> None:
    """In the order in which the desk shows them, by an administrator."""
    person = Person(demo, browser)
    await person.sign_in(ADMINISTRATOR.email, ADMINISTRATOR.password)
    without = set()
    for operation in SAVED.operations:
        variables = await _variables(person, operation)
        if variables is None:
            without.add(operation.file)
            continue
        answer = await person.ask(operation.source, variables)
        assert "errors" not in answer.body, (operation.file, variables, answer.body["errors"])
        payloads = [payload for payload in answer.body["data"].values() if isinstance(payload, dict)]
        refused = [payload["validationErrors"] for payload in payloads if payload.get("validationErrors")]
        assert not refused, (operation.file, variables, refused)
        assert all(payload is not None for payload in answer.body["data"].values()), operation.file
    assert without == NOT_AT_ONCE


async def test_the_demos_agent_is_offered_less(demo: Live, browser: httpx.AsyncClient) -> None:
    person = Person(demo, browser)
    await person.sign_in(AGENT.email, AGENT.password)
    offered = _names((await person.settings())["groups"])
    assert {"RefundPayment", "VoidPayment", "RetryNow", "WhatWaits"} <= offered
    assert not offered & {"AddAPerson", "MarkAsRefundedOutside", "MoveTheClock", "ChangeSettings", "ReportAnOutcome"}


def _names(groups: list[dict[str, Any]]) -> set[str]:
    return {operation["name"] for group in groups for operation in group["operations"]}


def _may_look(operation: SavedOperation) -> bool:
    return all(not NEEDED[each] or Right.VIEW in NEEDED[each] for each in operation.root_fields)


async def _variables(person: Person, operation: SavedOperation) -> dict[str, Any] | None:
    """What the desk would fill in; None where a person has to say something first."""
    variables: dict[str, Any] = {}
    for field in operation.fields:
        value = str(uuid4()) if field.kind == "key" else field.example
        if field.origin is not None:
            example = SAVED.examples[field.origin]
            found: Any = (await person.ask(example.query)).body["data"]
            for step in example.path:
                assert found, (operation.file, field.name, example.query)
                found = found[step]
            value = found
        if value is not None:
            variables[field.name] = value
        elif field.required:
            return None
    return variables
