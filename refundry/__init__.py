"""What a gateway's adapter is written against, by whoever writes one: `refundry.gateways`, and `refundry.testing`."""
