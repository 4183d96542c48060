"""Mollie's adapter keeps the promises of Refundry's kit, beside its own judge."""

from refundry_mollie.adapter import ADAPTER
from refundry_mollie.judge import BENCH

from refundry.testing import GatewayConformance


class TestMollie(GatewayConformance):
    """One test for each promise."""

    adapter = ADAPTER
    benches = {"mollie": BENCH}
