"""Two processes of the API behind HAProxy, nginx and Caddy, by the files in deploy/proxies: none of the requests fails
while a process is away, and a refund is made once.
"""

import asyncio
import signal
import ssl
import subprocess
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import pytest
import trustme

from app.assembly import assembled
from app.demo.embedded import Urls
from app.settings import Settings, as_environment
from tests.crash.installation import until
from tests.docs.pages import ROOT
from tests.support import debian, forkserver
from tests.support import servers as real
from tests.support.merchant_client import Live, Shop, open_shop
from tests.support.promises import verified

FILES = ROOT / "deploy" / "proxies"
NAME = "refunds.example.com"
LIAR = "203.0.113.66"
"""Where a client says that it is."""


@dataclass(slots=True)
class Api:
    """A process of the API that listens on a port of its own, and logs into a file."""

    settings: Settings
    log: Path
    process: forkserver.Started | None = None

    async def start(self) -> None:
        with self.log.open("ab") as output:
            self.process = forkserver.Started(
                "serve", env=as_environment(self.settings), stdout=output, stderr=subprocess.STDOUT
            )
        await until(lambda: debian.listens(self.settings.port), "the API")

    async def stop(self) -> None:
        """Ends it as an operator does: what is in flight finishes."""
        if self.process is not None:
            process, self.process = self.process, None
            process.send_signal(signal.SIGTERM)
            await asyncio.to_thread(process.wait, 60)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two processes of one installation, and what a test knows of it."""

    apis: tuple[Api, Api]
    live: Live
    authority: trustme.CA


@pytest.fixture(scope="module")
async def pair(servers: Urls, template: str) -> AsyncIterator[Pair]:
    address = await real.create_database(servers, template=template)
    common = real.settings_for(
        servers, address, trusted_proxies=["127.0.0.1"], allowed_hosts=[NAME], public_url=f"https://{NAME}"
    )
    with TemporaryDirectory(prefix="refundry-pair-") as folder:
        first, second = (
            Api(common.model_copy(update={"port": debian.free_port()}), Path(folder) / f"api{number}")
            for number in (1, 2)
        )
        try:
            async with assembled(common) as service:
                await asyncio.gather(first.start(), second.start())
                yield Pair((first, second), Live("", common, service), trustme.CA())
        finally:
            await asyncio.gather(first.stop(), second.stop())


class AsItIsNamed(httpx.AsyncHTTPTransport):
    """Asks on 127.0.0.1 for the name that the certificate has."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        request.extensions["sni_hostname"] = NAME
        return await super().handle_async_request(request)


def _haproxy(text: str, folder: Path, port: int) -> tuple[str, list[str]]:
    bound = text.replace("bind :443", f"bind 127.0.0.1:{port}").replace("/run/haproxy", str(folder))
    return bound, [debian.program("haproxy"), "-db", "-f"]


def _nginx(text: str, folder: Path, port: int) -> tuple[str, list[str]]:
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    listening = text.replace("listen 443", f"listen 127.0.0.1:{port}")
    around = f"daemon off;\npid {folder}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\naccess_log off;\n{places}"
    return f"{around}{listening}}}\n", [debian.program("nginx"), "-p", str(folder), "-e", "stderr", "-c"]


def _caddy(text: str, folder: Path, port: int) -> tuple[str, list[str]]:
    bound = text.replace(f"https://{NAME} {{", f"https://{NAME}:{port} {{\n\tbind 127.0.0.1")
    options = "{\n\tadmin off\n\tauto_https disable_redirects\n}\n"
    return options + bound, [debian.program("caddy"), "run", "--adapter", "caddyfile", "--config"]


PROXIES: dict[str, Callable[[str, Path, int], tuple[str, list[str]]]] = {
    "haproxy.cfg": _haproxy,
    "nginx.conf": _nginx,
    "Caddyfile": _caddy,
}


