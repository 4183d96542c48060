"""From the text of a document to one that can be carried out: parsed, measured, validated, and remembered."""

import asyncio
import sys
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
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
from app.engine.shares import Shares
from app.schema.errors.problems import Stage

RULES = (*specified_rules, MaybeNullValidationRule, OneOfInputValidationRule)

MOST_ERRORS = 5
"""Of one document or one set of variables: enough to mend it, too few to make it worth sending."""

LONGEST_REMEMBERED = 20_000
"""Characters; programs send short documents again and again, and long ones once."""

LONGEST_AT_ONCE = 500
"""Characters. A longer document may take tens of milliseconds to parse and to validate, when it is sent first."""

OF_ONE = 4
"""A fourth of the remembered documents may be one sender's: what others send again and again is not forgotten
for what it sends once.
"""

WAITING, PATIENCE = 100, 10.0
"""New documents of one sender that wait for others of its own to be prepared, and for how many seconds."""

REST, LONGEST_REST = 4, 0.5
"""While payments come: how many times as long as one document took its sender's next one waits, and at most how many
seconds.
"""

MOST_SENDERS = 10_000
"""Of new documents at a time."""

STEP = 0.0005
"""Seconds after which Python has the loop go on while a thread works. By default that are 5 ms, at each of the dozen
steps that a payment has.
"""


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

    They are prepared one after the other, of senders that wait by turns; long ones in a thread, while the event loop
    goes on. Payments go first: `payments` tells whether any came lately.
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        limits: Limits,
        *,
        capacity: int = 256,
        payments: Callable[[], bool] = lambda: False,
    ) -> None:
        self._schema = schema
        self._limits = limits
        self._capacity = capacity
        self._payments = payments
        self._remembered: OrderedDict[bytes, tuple[Prepared, Hashable]] = OrderedDict()
        self._plans = PlanCache()
        self._thread = ThreadPoolExecutor(1, "documents")
        self._of_each = Shares(each=1, of_all=MOST_SENDERS, waiting=WAITING)
        self._of_all = Shares(each=1, of_all=1, waiting=1)
        self._rested: dict[Hashable, float] = {}
        sys.setswitchinterval(STEP)

    async def prepare(self, text: str, variables: Mapping[str, object], sender: Hashable = None) -> Prepared:
        """The valid document that `text` is, which the `sender` has sent.

        Raises Rejected with what is wrong with it, or with a TooMuch in it; Busy and WaitedInVain where too many others
        of the sender's are new as well.
        """
        key = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        known = self._recall(key)
        if known is None:
            async with self._of_each.share(sender, PATIENCE):
                await asyncio.sleep(self._rest(sender))
                async with self._of_all.share(sender, PATIENCE):
                    known = self._recall(key)
                    if known is None:
                        return await self._prepare_new(key, text, variables, sender)
        if known.varies:
            self._measure(known.document, variables)
        return known

    def _recall(self, key: bytes) -> Prepared | None:
        if key not in self._remembered:
            return None
        self._remembered.move_to_end(key)
        return self._remembered[key][0]

    def _rest(self, sender: Hashable) -> float:
        """For how many seconds the sender's next new document waits."""
        if not self._payments():
            return 0.0
        return max(0.0, self._rested.get(sender, 0.0) - asyncio.get_running_loop().time())

    async def _prepare_new(self, key: bytes, text: str, variables: Mapping[str, object], sender: Hashable) -> Prepared:
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            if len(text) <= LONGEST_AT_ONCE:
                prepared = self._prepare(text, variables)
            else:
                prepared = await loop.run_in_executor(self._thread, self._prepare, text, variables)
            if len(text) <= LONGEST_REMEMBERED:
                self._remember(key, prepared, sender)
            return prepared
        finally:
            now = loop.time()
            self._rested = {whose: until for whose, until in self._rested.items() if until > now}
            self._rested[sender] = now + min(REST * (now - began), LONGEST_REST)
            # The next one waits for another turn of the loop.
            await asyncio.sleep(0)

    def _remember(self, key: bytes, prepared: Prepared, sender: Hashable) -> None:
        theirs = [each for each, (_, whose) in self._remembered.items() if whose == sender]
        if len(theirs) >= max(1, self._capacity // OF_ONE):
            del self._remembered[theirs[0]]
        self._remembered[key] = prepared, sender
        if len(self._remembered) > self._capacity:
            self._remembered.popitem(last=False)

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
