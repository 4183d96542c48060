"""What was refunded in a period, put together (SPEC 9)."""

from typing import Annotated

import strawberry
from strawberry import UNSET, field

from app.domain.history import reports as values
from app.domain.history.reports import ReportGroup
from app.flows.upkeep.report import ReportAsk
from app.flows.upkeep.report import refund_report as flow
from app.schema.base.context import Info
from app.schema.base.fields import holds
from app.schema.base.input_values import given
from app.schema.base.monetary import MonetaryAmount, monetary_amount
from app.schema.base.scalars import CurrencyCodeAlpha, Timestamp


@strawberry.input(description="Which refunds to put together, and by what.")
class RefundReportInput:
    from_: Timestamp = field(name="from", description="Refunds that were asked for at that time or later.")
    to: Timestamp = field(description="Refunds that were asked for before that time.")
    group_by: ReportGroup = field(description="What they are put together by.")
    currency_code: CurrencyCodeAlpha | None = field(
        default=UNSET, description="Those in this currency only; a row for each currency unless given."
    )


@strawberry.type(description="The refunds of one currency that have something in common.")
class RefundReportRow:
    key: str | None = field(
        description="What they have in common: the reason's code, the person's id or the key's public half, the "
        "gateway's name, the status, or the day as YYYY-MM-DD. Null for no reason, and for what was made elsewhere."
    )
    label: str | None = field(description="The same for people: the reason's label, the person's name, and so on.")
    currency_code: CurrencyCodeAlpha = field(description="The currency of all of them.")
    count: int = field(description="How many they are.")
    amount: MonetaryAmount = field(description="How much they give back together.")


@strawberry.type(description="What was refunded, counted as it stands now.")
class RefundReport:
    rows: list[RefundReportRow] = field(
        description="One for each currency and each thing in common: by currency, then the largest amount first, days "
        "in their order. Those that count against their payment: given back, on their way, waiting or unknown. By "
        "STATUS all of them, also those that came to nothing.",
        metadata=holds(100),
    )
    total: list[RefundReportRow] = field(
        description="One for each currency: all that count against their payment, whatever they are put together by.",
        metadata=holds(10),
    )


Wanted = Annotated[RefundReportInput, strawberry.argument(description="Which refunds, and how to put them together.")]


async def refund_report(info: Info, input: Wanted) -> RefundReport | None:
    ask = ReportAsk(input.from_, input.to, input.group_by, given(input.currency_code))
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
