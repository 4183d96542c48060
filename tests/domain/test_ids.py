"""Ids: each kind has one spelling, and no text brings the reading of one down."""

import base64
import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.ids import IdKind, global_id, new_legacy_id, read_global_id

legacy_ids = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=40)


@given(st.sampled_from(IdKind), legacy_ids)
def test_what_is_written_is_read_again(kind: IdKind, legacy_id: str) -> None:
    assert read_global_id(global_id(kind, legacy_id)) == (kind, legacy_id)


def test_an_id_is_unpadded_base64() -> None:
    """BRAINTREE.md 5."""
    assert global_id(IdKind.TRANSACTION, "abc1") == "dHJhbnNhY3Rpb25fYWJjMQ"
    assert global_id(IdKind.REFUND, "abc1") == base64.b64encode(b"refund_abc1").decode().rstrip("=")


def test_new_ids_are_short_and_differ() -> None:
    made = {new_legacy_id() for _ in range(1000)}
    assert len(made) == 1000
    assert all(len(each) == 12 and set(each) <= set(string.ascii_lowercase + string.digits) for each in made)


@given(st.text(max_size=300) | st.binary(max_size=150).map(lambda raw: base64.b64encode(raw).decode().rstrip("=")))
@example("")
@example("=")
@example("\0")
@example("\ud800")
@example("A" * 10_000)
def test_any_text_is_an_id_of_its_only_spelling_or_none(text: str) -> None:
    found = read_global_id(text)
    assert found is None or global_id(*found) == text


@pytest.mark.parametrize(
    "plain",
    [
        *("transaction_", "transaction", "_abc", "abc", "Transaction_abc", "transaction_ABC", "transaction_a b"),
        *("transaction_abc\n", "basket_abc", "transaction_a_b", "transaction_ä", "transaction_" + "a" * 200),
    ],
)
def test_what_nobody_made_is_no_id(plain: str) -> None:
    assert read_global_id(base64.b64encode(plain.encode()).decode().rstrip("=")) is None


@pytest.mark.parametrize(
    "spelling",
    [
        "cmVmdW5kX2E=",
        "cmVmdW5kX2FiYzEz ",
        "cmVm dW5kX2FiYzEz",
        "cmVmdW5kX2F",
    ],
    ids=["padded", "space after", "space within", "loose last bits"],
)
def test_another_spelling_of_an_id_is_none(spelling: str) -> None:
    """One object has one id: clients compare them as texts."""
    assert read_global_id("cmVmdW5kX2E") == (IdKind.REFUND, "a")
    assert read_global_id(spelling) is None
