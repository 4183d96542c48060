"""Documents of the shapes that public clients of Braintree send: shop modules, orchestrators, tools, guides.

Each was written anew after what such clients select; none is anybody's text. `T`, `R` and so on are what a step before
has made.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

CARD = {"number": "4111111111111111", "expirationYear": "2030", "expirationMonth": "03", "cvv": "737"}


@dataclass(frozen=True, slots=True)
class Step:
    """One request: its document and variables, and where the answer has what the client reads.

    `reads` are paths into `data`, each with the value that has to be there; ANY is anything but null. `keeps` names
    what later steps send: "$name" in variables stands for it.
    """

    document: str
    variables: Mapping[str, Any] = field(default_factory=dict)
    reads: Mapping[str, Any] = field(default_factory=dict)
    keeps: Mapping[str, str] = field(default_factory=dict)
    settle: str | None = None
    """The name of what settles before this step."""


ANY = object()

AMOUNT = "amount { value currencyCode }"
OLD_AMOUNT = "amount { value currencyIsoCode }"


def step(document: str, variables: Mapping[str, Any] | None = None, **more: Any) -> Step:
    return Step(document, variables or {}, **more)


def charge(amount: str = "20.00", method: str = "fake-valid-nonce", **transaction: Any) -> dict[str, Any]:
    return {"input": {"paymentMethodId": method, "transaction": {"amount": amount, **transaction}}}


ORCHESTRATOR = [
    step(
        "mutation tokenizeCreditCard($input: TokenizeCreditCardInput!) {"
        " tokenizeCreditCard(input: $input) { clientMutationId paymentMethod { id } } }",
        {"input": {"clientMutationId": "9f0b", "creditCard": {**CARD, "cardholderName": "Joseph Doe"}}},
        keeps={"token": "tokenizeCreditCard.paymentMethod.id"},
    ),
    step(
        "mutation authorizeCreditCard($input: AuthorizeCreditCardInput!) { authorizeCreditCard(input: $input) {"
        f" transaction {{ id legacyId {AMOUNT} status }} }} }}",
        {
            "input": {
                "paymentMethodId": "$token",
                "transaction": {
                    "amount": "65.40",
                    "merchantAccountId": "usd",
                    "channel": "Orchestrator_Ecom",
                    "orderId": "pay_1",
                    "customerDetails": {"email": "joe@example.com"},
                },
            }
        },
        reads={"authorizeCreditCard.transaction.status": "AUTHORIZED"},
        keeps={"T": "authorizeCreditCard.transaction.id"},
    ),
    step(
        "query($input: TransactionSearchInput!) { search { transactions(input: $input) {"
        " edges { node { id status } } } } }",
        {"input": {"id": {"is": "$T"}}},
        reads={"search.transactions.edges.0.node.status": "AUTHORIZED"},
    ),
    step(
        "mutation captureTransaction($input: CaptureTransactionInput!) { captureTransaction(input: $input) {"
        f" clientMutationId transaction {{ id legacyId {AMOUNT} status }} }} }}",
        {"input": {"transactionId": "$T", "transaction": {"amount": "65.40"}}},
        reads={"captureTransaction.transaction.status": "SUBMITTED_FOR_SETTLEMENT"},
    ),
    step(
        "mutation refundTransaction($input: RefundTransactionInput!) { refundTransaction(input: $input) {"
        f" clientMutationId refund {{ id legacyId {AMOUNT} status }} }} }}",
        {"input": {"transactionId": "$T", "refund": {"amount": "5.40", "merchantAccountId": "usd"}}},
        reads={"refundTransaction.refund.status": "SUBMITTED_FOR_SETTLEMENT"},
        keeps={"R": "refundTransaction.refund.id"},
        settle="T",
    ),
    step(
        "query($input: RefundSearchInput!) { search { refunds(input: $input, first: 1) {"
        f" edges {{ node {{ id status createdAt {AMOUNT} orderId }} }} }} }} }}",
        {"input": {"id": {"is": "$R"}}},
        reads={"search.refunds.edges.0.node.id": "$R", "search.refunds.edges.0.node.orderId": "pay_1"},
    ),
    step(
        f"mutation ChargeCreditCard($input: ChargeCreditCardInput!) {{ chargeCreditCard(input: $input) {{"
        f" transaction {{ id legacyId createdAt {AMOUNT} status }} }} }}",
        charge("10.00"),
        keeps={"V": "chargeCreditCard.transaction.id"},
    ),
    step(
        "mutation voidTransaction($input:  ReverseTransactionInput!) { reverseTransaction(input: $input) {"
        f" clientMutationId reversal {{ ...  on Transaction {{ id legacyId {AMOUNT} status }} }} }} }}",
        {"input": {"transactionId": "$V"}},
        reads={"reverseTransaction.reversal.status": "VOIDED"},
    ),
]
"""Authorize, capture, void, refund, and the synchronisation of both, as an orchestrator of payments does it."""

MANDATES = [
    step(
        "mutation ChargeCreditCard($input: ChargeCreditCardInput!) { chargeCreditCard(input: $input) {"
        " transaction { id status createdAt paymentMethod { id } } } }",
        {
            "input": {
                "paymentMethodId": "fake-valid-visa-nonce",
                "transaction": {
                    "amount": "7.00",
                    "vaultPaymentMethodAfterTransacting": {"when": "ON_SUCCESSFUL_TRANSACTION"},
                    "customerDetails": {"email": "guest@example.com"},
                },
            }
        },
        reads={"chargeCreditCard.transaction.paymentMethod.id": ANY},
        keeps={"mandate": "chargeCreditCard.transaction.paymentMethod.id"},
    ),
    step(
        "mutation ChargeCreditCard($input: ChargeCreditCardInput!) { chargeCreditCard(input: $input) { transaction {"
        " id status statusHistory { status ... on ProcessorDeclinedEvent {"
        " processorResponse { legacyCode message additionalInformation }"
        " networkResponse { code message } merchantAdviceCodeResponse { code message } } }"
        " paymentMethodSnapshot { ... on CreditCardTransactionDetails { networkTransactionId } }"
        " paymentMethod { id } } } }",
        charge("2001.00", "$mandate", paymentInitiator="UNSCHEDULED"),
        reads={
            "chargeCreditCard.transaction.status": "PROCESSOR_DECLINED",
            "chargeCreditCard.transaction.statusHistory.0.networkResponse.code": "XX",
            "chargeCreditCard.transaction.statusHistory.0.processorResponse.legacyCode": "2001",
        },
    ),
    step(
        "mutation deletePaymentMethodFromVault($input: DeletePaymentMethodFromVaultInput!) {"
        " deletePaymentMethodFromVault(input: $input) { clientMutationId } }",
        {"input": {"clientMutationId": "gone", "paymentMethodId": "$mandate"}},
        reads={"deletePaymentMethodFromVault.clientMutationId": "gone"},
    ),
]

WALLETS = [
    step(
        f"mutation ChargeGPay($input: ChargePaymentMethodInput!) {{ chargePaymentMethod(input: $input) {{"
        f" transaction {{ id status {AMOUNT} }} }} }}",
        charge("5.00", "fake-android-pay-visa-nonce"),
        reads={"chargePaymentMethod.transaction.status": "SUBMITTED_FOR_SETTLEMENT"},
    ),
    step(
        f"mutation authorizeApplepay($input: AuthorizePaymentMethodInput!) {{ authorizePaymentMethod(input: $input) {{"
        f" transaction {{ id legacyId {AMOUNT} status"
        " paymentMethodSnapshot { ... on CreditCardDetails { origin { type } } } } } }",
        charge("5.00", "fake-apple-pay-mastercard-nonce"),
        reads={
            "authorizePaymentMethod.transaction.status": "AUTHORIZED",
            "authorizePaymentMethod.transaction.paymentMethodSnapshot.origin.type": "APPLE_PAY",
        },
    ),
]

PAYPAL_SHOP = [
    step(
        "mutation Pay($input: ChargePaymentMethodInput!) { chargePaymentMethod(input: $input) { transaction {"
        f" id status {AMOUNT} paymentMethodSnapshot {{ ... on PayPalTransactionDetails {{"
        " captureId payerStatus sellerProtectionStatus payer { email payerId firstName lastName } } } } } }",
        charge("20.00", "fake-paypal-one-time-nonce"),
        reads={
            "chargePaymentMethod.transaction.status": "SETTLING",
            "chargePaymentMethod.transaction.paymentMethodSnapshot.payer.email": ANY,
            "chargePaymentMethod.transaction.paymentMethodSnapshot.payer.firstName": None,
        },
        keeps={"T": "chargePaymentMethod.transaction.id"},
    ),
    step(
        "mutation Back($input: ReverseTransactionInput!) { reverseTransaction(input: $input) { reversal {"
        " __typename ... on Refund { id status refundedTransaction { id status } } ... on Transaction { id } } } }",
        {"input": {"transactionId": "$T"}},
        reads={"reverseTransaction.reversal.__typename": "Refund"},
    ),
]

FRAUD_LOOK = """id status
  processorResponse { legacyCode message cvvResponse avsPostalCodeResponse avsStreetAddressResponse }
  riskData { decision decisionReasons score deviceDataCaptured }
  paymentMethodSnapshot {
    __typename
    ... on CreditCardDetails {
      bin last4 expirationMonth expirationYear brandCode cardholderName uniqueNumberIdentifier
      binData { countryOfIssuance prepaid debit commercial issuingBank } origin { type }
    }
    ... on PayPalTransactionDetails { payer { email payerId firstName lastName } payerStatus }
    ... on VenmoAccountDetails { username venmoUserId }
    ... on UsBankAccountDetails { last4 bankName accountholderName }
  }"""

ONE_DOCUMENT_FOR_ALL_METHODS = [
    step(
        f"mutation($input: ChargePaymentMethodInput!) {{ chargePaymentMethod(input: $input) {{"
        f" transaction {{ {FRAUD_LOOK} }} }} }}",
        charge("10.00", method),
        reads={
            "chargePaymentMethod.transaction.paymentMethodSnapshot.__typename": name,
            "chargePaymentMethod.transaction.riskData": None,
        },
    )
    for method, name in [
        ("fake-valid-nonce", "CreditCardDetails"),
        ("fake-paypal-one-time-nonce", "PayPalTransactionDetails"),
        ("fake-venmo-account-nonce", "VenmoAccountDetails"),
        ("fake-us-bank-account-nonce", "UsBankAccountDetails"),
    ]
]

NODE_BY_TEXT = [
    step(
        "mutation($input: ChargePaymentMethodInput!) { chargePaymentMethod(input: $input) { transaction { id } } }",
        charge("31.00"),
        keeps={"T": "chargePaymentMethod.transaction.id"},
    ),
    step(
        f'query {{ node(id: "$T") {{ ... on Transaction {{ {FRAUD_LOOK} }} }} }}',
        reads={"node.id": "$T"},
    ),
    step(
        'query { first: node(id: "$T") { id } second: node(id: "$T") { ... on Transaction { status } } }',
        reads={"first.id": "$T", "second.status": "SUBMITTED_FOR_SETTLEMENT"},
    ),
]

MANY_AT_ONCE = [
    step(
        "mutation Many("
        + ", ".join(f"$i{number}: ChargePaymentMethodInput!" for number in range(20))
        + ") { "
        + " ".join(
            f"c{number}: chargePaymentMethod(input: $i{number}) {{ transaction {{ id status }} }}"
            for number in range(20)
        )
        + " }",
        {f"i{number}": charge(f"{number + 1}.00")["input"] for number in range(20)},
        reads={f"c{number}.transaction.status": "SUBMITTED_FOR_SETTLEMENT" for number in range(20)},
    )
]

VAULT_FIRST = [
    step(
        "mutation CreateCustomer($input: CreateCustomerInput!) { createCustomer(input: $input) { customer {"
        " id firstName lastName email company createdAt fax website phoneNumber } } }",
        {"input": {"customer": {"firstName": "Ann", "lastName": "Doe", "email": "ann@example.com"}}},
        keeps={"C": "createCustomer.customer.id"},
    ),
    step(
        "mutation VaultPaymentMethod($input: VaultPaymentMethodInput!) { vaultPaymentMethod(input: $input) {"
        " clientMutationId paymentMethod { id legacyId usage customer { id } details { __typename"
        " ... on CreditCardDetails { cardholderName last4 expirationMonth expirationYear brandCode bin }"
        " ... on PayPalAccountDetails { email payerId } ... on VenmoAccountDetails { username venmoUserId }"
        " ... on UsBankAccountDetails { last4 bankName routingNumber } } } verification { status } } }",
        {"input": {"clientMutationId": "3277", "paymentMethodId": "fake-valid-nonce", "customerId": "$C"}},
        reads={"vaultPaymentMethod.paymentMethod.usage": "MULTI_USE"},
        keeps={"P": "vaultPaymentMethod.paymentMethod.id"},
    ),
    step(
        "query Customer($id: ID!) { node(id: $id) { ... on Customer { id firstName lastName email paymentMethods {"
        " edges { node { id details { ... on CreditCardDetails { last4 expirationMonth expirationYear } } } } } } } }",
        {"id": "$C"},
        reads={"node.paymentMethods.edges.0.node.id": "$P"},
    ),
    step(
        "mutation ($input: ChargePaymentMethodInput!) { chargePaymentMethod(input: $input) { transaction { id"
        " customer { id email firstName lastName } paymentMethod { id legacyId usage } } } }",
        charge("12.00", "$P"),
        reads={
            "chargePaymentMethod.transaction.customer.id": "$C",
            "chargePaymentMethod.transaction.paymentMethod.id": "$P",
        },
    ),
]

LEAST = [
    step("{ ping }", reads={"ping": "pong"}),
    step(
        "mutation { createClientToken(input: {}) { clientToken } }",
        reads={"createClientToken.clientToken": ANY},
    ),
    step(
        "mutation  ExampleCharge($input: ChargePaymentMethodInput!) {"
        " chargePaymentMethod(input: $input) { transaction { id status } } }",
        charge("1651.23"),
        reads={"chargePaymentMethod.transaction.status": "SUBMITTED_FOR_SETTLEMENT"},
    ),
]

FASTLANE = [
    step(
        "mutation ($input: ChargeCreditCardInput!) { chargeCreditCard(input: $input) { transaction {"
        f" id legacyId createdAt {AMOUNT} status }} }} }}",
        charge(
            "1.00",
            riskData={"deviceData": "{}"},
            shipping={
                "shippingAddress": {"streetAddress": "1 Main St", "locality": "Tulsa", "countryCode": "US"},
                "shippingMethod": "GROUND",
            },
            customerDetails={"email": "fast@example.com", "phoneNumber": "5550100"},
        ),
        reads={"chargeCreditCard.transaction.amount.value": "1.00"},
    )
]

GUIDE = [
    step(
        "mutation ExampleAuth($input: AuthorizePaymentMethodInput!) { authorizePaymentMethod(input: $input) {"
        " transaction { id status statusHistory { status terminal timestamp"
        " ... on AuthorizedEvent { authorizationExpiresAt processorResponse { legacyCode authorizationId } } } } } }",
        charge("10.00"),
        keeps={"T": "authorizePaymentMethod.transaction.id"},
    ),
    step(
        "mutation ExampleReverse($input: ReverseTransactionInput!) { reverseTransaction(input: $input) { reversal {"
        " ... on Transaction { id status statusHistory { status terminal } }"
        " ... on Refund { id amount { value } orderId status"
        " refundedTransaction { id amount { value } orderId status } }"
        " } } }",
        {"input": {"transactionId": "$T"}},
        reads={"reverseTransaction.reversal.status": "VOIDED"},
    ),
]

TOOLS_OF_ASSISTANTS = [
    step(
        "mutation ChargePaymentMethod($input: ChargePaymentMethodInput!) { chargePaymentMethod(input: $input) {"
        f" transaction {{ id status {OLD_AMOUNT} }} }} }}",
        charge("18.00", purchaseOrderNumber="po-1"),
        keeps={"T": "chargePaymentMethod.transaction.id"},
    ),
    step(
        "query SearchTransaction($input: TransactionSearchInput!) {"
        f" search {{ transactions(input: $input) {{ edges {{ node {{ id status {OLD_AMOUNT} createdAt }} }} }} }} }}",
        {"input": {"id": {"is": "$T"}}},
        reads={"search.transactions.edges.0.node.amount.currencyIsoCode": "USD"},
    ),
    step(
        "mutation RefundTransaction($input: RefundTransactionInput!) { refundTransaction(input: $input) {"
        f" refund {{ id status {OLD_AMOUNT} }} }} }}",
        {"input": {"transactionId": "$T"}},
        reads={"refundTransaction.refund.amount.value": "18.00"},
        settle="T",
    ),
]

REPORTS = [
    step(
        "mutation ($input: ChargePaymentMethodInput!) { chargePaymentMethod(input: $input) { transaction { id } } }",
        charge("44.00", orderId="report-1", customFields=[{"name": "shop", "value": "north"}]),
        keeps={"T": "chargePaymentMethod.transaction.id"},
    ),
    step(
        "query Pages($input: TransactionSearchInput!, $first: Int, $after: String) { search { transactions("
        "input: $input, first: $first, after: $after) { pageInfo { hasNextPage startCursor endCursor } edges { cursor"
        " node { id legacyId createdAt status orderId merchantAccountId merchantName source channel"
        " customFields { name value } amount { value currencyIsoCode } customer { id email company phoneNumber }"
        " disbursementDetails { date amount { value } exchangeRate fundsHeld } riskData { decision } merchantAddress {"
        " company } paymentMethod { id } refunds { id amount { value } status } disputes { id } } } } } }",
        {"input": {"createdAt": {"greaterThanOrEqualTo": "2020-01-01T00:00:00Z"}}, "first": 10, "after": None},
        reads={
            "search.transactions.edges.0.node.id": "$T",
            "search.transactions.edges.0.node.disbursementDetails": None,
            "search.transactions.edges.0.node.disputes": [],
        },
    ),
]

CONNECTORS = [
    step(
        "query Viewer { viewer { id name email rights { name } merchant { id companyName status website timezone"
        " merchantAccounts(first: 5) { edges { node { id currencyCode } } } } } }",
        reads={"viewer.merchant.id": ANY, "viewer.merchant.status": None},
    ),
    step(
        "query Customers($input: CustomerSearchInput!) { search { customers(input: $input, first: 5) { edges { node {"
        " id legacyId company createdAt email fax firstName lastName phoneNumber website"
        " customFields { name value } } } } } }",
        {"input": {"email": {"is": "nobody@example.com"}}},
        reads={"search.customers.edges": []},
    ),
]
"""What connectors of workflow tools ask for: who the key belongs to, and customers with all of their fields."""

PARTIAL_REFUNDS = [
    step(
        "mutation ($input: ChargePaymentMethodInput!) { chargePaymentMethod(input: $input) { transaction { id } } }",
        charge("30.00", orderId="shop-7"),
        keeps={"T": "chargePaymentMethod.transaction.id"},
    ),
    *[
        step(
            "mutation Refund($id: ID!, $amount: Amount, $order: String) {"
            " refundTransaction(input: {transactionId: $id, refund: {amount: $amount, orderId: $order}}) {"
            " refund { id legacyId status orderId amount { value } refundedTransaction { id orderId } } } }",
            {"id": "$T", "amount": amount, "order": f"credit-{amount}"},
            reads={"refundTransaction.refund.amount.value": f"{float(amount):.2f}"},
            settle="T",
        )
        for amount in ("10", 15.5, "4.50")
    ],
    step(
        "query ($id: ID!) { node(id: $id) { ... on Transaction { status refunds { id status amount { value } } } } }",
        {"id": "$T"},
        reads={"node.status": "SETTLED", "node.refunds.2.amount.value": "10.00"},
    ),
]

REFUND_UNDONE = [
    *PARTIAL_REFUNDS[:2],
    step(
        "mutation ($input: ReverseRefundInput!) { reverseRefund(input: $input) { refund { id status statusHistory {"
        " status terminal ... on VoidedEvent { userName } } } } }",
        {"input": {"refundId": "$last"}},
        reads={"reverseRefund.refund.status": "VOIDED"},
    ),
]

SANDBOX_SETTLEMENT = [
    step(
        "mutation ($input: ChargePaymentMethodInput!) { chargePaymentMethod(input: $input) { transaction { id } } }",
        charge("50.00"),
        keeps={"T": "chargePaymentMethod.transaction.id"},
    ),
    step(
        "mutation Settle($input: SandboxSettleTransactionInput!) { sandboxSettleTransaction(input: $input) {"
        " transaction { id status statusHistory { status ... on SettledEvent { settlementBatchId"
        " processorResponse { legacyCode message } } } } } }",
        {"input": {"transactionId": "$T", "settlementState": "SETTLED"}},
        reads={"sandboxSettleTransaction.transaction.status": "SETTLED"},
    ),
]

LEGACY_IDS = [
    step(
        "mutation ($input: ChargePaymentMethodInput!) { chargePaymentMethod(input: $input) {"
        " transaction { id legacyId } } }",
        charge("3.00"),
        keeps={"T": "chargePaymentMethod.transaction.id", "L": "chargePaymentMethod.transaction.legacyId"},
    ),
    step(
        "query ($legacyId: ID!) { idFromLegacyId(legacyId: $legacyId, type: TRANSACTION) }",
        {"legacyId": "$L"},
        reads={"idFromLegacyId": "$T"},
    ),
    step(
        "query ($legacyId: ID!) { idFromLegacyId(legacyId: $legacyId, type: PAYMENT_METHOD) }",
        {"legacyId": "abc123"},
        reads={"idFromLegacyId": ANY},
    ),
]

TWO_STEP_SHOP = [
    step(
        "mutation Auth($input: AuthorizePaymentMethodInput!) { authorizePaymentMethod(input: $input) { transaction {"
        f" id orderId {OLD_AMOUNT} status paymentMethodSnapshot {{ ... on CreditCardDetails {{"
        " threeDSecure { authentication { cavv liabilityShifted liabilityShiftPossible } } brand last4 } } } } }",
        charge("80.00", orderId="100000042", channel="A shop's module"),
        keeps={"T": "authorizePaymentMethod.transaction.id"},
    ),
    step(
        "mutation Capture($input: CaptureTransactionInput!) { captureTransaction(input: $input) { transaction {"
        " id status amount { value } initialRequestedAuthorizationAmount { value } } } }",
        {"input": {"transactionId": "$T", "transaction": {"amount": "60.00"}}},
        reads={
            "captureTransaction.transaction.amount.value": "60.00",
            "captureTransaction.transaction.initialRequestedAuthorizationAmount.value": "80.00",
        },
    ),
]

REJECTIONS = [
    step(
        "mutation ($input: ChargePaymentMethodInput!) { chargePaymentMethod(input: $input) { transaction { id status"
        " statusHistory { ... on GatewayRejectedEvent { gatewayRejectionReason duplicateOf { id } riskDecision }"
        " ... on FailedEvent { processorResponse { legacyCode } networkResponse { code } } } } } }",
        charge("10.00", "fake-gateway-rejected-fraud-nonce"),
        reads={"chargePaymentMethod.transaction.statusHistory.0.gatewayRejectionReason": "FRAUD"},
    )
]

LINE_ITEMS = [
    step(
        "mutation ($input: ChargePaymentMethodInput!) { chargePaymentMethod(input: $input) { transaction { id"
        " lineItems { name kind quantity unitAmount totalAmount productCode } discountAmount surchargeAmount"
        " purchaseOrderNumber tax { taxAmount taxExempt } shipping { shippingAmount shippingAddress { addressLine1"
        " addressLine2 adminArea1 adminArea2 postalCode countryCode } } } } }",
        charge(
            "25.00",
            lineItems=[
                {"name": "Tea", "kind": "DEBIT", "quantity": "1", "unitAmount": "20.00", "totalAmount": "20.00"}
            ],
            tax={"taxAmount": "1.50"},
            shipping={"shippingAmount": "3.50", "shippingAddress": {"addressLine1": "2 Side St", "adminArea1": "OK"}},
            purchaseOrderNumber="po-9",
        ),
        reads={
            "chargePaymentMethod.transaction.lineItems.0.name": "Tea",
            "chargePaymentMethod.transaction.tax.taxAmount": "1.50",
            "chargePaymentMethod.transaction.shipping.shippingAddress.adminArea1": "OK",
        },
    )
]

FRAGMENTS = [
    step(
        "mutation ChargeCreditCard($input: ChargeCreditCardInput!, $hasDetails: Boolean!) {"
        " chargeCreditCard(input: $input) { clientMutationId transaction { id legacyId"
        " ...transactionFields @include(if: $hasDetails) } } }"
        " fragment transactionFields on Transaction { createdAt status"
        " amount { ...money } customFields { name value } }"
        " fragment money on MonetaryAmount { value currencyCode }",
        {**charge("60.00", orderId="1700000000", riskData={"deviceData": "DEVICE"}), "hasDetails": True},
        reads={
            "chargeCreditCard.transaction.amount.value": "60.00",
            "chargeCreditCard.transaction.customFields": None,
        },
    )
]

SUBSCRIPTIONS_OF_A_SHOP = [
    *VAULT_FIRST[:2],
    step(
        "mutation ($input: ChargeCreditCardInput!) { chargeCreditCard(input: $input) {"
        " transaction { id status source } } }",
        charge("9.99", "$P", paymentInitiator="RECURRING", orderId="sub-2"),
        reads={"chargeCreditCard.transaction.status": "SUBMITTED_FOR_SETTLEMENT"},
    ),
    step(
        "query ($input: TransactionSearchInput!) { search { transactions(input: $input) {"
        " edges { node { orderId customer { id } } } } } }",
        {"input": {"customer": {"id": {"is": "$C"}}}},
        reads={"search.transactions.edges.0.node.orderId": "sub-2"},
    ),
]

PAYMENTS_TOGETHER = [
    *PARTIAL_REFUNDS[:2],
    step(
        "query ($input: PaymentSearchInput!) { search { payments(input: $input) { edges { node { __typename id status"
        " amount { value } orderId createdAt ... on Refund { refundedTransaction { id } }"
        " ... on Transaction { refunds { id } } } } } } }",
        {"input": {"createdAt": {"greaterThanOrEqualTo": "2020-01-01T00:00:00Z"}}},
        reads={"search.payments.edges.0.node.__typename": "Refund"},
    ),
]

REPEATED_WITH_A_KEY = [
    step(
        "mutation ($input: ChargePaymentMethodInput!) { chargePaymentMethod(input: $input) { transaction { id } } }",
        {"input": {**charge("11.00")["input"], "apiRequestKey": "order-11"}},
        keeps={"T": "chargePaymentMethod.transaction.id"},
    ),
    step(
        "mutation ($input: ChargePaymentMethodInput!) { chargePaymentMethod(input: $input) { transaction { id } } }",
        {"input": {**charge("11.00")["input"], "apiRequestKey": "order-11"}},
        reads={"chargePaymentMethod.transaction.id": "$T"},
    ),
]

VOID_ONLY = [
    step(
        "mutation ($input: ChargePaymentMethodInput!) { chargePaymentMethod(input: $input) { transaction { id } } }",
        charge("14.00"),
        keeps={"T": "chargePaymentMethod.transaction.id"},
    ),
    step(
        "mutation Void($input: VoidTransactionInput!) { voidTransaction(input: $input) {"
        " transaction { id status statusHistory { status ... on VoidedEvent { userName timestamp } } } } }",
        {"input": {"transactionId": "$T"}},
        reads={"voidTransaction.transaction.status": "VOIDED"},
    ),
]

VERIFYING_A_METHOD = [
    *VAULT_FIRST[:2],
    step(
        "query ($id: ID!) { node(id: $id) { ... on PaymentMethod { id usage createdAt verifications(first: 1) {"
        " edges { node { id status } } } details { ... on CreditCardDetails { billingAddress { postalCode } } } } } }",
        {"id": "$P"},
        reads={"node.verifications.edges": []},
    ),
]

CURRENCIES = [
    step(
        "mutation ($input: ChargePaymentMethodInput!) { chargePaymentMethod(input: $input) {"
        " transaction { merchantAccountId amount { value currencyCode } } } }",
        charge(amount, merchantAccountId=account),
        reads={"chargePaymentMethod.transaction.amount.value": amount},
    )
    for amount, account in (("500", "jpy"), ("1.250", "kwd"), ("9.90", "eur"))
]

INTROSPECTING = [
    step(
        '{ __type(name: "Transaction") { name fields { name } } }',
        reads={"__type.name": "Transaction"},
    ),
    step(
        "{ __schema { mutationType { fields { name args { name type { kind ofType { name } } } } } } }",
        reads={"__schema.mutationType.fields.0.name": ANY},
    ),
]

RIGHTS_OF_A_KEY = [
    step(
        "{ viewer { user { id } roles { id name isAccountAdmin rights { name } } rights { name } status } }",
        reads={"viewer.user": None},
    )
]

KINDS: Mapping[str, list[Step]] = {
    "an orchestrator: cards": ORCHESTRATOR,
    "an orchestrator: mandates": MANDATES,
    "an orchestrator: wallets": WALLETS,
    "a PayPal shop": PAYPAL_SHOP,
    "one document for all payment methods": ONE_DOCUMENT_FOR_ALL_METHODS,
    "ids within the document": NODE_BY_TEXT,
    "twenty charges in one document": MANY_AT_ONCE,
    "a vault before the first payment": VAULT_FIRST,
    "the least that works": LEAST,
    "a checkout by e-mail": FASTLANE,
    "the guide to reversals": GUIDE,
    "an assistant's tools": TOOLS_OF_ASSISTANTS,
    "reports": REPORTS,
    "connectors of workflow tools": CONNECTORS,
    "partial refunds": PARTIAL_REFUNDS,
    "a refund that is undone": REFUND_UNDONE,
    "tests with the sandbox": SANDBOX_SETTLEMENT,
    "legacy ids": LEGACY_IDS,
    "authorize and capture": TWO_STEP_SHOP,
    "rejections": REJECTIONS,
    "level 3 data": LINE_ITEMS,
    "fragments and directives": FRAGMENTS,
    "subscriptions of a shop": SUBSCRIPTIONS_OF_A_SHOP,
    "payments together": PAYMENTS_TOGETHER,
    "repeated requests": REPEATED_WITH_A_KEY,
    "voids alone": VOID_ONLY,
    "a payment method's checks": VERIFYING_A_METHOD,
    "currencies": CURRENCIES,
    "generators of clients": INTROSPECTING,
    "rights of a key": RIGHTS_OF_A_KEY,
}
