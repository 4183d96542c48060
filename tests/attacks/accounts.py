"""Other accounts of the same machine, for tests that root runs: they try what an account of its own could try."""

import os
import pwd
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


BECOME = """
import asyncio, asyncpg, os, socket, sys
from pathlib import Path
from app.demo.embedded import Servers
user, group, script = int(sys.argv.pop(1)), int(sys.argv.pop(1)), sys.argv.pop(1)
os.setgroups([])
os.setresgid(group, group, group)
os.setresuid(user, user, user)
exec(compile(script, "script", "exec"))
"""
"""It loads what scripts need while it still may: Python itself may stand in a folder of root's."""


@dataclass(frozen=True, slots=True)
class Other:
    """An account by its numbers."""

    user: int
    group: int

    def does(self, script: str, *arguments: object) -> str:
        """What a Python script prints that runs as this account, with these arguments in `sys.argv[1:]`."""
        done = subprocess.run(self._command(script, *arguments), cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    @contextmanager
    def doing(self, script: str, *arguments: object) -> Iterator[str]:
        """A script that prints a line, and then goes on until its standard input ends; the line."""
        command = self._command(script, *arguments)
        with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            try:
                yield process.stdout.readline().strip()
            finally:
                process.stdin.close()

    def _command(self, script: str, *arguments: object) -> list[str]:
        return [sys.executable, "-c", BECOME, *map(str, (self.user, self.group, script, *arguments))]


def neighbours() -> list[Other]:
    """Two other accounts: the one that root's servers run as, and one that nothing runs as.

    None where the tests don't run as root, and so can't be anybody else.
    """
    if os.geteuid() != 0:
        return []
    nobody = pwd.getpwnam("nobody")
    return [Other(nobody.pw_uid, nobody.pw_gid), Other(60_001, 60_001)]
