"""The report on the refunds of a period (SPEC 9)."""

from typing import Annotated

import strawberry
from strawberry import UNSET, field

from app.domain.history import reports as values
from app.domain.history.reports import ReportGroup
from app.flows.upkeep.report import ReportAsk
from app.flows.upkeep.report import refund_report as flow
from app.schema.base.context import Info
from app.schema.base.fields import holds
from app.schema.base.input_values import or_none
from app.schema.base.monetary import MonetaryAmount, monetary_amount
from app.schema.base.scalars import CurrencyCodeAlpha, Timestamp


@strawberry.input(description="Which refunds to report, and how to group them.")
class RefundReportInput:
    from_: Timestamp = field(name="from", description="Refunds that were requested at this time or later.")
    to: Timestamp = field(description="Refunds that were requested before this time.")
    group_by: ReportGroup = field(description="How to group them.")
    currency_code: CurrencyCodeAlpha | None = field(
        default=UNSET, description="Only refunds in this currency. Default: a row for each currency."
    )


@strawberry.type(description="The refunds of one group in one currency.")
class RefundReportRow:
    key: str | None = field(
        description="The group: the reason's code, the person's id or the public key, the gateway's name, the "
        "status, or the day as YYYY-MM-DD. Null for refunds without a reason, and for refunds outside of this "
        "service."
    )
    label: str | None = field(description="The group in words: the reason's label, the person's name, and so on.")
    currency_code: CurrencyCodeAlpha = field(description="The currency of the refunds.")
    count: int = field(description="The number of refunds.")
    amount: MonetaryAmount = field(description="The sum of their amounts.")


@strawberry.type(description="A report on refunds, by their present statuses.")
class RefundReport:
    rows: list[RefundReportRow] = field(
        description="A row for each currency and group: by currency, then the largest amount first, days in their "
        "order. Reserved refunds only: made, on their way, waiting or UNKNOWN. By STATUS all refunds, those without "
        "success as well.",
        metadata=holds(100),
    )
    total: list[RefundReportRow] = field(
        description="A row for each currency: all reserved refunds, however they are grouped.",
        metadata=holds(10),
    )


ReportArgument = Annotated[RefundReportInput, strawberry.argument(description="Which refunds, and how to group them.")]


async def refund_report(info: Info, input: ReportArgument) -> RefundReport | None:
    ask = ReportAsk(input.from_, input.to, input.group_by, or_none(input.currency_code))
    found = await flow(info.context.service, info.context.actor, ask)
    return RefundReport(rows=[_row(each) for each in found.rows], total=[_row(each) for each in found.total])


def _row(value: values.ReportRow) -> RefundReportRow:
    return RefundReportRow(
        key=value.key,
        label=value.label,
        currency_code=CurrencyCodeAlpha(value.amount.currency),
        count=value.count,
        amount=monetary_amount(value.amount),
    )
