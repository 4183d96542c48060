"""The public package for authors of gateway adapters: see `refundry.gateways`."""
