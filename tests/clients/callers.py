"""Our typed clients as one thing: each carries out the same calls, and says in the same words what came of them."""

import asyncio
import inspect
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import refundry_client
from refundry_client import ApiKey, AsyncRefundry, Patience, Refundry, RefundryError, RefundryUnreachable

from tests.clients import package

LONGEST_PAUSE = 0.05
"""Seconds; nobody in a test has to be spared."""

Call = tuple[str, dict[str, Any]]
"""An operation and its variables, as GraphQL has them."""

Outcome = dict[str, Any]
"""{"data": …} as GraphQL names it, or {"raised": …} with the error's own fields."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where the service is, and who asks: by a key, or as a person with an address and a password."""

    url: str
    key: tuple[str, str] | None = None
    person: tuple[str, str] | None = None
    retries: int = 2
    renew_after: float = 300.0
    """Seconds."""


@dataclass(frozen=True, slots=True)
class Caller:
    """One of the clients."""

    name: str
    carry_out: Callable[[Target, Sequence[Call]], Awaitable[list[Outcome]]] = field(repr=False)

    async def ask(self, target: Target, operation: str, **variables: Any) -> Outcome:
        """What came of one call."""
        (outcome,) = await self.carry_out(target, [(operation, variables)])
        return outcome


def by_typescript(folder: Path) -> Caller:
    """The TypeScript client, installed beside the programs in `folder`."""

    async def carry_out(target: Target, calls: Sequence[Call]) -> list[Outcome]:
        given: dict[str, Any] = {
            "url": target.url,
            "options": {
                "retries": target.retries,
                "longestPause": LONGEST_PAUSE * 1000,
                "renewAfter": target.renew_after * 1000,
            },
            "calls": calls,
        }
        if target.key is not None:
            given["key"] = {"publicKey": target.key[0], "privateKey": target.key[1]}
        if target.person is not None:
            given["person"] = {"email": target.person[0], "password": target.person[1]}
        outcomes: list[Outcome] = await asyncio.to_thread(package.run, folder / "ask.ts", given)
        return outcomes

    return Caller("typescript", carry_out)


def by_python() -> Caller:
    """The Python client for programs with threads."""

    def all_of_them(target: Target, calls: Sequence[Call]) -> list[Outcome]:
        patience = Patience(target.retries, LONGEST_PAUSE)
        try:
            if target.key is not None:
                client = Refundry(target.url, ApiKey(*target.key), patience=patience)
            else:
                assert target.person is not None
                renewed = timedelta(seconds=target.renew_after)
                client = Refundry.sign_in(target.url, *target.person, renew_after=renewed, patience=patience)
        except (RefundryError, RefundryUnreachable) as error:
            return [_told(error)]
        outcomes = []
        with client:
            for operation, variables in calls:
                try:
                    outcomes.append(_said(_method(client, operation)(**_typed(client, operation, variables))))
                except (RefundryError, RefundryUnreachable) as error:
                    outcomes.append(_told(error))
        return outcomes

    async def carry_out(target: Target, calls: Sequence[Call]) -> list[Outcome]:
        return await asyncio.to_thread(all_of_them, target, calls)

    return Caller("python", carry_out)


def by_async_python() -> Caller:
    """The Python client for programs with tasks."""

    async def carry_out(target: Target, calls: Sequence[Call]) -> list[Outcome]:
        patience = Patience(target.retries, LONGEST_PAUSE)
        try:
            if target.key is not None:
                client = AsyncRefundry(target.url, ApiKey(*target.key), patience=patience)
            else:
                assert target.person is not None
                renewed = timedelta(seconds=target.renew_after)
                client = await AsyncRefundry.sign_in(target.url, *target.person, renew_after=renewed, patience=patience)
        except (RefundryError, RefundryUnreachable) as error:
            return [_told(error)]
        outcomes = []
        async with client:
            for operation, variables in calls:
                try:
                    outcomes.append(_said(await _method(client, operation)(**_typed(client, operation, variables))))
                except (RefundryError, RefundryUnreachable) as error:
                    outcomes.append(_told(error))
        return outcomes

    return Caller("python with tasks", carry_out)


def snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


def _method(client: Refundry | AsyncRefundry, operation: str) -> Callable[..., Any]:
    found: Callable[..., Any] = getattr(client, snake(operation))
    return found


def _typed(client: Refundry | AsyncRefundry, operation: str, variables: dict[str, Any]) -> dict[str, Any]:
    """The variables with their input as the model that the method takes."""
    annotation = str(inspect.signature(_method(client, operation)).parameters.get("input", ""))
    model = re.search(r"(\w+Input)\b", annotation)
    named = {snake(name): value for name, value in variables.items()}
    if model is None or "input" not in variables:
        return named
    return {**named, "input": getattr(refundry_client, model[1]).model_validate(variables["input"])}


def _said(result: Any) -> Outcome:
    return {"data": result.model_dump(mode="json", by_alias=True) if hasattr(result, "model_dump") else result}


def _told(error: RefundryError | RefundryUnreachable) -> Outcome:
    told: Outcome = {"raised": type(error).__name__, "apiRequestKey": error.api_request_key, "message": str(error)}
    if isinstance(error, RefundryError):
        told |= {
            "errorClass": error.error_class.value,
            "code": error.code,
            "legacyCode": error.legacy_code,
            "inputPath": list(error.input_path),
            "requestId": error.request_id,
            "status": error.status,
        }
    return told
