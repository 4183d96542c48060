from .base_model import BaseModel
from .fragments import AccountOfGateway


class GatewayAccounts(BaseModel):
    """All queries."""

    gateway_accounts: list["GatewayAccountsGatewayAccounts"]
    "The merchant's gateway accounts, the oldest first, retired ones among them."


GatewayAccountsGatewayAccounts = AccountOfGateway
GatewayAccounts.model_rebuild()
