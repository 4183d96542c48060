"""Reads what operations on payments are decided on, as of one moment, for many at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.copies import replace
from app.domain.reversals.payments import Merchant, MerchantAccount, Transaction
from app.store.database import Connection, driver_of
from app.store.reversals.reservation import Versions
from app.store.reversals.row_reader import Columns
from app.store.reversals.rows import account_from, merchant_from, operation_from, transaction_of
from app.store.tables.payments import MERCHANT_ACCOUNTS, MERCHANTS, OPERATIONS

_ACCOUNT = ", ".join(f"a.{column.name} AS account__{column.name}" for column in MERCHANT_ACCOUNTS.c)
_OPEN = ", ".join(f"h.{column.name} AS open__{column.name}" for column in OPERATIONS.c)
_ASKED_ACCOUNT = ", ".join(f"b.{column.name} AS asked_account__{column.name}" for column in MERCHANT_ACCOUNTS.c)
_MERCHANT = ", ".join(f"m.{column.name} AS merchant__{column.name}" for column in MERCHANTS.c)

PAYMENT = f"""
    t.*, t.xmin::text AS version, m.xmin::text AS merchant_version, {_ACCOUNT}, {_MERCHANT}, {_OPEN},
    (SELECT count(*) FROM refunds r WHERE r.transaction_id = t.id AND r.needs_attention) > 0 AS has_failed_refund,
    asked.request_key IS NOT NULL AND (
        EXISTS (SELECT FROM request_keys k WHERE k.merchant_id = m.id AND k.key = asked.request_key)
        OR EXISTS (SELECT FROM refunds r WHERE r.transaction_id = t.id AND r.made_elsewhere AND r.source = 'API')
    ) AS knows_key,
    asked.reason_code IS NULL OR (
        SELECT count(*) FROM refund_reasons w
        WHERE w.merchant_id = m.id AND w.code = asked.reason_code AND w.active
    ) > 0 AS knows_reason
"""  # noqa: S608 -- the columns' names are those of our own tables
"""What has to be known of a payment `t` on account `a` of merchant `m`, for what is `asked`.

Its open charge, capture or void is joined as `h`, by `OPEN_OPERATION`. It is counted where the question is whether
there are any: for EXISTS, PostgreSQL may read a whole table beforehand.
"""

OPEN_OPERATION = """
    LEFT JOIN LATERAL (
        SELECT * FROM operations h
        WHERE h.transaction_id = t.id AND h.refund_id IS NULL AND h.state IN ('WAITING', 'RUNNING', 'PAUSED') LIMIT 1
    ) h ON true
"""

_LOOK = f"""
    SELECT asked.place, {PAYMENT}, {_ASKED_ACCOUNT}
    FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[])
        WITH ORDINALITY AS asked(merchant_id, legacy_id, request_key, reason_code, account, place)
    JOIN merchants m ON m.id = asked.merchant_id
    JOIN transactions t ON t.legacy_id = asked.legacy_id AND t.merchant_id = m.id
    JOIN merchant_accounts a ON a.id = t.account_id
    LEFT JOIN LATERAL (
        SELECT * FROM merchant_accounts b WHERE b.merchant_id = m.id AND b.public_id = asked.account LIMIT 1
    ) b ON true
    {OPEN_OPERATION}
"""  # noqa: S608 -- the same


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: a merchant's payment, beside what came with the request.

    That is its apiRequestKey, a reason, and the id of the merchant account that a refund is to come out of.
    """

    merchant_id: int
    legacy_id: str
    request_key: str | None = None
    reason_code: str | None = None
    account: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """A payment and its merchant as they were at one moment; `version` changes whenever the payment's row does, and
    `merchant_version` whenever the merchant's does.

    `knows_key` says that the request's key was used before, or may have been, since a refund was found at the gateway
    again; `knows_reason` that its reason can be given, `failed` that something needs attention that a new reversal puts
    an end to. `account` is the one that was asked for.
    """

    transaction: Transaction
    merchant: Merchant
    version: str
    merchant_version: str
    knows_key: bool
    knows_reason: bool
    failed: bool
    account: MerchantAccount | None = None

    @property
    def versions(self) -> Versions:
        return Versions(self.version, self.merchant_version)

    @property
    def plain(self) -> bool:
        """Whether there is nothing else to it: nothing is open or failed, the key is new, the reason can be given."""
        nothing_open = self.transaction.operation is None
        return nothing_open and self.knows_reason and not (self.failed or self.knows_key)


async def look(connection: Connection, wanted: Sequence[Wanted]) -> dict[Wanted, Seen]:
    """What there is of them, all as of one moment each."""
    rows = await connection.fetch(
        _LOOK,
        [each.merchant_id for each in wanted],
        [each.legacy_id for each in wanted],
        [each.request_key for each in wanted],
        [each.reason_code for each in wanted],
        [each.account for each in wanted],
    )
    sight = Sight()
    return {wanted[row["place"] - 1]: sight.of_named(row) for row in rows}


async def look_held(session: AsyncSession, wanted: Wanted) -> Seen:
    """The same of a payment that the session's work holds."""
    return (await look(await driver_of(session), [wanted]))[wanted]


class Sight:
    """Makes out of rows with the columns of `PAYMENT` what was seen; what many of them have is made once."""

    def __init__(self) -> None:
        self._merchants: dict[int, Merchant] = {}
        self._accounts: dict[int, MerchantAccount] = {}

    def of(self, row: Columns) -> Seen:
        merchant_id, account_id = row["merchant_id"], row["account_id"]
        if merchant_id not in self._merchants:
            self._merchants[merchant_id] = merchant_from(row, "merchant__")
        if account_id not in self._accounts:
            self._accounts[account_id] = account_from(row, "account__")
        opened = None if row["open__id"] is None else operation_from(row, "open__")
        return Seen(
            transaction_of(row, self._accounts[account_id], opened),
            self._merchants[merchant_id],
            row["version"],
            row["merchant_version"],
            knows_key=row["knows_key"],
            knows_reason=row["knows_reason"],
            failed=row["has_failed_refund"] or row["needs_attention"],
        )

    def of_named(self, row: Columns) -> Seen:
        """The same, with the account that was asked for."""
        seen = self.of(row)
        if row["asked_account__id"] is None:
            return seen
        return replace(seen, account=account_from(row, "asked_account__"))
