"""The service, typed: each operation as a method, for programs with threads and for programs with tasks."""

from .generated.async_operations import AsyncOperations
from .generated.operations import Operations


class Refundry(Operations):
    """`Refundry(url, ApiKey(public, private))` for programs, `Refundry.sign_in(url, email, password)` for people.

    Methods raise RefundryError for what the service refuses, and RefundryUnreachable where no answer came; what a
    caller can mend is in each payload's `validation_errors`. A mutation that moves money carries an `api_request_key`:
    one is made where the input has none, and kept while the request is sent again, so that it is done once. A key of
    your own, kept with your order, covers a crash of your program too.
    """


class AsyncRefundry(AsyncOperations):
    """The same with `await`: `AsyncRefundry(url, ApiKey(public, private))`, `await AsyncRefundry.sign_in(…)`."""
