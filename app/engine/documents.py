"""Parses, measures and validates documents, and caches valid ones."""

import asyncio
import re
import sys
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
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
from app.engine.usual_work import UsualWork
from app.schema.errors.problems import Stage

RULES = (*specified_rules, MaybeNullValidationRule, OneOfInputValidationRule)

MOST_ERRORS = 5
"""Errors of one document or one set of variables at most: enough to mend it, too few to gain by wrong ones."""

LONGEST_REMEMBERED = 20_000
"""Characters of a cached document at most: programs repeat short documents, and send long ones once."""

LONGEST_AT_ONCE = 500
"""Characters of a document that is prepared on the event loop. A longer one may take tens of milliseconds."""

OF_ONE = 4
"""One sender has at most a fourth of the cache, so that documents sent once do not replace those that others repeat."""

WAITING, PATIENCE = 100, 10.0
"""New documents of one sender that wait to be prepared at most, and the seconds that each waits at most."""

FIRSTS_WAITING, LONG_PATIENCE = 10_000, 60.0
"""The same for documents that may be payments, which are refused only where it can't be helped."""

REST, LONGEST_REST = 4, 0.5
"""While payments come, a sender's next new document waits REST times as long as its last one took, and at most
LONGEST_REST seconds.
"""

MOST_SENDERS = 10_000
"""Senders with new documents at the same time, at most."""

STEP = 0.0005
"""Python's switch interval in seconds, after which a thread yields to the event loop. The default of 5 ms would delay
each of a payment's dozen steps.
"""


_MAY_BE_A_CARD = re.compile(r"(?:[0-9][ -]?){12,19}")
"""Digits that may be a card's number, written into a document instead of sent as a variable: nothing of it is kept."""


class Rejected(Exception):
    """A request whose operation does not run, because of the `errors` found at `stage`."""

    def __init__(self, stage: Stage, errors: Sequence[GraphQLError]) -> None:
        super().__init__(stage.value)
        self.stage = stage
        self.errors = errors


@dataclass(frozen=True, slots=True, eq=False)
class PreparedDocument:
    """A valid document, the plans of its operations, and how long its queries work.

    If it `varies`, it is measured again for each request.
    """

    document: DocumentNode
    plans: Plans
    varies: bool
    work: UsualWork = field(default_factory=UsualWork)


class Documents:
    """Prepares documents, and caches the `capacity` valid ones that were used last, by a hash of their text.

    New documents are prepared one at a time, of several senders in turn; long ones in a thread. Payments go first:
    `payments` tells whether any came lately.
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
        self._remembered: OrderedDict[bytes, tuple[PreparedDocument, Hashable]] = OrderedDict()
        self._plans = PlanCache()
        self._thread = ThreadPoolExecutor(1, "documents")
        self._of_each = Shares(each=1, of_all=MOST_SENDERS, waiting=WAITING)
        self._firsts_of_each = Shares(each=1, of_all=MOST_SENDERS, waiting=FIRSTS_WAITING)
        self._of_all = Shares(each=1, of_all=1, waiting=2)
        self._rested: dict[Hashable, float] = {}
        sys.setswitchinterval(STEP)

    async def prepare(
        self, text: str, variables: Mapping[str, object], sender: Hashable = None, *, first: bool = False
    ) -> PreparedDocument:
        """The prepared document of `text`, sent by `sender`.

        One that is `first` may be a payment: its sender does not rest, and more of them wait.

        Raises Rejected with the errors of the document, one of which may hold a TooMuch; QueueFull and WaitedTooLong if
        too many new documents of the sender wait.
        """
        key = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        known = self._recall(key)
        if known is None:
            of_each, patience = (self._firsts_of_each, LONG_PATIENCE) if first else (self._of_each, PATIENCE)
            async with of_each.share(sender, patience):
                await asyncio.sleep(0.0 if first else self._rest(sender))
                async with self._of_all.share(sender, patience):
                    known = self._recall(key)
                    if known is None:
                        return await self._prepare_new(key, text, variables, sender)
        if known.varies:
            self._measure(known.document, variables)
        return known

    def _recall(self, key: bytes) -> PreparedDocument | None:
        if key not in self._remembered:
            return None
        self._remembered.move_to_end(key)
        return self._remembered[key][0]

    def _rest(self, sender: Hashable) -> float:
        """The seconds that the sender's next new document waits."""
        if not self._payments():
            return 0.0
        return max(0.0, self._rested.get(sender, 0.0) - asyncio.get_running_loop().time())

    async def _prepare_new(
        self, key: bytes, text: str, variables: Mapping[str, object], sender: Hashable
    ) -> PreparedDocument:
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            if len(text) <= LONGEST_AT_ONCE:
                prepared = self._prepare(text, variables)
            else:
                prepared = await loop.run_in_executor(self._thread, self._prepare, text, variables)
            if len(text) <= LONGEST_REMEMBERED and not _MAY_BE_A_CARD.search(text):
                self._remember(key, prepared, sender)
            return prepared
        finally:
            now = loop.time()
            self._rested = {whose: until for whose, until in self._rested.items() if until > now}
            self._rested[sender] = now + min(REST * (now - began), LONGEST_REST)
            # The next document is prepared in another turn of the loop.
            await asyncio.sleep(0)

    def _remember(self, key: bytes, prepared: PreparedDocument, sender: Hashable) -> None:
        theirs = [each for each, (_, whose) in self._remembered.items() if whose == sender]
        if len(theirs) >= max(1, self._capacity // OF_ONE):
            del self._remembered[theirs[0]]
        self._remembered[key] = prepared, sender
        if len(self._remembered) > self._capacity:
            self._remembered.popitem(last=False)

    def _prepare(self, text: str, variables: Mapping[str, object]) -> PreparedDocument:
        document = self._parse(text)
        varies = self._measure(document, variables)
        errors = validate(self._schema, document, RULES, max_errors=MOST_ERRORS)
        if errors:
            raise Rejected(Stage.VALIDATION, errors)
        return PreparedDocument(document, Plans.of(self._schema, document, self._plans), varies)

    def _parse(self, text: str) -> DocumentNode:
        allowed = self._limits.tokens
        try:
            return parse(text, max_lexical_tokens=allowed, max_comments=allowed)
        except GraphQLSyntaxError as error:
            # The parser's error names the limit only in its message.
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
    """Whether `text`, up to its first syntax error, has more than `allowed` tokens or comments."""
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
