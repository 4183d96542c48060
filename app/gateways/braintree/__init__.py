"""Braintree's adapter, over its GraphQL interface without its SDK (docs/gateways/braintree.md)."""
