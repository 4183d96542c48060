"""The boundary's table and the form of every error (BRAINTREE.md 2 and 3)."""

import pytest
from graphql import GraphQLError, parse
from structlog.testing import capture_logs

from app.domain.problems import Condition, NotAllowed, NotSupported, Problem, Refused, TooMuch, Unavailable
from app.schema.errors.messages import LONGEST_FACT, MESSAGES, message_of
from app.schema.errors.problems import Stage, errors_of

CODES = {
    "91504": "Transaction can only be voided if status is authorized",
    "91505": "Credit transactions cannot be refunded.",
    "91506": "Cannot refund a transaction unless it is settled.",
    "91507": "Cannot submit for settlement unless status is authorized.",
    "91512": "Transaction has already been completely refunded.",
    "915103": "Cannot submit for partial settlement.",
    "91521": "Refund amount is too large.",
    "91522": "Settlement amount is too large.",
    "91533": "The submitted funding source does not allow refunds.",
    "91538": "",
    "91559": "",
    "91547": "",
    "91513": "Merchant account ID is invalid.",
    "91514": "Merchant account is suspended.",
    "91574": "Cannot refund a transaction in settling status on this merchant account",
    "91575": "Cannot transition transaction to settled, settlement_confirmed, or settlement_declined",
    "915149": "Too many concurrent attempts to refund this transaction. Try again later.",
    "915151": "Too many concurrent attempts to void this transaction. Try again later.",
    "915230": "The apiRequestKey is too long.",
    "915232": "",
    "915233": "",
    "91501": "Order ID is too long.",
    "915282": "Cannot reverse this transaction at this time.",
    "81501": "Amount cannot be negative.",
    "81502": "Amount is required.",
    "81503": "Amount is an invalid format.",
    "81528": "Amount is too large.",
    "81531": "Amount must be greater than zero.",
    "81712": "Expiration month is invalid.",
    "81713": "Expiration year is invalid.",
    "81714": "Credit card number is required.",
    "81715": "Credit card number is invalid.",
    "81717": "Credit card number is not an accepted test number.",
    "91564": "",
    "91565": "Unknown or expired single-use payment method.",
}


def extensions(error: Exception, stage: Stage = Stage.EXECUTION) -> list[dict[str, object]]:
    located = GraphQLError(str(error), path=["do"], original_error=error)
    return [entry["extensions"] for entry in errors_of(located, stage, "an-id")]  # type: ignore[misc]


@pytest.mark.parametrize("condition", Condition)
def test_every_condition_has_words_that_need_no_facts(condition: Condition) -> None:
    message = message_of(Problem(condition, ()))
    assert message.endswith(".")
    assert "{" not in message


def test_the_legacy_codes_are_those_of_the_mirrored_api() -> None:
    found = {wording.legacy_code: wording.statement for wording in MESSAGES.values() if wording.legacy_code}
    assert found.keys() == CODES.keys()
    assert all(found[code].startswith(text) for code, text in CODES.items())


def test_facts_are_told_and_kept_short() -> None:
    problem = Problem(Condition.TRANSACTION_NOT_SETTLED, (), {"status": "X" * 5_000})
    assert "X" * LONGEST_FACT + "," in message_of(problem)
    assert message_of(Problem(Condition.TRANSACTION_NOT_SETTLED, (), {"status": "{left}"})).count("{left}") == 1


def test_each_problem_is_an_error_at_the_same_place() -> None:
    node = parse("{ do }").definitions[0]
    refused = Refused(
        Problem(Condition.AMOUNT_INVALID, ("input", "amount")), Problem(Condition.OBJECT_NOT_FOUND, ("a",))
    )
    assert errors_of(GraphQLError("", [node], path=["do"], original_error=refused), Stage.EXECUTION, "an-id") == [
        {
            "message": "Amount is an invalid format. "
            "Send digits and at most one point, with no more decimals than the currency has.",
            "locations": [{"line": 1, "column": 1}],
            "path": ["do"],
            "extensions": {
                "errorType": "user_error",
                "errorClass": "VALIDATION",
                "code": "BAD_USER_INPUT",
                "condition": "AMOUNT_INVALID",
                "legacyCode": "81503",
                "inputPath": ["input", "amount"],
            },
        },
        {
            "message": "An object with this ID was not found.",
            "locations": [{"line": 1, "column": 1}],
            "path": ["do"],
            "extensions": {
                "errorType": "developer_error",
                "errorClass": "NOT_FOUND",
                "code": "BAD_USER_INPUT",
                "condition": "OBJECT_NOT_FOUND",
                "inputPath": ["a"],
            },
        },
    ]


@pytest.mark.parametrize(
    ("error", "error_class"),
    [
        (NotAllowed("REFUND"), "AUTHORIZATION"),
        (NotSupported(("input", "options")), "NOT_IMPLEMENTED"),
        (TooMuch("ids", 2, 1), "RESOURCE_LIMIT"),
        (Unavailable(), "SERVICE_AVAILABILITY"),
    ],
)
def test_other_refusals_have_a_class_each(error: Exception, error_class: str) -> None:
    (found,) = extensions(error)
    assert (found["errorClass"], found["errorType"]) == (error_class, "developer_error")


def test_what_cannot_be_honoured_is_named() -> None:
    (found,) = extensions(NotSupported(("input", "options")))
    assert found["inputPath"] == ["input", "options"]


def test_what_nobody_foresaw_is_hidden_and_logged() -> None:
    error = RuntimeError("password=hunter2")
    with capture_logs() as logs:
        (entry,) = errors_of(GraphQLError(str(error), path=["do"], original_error=error), Stage.EXECUTION, "an-id")
    assert "hunter2" not in str(entry)
    assert "an-id" in str(entry["message"])
    assert logs == [
        {"event": "error.unexpected", "log_level": "error", "request_id": "an-id", "path": ["do"], "exc_info": error}
    ]


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.EXECUTION])
def test_graphqls_own_errors_are_validation_errors(stage: Stage) -> None:
    (entry,) = errors_of(GraphQLError("Syntax."), stage, "an-id")
    assert entry == {
        "message": "Syntax.",
        "extensions": {"errorType": "developer_error", "errorClass": "VALIDATION", "code": stage.value},
    }


def test_a_problem_that_a_scalar_found_keeps_its_code() -> None:
    within = GraphQLError("", original_error=Refused(Problem(Condition.AMOUNT_INVALID, ())))
    (entry,) = errors_of(GraphQLError("Variable …", original_error=within), Stage.INPUT, "an-id")
    assert entry["extensions"]["legacyCode"] == "81503"  # type: ignore[index]
