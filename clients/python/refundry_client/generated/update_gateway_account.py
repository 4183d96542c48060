from typing import Optional

from .base_model import BaseModel
from .fragments import AccountOfGateway, Problem


class UpdateGatewayAccount(BaseModel):
    """All mutations. The fields of one document run one after another."""

    update_gateway_account: Optional["UpdateGatewayAccountUpdateGatewayAccount"]
    "Gives a gateway account other settings or secrets, which make its next version. What was begun with an earlier version is ended with that one."


class UpdateGatewayAccountUpdateGatewayAccount(BaseModel):
    """What `addGatewayAccount`, `updateGatewayAccount` and `retireGatewayAccount` answer."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    account: Optional["UpdateGatewayAccountUpdateGatewayAccountAccount"]
    "The account, as of now."
    validation_errors: Optional[
        list["UpdateGatewayAccountUpdateGatewayAccountValidationErrors"]
    ]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


UpdateGatewayAccountUpdateGatewayAccountAccount = AccountOfGateway
UpdateGatewayAccountUpdateGatewayAccountValidationErrors = Problem
UpdateGatewayAccount.model_rebuild()
UpdateGatewayAccountUpdateGatewayAccount.model_rebuild()
