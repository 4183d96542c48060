"""How many rows one statement of a query reads where nothing else bounds them, as a page's size does.

A statement reads one row more than it may, which says that there are too many. The number is written into it, since
PostgreSQL plans for a number that it knows.
"""

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import Select, literal_column

from app.domain.problems import AnswerTooLarge

MOST_HEAVY, MOST_LIGHT = 2_500, 10_000
"""Rows with notes in them or all that is known of a payment, and rows of a few short values."""

AT_ONCE = 100
"""Rows that values are made of before others have a turn of the event loop: some microseconds each."""

Rows = TypeVar("Rows", bound=Sequence[Any])


def at_most(most: int, statement: Select[Any]) -> Select[Any]:
    """The statement, which reads no more than `most` rows and one."""
    return statement.limit(literal_column(str(most + 1)))


def all_of(most: int, rows: Rows) -> Rows:
    """The rows that such a statement read. Raises AnswerTooLarge for one too many."""
    if len(rows) > most:
        raise AnswerTooLarge("rows read for one list", len(rows), most)
    return rows
