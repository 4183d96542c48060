"""What an account at Mollie is configured with, and its secrets."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, SecretStr

from refundry.gateways.addresses import Address
from refundry.gateways.secrets import Secret


def _api_key(value: SecretStr) -> SecretStr:
    if not value.get_secret_value().startswith(("test_", "live_")):
        raise ValueError("expected an API key (test_… or live_…)")
    return value


class Config(BaseModel):
    """Where Mollie is."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    api_base: Address = "https://api.mollie.com"


class Secrets(BaseModel):
    """`webhook_secrets` are all signing secrets in force; none if Mollie sends no webhooks here."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    api_key: Annotated[Secret, AfterValidator(_api_key)]
    webhook_secrets: list[Secret] = []


def is_live(secrets: Secrets) -> bool:
    """Whether the key moves real money."""
    return not secrets.api_key.get_secret_value().startswith("test_")
