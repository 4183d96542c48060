"""The exceptions. Problems that a caller can correct are data instead: a payload's `validation_errors`.

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
    "The key, the password or the session is not valid."
    AUTHORIZATION = "AUTHORIZATION"
    "Whoever asks has no right to it."
    INTERNAL = "INTERNAL"
    "A defect of the service: report the `request_id`."
    NOT_FOUND = "NOT_FOUND"
    "There is no such object, or none of the merchant's."
    NOT_IMPLEMENTED = "NOT_IMPLEMENTED"
    "The service knows the field and can't honour it."
    RESOURCE_LIMIT = "RESOURCE_LIMIT"
    "Too much is asked for, or too often."
    SERVICE_AVAILABILITY = "SERVICE_AVAILABILITY"
    "The service is busy or away: the same request may fare better later."
    VALIDATION = "VALIDATION"
    "Something in the request is wrong."


@dataclass(frozen=True, slots=True)
class ErrorEntry:
    """One entry of an answer's errors."""

    message: str
    "What is wrong and what is allowed, for people to read."
    error_class: ErrorClass
    "Who has to do something about it."
    code: str | None
    "A stable name that generic tools know, such as FORBIDDEN."
    legacy_code: str | None
    "The number that Braintree gives the condition."
    input_path: tuple[str, ...]
    "Where in the input it is, from the argument's name on."

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
    first of `errors`; mostly it is the only one.
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
        "All that the answer says is wrong, at least one."
        self.request_id = request_id
        "What the service's logs know the request by."
        self.status = status
        "HTTP's own status."
        self.data = data
        "What the answer has all the same."
        self.api_request_key = api_request_key
        "The key that the request carried: sent again with it, nothing is done twice."
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
