"""Whose word counts on where a client is: that of the proxies that the operator names, and of nobody else."""

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.settings import Settings, SettingsError, as_environment, read_settings
from tests.attacks.served import exchange, head, post, served
from tests.support import forkserver
from tests.support.merchant_client import open_shop
from tests.support.staff import PASSWORD, hire
from tests.web.live import served as served_here

EVERYBODY = ["*", "10.0.0.1, *", '["*"]', "0.0.0.0/0", "::/0", "10.0.0.1,0.0.0.0/0"]
NOBODY = [
    "localhost",
    "proxy.example.com",
    "10.0.0.1/8",
    "10.0.0",
    "10.0.0.0/33",
    "10.0.0.1:8080",
    "10.0.0.1, [fd00::1]",
    "fd00::1/8",
    "10.0.0.*",
    "10.0.0.1 10.0.0.2",
    "10.0.0.1,nowhere",
    "\x1b[2J",
]
ADDRESSES = {"database_url": "postgresql://db.example/refundry", "redis_url": "redis://redis.example:6379/0"}
"""What else a process has to be told."""


@pytest.mark.parametrize("value", [*EVERYBODY, *NOBODY])
def test_a_wrong_value_is_refused_at_the_start(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("REFUNDRY_TRUSTED_PROXIES", value)
    with pytest.raises(SettingsError) as refused:
        read_settings(**ADDRESSES)
    told = str(refused.value)
    assert told.startswith("REFUNDRY_TRUSTED_PROXIES: Should ")
    assert told.count("\n") == 0
    assert ("anybody could claim any address" in told) is (value in EVERYBODY)
    assert value == "*" or value not in told, "it may be anything"


@pytest.mark.parametrize("command", ["serve", "worker", "migrate"])
def test_no_process_starts_with_one(settings: Settings, command: str) -> None:
    environment = {**as_environment(settings), "REFUNDRY_TRUSTED_PROXIES": "*"}
    done = forkserver.run(command, environment=environment)
    assert done.returncode == 1
    assert done.stderr.startswith("refundry: REFUNDRY_TRUSTED_PROXIES: Should name the proxies")


@pytest.mark.parametrize(
    ("value", "entries"),
    [
        ("", []),
        ("10.0.0.7", ["10.0.0.7"]),
        ("10.0.0.7, 172.18.0.0/16, fd00::/8, ::1", ["10.0.0.7", "172.18.0.0/16", "fd00::/8", "::1"]),
        ('["127.0.0.1"]', ["127.0.0.1"]),
    ],
)
def test_addresses_and_networks_are_taken(monkeypatch: pytest.MonkeyPatch, value: str, entries: list[str]) -> None:
    monkeypatch.setenv("REFUNDRY_TRUSTED_PROXIES", value)
    assert read_settings(**ADDRESSES).trusted_proxies == entries


@pytest.mark.parametrize(
    ("trusted", "claimed", "believed"),
    [
        ([], "203.0.113.7", "127.0.0.1"),
        (["10.9.8.0/24"], "203.0.113.7", "127.0.0.1"),
        (["127.0.0.0/8"], "203.0.113.7", "203.0.113.7"),
        (["127.0.0.1"], "198.51.100.1, 203.0.113.7", "203.0.113.7"),
    ],
)
async def test_only_a_proxy_that_is_named_is_believed(
    settings: Settings, tmp_path: Path, trusted: list[str], claimed: str, believed: str
) -> None:
    """What a client claimed to the proxy stands before what the proxy saw itself."""
    behind = settings.model_copy(update={"trusted_proxies": trusted})
    async with served(behind, tmp_path / "log") as process, open_shop(process.live) as shop:
        person = await hire(shop)
        body = {"email": person.email, "password": PASSWORD, "token": True}
        request = post("/sign-in", body, f"X-Forwarded-For: {claimed}", "Connection: close")
        (answered,) = await exchange(process.port, [request])
        assert answered.status == 200
        (session,) = await shop.execute("SELECT address FROM sessions WHERE user_id = $1", person.id)
    assert session["address"] == believed


async def test_a_client_has_one_address_whatever_the_socket_calls_it() -> None:
    """An address of IPv4 on a socket for both families would be none of those that a proxy's network has."""

    async def address(request: Request) -> Response:
        return Response(request.client.host if request.client else "")

    app = Starlette(routes=[Route("/", address)])
    async with served_here(app, address="::ffff:127.0.0.1") as port:
        (answered,) = await exchange(port, [head("GET / HTTP/1.1", "Connection: close")])
    assert answered.body == b"127.0.0.1"
