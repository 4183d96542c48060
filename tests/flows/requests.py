"""Every mutation that there is, asked so that it does something: with payments, orders, people of the shop's own."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any
from uuid import uuid4

from graphql import GraphQLObjectType

from app.domain.ids import IdKind, global_id
from app.domain.people.people import Right, SessionKind
from app.flows.people.sign_in import sign_in
from tests.flows.arguments import TYPES
from tests.flows.desk import LONG_ENOUGH, MARK_VOIDED, PAUSE, mark_refunded, press
from tests.support.merchant_client import VISA, Shop
from tests.support.staff import PASSWORD, hire, new_email

Given = dict[str, Any]
Asked = tuple[Shop, Given]
"""Who asks, the shop's key or a person of its own, and the input."""

UPDATE_SETTINGS = "mutation ($input: MerchantSettingsInput!) { updateMerchantSettings(input: $input) { __typename } }"
RECORD = "mutation ($input: RecordOrderInput!) { recordOrder(input: $input) { order { id } } }"
CREATE_KEY = "mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { publicKey } }"
CREATE_REASON = "mutation ($input: RefundReasonInput!) { createRefundReason(input: $input) { reason { code } } }"

WAITS, NOT_KNOWN = "3000.00", "3002.02"
"""Refunds that the sandbox gateway is never reached for, and whose outcome it never tells."""


async def refund(shop: Shop, amount: str = "10.00") -> str:
    return str((await shop.refund(await shop.settled("4000.00"), amount)).object["id"])


async def paused(shop: Shop) -> str:
    refund_id = await refund(shop, WAITS)
    await press(shop, PAUSE, refund_id)
    return refund_id


async def failed(shop: Shop) -> str:
    refund_id = await refund(shop, WAITS)
    await shop.advance("P3D")
    return refund_id


async def long_unknown(shop: Shop) -> str:
    refund_id = await refund(shop, NOT_KNOWN)
    await shop.advance(LONG_ENOUGH)
    return refund_id


async def marked_refunded(shop: Shop) -> str:
    transaction_id = await shop.settled()
    await mark_refunded(shop, transaction_id)
    return transaction_id


async def marked_voided(shop: Shop) -> str:
    transaction_id = await shop.charge()
    await shop.ask(MARK_VOIDED, transactionId=transaction_id)
    return transaction_id


async def order(shop: Shop, **more: Any) -> str:
    """The id of an order of two products with a payment of their price."""
    order_id = f"order-{uuid4().hex[:12]}"
    await shop.settled("20.00", orderId=order_id)
    items = [{"id": "item-1", "name": "A book", "quantity": 2, "unitAmount": "10.00"}]
    recorded = await shop.ask(RECORD, orderId=order_id, currencyCode="USD", lineItems=items, **more)
    assert "errors" not in recorded.body, recorded.body
    return order_id


async def user(shop: Shop) -> str:
    return global_id(IdKind.USER, (await hire(shop, Right.VIEW)).legacy_id)


async def disabled(shop: Shop) -> str:
    person = await user(shop)
    answer = await shop.post(document("disableUser"), {"input": {"userId": person}})
    assert "errors" not in answer.body, answer.body
    return person


async def public_key(shop: Shop) -> str:
    return str((await shop.ask(CREATE_KEY, name="Another")).body["data"]["createApiKey"]["publicKey"])


async def reason(shop: Shop) -> str:
    """The code of a reason of the shop's own."""
    code = f"R{uuid4().hex[:8]}"
    made = await shop.ask(CREATE_REASON, code=code, label=f"Reason {code}")
    assert "errors" not in made.body, made.body
    return code


async def awaiting(shop: Shop) -> Asked:
    """A refund that a person asked for, and another person who decides on it."""
    await shop.ask(UPDATE_SETTINGS, approvalLimits=[{"currencyCode": "USD", "amount": "5.00"}])
    asker, decider = await shop.person(Right.VIEW, Right.REFUND), await shop.person(Right.APPROVE)
    asked = (await asker.refund(await shop.settled(), "10.00")).object
    await shop.ask(UPDATE_SETTINGS, approvalLimits=[])
    return decider, {"refundId": asked["id"]}


def of(name: str, make: Callable[[Shop], Awaitable[str]], **more: Any) -> Callable[[Shop], Awaitable[Asked]]:
    """The shop's key asks about what `make` makes, which is called `name` in the input."""

    async def asked(shop: Shop) -> Asked:
        return shop, {name: await make(shop), **more}

    return asked


def plainly(**given: Any) -> Callable[[Shop], Awaitable[Asked]]:
    async def asked(shop: Shop) -> Asked:
        return shop, dict(given)

    return asked


async def somebody_new(shop: Shop) -> Asked:
    return shop, {"email": new_email(), "name": "Ann", "password": "a long pass phrase"}


async def another_password(shop: Shop) -> Asked:
    person = await hire(shop, Right.VIEW)
    signed_in = await sign_in(shop.live.service.store, person.email, PASSWORD, SessionKind.BEARER, None)
    assert signed_in is not None
    by = replace(shop, token=signed_in.token)
    return by, {"currentPassword": PASSWORD, "newPassword": "seventeen geese walk"}


async def new_reason(shop: Shop) -> Asked:
    code = f"N{uuid4().hex[:8]}"
    return shop, {"code": code, "label": f"Reason {code}"}


async def changed_reason(shop: Shop) -> Asked:
    code = await reason(shop)
    return shop, {"code": code, "label": f"Changed {code}"}


async def new_order(shop: Shop) -> Asked:
    elsewhere = {"gatewayTransactionId": uuid4().hex[:12], "amount": "10.00", "status": "SETTLED"}
    order_id = f"order-{uuid4().hex[:12]}"
    return shop, {"orderId": order_id, "currencyCode": "USD", "transactions": [elsewhere]}


