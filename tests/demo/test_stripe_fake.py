"""`refundry demo --with-stripe-fake`: refunds go through the adapter to a simulator of Stripe, which remembers them."""

import asyncio
import json
import os
import shlex
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
import pytest
from hypothesis import settings as examples
from typer.testing import CliRunner

from app.commands.cli import cli
from app.commands.serving import CommandFailed
from app.demo import stripe_fake
from app.demo.embedded import Urls
from app.demo.stripe_fake import KEYS, PAYMENTS
from app.domain.gateways.secret_keys import write_key
from app.gateways.keyring import new_key
from tests.commands.test_cli import demo, free_port
from tests.support import forkserver
from tests.support import servers as real
from tests.support.merchant_client import Live, live_service

ORDERS = """
query { transactions(input: {}) { edges { node {
    orderId status refundableAmount { value } refunds { source amount { value } } } } } }"""


@pytest.fixture
async def ringed(servers: Urls, database: str) -> AsyncIterator[Live]:
    async with live_service(real.settings_for(servers, database, secrets_keys=write_key(new_key()))) as running:
        yield running


def test_without_the_package_it_says_so_and_starts_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "localstripe", None)
    result = CliRunner().invoke(cli, ["demo", "--with-stripe-fake", "--data-dir", str(tmp_path / "data")])
    assert isinstance(result.exception, CommandFailed)
    assert "pip install localstripe" in str(result.exception)
    assert not (tmp_path / "data").exists()


async def test_what_is_printed_refunds_at_a_stripe_that_remembers(ringed: Live, tmp_path: Path) -> None:
    with stripe_fake.listen("127.0.0.1", tmp_path) as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        with simulator(listening, tmp_path):
            seeded = await stripe_fake.seed(ringed.service, address)
            refund, listed = commands(seeded.welcome(ringed.url))
            made = (await run(refund))["data"]["refundTransaction"]["refund"]
            assert (made["status"], made["amount"]) == ("SETTLED", {"value": "10.00", "currencyCode": "USD"})
        with simulator(listening, tmp_path):
            assert [each["amount"] for each in (await run(listed))["data"]] == [10_00], "it was killed, and knows it"
            again = await stripe_fake.seed(ringed.service, address)
            assert again.transaction_id not in {None, seeded.transaction_id}, "one of which nothing was refunded"
        payments = await of_the_merchant(ringed.url)
    assert sorted(payments) == sorted(each.order for each in PAYMENTS), "each was brought in once"
    assert payments["stripe-2003"]["refundableAmount"]["value"] == "30.00"
    assert payments["stripe-2003"]["refunds"] == [{"source": "CONTROL_PANEL", "amount": {"value": "12.00"}}]
    assert payments["stripe-2004"]["status"] == "AUTHORIZED"
    with stripe_fake.listen("127.0.0.1", tmp_path) as listening:
        assert f"http://127.0.0.1:{listening.getsockname()[1]}" == address, "what waits finds it there"


async def test_the_whole_demo_shows_it() -> None:
    """In a long run: the one before shows all but that the demo starts it, and again once it has died."""
    if examples.get_current_profile_name() != "long":
        return
    with (
        TemporaryDirectory(prefix="refundry-demo-") as folder,
        demo(data := Path(folder) / "data", free_port(), "--with-stripe-fake") as (_, printed),
    ):
        refund, listed = commands(printed.partition("Beside it runs localstripe")[2])
        assert (await run(refund))["data"]["refundTransaction"]["refund"]["status"] == "SETTLED"
        os.kill(int((data / "stripe.pid").read_text()), signal.SIGKILL)
        assert [each["amount"] for each in (await run(listed))["data"]] == [10_00]


@contextmanager
def simulator(listening: socket.socket, folder: Path) -> Iterator[None]:
    """It runs, until it is killed."""
    number = listening.fileno()
    process = subprocess.Popen(
        [*forkserver.words(None, [number]), "stripe-fake", "--data-dir", str(folder), "--descriptor", str(number)],
        pass_fds=[number],
    )
    try:
        yield
    finally:
        process.kill()
        process.wait()


def commands(printed: str) -> list[str]:
    """The commands that are printed."""
    return [line.strip() for line in printed.replace("\\\n", " ").splitlines() if line.startswith("  curl ")]


async def run(command: str) -> dict[str, Any]:
    process = await asyncio.create_subprocess_exec(
        *(*shlex.split(command), "--silent", "--show-error"), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    out, errors = await asyncio.wait_for(process.communicate(), 60)
    assert process.returncode == 0, errors
    body: dict[str, Any] = json.loads(out)
    return body


async def of_the_merchant(endpoint: str) -> dict[str, dict[str, Any]]:
    """The merchant's payments, by their orders."""
    async with httpx.AsyncClient(auth=KEYS, timeout=60) as http:
        answer = (await http.post(endpoint, json={"query": ORDERS})).json()
    return {edge["node"]["orderId"]: edge["node"] for edge in answer["data"]["transactions"]["edges"]}
