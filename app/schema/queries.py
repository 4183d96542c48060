"""The list of all queries."""

from collections.abc import Mapping
from typing import Annotated

import strawberry
from strawberry import UNSET, field

from app.domain.ids import IdKind, any_global_id, global_id, read_global_id
from app.domain.problems import TooMuch, not_found
from app.domain.texts import check_text
from app.schema.base import pages
from app.schema.base.context import Info
from app.schema.base.cursors import After, First
from app.schema.base.fields import holds, resolved
from app.schema.base.input_values import LONGEST_TEXT
from app.schema.base.node import Node
from app.schema.base.pages import PaymentConnection, RefundConnection, TransactionConnection
from app.schema.base.scalars import Timestamp
from app.schema.gateways import accounts
from app.schema.gateways import drift as drifts
from app.schema.gateways.accounts import GatewayAccount, GatewayAccountTest
from app.schema.gateways.drift import DriftConnection
from app.schema.history import changes, reports
from app.schema.history.changes import ChangeConnection
from app.schema.history.reports import RefundReport
from app.schema.id_enums import LegacyIdType
from app.schema.orders import customers, order_pages, order_recording, order_refunds, orders, refund_runs
from app.schema.orders.order_pages import CustomerConnection, OrderConnection
from app.schema.orders.order_refunds import RefundPreview
from app.schema.orders.orders import Order
from app.schema.orders.refund_runs import RefundRun
from app.schema.people import people, reasons, settings
from app.schema.people import viewer as viewers
from app.schema.people.people import ApiKey
from app.schema.people.settings import MerchantSettings
from app.schema.people.viewer import User, Viewer
from app.schema.reversals import approvals, disputes, payments, queue, vaulted
from app.schema.reversals.queue import RetryConnection
from app.schema.reversals.reasons_and_approvals import RefundReason
from app.schema.search.criteria import is_legacy_id, payment_criteria, refund_criteria, transaction_criteria
from app.schema.search.search_inputs import PaymentSearchInput, RefundSearchInput, TransactionSearchInput
from app.schema.telling import webhooks
from app.schema.telling.webhooks import WebhookEndpoint, WebhookMessageConnection
from app.store.search import reading

MOST_IDS = 250

KINDS = {
    LegacyIdType.CUSTOMER: IdKind.CUSTOMER,
    LegacyIdType.DISPUTE: IdKind.DISPUTE,
    LegacyIdType.PAYMENT_METHOD: IdKind.PAYMENT_METHOD,
    LegacyIdType.REFUND: IdKind.REFUND,
    LegacyIdType.TRANSACTION: IdKind.TRANSACTION,
}
PREFIXES = {each: each.value.replace("_", "").lower() for each in LegacyIdType}
"""What the ids of objects of each type begin with. Objects of the types without a kind are none of this service's."""


@strawberry.input(description="A legacy id, with the kind of its object.")
class LegacyIdElementsInput:
    legacy_id: strawberry.ID = field(description="The legacy id.")
    type: LegacyIdType = field(description="The kind of the object.")


@strawberry.input(description="The input of `idsFromLegacyIds`.")
class IdsFromLegacyIdsInput:
    ids: list[LegacyIdElementsInput] = field(description="Up to 250 legacy ids.")


TransactionSearch = Annotated[TransactionSearchInput, strawberry.argument(description="Which transactions to return.")]
RefundSearch = Annotated[RefundSearchInput, strawberry.argument(description="Which refunds to return.")]
PaymentSearch = Annotated[PaymentSearchInput, strawberry.argument(description="Which payments to return.")]


async def find_transactions(
    info: Info, input: TransactionSearch, first: First = UNSET, after: After = UNSET
) -> TransactionConnection | None:
    return await pages.transactions(info, transaction_criteria(input), first, after)


async def find_refunds(
    info: Info, input: RefundSearch, first: First = UNSET, after: After = UNSET
) -> RefundConnection | None:
    return await pages.refunds(info, refund_criteria(input), first, after)


async def find_payments(
    info: Info, input: PaymentSearch, first: First = UNSET, after: After = UNSET
) -> PaymentConnection | None:
    return await pages.transactions_and_refunds(info, payment_criteria(input), first, after)


