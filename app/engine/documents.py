"""From the text of a document to one that can be carried out: parsed, measured, validated, and remembered."""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    Lexer,
    Source,
    TokenKind,
    parse,
    specified_rules,
    validate,
)

from app.domain.problems import TooMuch
from app.engine.graphql_core import MaybeNullValidationRule, OneOfInputValidationRule
from app.engine.limits import Limits, check
from app.engine.plan import PlanCache, Plans
from app.schema.errors.problems import Stage

RULES = (*specified_rules, MaybeNullValidationRule, OneOfInputValidationRule)

MOST_ERRORS = 5
"""Of one document or one set of variables: enough to mend it, too few to make it worth sending."""

LONGEST_REMEMBERED = 20_000
"""Characters; programs send short documents again and again, and long ones once."""

LONGEST_AT_ONCE = 500
"""Characters. A longer document may take tens of milliseconds to parse and to validate, when it is sent first."""


class Rejected(Exception):
    """A request that GraphQL does not carry out, for `errors` found at `stage`."""

    def __init__(self, stage: Stage, errors: Sequence[GraphQLError]) -> None:
        super().__init__(stage.value)
        self.stage = stage
        self.errors = errors


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A valid document, and the plans of its operations. Where it `varies`, it is measured for each request."""

    document: DocumentNode
    plans: Plans
    varies: bool


class Documents:
    """Prepares documents, and remembers the last `capacity` valid ones by a hash of their text.

    Long ones are prepared one after the other in a thread, while the event loop goes on: Python has them share a
    processor in steps of some milliseconds.
    """

    def __init__(self, schema: GraphQLSchema, limits: Limits, *, capacity: int = 256) -> None:
        self._schema = schema
        self._limits = limits
        self._capacity = capacity
        self._remembered: OrderedDict[bytes, Prepared] = OrderedDict()
        self._plans = PlanCache()
        self._thread = ThreadPoolExecutor(1, "documents")

    async def prepare(self, text: str, variables: Mapping[str, object]) -> Prepared:
        """The valid document that `text` is. Raises Rejected with what is wrong with it, or with a TooMuch in it."""
        key = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        remembered = self._remembered.get(key)
        if remembered is not None:
            self._remembered.move_to_end(key)
            if remembered.varies:
                self._measure(remembered.document, variables)
            return remembered
        if len(text) <= LONGEST_AT_ONCE:
            prepared = self._prepare(text, variables)
        else:
            prepared = await asyncio.get_running_loop().run_in_executor(self._thread, self._prepare, text, variables)
        if len(text) <= LONGEST_REMEMBERED:
            self._remembered[key] = prepared
            if len(self._remembered) > self._capacity:
                self._remembered.popitem(last=False)
        return prepared

    def _prepare(self, text: str, variables: Mapping[str, object]) -> Prepared:
        document = self._parse(text)
        varies = self._measure(document, variables)
        errors = validate(self._schema, document, RULES, max_errors=MOST_ERRORS)
        if errors:
            raise Rejected(Stage.VALIDATION, errors)
        return Prepared(document, Plans.of(self._schema, document, self._plans), varies)

    def _parse(self, text: str) -> DocumentNode:
        allowed = self._limits.tokens
        try:
            return parse(text, max_lexical_tokens=allowed, max_comments=allowed)
        except GraphQLSyntaxError as error:
            # The parser says in words only that it met a limit.
            if _longer_than(allowed, text):
                raise _too_much(TooMuch("tokens", allowed + 1, allowed)) from error
            raise Rejected(Stage.PARSING, [error]) from error

    def _measure(self, document: DocumentNode, variables: Mapping[str, object]) -> bool:
        try:
            return check(self._schema, document, variables, self._limits)
        except TooMuch as error:
            raise _too_much(error) from error


def _too_much(error: TooMuch) -> Rejected:
    return Rejected(Stage.VALIDATION, [GraphQLError(str(error), original_error=error)])


def _longer_than(allowed: int, text: str) -> bool:
    """Whether `text`, up to where it stops being GraphQL, has more than `allowed` tokens, or so many comments."""
    lexer = Lexer(Source(text))
    start, tokens = lexer.token, 0
    with suppress(GraphQLSyntaxError):
        while tokens <= allowed and lexer.advance().kind is not TokenKind.EOF:
            tokens += 1
    comments, token = 0, start.next
    while token is not None:
        comments += token.kind is TokenKind.COMMENT
        token = token.next
    return max(tokens, comments) > allowed
