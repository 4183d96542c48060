"""One try of a message by a real connection: what is connected to, and what becomes of receivers' misbehaviour."""

import asyncio
import ssl
from collections.abc import Sequence
from datetime import UTC, datetime
from ipaddress import ip_address

import pytest
import trustme

from app.domain.telling.addresses import Address, networks_of
from app.domain.telling.schedule import LONGEST_ANSWER, Delivery
from app.receivers.post import Poster
from tests.domain.telling.test_addresses import NOT_PUBLIC, WRITTEN
from tests.receivers.receiver import Reply, receiving, says

AT = datetime(2026, 11, 30, tzinfo=UTC)
HERE = networks_of(["127.0.0.0/8"])


async def post(url: str, *, patience: float = 5.0, body_patience: float = 2.0) -> Delivery:
    async with Poster(HERE, "Refundry/test", patience=patience, body_patience=body_patience) as poster:
        return await poster.post(url, {"webhook-id": "msg_1"}, b"{}", AT)


async def test_a_message_is_posted_as_json_to_path_and_query() -> None:
    async with receiving(says("200 OK", b"thanks", set_cookie="a=b")) as receiver:
        async with Poster(HERE, "Refundry/test") as poster:
            for _ in range(2):
                taken = await poster.post(receiver.url, {"webhook-id": "msg_1"}, b'{"a":1}', AT)
        got, second = receiver.got
    assert taken == Delivery(AT, 204, None)
    assert (got.target, got.body) == ("/hooks?shop=7", b'{"a":1}')
    assert got.headers["content-type"] == "application/json"
    assert got.headers["user-agent"] == "Refundry/test"
    assert got.headers["host"] == f"127.0.0.1:{receiver.port}"
    assert "cookie" not in second.headers
    assert receiver.connections == 1