TRANSACTIONS = "Transactions, the newest first."
REFUNDS = "Refunds, the newest first."
PAYMENTS = "Transactions and refunds together, the newest first."


@strawberry.type(description="The searches, under their former path.")
class Search:
    transactions: TransactionConnection | None = field(
        resolver=find_transactions,
        description=TRANSACTIONS,
        deprecation_reason="`transactions` stands beside `search` now.",
    )
    refunds: RefundConnection | None = field(
        resolver=find_refunds, description=REFUNDS, deprecation_reason="`refunds` stands beside `search` now."
    )
    payments: PaymentConnection | None = field(
        resolver=find_payments, description=PAYMENTS, deprecation_reason="`payments` stands beside `search` now."
    )
    customers: CustomerConnection | None = field(
        resolver=order_pages.find_customers,
        description="Customers, the newest first by when they were first seen.",
        deprecation_reason="`customers` stands beside `search` now.",
    )


@strawberry.type(description="All queries.")
class Query:
    @resolved('Always "pong": shows that the service answers.')
    def ping(self) -> str:
        return "pong"

    @resolved("The person or program that sends the request, its merchant and its rights.")
    def viewer(self, info: Info) -> Viewer | None:
        return viewers.viewer(info.context.actor)

    @resolved("The transaction, refund, customer, order, dispute or payment method with this id.")
    async def node(
        self, info: Info, id: Annotated[strawberry.ID, strawberry.argument(description="Its id.")]
    ) -> Node | None:
        match read_global_id(str(id)):
            case (kind, legacy_id):
                number = (await _numbers(info, kind, [legacy_id])).get(legacy_id)
                found = None if number is None else await _load(info, kind, number)
                if found is not None:
                    return found
        raise not_found("id")

    @resolved(
        "The id that an object with this legacy id has. Whether there is such an object is not looked up.",
        deprecated="`idsFromLegacyIds` takes one as well as many.",
    )
    async def id_from_legacy_id(
        self,
        info: Info,
        legacy_id: Annotated[strawberry.ID, strawberry.argument(description="The legacy id.")],
        type: Annotated[LegacyIdType, strawberry.argument(description="The kind of the object.")],
    ) -> strawberry.ID:
        check_text(str(legacy_id), ("legacyId",), LONGEST_TEXT)
        return strawberry.ID(any_global_id(PREFIXES[type], str(legacy_id)))

    @resolved(
        "The ids of the objects with these legacy ids, in the same order; null where there is no such object.",
        most=MOST_IDS,
    )
    async def ids_from_legacy_ids(
        self, info: Info, input: Annotated[IdsFromLegacyIdsInput, strawberry.argument(description="The legacy ids.")]
    ) -> list[strawberry.ID | None]:
        if len(input.ids) > MOST_IDS:
            raise TooMuch("ids", len(input.ids), MOST_IDS)
        return await _ids(info, [(KINDS.get(element.type), str(element.legacy_id)) for element in input.ids])

    transactions: TransactionConnection | None = field(resolver=find_transactions, description=TRANSACTIONS)
    refunds: RefundConnection | None = field(resolver=find_refunds, description=REFUNDS)
    payments: PaymentConnection | None = field(resolver=find_payments, description=PAYMENTS)

    order: Order | None = field(
        resolver=order_recording.read_order, description="The order with this id of the shop; null if there is none."
    )
    orders: OrderConnection | None = field(
        resolver=order_pages.find_orders, description="Orders, the newest first by when they were placed."
    )
    customers: CustomerConnection | None = field(
        resolver=order_pages.find_customers, description="Customers, the newest first by when they were first seen."
    )

    refund_queue: RetryConnection | None = field(
        resolver=queue.refund_queue,
        description="The retry queue: first what needs attention, the oldest payment first; then what runs; what is "
        "due, the next one first; what is paused; and what has ended, if it is requested.",
    )
    preview_refund: RefundPreview | None = field(
        resolver=order_refunds.preview_refund,
        description="What `refundOrder` would do with the same input now. Nothing is changed or reserved.",
    )
    refund_run: RefundRun | None = field(
        resolver=refund_runs.refund_run,
        description="A run of `refundOrders`, with its progress and the results of its orders.",
    )
    approvals: RefundConnection | None = field(
        resolver=approvals.awaiting, description="Refunds that await a second person's decision, the newest first."
    )
    refund_reasons: list[RefundReason] = field(
        resolver=reasons.refund_reasons,
        description="The merchant's reasons for refunds, by their labels, the inactive ones as well.",
        metadata=holds(50),
    )
    refund_report: RefundReport | None = field(
        resolver=reports.refund_report,
        description="A report on the refunds of a period, by reason, person, gateway, status or day.",
    )
    merchant_settings: MerchantSettings = field(
        resolver=settings.merchant_settings, description="The merchant's settings."
    )
    users: list[User] = field(resolver=people.users, description="The people of the merchant.", metadata=holds(100))
    api_keys: list[ApiKey] = field(
        resolver=people.api_keys,
        description="The API keys of the merchant, the oldest first.",
        metadata=holds(50),
    )
    changes: ChangeConnection | None = field(
        resolver=changes.changes, description="All changes, with who made them and from where, the last one first."
    )
    gateway_accounts: list[GatewayAccount] = field(
        resolver=accounts.gateway_accounts,
        description="The merchant's gateway accounts, the oldest first, retired ones among them.",
        metadata=holds(10),
    )
    test_gateway_account: GatewayAccountTest | None = field(
        resolver=accounts.test_gateway_account,
        description="Asks a gateway whose an account's credentials are. Nothing is changed there.",
    )
    webhook_endpoints: list[WebhookEndpoint] = field(
        resolver=webhooks.webhook_endpoints,
        description="Where messages about changes are sent to, the oldest endpoint first.",
        metadata=holds(webhooks.ENDPOINTS),
    )
    webhook_messages: WebhookMessageConnection | None = field(
        resolver=webhooks.webhook_messages, description="Messages to webhook endpoints, the latest first."
    )
    drift: DriftConnection | None = field(
        resolver=drifts.find_drift,
        description="What gateways and this service tell differently, and nobody has taken in; the latest first.",
    )
    sandbox_clock: Timestamp | None = field(
        resolver=settings.sandbox_clock, description="The sandbox merchant's time; null for any other merchant."
    )

    @resolved("The same searches, under a former path.", deprecated="The searches stand beside `search` now.")
    def search(self) -> Search | None:
        return Search()


