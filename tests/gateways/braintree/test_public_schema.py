"""The documents are valid by Braintree's public schema, which lies beside the project or is not there."""

from pathlib import Path

import pytest
from graphql import GraphQLEnumType, build_schema, extend_schema, parse, validate

from app.domain.reversals.states import PaymentStatus
from app.gateways.braintree import documents, standings
from tests.gateways.beside import beside
from tests.gateways.braintree.fake import schema

FOLDER = beside("anchors") or Path()


def public() -> str:
    [path] = FOLDER.glob("braintree-[0-9]*.graphql")
    return path.read_text(encoding="utf-8")


def since() -> str:
    [path] = FOLDER.glob("braintree-delta-*.graphql")
    return path.read_text(encoding="utf-8")


# Braintree's own file fails newer checks of schemas.
PUBLIC = extend_schema(build_schema(public(), assume_valid=True), parse(since()), assume_valid=True)


@pytest.mark.parametrize("name", documents.ALL)
def test_a_document_fits_braintrees_schema(name: str) -> None:
    assert validate(PUBLIC, parse(documents.ALL[name])) == []


def test_every_status_is_known() -> None:
    statuses = PUBLIC.type_map["PaymentStatus"]
    assert isinstance(statuses, GraphQLEnumType)
    assert set(statuses.values) == set(PaymentStatus)
    disputes = PUBLIC.type_map["DisputeStatus"]
    assert isinstance(disputes, GraphQLEnumType)
    assert set(disputes.values) - standings.WON - standings.LOST == {"DISPUTED", "OPEN", "UNDER_REVIEW"}


def test_the_fakes_enums_are_braintrees() -> None:
    for name, kind in schema().type_map.items():
        if isinstance(kind, GraphQLEnumType) and not name.startswith("__"):
            other = PUBLIC.type_map[name]
            assert isinstance(other, GraphQLEnumType)
            assert set(kind.values) == set(other.values)
