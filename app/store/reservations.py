"""Reversals as they are asked for: what has to be known to decide on one, and everything that asking writes down.

Both are one statement for as many as come at a time. What is decided without a lock is written only if the payment is
still the row that was looked at: its version is PostgreSQL's `xmin`, which every change of a row renews. Whatever can
make a decision wrong changes the payment's row (its status, and what refunds hold of it), except for a void or capture
that begins; of those an index allows one at a time.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from msgspec.json import encode
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.money import Money
from app.domain.payments import Merchant, MerchantAccount, Operation, Refund, Terms, Transaction
from app.domain.people import Actor
from app.domain.reversals import NewRefund
from app.domain.states import OperationKind, PaymentStatus, RetryState
from app.store.database import Connection, driver_of
from app.store.operations import Lease
from app.store.rows import Columns, Joined, account_from, as_interval, merchant_from, operation_from, transaction_of
from app.store.tables import MERCHANT_ACCOUNTS, MERCHANTS, OPERATIONS

_ACCOUNT = ", ".join(f"a.{column.name} AS account__{column.name}" for column in MERCHANT_ACCOUNTS.c)
_OPEN = ", ".join(f"h.{column.name} AS open__{column.name}" for column in OPERATIONS.c)
_ASKED_ACCOUNT = ", ".join(f"b.{column.name} AS asked_account__{column.name}" for column in MERCHANT_ACCOUNTS.c)
_MERCHANT = ", ".join(f"m.{column.name} AS merchant__{column.name}" for column in MERCHANTS.c)

PAYMENT = f"""
    t.*, t.xmin::text AS version, m.xmin::text AS merchant_version, {_ACCOUNT}, {_MERCHANT}, {_OPEN},
    (SELECT count(*) FROM refunds r WHERE r.transaction_id = t.id AND r.needs_attention) > 0 AS has_failed_refund,
    asked.request_key IS NOT NULL AND (
        SELECT count(*) FROM request_keys k WHERE k.merchant_id = m.id AND k.key = asked.request_key
    ) > 0 AS knows_key,
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

COLUMNS = """
    place bigint, transaction_id bigint, version text, clock_offset interval, merchant_id bigint, currency text,
    amount bigint, at timestamptz, source text, actor_id text, actor_name text, actor_kind text, address text,
    what text, reason_code text, note text, on_failure text, turns boolean, gateway text,
    kind text, key text, lease text, lease_until timestamptz, capture_order_id text, of_refund bigint,
    refund_legacy_id text, refund_account_id bigint, refund_order_id text, refund_details jsonb, request_key text,
    fingerprint bytea, key_names_transaction boolean
"""

NUMBERS = """
    CASE WHEN key IS NOT NULL THEN nextval('operations_id_seq') END AS operation_id,
    CASE WHEN refund_legacy_id IS NOT NULL THEN nextval('refunds_id_seq') ELSE of_refund END AS refund_id
"""
"""What is about to be made gets its numbers first, so that all of it can be written at once."""

MADE = """
    reserved AS (
        INSERT INTO refunds (id, merchant_id, legacy_id, transaction_id, account_id, order_id, currency, amount,
            status, source, created_at, requested_by, requested_by_id, reason_code, note, order_refund_id, gateway,
            details)
        OVERRIDING SYSTEM VALUE
        SELECT refund_id, merchant_id, refund_legacy_id, transaction_id, refund_account_id, refund_order_id, currency,
            amount, 'AUTHORIZING', source, at, actor_name, actor_id, reason_code, note, order_refund_id, gateway,
            refund_details
        FROM going WHERE refund_legacy_id IS NOT NULL
    ), started AS (
        INSERT INTO operations (id, merchant_id, kind, key, transaction_id, refund_id, currency, amount, order_id,
            state, turns, on_failure, reason_code, note, order_refund_id, gateway, requested_by, requested_by_kind,
            requested_by_id, requested_at, attempts_made, first_attempt_at, last_attempt_at, lease, lease_until)
        OVERRIDING SYSTEM VALUE
        SELECT operation_id, merchant_id, kind, key, transaction_id, refund_id, currency, amount, capture_order_id,
            'RUNNING', turns, on_failure, reason_code, note, order_refund_id, gateway, actor_name, actor_kind,
            actor_id, at, 1, at, at, lease, lease_until
        FROM going WHERE key IS NOT NULL
    ), begun AS (
        INSERT INTO attempts (operation_id, number, key, started_at)
        SELECT operation_id, 1, key, at FROM going WHERE key IS NOT NULL
    ), told AS (
        INSERT INTO changes (merchant_id, transaction_id, refund_id, at, actor_id, actor_name, source, address, what,
            note, reason_code)
        SELECT merchant_id, transaction_id, refund_id, at, actor_id, actor_name, source, address, what, note,
            reason_code
        FROM going WHERE what IS NOT NULL
    )
"""
"""Everything that is written of the rows that are `going`, whatever let them go."""

