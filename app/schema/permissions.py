"""The right that each root field needs (SPEC 8.2): one table, checked before the field's resolver runs."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import strawberry
from strawberry.extensions import FieldExtension
from strawberry.types.base import StrawberryObjectDefinition

from app.domain.people.people import Right

ANYONE: tuple[Right, ...] = ()
"""Any authenticated actor."""

NEEDED: Mapping[str, tuple[Right, ...]] = {
    "Query.ping": ANYONE,
    "Query.viewer": ANYONE,
    "Query.node": (Right.VIEW,),
    "Query.idFromLegacyId": (Right.VIEW,),
    "Query.idsFromLegacyIds": (Right.VIEW,),
    "Query.transactions": (Right.VIEW,),
    "Query.refunds": (Right.VIEW,),
    "Query.payments": (Right.VIEW,),
    "Query.search": (Right.VIEW,),
    "Query.order": (Right.VIEW,),
    "Query.orders": (Right.VIEW,),
    "Query.customers": (Right.VIEW,),
    "Query.refundQueue": (Right.VIEW,),
    "Query.previewRefund": (Right.VIEW,),
    "Query.refundRun": (Right.VIEW,),
    "Query.approvals": (Right.VIEW,),
    "Query.refundReasons": (Right.VIEW,),
    "Query.drift": (Right.VIEW,),
    "Query.refundReport": (Right.VIEW,),
    "Query.merchantSettings": (Right.VIEW,),
    "Query.sandboxClock": (Right.VIEW,),
    "Query.users": (Right.ADMINISTER,),
    "Query.apiKeys": (Right.ADMINISTER,),
    "Query.changes": (Right.ADMINISTER,),
    "Query.gatewayAccounts": (Right.ADMINISTER,),
    "Query.testGatewayAccount": (Right.ADMINISTER,),
    "Subscription.paymentChanged": (Right.VIEW,),
    "Subscription.orderChanged": (Right.VIEW,),
    "Subscription.queueChanged": (Right.VIEW,),
    "Query.customerMails": (Right.ADMINISTER,),
    "Query.webhookEndpoints": (Right.ADMINISTER,),
    "Query.webhookMessages": (Right.ADMINISTER,),
    "Mutation.reverseTransaction": (Right.REFUND, Right.VOID),
    "Mutation.refundTransaction": (Right.REFUND,),
    "Mutation.refundCreditCard": (Right.REFUND,),
    "Mutation.reverseRefund": (Right.REFUND,),
    "Mutation.voidTransaction": (Right.VOID,),
    "Mutation.chargePaymentMethod": (Right.CHARGE,),
    "Mutation.authorizePaymentMethod": (Right.CHARGE,),
    "Mutation.captureTransaction": (Right.CHARGE,),
    "Mutation.partialCaptureTransaction": (Right.CHARGE,),
    "Mutation.chargeCreditCard": (Right.CHARGE,),
    "Mutation.authorizeCreditCard": (Right.CHARGE,),
    "Mutation.tokenizeCreditCard": (Right.CHARGE,),
    "Mutation.vaultPaymentMethod": (Right.CHARGE,),
    "Mutation.vaultCreditCard": (Right.CHARGE,),
    "Mutation.deletePaymentMethodFromVault": (Right.CHARGE,),
    "Mutation.createClientToken": (Right.CHARGE,),
    "Mutation.createCustomer": (Right.MANAGE_ORDERS,),
    "Mutation.deleteCustomer": (Right.MANAGE_ORDERS,),
    "Mutation.sandboxSettleTransaction": (Right.CHARGE,),
    "Mutation.sandboxAdvanceClock": (Right.CHARGE,),
    "Mutation.markRefundedExternally": (Right.MARK_EXTERNALLY,),
    "Mutation.undoExternalRefund": (Right.MARK_EXTERNALLY,),
    "Mutation.markVoidedExternally": (Right.MARK_EXTERNALLY,),
    "Mutation.undoExternalVoid": (Right.MARK_EXTERNALLY,),
    "Mutation.resolveOutcome": (Right.MARK_EXTERNALLY,),
    "Mutation.retryRefundNow": (Right.MANAGE_QUEUE,),
    "Mutation.pauseRefundRetry": (Right.MANAGE_QUEUE,),
    "Mutation.resumeRefundRetry": (Right.MANAGE_QUEUE,),
    "Mutation.dismissAttention": (Right.MANAGE_QUEUE,),
    "Mutation.recordOrder": (Right.MANAGE_ORDERS,),
    "Mutation.adoptTransaction": (Right.MANAGE_ORDERS,),
    "Mutation.cancelOrder": (Right.MANAGE_ORDERS,),
    "Mutation.updateCustomer": (Right.MANAGE_ORDERS,),
    "Mutation.adoptDrift": (Right.MANAGE_ORDERS,),
    "Mutation.refundOrder": (Right.REFUND, Right.VOID),
    "Mutation.refundOrders": (Right.REFUND, Right.VOID, Right.MARK_EXTERNALLY),
    "Mutation.approveRefund": (Right.APPROVE,),
    "Mutation.rejectRefund": (Right.APPROVE,),
    "Mutation.createRefundReason": (Right.ADMINISTER,),
    "Mutation.updateRefundReason": (Right.ADMINISTER,),
    "Mutation.updateMerchantSettings": (Right.ADMINISTER,),
    "Mutation.createUser": (Right.ADMINISTER,),
    "Mutation.grantRight": (Right.ADMINISTER,),
    "Mutation.revokeRight": (Right.ADMINISTER,),
    "Mutation.disableUser": (Right.ADMINISTER,),
    "Mutation.enableUser": (Right.ADMINISTER,),
    "Mutation.changePassword": ANYONE,
    "Mutation.createApiKey": (Right.ADMINISTER,),
    "Mutation.revokeApiKey": (Right.ADMINISTER,),
    "Mutation.addGatewayAccount": (Right.ADMINISTER,),
    "Mutation.updateGatewayAccount": (Right.ADMINISTER,),
    "Mutation.retireGatewayAccount": (Right.ADMINISTER,),
    "Mutation.updateCustomerMails": (Right.ADMINISTER,),
    "Mutation.createWebhookEndpoint": (Right.ADMINISTER,),
    "Mutation.updateWebhookEndpoint": (Right.ADMINISTER,),
    "Mutation.deleteWebhookEndpoint": (Right.ADMINISTER,),
    "Mutation.rotateWebhookSecret": (Right.ADMINISTER,),
    "Mutation.pingWebhookEndpoint": (Right.ADMINISTER,),
    "Mutation.resendWebhookMessages": (Right.ADMINISTER,),
}
"""An actor needs any one of the rights. A flow checks what it needs beyond that."""


class RequiresRight(FieldExtension):
    """On a root field: raises NotAllowed unless the actor has one of the rights that the table gives for it.

    `changes` says that it is a mutation.
    """

    def __init__(self, needed: tuple[Right, ...], *, changes: bool) -> None:
        self.needed = needed
        self.changes = changes

    async def resolve_async(
        self, next_: Callable[..., Awaitable[Any]], source: Any, info: strawberry.Info, **kwargs: Any
    ) -> Any:
        if self.changes:
            await info.context.before_a_change()
        if self.needed:
            info.context.actor.require(*self.needed)
        return await next_(source, info, **kwargs)


def guard(*root_types: type) -> None:
    """Makes each field of the root types check its right. Raises KeyError for a field that is not in the table."""
    for root_type in root_types:
        definition: StrawberryObjectDefinition = vars(root_type)["__strawberry_definition__"]
        for field in definition.fields:
            name = field.graphql_name or _camel(field.python_name)
            # The last extension is the outermost: nothing of the field runs before it.
            needed, changes = NEEDED[f"{definition.name}.{name}"], definition.name == "Mutation"
            field.extensions = [*field.extensions, RequiresRight(needed, changes=changes)]


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(part.title() for part in others)
