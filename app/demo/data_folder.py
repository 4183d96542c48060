"""The folder of a demo's data: its owner, who may enter it, and the files in it for the servers.

If root starts a demo, its servers run as another account, which owns their folders in it. To reach these, the servers
have a group that no other process has, so other processes of the same account can't enter. The folder itself, and
everything that root writes there, belongs to root alone.
"""

import hashlib
import os
import re
import tempfile
from pathlib import Path

from app.demo.private_files import check_contents, check_folder, check_way, open_private
from app.demo.processes import Account, account_for_servers

LOCK = "lock"
"""The file that marks a folder with a demo's data."""


OF_THE_SERVERS = ("postgres", "postgres.new", "valkey", "run")
"""The folders in it that belong to the servers' account."""


class NotOurs(Exception):
    """The folder has other files in it, and no demo's data."""


class DataFolder:
    """A demo's data folder, by its absolute path. It need not exist yet."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.account: Account | None = account_for_servers(path)
        """The account that the servers run as. None for our own."""

    @property
    def sockets(self) -> Path:
        """The folder of the sockets: in the data folder, unless that path is too long or has unusual characters."""
        inside = self.path / "run"
        if len(os.fsencode(inside)) <= 80 and re.fullmatch(r"[A-Za-z0-9/._-]+", str(inside)):
            return inside
        name = hashlib.sha256(os.fsencode(self.path)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"refundry-{os.geteuid()}-sockets-{name}" / "run"

    def has_data(self) -> bool:
        """Whether it has a demo's data. Raises UnsafeFolder if a folder above it can't be trusted."""
        check_way(self.path)
        return os.path.lexists(self.path / LOCK)

    def look(self) -> None:
        """Raises UnsafeFolder if another account could change it, NotOurs if it has other files in it.

        Before 0.2.0 the servers' account owned the folder. Such a folder has a lock file that is ours.
        """
        has_data, mine = self.has_data(), {os.geteuid()}
        try:
            check_folder(self.path, mine | self._servers if has_data else mine)
        except FileNotFoundError:
            return
        if not has_data and any(self.path.iterdir()):
            raise NotOurs(f"{self.path} has other files in it. Name an empty or a new folder with --data-dir.")
        check_contents(self.path, mine, dict.fromkeys(OF_THE_SERVERS, self._servers))

    def make(self) -> None:
        """Creates the folder, and the folders above it."""
        for folder in (*reversed(self.path.parents), self.path):
            folder.mkdir(mode=0o700 if folder == self.path else 0o755, exist_ok=True)

    def take_back(self) -> None:
        """If the servers' account owns the folder, makes it ours, and checks its contents again."""
        folder = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            if os.fstat(folder).st_uid in self._servers:
                os.fchown(folder, os.geteuid(), -1)
                os.fchmod(folder, 0o700)
                self.look()
        finally:
            os.close(folder)

    def open_to_servers(self) -> None:
        """Lets only the servers' account enter the folder and the sockets' folder, which it creates or empties."""
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
        """Creates a folder that only the servers' account and root can enter."""
        folder.mkdir(mode=0o700, exist_ok=True)
        check_folder(folder, {os.geteuid()} | self._servers)
        folder.chmod(0o700)
        if self.account is not None:
            os.chown(folder, self.account.user, self.account.group)

    def write_for_servers(self, name: str, text: str) -> Path:
        """Writes a file that the servers can read but not change. Returns its path."""
        path = self.path / name
        with open_private(path) as file:
            file.write(text.encode())
            if self.account is not None:
                os.fchown(file.fileno(), -1, self.account.group)
                os.fchmod(file.fileno(), 0o640)
        return path

    @property
    def _servers(self) -> set[int]:
        """The servers' account, if it is not ours."""
        return {self.account.user} if self.account else set()
