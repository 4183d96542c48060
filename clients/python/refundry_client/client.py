"""The service, typed: each operation as a method, for programs with threads and for programs with tasks."""

from collections.abc import AsyncGenerator, Generator

from .generated.async_operations import AsyncOperations
from .generated.operations import Operations
from .generated.payment_changed import PaymentChangedPaymentChangedRefund, PaymentChangedPaymentChangedTransaction

NO_REFUND, NO_TRANSACTION = "This id is no refund's.", "This id is no transaction's."


class Refundry(Operations):
    """`Refundry(url, ApiKey(public, private))` for programs, `Refundry.sign_in(url, email, password)` for people.

    Methods raise RefundryError for what the service refuses, and RefundryUnreachable where no answer came; what a
    caller can mend is in each payload's `validation_errors`. A mutation that moves money carries an `api_request_key`:
    one is made where the input has none, and kept while the request is sent again, so that it is done once. A key of
    your own, kept with your order, covers a crash of your program too.

    `for refund in refundry.refund_changed(id)` tells a refund as it is now, then each time that anything of it has
    changed, until the loop is left. A lost connection is begun again, for ever; the present state is told then, if it
    is another.
    """

    def refund_changed(self, id: str) -> Generator[PaymentChangedPaymentChangedRefund, None, None]:
        """`payment_changed` for a refund's id. Raises TypeError for another's."""
        for payment in self.payment_changed(id):
            if not isinstance(payment, PaymentChangedPaymentChangedRefund):
                raise TypeError(NO_REFUND)
            yield payment

    def transaction_changed(self, id: str) -> Generator[PaymentChangedPaymentChangedTransaction, None, None]:
        """`payment_changed` for a transaction's id. Raises TypeError for another's."""
        for payment in self.payment_changed(id):
            if not isinstance(payment, PaymentChangedPaymentChangedTransaction):
                raise TypeError(NO_TRANSACTION)
            yield payment


class AsyncRefundry(AsyncOperations):
    """The same with `await`: `AsyncRefundry(url, ApiKey(public, private))`, `await AsyncRefundry.sign_in(…)`.

    `async for refund in refundry.refund_changed(id)` follows a refund.
    """

    async def refund_changed(self, id: str) -> AsyncGenerator[PaymentChangedPaymentChangedRefund, None]:
        """`payment_changed` for a refund's id. Raises TypeError for another's."""
        async for payment in self.payment_changed(id):
            if not isinstance(payment, PaymentChangedPaymentChangedRefund):
                raise TypeError(NO_REFUND)
            yield payment

    async def transaction_changed(self, id: str) -> AsyncGenerator[PaymentChangedPaymentChangedTransaction, None]:
        """`payment_changed` for a transaction's id. Raises TypeError for another's."""
        async for payment in self.payment_changed(id):
            if not isinstance(payment, PaymentChangedPaymentChangedTransaction):
                raise TypeError(NO_TRANSACTION)
            yield payment