async def _ids(info: Info, wanted: list[tuple[IdKind | None, str]]) -> list[strawberry.ID | None]:
    """The ids in the order of `wanted`, None for what the merchant does not have."""
    known = {
        kind: await _numbers(info, kind, [legacy_id for each, legacy_id in wanted if each is kind])
        for kind in {kind for kind, _ in wanted if kind is not None}
    }
    return [
        strawberry.ID(global_id(kind, legacy_id)) if kind is not None and legacy_id in known[kind] else None
        for kind, legacy_id in wanted
    ]


async def _numbers(info: Info, kind: IdKind, legacy_ids: list[str]) -> Mapping[str, int]:
    """The store's numbers of those legacy ids that are ids at all, and that the merchant has."""
    possible = [legacy_id for legacy_id in legacy_ids if is_legacy_id(legacy_id)]
    async with info.context.service.store.session() as session:
        return await reading.numbers_of(session, info.context.actor.merchant_id, kind, possible)


async def _load(info: Info, kind: IdKind, number: int) -> Node | None:
    loaders = info.context.loaders
    if kind is IdKind.CUSTOMER:
        customer = await loaders.customers.load(number)
        return None if customer is None else customers.customer(customer)
    if kind is IdKind.PAYMENT_METHOD:
        kept = await loaders.payment_methods.load(number)
        return None if kept is None else vaulted.payment_method(kept)
    if kind is IdKind.ORDER:
        order = await loaders.orders.load(number)
        return None if order is None else orders.order(order)
    if kind is IdKind.REFUND:
        refund = await loaders.refunds.load(number)
        return None if refund is None else payments.refund(refund)
    transaction = await loaders.transactions.load(number)
    if transaction is None:
        return None
    return disputes.dispute(transaction) if kind is IdKind.DISPUTE else payments.transaction(transaction)
