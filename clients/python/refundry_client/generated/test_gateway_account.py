from typing import Optional

from .base_model import BaseModel


class TestGatewayAccount(BaseModel):
    """All queries."""

    test_gateway_account: Optional["TestGatewayAccountTestGatewayAccount"]
    "Asks a gateway whose an account's credentials are. Nothing is changed there."


class TestGatewayAccountTestGatewayAccount(BaseModel):
    """What a gateway said when it was asked for an account."""

    ok: bool
    "Whether it takes the credentials, and they may do all that is needed."
    live: Optional[bool]
    "Whether they move real money; null if it did not say."
    message: str
    "Which account they are of at the gateway, or what went wrong."
    missing_rights: list[str]
    "What the credentials may not do, in the gateway's words."


TestGatewayAccount.model_rebuild()
