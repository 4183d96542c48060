from typing import Annotated, Optional, Union

from pydantic import Discriminator, Field, Tag

from ..later import OTHER, member_among
from .base_model import BaseModel
from .fragments import Problem


class AdoptDrift(BaseModel):
    """All mutations. The fields of one document run one after another."""

    adopt_drift: Optional["AdoptDriftAdoptDrift"]
    "Takes in what a gateway tells differently: the payment is taken over from the gateway with its refunds, as they are there. What the gateway does not have, or has twice, is only closed, with a note."


class AdoptDriftAdoptDrift(BaseModel):
    """The answer of `adoptDrift`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    payment: Optional[
        Annotated[
            Union[
                Annotated["AdoptDriftAdoptDriftPaymentPayment", Tag(OTHER)],
                Annotated["AdoptDriftAdoptDriftPaymentNode", Tag(OTHER)],
            ],
            Discriminator(member_among()),
        ]
    ]
    "The refund or transaction, as it is now; null if there is none here."
    validation_errors: Optional[list["AdoptDriftAdoptDriftValidationErrors"]]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


class AdoptDriftAdoptDriftPaymentPayment(BaseModel):
    """A transaction or a refund: the fields that both have."""

    typename__: str = Field(alias="__typename")
    "Which of its possible types it is."


class AdoptDriftAdoptDriftPaymentNode(BaseModel):
    """An object that `node` can find by its id."""

    typename__: str = Field(alias="__typename")
    "Which of its possible types it is."
    id: str
    "Its id."


AdoptDriftAdoptDriftValidationErrors = Problem
AdoptDrift.model_rebuild()
AdoptDriftAdoptDrift.model_rebuild()
