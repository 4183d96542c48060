"""What a person's word counts beside the gateway's (SPEC 12): every pair of the two, as a table."""

from itertools import product

import pytest

from app.domain.money import Money
from app.domain.people.people import ALL_RIGHTS, Actor, ActorKind, Right
from app.domain.reversals.approvals import ApprovalState
from app.domain.reversals.resolutions import (
    GatewayWord,
    Resolution,
    ResolvedOutcome,
    Ruling,
    frees_refund,
    gateway_word,
    may_confirm,
    needs_another,
    rule,
)
from app.domain.reversals.states import AttemptOutcome, OperationKind, PaymentSource
from tests.domain.reversals.values import NOW

DONE, NOT_DONE = ResolvedOutcome
REFUND, REFUND_VOID = OperationKind.REFUND, OperationKind.REFUND_VOID
W, R = GatewayWord, Ruling

WHATEVER_ELSE = {
    (W.ACCEPTED, DONE): R.GATEWAY_AGREES,
    (W.ACCEPTED, NOT_DONE): R.GATEWAY_CONTRADICTS,
    (W.DECLINED, DONE): R.GATEWAY_CONTRADICTS,
    (W.DECLINED, NOT_DONE): R.GATEWAY_AGREES,
    (W.ABSENT, DONE): R.ABSENCE_CONTRADICTS,
    (W.ABSENT, NOT_DONE): R.ABSENCE_AGREES,
    (W.PENDING, NOT_DONE): R.UNDECIDED,
}
"""Where the gateway has spoken, neither the time nor the merchant's limits matter, nor what kind of operation it is."""

SILENT = {
    # what was said, long ago, needs another
    (REFUND, DONE): {
        (False, False): R.COUNTS,
        (False, True): R.COUNTS,
        (True, False): R.COUNTS,
        (True, True): R.COUNTS,
    },
    (REFUND, NOT_DONE): {
        (False, False): R.TOO_EARLY,
        (False, True): R.TOO_EARLY,
        (True, False): R.COUNTS,
        (True, True): R.AWAITS_ANOTHER,
    },
    (REFUND_VOID, DONE): {
        (False, False): R.TOO_EARLY,
        (False, True): R.TOO_EARLY,
        (True, False): R.COUNTS,
        (True, True): R.AWAITS_ANOTHER,
    },
    (REFUND_VOID, NOT_DONE): {
        (False, False): R.TOO_EARLY,
        (False, True): R.TOO_EARLY,
        (True, False): R.COUNTS,
        (True, True): R.COUNTS,
    },
}
"""Where it can't say; for voids, captures and sales as for a refund, but that no word on them awaits another."""


@pytest.mark.parametrize("kind", OperationKind)
@pytest.mark.parametrize(("word", "said"), WHATEVER_ELSE)
def test_the_gateways_word_counts(kind: OperationKind, word: GatewayWord, said: ResolvedOutcome) -> None:
    rulings = {
        rule(said, kind, word, long_ago=long_ago, needs_another=another)
        for long_ago, another in product((False, True), repeat=2)
    }
    assert rulings == {WHATEVER_ELSE[word, said]}


@pytest.mark.parametrize(("kind", "said"), SILENT)
def test_where_it_cannot_say_a_word_that_frees_a_refund_has_to_wait(kind: OperationKind, said: ResolvedOutcome) -> None:
    for (long_ago, another), ruling in SILENT[kind, said].items():
        assert rule(said, kind, W.NOTHING, long_ago=long_ago, needs_another=another) is ruling


@pytest.mark.parametrize("kind", [kind for kind in OperationKind if kind not in {REFUND, REFUND_VOID}])
def test_words_on_voids_captures_and_sales_await_nobody(kind: OperationKind) -> None:
    for another in (False, True):
        assert rule(DONE, kind, W.NOTHING, long_ago=False, needs_another=another) is R.COUNTS
        assert rule(NOT_DONE, kind, W.NOTHING, long_ago=False, needs_another=another) is R.TOO_EARLY
        assert rule(NOT_DONE, kind, W.NOTHING, long_ago=True, needs_another=another) is R.COUNTS


