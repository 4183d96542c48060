from typing import Optional

from .base_model import BaseModel
from .fragments import ReportRow


class RefundReport(BaseModel):
    refund_report: Optional["RefundReportRefundReport"]


class RefundReportRefundReport(BaseModel):
    rows: list["RefundReportRefundReportRows"]
    total: list["RefundReportRefundReportTotal"]


RefundReportRefundReportRows = ReportRow
RefundReportRefundReportTotal = ReportRow
RefundReport.model_rebuild()
RefundReportRefundReport.model_rebuild()
