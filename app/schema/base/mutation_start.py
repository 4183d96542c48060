"""What every mutation begins with."""

from typing import Protocol

from app.domain.people.people import Actor
from app.domain.problems import Condition, Problem, Refused
from app.flows.service import Service
from app.schema.base.context import Info
from app.schema.base.input_values import LONGEST_TEXT, given


class EchoingInput(Protocol):
    """An input that carries the client's own id of the request."""

    client_mutation_id: str | None


def begin(info: Info, input: EchoingInput) -> tuple[Service, Actor, str | None]:
    """What a flow needs, and the client's own id to echo. Raises Refused if that is too long.

    What an earlier mutation of the document has read is forgotten: this one is about to change it.
    """
    info.context.forget()
    echo = given(input.client_mutation_id)
    if echo is not None and len(echo) > LONGEST_TEXT:
        facts = {"length": str(len(echo)), "maximum": str(LONGEST_TEXT)}
        raise Refused(Problem(Condition.TEXT_TOO_LONG, ("input", "clientMutationId"), facts))
    return info.context.service, info.context.actor, echo
