"""The client token that a shop's page starts Braintree's JavaScript with."""

import base64
import json
from datetime import datetime

from app.domain.people.people import Actor


def client_token(actor: Actor, now: datetime) -> str:
    """Base64 of JSON in the form of version 2. It names the merchant, and opens nothing: the sandbox's payment methods
    are named by their nonces.
    """
    fingerprint = f"sandbox|merchant_id={actor.merchant}&created_at={now:%Y-%m-%dT%H:%M:%SZ}"
    token = {
        "version": 2,
        "environment": "sandbox",
        "merchantId": actor.merchant,
        "authorizationFingerprint": fingerprint,
        "creditCards": {"supportedCardTypes": []},
        "paypalEnabled": False,
        "threeDSecureEnabled": False,
    }
    return base64.b64encode(json.dumps(token).encode()).decode()
