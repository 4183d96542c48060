"""Mollie's adapter for Refundry, over Mollie's interface v2 (README.md)."""
