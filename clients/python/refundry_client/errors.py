"""What goes wrong, as exceptions. What a caller can mend comes as data instead: a payload's `validation_errors`.

Exception
├── RefundryError        the service answered with errors
└── RefundryUnreachable  no answer came, or none of the service's
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from .later import OpenEnum


class ErrorClass(OpenEnum):
    """Who has to do something about an error."""

    AUTHENTICATION = "AUTHENTICATION"
    AUTHORIZATION = "AUTHORIZATION"
    INTERNAL = "INTERNAL"
    NOT_FOUND = "NOT_FOUND"
    NOT_IMPLEMENTED = "NOT_IMPLEMENTED"
    RESOURCE_LIMIT = "RESOURCE_LIMIT"
    SERVICE_AVAILABILITY = "SERVICE_AVAILABILITY"
    VALIDATION = "VALIDATION"


@dataclass(frozen=True, slots=True)
class ErrorEntry:
    """One entry of an answer's errors.

    `code` is a stable name that generic tools know, `legacy_code` the number that Braintree gives the condition,
    `input_path` where in the input it is, from the argument's name on.
    """

    message: str
    error_class: ErrorClass
    code: str | None
    legacy_code: str | None
    input_path: tuple[str, ...]

    @classmethod
    def read(cls, entry: Mapping[str, Any]) -> Self:
        """The entry in an answer's JSON. Raises LookupError, TypeError or AttributeError if it is none."""
        extensions = entry["extensions"]
        return cls(
            entry["message"],
            ErrorClass(extensions["errorClass"]),
            extensions.get("code"),
            extensions.get("legacyCode"),
            tuple(extensions.get("inputPath") or ()),
        )


class RefundryError(Exception):
    """The service answered with errors beside the data, or instead of it.

    Branch on `error_class`, or on `legacy_code`; never on the message. They, `code` and `input_path` are those of the
    first of `errors`; mostly it is the only one. `request_id` is what the service's logs know the request by, `status`
    is HTTP's own, `data` what the answer has all the same, `api_request_key` the key that the request carried.
    """

    def __init__(
        self,
        errors: Sequence[ErrorEntry],
        request_id: str | None,
        status: int,
        data: Mapping[str, Any] | None = None,
        api_request_key: str | None = None,
    ) -> None:
        super().__init__("\n".join(error.message for error in errors))
        self.errors = tuple(errors)
        self.request_id = request_id
        self.status = status
        self.data = data
        self.api_request_key = api_request_key
        first = self.errors[0]
        self.error_class = first.error_class
        self.code = first.code
        self.legacy_code = first.legacy_code
        self.input_path = first.input_path


class RefundryUnreachable(Exception):
    """No answer came, or none that this client understands.

    Whether a mutation was carried out is not known then: ask again with the same `api_request_key`, and it is done
    once.
    """

    def __init__(self, message: str, api_request_key: str | None = None) -> None:
        super().__init__(message)
        self.api_request_key = api_request_key
