"""The inputs of the reversals."""

import strawberry
from strawberry import UNSET, field

from app.domain.reversals.states import RefundFailurePolicy, WhenUnsettled
from app.schema.base.mutation_field import API_REQUEST_KEY, MutationInput
from app.schema.base.scalars import Amount
from app.schema.reversals.sale_inputs import TransactionLineItemInput

REASON = "The code of one of the merchant's reasons, see `refundReasons`. A merchant can require it from people."
NOTE = "A note of up to 4000 characters. The history shows it."
ON_FAILURE = "What to do if the outcome is UNAVAILABLE or DECLINED. Default: QUEUE."


@strawberry.input(description="The input of `reverseTransaction`.")
class ReverseTransactionInput(MutationInput):
    transaction_id: strawberry.ID = field(description="The id of the transaction to reverse.")
    api_request_key: str | None = field(default=UNSET, description=API_REQUEST_KEY)
    on_failure: RefundFailurePolicy | None = field(default=UNSET, description=ON_FAILURE)
    reason_code: str | None = field(default=UNSET, description=REASON)
    note: str | None = field(default=UNSET, description=NOTE)


@strawberry.input(description="How to refund a transaction.")
class RefundInput:
    amount: Amount | None = field(
        default=UNSET, description="The amount to refund, up to what is left. Default: all that is left."
    )
    order_id: str | None = field(
        default=UNSET, description="A different order id than the transaction's. Default: the transaction's order id."
    )
    merchant_account_id: strawberry.ID | None = field(
        default=UNSET, description="The account that pays the refund. Default: the transaction's account."
    )
    description: str | None = field(default=UNSET, description="What the refund is for. PayPal shows it.")
    reason: str | None = field(default=UNSET, description="The older name of `description`.")
    line_items: list[TransactionLineItemInput] | None = field(
        default=UNSET,
        description="The items that are refunded. Stored and returned only: the amount does not depend on them.",
    )
    on_failure: RefundFailurePolicy | None = field(default=UNSET, description=ON_FAILURE)
    when_unsettled: WhenUnsettled | None = field(
        default=UNSET,
        description="What to do if the transaction is submitted for settlement and has not settled. Default: REFUSE.",
    )
    reason_code: str | None = field(default=UNSET, description=REASON)
    note: str | None = field(default=UNSET, description=NOTE)


@strawberry.input(description="The input of `refundTransaction`.")
class RefundTransactionInput(MutationInput):
    transaction_id: strawberry.ID = field(description="The id of the SETTLING or SETTLED transaction to refund.")
    refund: RefundInput | None = field(
        default=UNSET, description="How to refund the transaction; `amount` belongs in here. Default: in full."
    )
    expected_refundable_amount: Amount | None = field(
        default=UNSET,
        description="The transaction's `refundableAmount` as it was seen. The refund is refused with OUTDATED if it is "
        "different by now, such as by another refund.",
    )
    api_request_key: str | None = field(default=UNSET, description=API_REQUEST_KEY)


@strawberry.input(description="The input of `reverseRefund`.")
class ReverseRefundInput(MutationInput):
    refund_id: strawberry.ID = field(description="The id of the refund to reverse.")
    api_request_key: str | None = field(default=UNSET, description=API_REQUEST_KEY)
    reason_code: str | None = field(default=UNSET, description=REASON)
    note: str | None = field(default=UNSET, description=NOTE)


@strawberry.input(description="The input of `voidTransaction`.")
class VoidTransactionInput(MutationInput):
    api_request_key: str | None = field(default=UNSET, description=API_REQUEST_KEY)
    transaction_id: strawberry.ID = field(description="The id of the transaction to void.")
    reason_code: str | None = field(default=UNSET, description=REASON)
    note: str | None = field(default=UNSET, description=NOTE)
