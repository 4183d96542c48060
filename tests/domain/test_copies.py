"""Copies are what the standard library would make of the same value, whatever is changed of it."""

import dataclasses
from dataclasses import fields
from typing import Any

import pytest

from app.domain.copies import replace
from app.domain.reversals.conclusion import ended
from app.domain.reversals.states import AttemptOutcome, OperationKind, RetryState
from tests.domain.reversals.situations import situation
from tests.domain.reversals.values import operation, refund, transaction

VALUES = [
    operation(),
    refund(),
    transaction(),
    situation(OperationKind.VOID),
    ended(situation(OperationKind.VOID), RetryState.SUCCEEDED, AttemptOutcome.ACCEPTED),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_each_field_can_be_changed(value: Any) -> None:
    for each in fields(value):
        change = {each.name: object()}
        assert replace(value, **change) == dataclasses.replace(value, **change)
    assert replace(value) == value
    assert replace(value) is not value


def test_what_is_no_field_is_not_taken() -> None:
    with pytest.raises(KeyError):
        replace(operation(), colour="red")
