"""An operator at the command line, who refunds a file's orders in the name of a person of the merchant."""

import asyncio
import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.domain.people.people import Right
from app.domain.reversals.payments import Merchant
from app.flows.orders.refund_run import RefundTold
from app.flows.people.people import CreateUserAsk, add_person
from app.settings import Settings, as_environment
from tests.support import forkserver
from tests.support.merchant_client import Shop

KIM = "kim@example.com"
PATIENCE = 120
"""Seconds that a run of some hundred orders may take."""

REFUNDS_AND_VOIDS = frozenset({Right.VIEW, Right.REFUND, Right.VOID})


@dataclass(frozen=True, slots=True)
class Told:
    """How a run ended: its lines by their numbers, and what it said to people."""

    status: int
    lines: list[dict[str, Any]]
    said: str

    @property
    def results(self) -> list[str]:
        return [line["result"] for line in self.lines]

    @property
    def problem(self) -> dict[str, Any]:
        """The only one of the only line that has one."""
        [problem] = [each for line in self.lines for each in line.get("problems", ())]
        return dict(problem)

    def lasting(self) -> list[dict[str, Any]]:
        """What the next run says as well."""
        return [{name: value for name, value in line.items() if name != "before"} for line in self.lines]


@dataclass(frozen=True, slots=True)
class Operator:
    """Whoever runs the installation with those settings, and has a folder for files."""

    settings: Settings
    merchant: Merchant
    folder: Path

    def start(
        self, file: Path, *options: str, run: str = "gala", email: str = KIM, stdout: int = subprocess.PIPE
    ) -> "subprocess.Popen[str]":
        words = ["refund-orders", str(file), "--merchant", self.merchant.public_id, "--as", email, "--run", run]
        return forkserver.Started(
            *words,
            *options,
            env=as_environment(self.settings),
            stdout=stdout,
            stderr=subprocess.PIPE,
            text=True,
        )

    def write(self, content: bytes | Sequence[str | dict[str, Any]], name: str = "") -> Path:
        """A file of order ids, of lines of JSON, or of what else is in it."""
        if isinstance(content, bytes):
            file = self.folder / (name or "orders.jsonl")
            file.write_bytes(content)
            return file
        ids = all(isinstance(each, str) for each in content)
        lines = [each if isinstance(each, str) else json.dumps(each, ensure_ascii=False) for each in content]
        return self.write("".join(f"{line}\n" for line in lines).encode(), name or ("orders.txt" if ids else ""))

    async def refund(
        self,
        content: bytes | Sequence[str | dict[str, Any]],
        *options: str,
        name: str = "",
        run: str = "gala",
        email: str = KIM,
        patience: float = PATIENCE,
    ) -> Told:
        return await ended(self.start(self.write(content, name), *options, run=run, email=email), patience)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file that is none."""

    told: RefundTold


async def ended(process: "subprocess.Popen[str]", patience: float = PATIENCE) -> Told:
    """How it ends, within `patience` seconds."""
    printed, said = await asyncio.to_thread(process.communicate, timeout=patience)
    lines = [json.loads(line) for line in (printed or "").splitlines() if line.endswith("}")]
    return Told(process.returncode, sorted(lines, key=lambda line: int(line["line"])), said)


async def hire(shop: Shop, email: str = KIM, rights: frozenset[Right] = REFUNDS_AND_VOIDS) -> None:
    """Somebody who signs in with that address."""
    ask = CreateUserAsk(email, "Kim Larsen", "the password of somebody", rights)
    await add_person(shop.live.service.store, shop.merchant, ask)
