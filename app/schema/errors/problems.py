"""The one place where the domain's problems become GraphQL errors.

`errors_of` turns one error of an execution into the entries of the response's `errors` (BRAINTREE.md 2).
"""

import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

import structlog
from graphql import GraphQLError
from graphql.language import ValueNode
from structlog.typing import FilteringBoundLogger

from app.domain.problems import (
    AnswerTooLarge,
    Condition,
    NotAllowed,
    NotSupported,
    Problem,
    Refused,
    TooBusy,
    TookTooLong,
    TooMuch,
    TooOften,
    Unavailable,
)
from app.schema.errors.messages import MESSAGES, message_of
from app.schema.errors.suggestions import meant_suggestions

log: FilteringBoundLogger = structlog.get_logger()

LONGEST_MESSAGE = 1_000
"""Characters of a message; GraphQL's own repeat what the client sent, however long."""

DONE = (
    "Only the answer is too large: the mutation was carried out. To see its result, select fewer fields, with the "
    "same apiRequestKey or in a query."
)
"""Added to the message if a mutation was carried out, but its answer is too large."""


MISPLACED: Mapping[str, tuple[str, Collection[str]]] = {
    "RefundTransactionInput": ("refund", ("amount", "orderId", "merchantAccountId", "description", "onFailure")),
    "ChargePaymentMethodInput": ("transaction", ("amount", "orderId", "merchantAccountId")),
    "AuthorizePaymentMethodInput": ("transaction", ("amount", "orderId", "merchantAccountId")),
}
"""Fields that clients put beside the input's field which they belong into, by input: that field, and their names."""

_UNKNOWN_FIELD = re.compile(
    r"Expected value of type '(?P<type>\w+)' not to include unknown field '(?P<field>\w+)'", re.ASCII
)


class ErrorClass(StrEnum):
    """BRAINTREE.md 2; every error carries one."""

    AUTHENTICATION = "AUTHENTICATION"
    AUTHORIZATION = "AUTHORIZATION"
    INTERNAL = "INTERNAL"
    NOT_FOUND = "NOT_FOUND"
    NOT_IMPLEMENTED = "NOT_IMPLEMENTED"
    RESOURCE_LIMIT = "RESOURCE_LIMIT"
    SERVICE_AVAILABILITY = "SERVICE_AVAILABILITY"
    VALIDATION = "VALIDATION"


class Stage(StrEnum):
    """How far a request came before it failed; the value is the `code` of what is found wrong there.

    The names are those that generic GraphQL clients and fuzzers know. What the service itself finds wrong with an
    input has INPUT's, at whatever stage.
    """

    PARSING = "GRAPHQL_PARSE_FAILED"
    VALIDATION = "GRAPHQL_VALIDATION_FAILED"
    OPERATION = "OPERATION_RESOLUTION_FAILURE"
    INPUT = "BAD_USER_INPUT"
    EXECUTION = "EXECUTION_FAILED"


@dataclass(frozen=True, slots=True)
class Complaint:
    """One entry of `errors`, but for where in the document it belongs."""

    message: str
    error_class: ErrorClass
    code: str = Stage.INPUT.value
    user_error: bool = False
    condition: Condition | None = None
    legacy_code: str | None = None
    input_path: Sequence[str] = ()


def errors_of(error: GraphQLError, stage: Stage, request_id: str) -> list[dict[str, object]]:
    """The response's entries for one error: one for each Problem, else exactly one.

    An unexpected error is logged with `request_id`; the client gets a general message.
    """
    cause = _cause(error)
    return [error_entry(complaint, error) for complaint in _complaints(error, cause, stage, request_id)]


def error_entry(complaint: Complaint, where: GraphQLError | None = None) -> dict[str, object]:
    """One entry of `errors` (BRAINTREE.md 2), with the locations and the path of `where`."""
    extensions: dict[str, object] = {
        "errorType": "user_error" if complaint.user_error else "developer_error",
        "errorClass": complaint.error_class.value,
        "code": complaint.code,
    }
    if complaint.condition is not None:
        extensions["condition"] = complaint.condition.value
    if complaint.legacy_code is not None:
        extensions["legacyCode"] = complaint.legacy_code
    if complaint.input_path:
        extensions["inputPath"] = list(complaint.input_path)
    message = complaint.message
    if len(message) > LONGEST_MESSAGE:
        message = f"{message[: LONGEST_MESSAGE - 2]} …"
    entry: dict[str, object] = {"message": message}
    if where is not None and where.locations:
        entry["locations"] = [{"line": location.line, "column": location.column} for location in where.locations]
    if where is not None and where.path:
        entry["path"] = where.path
    return {**entry, "extensions": extensions}


