from typing import Optional

from .base_model import BaseModel
from .fragments import ReportRow


class RefundReport(BaseModel):
    """What can be asked."""

    refund_report: Optional["RefundReportRefundReport"]
    "How much was refunded in a period, and why, by whom, through what."


class RefundReportRefundReport(BaseModel):
    """What was refunded, counted as it stands now."""

    rows: list["RefundReportRefundReportRows"]
    "One for each currency and each thing in common: by currency, then the largest amount first, days in their order. Those that count against their payment: given back, on their way, waiting or unknown. By STATUS all of them, also those that came to nothing."
    total: list["RefundReportRefundReportTotal"]
    "One for each currency: all that count against their payment, whatever they are put together by."


RefundReportRefundReportRows = ReportRow
RefundReportRefundReportTotal = ReportRow
RefundReport.model_rebuild()
RefundReportRefundReport.model_rebuild()