_WRITE = f"""
    WITH asked AS MATERIALIZED (
        SELECT given.*, {NUMBERS}
        FROM json_to_recordset($1::text::json) AS given({COLUMNS}, order_refund_id bigint)
    ), free AS MATERIALIZED (
        SELECT asked.place
        FROM asked JOIN transactions t ON t.id = asked.transaction_id JOIN merchants m ON m.id = asked.merchant_id
        WHERE asked.version IS NULL OR (asked.version = t.xmin::text AND asked.clock_offset = m.clock_offset)
        FOR NO KEY UPDATE OF t SKIP LOCKED
    ), claimed AS (
        INSERT INTO request_keys (merchant_id, key, fingerprint, created_at, transaction_id, refund_id, operation_id)
        SELECT merchant_id, request_key, fingerprint, at, CASE WHEN key_names_transaction THEN transaction_id END,
            refund_id, operation_id
        FROM asked JOIN free USING (place) WHERE request_key IS NOT NULL
        ON CONFLICT DO NOTHING
        RETURNING merchant_id, key
    ), going AS MATERIALIZED (
        SELECT asked.* FROM asked JOIN free USING (place)
        WHERE request_key IS NULL OR (merchant_id, request_key) IN (SELECT merchant_id, key FROM claimed)
    ), {MADE}
    SELECT place, operation_id, refund_id FROM going
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

    `knows_key` says that the request's key was used before, `knows_reason` that its reason can be given, `failed` that
    something needs attention that a new reversal puts an end to. `account` is the one that was asked for.
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
    def plain(self) -> bool:
        """Whether there is nothing else to it: nothing is open or failed, the key is new, the reason can be given."""
        nothing_open = self.transaction.operation is None
        return nothing_open and self.knows_reason and not (self.failed or self.knows_key)


@dataclass(frozen=True, slots=True)
class Begun:
    """What is sent at once: an operation's first attempt, under its key, by whoever holds the lease."""

    kind: OperationKind
    key: str
    lease: Lease
    order_id: str | None = None


@dataclass(frozen=True, slots=True)
class KeyClaim:
    """The apiRequestKey that the request came with, and what it asked; with `transaction` it answers with that."""

    key: str
    fingerprint: bytes
    transaction: bool = False

    @property
    def fingerprint_text(self) -> str:
        """As PostgreSQL writes bytes."""
        return f"\\x{self.fingerprint.hex()}"