def _cause(error: GraphQLError) -> Exception:
    """What was raised first: GraphQL wraps it once for the field, and again for a variable."""
    cause: Exception = error
    while isinstance(cause, GraphQLError) and cause.original_error is not None:
        cause = cause.original_error
    return cause


def _complaints(error: GraphQLError, cause: Exception, stage: Stage, request_id: str) -> list[Complaint]:
    match cause:
        case Refused():
            return [_of_problem(problem) for problem in cause.problems]
        case NotAllowed() | NotSupported() | TookTooLong() | TooMuch() | TooOften() | TooBusy() | Unavailable():
            return [_of_refusal(cause)]
    if stage is not Stage.EXECUTION:
        return [Complaint(_with_hint(error.message), ErrorClass.VALIDATION, stage.value)]
    if isinstance(cause, GraphQLError) and any(isinstance(node, ValueNode) for node in cause.nodes or ()):
        # An argument whose variable turned out null: GraphQL finds it only when it comes to the field.
        return [Complaint(error.message, ErrorClass.VALIDATION, Stage.INPUT.value)]
    log.error("error.unexpected", request_id=request_id, path=error.path, exc_info=cause)
    return [internal_error(request_id)]


def _with_hint(message: str) -> str:
    """GraphQL's own message, after where the field belongs that it does not know there (BRAINTREE.md 5)."""
    message = meant_suggestions(message)
    unknown = _UNKNOWN_FIELD.search(message)
    if unknown is None:
        return message
    inside, names = MISPLACED.get(unknown["type"], ("", ()))
    if unknown["field"] not in names:
        return message
    return f"Send {unknown['field']} inside of {inside}, as {inside}.{unknown['field']}. {message}"


def _of_problem(problem: Problem) -> Complaint:
    found = problem.condition is not Condition.OBJECT_NOT_FOUND
    return Complaint(
        message_of(problem),
        ErrorClass.VALIDATION if found else ErrorClass.NOT_FOUND,
        Stage.INPUT.value,
        user_error=found,
        condition=problem.condition,
        legacy_code=MESSAGES[problem.condition].legacy_code,
        input_path=problem.path,
    )


def _of_refusal(
    refusal: NotAllowed | NotSupported | TookTooLong | TooMuch | TooOften | TooBusy | Unavailable,
) -> Complaint:
    match refusal:
        case NotAllowed():
            needed = " or ".join(refusal.needed)
            message = f"This needs the right {needed}, which these credentials do not have."
            if refusal.person and not needed:
                message = "Only a person who has signed in can do this: an API key can't."
            elif refusal.person:
                message = f"Only a person who has signed in and has the right {needed} can do this: an API key can't."
            return Complaint(message, ErrorClass.AUTHORIZATION, "FORBIDDEN")
        case NotSupported():
            message = f"This service does not support {'.'.join(refusal.path)}. {refusal.instead}".rstrip()
            return Complaint(message, ErrorClass.NOT_IMPLEMENTED, Stage.INPUT.value, input_path=refusal.path)
        case TooMuch():
            message = f"Too much at once: {refusal.what} {refusal.asked}, at most {refusal.allowed} is allowed."
            if isinstance(refusal, AnswerTooLarge) and refusal.done:
                message += f" {DONE}"
            return Complaint(message, ErrorClass.RESOURCE_LIMIT, "LIMIT_EXCEEDED")
        case TookTooLong():
            message = f"The query took longer than {refusal.seconds:g} seconds. Ask for less at once."
            return Complaint(message, ErrorClass.SERVICE_AVAILABILITY, "DEADLINE_EXCEEDED")
        case TooOften() | TooBusy():
            return Complaint(wait_in_words(refusal), ErrorClass.RESOURCE_LIMIT, "LIMIT_EXCEEDED")
        case Unavailable():
            message = (
                "The service is not available at the moment. Send the request again later, with the same apiRequestKey."
            )
            return Complaint(message, ErrorClass.SERVICE_AVAILABILITY, "SERVICE_UNAVAILABLE")
        case _:
            assert_never(refusal)


def seconds_to_wait(refusal: TooOften | TooBusy) -> int:
    """How many seconds to wait before the next try, at least one."""
    return max(1, math.ceil(refusal.wait.total_seconds()))


def wait_in_words(refusal: TooOften | TooBusy) -> str:
    """The message: why to wait, and for how long."""
    match refusal:
        case TooOften():
            why = "Too many attempts have failed."
        case TooBusy():
            why = "Too many passwords are being checked at the moment."
        case _:
            assert_never(refusal)
    return f"{why} Try again in {seconds_to_wait(refusal)} s."


def internal_error(request_id: str) -> Complaint:
    """What a client learns of a defect of the service: where to find it in the logs."""
    message = f"Something went wrong in the service. It was logged under the request id {request_id}."
    return Complaint(message, ErrorClass.INTERNAL, "INTERNAL_SERVER_ERROR")
