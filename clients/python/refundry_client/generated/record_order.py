from typing import Optional

from .base_model import BaseModel
from .fragments import OrderDetails, Problem


class RecordOrder(BaseModel):
    """All mutations. The fields of one document run one after another."""

    record_order: Optional["RecordOrderRecordOrder"]
    "Records an order with its customer, its products and its payments made outside of this service. Sent again, it changes nothing. New facts are added. Facts that contradict recorded ones are refused, field by field, or with `onConflict: UPDATE` replace them: lists as a whole, and never below what was refunded. Payments and the currency stay."


class RecordOrderRecordOrder(BaseModel):
    """The answer of `recordOrder` and `cancelOrder`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    order: Optional["RecordOrderRecordOrderOrder"]
    "The order as it is now."
    validation_errors: Optional[list["RecordOrderRecordOrderValidationErrors"]]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


RecordOrderRecordOrderOrder = OrderDetails
RecordOrderRecordOrderValidationErrors = Problem
RecordOrder.model_rebuild()
RecordOrderRecordOrder.model_rebuild()
