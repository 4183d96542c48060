"""Gateways' fakes, started on this machine's own address, and what disturbs the way to them."""
