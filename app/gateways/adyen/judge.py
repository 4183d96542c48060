"""The judge of the adapter `adyen`: the simulator beside it, with its books."""

import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from app.gateways.adyen.items import MERCHANT, Item, batch, signed
from app.gateways.adyen.simulator import CODES, Fake, Modification, fake, refusal
from refundry.gateways import Kind, Money
from refundry.testing.exchange import Answer, Request
from refundry.testing.judge import Effect, Hook, Judge, NoSwitch, Spoil

ACCOUNTS = 8

SHIFTS = {"CLP": 2, "ISK": 2, "CVE": -2, "IDR": -2}
"""By how many decimals Adyen counts otherwise than ISO 4217 does."""

KINDS = {"refunds": Kind.REFUND, "captures": Kind.CAPTURE, "cancels": Kind.VOID}

ALTERED: Mapping[str, Any] = {
    "pspReference": "ALTERED000000001",
    "originalReference": "ALTERED000000001",
    "merchantAccountCode": "Altered",
    "merchantReference": "altered",
    "amount": {"currency": "EUR", "value": 1},
    "eventCode": "CHARGEBACK",
    "success": "altered",
}
"""The fields that are signed, each with another value."""


def api_key_of(number: int) -> str:
    return f"AQEcanaryApiKey000{number}"


def hmac_key_of(number: int) -> str:
    return f"CA4A{number:04}" * 8


class AdyenJudge(Judge):
    """An Adyen that takes what it is told, and decides once its webhook is asked for."""

    settings = {"environment": "test", "merchant_account": MERCHANT}  # noqa: RUF012 - as in the class that it fills in
    kinds = frozenset({Kind.REFUND, Kind.VOID, Kind.CAPTURE})
    hundred = Money(10000, "EUR")
    part = Money(1000, "EUR")
    hooks_have_times = False

    def __init__(self, books: Fake) -> None:
        books.api_keys = {api_key_of(number) for number in range(ACCOUNTS)}
        self._books = books
        self._failed: set[str] = set()
        self.url = books.address

    def secrets(self, number: int) -> Mapping[str, str | Sequence[str]]:
        return {"api_key": api_key_of(number), "hmac_keys": [hmac_key_of(number)]}

    def unknown_secrets(self) -> Mapping[str, str | Sequence[str]]:
        return {**self.secrets(0), "api_key": "AQErevokedApiKey0001"}

    def tells(self, request: Request) -> bool:
        return request.path.rpartition("/")[2] in KINDS

    def account_of(self, request: Request) -> int | None:
        key = request.headers.get("x-api-key")
        return next((number for number in range(ACCOUNTS) if api_key_of(number) == key), None)

    async def pay(self, amount: Money) -> str:
        return self._books.pay(_units(amount), amount.currency)

    async def authorize(self, amount: Money) -> str:
        return self._books.pay(_units(amount), amount.currency, captured=False)

    async def effects(self, transaction: str) -> Sequence[Effect]:
        taken = [each for kind in KINDS for each in self._books.of(transaction, kind)]
        return [Effect(KINDS[each.kind], _money(each), each.reference, each.key) for each in taken]

    async def refund_elsewhere(self, transaction: str, amount: Money) -> str:
        made = self._books.refund(transaction, _units(amount))
        self._books.decided(made)
        return made.reference

    async def void_elsewhere(self, transaction: str) -> None:
        self._books.payments[transaction].cancelled = True

    def leave_undecided(self, accepted: bool) -> Money | None:
        return None

    async def decide(self, reference: str, accepted: bool) -> None:
        self._taken(reference).done = accepted

    async def fail_late(self, reference: str) -> None:
        self._taken(reference).done = False
        self._failed.add(reference)

    def spoiled(self, spoil: Spoil, answer: Answer) -> Answer:
        changes: dict[Spoil, Callable[[dict[str, Any]], object]] = {
            Spoil.AMOUNT: lambda told: told["amount"].update(value=1001),
            Spoil.CURRENCY: lambda told: told["amount"].update(currency="CHF"),
            Spoil.PAYMENT: lambda told: told.update(paymentPspReference="ANOTHER000000001"),
            Spoil.STATUS: lambda told: told.update(status="unheard_of"),
            Spoil.TYPE: lambda told: told["amount"].update(value="1000"),
        }
        body = json.loads(answer.body)
        if "paymentPspReference" in body:
            changes[spoil](body)
        return replace(answer, body=json.dumps(body).encode())

    def refusal(self, words: str) -> Answer:
        return refusal(422, "137", words)

    def hook(self, number: int, transaction: str, reference: str, at: datetime, *, unknown: bool = False) -> list[Hook]:
        taken = self._taken(reference)
        if taken.done is None:
            self._books.decided(taken)
        code = "REFUND_FAILED" if reference in self._failed else CODES[taken.kind]
        success = "true" if taken.done or reference in self._failed else "false"
        told = self._books.told_of(
            "SOMETHING_NEW" if unknown else code, taken, success=success, eventDate=at.isoformat()
        )
        true = signed(told, hmac_key_of(number))
        forged = {**signed(told, hmac_key_of(number)), "merchantReference": "altered"}
        return [_hook(true), _hook(true, forged), _hook(forged, true)]

    def forgeries(self, hook: Hook) -> list[Hook]:
        [wrapped] = json.loads(hook.body)["notificationItems"]
        told = wrapped["NotificationRequestItem"]
        return [_hook({**told, name: value}) for name, value in ALTERED.items()]

    def _taken(self, reference: str) -> Modification:
        return next(each for each in self._books.modifications if each.reference == reference)


@dataclass(frozen=True, slots=True)
class AdyenBench:
    """A simulator. Nothing has to be installed for it."""

    adapter: str = "adyen"

    def missing(self) -> str | None:
        return None

    def start(self) -> AbstractAsyncContextManager[Judge]:
        return self._running()

    @asynccontextmanager
    async def _running(self) -> AsyncIterator[Judge]:
        async with fake() as books:
            yield AdyenJudge(books)


def _hook(*items: Item) -> Hook:
    return Hook({"content-type": "application/json"}, batch(*items))


def _units(amount: Money) -> int:
    """An amount as Adyen counts it."""
    shift = SHIFTS.get(amount.currency, 0)
    units = Decimal(amount.minor).scaleb(shift)
    if units != int(units):
        raise NoSwitch(f"{amount} {amount.currency}")
    return int(units)


def _money(taken: Modification) -> Money:
    shift = SHIFTS.get(taken.payment.currency, 0)
    return Money(int(Decimal(taken.value).scaleb(-shift)), taken.payment.currency)


BENCH = AdyenBench()
