"""What the desk's pages ask is right by the schema."""

from pathlib import Path

import pytest
from graphql import build_schema, parse, validate

from app.schema.schema import print_schema

QUERIES = sorted((Path(__file__).parents[2] / "front" / "src" / "queries").glob("*.graphql"))
SCHEMA = build_schema(print_schema())


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_what_the_pages_ask_is_right_by_the_schema(path: Path) -> None:
    assert not validate(SCHEMA, parse(path.read_text()))
