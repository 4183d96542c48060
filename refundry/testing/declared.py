"""What an adapter says of itself, held against itself. Nothing is sent."""

from datetime import timedelta

from pydantic import SecretStr

from app.domain.money import has_minor_units
from refundry.gateways import API_VERSION, Adapter, Capabilities, Decides, Kind, LooksUp, Money, UnknownCurrency

LONGEST_TIMEOUT = timedelta(minutes=2)


def contradictions(adapter: Adapter) -> list[str]:
    """What does not fit together; nothing if all does."""
    can = adapter.capabilities
    found = [
        *([] if adapter.api_version <= API_VERSION else [f"it was written for version {adapter.api_version}"]),
        *([] if Kind.REFUND in can.kinds else ["it can't refund"]),
        *_times(can),
        *_amounts(can),
        *_models(adapter),
    ]
    if can.decides is Decides.BY_WEBHOOK and not can.webhooks:
        found.append("it decides by webhook, and names no webhooks")
    if can.decides is Decides.LATER and can.looks_up is LooksUp.NEVER:
        found.append("it decides later, and can't be asked")
    return found


def _times(can: Capabilities) -> list[str]:
    found = []
    if not timedelta(0) < can.timeout <= LONGEST_TIMEOUT:
        found.append("its timeout is not between 0 and 120 seconds")
    if can.absence_after is not None and can.absence_after < can.timeout:
        found.append("absence is proven before its timeout has passed")
    if can.looks_up in {LooksUp.BY_SENDING_AGAIN, LooksUp.NEVER} and can.absence_after is not None:
        found.append("it can't be asked, and says after what time absence is proven")
    if can.looks_up is LooksUp.BY_SENDING_AGAIN and can.key_life == timedelta(0):
        found.append("sending again is its question, and it remembers no keys")
    if can.key_life is not None and can.key_life < timedelta(0):
        found.append("the life of its keys is negative")
    if can.late_failure < timedelta(0):
        found.append("its refunds fail before they are made")
    return found


def _amounts(can: Capabilities) -> list[str]:
    strange = sorted(each for each in can.units.currencies if not has_minor_units(each))
    found = [f"its table has {', '.join(strange)}, which ISO 4217 does not count"] if strange else []
    beside = sorted((set(can.units.decimals) | set(can.units.multiples)) - can.units.currencies)
    if beside:
        found.append(f"its table has exceptions for {', '.join(beside)}, which it does not take")
    if not can.units.currencies:
        found.append("its table has no currency")
    for currency in sorted(can.units.currencies):
        try:
            wire = can.units.to_wire(Money(100_000, currency))
            if can.units.from_wire(wire, currency) != Money(100_000, currency):
                found.append(f"an amount of {currency} is another when it comes back")
        except UnknownCurrency:
            found.append(f"it can't be told 100000 minor units of {currency}")
    return found


def _models(adapter: Adapter) -> list[str]:
    found = []
    for model in (adapter.config, adapter.secrets):
        if model.model_config.get("extra") != "forbid":
            found.append(f"{model.__name__} takes names that it does not know")
    if not adapter.secrets.model_config.get("hide_input_in_errors"):
        found.append(f"{adapter.secrets.__name__} repeats secrets in its errors")
    if adapter.headline not in adapter.secrets.model_fields:
        found.append("its headline is none of its secrets")
    if both := sorted(set(adapter.config.model_fields) & set(adapter.secrets.model_fields)):
        found.append(f"{', '.join(both)} is a setting and a secret")
    open_ones = [name for name, field in adapter.secrets.model_fields.items() if not _is_hidden(field.annotation)]
    if open_ones:
        found.append(f"{', '.join(open_ones)} is a secret, and no SecretStr")
    return found


def _is_hidden(annotation: object) -> bool:
    if annotation is SecretStr:
        return True
    parts = getattr(annotation, "__args__", ())
    return bool(parts) and all(_is_hidden(part) or part is type(None) for part in parts if part is not ...)
