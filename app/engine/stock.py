"""Runs an operation by graphql-core's own executor, within the limits that can be held from outside of it.

The answer's bytes and errors are counted when it is complete, so the limits bound what is sent, not what is computed.
"""

from typing import Any

from graphql import ExecutionResult, GraphQLError, OperationType

from app.domain.problems import AnswerTooLarge
from app.engine.completion import ITEM, LEAF
from app.engine.failures import AnswerLimit, in_answer_order
from app.engine.graphql_core import Executor, is_awaitable
from app.engine.limits import Limits
from app.engine.plan import OBJECT, OperationPlan


class StockExecution:
    """One run of the operation that `executor` was made with. `plan` knows its root fields."""

    def __init__(self, plan: OperationPlan, executor: Executor[Any], limits: Limits) -> None:
        self._plan = plan
        self._executor = executor
        self._limits = limits

    async def run(self) -> ExecutionResult:
        """The data and the errors. An answer beyond the limits ends a query; of a mutation, only its own field."""
        done = self._executor.execute_operation()
        result = await done if is_awaitable(done) else done
        assert isinstance(result, ExecutionResult), "nothing is deferred or streamed"
        if self._executor.operation.operation is OperationType.MUTATION:
            result = self._mutations_within_limits(result)
        else:
            result = self._query_within_limits(result)
        return in_answer_order(result)

    def _query_within_limits(self, result: ExecutionResult) -> ExecutionResult:
        kept: list[GraphQLError] = []
        for error in result.errors or ():
            limit = self._limit_met(error, kept)
            if limit is not None:
                return ExecutionResult(None, [*kept, limit.error(error.path or ())])
            kept.append(error)
        size = _size(result.data)
        if size > self._limits.answer_bytes:
            limit = AnswerLimit("bytes in an answer", size, self._limits.answer_bytes)
            return ExecutionResult(None, [*kept, limit.error(())])
        return result

    def _mutations_within_limits(self, result: ExecutionResult) -> ExecutionResult:
        if result.data is None:
            return result
        kept: list[GraphQLError] = []
        data, spent = result.data, 0
        for field in self._plan.root_selection(self._executor).fields:
            limit: AnswerLimit | None = None
            own: list[GraphQLError] = []
            for error in result.errors or ():
                if limit is None and error.path and error.path[0] == field.key:
                    limit = self._limit_met(error, [*kept, *own])
                    own += [] if limit else [error]
            size = len(field.key) + _size(data[field.key])
            if limit is None and spent + size > self._limits.answer_bytes:
                limit = AnswerLimit("bytes in an answer", spent + size, self._limits.answer_bytes)
            kept += own
            if limit is None:
                spent += size
                continue
            kept.append(limit.error([field.key], field.nodes, done=True))
            if not field.slot.nullable:
                return ExecutionResult(None, kept)
            data[field.key] = None
        return ExecutionResult(data, kept or None)

    def _limit_met(self, error: GraphQLError, before: list[GraphQLError]) -> AnswerLimit | None:
        """The limit that `error` is beyond, after those `before` it. A root field's own error is always kept."""
        if len(error.path or ()) <= 1:
            return None
        cause = error.original_error
        if isinstance(cause, AnswerTooLarge):
            return AnswerLimit(cause.what, cause.asked, cause.allowed)
        most = self._limits.answer_errors
        return AnswerLimit("errors in an answer", len(before) + 1, most) if len(before) >= most else None


def _size(answer: Any) -> int:
    """The bytes that an answer is counted as, much as our own executor counts them."""
    size, left = 0, [answer]
    while left:
        value = left.pop()
        if isinstance(value, dict):
            size += OBJECT + sum(map(len, value))
            left += value.values()
        elif isinstance(value, list):
            size += ITEM * len(value)
            left += value
        else:
            size += max(LEAF, len(value)) if isinstance(value, str) else LEAF
    return size
