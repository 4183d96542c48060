"""What an account at Braintree is configured with, and its secrets."""

import re
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr

from refundry.gateways.addresses import Address
from refundry.gateways.secrets import Secret


class Environment(StrEnum):
    """Whose money moves: PRODUCTION moves real money."""

    PRODUCTION = "production"
    SANDBOX = "sandbox"


ADDRESSES = {
    Environment.PRODUCTION: "https://payments.braintree-api.com",
    Environment.SANDBOX: "https://payments.sandbox.braintree-api.com",
}


def _public_key(value: SecretStr) -> SecretStr:
    # A colon would end the name in Basic credentials, | and & would end it in a webhook's signature.
    if re.search("[:|&]", value.get_secret_value()):
        raise ValueError("expected a public key, without : | and &")
    return value


class Config(BaseModel):
    """`merchant_id` is the one in Braintree's Control Panel: the keys and webhooks have to be that merchant's.

    Braintree's keys don't show for which environment they are: an account that says nothing is taken to move money.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    environment: Environment = Environment.PRODUCTION
    merchant_id: Annotated[str, Field(pattern=r"^[0-9A-Za-z_-]{1,64}$")] | None = None
    api_base: Address | None = None

    @property
    def address(self) -> str:
        return self.api_base or ADDRESSES[self.environment]


class Secrets(BaseModel):
    """One pair of API keys. Its private half signs the webhooks as well."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    public_key: Annotated[Secret, AfterValidator(_public_key)]
    private_key: Secret


def is_live(config: Config) -> bool:
    """Whether the account moves real money: by its environment, which alone says so."""
    return config.environment is Environment.PRODUCTION
