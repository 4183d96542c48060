from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, RunSummary


class RefundOrders(BaseModel):
    """All mutations. The fields of one document run one after another."""

    refund_orders: Optional["RefundOrdersRefundOrders"]
    "Starts a run that refunds many orders, each in full and exactly as `refundOrder` does it, with the rights of who starts it. Workers carry it out. Starting the same run again starts nothing anew: it answers with the run."


class RefundOrdersRefundOrders(BaseModel):
    """The answer of `refundOrders`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    run: Optional["RefundOrdersRefundOrdersRun"]
    "The run. `refundRun` follows it."
    validation_errors: Optional[list["RefundOrdersRefundOrdersValidationErrors"]]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


RefundOrdersRefundOrdersRun = RunSummary
RefundOrdersRefundOrdersValidationErrors = Problem
RefundOrders.model_rebuild()
RefundOrdersRefundOrders.model_rebuild()
