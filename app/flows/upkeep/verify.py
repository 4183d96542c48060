"""Check the service's promises over a whole database, while it is in use: what `refundry verify` tells.

Everything is looked at as it was at one moment, ours and the sandbox gateway's books alike.
"""

from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.history.promises import Looked
from app.domain.visible import visible
from app.flows.service import Service
from app.flows.upkeep import reconciliation
from app.flows.upkeep.reconciliation import compare
from app.gateways.registry import SANDBOX
from app.gateways.sandbox.audit import Audit
from app.gateways.sandbox.gateway import SandboxGateway
from app.store.history import checks, claims, message_checks, order_checks, part_checks
from app.store.history.checks import Patience, look


@dataclass(frozen=True, slots=True)
class Evidence:
    """Both sides' books at one moment, and how long a thing may be late."""

    session: AsyncSession
    sandbox: Audit
    patience: Patience


@dataclass(frozen=True, slots=True)
class Check:
    """A promise by a short `name`, in a sentence; what is looked at for it, and how."""

    name: str
    promise: str
    looks_at: str
    look: Callable[[Evidence], Awaitable[Looked]]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check has found."""

    check: Check
    found: Looked

    @property
    def kept(self) -> bool:
        return not self.found.wrong

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.check.name,
            "promise": self.check.promise,
            "kept": self.kept,
            "looksAt": self.check.looks_at,
            "looked": self.found.looked,
            "wrong": self.found.wrong,
            "ids": list(self.found.ids),
        }

    def in_lines(self) -> str:
        """A line for the check, and where its promise is broken one for each id."""
        check, found = self.check, self.found
        verdict = "kept  " if self.kept else "BROKEN"
        lines = [f"{verdict}  {check.name}: {check.promise} ({found.looked:,} {check.looks_at})"]
        lines += [f"          {visible(each)}" for each in found.ids]
        if found.wrong > len(found.ids):
            lines.append(f"          and {found.wrong - len(found.ids):,} more")
        return "\n".join(lines)


def _ours(statement: str) -> Callable[[Evidence], Awaitable[Looked]]:
    """A look into the service's own tables."""
    return lambda evidence: look(evidence.session, statement, evidence.patience)


async def _refunds_agree(evidence: Evidence) -> Looked:
    claimed = claims.claimed_refunds(evidence.session, SANDBOX)
    asked_for = partial(claims.refunds_asked_for, evidence.session)
    return await compare(claimed, evidence.sandbox.refunds(), reconciliation.REFUNDS, asked_for)


async def _payments_agree(evidence: Evidence) -> Looked:
    claimed = claims.claimed_payments(evidence.session, SANDBOX)
    asked_for = partial(claims.payments_asked_for, evidence.session)
    return await compare(claimed, evidence.sandbox.payments(), reconciliation.PAYMENTS, asked_for)


