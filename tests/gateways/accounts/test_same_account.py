"""Versions of a gateway account: which of them lead to the same account at the gateway."""

from dataclasses import replace
from typing import Any

import pytest

from app.domain.gateways.accounts import SealedVersion, leads_to_the_same

SETTINGS = {"environment": "sandbox", "merchant_id": "acme", "rate": "5"}
FIRST = SealedVersion(1, 1, "braintree", 1, SETTINGS, key_id="key", sealed=b"sealed", retired=False)


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ({}, {}, True),
        ({}, {"settings": {**SETTINGS, "rate": "25", "timeout": "20"}}, True),
        ({}, {"settings": {**SETTINGS, "merchant_id": "other"}}, False),
        ({}, {"settings": {**SETTINGS, "api_base": "https://other.example"}}, False),
        ({"reference": "acct_1"}, {}, True),
        ({"reference": "acct_1"}, {"reference": "acct_1"}, True),
        ({"reference": "acct_1"}, {"reference": "acct_2"}, False),
    ],
)
def test_other_secrets_lead_to_the_same_account_unless_something_says_otherwise(
    before: dict[str, Any], after: dict[str, Any], same: bool
) -> None:
    assert leads_to_the_same(replace(FIRST, **before), replace(FIRST, version=2, **after)) is same
