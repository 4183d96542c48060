"""Every adapter in the box keeps every promise, beside each of its judges."""

import pytest
from hypothesis import settings

from app.gateways.adyen.adapter import ADAPTER as ADYEN
from app.gateways.adyen.judge import BENCH as ADYEN_BENCH
from app.gateways.braintree.adapter import ADAPTER as BRAINTREE
from app.gateways.braintree.judge import WITH_KEYS, WITHOUT_KEYS
from app.gateways.sandbox.adapter import ADAPTER as SANDBOX
from app.gateways.sandbox.judge import BENCH
from app.gateways.stripe.adapter import ADAPTER as STRIPE
from app.gateways.stripe.judge import LOCALSTRIPE, STATEFUL_MOCK
from refundry.gateways import Adapter
from refundry.testing import Bench, Effort, Result, Verdict, verdicts
from refundry.testing.promises import DECLARED, PROMISES

IN_THE_BOX: dict[str, tuple[Adapter, dict[str, Bench]]] = {
    "sandbox": (SANDBOX, {"sandbox": BENCH}),
    "stripe": (STRIPE, {"localstripe": LOCALSTRIPE, "stripe-stateful-mock": STATEFUL_MOCK}),
    "adyen": (ADYEN, {"adyen": ADYEN_BENCH}),
    "braintree": (BRAINTREE, {"braintree": WITH_KEYS}),
}


@pytest.mark.parametrize("name", IN_THE_BOX)
async def test_an_adapter_keeps_every_promise(name: str) -> None:
    adapter, benches = IN_THE_BOX[name]
    effort = Effort.THOROUGH if settings.get_current_profile_name() == "long" else Effort.BRIEF
    found: list[Verdict] = [each async for each in verdicts(adapter, benches, effort=effort)]
    assert [each.promise for each in found] == [DECLARED, *(promise.code for promise in PROMISES)]
    assert {each.promise: each.why for each in found if each.result is not Result.KEPT} == {}


async def test_braintrees_keeps_those_of_sendings_without_keys_too() -> None:
    every = settings.get_current_profile_name() == "long"
    held = PROMISES if every else PROMISES[:3]
    effort = Effort.THOROUGH if every else Effort.BRIEF
    found = [each async for each in verdicts(BRAINTREE, {"without-keys": WITHOUT_KEYS}, held, effort=effort)]
    assert {each.promise: each.why for each in found if each.result is not Result.KEPT} == {}
