"""A gateway of the tests' own, over HTTP on this machine, and its adapter."""

import json
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

import httpx
from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator

from refundry.gateways import (
    Absent,
    Accepted,
    Account,
    Capabilities,
    Decides,
    Event,
    Instruction,
    Kind,
    LooksUp,
    NotAnswered,
    NotKnown,
    NotReached,
    Outcome,
    PaymentStanding,
    ProcessorResponse,
    RefundStanding,
    Sent,
    Units,
)
from refundry.gateways.http import Answered, send


class Config(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    api_base: str = "https://local.example"
    region: Literal["north", "south"] = "north"
    shop: int | None = None
    label: str | None = Field(default=None, description="a label of lower-case letters")

    @field_validator("label")
    @classmethod
    def _is_lower(cls, value: str | None) -> str | None:
        if value is not None and not value.islower():
            raise ValueError(f"{value} is not in lower case")
        return value


class Secrets(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    secret_key: SecretStr
    webhook_secrets: list[SecretStr] = []


@dataclass
class LocalSession:
    key: str
    http: httpx.AsyncClient
    stopped: int = 0

    async def _send(self, method: str, path: str, **body: Any) -> Answered | NotReached | NotKnown:
        headers = {"Authorization": f"Bearer {self.key}"}
        return await send(self.http, self.http.build_request(method, path, headers=headers, json=body or None))

    async def account(self) -> Account:
        answer = await self._send("GET", "/account")
        if not isinstance(answer, Answered):
            raise NotAnswered(answer.message)
        if answer.status != 200:
            raise NotAnswered(answer.body.decode(), refused_credentials=answer.status in {401, 403})
        found = json.loads(answer.body)
        return Account(found["id"], found["live"], tuple(found.get("missing", ())))

    async def refund(self, instruction: Instruction) -> Outcome:
        answer = await self._send("POST", "/refunds", key=instruction.key)
        if not isinstance(answer, Answered):
            return answer
        if answer.status == 401:
            return NotReached(answer.body.decode(), credentials=True)
        return Accepted(json.loads(answer.body)["id"], ProcessorResponse("1000", "Approved"))

    async def capture(self, instruction: Instruction) -> Outcome:
        return await self.refund(instruction)

    async def void(self, instruction: Instruction) -> Outcome:
        raise RuntimeError(f"broken with {self.key}")

    async def void_refund(self, instruction: Instruction) -> Outcome:
        return await self.refund(instruction)

    async def find(self, instruction: Instruction, sent: Sent) -> Outcome | Absent:
        return Absent()

    async def standing(self, transaction: str) -> PaymentStanding | None:
        raise RuntimeError(f"broken with {self.key}")

    async def refund_standing(self, reference: str, transaction: str) -> RefundStanding | None:
        return None

    async def payments(self, begin: datetime, end: datetime) -> AsyncIterator[PaymentStanding]:
        raise NotAnswered(f"no lists for {self.key}")
        yield

    async def refunds(self, begin: datetime, end: datetime) -> AsyncIterator[RefundStanding]:
        return
        yield

    async def stop(self) -> None:
        self.stopped += 1


@dataclass
class LocalAdapter:
    name: str = "local"
    api_version: int = 1
    config: type[BaseModel] = Config
    secrets: type[BaseModel] = Secrets
    headline: str = "secret_key"
    capabilities: Capabilities = field(
        default_factory=lambda: Capabilities(
            kinds=frozenset(Kind),
            looks_up=LooksUp.BY_PAYMENT,
            decides=Decides.NOW,
            key_life=timedelta(days=1),
            absence_after=timedelta(minutes=5),
            timeout=timedelta(seconds=20),
            units=Units(frozenset({"USD", "EUR"})),
        )
    )
    opened: list[LocalSession] = field(default_factory=list)

    def is_live(self, config: Any, secrets: Any) -> bool:
        return bool(secrets.secret_key.get_secret_value().startswith("live_"))

    def connect(
        self, config: Any, secrets: Any, http: httpx.AsyncClient, clock: Callable[[], datetime]
    ) -> LocalSession:
        if config.shop == 13:
            raise RuntimeError(f"no thirteenth shop for {secrets.secret_key.get_secret_value()}")
        self.opened.append(LocalSession(secrets.secret_key.get_secret_value(), http))
        return self.opened[-1]

    def events(self, headers: Mapping[str, str], body: bytes, config: Any, secrets: Any, now: datetime) -> list[Event]:
        return []

    def challenge(self, query: Mapping[str, str], config: Any, secrets: Any) -> str | None:
        return None


ADAPTER = LocalAdapter()
LATER = LocalAdapter(name="later", api_version=99)
NAMELESS = LocalAdapter(name="another")


@dataclass
class Gateway:
    """The gateway's side. `known` are its keys, each with the account's id and whether it is live."""

    address: str
    known: dict[str, tuple[str, bool]] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    answers: list[tuple[int, bytes]] = field(default_factory=list)
    """What it answers instead, one after the other."""
    heard: list[tuple[str, str]] = field(default_factory=list)
    """The path and the key of each request."""

    def answer(self, path: str, key: str) -> tuple[int, bytes]:
        self.heard.append((path, key))
        if self.answers:
            return self.answers.pop(0)
        if key not in self.known:
            return 401, f"Invalid key: {key}".encode()
        account, live = self.known[key]
        return 200, json.dumps({"id": account, "live": live, "missing": self.missing}).encode()


@contextmanager
def serving() -> Iterator[Gateway]:
    """The gateway, on a port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, body = gateway.answer(self.path, self.headers.get("Authorization", "").removeprefix("Bearer "))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET

        def log_message(self, *_: Any) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    gateway = Gateway(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield gateway
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
