"""Requests to Adyen's Checkout interface, each made once."""

import json
from collections.abc import Mapping
from typing import Any

import httpx

from app.gateways.adyen.account import Config, Secrets
from refundry.gateways import NotKnown, NotReached
from refundry.gateways.http import Answered, send
from refundry.gateways.scrubbing import Scrubber


class Wire:
    """An account's way to Adyen. Every request carries its key in `X-API-Key`."""

    def __init__(self, http: httpx.AsyncClient, config: Config, secrets: Secrets) -> None:
        key = secrets.api_key.get_secret_value()
        self.scrubber = Scrubber([key, *(each.get_secret_value() for each in secrets.hmac_keys)])
        self._http = http
        self._address = config.address
        self._headers = {
            "x-api-key": key,
            "accept": "application/json",
            "content-type": "application/json",
            "user-agent": "Refundry",
        }

    def __repr__(self) -> str:
        return f"Wire({self._address})"

    async def post(
        self, path: str, body: Mapping[str, Any], wire_key: str | None = None
    ) -> Answered | NotReached | NotKnown:
        """One request with a JSON body. What tells Adyen to do something has a `wire_key`."""
        headers = self._headers if wire_key is None else {**self._headers, "idempotency-key": wire_key}
        content = json.dumps(body).encode()
        request = self._http.build_request("POST", f"{self._address}{path}", headers=headers, content=content)
        return await send(self._http, request)

    async def stop(self) -> None:
        await self._http.aclose()
