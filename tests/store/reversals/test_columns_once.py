"""A column is listed in its table class and its domain class alone: what reads and writes it finds it there."""

from dataclasses import fields, make_dataclass
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Table

from app.domain.money import Money
from app.domain.reversals.new_operation import NewOperation
from app.domain.reversals.payments import (
    Destination,
    ExternalMark,
    Merchant,
    MerchantAccount,
    Operation,
    Refund,
    Transaction,
)
from app.domain.reversals.states import OperationKind
from app.store.reversals import conclude as conclusions
from app.store.reversals import look, look_payments
from app.store.reversals import reserve as reservations
from app.store.reversals.operations import Lease
from app.store.reversals.reservation import Begun, Group, Reservation
from app.store.reversals.row_reader import RowReader
from app.store.reversals.rows import changed_columns, columns_of
from app.store.search.list_rows import ListedRefund, ListedTransaction
from app.store.tables.payments import MERCHANT_ACCOUNTS, MERCHANTS, OPERATIONS, REFUNDS, TRANSACTIONS
from tests.domain.reversals.situations import actor
from tests.domain.reversals.values import NOW, operation, refund, transaction

ELSEWHERE = frozenset({"account", "operation"})
"""What a payment has that stands in other rows."""

READERS: list[tuple[Table, RowReader[Any], frozenset[str]]] = [
    (
        TRANSACTIONS,
        RowReader(Transaction, given=ELSEWHERE),
        frozenset({"account_id"}),
    ),
    (REFUNDS, RowReader(Refund, given=ELSEWHERE), frozenset({"account_id", "requested_by_id"})),
    (OPERATIONS, RowReader(Operation), frozenset({"requested_by_id", "requested_by_kind", "lease_until", "moved_at"})),
]
"""Tables, how their rows are read, and the columns that no rule has to know."""


