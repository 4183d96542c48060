"""What is sent to Stripe, to the byte."""

from dataclasses import replace

import pytest

from app.gateways.stripe.account import API_VERSION
from app.gateways.stripe.adapter import ADAPTER
from refundry.gateways import Kind, Money
from refundry.gateways.adapter import Adapter
from refundry.gateways.session import Session
from tests.gateways.fakes.scripted import Scripted, answer
from tests.gateways.stripe.accounts import KEY, Connect, instruction, sent
from tests.gateways.stripe.objects import intent, refund


async def test_every_request_has_the_key_as_bearer_and_the_version(stripe: Scripted, connect: Connect) -> None:
    session = connect(stripe.address, stripe_account="acct_1", api_version="2025-03-31.basil")
    asked = instruction("pi_1", Money(10000, "USD"), refund="re_1")
    for tell in (session.refund, session.capture, session.void, session.void_refund):
        await tell(asked)
    for kind in Kind:
        await session.find(asked, sent(kind))
    await session.standing("pi_1")
    await session.refund_standing("re_1", "pi_1")
    assert len(stripe.requests) >= 10
    for request in stripe.requests:
        assert request.headers["authorization"] == f"Bearer {KEY}"
        assert request.headers["stripe-version"] == "2025-03-31.basil"
        assert request.headers["stripe-account"] == "acct_1"
        assert ("idempotency-key" in request.headers) == (request.method == "POST")
        assert "search" not in request.target


async def test_an_account_of_ones_own_has_no_account_header(stripe: Scripted, connect: Connect) -> None:
    await connect(stripe.address).standing("pi_1")
    [request] = stripe.requests
    assert "stripe-account" not in request.headers
    assert request.headers["stripe-version"] == API_VERSION


async def test_a_refund_is_a_form_with_our_key_in_its_metadata(stripe: Scripted, connect: Connect) -> None:
    stripe.says(answer(refund()))
    await connect(stripe.address).refund(instruction("pi_1", key="0f"))
    [request] = stripe.requests
    assert (request.method, request.path) == ("POST", "/v1/refunds")
    assert request.headers["content-type"] == "application/x-www-form-urlencoded"
    assert request.headers["idempotency-key"] == "0f"
    assert request.fields == {"payment_intent": "pi_1", "amount": "1000", "metadata[refundry_key]": "0f"}


@pytest.mark.parametrize("payment", ["ch_1", "py_1"])
async def test_a_refund_of_a_charge_names_the_charge(stripe: Scripted, connect: Connect, payment: str) -> None:
    await connect(stripe.address).refund(instruction(payment))
    assert stripe.requests[0].fields["charge"] == payment


async def test_another_wire_key_leaves_our_key_as_it_is(stripe: Scripted, connect: Connect) -> None:
    session, asked = connect(stripe.address), instruction("pi_1", key="0f")
    await session.refund(asked)
    await session.refund(replace(asked, wire_key="0f.2"))
    assert [request.headers["idempotency-key"] for request in stripe.requests] == ["0f", "0f.2"]
    assert stripe.requests[0].body == stripe.requests[1].body


async def test_what_may_change_between_two_sendings_is_not_sent(stripe: Scripted, connect: Connect) -> None:
    """Stripe refuses another body under the same key."""
    session, asked = connect(stripe.address), instruction("pi_1", key="0f")
    await session.refund(asked)
    await session.refund(replace(asked, order_id="7", reason="duplicate", description="Late"))
    assert stripe.requests[0].body == stripe.requests[1].body


def test_the_contract_is_kept(connect: Connect) -> None:
    adapter: Adapter = ADAPTER
    session: Session = connect("https://api.stripe.com")
    assert adapter.name == "stripe"
    assert adapter.headline in adapter.secrets.model_fields
    assert session is not None


async def test_a_payment_is_read_with_its_charge_and_refunds(stripe: Scripted, connect: Connect) -> None:
    stripe.says(answer(intent()))
    await connect(stripe.address).standing("pi_1")
    [request] = stripe.requests
    assert request.path == "/v1/payment_intents/pi_1"
    assert request.fields == {"expand[0]": "latest_charge", "expand[1]": "latest_charge.refunds"}
