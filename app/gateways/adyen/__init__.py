"""Adyen's adapter, over its Checkout interface without its SDK (docs/gateways/adyen.md)."""
