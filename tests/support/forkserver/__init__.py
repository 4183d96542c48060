"""`refundry` processes that start quickly: each is forked from one that has loaded the service already.

Loading takes longer than most commands do, and some hundred processes are started in a run of all tests. Each is still
a process of its own, with the arguments, the environment and the descriptors that it is given, and can be killed.
"""

import atexit
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import IO, Any

CLIENT = Path(__file__).with_name("client.py")
INTERPRETER = """\
#!/bin/sh
# Stands for Python in the processes that are forked: what they start as `refundry` is forked too.
if [ "$1 $2" != "-m app.commands.cli" ]; then exec {python} "$@"; fi
shift 2
before= further=
for each; do
    if [ "$before" = --descriptor ]; then further=$each; fi
    before=$each
done
exec {client} {server} - "$further" "$@"
"""
ROOT = Path(__file__).parents[3]


class Started(subprocess.Popen[Any]):
    """A `refundry` command, with what `subprocess.Popen` takes. `number` is the process's own."""

    def __init__(self, *arguments: str, pass_fds: Sequence[int] = (), **given: Any) -> None:
        told, tell = os.pipe()
        super().__init__([*words(tell, pass_fds), *arguments], pass_fds=(*pass_fds, tell), **given)
        self.number = number_of(told, tell)

    def send_signal(self, sig: int) -> None:
        self.poll()
        if self.returncode is None:
            os.kill(self.number, sig)


def run(
    *arguments: str, environment: Mapping[str, str] | None = None, typed: str | None = None, timeout: float = 60
) -> subprocess.CompletedProcess[str]:
    """How a `refundry` command ends, that was given these arguments and `typed` on its standard input."""
    standard_input = subprocess.DEVNULL if typed is None else subprocess.PIPE
    process = Started(
        *arguments, env=environment, stdin=standard_input, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        printed, said = process.communicate(typed, timeout=timeout)
    except BaseException:
        process.kill()
        raise
    return subprocess.CompletedProcess([*arguments], process.wait(), printed, said)


def words(tell: int | None = None, further: Sequence[int] = ()) -> list[str]:
    """What stands for `refundry` in a command that is started with these descriptors; on `tell` it says its number."""
    return [*_client(), _server(), "-" if tell is None else str(tell), ",".join(map(str, further))]


def number_of(told: int, tell: int) -> int:
    """The number of a process that was just started, by the two ends of the pipe on which it tells it; closes them."""
    os.close(tell)
    with os.fdopen(told) as line:
        return int(line.read())


@cache
def _server() -> str:
    """The address of the process that forks, which is started once and ends with this one."""
    folder = Path(mkdtemp(prefix="refundry-quick-"))
    address, interpreter = folder / "socket", folder / "python"
    interpreter.write_text(
        INTERPRETER.format(python=shlex.quote(sys.executable), client=shlex.join(_client()), server=address)
    )
    interpreter.chmod(0o755)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.support.forkserver.server", address, interpreter],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    atexit.register(_end, process, folder)
    assert _first_line(process.stdout) == b"ready\n"
    return str(address)


def _client() -> list[str]:
    return [sys.executable, "-I", "-S", str(CLIENT)]


def _first_line(printed: IO[bytes] | None) -> bytes:
    assert printed is not None
    return printed.readline()


def _end(process: "subprocess.Popen[bytes]", folder: Path) -> None:
    assert process.stdin is not None
    process.stdin.close()
    process.wait()
    shutil.rmtree(folder)
