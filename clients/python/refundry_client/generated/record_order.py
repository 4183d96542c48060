from typing import Optional

from .base_model import BaseModel
from .fragments import OrderDetails, Problem


class RecordOrder(BaseModel):
    record_order: Optional["RecordOrderRecordOrder"]


class RecordOrderRecordOrder(BaseModel):
    client_mutation_id: Optional[str]
    order: Optional["RecordOrderRecordOrderOrder"]
    validation_errors: Optional[list["RecordOrderRecordOrderValidationErrors"]]


RecordOrderRecordOrderOrder = OrderDetails
RecordOrderRecordOrderValidationErrors = Problem
RecordOrder.model_rebuild()
RecordOrderRecordOrder.model_rebuild()
