"""What is kept of each release, in a folder of its version: schema, migrations, tables with data, commit.

0.2.0/release.json      the commit, the revision of its tables, and the SHA-256 of each of its migrations
0.2.0/schema.graphql    what its clients were promised
0.2.0/tables.sql.gz     a dump of its tables with data, the sandbox's books included
"""

import gzip
import hashlib
import json
import subprocess
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from tests.support.backups import run

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent
MIGRATIONS = ROOT / "app" / "store" / "migrations" / "versions"
RUNS_BY = ("app", "refundry", "workers")
"""The packages that a process of the service consists of."""

FACTS, SCHEMA, TABLES = "release.json", "schema.graphql", "tables.sql.gz"


class NoSuchCode(Exception):
    """A release's commit is not in this clone."""


@dataclass(frozen=True, slots=True)
class Release:
    """One release that is kept in `folder`."""

    folder: Path
    version: str
    commit: str
    revision: str
    migrations: Mapping[str, str]

    @classmethod
    def read(cls, folder: Path) -> "Release":
        return cls(folder=folder, **json.loads((folder / FACTS).read_text(encoding="utf-8")))

    @property
    def number(self) -> list[int]:
        return [int(part) for part in self.version.split(".")]

    async def restore(self, database: str, work: Path) -> None:
        """Fills an empty database with the release's tables and their data."""
        file = work / "tables.sql"
        file.write_bytes(gzip.decompress((self.folder / TABLES).read_bytes()))
        await run("psql", "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", f"--file={file}", database)

    def unpack(self, into: Path) -> None:
        """Writes the release's code there, from its commit. Raises NoSuchCode."""
        there = _git("cat-file", "-e", f"{self.commit}^{{commit}}")
        if there.returncode:
            shallow = _git("rev-parse", "--is-shallow-repository").stdout.strip() == b"true"
            raise NoSuchCode(
                f"The commit {self.commit} of release {self.version} is not here: "
                + ("this clone is shallow. `git fetch --unshallow` gets it." if shallow else _said(there))
            )
        packed = _git("archive", "--format=tar", self.commit, *RUNS_BY)
        assert packed.returncode == 0, _said(packed)
        with tarfile.open(fileobj=BytesIO(packed.stdout)) as archive:
            archive.extractall(into, filter="data")


def kept(folder: Path = FOLDER) -> list[Release]:
    """Every release that is kept, the first one first."""
    return sorted((Release.read(each.parent) for each in folder.glob(f"*/{FACTS}")), key=lambda each: each.number)


def present_migrations() -> dict[str, str]:
    """The SHA-256 of each migration of this code, by its file's name."""
    return {each.name: hashlib.sha256(each.read_bytes()).hexdigest() for each in sorted(MIGRATIONS.glob("*.py"))}


def present_commit() -> str:
    """Raises NoSuchCode outside of a clone."""
    found = _git("rev-parse", "HEAD")
    if found.returncode:
        raise NoSuchCode(_said(found))
    return found.stdout.decode().strip()


def uncommitted() -> str:
    """What `git status` tells of files that are not as they were committed."""
    return _git("status", "--porcelain").stdout.decode()


def _git(*arguments: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, check=False)


def _said(ended: "subprocess.CompletedProcess[bytes]") -> str:
    return ended.stderr.decode(errors="replace").strip()
