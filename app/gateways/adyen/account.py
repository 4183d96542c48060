"""What an account at Adyen is configured with, and its secrets."""

import re
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, model_validator

from refundry.gateways.addresses import Address
from refundry.gateways.secrets import Secret

API_VERSION = "v71"
"""The version of the Checkout interface that the adapter was written against."""

_HMAC_KEY = re.compile(r"(?:[0-9A-Fa-f]{2}){16,64}")


class Environment(StrEnum):
    """Whose money moves: LIVE moves real money."""

    LIVE = "live"
    TEST = "test"


def _hmac_key(value: SecretStr) -> SecretStr:
    if not _HMAC_KEY.fullmatch(value.get_secret_value()):
        raise ValueError("expected the hexadecimal digits of an HMAC key, 32 or more")
    return value


class Config(BaseModel):
    """`merchant_account` is the code of the merchant account, `live_prefix` the first part of the live address.

    Adyen's keys don't show for which environment they are: an account that says nothing is taken to move money. The
    live prefix also names the region: keys of requests are remembered in it alone.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    environment: Environment = Environment.LIVE
    merchant_account: Annotated[str, Field(pattern=r"^[0-9A-Za-z_-]{1,100}$")]
    live_prefix: Annotated[str, Field(pattern=r"^[0-9A-Za-z]([0-9A-Za-z-]{0,98}[0-9A-Za-z])?$")] | None = None
    api_base: Address | None = None

    @model_validator(mode="after")
    def _has_an_address(self) -> "Config":
        if self.environment is Environment.LIVE and self.live_prefix is None and self.api_base is None:
            raise ValueError("live_prefix is needed for a live account; a test account has environment=test")
        return self

    @property
    def address(self) -> str:
        """Where the interface's paths begin."""
        if self.environment is Environment.TEST:
            return f"{self.api_base or 'https://checkout-test.adyen.com'}/{API_VERSION}"
        usual = f"https://{self.live_prefix}-checkout-live.adyenpayments.com"
        return f"{self.api_base or usual}/checkout/{API_VERSION}"


class Secrets(BaseModel):
    """`hmac_keys` are all keys in force that sign webhooks; without one no webhook is taken."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    api_key: Secret
    hmac_keys: list[Annotated[SecretStr, AfterValidator(_hmac_key)]] = []


def is_live(config: Config) -> bool:
    """Whether the account moves real money: by its environment, which alone says so."""
    return config.environment is Environment.LIVE