class Recorder:
    """A connection that answers nothing, and keeps what it is asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, tuple[Any, ...]]] = []

    async def fetch(self, statement: str, *values: Any) -> list[Any]:
        self.asked.append((statement, values))
        return []

    @property
    def statement(self) -> str:
        return self.asked[-1][0]


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


def test_every_column_is_read(recorder: Recorder) -> None:
    for table, reader, unread in READERS:
        assert _names(table) - unread == reader.columns, table.name


def test_the_columns_of_merchants_and_accounts_are_there() -> None:
    for table, kind in ((MERCHANTS, Merchant), (MERCHANT_ACCOUNTS, MerchantAccount)):
        assert RowReader(kind).columns <= _names(table)


async def test_looks_read_every_column(recorder: Any) -> None:
    await look.operations(recorder, [1])
    for alias, name, table in (
        ("t", "transaction", TRANSACTIONS),
        ("r", "refund", REFUNDS),
        ("o", "operation", OPERATIONS),
        ("h", "open", OPERATIONS),
        ("m", "merchant", MERCHANTS),
        ("a", "account", MERCHANT_ACCOUNTS),
        ("b", "refund_account", MERCHANT_ACCOUNTS),
    ):
        assert not {each for each in _names(table) if f"{alias}.{each} AS {name}__{each}" not in recorder.statement}
    await look_payments.look(recorder, [])
    assert "t.*" in recorder.statement
    for alias, name, table in (("h", "open", OPERATIONS), ("m", "merchant", MERCHANTS)):
        assert not {each for each in _names(table) if f"{alias}.{each} AS {name}__{each}" not in recorder.statement}


async def test_a_reservation_writes_every_column(recorder: Any) -> None:
    await reservations.write(recorder, [])
    for table in (REFUNDS, OPERATIONS):
        assert _inserted(recorder.statement, table) == _names(table)


async def test_a_conclusion_writes_every_column_but_what_the_database_keeps(recorder: Any) -> None:
    await conclusions.write(recorder, [])
    for table, alias in ((TRANSACTIONS, "t"), (REFUNDS, "r"), (OPERATIONS, "o")):
        assert _set(recorder.statement, table, alias) == _names(table) - {"id", "reserved_amount"}


def test_a_new_row_has_a_value_for_every_column_that_has_to_have_one() -> None:
    """What is made says something of each column, unless that may be empty or the database knows what stands there."""
    part = Reservation(
        transaction(),
        Money(100, "USD"),
        actor(),
        NOW,
        operation().terms,
        refund=NewOperation(OperationKind.REFUND, transaction(), Money(100, "USD")).refund,
        begun=Begun(OperationKind.REFUND, "key", Lease("name", NOW), Destination("main", 7, 2)),
    )
    row = part.row(0, 0)
    for table, made in ((REFUNDS, row["refund"]), (OPERATIONS, row["operation"])):
        assert isinstance(made, dict)
        assert set(made) <= _names(table)
        assert not {each.name for each in table.c if not each.nullable and each.name not in made}
    assert Group((part,)).row(0)["parts"] == 1


@pytest.mark.parametrize(
    ("table", "before"), [(TRANSACTIONS, transaction()), (REFUNDS, refund()), (OPERATIONS, operation())]
)
def test_whatever_changes_is_a_column(table: Table, before: Any) -> None:
    mark = ExternalMark("reference", "note", "by", NOW, "another", NOW + timedelta(days=1))
    other = SimpleNamespace(**{each.name: object() for each in fields(before)})
    for name in {"external", "external_void"} & set(vars(other)):
        setattr(other, name, mark)
    for each in fields(before):
        if isinstance(getattr(before, each.name), Money):
            setattr(other, each.name, Money(7, "USD"))
    changed = changed_columns(before, other)
    assert changed is not None
    assert set(changed) <= _names(table)


def test_a_column_more_is_read_and_written_once_its_class_has_it() -> None:
    """Nothing is said of it but in the class: it comes with the row, and goes into the row."""
    wider = make_dataclass("Wider", [("colour", str | None, None)], bases=(Refund,), frozen=True, slots=True)
    reader: RowReader[Any] = RowReader(wider, given=ELSEWHERE)
    row = dict.fromkeys(reader.columns) | {
        "status": "SETTLED",
        "source": "API",
        "amount": 7,
        "currency": "USD",
        "colour": "red",
    }
    found = reader.read(row, account=transaction().account, operation=None)
    assert (found.colour, found.amount) == ("red", Money(7, "USD"))
    assert columns_of(found)["colour"] == "red"
    assert changed_columns(found, reader.read(row | {"colour": "blue"}, account=None, operation=None)) == {
        "colour": "blue"
    }


def test_rows_of_lists_have_what_the_domain_has() -> None:
    """What lists leave out is named here: whoever adds a field decides whether lists show it."""
    left_out = {
        ListedTransaction: {"merchant_id", "doubtful", "waiting", "voided_externally", "operation"}
        | {"confirmed", "unconfirmed_because", "captured_in_parts"},
        ListedRefund: {"merchant_id", "operation", "order_refund_id", "waits_for_settlement"}
        | {"gateway", "gateway_account_version"},
    }
    for line, kind in ((ListedTransaction, Transaction), (ListedRefund, Refund)):
        assert {each.name for each in fields(kind) if not hasattr(line, each.name)} == left_out[line]


def _names(table: Table) -> set[str]:
    return {each.name for each in table.c}


def _inserted(statement: str, table: Table) -> set[str]:
    """The columns that the statement's INSERT into the table names."""
    names = statement.partition(f"INSERT INTO {table.name} (")[2].partition(")")[0]
    return {each.strip() for each in names.split(",")}


def _set(statement: str, table: Table, alias: str) -> set[str]:
    """The columns that the statement's UPDATE of the table sets."""
    names = statement.partition(f"UPDATE {table.name} {alias} SET (")[2].partition(")")[0]
    return {each.strip() for each in names.split(",")}