async def hang(writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(3600)


async def close(writer: asyncio.StreamWriter) -> None:
    writer.close()


async def drip_head(writer: asyncio.StreamWriter) -> None:
    for _ in range(10_000):
        writer.write(b"H")
        await writer.drain()
        await asyncio.sleep(0.02)


async def drip_body(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    for _ in range(10_000):
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.02)


async def half(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
    await writer.drain()
    writer.close()


async def endless_head(writer: asyncio.StreamWriter) -> None:
    while True:
        writer.write(b"HTTP/1.1 200 OK\r\n" + b"X-A: " + b"a" * 10_000 + b"\r\n")
        await writer.drain()


async def no_http(writer: asyncio.StreamWriter) -> None:
    writer.write(b"220 mail.example.com ESMTP\r\n")
    await writer.drain()
    writer.close()


@pytest.mark.parametrize(
    ("reply", "status", "said"),
    [
        (says("200 OK", b"ok"), 200, "ok"),
        (says("500 Broken", b"database away"), 500, "database away"),
        (says("302 Found", b"", location="http://127.0.0.1:1/elsewhere"), 302, None),
        (says("307 Again", b"", location="/elsewhere"), 307, None),
        (says("410 Gone"), 410, None),
        (says("500 Broken", b"\xff\x00\xed\xa0\x80"), 500, "\ufffd" * 5),
        (says("200 OK", b"a" * 2_000_000), 200, "a" * LONGEST_ANSWER),
        (half, 200, "half"),
        (hang, None, "It gave no answer within 0.5 seconds."),
        (drip_head, None, "It gave no answer within 0.5 seconds."),
        (close, None, "It could not be reached, or closed the connection"),
        (endless_head, None, "It could not be reached, or closed the connection"),
        (no_http, None, "It could not be reached, or closed the connection"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
async def test_what_comes_of_a_receiver_s_answer(reply: Reply, status: int | None, said: str | None) -> None:
    async with receiving(reply) as receiver:
        delivery = await post(receiver.url, patience=0.5)
        assert len(receiver.got) == 1, "one request, and no redirect is followed"
    assert delivery.status == status
    assert delivery.said == said if said is None or status is not None else str(delivery.said).startswith(str(said))


async def test_a_body_that_drips_is_not_waited_for() -> None:
    async with receiving(drip_body) as receiver:
        delivery = await post(receiver.url, body_patience=0.2)
    assert delivery.taken
    assert delivery.said is not None
    assert 0 < len(delivery.said) < 100


async def test_nobody_listens() -> None:
    async with receiving() as receiver:
        url = receiver.url
    delivery = await post(url)
    assert delivery.status is None
    assert str(delivery.said).startswith("It could not be reached")


async def test_no_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    async with receiving() as proxy, receiving() as receiver:
        for name in ("http_proxy", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        assert (await post(receiver.url)).taken
        assert proxy.connections == 0


async def test_nothing_that_is_not_public_is_connected_to() -> None:
    """Each name leads to a listener here, by what its resolver says; none is allowed."""
    async with receiving() as receiver:
        asked: list[str] = []

        def resolver(*found: str) -> "FakeResolver":
            return FakeResolver(found, asked)

        cases: list[tuple[str, ...]] = [(address,) for address in NOT_PUBLIC.values()]
        cases += [("127.0.0.1", "8.8.8.8"), ("8.8.8.8", "127.0.0.1"), ("::ffff:127.0.0.1", "8.8.8.8"), ()]
        for found in cases:
            async with Poster((), "Refundry/test", patience=5, look_up=resolver(*found)) as poster:
                delivery = await poster.post(f"https://name.example:{receiver.port}/", {}, b"{}", AT)
            assert delivery.status is None
            assert str(delivery.said).startswith(("It leads to an address that is not public", "Its name has no"))
        assert len(asked) == len(cases), "a name is looked up once"
        for host in WRITTEN.values():
            async with Poster((), "Refundry/test", patience=5) as poster:
                delivery = await poster.post(f"https://{host}:{receiver.port}/", {}, b"{}", AT)
            assert delivery.status is None
        assert receiver.connections == 0


async def test_a_name_that_changes_between_two_look_ups_is_looked_up_once() -> None:
    """The address that was checked is the one that is connected to, whatever the name says a moment later."""
    answers = [["127.0.0.1"], ["10.0.0.1"]]

    async def look_up(host: str, port: int) -> Sequence[Address]:
        return [ip_address(each) for each in answers.pop(0)]

    async with receiving() as receiver:
        url = f"http://name.example:{receiver.port}/"
        async with Poster(HERE, "Refundry/test", look_up=look_up) as poster:
            assert (await poster.post(url, {}, b"{}", AT)).taken
        assert receiver.got[0].headers["host"] == f"name.example:{receiver.port}"
        async with Poster(HERE, "Refundry/test", look_up=look_up) as poster:
            assert not (await poster.post(url, {}, b"{}", AT)).taken
        assert receiver.connections == 1


class FakeResolver:
    """What a name's server says, and how often it was asked."""

    def __init__(self, found: Sequence[str], asked: list[str]) -> None:
        self.found, self.asked = found, asked

    async def __call__(self, host: str, port: int) -> Sequence[Address]:
        self.asked.append(host)
        return [ip_address(each) for each in self.found]


async def test_certificates_are_those_of_the_name_and_not_of_the_address() -> None:
    authority = trustme.CA()
    of_server, of_client = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH), ssl.create_default_context()
    authority.issue_cert("hooks.example").configure_cert(of_server)
    authority.configure_trust(of_client)
    names: list[str | None] = []
    of_server.sni_callback = lambda _socket, name, _context: names.append(name)
    look_up = FakeResolver(["127.0.0.1"], [])
    async with receiving(tls=of_server) as receiver:
        async with Poster(HERE, "Refundry/test", look_up=look_up, tls=of_client) as poster:
            assert (await poster.post(f"https://hooks.example:{receiver.port}/", {}, b"{}", AT)).taken
            wrong = await poster.post(f"https://other.example:{receiver.port}/", {}, b"{}", AT)
        assert wrong.status is None
        assert "certificate" in str(wrong.said)
        assert names == ["hooks.example", "other.example"]
        assert len(receiver.got) == 1
        async with Poster(HERE, "Refundry/test", look_up=look_up) as poster:
            assert (await poster.post(f"https://hooks.example:{receiver.port}/", {}, b"{}", AT)).status is None
