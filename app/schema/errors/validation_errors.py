"""Problems as data: a payload whose `validationErrors` is selected carries them itself (SPEC 2.2).

The client decides by its selection, as GraphQL does everywhere: who selects `validationErrors` on a mutation gets
its problems there, with the payload's other fields null; who does not gets top-level errors, as from Braintree.
"""

import dataclasses
from collections.abc import Awaitable, Callable
from typing import Any

import strawberry
from graphql import (
    BooleanValueNode,
    FieldNode,
    FragmentSpreadNode,
    GraphQLResolveInfo,
    InlineFragmentNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
)
from strawberry.extensions import FieldExtension

from app.domain.problems import Condition, Problem, Refused
from app.schema.errors.messages import MESSAGES, message_of

ValidationErrorCode = Condition
strawberry.enum(
    ValidationErrorCode,
    name="ValidationErrorCode",
    description="What can be wrong with an input: a stable name for each condition behind the legacy codes. New "
    "values may be added: treat an unknown one as a validation error.",
)
for _value in vars(ValidationErrorCode)["__strawberry_definition__"].values:
    _value.description = MESSAGES[Condition(_value.value)].statement


@strawberry.type(
    description="A problem that the client can correct. If `validationErrors` is selected, it replaces the top-level "
    "errors of that mutation."
)
class ValidationError:
    message: str = strawberry.field(
        description="What is wrong, and what is allowed now. For people: programs should use `code`."
    )
    code: ValidationErrorCode = strawberry.field(description="The stable name of the condition.")
    legacy_code: str | None = strawberry.field(
        description="The number of the condition in the mirrored API; null where it has none."
    )
    input_path: list[str] | None = strawberry.field(
        description="The path to the field of the input, from the argument's name on."
    )


def validation_error(problem: Problem) -> ValidationError:
    """`problem` as clients read it."""
    return ValidationError(
        message=message_of(problem),
        code=problem.condition,
        legacy_code=MESSAGES[problem.condition].legacy_code,
        input_path=list(problem.path) or None,
    )


class ProblemsAsData(FieldExtension):
    """On a mutation's field: a Refused becomes the payload's `validationErrors` where the client selected them.

    The payload type needs a `validation_errors` field; `client_mutation_id` is echoed from the argument `input`.
    Fields that the payload resolves by methods meet a payload whose other attributes are None.
    """

    def resolve(self, next_: Callable[..., Any], source: Any, info: strawberry.Info, **kwargs: Any) -> Any:
        try:
            return next_(source, info, **kwargs)
        except Refused as refused:
            return _payload_or_raise(refused, info, kwargs.get("input"))

    async def resolve_async(
        self, next_: Callable[..., Awaitable[Any]], source: Any, info: strawberry.Info, **kwargs: Any
    ) -> Any:
        try:
            return await next_(source, info, **kwargs)
        except Refused as refused:
            return _payload_or_raise(refused, info, kwargs.get("input"))


def _payload_or_raise(refused: Refused, info: strawberry.Info, given: object) -> object:
    raw = info._raw_info
    if not _selects_validation_errors(raw):
        raise refused
    payload = get_named_type(raw.return_type).extensions["strawberry-definition"].origin
    values: dict[str, object] = {field.name: None for field in dataclasses.fields(payload) if field.init}
    values["validation_errors"] = [validation_error(problem) for problem in refused.problems]
    if "client_mutation_id" in values:
        echoed = getattr(given, "client_mutation_id", None)
        values["client_mutation_id"] = None if echoed is strawberry.UNSET else echoed
    return payload(**values)


def _selects_validation_errors(info: GraphQLResolveInfo[Any]) -> bool:
    """Whether this very field's selection, all merged nodes of it, asks for `validationErrors`."""
    visited: set[str] = set()
    return any(_found(node.selection_set, info, visited) for node in info.field_nodes)


def _found(selection_set: SelectionSetNode | None, info: GraphQLResolveInfo[Any], visited: set[str]) -> bool:
    """Type conditions are ignored: a payload is an object type, so a valid fragment on it always applies."""
    for selection in selection_set.selections if selection_set else ():
        if not _included(selection, info.variable_values):
            continue
        match selection:
            case FieldNode():
                if selection.name.value == "validationErrors":
                    return True
            case InlineFragmentNode():
                if _found(selection.selection_set, info, visited):
                    return True
            case FragmentSpreadNode():
                name = selection.name.value
                if name not in visited:
                    visited.add(name)
                    if _found(info.fragments[name].selection_set, info, visited):
                        return True
    return False


def _included(selection: SelectionNode, variables: Any) -> bool:
    """Whether @skip and @include leave the selection in. `variables` are the coerced ones, defaults among them."""
    for directive in selection.directives or ():
        wanted = {"include": True, "skip": False}.get(directive.name.value)
        for argument in directive.arguments or ():
            if wanted is not None and _truth(argument.value, variables) is not wanted:
                return False
    return True


def _truth(value: object, variables: Any) -> bool:
    match value:
        case BooleanValueNode():
            return value.value
        case VariableNode():
            return bool(variables.get(value.name.value))
    return False
