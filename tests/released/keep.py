"""Keeps what a release promises, in a folder of its version: `make release-keep`, on the commit of the release.

From then on, its clients, its tables and its processes have to work with every later version: tests hold that.
"""

import asyncio
import gzip
import json
import shutil
import sys
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from app import __version__
from app.demo.embedded import Urls
from app.store.migrate import known_revisions
from tests.released.kept import (
    FACTS,
    FOLDER,
    ROOT,
    SCHEMA,
    TABLES,
    Release,
    kept,
    present_commit,
    present_migrations,
    uncommitted,
)
from tests.released.rich_data import fill
from tests.support import servers as real
from tests.support.backups import run


async def keep(folder: Path, version: str, commit: str, servers: Urls) -> Release:
    """Writes all of it into the folder, which is made. The present code has to be that of the commit."""
    database = await real.create_database(servers, template="template1")
    await fill(real.settings_for(servers, database))
    with TemporaryDirectory() as work:
        dump = Path(work) / "tables.sql"
        await run("pg_dump", "--no-owner", "--no-privileges", f"--file={dump}", database)
        release = _written(folder, version, commit, dump)
    await real.drop_database(servers, database)
    return release


def _written(folder: Path, version: str, commit: str, dump: Path) -> Release:
    folder.mkdir(parents=True)
    (folder / TABLES).write_bytes(gzip.compress(dump.read_bytes(), mtime=0))
    shutil.copy(ROOT / "schema.graphql", folder / SCHEMA)
    release = Release(folder, version, commit, known_revisions().head, present_migrations())
    facts = asdict(release)
    del facts["folder"]
    (folder / FACTS).write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")
    return release


def main() -> None:
    if ".dev" in __version__:
        sys.exit(f"app/__init__.py says {__version__}. Set the release's version there, and its day in CHANGELOG.md.")
    if changed := uncommitted():
        sys.exit(f"Commit what has changed first; a release is a commit:\n{changed}")
    if __version__ in {each.version for each in kept()}:
        sys.exit(f"{__version__} is kept already. What was released never changes: take the next version.")
    with real.running() as servers:
        release = asyncio.run(keep(FOLDER / __version__, __version__, present_commit(), servers))
    print(f"{release.folder.relative_to(ROOT)} keeps {release.version}, commit {release.commit}. Commit it.")


if __name__ == "__main__":
    main()
