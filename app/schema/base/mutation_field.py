"""What all mutations share: the field, the client's own id of the request, and problems as data."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar, dataclass_transform

import strawberry
from strawberry import UNSET, field
from strawberry.extensions import FieldExtension
from strawberry.types.base import StrawberryObjectDefinition
from strawberry.types.field import StrawberryField

from app.domain.problems import Condition, Problem, Refused
from app.schema.base.fields import Resolver, resolved
from app.schema.base.input_values import LONGEST_TEXT, or_none
from app.schema.errors.validation_errors import ProblemsAsData, ValidationError

AnyPayload = TypeVar("AnyPayload", bound="Payload")

API_REQUEST_KEY = (
    "Your own key for this request. If you send the same key with the same input again, nothing is done twice: the "
    "answer has the same object, in its present state. Keys are remembered for at least 30 days."
)


@strawberry.input
class MutationInput:
    """Base of each mutation's input: the client's own id of the request."""

    client_mutation_id: str | None = field(
        default=UNSET, description="Any text of up to 255 characters. The answer repeats it."
    )


@strawberry.type
class Payload:
    """Base of what each mutation answers. On a problem, all but these two fields are null.

    A resolver sets neither field: `mutation` does.
    """

    client_mutation_id: str | None = field(default=None, description="The `clientMutationId` of the input.")
    validation_errors: list[ValidationError] | None = field(
        default=None,
        description="The problems that the client can correct; null if there are none. Select this field to get them "
        "here, and not as top-level errors.",
    )


@dataclass_transform(kw_only_default=True, field_specifiers=(strawberry.field,))
def payload(description: str) -> Callable[[type[AnyPayload]], type[AnyPayload]]:
    """Makes a subclass of Payload a type of the schema, with `validationErrors` as its last field."""

    def decorate(cls: type[AnyPayload]) -> type[AnyPayload]:
        made = strawberry.type(cls, description=description)
        definition: StrawberryObjectDefinition = vars(made)["__strawberry_definition__"]
        definition.fields.sort(key=lambda each: each.python_name == "validation_errors")
        return made

    return decorate


class EchoesClientMutationId(FieldExtension):
    """On a mutation's field: the payload carries the input's `clientMutationId`. Raises Refused if that is too long.

    What an earlier mutation of the document has read is forgotten first: this one is about to change it.
    """

    async def resolve_async(
        self, next_: Callable[..., Awaitable[Any]], source: Any, info: strawberry.Info, **kwargs: Any
    ) -> Any:
        info.context.forget()
        echo = _client_mutation_id(or_none(kwargs.get("input")))
        answer = await next_(source, info, **kwargs)
        answer.client_mutation_id = echo
        return answer


def mutation(description: str) -> Callable[[Resolver], StrawberryField]:
    """Makes a coroutine function of `info` and `input`, which answers with a Payload, a mutation's field.

    What the client can mend becomes the payload's `validationErrors` where those are selected.
    """
    return resolved(description, extensions=[EchoesClientMutationId(), ProblemsAsData()])


def _client_mutation_id(input: MutationInput | None) -> str | None:
    echo = None if input is None else or_none(input.client_mutation_id)
    if echo is not None and len(echo) > LONGEST_TEXT:
        facts = {"length": str(len(echo)), "maximum": str(LONGEST_TEXT)}
        raise Refused(Problem(Condition.TEXT_TOO_LONG, ("input", "clientMutationId"), facts))
    return echo
