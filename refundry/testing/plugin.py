"""A plug-in of pytest: each promise of a GatewayConformance is a test beside each of its judges."""

import pytest

from refundry.testing.conformance import GatewayConformance


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Gives `test_promise` of a class its judges and promises."""
    of = metafunc.cls
    if of is None or not issubclass(of, GatewayConformance) or "promise" not in metafunc.fixturenames:
        return
    pairs = [(name, promise) for name in of.benches for promise in of.promises]
    metafunc.parametrize(("judge_name", "promise"), pairs, ids=[f"{promise}-{name}" for name, promise in pairs])
