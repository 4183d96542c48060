"""Keys of operations: what was made once of a request is made for ever. Another key would be a second effect."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ids import derived_legacy_id
from app.domain.reversals.operation_keys import derived_key, key_after_decline, key_after_turn, new_key
from app.domain.reversals.states import OperationKind
from refundry.gateways import Instruction

K = OperationKind

MADE = {
    ("shop", "refundTransaction", "order 1", K.REFUND, "", 0): "09fd49bcbdc390a476f24a7f90100cbf",
    ("shop", "reverseTransaction", "order 1", K.VOID, "", 1): "55878c31c64a39147a579a6b581d15a1.v",
    ("shop", "refundOrder", "Ünïcode \u2028", K.REFUND, "abc", 0): "a9c93c5661a1fe8723d5bf2c215e538d",
}
"""Never to be changed: gateways have such keys."""

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
requests = st.tuples(texts, texts, texts, st.sampled_from(K), texts, st.integers(0, 10**6))


def _key(request: tuple[str, str, str, OperationKind, str, int]) -> str:
    merchant, mutation, request_key, kind, part, use = request
    return derived_key(merchant, mutation, request_key, kind, part=part, use=use)


@pytest.mark.parametrize(("request_", "key"), MADE.items())
def test_a_request_makes_the_key_that_it_always_made(
    request_: tuple[str, str, str, OperationKind, str, int], key: str
) -> None:
    assert _key(request_) == key


def test_what_follows_from_a_key_is_always_the_same() -> None:
    key = "0" * 32
    assert key_after_turn(f"{key}.v") == key
    assert key_after_turn(key) == "32bb857e0d8de3c2a566eee3a3cfee8f"
    assert key_after_decline(key) == "7642ecbd552e0df5d499b55db31f97e9"
    assert derived_legacy_id(key) == "q8qyv9uiiv1h"


@given(requests, requests)
def test_two_requests_have_two_keys(
    one: tuple[str, str, str, OperationKind, str, int], other: tuple[str, str, str, OperationKind, str, int]
) -> None:
    """Kinds but for voids are told apart by their mutations."""
    same = (*one[:3], *one[4:]) == (*other[:3], *other[4:]) and (one[3] is K.VOID) == (other[3] is K.VOID)
    assert (_key(one) == _key(other)) == same


def test_no_text_passes_for_two() -> None:
    """However the texts are shared out over the merchant, the mutation, the request's key and the part."""
    shared_out = list(itertools.permutations(("a", "b", "", 'a","b')))
    keys = {derived_key(one, two, three, K.REFUND, part=four) for one, two, three, four in shared_out}
    assert len(keys) == len(shared_out)


@given(requests)
def test_every_key_can_be_sent(request_: tuple[str, str, str, OperationKind, str, int]) -> None:
    """At most 40 characters of [0-9a-z.], with the number of a second, and of a millionth, key on the wire."""
    assert "[0-9a-z.]" in (Instruction.__doc__ or "")
    first = _key(request_)
    for key in (first, key_after_turn(first), key_after_decline(first), new_key(request_[3])):
        assert re.fullmatch(r"[0-9a-f]{32}(\.v)?", key)
        assert len(f"{key}.99999") <= 40


def test_a_void_that_turns_ends_as_the_refund_that_it_might_have_been_asked_for_as() -> None:
    void = derived_key("shop", "reverseTransaction", "key", K.VOID)
    assert key_after_turn(void) == derived_key("shop", "reverseTransaction", "key", K.REFUND)
    assert key_after_turn(key_after_turn(void)) not in {void, key_after_turn(void)}


def test_random_keys_differ() -> None:
    assert len({new_key(kind) for kind in K for _ in range(100)}) == 100 * len(K)
