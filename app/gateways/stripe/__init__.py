"""Stripe's adapter, over its HTTP interface v1 without its SDK (docs/gateways/stripe.md)."""
