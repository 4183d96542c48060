from typing import Optional

from .base_model import BaseModel
from .fragments import AccountOfGateway, Problem


class RetireGatewayAccount(BaseModel):
    """All mutations. The fields of one document run one after another."""

    retire_gateway_account: Optional["RetireGatewayAccountRetireGatewayAccount"]
    "Takes a gateway account out of use, for good. What waits to be sent by it goes on waiting."


class RetireGatewayAccountRetireGatewayAccount(BaseModel):
    """What `addGatewayAccount`, `updateGatewayAccount` and `retireGatewayAccount` answer."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    account: Optional["RetireGatewayAccountRetireGatewayAccountAccount"]
    "The account, as of now."
    validation_errors: Optional[
        list["RetireGatewayAccountRetireGatewayAccountValidationErrors"]
    ]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


RetireGatewayAccountRetireGatewayAccountAccount = AccountOfGateway
RetireGatewayAccountRetireGatewayAccountValidationErrors = Problem
RetireGatewayAccount.model_rebuild()
RetireGatewayAccountRetireGatewayAccount.model_rebuild()