@asynccontextmanager
async def behind(file: str, pair: Pair) -> AsyncIterator[tuple[Shop, Path]]:
    """A shop that asks by the proxy of that file, and the folder of what the proxy has.

    The file is taken as it stands, but for the addresses, ports and places that are an operator's own.
    """
    port = debian.free_port()
    with TemporaryDirectory(prefix="refundry-proxy-") as made:
        folder = Path(made)
        certificate = pair.authority.issue_cert(NAME)
        certificate.private_key_and_cert_chain_pem.write_to_path(folder / "refunds.pem")
        certificate.cert_chain_pems[0].write_to_path(folder / "refunds.crt")
        certificate.private_key_pem.write_to_path(folder / "refunds.key")
        text = (FILES / file).read_text().replace("/etc/refundry/tls", made)
        for number, api in enumerate(pair.apis, start=11):
            text = text.replace(f"10.0.0.{number}:8000", f"127.0.0.1:{api.settings.port}")
        written, words = PROXIES[file](text, folder, port)
        (folder / file).write_text(written)
        debian.give_away(folder)
        trusting = ssl.create_default_context()
        pair.authority.configure_trust(trusting)
        headers = {"Host": NAME, "X-Forwarded-For": LIAR}
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(debian.running([*words, str(folder / file)], port, folder / "printed"))
            client = httpx.AsyncClient(timeout=60, headers=headers, transport=AsItIsNamed(verify=trusting))
            http = await stack.enter_async_context(client)
            shop = await stack.enter_async_context(open_shop(pair.live))
            live = replace(pair.live, url=f"https://127.0.0.1:{port}/graphql")
            yield replace(shop, live=live, http=http), folder


@pytest.mark.parametrize("file", PROXIES)
async def test_a_process_that_is_away_is_passed_over(file: str, pair: Pair) -> None:
    async with behind(file, pair) as (shop, _):
        paid = await shop.settled("100.00")
        assert (await shop.refund(paid, "1.00", key="first")).codes == []
        await pair.apis[0].stop()
        try:
            answers = [await shop.refund(paid, "1.00", key=f"away {number}") for number in range(6)]
        finally:
            await pair.apis[0].start()
        assert [(each.status, each.codes) for each in answers] == [(200, [])] * 6
        assert (await shop.effects(paid)).count("refund") == 7
        told = await shop.execute("SELECT DISTINCT address FROM changes WHERE refund_id IS NOT NULL")
        assert LIAR not in {row["address"] for row in told}, "what a client claims of itself is replaced"


async def test_a_rolling_restart_loses_no_request(pair: Pair) -> None:
    """Each process is taken out of the proxy, restarted and taken in again, as the file says, under load."""
    async with behind("haproxy.cfg", pair) as (shop, folder):
        paid = await shop.settled("1000.00")
        over, made, failed = asyncio.Event(), list[str](), list[object]()

        async def keep_asking(client: int) -> None:
            number = 0
            while not over.is_set():
                number += 1
                answer = await shop.refund(paid, "0.01", key=f"{client}-{number}")
                if answer.status == 200 and not answer.codes:
                    made.append(answer.object["id"])
                else:
                    failed.append(answer.body)

        asking = [asyncio.create_task(keep_asking(client)) for client in range(4)]
        try:
            for number, api in enumerate(pair.apis, start=1):
                before = len(made)
                await told_haproxy(folder, f"set server refundry/api{number} state drain")
                await api.stop()
                await api.start()
                await told_haproxy(folder, f"set server refundry/api{number} state ready")

                async def goes_on(before: int = before) -> bool:
                    return len(made) > before + 20 or bool(failed)

                await until(goes_on, "refunds")
        finally:
            over.set()
            await asyncio.gather(*asking)
        assert not failed
        assert len(set(made)) == len(made)
        assert (await shop.effects(paid)).count("refund") == len(made)
    await verified(pair.live.settings)


async def told_haproxy(folder: Path, command: str) -> None:
    reader, writer = await asyncio.open_unix_connection(str(folder / "admin.sock"))
    writer.write(f"{command}\n".encode())
    said = await reader.read()
    writer.close()
    await writer.wait_closed()
    assert said.strip() == b"", said