@dataclass(frozen=True, slots=True)
class Reservation:
    """Everything that asking for something at the gateway writes down, before the gateway hears of it.

    `refund` is the one that is made by it, `of_refund` the number of one that it is about. Nothing is `begun` where a
    second person has to agree first. `what` is kept for the history. With what was `seen`, it is written only if that
    is still so: the payment's row unchanged, the merchant's clock where it was.
    """

    transaction: Transaction
    amount: Money
    actor: Actor
    at: datetime
    terms: Terms
    what: str | None = None
    refund: NewRefund | None = None
    of_refund: int | None = None
    begun: Begun | None = None
    claim: KeyClaim | None = None
    seen: Seen | None = None

    def operation(self, written: "Reserved") -> Operation:
        """The operation that was begun, as it is once it is written."""
        begun = self.begun
        assert begun is not None, "what awaits approval has no operation yet"
        assert written.operation_id is not None, "what was begun got a number"
        return Operation(
            id=written.operation_id,
            merchant_id=self.transaction.merchant_id,
            kind=begun.kind,
            key=begun.key,
            transaction_id=self.transaction.id,
            refund_id=written.refund_id,
            amount=self.amount,
            order_id=begun.order_id,
            state=RetryState.RUNNING,
            terms=self.terms,
            requested_by=self.actor.name,
            requested_at=self.at,
            attempts_made=1,
            retries_made=0,
            first_attempt_at=self.at,
            last_attempt_at=self.at,
            pressed_at=None,
            next_attempt_at=None,
            last_outcome=None,
            last_error=None,
            lease=begun.lease.name,
            gateway=self.transaction.account.gateway,
        )

    def made(self, written: "Reserved", operation: Operation) -> Refund:
        """The refund that was made, as it is once it is written."""
        refund = self.refund
        assert refund is not None, "only a refund makes one"
        assert written.refund_id is not None, "what was made got a number"
        return Refund(
            id=written.refund_id,
            legacy_id=refund.legacy_id,
            merchant_id=self.transaction.merchant_id,
            transaction_id=self.transaction.id,
            account=refund.account,
            amount=self.amount,
            status=PaymentStatus.AUTHORIZING,
            order_id=refund.order_id,
            source=self.actor.source,
            created_at=self.at,
            requested_by=self.actor.name,
            needs_attention=False,
            external=None,
            details=refund.details,
            operation=operation,
            reason_code=self.terms.reason_code,
            note=self.terms.note,
            order_refund_id=self.terms.order_refund_id,
        )

    def row(self, place: int) -> dict[str, object]:
        """The columns of `COLUMNS`; what is left out is NULL."""
        transaction, actor, terms = self.transaction, self.actor, self.terms
        row: dict[str, object] = {
            "place": place,
            "transaction_id": transaction.id,
            "merchant_id": transaction.merchant_id,
            "currency": self.amount.currency,
            "amount": self.amount.minor,
            "at": self.at,
            "source": actor.source,
            "actor_id": actor.id,
            "actor_name": actor.name,
            "actor_kind": actor.kind,
            "address": actor.address,
            "what": self.what,
            "reason_code": terms.reason_code,
            "note": terms.note,
            "on_failure": terms.on_failure,
            "turns": terms.turns,
            "order_refund_id": terms.order_refund_id,
            "gateway": transaction.account.gateway,
            "of_refund": self.of_refund,
        }
        if self.seen is not None:
            row |= {"version": self.seen.version, "clock_offset": as_interval(self.seen.merchant.clock_offset)}
        if self.begun is not None:
            begun = self.begun
            row |= {"kind": begun.kind, "key": begun.key, "lease": begun.lease.name, "lease_until": begun.lease.until}
            row["capture_order_id"] = begun.order_id
        if self.refund is not None:
            refund = self.refund
            row |= {"refund_legacy_id": refund.legacy_id, "refund_account_id": refund.account.id}
            row |= {"refund_order_id": refund.order_id, "refund_details": refund.details}
        if self.claim is not None:
            claim = self.claim
            row |= {"request_key": claim.key, "fingerprint": claim.fingerprint_text}
            row["key_names_transaction"] = claim.transaction
        return row


@dataclass(frozen=True, slots=True)
class Reserved:
    """The numbers of what was written."""

    operation_id: int | None
    refund_id: int | None


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
            self._merchants[merchant_id] = merchant_from(_part(row, "merchant", MERCHANTS.c.keys()))
        if account_id not in self._accounts:
            self._accounts[account_id] = account_from(_part(row, "account", MERCHANT_ACCOUNTS.c.keys()))
        opened = None if row["open__id"] is None else operation_from(Joined("open", row))
        return Seen(
            transaction_of(row, self._accounts[account_id], row["method"], row["details"], operation=opened),
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
        return replace(seen, account=account_from(Joined("asked_account", row)))


async def write(connection: Connection, reservations: Sequence[Reservation]) -> list[Reserved | None]:
    """Writes all of them down; None for one whose payment is not as it was, is held, or whose key is taken.

    Of several for one payment, or with one key, the first is written. Raises what a constraint refuses, and then
    nothing was written of any.
    """
    payments: set[int] = set()
    keys: set[tuple[int, str]] = set()
    places: list[int] = []
    for place, each in enumerate(reservations):
        key = None if each.claim is None else (each.transaction.merchant_id, each.claim.key)
        if (each.seen is None or each.transaction.id not in payments) and key not in keys:
            places.append(place)
            payments.add(each.transaction.id)
            if key is not None:
                keys.add(key)
    written: list[Reserved | None] = [None] * len(reservations)
    rows = encode([reservations[place].row(place) for place in places])
    for row in await connection.fetch(_WRITE, rows.decode()):
        written[row["place"]] = Reserved(row["operation_id"], row["refund_id"])
    return written


async def write_held(session: AsyncSession, reservation: Reservation) -> Reserved:
    """Writes it down in the session's work, which holds the payment."""
    (written,) = await write(await driver_of(session), [reservation])
    assert written is not None, "what is held and has no version stands as it was decided on"
    return written


def _part(row: Columns, name: str, columns: Sequence[str]) -> dict[str, Any]:
    return {column: row[f"{name}__{column}"] for column in columns}
