"""Connections and the refusals of the way itself: which sendings were certainly not done, and what is left behind."""

import asyncio
from datetime import timedelta

import httpx
import pytest

from app.gateways.stripe.adapter import ADAPTER
from refundry.gateways import Declined, NotAnswered, NotKnown, NotReached, Outcome
from refundry.gateways.http import client
from tests.gateways.fakes import proxy as faults
from tests.gateways.fakes.proxy import proxy_to
from tests.gateways.fakes.scripted import Scripted, answer
from tests.gateways.stripe.accounts import NOW, Connect, account, instruction, sent

REFUSED = answer({"error": {"type": "invalid_request_error", "message": "No."}}, 400)

CERTAINLY_NOT_DONE = [
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
]
PERHAPS_DONE = [
    httpx.CloseError,
    httpx.DecodingError,
    httpx.LocalProtocolError,
    httpx.ReadError,
    httpx.ReadTimeout,
    httpx.RemoteProtocolError,
    httpx.TooManyRedirects,
    httpx.WriteError,
    httpx.WriteTimeout,
]


async def _outcomes(raised: type[httpx.RequestError]) -> list[Outcome]:
    """What each telling comes to when the client raises that."""

    def refuse(request: httpx.Request) -> httpx.Response:
        raise raised("sk_test_51CanaryCanaryCanary at https://user:password@api.stripe.com")

    config, secrets = account("https://api.stripe.com")
    async with httpx.AsyncClient(transport=httpx.MockTransport(refuse)) as http:
        session = ADAPTER.connect(config, secrets, http, lambda: NOW)
        asked = instruction("pi_1", refund="re_1")
        with pytest.raises(NotAnswered):
            await session.standing("pi_1")
        assert isinstance(await session.find(asked, sent()), NotKnown)
        return [await tell(asked) for tell in (session.refund, session.void, session.capture, session.void_refund)]


def test_every_exception_of_the_client_has_its_outcome() -> None:
    def leaves(kind: type[Exception]) -> set[type[Exception]]:
        # Other libraries have kinds of their own, which the client never raises.
        own = [each for each in kind.__subclasses__() if each.__module__.partition(".")[0] == "httpx"]
        return {kind}.union(*map(leaves, own))

    abstract = {
        httpx.RequestError,
        httpx.TransportError,
        httpx.NetworkError,
        httpx.ProtocolError,
        httpx.TimeoutException,
    }
    assert leaves(httpx.RequestError) - abstract == {*CERTAINLY_NOT_DONE, *PERHAPS_DONE}


@pytest.mark.parametrize("raised", CERTAINLY_NOT_DONE)
async def test_what_was_never_on_its_way_was_not_done(raised: type[httpx.RequestError]) -> None:
    message = f"The gateway could not be reached ({raised.__name__})."
    assert await _outcomes(raised) == [NotReached(message)] * 4


@pytest.mark.parametrize("raised", PERHAPS_DONE)
async def test_what_broke_on_its_way_may_have_been_done(raised: type[httpx.RequestError]) -> None:
    message = f"The connection to the gateway broke ({raised.__name__})."
    assert await _outcomes(raised) == [NotKnown(message)] * 4


async def test_a_name_that_leads_nowhere_was_told_nothing(connect: Connect) -> None:
    assert isinstance(await connect("https://stripe.invalid").refund(instruction("pi_1")), NotReached)


async def test_tls_that_fails_was_told_nothing(stripe: Scripted, connect: Connect) -> None:
    session = connect(stripe.address.replace("http://", "https://"), timeout=0.3)
    assert isinstance(await session.refund(instruction("pi_1")), NotReached)
    assert stripe.requests == []


async def test_no_free_connection_was_told_nothing(stripe: Scripted) -> None:
    stripe.says(REFUSED)
    config, secrets = account(stripe.address)
    async with proxy_to(stripe.address) as proxy:
        config = config.model_copy(update={"api_base": proxy.address})
        http = client(timedelta(seconds=0.4), 1)
        session = ADAPTER.connect(config, secrets, http, lambda: NOW)
        proxy.faults.append(faults.SILENT_BEFORE)
        first = asyncio.create_task(session.refund(instruction("pi_1")))
        await asyncio.wait_for(proxy.held.wait(), 5)
        http.timeout = httpx.Timeout(5, pool=0.01)
        assert await session.refund(instruction("pi_1")) == NotReached(
            "The gateway could not be reached (PoolTimeout)."
        )
        assert isinstance(await first, NotKnown)
        await session.stop()


async def test_a_redirect_is_not_followed(stripe: Scripted, connect: Connect) -> None:
    stripe.says(answer({"id": "re_1"}, 307, location=f"{stripe.address}/elsewhere"))
    assert isinstance(await connect(stripe.address).refund(instruction("pi_1")), NotKnown)
    assert len(stripe.requests) == 1


async def test_a_thousand_sendings_leak_no_connection(stripe: Scripted, connect: Connect) -> None:
    """C13: of four connections none is lost, though every tenth sending is dropped or cut off."""
    payment = "pi_1"
    stripe.says(REFUSED)
    async with proxy_to(stripe.address) as proxy:
        session = connect(proxy.address, concurrency=4, timeout=30)
        spoilt = [faults.DROPPED_BEFORE, faults.HALF_A_JSON, faults.HALF_A_BODY, faults.status(503, reaches=False)]
        for number in range(100):
            proxy.faults.append(spoilt[number % 4])
            proxy.faults.extend([faults.status(502, reaches=False)] * 9)
        asked = [instruction(payment) for _ in range(1000)]
        outcomes = await asyncio.gather(*(session.refund(each) for each in asked))
        assert {type(outcome) for outcome in outcomes} == {NotKnown}
        transport = session._wire._http._transport
        assert isinstance(transport, httpx.AsyncHTTPTransport)
        pool = transport._pool
        assert len(pool.connections) <= 4
        assert all(connection.is_idle() for connection in pool.connections)
        after = instruction(payment)
        assert isinstance(await session.refund(after), Declined)
    assert len(stripe.requests) == sum(spoilt[number % 4].reaches for number in range(100)) + 1


async def test_cancelled_sendings_leak_no_connection(stripe: Scripted, connect: Connect) -> None:
    payment = "pi_1"
    stripe.says(REFUSED)
    async with proxy_to(stripe.address) as proxy:
        session = connect(proxy.address, concurrency=2, timeout=10)
        for steps in range(60):
            proxy.faults.append(faults.SILENT_BEFORE)
            sendings = [asyncio.create_task(session.refund(instruction(payment))) for _ in range(3)]
            for _ in range(steps):
                await asyncio.sleep(0)
            for sending in sendings:
                sending.cancel()
            await asyncio.gather(*sendings, return_exceptions=True)
        proxy.faults.clear()
        async with asyncio.timeout(5):
            assert isinstance(await session.refund(instruction(payment)), Declined)
