"""The folder of a demo's data: whose it is, who may enter it, and what stands in it for the servers.

Root's servers run as another account, which owns their folders in it and has to pass it. It does so by a group that no
other process has, so that others of the same account stay outside. The folder itself, with all that root writes there,
is root's alone.
"""

import hashlib
import os
import re
import tempfile
from pathlib import Path

from app.demo.private_files import check_contents, check_folder, check_way, open_private
from app.demo.processes import Account, account_for_servers

LOCK = "lock"
"""The file by which a folder is known to have a demo's data."""


OF_THE_SERVERS = ("postgres", "postgres.new", "valkey", "run")
"""The folders in it that belong to the servers' account."""


class NotOurs(Exception):
    """A folder with other things in it."""


class DataFolder:
    """A folder by its absolute path, which need not be there yet."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.account: Account | None = account_for_servers(path)
        """Whom the servers run as; None for ourselves."""

    @property
    def sockets(self) -> Path:
        """The folder of the sockets: in the data folder, unless its path is one that addresses can't carry."""
        inside = self.path / "run"
        if len(os.fsencode(inside)) <= 80 and re.fullmatch(r"[A-Za-z0-9/._-]+", str(inside)):
            return inside
        name = hashlib.sha256(os.fsencode(self.path)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"refundry-{os.geteuid()}-sockets-{name}" / "run"

    def has_data(self) -> bool:
        """Whether a demo's data is there. Raises UnsafeFolder where the folders above it are not to be trusted."""
        check_way(self.path)
        return os.path.lexists(self.path / LOCK)

    def look(self) -> None:
        """Raises UnsafeFolder if another account could have a hand in it, NotOurs if it has other things in it.

        Versions before gave the folder to the servers' account. It is known by a lock that is ours.
        """
        has_data, mine = self.has_data(), {os.geteuid()}
        try:
            check_folder(self.path, mine | self._servers if has_data else mine)
        except FileNotFoundError:
            return
        if not has_data and any(self.path.iterdir()):
            raise NotOurs(f"{self.path} has other things in it; name an empty or a new folder with --data-dir.")
        check_contents(self.path, mine, dict.fromkeys(OF_THE_SERVERS, self._servers))

    def make(self) -> None:
        """Makes the folder, and those above it."""
        for folder in (*reversed(self.path.parents), self.path):
            folder.mkdir(mode=0o700 if folder == self.path else 0o755, exist_ok=True)

    def take_back(self) -> None:
        """Takes the folder from the servers' account, where it has it, and looks once more at what stands in it."""
        folder = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            if os.fstat(folder).st_uid in self._servers:
                os.fchown(folder, os.geteuid(), -1)
                os.fchmod(folder, 0o700)
                self.look()
        finally:
            os.close(folder)

    def open_to_servers(self) -> None:
        """Lets the servers' account, and no other, pass the folder and that of the sockets, which is made and empty."""
        for folder in (self.path, self.sockets.parent):
            check_way(folder)
            folder.mkdir(mode=0o700, exist_ok=True)
            check_folder(folder, {os.geteuid()})
            if self.account is not None:
                os.chown(folder, -1, self.account.group)
            folder.chmod(0o700 if self.account is None else 0o710)
        self.make_for_servers(self.sockets)
        for left_over in self.sockets.iterdir():
            left_over.unlink()

    def make_for_servers(self, folder: Path) -> None:
        """A folder in this one that only the servers' account (and root) can enter."""
        folder.mkdir(mode=0o700, exist_ok=True)
        check_folder(folder, {os.geteuid()} | self._servers)
        folder.chmod(0o700)
        if self.account is not None:
            os.chown(folder, self.account.user, self.account.group)

    def write_for_servers(self, name: str, text: str) -> Path:
        """Writes a file that the servers can read and not change; its path."""
        path = self.path / name
        with open_private(path) as file:
            file.write(text.encode())
            if self.account is not None:
                os.fchown(file.fileno(), -1, self.account.group)
                os.fchmod(file.fileno(), 0o640)
        return path

    @property
    def _servers(self) -> set[int]:
        """The account of the servers, where it is not ours."""
        return {self.account.user} if self.account else set()
