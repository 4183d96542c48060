from typing import Optional

from .base_model import BaseModel
from .fragments import AccountOfGateway, Problem


class AddGatewayAccount(BaseModel):
    """All mutations. The fields of one document run one after another."""

    add_gateway_account: Optional["AddGatewayAccountAddGatewayAccount"]
    "Adds a gateway account. Nothing is asked of the gateway: `testGatewayAccount` does that."


class AddGatewayAccountAddGatewayAccount(BaseModel):
    """What `addGatewayAccount`, `updateGatewayAccount` and `retireGatewayAccount` answer."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    account: Optional["AddGatewayAccountAddGatewayAccountAccount"]
    "The account, as of now."
    validation_errors: Optional[
        list["AddGatewayAccountAddGatewayAccountValidationErrors"]
    ]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


AddGatewayAccountAddGatewayAccountAccount = AccountOfGateway
AddGatewayAccountAddGatewayAccountValidationErrors = Problem
AddGatewayAccount.model_rebuild()
AddGatewayAccountAddGatewayAccount.model_rebuild()
