from typing import Optional

from .base_model import BaseModel
from .enums import (
    AttemptOutcome,
    OrderRefundResult,
    OrderStatus,
    PaymentStatus,
    ReversalAction,
)
from .fragments import (
    Money,
    PageLimits,
    RunProblem,
    RunSummary,
    RunSummaryTotals,  # noqa: F401
)


class RefundRun(BaseModel):
    """All queries."""

    refund_run: Optional["RefundRunRefundRun"]
    "A run of `refundOrders`, with its progress and the results of its orders."


class RefundRunRefundRun(RunSummary):
    """A run that refunds many orders. It is kept for 30 days after its end."""

    sums: list["RefundRunRefundRunSums"]
    "What its orders come to by now, by currency."
    results: Optional["RefundRunRefundRunResults"]
    "Its orders with their results, in the order of its list."


class RefundRunRefundRunSums(BaseModel):
    """What the orders of a run in one currency come to."""

    currency_code: str
    "The currency."
    orders: int
    "How many orders something was refunded of, or is under way."
    refunded: "RefundRunRefundRunSumsRefunded"
    "What was refunded; in a dry run, what would be."
    under_way: "RefundRunRefundRunSumsUnderWay"
    "What is reserved, and waits."


RefundRunRefundRunSumsRefunded = Money
RefundRunRefundRunSumsUnderWay = Money


class RefundRunRefundRunResults(BaseModel):
    """A page of a run's orders."""

    edges: Optional[list[Optional["RefundRunRefundRunResultsEdges"]]]
    "The page's orders, in the order of the run's list."
    page_info: "RefundRunRefundRunResultsPageInfo"
    "The position of the page in the list."


class RefundRunRefundRunResultsEdges(BaseModel):
    """An order of a run in a list."""

    cursor: Optional[str]
    "The position in the list."
    node: Optional["RefundRunRefundRunResultsEdgesNode"]
    "The order."


class RefundRunRefundRunResultsEdgesNode(BaseModel):
    """An order of a run, and what became of it when it was carried out. The order itself shows how it is now. Without a result it is still to be done."""

    line: int
    "Its place in the list, from 1 on."
    order_id: str
    "The shop's own id of it."
    api_request_key: str
    "The key of its refund: `refundOrder` with it answers with that refund."
    result: Optional[OrderRefundResult]
    "What became of it; in a dry run, what would."
    before: Optional[bool]
    "Whether it was found to be refunded under this run's name before."
    refunded: Optional["RefundRunRefundRunResultsEdgesNodeRefunded"]
    "How much was refunded."
    under_way: Optional["RefundRunRefundRunResultsEdgesNodeUnderWay"]
    "How much is reserved, and waits."
    left_of_order: Optional["RefundRunRefundRunResultsEdgesNodeLeftOfOrder"]
    "What was paid, and neither refunded nor reserved."
    order_status: Optional[OrderStatus]
    "The order's status after it."
    payments: list["RefundRunRefundRunResultsEdgesNodePayments"]
    "Its payments, the newest first."
    problems: list["RefundRunRefundRunResultsEdgesNodeProblems"]
    "What is wrong, or in the way."


RefundRunRefundRunResultsEdgesNodeRefunded = Money
RefundRunRefundRunResultsEdgesNodeUnderWay = Money
RefundRunRefundRunResultsEdgesNodeLeftOfOrder = Money


class RefundRunRefundRunResultsEdgesNodePayments(BaseModel):
    """What became of one payment of an order in a run, when the order was carried out."""

    id: str
    "The id of the payment."
    result: OrderRefundResult
    "What became of it."
    action: ReversalAction
    "Whether it was refunded or voided."
    refund_id: Optional[str]
    "The id of the refund; null if there is none."
    status: PaymentStatus
    "The status of the refund; of the payment where there is no refund."
    amount: "RefundRunRefundRunResultsEdgesNodePaymentsAmount"
    "The amount."
    outcome: Optional[AttemptOutcome]
    "What its gateway answered last; null if it was not asked."
    problems: list["RefundRunRefundRunResultsEdgesNodePaymentsProblems"]
    "Why it was not reversed."


RefundRunRefundRunResultsEdgesNodePaymentsAmount = Money
RefundRunRefundRunResultsEdgesNodePaymentsProblems = RunProblem
RefundRunRefundRunResultsEdgesNodeProblems = RunProblem
RefundRunRefundRunResultsPageInfo = PageLimits
RefundRun.model_rebuild()
RefundRunRefundRun.model_rebuild()
RefundRunRefundRunSums.model_rebuild()
RefundRunRefundRunResults.model_rebuild()
RefundRunRefundRunResultsEdges.model_rebuild()
RefundRunRefundRunResultsEdgesNode.model_rebuild()
RefundRunRefundRunResultsEdgesNodePayments.model_rebuild()
