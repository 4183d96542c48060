"""The message and the legacy code of each Condition (BRAINTREE.md 3)."""

import string
from collections.abc import Mapping

from app.domain.problems import Condition, Problem
from app.schema.errors.message_form import Message as Message
from app.schema.errors.mirrored_messages import MIRRORED
from app.schema.errors.own_messages import OWN

LONGEST_FACT = 200
"""Characters of a fact that a message repeats; a fact may come from the client."""

MESSAGES: Mapping[Condition, Message] = {**MIRRORED, **OWN}


def message_of(problem: Problem) -> str:
    """The message for people: what is wrong, and what is allowed now."""
    message = MESSAGES[problem.condition]
    facts = {name: value[:LONGEST_FACT] for name, value in problem.facts.items()}
    about = f"Payment {facts['payment']}: " if "payment" in facts else ""
    for template in message.advice:
        if all(name is None or name in facts for _, name, _, _ in string.Formatter().parse(template)):
            return f"{about}{message.statement} {template.format_map(facts)}"
    return about + message.statement
