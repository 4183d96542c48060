"""Another merchant with one of everything, by the names that it has for them, and the same names of nothing."""

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from app.domain.ids import IdKind, global_id
from app.domain.people.people import Right
from tests.flows.requests import WAITS, awaiting, endpoint, order, public_key, reason, vaulted
from tests.support.merchant_client import Answer, Shop
from tests.support.staff import hire

PREVIEW = "query ($input: RefundOrderInput!) { previewRefund(input: $input) { token order { id } } }"
RECORD = "mutation ($input: RecordOrderInput!) { recordOrder(input: $input) { order { id } } }"
RUN = "mutation ($input: RefundOrdersInput!) { refundOrders(input: $input) { run { id name } } }"
MESSAGES = "{ webhookMessages { edges { node { id } } } }"
CUSTOMER = "query ($id: ID!) { node(id: $id) { ... on Transaction { customer { id } legacyId } } }"
EMAIL = "ann@example.com"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """`names` are what it calls its things, by the kind of name; `nobodys` are as many that nobody has."""

    shop: Shop
    settled: str
    submitted: str
    refund: str
    customer: str
    run: str
    names: dict[str, list[str]]
    nobodys: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        nothing = {kind: global_id(kind, "nosuchid") for kind in IdKind}
        ids = [nothing[kind] for kind in (IdKind.TRANSACTION, IdKind.TRANSACTION, IdKind.REFUND, IdKind.CUSTOMER)]
        self.nobodys["person"] = ["nobody@example.com", "nobody.else@example.com"]
        more = (
            IdKind.USER,
            IdKind.ORDER,
            IdKind.PAYMENT_METHOD,
            IdKind.REFUND_RUN,
            IdKind.WEBHOOK_ENDPOINT,
            IdKind.DRIFT,
        )
        self.nobodys["id"] = [*ids, *(nothing[kind] for kind in more)]
        self.nobodys["message"] = [f"msg_{uuid4().hex}"]
        for kind, names in self.names.items():
            self.nobodys.setdefault(kind, [f"{uuid4().hex[:6]}{name[6:]}" for name in names])


async def settle_down(shop: Shop) -> Neighbour:
    """The shop as a neighbour, which has one of everything."""
    told = await endpoint(shop)
    settled = await shop.settled("100.00", orderId="order-1", customerDetails={"email": EMAIL})
    submitted = await shop.charge("100.00", orderId="order-1")
    refund = (await shop.refund(settled, "10.00", key="a key")).object["id"]
    known = (await shop.post(CUSTOMER, {"id": settled})).body["data"]["node"]
    order_id = await order(shop)
    await shop.execute("UPDATE order_line_items SET item_id = 'their-item-1' WHERE item_id = 'item-1'")
    charge = {"id": "their-charge", "name": "Post", "kind": "SHIPPING", "amount": "1.00"}
    charged = await shop.ask(RECORD, orderId=order_id, currencyCode="USD", adjustments=[charge])
    assert "errors" not in charged.body, charged.body
    preview = (await shop.post(PREVIEW, {"input": {"orderId": order_id}})).body["data"]["previewRefund"]
    elsewhere = {"gatewayTransactionId": f"elsewhere-{uuid4().hex}", "amount": "10.00", "status": "SETTLED"}
    recorded = await shop.ask(RECORD, orderId="order-2", currencyCode="USD", transactions=[elsewhere])
    assert "errors" not in recorded.body, recorded.body
    account = f"account-{uuid4().hex}"
    await shop.execute(
        "UPDATE merchant_accounts SET public_id = $2 WHERE merchant_id = $1 AND public_id = 'eur'",
        shop.merchant.id,
        account,
    )
    drift = uuid4().hex
    await shop.execute(
        "INSERT INTO drift (legacy_id, merchant_id, kind, subject, reference, payment, currency, theirs, note, made_at,"
        " found_at) VALUES ($2, $1, 'MISSING_HERE', 'REFUND', 're', 'pi', 'USD', 1, 'It has it.', now(), now())",
        shop.merchant.id,
        drift,
    )
    kept = await vaulted(shop, customerId=known["customer"]["id"])
    await awaiting(shop)
    await shop.refund(await shop.settled("4000.00"), WAITS)
    staff = await hire(shop, Right.VIEW)
    many = [order_id, await order(shop)]
    run = (await shop.ask(RUN, orderIds=many, run=f"their-run-{uuid4().hex}")).body["data"]["refundOrders"]["run"]
    messages = (await shop.post(MESSAGES)).body["data"]["webhookMessages"]["edges"]
    names = {
        "id": [
            settled,
            submitted,
            refund,
            known["customer"]["id"],
            global_id(IdKind.USER, staff.legacy_id),
            preview["order"]["id"],
            kept,
            run["id"],
            told,
            global_id(IdKind.DRIFT, drift),
        ],
        "legacy id": [known["legacyId"]],
        "order": [order_id],
        "item": ["their-item-1"],
        "adjustment": ["their-charge"],
        "preview": [preview["token"]],
        "request": ["a key"],
        "api key": [await public_key(shop)],
        "reason": [await reason(shop)],
        "account": [account],
        "payment elsewhere": [str(elsewhere["gatewayTransactionId"]), known["legacyId"]],
        "person": [EMAIL, staff.email],
        "run": [run["name"]],
        "message": [messages[0]["node"]["id"]],
    }
    return Neighbour(shop, settled, submitted, refund, known["customer"]["id"], run["id"], names)


def said(answer: Answer, *names: str) -> dict[str, Any]:
    """All that a client sees of an answer but for what no two answers share, and the names that were asked with."""

    def plain(value: Any) -> Any:
        match value:
            case str():
                for name in names:
                    value = value.replace(name, "…")
                return value
            case list():
                return [plain(each) for each in value]
            case dict():
                return {key: plain(each) for key, each in value.items()}
        return value

    seen = {"status": answer.status, "data": answer.body.get("data"), "errors": answer.body.get("errors")}
    return {key: plain(value) for key, value in seen.items()}
