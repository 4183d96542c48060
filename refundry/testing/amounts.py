"""What an adapter promises of amounts: the gateway's books have exactly what was asked for, or nothing."""

from refundry.gateways import Declined, Money, UnknownCurrency
from refundry.testing.trial import LIVE, Broken, Trial, says

USUAL = ("USD", "EUR", "JPY", "KRW", "KWD", "BHD")
"""With two decimals, none, and three."""

RARE = ("KPW", "IRR", "ERN", "CUP", "SYP", "LYD", "SDG", "IQD", "MRU", "STN")
"""Currencies of which few gateways take all."""


async def exact(trial: Trial) -> None:
    """C7"""
    units = trial.adapter.capabilities.units
    special = sorted(set(units.decimals) | set(units.multiples))
    for currency in dict.fromkeys((*USUAL, *special)):
        if currency in units.currencies:
            with trial.part():
                await _counted(trial, currency)
    unknown = next((each for each in RARE if each not in units.currencies), None)
    if unknown is None:
        trial.left_out.append("a currency that the adapter does not know")
        return
    await _is_refused(trial, Money(1000, unknown))


async def _counted(trial: Trial, currency: str) -> None:
    """Refunds of the least amount there is, and of an odd one."""
    least = _least(trial, currency)
    payment = await trial.judge.pay(Money(least * 10_000, currency))
    session = trial.session()
    await trial.warm(session)
    asked = [trial.asked(payment, Money(least * times, currency)) for times in (1, 1234)]
    for each in asked:
        outcome = await trial.refunded(session, each)
        trial.hold(isinstance(outcome, LIVE), f"a refund of {each.amount} {currency} is {says(outcome)}")
    wanted = sorted(each.amount.minor for each in asked)
    made = sorted(each.amount.minor for each in await trial.effects(payment) if each.amount.currency == currency)
    trial.hold(made == wanted, f"refunds of {wanted} minor units of {currency} are {made} in the gateway's books")
    if least > 1:
        await _is_refused(trial, Money(least * 10 + 1, currency), payment)


def _least(trial: Trial, currency: str) -> int:
    """The least number of minor units that the gateway takes."""
    for minor in (1, 10, 100, 1000):
        try:
            if trial.adapter.capabilities.units.to_wire(Money(minor, currency)) > 0:
                return minor
        except UnknownCurrency:
            continue
    raise Broken(f"the adapter's table takes no amount of {currency}")


async def _is_refused(trial: Trial, amount: Money, payment: str | None = None) -> None:
    """Whether an amount that can't be told is declined, and nothing sent."""
    payment = payment or await trial.pay()
    before = len(await trial.effects(payment))
    requests = len(trial.proxy.tellings) if trial.proxy_or_none is not None else 0
    outcome = await trial.told(trial.session().refund(trial.asked(payment, amount)), f"a refund of {amount.currency}")
    trial.hold(isinstance(outcome, Declined), f"an amount of {amount.currency} that can't be told is {says(outcome)}")
    sent = (len(trial.proxy.tellings) if trial.proxy_or_none is not None else 0) - requests
    made = len(await trial.effects(payment)) - before
    trial.hold(not sent and not made, f"an amount of {amount.currency} that can't be told was sent")
