"""The judge of the adapter `braintree`: the simulator beside it, with its books."""

import base64
import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from graphql import GraphQLError

from app.gateways.braintree.simulator import WITHOUT_EFFECT, Fake, Keys, fake, refusal
from refundry.gateways import Kind, Money
from refundry.testing.exchange import Answer, Request
from refundry.testing.judge import Effect, Hook, Judge, NoSwitch, Spoil

ACCOUNTS = 8

DECIMALS = {"JPY": 0, "KRW": 0, "ISK": 0, "UGX": 0, "KWD": 3, "BHD": 3}
"""Of the currencies that are paid in here; those with two are not named."""

UNHEARD_OF = "UNHEARD_OF"

KINDS = {"VOIDED": Kind.VOID, "SUBMITTED_FOR_SETTLEMENT": Kind.CAPTURE}


def keys_of(number: int) -> tuple[str, str]:
    """The public and the private key of an account."""
    return f"canarypublic000{number}", f"canaryprivate0000000000000000000{number}"


class BraintreeJudge(Judge):
    """A Braintree that does with apiRequestKeys what `keys` says."""

    settings = {"environment": "sandbox", "merchant_id": "acme"}  # noqa: RUF012 - as in the class that it fills in
    kinds = frozenset(Kind)

    def __init__(self, books: Fake) -> None:
        books.credentials = {keys_of(number) for number in range(ACCOUNTS)}
        self._books = books
        self.url = books.address
        self.remembers_keys = books.keys is Keys.REMEMBERED

    def secrets(self, number: int) -> Mapping[str, str]:
        public, private = keys_of(number)
        return {"public_key": public, "private_key": private}

    def unknown_secrets(self) -> Mapping[str, str]:
        return {**self.secrets(0), "private_key": "revoked00000000000000"}

    def now(self) -> datetime:
        return datetime(2026, 11, 30, 12, 0, 1, tzinfo=UTC)

    def tells(self, request: Request) -> bool:
        return b"mutation" in request.body[:40]

    def account_of(self, request: Request) -> int | None:
        token = request.headers.get("authorization", "").removeprefix("Basic ")
        pair = base64.b64decode(token).decode().partition(":")
        return next((number for number in range(ACCOUNTS) if keys_of(number) == (pair[0], pair[2])), None)

    async def pay(self, amount: Money) -> str:
        return self._books.pay(_text(amount), amount.currency)

    async def authorize(self, amount: Money) -> str:
        return self._books.pay(_text(amount), amount.currency, "AUTHORIZED")

    async def effects(self, transaction: str) -> Sequence[Effect]:
        payment = self._books.payments.get(transaction)
        if payment is None:
            return []
        made = [_effect(Kind.REFUND, each) for each in payment["refunds"] if each["status"] not in WITHOUT_EFFECT]
        kind = KINDS.get(payment["status"])
        return [*made, *([_effect(kind, payment)] if kind else [])]

    async def refund_elsewhere(self, transaction: str, amount: Money) -> str:
        return str(self._books.refund(transaction, _text(amount), source="CONTROL_PANEL")["id"])

    async def void_elsewhere(self, transaction: str) -> None:
        self._books.payments[transaction]["status"] = "VOIDED"

    def forget_keys(self) -> None:
        if not self.remembers_keys:
            raise NoSwitch("wire keys that are forgotten later")
        self._books.forget_keys()

    def lag(self, behind: bool) -> None:
        self._books.unseen = set() if behind else None

    def leave_undecided(self, accepted: bool) -> Money | None:
        self._books.undecided = 1
        return None

    async def decide(self, reference: str, accepted: bool) -> None:
        self._books.refunds[reference]["status"] = "SUBMITTED_FOR_SETTLEMENT" if accepted else "PROCESSOR_DECLINED"

    async def fail_late(self, reference: str) -> None:
        self._books.refunds[reference]["status"] = "SETTLEMENT_DECLINED"

    def spoiled(self, spoil: Spoil, answer: Answer) -> Answer:
        changes: dict[Spoil, Callable[[dict[str, Any]], object]] = {
            Spoil.AMOUNT: lambda refund: refund["amount"].update(value="10.01"),
            Spoil.CURRENCY: lambda refund: refund["amount"].update(currencyCode="CHF"),
            Spoil.PAYMENT: lambda refund: refund.update(refundedTransaction={"id": "another"}),
            Spoil.STATUS: lambda refund: refund.update(status=UNHEARD_OF),
            Spoil.TYPE: lambda refund: refund.update(amount=10),
        }
        body = json.loads(answer.body)
        told = (body.get("data") or {}).get("refundTransaction")
        if told:
            changes[spoil](told["refund"])
        return replace(answer, body=json.dumps(body).encode())

    def refusal(self, words: str) -> Answer:
        error: GraphQLError = refusal("91564")
        said = {"message": words, "extensions": error.extensions}
        return Answer(200, json.dumps({"data": None, "errors": [said]}).encode())

    def hook(self, number: int, transaction: str, reference: str, at: datetime, *, unknown: bool = False) -> list[Hook]:
        refund = self._books.refunds[reference]
        kind = "something_new" if unknown else "refund_failed"
        document = (
            f"<notification><timestamp>{at.isoformat()}</timestamp><kind>{kind}</kind><subject><transaction>"
            f"<id>{_old(reference)}</id><type>credit</type><status>processor_declined</status>"
            f"<order-id>{refund['orderId']}</order-id>"
            f"<refunded-transaction-id>{_old(transaction)}</refunded-transaction-id>"
            "</transaction></subject></notification>"
        )
        public, private = keys_of(number)
        payload = base64.encodebytes(document.encode()).decode()
        signing = hashlib.sha1(private.encode()).digest()  # noqa: S324 - Braintree's choice
        signed = hmac.new(signing, payload.encode(), hashlib.sha1).hexdigest()
        body = urlencode({"bt_signature": f"{public}|{signed}", "bt_payload": payload})
        return [Hook({"content-type": "application/x-www-form-urlencoded"}, body.encode())]


@dataclass(frozen=True, slots=True)
class BraintreeBench:
    """A simulator that does with apiRequestKeys what `keys` says. Nothing has to be installed for it."""

    keys: Keys
    adapter: str = "braintree"

    def missing(self) -> str | None:
        return None

    def start(self) -> AbstractAsyncContextManager[Judge]:
        return self._running()

    @asynccontextmanager
    async def _running(self) -> AsyncIterator[Judge]:
        async with fake(self.keys) as books:
            yield BraintreeJudge(books)


def _effect(kind: Kind, found: Mapping[str, Any]) -> Effect:
    currency = found["amount"]["currencyCode"]
    minor = Decimal(found["amount"]["value"]).scaleb(DECIMALS.get(currency, 2))
    _, mark, key = (found["orderId"] or "").rpartition("~")
    return Effect(kind, Money(int(minor), currency), found["id"], key if mark else None)


def _text(amount: Money) -> str:
    """An amount as Braintree writes it."""
    decimals = DECIMALS.get(amount.currency, 2)
    return f"{Decimal(amount.minor).scaleb(-decimals):.{decimals}f}"


def _old(reference: str) -> str:
    """The id that webhooks have of what GraphQL calls `reference`."""
    text = base64.b64decode(reference + "=" * (-len(reference) % 4)).decode()
    return text.partition("_")[2]


WITH_KEYS = BraintreeBench(Keys.REMEMBERED)
WITHOUT_KEYS = BraintreeBench(Keys.NOT_ALLOWED)
