from typing import Optional

from .base_model import BaseModel
from .fragments import OrderDetails, Problem


class RecordOrder(BaseModel):
    """What can be done. Fields of one document are done one after another."""

    record_order: Optional["RecordOrderRecordOrder"]
    "Brings in an order with its customer, products, and payments made elsewhere. Sent again, it changes nothing; what was not known is added; what contradicts what is known is refused, field by field."


class RecordOrderRecordOrder(BaseModel):
    """What `recordOrder` and `cancelOrder` answer."""

    client_mutation_id: Optional[str]
    "The text that came with the input."
    order: Optional["RecordOrderRecordOrderOrder"]
    "The order as it is known now."
    validation_errors: Optional[list["RecordOrderRecordOrderValidationErrors"]]
    "What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data."


RecordOrderRecordOrderOrder = OrderDetails
RecordOrderRecordOrderValidationErrors = Problem
RecordOrder.model_rebuild()
RecordOrderRecordOrder.model_rebuild()
