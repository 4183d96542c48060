"""What an account at Stripe is configured with, and its secrets."""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr

from refundry.gateways.addresses import Address
from refundry.gateways.secrets import Secret

API_VERSION = "2026-10-28.endive"
"""The version of Stripe's interface that the adapter was written against."""

OLDEST_API_VERSION = "2022-11-15"
"""The first in which a PaymentIntent names its latest charge."""

_TEST_KEY = re.compile(r"(sk|rk)_test_")


def _version(value: str) -> str:
    if value[: len(OLDEST_API_VERSION)] < OLDEST_API_VERSION:
        raise ValueError(f"expected {OLDEST_API_VERSION} or later")
    return value


def _secret_key(value: SecretStr) -> SecretStr:
    if value.get_secret_value().startswith(("pk_", "whsec_")):
        raise ValueError("expected a secret or a restricted key (sk_… or rk_…)")
    return value


class Config(BaseModel):
    """`stripe_account` is a connected account (acct_…), in whose name a platform's key is used."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    stripe_account: Annotated[str, Field(pattern=r"^acct_[0-9A-Za-z_]{1,200}$")] | None = None
    api_version: Annotated[
        str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(\.[a-z]{1,40})?$"), AfterValidator(_version)
    ] = API_VERSION
    api_base: Address = "https://api.stripe.com"


class Secrets(BaseModel):
    """`webhook_secrets` are all signing secrets in force; none if Stripe sends no webhooks here."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    secret_key: Annotated[Secret, AfterValidator(_secret_key)]
    webhook_secrets: list[Secret] = []


def is_live(secrets: Secrets) -> bool:
    """Whether the key moves real money. A key that doesn't say that it is for tests is taken to do so."""
    return not _TEST_KEY.match(secrets.secret_key.get_secret_value())
