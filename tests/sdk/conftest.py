"""Each test of the SDKs is made with both of them."""

import pytest

from tests.sdk.clients import Ask, by_node, by_python


@pytest.fixture(params=[by_python, by_node], ids=["python", "node"])
def ask(request: pytest.FixtureRequest) -> Ask:
    """One of Braintree's SDKs."""
    sdk: Ask = request.param
    return sdk