async def customer(shop: Shop) -> str:
    """One who has ordered something."""
    document = RECORD.replace("{ id }", "{ customer { id } }")
    told = {"orderId": f"order-{uuid4().hex[:12]}", "currencyCode": "USD", "customer": {"email": new_email()}}
    return str((await shop.ask(document, **told)).body["data"]["recordOrder"]["order"]["customer"]["id"])


CARD = {"number": "4111111111111111", "expirationMonth": "12", "expirationYear": "2030"}
VAULT = "mutation ($input: VaultPaymentMethodInput!) { vaultPaymentMethod(input: $input) { paymentMethod { id } } }"


async def vaulted(shop: Shop, **more: Any) -> str:
    """The id of a payment method in the vault."""
    kept = await shop.ask(VAULT, paymentMethodId=VISA, **more)
    return str(kept.body["data"]["vaultPaymentMethod"]["paymentMethod"]["id"])


CREATE_ENDPOINT = """mutation ($input: CreateWebhookEndpointInput!) {
    createWebhookEndpoint(input: $input) { endpoint { id } }
}"""
ENDPOINT = {"url": "https://shop.example.com/refunds", "types": ["refund.accepted"]}


async def endpoint(shop: Shop) -> str:
    """The id of a webhook endpoint, to which nothing is sent: no worker runs."""
    return str((await shop.ask(CREATE_ENDPOINT, **ENDPOINT)).body["data"]["createWebhookEndpoint"]["endpoint"]["id"])


async def many_orders(shop: Shop) -> Asked:
    return shop, {"orderIds": [await order(shop)]}


SALE = {"paymentMethodId": VISA, "transaction": {"amount": "10.00"}}
PART = {"refund": {"amount": "1.00"}}

REQUESTS: Mapping[str, Callable[[Shop], Awaitable[Asked]]] = {
    "reverseTransaction": of("transactionId", Shop.settled),
    "refundTransaction": of("transactionId", Shop.settled, **PART),
    "refundCreditCard": plainly(paymentMethodId=VISA, **PART),
    "reverseRefund": of("refundId", refund),
    "voidTransaction": of("transactionId", Shop.charge),
    "chargePaymentMethod": plainly(**SALE),
    "authorizePaymentMethod": plainly(**SALE),
    "chargeCreditCard": plainly(**SALE),
    "authorizeCreditCard": plainly(**SALE),
    "tokenizeCreditCard": plainly(creditCard=CARD),
    "vaultPaymentMethod": plainly(paymentMethodId=VISA),
    "vaultCreditCard": plainly(paymentMethodId=VISA),
    "deletePaymentMethodFromVault": of("paymentMethodId", vaulted),
    "createClientToken": plainly(),
    "createCustomer": plainly(customer={"company": "Cups"}),
    "deleteCustomer": of("customerId", customer),
    "captureTransaction": of("transactionId", Shop.authorize),
    "partialCaptureTransaction": of("transactionId", Shop.authorize, transaction={"amount": "1.00"}),
    "sandboxSettleTransaction": of("transactionId", Shop.charge),
    "markRefundedExternally": of("transactionId", Shop.settled, **PART),
    "undoExternalRefund": of("transactionId", marked_refunded),
    "markVoidedExternally": of("transactionId", Shop.charge),
    "undoExternalVoid": of("transactionId", marked_voided),
    "retryRefundNow": of("paymentId", paused),
    "pauseRefundRetry": of("paymentId", lambda shop: refund(shop, WAITS)),
    "resumeRefundRetry": of("paymentId", paused),
    "dismissAttention": of("paymentId", failed),
    "resolveOutcome": of("paymentId", long_unknown, outcome="NOT_DONE", note="They told me"),
    "recordOrder": new_order,
    "cancelOrder": of("orderId", order),
    "updateCustomer": of("customerId", customer, customer={"company": "Cups"}),
    "refundOrder": of("orderId", order),
    "refundOrders": many_orders,
    "approveRefund": awaiting,
    "rejectRefund": awaiting,
    "createRefundReason": new_reason,
    "updateRefundReason": changed_reason,
    "sandboxAdvanceClock": plainly(by="PT1S"),
    "updateMerchantSettings": plainly(retryAttempts=2),
    "createUser": somebody_new,
    "grantRight": of("userId", user, right="REFUND"),
    "revokeRight": of("userId", user, right="VIEW"),
    "disableUser": of("userId", user),
    "enableUser": of("userId", disabled),
    "changePassword": another_password,
    "createApiKey": plainly(name="Another"),
    "revokeApiKey": of("publicKey", public_key),
    "updateCustomerMails": plainly(accepted={"subject": "Your refund", "text": "{amount} comes back to you."}),
    "createWebhookEndpoint": plainly(**ENDPOINT),
    "updateWebhookEndpoint": of("id", endpoint, description="Ours"),
    "deleteWebhookEndpoint": of("id", endpoint),
    "rotateWebhookSecret": of("id", endpoint),
    "pingWebhookEndpoint": of("id", endpoint),
    "resendWebhookMessages": of("endpointId", endpoint, since="2026-01-01T00:00:00Z"),
}
"""For each mutation, what makes a request of it that does something, every time that it is made."""


def document(mutation: str, selection: str = "clientMutationId") -> str:
    """The mutation as a document, which selects next to nothing of what comes of it."""
    fields = TYPES["Mutation"]
    assert isinstance(fields, GraphQLObjectType)
    type_ = fields.fields[mutation].args["input"].type
    return f"mutation ($input: {type_}) {{ {mutation}(input: $input) {{ {selection} }} }}"
