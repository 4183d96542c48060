"""What reversing, refunding and voiding takes."""

import strawberry
from strawberry import UNSET, field

from app.domain.reversals.states import RefundFailurePolicy
from app.schema.base.mutation_field import API_REQUEST_KEY, MutationInput
from app.schema.base.scalars import Amount
from app.schema.reversals.sale_inputs import TransactionLineItemInput

REASON = "Why: the code of one of the merchant's reasons, see `refundReasons`. A merchant may require it of people."
NOTE = "More words about why, up to 4000 characters; kept and given back."
ON_FAILURE = "What becomes of it if the gateway does not take it; QUEUE unless given."


@strawberry.input(description="What `reverseTransaction` takes.")
class ReverseTransactionInput(MutationInput):
    transaction_id: strawberry.ID = field(description="The id of the transaction to undo.")
    api_request_key: str | None = field(default=UNSET, description=API_REQUEST_KEY)
    on_failure: RefundFailurePolicy | None = field(default=UNSET, description=ON_FAILURE)
    reason_code: str | None = field(default=UNSET, description=REASON)
    note: str | None = field(default=UNSET, description=NOTE)


@strawberry.input(description="How to refund a transaction.")
class RefundInput:
    amount: Amount | None = field(
        default=UNSET, description="How much to give back, up to what is left; all that is left unless given."
    )
    order_id: str | None = field(default=UNSET, description="An order id in place of the transaction's own.")
    merchant_account_id: strawberry.ID | None = field(
        default=UNSET, description="Where the money is to come from; the transaction's own account unless given."
    )
    description: str | None = field(default=UNSET, description="What the refund is for; shown by PayPal.")
    line_items: list[TransactionLineItemInput] | None = field(
        default=UNSET, description="What is refunded. Kept and given back; the amount does not follow from it."
    )
    on_failure: RefundFailurePolicy | None = field(default=UNSET, description=ON_FAILURE)
    reason_code: str | None = field(default=UNSET, description=REASON)
    note: str | None = field(default=UNSET, description=NOTE)


@strawberry.input(description="What `refundTransaction` takes.")
class RefundTransactionInput(MutationInput):
    transaction_id: strawberry.ID = field(description="The id of the SETTLING or SETTLED transaction to refund.")
    refund: RefundInput | None = field(
        default=UNSET, description="How to refund it: an amount belongs in here. In full unless given."
    )
    api_request_key: str | None = field(default=UNSET, description=API_REQUEST_KEY)


@strawberry.input(description="What `reverseRefund` takes.")
class ReverseRefundInput(MutationInput):
    refund_id: strawberry.ID = field(description="The id of the refund to take back.")
    api_request_key: str | None = field(default=UNSET, description=API_REQUEST_KEY)
    reason_code: str | None = field(default=UNSET, description=REASON)
    note: str | None = field(default=UNSET, description=NOTE)


@strawberry.input(description="What `voidTransaction` takes.")
class VoidTransactionInput(MutationInput):
    api_request_key: str | None = field(default=UNSET, description=API_REQUEST_KEY)
    transaction_id: strawberry.ID = field(description="The id of the transaction to void.")
    reason_code: str | None = field(default=UNSET, description=REASON)
    note: str | None = field(default=UNSET, description=NOTE)
