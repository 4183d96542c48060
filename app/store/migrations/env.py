"""Where Alembic comes in: `app.store.migrate` hands it the connection, and with it the transaction."""

from alembic import context
from sqlalchemy import Connection

from app.store.migrate import METADATA, OPTIONS

connection: Connection | None = context.config.attributes.get("connection")
if connection is None:
    raise SystemExit("Migrations run by `refundry migrate`, which says on which database.")

context.configure(connection=connection, target_metadata=METADATA, transaction_per_migration=True, **OPTIONS)
with context.begin_transaction():
    context.run_migrations()
