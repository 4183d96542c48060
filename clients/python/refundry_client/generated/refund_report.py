from typing import Optional

from .base_model import BaseModel
from .fragments import ReportRow


class RefundReport(BaseModel):
    """All queries."""

    refund_report: Optional["RefundReportRefundReport"]
    "A report on the refunds of a period, by reason, person, gateway, status or day."


class RefundReportRefundReport(BaseModel):
    """A report on refunds, by their present statuses."""

    rows: list["RefundReportRefundReportRows"]
    "A row for each currency and group: by currency, then the largest amount first, days in their order. Reserved refunds only: made, on their way, waiting or UNKNOWN. By STATUS all refunds, those without success as well."
    total: list["RefundReportRefundReportTotal"]
    "A row for each currency: all reserved refunds, however they are grouped."


RefundReportRefundReportRows = ReportRow
RefundReportRefundReportTotal = ReportRow
RefundReport.model_rebuild()
RefundReportRefundReport.model_rebuild()