CHECKS = (
    Check(
        "over-refunds",
        "No transaction has refunds that count of more than its amount.",
        "transactions",
        _ours(checks.OVER_REFUNDS),
    ),
    Check(
        "reserved amounts",
        "Every transaction has exactly that reserved which its refunds hold.",
        "transactions",
        _ours(checks.RESERVED_AMOUNTS),
    ),
    Check(
        "partial captures",
        "No authorization has more captured in parts than its amount, and exactly that held which the parts hold.",
        "authorizations with partial captures",
        _ours(part_checks.PARTS),
    ),
    Check(
        "voids beside refunds",
        "No voided transaction has a refund that counts.",
        "voided transactions",
        _ours(checks.VOIDS_BESIDE_REFUNDS),
    ),
    Check(
        "amounts",
        "Every payment has its account's currency, every refund its transaction's as well, and what was asked of the "
        "gateway is its amount.",
        "payments, and refunds with their operations",
        _ours(checks.AMOUNTS),
    ),
    Check(
        "accounted for",
        "Every refund that gives money back was accepted by its gateway, made there by others, or is a person's word.",
        "refunds that count and are not being authorized",
        _ours(checks.ACCOUNTED_FOR),
    ),
    Check(
        "operation keys",
        "No key was used for two operations.",
        "keys",
        _ours(checks.OPERATION_KEYS),
    ),
    Check(
        "request keys",
        "No apiRequestKey has two effects, or another merchant's.",
        "apiRequestKeys",
        _ours(checks.REQUEST_KEYS),
    ),
    Check(
        "history steps",
        "Every status came after one that it may come after.",
        "status events",
        _ours(checks.HISTORY_STEPS),
    ),
    Check(
        "history ends",
        "Every status and amount is the one that its history ends with.",
        "transactions and refunds",
        _ours(checks.HISTORY_ENDS),
    ),
    Check(
        "history times",
        "No status came before the one before it.",
        "status events",
        _ours(checks.HISTORY_TIMES),
    ),
    Check(
        "under way",
        "Everything that is being authorized has an operation that goes on with it, or awaits approval.",
        "transactions and refunds being authorized",
        _ours(checks.UNDER_WAY),
    ),
    Check(
        "approvals",
        "What awaits approval is reserved and not sent, what another person approved was asked for once, and what was "
        "rejected was never sent.",
        "refunds that awaited approval",
        _ours(checks.APPROVALS),
    ),
    Check(
        "words on outcomes",
        "Whatever somebody said of an unknown outcome ended it, or waits with the amount reserved; nobody approved "
        "their own word, or one on their own refund; what one word has freed counts towards the limit.",
        "words on unknown outcomes, and payments with refunds that they freed",
        _ours(checks.WORDS_ON_OUTCOMES),
    ),
    Check(
        "orders",
        "Every order is cancelled, and owed what is due, as its latest refund in effect says; its history names who "
        "cancelled it; its payments are in its currency and carry its id.",
        "orders",
        _ours(order_checks.ORDERS),
    ),
    Check(
        "order refunds",
        "The parts of every order's refund sum to its amount, and to what they give back of its products; its payments "
        "and products are the order's own.",
        "refunds of orders",
        _ours(order_checks.ORDER_REFUNDS),
    ),
    Check(
        "line items",
        "No product has more of it given back than was bought.",
        "line items of orders",
        _ours(order_checks.LINE_ITEMS),
    ),
    Check(
        "over and done",
        "Nothing goes on with a refund that has ended.",
        "refunds that are decided",
        _ours(checks.OVER_AND_DONE),
    ),
    Check(
        "looked after",
        "Whatever is open is carried out, due at a time, paused, or waits for a person who can see it.",
        "open operations",
        _ours(checks.LOOKED_AFTER),
    ),
    Check(
        "on time",
        "Nothing is stuck past its time.",
        "open operations",
        _ours(checks.ON_TIME),
    ),
    Check(
        "nights",
        "No night of the sandbox passed over what had been submitted before it.",
        "submitted payments and refunds of sandboxes",
        _ours(checks.NIGHTS),
    ),
    Check(
        "attempts",
        "Every attempt is written down, in order, and only a running one has no outcome.",
        "operations",
        _ours(checks.ATTEMPTS),
    ),
    Check(
        "mail",
        "No message waits past its time.",
        "messages",
        _ours(checks.MAIL),
    ),
    Check(
        "webhooks",
        "Whatever endpoints are told of has its number, each number is told once to each of them, and what a message "
        "says has happened.",
        "messages to endpoints, and statuses that they are told of",
        _ours(message_checks.MESSAGES),
    ),
    Check(
        "effects of keys",
        "The sandbox gateway did at most one thing under a key.",
        "keys in the gateway's journal",
        lambda evidence: evidence.sandbox.effects_of_keys(),
    ),
    Check(
        "money",
        "The sandbox gateway gave back no more than it took, and nothing that was voided.",
        "payments in the gateway's journal",
        lambda evidence: evidence.sandbox.money(),
    ),
    Check(
        "refunds agree",
        "Every refund stands where the sandbox gateway has it, also one that somebody said was made, not made or taken "
        "back, and the gateway made none that nobody asked for.",
        "refunds that a gateway has decided, and refunds that it made",
        _refunds_agree,
    ),
    Check(
        "payments agree",
        "Every transaction stands where the sandbox gateway has it, whatever somebody said became of it.",
        "transactions that a gateway has decided, and payments that it has",
        _payments_agree,
    ),
)
"""Every promise that a database can show to be kept, in the order in which they are told."""


async def verify(service: Service, patience: Patience) -> AsyncGenerator[Finding, None]:
    """What each of the CHECKS finds, one after the other. Nothing is changed, and nobody has to wait."""
    gateway = service.gateways.named(SANDBOX)
    assert isinstance(gateway, SandboxGateway)
    async with service.store.snapshot() as (session, moment), gateway.audit(moment) as sandbox:
        evidence = Evidence(session, sandbox, patience)
        for check in CHECKS:
            yield Finding(check, await check.look(evidence))
