"""`refundry demo`: runs the whole service on one machine, from one process.

It starts PostgreSQL, Valkey, the API, a worker and a mail catcher, restarts those that die, and ends all of them in the
right order. It owns the listening sockets, so that clients wait, and are not refused, while the API restarts.
"""

import asyncio
import http.client
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import structlog

from app.assembly import assembled
from app.demo import processes, stripe_fake
from app.demo.demo import DemoData, seed
from app.demo.embedded import DEMO, Servers, Urls, tail
from app.demo.mail_page import FOLDER
from app.demo.private_files import open_private
from app.settings import Settings, as_environment, read_settings
from app.store.migrate import upgrade

log = structlog.get_logger(__name__)

HOST = "127.0.0.1"
HOST_NAMES = ["127.0.0.1", "localhost"]
"""The host names that the demo accepts. Others are refused, so a web page can't reach it by DNS rebinding."""

NOTIFY_EMAILS = ["support@example.com"]
MAIL_FROM = "Refundry <refundry@example.com>"
"""No mail leaves the machine: the demo catches all of it, and shows it at /mail."""

_STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

PATIENCE = 60.0
"""Seconds for the start of the API."""


class DemoFailed(Exception):
    """A part of the demo did not start. The message has the end of its log."""


@dataclass(slots=True)
class Child:
    """The API, the worker, the mail catcher or Stripe's simulator: a process, restarted when it ends by itself."""

    name: str
    command: list[str]
    data: Path
    environment: dict[str, str]
    descriptors: tuple[int, ...] = ()
    starts: list[float] = field(default_factory=list)
    process: subprocess.Popen[bytes] | None = None

    @property
    def log_file(self) -> Path:
        return self.data / f"{self.name}.log"

    @property
    def pid_file(self) -> Path:
        return self.data / f"{self.name}.pid"

    def start(self) -> None:
        with open_private(self.log_file, append=bool(self.starts)) as output:
            self.process = processes.start(
                self.command,
                output,
                environment=self.environment,
                when_orphaned=signal.SIGTERM,
                descriptors=self.descriptors,
            )
        with open_private(self.pid_file) as file:
            file.write(b"%d\n" % self.process.pid)
        self.starts = [*self.starts[-4:], time.monotonic()]

    def ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def may_start_again(self) -> bool:
        """Whether it may be restarted now: at most five starts in ten seconds."""
        return len(self.starts) < 5 or time.monotonic() - self.starts[0] > 10

    def ask_to_end(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def kill(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.kill()

    def end(self, patience: float) -> None:
        """Waits for the end that `ask_to_end` asked for; after `patience` seconds it is killed."""
        if self.process is not None:
            processes.end(self.process, None, patience)


def settings_of(
    urls: Urls, port: int, mail_port: int, mail: Path, host_names: Sequence[str], ring: Path | None = None
) -> Settings:
    """The settings of a demo, which answers to `host_names` besides its own.

    `ring` is a file with a key ring of the demo's own, where the environment names none.
    """
    given: dict[str, Any] = {
        "database_url": urls.database,
        "redis_url": urls.redis,
        "host": HOST,
        "port": port,
        "allowed_hosts": [*HOST_NAMES, *host_names],
        "public_url": f"http://{HOST}:{port}",
        "log_format": "text",
        "notify_emails": NOTIFY_EMAILS,
        "smtp_url": f"smtp://{HOST}:{mail_port}?starttls=never",
        "mail_from": MAIL_FROM,
        "caught_mail": mail,
    }
    settings = read_settings(**given)
    if ring is None or settings.keys_of_secrets:
        return settings
    return read_settings(**given, secrets_keys=None, secrets_keys_file=ring)


def run(
    data: Path,
    port: int,
    *,
    fresh: bool,
    show: Callable[[DemoData, int, Path], None],
    host_names: Sequence[str] = (),
    with_stripe: bool = False,
) -> None:
    """Runs the demo until SIGINT, SIGTERM or SIGHUP. Calls `show` with port and data folder when everything answers.

    `with_stripe` runs a simulator of Stripe beside it. A second signal kills the processes. Raises UnsafeFolder,
    EmbeddedError, AddressTaken or DemoFailed.
    """
    data = data.absolute()
    servers = Servers(data)
    children: list[Child] = []
    patience = 0.0

    _stop_on_signals(children)
    try:
        servers.take(DEMO)
        _end_orphans(data)
        with ExitStack() as sockets:
            listener = sockets.enter_context(processes.listen(HOST, port))
            mail_listener = sockets.enter_context(processes.listen(HOST, 0))
            servers.start(fresh=fresh)
            if fresh:
                _forget(data)
            stripe = sockets.enter_context(stripe_fake.listen(HOST, data)) if with_stripe else None
            ring = stripe_fake.ring_of(data, make=with_stripe)
            settings = settings_of(servers.urls, port, mail_listener.getsockname()[1], data / FOLDER, host_names, ring)
            patience = settings.shutdown_grace + 10
            if stripe is not None:
                _start(children, _child("stripe", data, settings, "stripe-fake", stripe.fileno()))
            demo = asyncio.run(_prepare(settings, stripe))
            api, *others = _children(data, settings, listener.fileno(), mail_listener.fileno())
            _start(children, api, *others)
            _wait_for_api(api, port)
            show(demo, port, data)
            _watch(servers, children)
    except KeyboardInterrupt:
        log.warning("demo.stopping")
    finally:
        _end(children, patience)
        servers.stop()


def _stop_on_signals(children: Sequence[Child]) -> None:
    """The first signal raises KeyboardInterrupt, a second one kills the processes."""

    def interrupt(*_: object) -> None:
        for number in _STOP_SIGNALS:
            signal.signal(number, hurry)
        raise KeyboardInterrupt

    def hurry(*_: object) -> None:
        for child in children:
            child.kill()

    for number in _STOP_SIGNALS:
        signal.signal(number, interrupt)


def _end(children: Sequence[Child], patience: float) -> None:
    """Ends all of them at once, each after at most so many seconds."""
    for child in children:
        child.ask_to_end()
    for child in children:
        child.end(patience)


def check_can_run(*, with_stripe: bool) -> None:
    """Raises DemoFailed where what runs the simulator is not installed."""
    if with_stripe and not stripe_fake.can_run():
        raise DemoFailed(stripe_fake.NOT_INSTALLED)


def _end_orphans(data: Path) -> None:
    """Ends the processes of an earlier demo that have outlived it."""
    for name in ("api", "worker", "mail", "stripe"):
        processes.end_orphan(data / f"{name}.pid", f"--data-dir {data} ", signal.SIGTERM)


def _forget(data: Path) -> None:
    """Deletes what is kept beside the database."""
    shutil.rmtree(data / FOLDER, ignore_errors=True)
    stripe_fake.forget(data)


def _children(data: Path, settings: Settings, descriptor: int, mail_descriptor: int) -> list[Child]:
    return [
        _child("api", data, settings, "serve", descriptor),
        _child("worker", data, settings, "worker"),
        _child("mail", data, settings, "catch-mail", mail_descriptor),
    ]


def _child(name: str, data: Path, settings: Settings, command: str, *descriptors: int) -> Child:
    """A process of this program; `descriptors` has the socket that it is to listen on, if it is to."""
    listens = [each for number in descriptors for each in ("--descriptor", str(number))]
    words = [sys.executable, "-m", "app.commands.cli", command, "--data-dir", str(data), *listens]
    return Child(name, words, data, as_environment(settings), descriptors)


def _start(children: list[Child], *more: Child) -> None:
    """Starts `more`, which are among the demo's children from now on."""
    for child in more:
        children.append(child)
        child.start()


async def _prepare(settings: Settings, stripe: socket.socket | None) -> DemoData:
    await upgrade(settings.database_url)
    demo = await seed(settings)
    if stripe is None:
        return demo
    async with assembled(settings) as service:
        beside = await stripe_fake.seed(service, f"http://{HOST}:{stripe.getsockname()[1]}")
    return replace(demo, stripe=beside)


def _wait_for_api(api: Child, port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while not _is_ready(port):
        if api.ended() or time.monotonic() > deadline:
            raise DemoFailed(f"The API did not start. The end of {api.log_file}:\n{tail(api.log_file)}")
        time.sleep(0.05)


def _is_ready(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


def _watch(servers: Servers, children: list[Child]) -> None:
    """Restarts what ends by itself, until a signal interrupts."""
    while True:
        time.sleep(0.2)
        for name in servers.revive():
            log.warning("server.started_again", name=name)
        for child in children:
            if child.ended() and child.may_start_again():
                log.warning("process.started_again", name=child.name, log=str(child.log_file))
                child.start()