@pytest.mark.parametrize("kind", OperationKind)
def test_what_was_taken_may_be_said_to_be_done_unless_that_frees_money(kind: OperationKind) -> None:
    for long_ago, another in product((False, True), repeat=2):
        ruling = rule(DONE, kind, W.PENDING, long_ago=long_ago, needs_another=another)
        assert ruling is (R.UNDECIDED if kind is REFUND_VOID else R.COUNTS)


def test_no_single_word_frees_a_refund_against_or_before_the_gateways() -> None:
    """The promise itself, over everything that can come together."""
    for said, kind, word, long_ago, another in product(
        ResolvedOutcome, OperationKind, GatewayWord, (False, True), (False, True)
    ):
        ruling = rule(said, kind, word, long_ago=long_ago, needs_another=another)
        if frees_refund(kind, said) and ruling is R.COUNTS:
            assert (word, long_ago, another) == (W.NOTHING, True, False)


@pytest.mark.parametrize(
    ("answer", "early", "late"),
    [
        (AttemptOutcome.ACCEPTED, W.ACCEPTED, W.ACCEPTED),
        (AttemptOutcome.DECLINED, W.DECLINED, W.DECLINED),
        (AttemptOutcome.PENDING, W.PENDING, W.PENDING),
        (AttemptOutcome.UNKNOWN, W.NOTHING, W.NOTHING),
        (AttemptOutcome.UNAVAILABLE, W.NOTHING, W.NOTHING),
        (None, W.NOTHING, W.ABSENT),
    ],
)
def test_not_found_is_a_word_only_once_the_sending_must_have_arrived(
    answer: AttemptOutcome | None, early: GatewayWord, late: GatewayWord
) -> None:
    assert gateway_word(answer, taken=False, long_ago=False) is early
    assert gateway_word(answer, taken=False, long_ago=True) is late


@pytest.mark.parametrize("long_ago", [False, True])
@pytest.mark.parametrize("answer", [None, AttemptOutcome.UNKNOWN, AttemptOutcome.UNAVAILABLE, AttemptOutcome.PENDING])
def test_what_was_pending_is_so_until_it_is_decided(answer: AttemptOutcome | None, long_ago: bool) -> None:
    assert gateway_word(answer, taken=True, long_ago=long_ago) is W.PENDING


@pytest.mark.parametrize(
    ("limits", "towards", "always", "needed"),
    [
        ({}, 10**9, False, False),
        ({"EUR": 1}, 10**9, False, False),
        ({"USD": 100}, 100, False, False),
        ({"USD": 100}, 101, False, True),
        ({}, 1, True, True),
        ({"USD": 100}, 1, True, True),
    ],
)
def test_the_limit_or_the_merchants_wish_asks_for_another(
    limits: dict[str, int], towards: int, always: bool, needed: bool
) -> None:
    assert needs_another(limits, Money(towards, "USD"), always=always) is needed


def actor(id_: str, kind: ActorKind = ActorKind.USER, rights: frozenset[Right] = ALL_RIGHTS) -> Actor:
    return Actor(kind, id_, id_, 1, "shop", rights, PaymentSource.CONTROL_PANEL)


@pytest.mark.parametrize(
    ("confirms", "may"),
    [
        (actor("third"), True),
        (actor("third", rights=frozenset({Right.APPROVE})), True),
        (actor("third", rights=ALL_RIGHTS - {Right.APPROVE}), False),
        (actor("sayer"), False),
        (actor("asker"), False),
        (actor("third", ActorKind.API_KEY), False),
        (actor("third", ActorKind.SYSTEM), False),
    ],
)
def test_only_another_person_with_the_right_confirms(confirms: Actor, may: bool) -> None:
    said = Resolution(
        id=1,
        operation_id=1,
        transaction_id=1,
        refund_id=1,
        said=NOT_DONE,
        state=ApprovalState.WAITING,
        sendings=1,
        reference=None,
        note="Asked",
        said_by="Sayer",
        said_by_kind=ActorKind.USER,
        said_by_id="sayer",
        said_at=NOW,
    )
    assert may_confirm(confirms, said, {"asker", "key"}) is may


def test_an_answer_about_something_else_leaves_it_to_people() -> None:
    """That nothing is found then proves nothing; what is found counts."""
    assert gateway_word(None, taken=False, long_ago=True, answered_wrongly=True) is W.NOTHING
    assert gateway_word(AttemptOutcome.ACCEPTED, taken=False, long_ago=True, answered_wrongly=True) is W.ACCEPTED
