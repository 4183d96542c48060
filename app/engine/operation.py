"""Makes one operation of a prepared document ready to run: chooses it, and coerces its variables.

Strawberry's own `execute` is not used: it runs the first of several unnamed operations, and does not tell request
errors from field errors. Extensions of the schema and directives of operations therefore do not run; extensions of
fields do.
"""

from collections.abc import Mapping
from typing import Protocol

from graphql import ExecutionResult, GraphQLError, OperationDefinitionNode
from strawberry import Schema

from app.engine.documents import MOST_ERRORS, PreparedDocument, Rejected
from app.engine.executor import PlanExecution
from app.engine.limits import Limits
from app.engine.stock import StockExecution
from app.engine.turns import LoopTurns
from app.schema.errors.problems import Stage


class Execution(Protocol):
    """An operation with its variables coerced, ready to run once."""

    async def run(self) -> ExecutionResult:
        """The data and the errors, in the order of the answer."""


def choose(prepared: PreparedDocument, name: str | None) -> OperationDefinitionNode:
    """The operation called `name`, or the only one if `name` is None. Raises Rejected if there is none."""
    operations = [node for node in prepared.document.definitions if isinstance(node, OperationDefinitionNode)]
    names = [node.name.value for node in operations if node.name]
    if name is not None:
        operations = [node for node in operations if node.name and node.name.value == name]
    if not operations:
        known = f" It has: {', '.join(names)}." if names else " Its operation has no name."
        raise rejected(f"The document has no operation of that operationName.{known}")
    if len(operations) > 1:
        raise rejected(f"The document has several operations: say in operationName which one of {', '.join(names)}.")
    return operations[0]


def ready(
    schema: Schema,
    prepared: PreparedDocument,
    operation: OperationDefinitionNode,
    variables: Mapping[str, object],
    context: object,
    turns: LoopTurns,
    limits: Limits,
    *,
    stock: bool = False,
) -> Execution:
    """The operation with coerced variables, by our own executor in `turns` or by the `stock` one, within `limits`.

    Raises Rejected with the errors of the variables.
    """
    built = schema.execution_context_class.build(
        schema._schema,
        prepared.document,
        context_value=context,
        raw_variable_values=dict(variables),
        operation_name=operation.name.value if operation.name else None,
        max_coercion_errors=MOST_ERRORS,
        operation_extensions=None,
    )
    if isinstance(built, list):
        raise Rejected(Stage.INPUT, built)
    plan = prepared.plans.plan(operation, built)
    return StockExecution(plan, built, limits) if stock else PlanExecution(plan, built, turns, limits)


def rejected(message: str) -> Rejected:
    """The rejection of a request whose operation can't be run."""
    return Rejected(Stage.OPERATION, [GraphQLError(message)])
