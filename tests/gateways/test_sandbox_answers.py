"""The words of the sandbox's processor, and what it says beside them (BRAINTREE.md 7)."""

import pytest

from app.domain.reversals.answers import RejectionReason
from app.domain.reversals.states import PaymentStatus as S
from app.gateways.base import Accepted, Declined
from app.gateways.sandbox.gateway import SandboxGateway
from app.gateways.sandbox.processor_texts import TEXTS, is_soft, text_of
from tests.gateways.sandbox_client import SandboxClient

SOFT = [2000, 2001, 2002, 2003, 2016, 2025, 2034, 2038, 2046, 2057, 2092, 2099, 2101, 2106]
HARD = [2004, 2005, 2007, 2009, 2010, 2013, 2019, 2047, 2053, 2063, 2083, 2107, 2108]
NOT_SAID = [2109, 2500, 2999]

WORDS = {
    1000: "Approved",
    1002: "Processed",
    1005: "Auth Declined but Settlement Captured",
    2003: "Cardholder's Activity Limit Exceeded",
    2010: "Card Issuer Declined CVV",
    2013: "Processor Declined - Possible Stolen Card",
    2053: "Card reported as lost or stolen",
    2999: "Processor Declined",
    3000: "Processor Network Unavailable - Try Again",
}


@pytest.mark.parametrize("code", WORDS)
def test_the_words_for_a_code(code: int) -> None:
    assert text_of(code) == WORDS[code]


def test_every_code_of_a_decline_has_words_of_its_own_as_far_as_braintree_gives_any() -> None:
    assert [code for code in range(2000, 2109) if code not in TEXTS] == [2052]


def test_how_final_a_decline_is() -> None:
    assert {is_soft(code) for code in SOFT} == {True}
    assert {is_soft(code) for code in HARD} == {False}
    assert {is_soft(code) for code in NOT_SAID} == {None}


async def test_an_authorization_carries_the_networks_answer(gateway: SandboxGateway) -> None:
    shop = SandboxClient(gateway)
    for amount in ("10.00", "2004.00"):
        outcome = await gateway.sell(shop.sale(amount))
        assert isinstance(outcome, Accepted | Declined)
        assert outcome.response.network_code == "XX"
        again = await gateway.done_under(shop.sale(amount).key, shop.sale(amount).at)
        assert not isinstance(again, Declined)


async def test_an_answer_is_kept_with_everything_in_it(gateway: SandboxGateway) -> None:
    shop = SandboxClient(gateway)
    for amount, status in (("5001.00", S.GATEWAY_REJECTED), ("2999.00", S.PROCESSOR_DECLINED)):
        sale = shop.sale(amount)
        outcome = await gateway.sell(sale)
        assert isinstance(outcome, Declined)
        assert outcome.status is status
        assert await gateway.done_under(sale.key, sale.at) == outcome
    assert isinstance(rejected := await gateway.sell(shop.sale("5001.00")), Declined)
    assert rejected.rejection is RejectionReason.APPLICATION_INCOMPLETE
