"""Writes the migration that the models need, by way of a database of its own: `make migration name="what changes"`."""

import asyncio
import sys

from app.store.migrate import upgrade, write_revision
from tests.support.servers import create_database, running


async def main(message: str) -> None:
    with running() as servers:
        database = await create_database(servers, template="template1")
        await upgrade(database)
        print(await write_revision(database, message))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
