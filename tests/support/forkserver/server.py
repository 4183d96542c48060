"""Loads the service once, and forks whatever is asked for: each a `refundry` process of its own.

Run with the path of a socket to listen on, and the program that stands for Python in what it forks; it ends with its
standard input. It has one thread and no connections.
"""

import atexit
import contextlib
import fcntl
import gc
import os
import random
import selectors
import signal
import socket
import sys
import threading
import traceback
from dataclasses import dataclass
from typing import NoReturn

import app.commands.cli
import app.main
import app.schema.schema
import app.web.http.http_protocol
import workers.settings  # noqa: F401 -- what the commands import when they are called

MOST_DESCRIPTORS = 64

INTERPRETER = sys.executable


@dataclass(frozen=True, slots=True)
class Asked:
    """The process that is to be: its descriptors by their numbers there, its folder, arguments and environment."""

    descriptors: dict[int, int]
    folder: str
    arguments: list[str]
    environment: dict[str, str]


class Server:
    """Forks processes for its clients; who goes away takes their process along."""

    def __init__(self, address: str) -> None:
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(address)
        self.listener.listen(64)
        self.clients: dict[int, socket.socket] = {}
        self.woken, waking = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        signal.set_wakeup_fd(waking, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self.selector = selectors.DefaultSelector()
        for each in (self.listener, self.woken, sys.stdin.fileno()):
            self.selector.register(each, selectors.EVENT_READ)

    def run(self) -> None:
        while True:
            for key, _ in self.selector.select():
                if key.fileobj is self.listener:
                    self._fork()
                elif key.fileobj == self.woken:
                    os.read(self.woken, 4096)
                    self._bury()
                elif key.data is None:
                    for number in self.clients:
                        os.kill(number, signal.SIGKILL)
                    return
                elif key.data in self.clients:
                    # Its client is gone. It is buried like any other.
                    self.selector.unregister(key.fileobj)
                    os.kill(key.data, signal.SIGKILL)

    def _fork(self) -> None:
        client, _ = self.listener.accept()
        asked = _read(client)
        number = os.fork()
        if number == 0:
            self._become(client, asked)
        for descriptor in asked.descriptors.values():
            os.close(descriptor)
        self.clients[number] = client
        self.selector.register(client, selectors.EVENT_READ, number)
        with contextlib.suppress(OSError):
            client.sendall(b"%d\n" % number)

    def _become(self, client: socket.socket, asked: Asked) -> NoReturn:
        """Never returns: from here on this is the process that was asked for."""
        try:
            self.selector.close()
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            for each in (self.listener, client, *self.clients.values()):
                each.close()
            os.close(self.woken)
            _take(asked)
            status = _status()
        except BaseException:
            traceback.print_exc()
            status = 1
        with contextlib.suppress(BaseException):
            atexit._run_exitfuncs()
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)

    def _bury(self) -> None:
        while self.clients:
            try:
                number, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if number == 0:
                return
            client = self.clients.pop(number)
            with contextlib.suppress(KeyError):
                self.selector.unregister(client)
            with contextlib.suppress(OSError):
                client.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))
            client.close()


def _read(client: socket.socket) -> Asked:
    length, descriptors, _, _ = socket.recv_fds(client, 4, MOST_DESCRIPTORS)
    with client.makefile("rb") as said:
        whole = said.read(int.from_bytes(length, "big"))
    numbers, count, *parts = whole.decode(errors="surrogateescape").split("\0")
    folder, *arguments = parts[: int(count)]
    environment = dict(part.split("=", 1) for part in parts[int(count) :])
    named = zip(map(int, numbers.split(",")), descriptors, strict=True)
    return Asked(dict(named), folder, arguments, environment)


def _take(asked: Asked) -> None:
    """Takes the descriptors, folder, arguments and environment of the process that was asked for."""
    out_of_the_way = max(asked.descriptors) + 1
    moved = {
        number: fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, out_of_the_way)
        for number, descriptor in asked.descriptors.items()
    }
    for descriptor in asked.descriptors.values():
        os.close(descriptor)
    for number, descriptor in moved.items():
        os.dup2(descriptor, number)
        os.close(descriptor)
    os.chdir(asked.folder)
    os.environ.clear()
    os.environ.update(asked.environment)
    folders = [each for each in asked.environment.get("PYTHONPATH", "").split(os.pathsep) if each]
    sys.path[:0] = [each for each in folders if each not in sys.path]
    sys.executable = INTERPRETER
    sys.argv = [app.commands.cli.__file__, *asked.arguments]
    sys.modules["__main__"].__package__ = "app"  # by which a command calls itself
    random.seed()


def _status() -> int:
    """What the command ends with."""
    try:
        app.commands.cli.main()
    except SystemExit as ended:
        if ended.code is None or isinstance(ended.code, int):
            return ended.code or 0
        print(ended.code, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    gc.freeze()
    assert threading.active_count() == 1, "a fork has no other threads"
    address, INTERPRETER = sys.argv[1:]
    server = Server(address)
    print("ready", flush=True)
    server.run()
