"""The documents that Braintree is sent, held against the fake's schema and against Refundry's own."""

from pathlib import Path

import pytest
from graphql import build_schema, parse, validate

from app.gateways.braintree import documents
from tests.gateways.braintree.fake import schema

OWN = build_schema(Path("schema.graphql").read_text(encoding="utf-8"))

# Refundry has neither disputes of Braintree's form nor partial captures: it is asked by the PLAIN documents.
MORE_THAN_OWN = {"PAYMENT", "PAYMENTS"}


@pytest.mark.parametrize("name", documents.ALL)
def test_a_document_fits_the_fake(name: str) -> None:
    assert validate(schema(), parse(documents.ALL[name])) == []


@pytest.mark.parametrize("name", documents.ALL)
def test_a_document_fits_another_refundry(name: str) -> None:
    assert bool(validate(OWN, parse(documents.ALL[name]))) == (name in MORE_THAN_OWN)


def test_every_document_is_tested() -> None:
    texts = {name: value for name, value in vars(documents).items() if name[0].isalpha() and isinstance(value, str)}
    assert {
        name: text for name, text in texts.items() if text.lstrip().startswith(("query", "mutation"))
    } == documents.ALL
