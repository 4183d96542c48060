"""What Braintree is sent. tests/gateways/braintree/test_documents.py holds it against Braintree's public schema.

A PLAIN document asks for the same without disputes and partial captures: for a gateway that speaks Braintree's language
and has neither (another Refundry).
"""

API_VERSION = "2026-08-01"
"""The day of Braintree's interface that the documents were written for."""

PAGE = 50
"""The most that Braintree gives of a list at a time."""

PAYMENTS_PAGE = 10
"""Of payments with their refunds: a gateway refuses a document that may give too much (RESOURCE_LIMIT)."""

_EVENT = """
fragment EventFields on PaymentStatusEvent {
  status
  timestamp
  amount { value currencyCode }
  ... on AuthorizedEvent { processorResponse { legacyCode message } }
  ... on ProcessorDeclinedEvent { declineType processorResponse { legacyCode message } }
  ... on GatewayRejectedEvent { processorResponse { legacyCode message } }
  ... on FailedEvent { processorResponse { legacyCode message } }
  ... on SettlementDeclinedEvent { processorResponse { legacyCode message } }
}
"""

_REFUND = """
fragment RefundFields on Refund {
  id
  orderId
  status
  createdAt
  source
  amount { value currencyCode }
  refundedTransaction { id }
  statusHistory { ...EventFields }
}
"""

_STATE = """
fragment StateFields on Transaction {
  id
  status
  amount { value currencyCode }
  statusHistory { ...EventFields }
}
"""

_PLAIN_PAYMENT = """
fragment PaymentFields on Transaction {
  ...StateFields
  createdAt
  orderId
  customer { email }
  paymentMethodSnapshot { __typename ... on CreditCardDetails { brandCode last4 } }
  refunds { ...RefundFields }
}
"""

_PAYMENT = """
fragment PaymentFields on Transaction {
  ...StateFields
  createdAt
  orderId
  customer { email }
  paymentMethodSnapshot {
    __typename
    ... on CreditCardDetails { brandCode last4 }
    ... on CreditCardTransactionDetails { creditCard { brandCode last4 } }
  }
  partialCaptureDetails {
    __typename
    ... on ParentAuthorization { childCaptures { id } }
    ... on ChildCapture { parentAuthorization { id } }
  }
  disputes { id status type createdAt receivedDate processorResponse { reason } }
  refunds { ...RefundFields }
}
"""

REFUND = f"""
mutation RefundryRefund($input: RefundTransactionInput!) {{
  refundTransaction(input: $input) {{ refund {{ ...RefundFields }} }}
}}
{_REFUND}{_EVENT}"""

REVERSE_REFUND = f"""
mutation RefundryReverseRefund($input: ReverseRefundInput!) {{
  reverseRefund(input: $input) {{ refund {{ ...RefundFields }} }}
}}
{_REFUND}{_EVENT}"""

VOID = f"""
mutation RefundryVoid($input: VoidTransactionInput!) {{
  voidTransaction(input: $input) {{ transaction {{ ...StateFields }} }}
}}
{_STATE}{_EVENT}"""

CAPTURE = f"""
mutation RefundryCapture($input: CaptureTransactionInput!) {{
  captureTransaction(input: $input) {{ transaction {{ ...StateFields }} }}
}}
{_STATE}{_EVENT}"""

REFUNDS_OF = f"""
query RefundryRefundsOf($id: ID!) {{
  node(id: $id) {{
    __typename
    ... on Transaction {{ ...StateFields orderId refunds {{ ...RefundFields }} }}
  }}
}}
{_STATE}{_REFUND}{_EVENT}"""

_PAYMENT_NODE = f"""
query RefundryPayment($id: ID!) {{
  node(id: $id) {{
    __typename
    ... on Transaction {{ ...PaymentFields }}
  }}
}}
{_STATE}{_REFUND}{_EVENT}"""

PAYMENT = _PAYMENT_NODE + _PAYMENT
PLAIN_PAYMENT = _PAYMENT_NODE + _PLAIN_PAYMENT

REFUND_NODE = f"""
query RefundryRefundNode($id: ID!) {{
  node(id: $id) {{
    __typename
    ... on Refund {{ ...RefundFields }}
  }}
}}
{_REFUND}{_EVENT}"""

_PAYMENT_LIST = f"""
query RefundryPayments($input: TransactionSearchInput!, $first: Int, $after: String) {{
  transactions(input: $input, first: $first, after: $after) {{
    edges {{ node {{ ...PaymentFields }} }}
    pageInfo {{ hasNextPage endCursor }}
  }}
}}
{_STATE}{_REFUND}{_EVENT}"""

PAYMENTS = _PAYMENT_LIST + _PAYMENT
PLAIN_PAYMENTS = _PAYMENT_LIST + _PLAIN_PAYMENT

REFUNDS = f"""
query RefundryRefunds($input: RefundSearchInput!, $first: Int, $after: String) {{
  refunds(input: $input, first: $first, after: $after) {{
    edges {{ node {{ ...RefundFields }} }}
    pageInfo {{ hasNextPage endCursor }}
  }}
}}
{_REFUND}{_EVENT}"""

VIEWER = """
query RefundryViewer {
  viewer { merchant { id } }
}
"""

ALL = {
    "REFUND": REFUND,
    "REVERSE_REFUND": REVERSE_REFUND,
    "VOID": VOID,
    "CAPTURE": CAPTURE,
    "REFUNDS_OF": REFUNDS_OF,
    "PAYMENT": PAYMENT,
    "PLAIN_PAYMENT": PLAIN_PAYMENT,
    "REFUND_NODE": REFUND_NODE,
    "PAYMENTS": PAYMENTS,
    "PLAIN_PAYMENTS": PLAIN_PAYMENTS,
    "REFUNDS": REFUNDS,
    "VIEWER": VIEWER,
}
