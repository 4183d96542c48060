"""Dumps of a database, and going back to one, with PostgreSQL's own tools.

The sandbox gateway's books stay as they are: they stand for another company's.
"""

import asyncio
from pathlib import Path

from app.demo.embedded import program

OURS = "public.*"


async def dump(database: str, folder: Path) -> Path:
    """A dump of the service's own tables in that database, as they are now."""
    file = folder / "refundry.sql"
    await run("pg_dump", "--clean", "--if-exists", f"--table={OURS}", f"--file={file}", plain(database))
    return file


async def restore(database: str, file: Path) -> None:
    """Makes the service's tables what they were when they were dumped. Nobody may be working on them."""
    strictly = "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--single-transaction"
    await run("psql", *strictly, f"--file={file}", plain(database))


async def run(name: str, *arguments: str) -> str:
    """What one of PostgreSQL's programs printed. Fails with what it says where it fails."""
    process = await asyncio.create_subprocess_exec(
        program(name), *arguments, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    told, _ = await process.communicate()
    assert process.returncode == 0, f"{name}: {told.decode()}"
    return told.decode()


def plain(database: str) -> str:
    """The address as PostgreSQL's programs take it."""
    return database.replace("+asyncpg", "", 1)
