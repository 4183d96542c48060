export class TypedDocumentString extends String {
    __apiType;
    value;
    __meta__;
    constructor(value, __meta__) {
        super(value);
        this.value = value;
        this.__meta__ = __meta__;
    }
    toString() {
        return this.value;
    }
}
export const MailsToCustomersFragmentDoc = new TypedDocumentString(`
    fragment MailsToCustomers on CustomerMails {
  accepted {
    subject
    text
  }
  failed {
    subject
    text
  }
  inSandbox
}
    `, { "fragmentName": "MailsToCustomers" });
export const RunSummaryFragmentDoc = new TypedDocumentString(`
    fragment RunSummary on RefundRun {
  id
  name
  state
  dryRun
  requestedBy
  createdAt
  endedAt
  orders
  done
  totals {
    result
    orders
  }
}
    `, { "fragmentName": "RunSummary" });
export const RunProblemFragmentDoc = new TypedDocumentString(`
    fragment RunProblem on RefundRunProblem {
  message
  code
  legacyCode
  inputPath
}
    `, { "fragmentName": "RunProblem" });
export const PageLimitsFragmentDoc = new TypedDocumentString(`
    fragment PageLimits on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}
    `, { "fragmentName": "PageLimits" });
export const MoneyFragmentDoc = new TypedDocumentString(`
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
    `, { "fragmentName": "Money" });
export const PayerFragmentDoc = new TypedDocumentString(`
    fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
    `, { "fragmentName": "Payer" });
export const TransactionSummaryFragmentDoc = new TypedDocumentString(`
    fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}`, { "fragmentName": "TransactionSummary" });
export const ProblemFragmentDoc = new TypedDocumentString(`
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
    `, { "fragmentName": "Problem" });
export const StatusEventFragmentDoc = new TypedDocumentString(`
    fragment StatusEvent on PaymentStatusEvent {
  __typename
  status
  timestamp
  amount {
    ...Money
  }
  source
  terminal
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}`, { "fragmentName": "StatusEvent" });
export const ProcessorAnswerFragmentDoc = new TypedDocumentString(`
    fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
  legacyCode
  message
}
    `, { "fragmentName": "ProcessorAnswer" });
export const RetrySummaryFragmentDoc = new TypedDocumentString(`
    fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
    `, { "fragmentName": "RetrySummary" });
export const RefundSummaryFragmentDoc = new TypedDocumentString(`
    fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}`, { "fragmentName": "RefundSummary" });
export const MarkFragmentDoc = new TypedDocumentString(`
    fragment Mark on ExternalMark {
  reference
  note
  markedBy
  markedAt
  undoneBy
  undoneAt
}
    `, { "fragmentName": "Mark" });
export const RetryDetailsFragmentDoc = new TypedDocumentString(`
    fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}
    fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}`, { "fragmentName": "RetryDetails" });
export const EventFragmentDoc = new TypedDocumentString(`
    fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}
    `, { "fragmentName": "Event" });
export const TransactionDetailsFragmentDoc = new TypedDocumentString(`
    fragment TransactionDetails on Transaction {
  ...TransactionSummary
  merchantAccountId
  gatewayTransactionId
  gatewayAccount
  dispute {
    state
    reason
    openedAt
  }
  source
  refundability {
    action
    maximum {
      ...Money
    }
    canVoid
    canRefund
    blockers {
      ...Problem
    }
  }
  statusHistory {
    ...StatusEvent
  }
  paymentMethodSnapshot {
    __typename
    ... on CreditCardDetails {
      brandCode
      last4
      expirationMonth
      expirationYear
      cardholderName
    }
    ... on PayPalTransactionDetails {
      payer {
        email
      }
    }
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refunds {
    ...RefundSummary
  }
  order {
    id
    orderId
    status
  }
  externalVoid {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment Mark on ExternalMark {
  reference
  note
  markedBy
  markedAt
  undoneBy
  undoneAt
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}
fragment StatusEvent on PaymentStatusEvent {
  __typename
  status
  timestamp
  amount {
    ...Money
  }
  source
  terminal
}
fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
  legacyCode
  message
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`, { "fragmentName": "TransactionDetails" });
export const ReasonFragmentDoc = new TypedDocumentString(`
    fragment Reason on RefundReason {
  code
  label
  active
}
    `, { "fragmentName": "Reason" });
export const ItemRefundFragmentDoc = new TypedDocumentString(`
    fragment ItemRefund on LineItemRefund {
  lineItem {
    id
    name
  }
  quantity
  amount {
    ...Money
  }
  taxAmount {
    ...Money
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}`, { "fragmentName": "ItemRefund" });
export const DecisionFragmentDoc = new TypedDocumentString(`
    fragment Decision on Approval {
  kind
  state
  requestedBy
  outcome
  requestNote
  decidedBy
  decidedAt
  note
}
    `, { "fragmentName": "Decision" });
export const RefundDetailsFragmentDoc = new TypedDocumentString(`
    fragment RefundDetails on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  merchantAccountId
  gatewayRefundId
  gatewayAccount
  source
  statusHistory {
    ...StatusEvent
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refundedTransaction {
    ...TransactionSummary
  }
  reason {
    ...Reason
  }
  note
  lineItemRefunds {
    ...ItemRefund
  }
  approval {
    ...Decision
  }
  external {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment Mark on ExternalMark {
  reference
  note
  markedBy
  markedAt
  undoneBy
  undoneAt
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}
fragment StatusEvent on PaymentStatusEvent {
  __typename
  status
  timestamp
  amount {
    ...Money
  }
  source
  terminal
}
fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
  legacyCode
  message
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment ItemRefund on LineItemRefund {
  lineItem {
    id
    name
  }
  quantity
  amount {
    ...Money
  }
  taxAmount {
    ...Money
  }
}
fragment Reason on RefundReason {
  code
  label
  active
}
fragment Decision on Approval {
  kind
  state
  requestedBy
  outcome
  requestNote
  decidedBy
  decidedAt
  note
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`, { "fragmentName": "RefundDetails" });
export const OrderSummaryFragmentDoc = new TypedDocumentString(`
    fragment OrderSummary on Order {
  id
  orderId
  status
  cancelled
  refundInProgress
  placedAt
  total {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  balanceDue {
    ...Money
  }
  customer {
    ...Payer
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}`, { "fragmentName": "OrderSummary" });
export const LineItemFragmentDoc = new TypedDocumentString(`
    fragment LineItem on OrderLineItem {
  id
  name
  quantity
  unitAmount {
    ...Money
  }
  taxAmount {
    ...Money
  }
  discountAmount {
    ...Money
  }
  totalAmount {
    ...Money
  }
  refundedQuantity
  refundableAmount {
    ...Money
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}`, { "fragmentName": "LineItem" });
export const ChargeFragmentDoc = new TypedDocumentString(`
    fragment Charge on OrderAdjustment {
  id
  name
  kind
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}`, { "fragmentName": "Charge" });
export const OrderDetailsFragmentDoc = new TypedDocumentString(`
    fragment OrderDetails on Order {
  ...OrderSummary
  lineItems {
    ...LineItem
  }
  adjustments {
    ...Charge
  }
  overpaidAmount {
    ...Money
  }
  transactions {
    ...TransactionSummary
    refundability {
      action
      maximum {
        ...Money
      }
      canVoid
      canRefund
    }
  }
  refunds {
    ...RefundSummary
  }
  history {
    ...Event
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
fragment OrderSummary on Order {
  id
  orderId
  status
  cancelled
  refundInProgress
  placedAt
  total {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  balanceDue {
    ...Money
  }
  customer {
    ...Payer
  }
}
fragment LineItem on OrderLineItem {
  id
  name
  quantity
  unitAmount {
    ...Money
  }
  taxAmount {
    ...Money
  }
  discountAmount {
    ...Money
  }
  totalAmount {
    ...Money
  }
  refundedQuantity
  refundableAmount {
    ...Money
  }
}
fragment Charge on OrderAdjustment {
  id
  name
  kind
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`, { "fragmentName": "OrderDetails" });
export const ChargeRefundFragmentDoc = new TypedDocumentString(`
    fragment ChargeRefund on AdjustmentRefund {
  adjustment {
    id
    name
    kind
  }
  amount {
    ...Money
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}`, { "fragmentName": "ChargeRefund" });
export const PersonFragmentDoc = new TypedDocumentString(`
    fragment Person on User {
  id
  name
  email
  status
  disabled
  roles {
    id
    name
    isAccountAdmin
    rights {
      name
    }
  }
}
    `, { "fragmentName": "Person" });
export const KeyFragmentDoc = new TypedDocumentString(`
    fragment Key on ApiKey {
  publicKey
  name
  rights {
    name
  }
  createdAt
  lastUsedAt
  onFailure
  queuedRefundStatus
}
    `, { "fragmentName": "Key" });
export const SettingsFragmentDoc = new TypedDocumentString(`
    fragment Settings on MerchantSettings {
  notifyEmails
  retryInterval
  retryAttempts
  retryDeclines
  requireApiRequestKey
  requireReasonFromStaff
  approvalLimits {
    ...Money
  }
  requireApprovalOfNotDone
  timeZone
  onFailure
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}`, { "fragmentName": "Settings" });
export const AccountOfGatewayFragmentDoc = new TypedDocumentString(`
    fragment AccountOfGateway on GatewayAccount {
  name
  adapter
  version
  live
  settings {
    key
    value
  }
  secrets {
    key
    fingerprint
    lastFour
  }
  webhookUrl
  state
  lastAnsweredAt
  lastError
  createdAt
}
    `, { "fragmentName": "AccountOfGateway" });
export const DifferenceFragmentDoc = new TypedDocumentString(`
    fragment Difference on Drift {
  id
  kind
  gatewayAccount
  gatewayReference
  payment {
    __typename
    ... on Node {
      id
    }
  }
  ours {
    ...Money
  }
  theirs {
    ...Money
  }
  foundAt
  note
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}`, { "fragmentName": "Difference" });
export const ReportRowFragmentDoc = new TypedDocumentString(`
    fragment ReportRow on RefundReportRow {
  key
  label
  currencyCode
  count
  amount {
    ...Money
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}`, { "fragmentName": "ReportRow" });
export const MethodFragmentDoc = new TypedDocumentString(`
    fragment Method on PaymentMethod {
  id
  legacyId
  usage
  createdAt
  customer {
    id
  }
  details {
    __typename
    ... on CreditCardDetails {
      brandCode
      bin
      last4
      expirationMonth
      expirationYear
      cardholderName
    }
    ... on PayPalAccountDetails {
      email
    }
    ... on VenmoAccountDetails {
      username
    }
    ... on UsBankAccountDetails {
      bankName
      last4
    }
  }
}
    `, { "fragmentName": "Method" });
export const EndpointOfWebhooksFragmentDoc = new TypedDocumentString(`
    fragment EndpointOfWebhooks on WebhookEndpoint {
  id
  url
  types
  description
  enabled
  failingSince
  createdAt
}
    `, { "fragmentName": "EndpointOfWebhooks" });
export const ApprovalsDocument = new TypedDocumentString(`
    query Approvals($first: Int, $after: String) {
  approvals(first: $first, after: $after) {
    edges {
      cursor
      node {
        ...RefundSummary
        approval {
          ...Decision
        }
      }
    }
    pageInfo {
      ...PageLimits
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment PageLimits on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
fragment Decision on Approval {
  kind
  state
  requestedBy
  outcome
  requestNote
  decidedBy
  decidedAt
  note
}`);
export const ApproveRefundDocument = new TypedDocumentString(`
    mutation ApproveRefund($input: ApprovalInput!) {
  approveRefund(input: $input) {
    clientMutationId
    refund {
      ...RefundDetails
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment Mark on ExternalMark {
  reference
  note
  markedBy
  markedAt
  undoneBy
  undoneAt
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}
fragment StatusEvent on PaymentStatusEvent {
  __typename
  status
  timestamp
  amount {
    ...Money
  }
  source
  terminal
}
fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
  legacyCode
  message
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundDetails on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  merchantAccountId
  gatewayRefundId
  gatewayAccount
  source
  statusHistory {
    ...StatusEvent
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refundedTransaction {
    ...TransactionSummary
  }
  reason {
    ...Reason
  }
  note
  lineItemRefunds {
    ...ItemRefund
  }
  approval {
    ...Decision
  }
  external {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
fragment ItemRefund on LineItemRefund {
  lineItem {
    id
    name
  }
  quantity
  amount {
    ...Money
  }
  taxAmount {
    ...Money
  }
}
fragment Reason on RefundReason {
  code
  label
  active
}
fragment Decision on Approval {
  kind
  state
  requestedBy
  outcome
  requestNote
  decidedBy
  decidedAt
  note
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`);
export const RejectRefundDocument = new TypedDocumentString(`
    mutation RejectRefund($input: ApprovalInput!) {
  rejectRefund(input: $input) {
    clientMutationId
    refund {
      ...RefundDetails
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment Mark on ExternalMark {
  reference
  note
  markedBy
  markedAt
  undoneBy
  undoneAt
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}
fragment StatusEvent on PaymentStatusEvent {
  __typename
  status
  timestamp
  amount {
    ...Money
  }
  source
  terminal
}
fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
  legacyCode
  message
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundDetails on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  merchantAccountId
  gatewayRefundId
  gatewayAccount
  source
  statusHistory {
    ...StatusEvent
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refundedTransaction {
    ...TransactionSummary
  }
  reason {
    ...Reason
  }
  note
  lineItemRefunds {
    ...ItemRefund
  }
  approval {
    ...Decision
  }
  external {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
fragment ItemRefund on LineItemRefund {
  lineItem {
    id
    name
  }
  quantity
  amount {
    ...Money
  }
  taxAmount {
    ...Money
  }
}
fragment Reason on RefundReason {
  code
  label
  active
}
fragment Decision on Approval {
  kind
  state
  requestedBy
  outcome
  requestNote
  decidedBy
  decidedAt
  note
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`);
export const CustomerMailsDocument = new TypedDocumentString(`
    query CustomerMails {
  customerMails {
    ...MailsToCustomers
  }
}
    fragment MailsToCustomers on CustomerMails {
  accepted {
    subject
    text
  }
  failed {
    subject
    text
  }
  inSandbox
}`);
export const UpdateCustomerMailsDocument = new TypedDocumentString(`
    mutation UpdateCustomerMails($input: UpdateCustomerMailsInput!) {
  updateCustomerMails(input: $input) {
    clientMutationId
    customerMails {
      ...MailsToCustomers
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment MailsToCustomers on CustomerMails {
  accepted {
    subject
    text
  }
  failed {
    subject
    text
  }
  inSandbox
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}`);
export const MarkRefundedExternallyDocument = new TypedDocumentString(`
    mutation MarkRefundedExternally($input: MarkRefundedExternallyInput!) {
  markRefundedExternally(input: $input) {
    clientMutationId
    refund {
      ...RefundDetails
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment Mark on ExternalMark {
  reference
  note
  markedBy
  markedAt
  undoneBy
  undoneAt
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}
fragment StatusEvent on PaymentStatusEvent {
  __typename
  status
  timestamp
  amount {
    ...Money
  }
  source
  terminal
}
fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
  legacyCode
  message
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundDetails on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  merchantAccountId
  gatewayRefundId
  gatewayAccount
  source
  statusHistory {
    ...StatusEvent
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refundedTransaction {
    ...TransactionSummary
  }
  reason {
    ...Reason
  }
  note
  lineItemRefunds {
    ...ItemRefund
  }
  approval {
    ...Decision
  }
  external {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
fragment ItemRefund on LineItemRefund {
  lineItem {
    id
    name
  }
  quantity
  amount {
    ...Money
  }
  taxAmount {
    ...Money
  }
}
fragment Reason on RefundReason {
  code
  label
  active
}
fragment Decision on Approval {
  kind
  state
  requestedBy
  outcome
  requestNote
  decidedBy
  decidedAt
  note
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`);
export const UndoExternalRefundDocument = new TypedDocumentString(`
    mutation UndoExternalRefund($input: UndoExternalRefundInput!) {
  undoExternalRefund(input: $input) {
    clientMutationId
    transaction {
      ...TransactionDetails
    }
    refunds {
      ...RefundSummary
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment Mark on ExternalMark {
  reference
  note
  markedBy
  markedAt
  undoneBy
  undoneAt
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}
fragment StatusEvent on PaymentStatusEvent {
  __typename
  status
  timestamp
  amount {
    ...Money
  }
  source
  terminal
}
fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
  legacyCode
  message
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
fragment TransactionDetails on Transaction {
  ...TransactionSummary
  merchantAccountId
  gatewayTransactionId
  gatewayAccount
  dispute {
    state
    reason
    openedAt
  }
  source
  refundability {
    action
    maximum {
      ...Money
    }
    canVoid
    canRefund
    blockers {
      ...Problem
    }
  }
  statusHistory {
    ...StatusEvent
  }
  paymentMethodSnapshot {
    __typename
    ... on CreditCardDetails {
      brandCode
      last4
      expirationMonth
      expirationYear
      cardholderName
    }
    ... on PayPalTransactionDetails {
      payer {
        email
      }
    }
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refunds {
    ...RefundSummary
  }
  order {
    id
    orderId
    status
  }
  externalVoid {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`);
export const MarkVoidedExternallyDocument = new TypedDocumentString(`
    mutation MarkVoidedExternally($input: MarkVoidedExternallyInput!) {
  markVoidedExternally(input: $input) {
    clientMutationId
    transaction {
      ...TransactionDetails
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment Mark on ExternalMark {
  reference
  note
  markedBy
  markedAt
  undoneBy
  undoneAt
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}
fragment StatusEvent on PaymentStatusEvent {
  __typename
  status
  timestamp
  amount {
    ...Money
  }
  source
  terminal
}
fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
  legacyCode
  message
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
fragment TransactionDetails on Transaction {
  ...TransactionSummary
  merchantAccountId
  gatewayTransactionId
  gatewayAccount
  dispute {
    state
    reason
    openedAt
  }
  source
  refundability {
    action
    maximum {
      ...Money
    }
    canVoid
    canRefund
    blockers {
      ...Problem
    }
  }
  statusHistory {
    ...StatusEvent
  }
  paymentMethodSnapshot {
    __typename
    ... on CreditCardDetails {
      brandCode
      last4
      expirationMonth
      expirationYear
      cardholderName
    }
    ... on PayPalTransactionDetails {
      payer {
        email
      }
    }
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refunds {
    ...RefundSummary
  }
  order {
    id
    orderId
    status
  }
  externalVoid {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`);
export const UndoExternalVoidDocument = new TypedDocumentString(`
    mutation UndoExternalVoid($input: UndoExternalVoidInput!) {
  undoExternalVoid(input: $input) {
    clientMutationId
    transaction {
      ...TransactionDetails
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment Mark on ExternalMark {
  reference
  note
  markedBy
  markedAt
  undoneBy
  undoneAt
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}
fragment StatusEvent on PaymentStatusEvent {
  __typename
  status
  timestamp
  amount {
    ...Money
  }
  source
  terminal
}
fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
  legacyCode
  message
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
fragment TransactionDetails on Transaction {
  ...TransactionSummary
  merchantAccountId
  gatewayTransactionId
  gatewayAccount
  dispute {
    state
    reason
    openedAt
  }
  source
  refundability {
    action
    maximum {
      ...Money
    }
    canVoid
    canRefund
    blockers {
      ...Problem
    }
  }
  statusHistory {
    ...StatusEvent
  }
  paymentMethodSnapshot {
    __typename
    ... on CreditCardDetails {
      brandCode
      last4
      expirationMonth
      expirationYear
      cardholderName
    }
    ... on PayPalTransactionDetails {
      payer {
        email
      }
    }
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refunds {
    ...RefundSummary
  }
  order {
    id
    orderId
    status
  }
  externalVoid {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`);
export const GatewayAccountsDocument = new TypedDocumentString(`
    query GatewayAccounts {
  gatewayAccounts {
    ...AccountOfGateway
  }
}
    fragment AccountOfGateway on GatewayAccount {
  name
  adapter
  version
  live
  settings {
    key
    value
  }
  secrets {
    key
    fingerprint
    lastFour
  }
  webhookUrl
  state
  lastAnsweredAt
  lastError
  createdAt
}`);
export const TestGatewayAccountDocument = new TypedDocumentString(`
    query TestGatewayAccount($name: String!) {
  testGatewayAccount(name: $name) {
    ok
    live
    message
    missingRights
  }
}
    `);
export const AddGatewayAccountDocument = new TypedDocumentString(`
    mutation AddGatewayAccount($input: AddGatewayAccountInput!) {
  addGatewayAccount(input: $input) {
    clientMutationId
    account {
      ...AccountOfGateway
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment AccountOfGateway on GatewayAccount {
  name
  adapter
  version
  live
  settings {
    key
    value
  }
  secrets {
    key
    fingerprint
    lastFour
  }
  webhookUrl
  state
  lastAnsweredAt
  lastError
  createdAt
}`);
export const UpdateGatewayAccountDocument = new TypedDocumentString(`
    mutation UpdateGatewayAccount($input: UpdateGatewayAccountInput!) {
  updateGatewayAccount(input: $input) {
    clientMutationId
    account {
      ...AccountOfGateway
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment AccountOfGateway on GatewayAccount {
  name
  adapter
  version
  live
  settings {
    key
    value
  }
  secrets {
    key
    fingerprint
    lastFour
  }
  webhookUrl
  state
  lastAnsweredAt
  lastError
  createdAt
}`);
export const RetireGatewayAccountDocument = new TypedDocumentString(`
    mutation RetireGatewayAccount($input: RetireGatewayAccountInput!) {
  retireGatewayAccount(input: $input) {
    clientMutationId
    account {
      ...AccountOfGateway
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment AccountOfGateway on GatewayAccount {
  name
  adapter
  version
  live
  settings {
    key
    value
  }
  secrets {
    key
    fingerprint
    lastFour
  }
  webhookUrl
  state
  lastAnsweredAt
  lastError
  createdAt
}`);
export const AdoptTransactionDocument = new TypedDocumentString(`
    mutation AdoptTransaction($input: AdoptTransactionInput!) {
  adoptTransaction(input: $input) {
    clientMutationId
    transaction {
      ...TransactionDetails
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment Mark on ExternalMark {
  reference
  note
  markedBy
  markedAt
  undoneBy
  undoneAt
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}
fragment StatusEvent on PaymentStatusEvent {
  __typename
  status
  timestamp
  amount {
    ...Money
  }
  source
  terminal
}
fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
  legacyCode
  message
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
fragment TransactionDetails on Transaction {
  ...TransactionSummary
  merchantAccountId
  gatewayTransactionId
  gatewayAccount
  dispute {
    state
    reason
    openedAt
  }
  source
  refundability {
    action
    maximum {
      ...Money
    }
    canVoid
    canRefund
    blockers {
      ...Problem
    }
  }
  statusHistory {
    ...StatusEvent
  }
  paymentMethodSnapshot {
    __typename
    ... on CreditCardDetails {
      brandCode
      last4
      expirationMonth
      expirationYear
      cardholderName
    }
    ... on PayPalTransactionDetails {
      payer {
        email
      }
    }
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refunds {
    ...RefundSummary
  }
  order {
    id
    orderId
    status
  }
  externalVoid {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`);
export const DriftDocument = new TypedDocumentString(`
    query Drift($first: Int, $after: String) {
  drift(first: $first, after: $after) {
    edges {
      cursor
      node {
        ...Difference
      }
    }
    pageInfo {
      ...PageLimits
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment PageLimits on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}
fragment Difference on Drift {
  id
  kind
  gatewayAccount
  gatewayReference
  payment {
    __typename
    ... on Node {
      id
    }
  }
  ours {
    ...Money
  }
  theirs {
    ...Money
  }
  foundAt
  note
}`);
export const AdoptDriftDocument = new TypedDocumentString(`
    mutation AdoptDrift($input: AdoptDriftInput!) {
  adoptDrift(input: $input) {
    clientMutationId
    payment {
      __typename
      ... on Node {
        id
      }
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}`);
export const PaymentChangedDocument = new TypedDocumentString(`
    subscription PaymentChanged($id: ID!) {
  paymentChanged(id: $id) {
    __typename
    ... on Transaction {
      ...TransactionDetails
    }
    ... on Refund {
      ...RefundDetails
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment Mark on ExternalMark {
  reference
  note
  markedBy
  markedAt
  undoneBy
  undoneAt
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}
fragment StatusEvent on PaymentStatusEvent {
  __typename
  status
  timestamp
  amount {
    ...Money
  }
  source
  terminal
}
fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
  legacyCode
  message
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
fragment TransactionDetails on Transaction {
  ...TransactionSummary
  merchantAccountId
  gatewayTransactionId
  gatewayAccount
  dispute {
    state
    reason
    openedAt
  }
  source
  refundability {
    action
    maximum {
      ...Money
    }
    canVoid
    canRefund
    blockers {
      ...Problem
    }
  }
  statusHistory {
    ...StatusEvent
  }
  paymentMethodSnapshot {
    __typename
    ... on CreditCardDetails {
      brandCode
      last4
      expirationMonth
      expirationYear
      cardholderName
    }
    ... on PayPalTransactionDetails {
      payer {
        email
      }
    }
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refunds {
    ...RefundSummary
  }
  order {
    id
    orderId
    status
  }
  externalVoid {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
fragment RefundDetails on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  merchantAccountId
  gatewayRefundId
  gatewayAccount
  source
  statusHistory {
    ...StatusEvent
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refundedTransaction {
    ...TransactionSummary
  }
  reason {
    ...Reason
  }
  note
  lineItemRefunds {
    ...ItemRefund
  }
  approval {
    ...Decision
  }
  external {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
fragment ItemRefund on LineItemRefund {
  lineItem {
    id
    name
  }
  quantity
  amount {
    ...Money
  }
  taxAmount {
    ...Money
  }
}
fragment Reason on RefundReason {
  code
  label
  active
}
fragment Decision on Approval {
  kind
  state
  requestedBy
  outcome
  requestNote
  decidedBy
  decidedAt
  note
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`);
export const OrderChangedDocument = new TypedDocumentString(`
    subscription OrderChanged($orderId: String!) {
  orderChanged(orderId: $orderId) {
    ...OrderDetails
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
fragment OrderSummary on Order {
  id
  orderId
  status
  cancelled
  refundInProgress
  placedAt
  total {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  balanceDue {
    ...Money
  }
  customer {
    ...Payer
  }
}
fragment OrderDetails on Order {
  ...OrderSummary
  lineItems {
    ...LineItem
  }
  adjustments {
    ...Charge
  }
  overpaidAmount {
    ...Money
  }
  transactions {
    ...TransactionSummary
    refundability {
      action
      maximum {
        ...Money
      }
      canVoid
      canRefund
    }
  }
  refunds {
    ...RefundSummary
  }
  history {
    ...Event
  }
}
fragment LineItem on OrderLineItem {
  id
  name
  quantity
  unitAmount {
    ...Money
  }
  taxAmount {
    ...Money
  }
  discountAmount {
    ...Money
  }
  totalAmount {
    ...Money
  }
  refundedQuantity
  refundableAmount {
    ...Money
  }
}
fragment Charge on OrderAdjustment {
  id
  name
  kind
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`);
export const QueueChangedDocument = new TypedDocumentString(`
    subscription QueueChanged {
  queueChanged {
    ...RetrySummary
    payment {
      __typename
      ... on Transaction {
        ...TransactionSummary
      }
      ... on Refund {
        ...RefundSummary
      }
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}`);
export const PreviewRefundDocument = new TypedDocumentString(`
    query PreviewRefund($input: RefundOrderInput!) {
  previewRefund(input: $input) {
    order {
      ...OrderSummary
    }
    parts {
      transaction {
        ...TransactionSummary
      }
      action
      amount {
        ...Money
      }
    }
    lineItems {
      ...ItemRefund
    }
    adjustments {
      ...ChargeRefund
    }
    total {
      ...Money
    }
    balanceDue {
      ...Money
    }
    blockers {
      ...Problem
    }
    approvalNeeded
    token
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment OrderSummary on Order {
  id
  orderId
  status
  cancelled
  refundInProgress
  placedAt
  total {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  balanceDue {
    ...Money
  }
  customer {
    ...Payer
  }
}
fragment ChargeRefund on AdjustmentRefund {
  adjustment {
    id
    name
    kind
  }
  amount {
    ...Money
  }
}
fragment ItemRefund on LineItemRefund {
  lineItem {
    id
    name
  }
  quantity
  amount {
    ...Money
  }
  taxAmount {
    ...Money
  }
}`);
export const RefundOrderDocument = new TypedDocumentString(`
    mutation RefundOrder($input: RefundOrderInput!) {
  refundOrder(input: $input) {
    clientMutationId
    order {
      ...OrderSummary
    }
    results {
      transaction {
        ...TransactionSummary
      }
      reversal {
        __typename
        ... on Transaction {
          ...TransactionSummary
        }
        ... on Refund {
          ...RefundSummary
        }
      }
      outcome
      awaitsApproval
      errors {
        ...Problem
      }
      message
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
fragment OrderSummary on Order {
  id
  orderId
  status
  cancelled
  refundInProgress
  placedAt
  total {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  balanceDue {
    ...Money
  }
  customer {
    ...Payer
  }
}`);
export const OrderDocument = new TypedDocumentString(`
    query Order($orderId: String!) {
  order(orderId: $orderId) {
    ...OrderDetails
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
fragment OrderSummary on Order {
  id
  orderId
  status
  cancelled
  refundInProgress
  placedAt
  total {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  balanceDue {
    ...Money
  }
  customer {
    ...Payer
  }
}
fragment OrderDetails on Order {
  ...OrderSummary
  lineItems {
    ...LineItem
  }
  adjustments {
    ...Charge
  }
  overpaidAmount {
    ...Money
  }
  transactions {
    ...TransactionSummary
    refundability {
      action
      maximum {
        ...Money
      }
      canVoid
      canRefund
    }
  }
  refunds {
    ...RefundSummary
  }
  history {
    ...Event
  }
}
fragment LineItem on OrderLineItem {
  id
  name
  quantity
  unitAmount {
    ...Money
  }
  taxAmount {
    ...Money
  }
  discountAmount {
    ...Money
  }
  totalAmount {
    ...Money
  }
  refundedQuantity
  refundableAmount {
    ...Money
  }
}
fragment Charge on OrderAdjustment {
  id
  name
  kind
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`);
export const OrdersDocument = new TypedDocumentString(`
    query Orders($input: OrderSearchInput!, $first: Int, $after: String) {
  orders(input: $input, first: $first, after: $after) {
    edges {
      cursor
      node {
        ...OrderSummary
      }
    }
    pageInfo {
      ...PageLimits
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment PageLimits on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}
fragment OrderSummary on Order {
  id
  orderId
  status
  cancelled
  refundInProgress
  placedAt
  total {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  balanceDue {
    ...Money
  }
  customer {
    ...Payer
  }
}`);
export const CustomersDocument = new TypedDocumentString(`
    query Customers($input: CustomerSearchInput!, $first: Int, $after: String) {
  customers(input: $input, first: $first, after: $after) {
    edges {
      cursor
      node {
        ...Payer
      }
    }
    pageInfo {
      ...PageLimits
    }
  }
}
    fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment PageLimits on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`);
export const RecordOrderDocument = new TypedDocumentString(`
    mutation RecordOrder($input: RecordOrderInput!) {
  recordOrder(input: $input) {
    clientMutationId
    order {
      ...OrderDetails
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
fragment OrderSummary on Order {
  id
  orderId
  status
  cancelled
  refundInProgress
  placedAt
  total {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  balanceDue {
    ...Money
  }
  customer {
    ...Payer
  }
}
fragment OrderDetails on Order {
  ...OrderSummary
  lineItems {
    ...LineItem
  }
  adjustments {
    ...Charge
  }
  overpaidAmount {
    ...Money
  }
  transactions {
    ...TransactionSummary
    refundability {
      action
      maximum {
        ...Money
      }
      canVoid
      canRefund
    }
  }
  refunds {
    ...RefundSummary
  }
  history {
    ...Event
  }
}
fragment LineItem on OrderLineItem {
  id
  name
  quantity
  unitAmount {
    ...Money
  }
  taxAmount {
    ...Money
  }
  discountAmount {
    ...Money
  }
  totalAmount {
    ...Money
  }
  refundedQuantity
  refundableAmount {
    ...Money
  }
}
fragment Charge on OrderAdjustment {
  id
  name
  kind
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`);
export const CancelOrderDocument = new TypedDocumentString(`
    mutation CancelOrder($input: CancelOrderInput!) {
  cancelOrder(input: $input) {
    clientMutationId
    order {
      ...OrderDetails
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
fragment OrderSummary on Order {
  id
  orderId
  status
  cancelled
  refundInProgress
  placedAt
  total {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  balanceDue {
    ...Money
  }
  customer {
    ...Payer
  }
}
fragment OrderDetails on Order {
  ...OrderSummary
  lineItems {
    ...LineItem
  }
  adjustments {
    ...Charge
  }
  overpaidAmount {
    ...Money
  }
  transactions {
    ...TransactionSummary
    refundability {
      action
      maximum {
        ...Money
      }
      canVoid
      canRefund
    }
  }
  refunds {
    ...RefundSummary
  }
  history {
    ...Event
  }
}
fragment LineItem on OrderLineItem {
  id
  name
  quantity
  unitAmount {
    ...Money
  }
  taxAmount {
    ...Money
  }
  discountAmount {
    ...Money
  }
  totalAmount {
    ...Money
  }
  refundedQuantity
  refundableAmount {
    ...Money
  }
}
fragment Charge on OrderAdjustment {
  id
  name
  kind
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`);
export const UpdateCustomerDocument = new TypedDocumentString(`
    mutation UpdateCustomer($input: UpdateCustomerInput!) {
  updateCustomer(input: $input) {
    clientMutationId
    customer {
      ...Payer
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}`);
export const RefundOrdersDocument = new TypedDocumentString(`
    mutation RefundOrders($input: RefundOrdersInput!) {
  refundOrders(input: $input) {
    clientMutationId
    run {
      ...RunSummary
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment RunSummary on RefundRun {
  id
  name
  state
  dryRun
  requestedBy
  createdAt
  endedAt
  orders
  done
  totals {
    result
    orders
  }
}`);
export const RefundRunDocument = new TypedDocumentString(`
    query RefundRun($id: ID!, $first: Int, $after: String, $result: OrderRefundResult) {
  refundRun(id: $id) {
    ...RunSummary
    sums {
      currencyCode
      orders
      refunded {
        ...Money
      }
      underWay {
        ...Money
      }
    }
    results(first: $first, after: $after, result: $result) {
      edges {
        cursor
        node {
          line
          orderId
          apiRequestKey
          result
          before
          refunded {
            ...Money
          }
          underWay {
            ...Money
          }
          leftOfOrder {
            ...Money
          }
          orderStatus
          payments {
            id
            result
            action
            refundId
            status
            amount {
              ...Money
            }
            outcome
            problems {
              ...RunProblem
            }
          }
          problems {
            ...RunProblem
          }
        }
      }
      pageInfo {
        ...PageLimits
      }
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment RunSummary on RefundRun {
  id
  name
  state
  dryRun
  requestedBy
  createdAt
  endedAt
  orders
  done
  totals {
    result
    orders
  }
}
fragment RunProblem on RefundRunProblem {
  message
  code
  legacyCode
  inputPath
}
fragment PageLimits on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`);
export const ChargePaymentMethodDocument = new TypedDocumentString(`
    mutation ChargePaymentMethod($input: ChargePaymentMethodInput!) {
  chargePaymentMethod(input: $input) {
    clientMutationId
    transaction {
      ...TransactionDetails
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment Mark on ExternalMark {
  reference
  note
  markedBy
  markedAt
  undoneBy
  undoneAt
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}
fragment StatusEvent on PaymentStatusEvent {
  __typename
  status
  timestamp
  amount {
    ...Money
  }
  source
  terminal
}
fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
  legacyCode
  message
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
fragment TransactionDetails on Transaction {
  ...TransactionSummary
  merchantAccountId
  gatewayTransactionId
  gatewayAccount
  dispute {
    state
    reason
    openedAt
  }
  source
  refundability {
    action
    maximum {
      ...Money
    }
    canVoid
    canRefund
    blockers {
      ...Problem
    }
  }
  statusHistory {
    ...StatusEvent
  }
  paymentMethodSnapshot {
    __typename
    ... on CreditCardDetails {
      brandCode
      last4
      expirationMonth
      expirationYear
      cardholderName
    }
    ... on PayPalTransactionDetails {
      payer {
        email
      }
    }
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refunds {
    ...RefundSummary
  }
  order {
    id
    orderId
    status
  }
  externalVoid {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`);
export const AuthorizePaymentMethodDocument = new TypedDocumentString(`
    mutation AuthorizePaymentMethod($input: AuthorizePaymentMethodInput!) {
  authorizePaymentMethod(input: $input) {
    clientMutationId
    transaction {
      ...TransactionDetails
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment Mark on ExternalMark {
  reference
  note
  markedBy
  markedAt
  undoneBy
  undoneAt
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}
fragment StatusEvent on PaymentStatusEvent {
  __typename
  status
  timestamp
  amount {
    ...Money
  }
  source
  terminal
}
fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
  legacyCode
  message
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
fragment TransactionDetails on Transaction {
  ...TransactionSummary
  merchantAccountId
  gatewayTransactionId
  gatewayAccount
  dispute {
    state
    reason
    openedAt
  }
  source
  refundability {
    action
    maximum {
      ...Money
    }
    canVoid
    canRefund
    blockers {
      ...Problem
    }
  }
  statusHistory {
    ...StatusEvent
  }
  paymentMethodSnapshot {
    __typename
    ... on CreditCardDetails {
      brandCode
      last4
      expirationMonth
      expirationYear
      cardholderName
    }
    ... on PayPalTransactionDetails {
      payer {
        email
      }
    }
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refunds {
    ...RefundSummary
  }
  order {
    id
    orderId
    status
  }
  externalVoid {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`);
export const CaptureTransactionDocument = new TypedDocumentString(`
    mutation CaptureTransaction($input: CaptureTransactionInput!) {
  captureTransaction(input: $input) {
    clientMutationId
    transaction {
      ...TransactionDetails
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment Mark on ExternalMark {
  reference
  note
  markedBy
  markedAt
  undoneBy
  undoneAt
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}
fragment StatusEvent on PaymentStatusEvent {
  __typename
  status
  timestamp
  amount {
    ...Money
  }
  source
  terminal
}
fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
  legacyCode
  message
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
fragment TransactionDetails on Transaction {
  ...TransactionSummary
  merchantAccountId
  gatewayTransactionId
  gatewayAccount
  dispute {
    state
    reason
    openedAt
  }
  source
  refundability {
    action
    maximum {
      ...Money
    }
    canVoid
    canRefund
    blockers {
      ...Problem
    }
  }
  statusHistory {
    ...StatusEvent
  }
  paymentMethodSnapshot {
    __typename
    ... on CreditCardDetails {
      brandCode
      last4
      expirationMonth
      expirationYear
      cardholderName
    }
    ... on PayPalTransactionDetails {
      payer {
        email
      }
    }
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refunds {
    ...RefundSummary
  }
  order {
    id
    orderId
    status
  }
  externalVoid {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`);
export const PartialCaptureTransactionDocument = new TypedDocumentString(`
    mutation PartialCaptureTransaction($input: PartialCaptureTransactionInput!) {
  partialCaptureTransaction(input: $input) {
    clientMutationId
    capture {
      ...TransactionDetails
      partialCaptureDetails {
        ... on ChildCapture {
          parentAuthorization {
            id
            status
          }
        }
      }
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment Mark on ExternalMark {
  reference
  note
  markedBy
  markedAt
  undoneBy
  undoneAt
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}
fragment StatusEvent on PaymentStatusEvent {
  __typename
  status
  timestamp
  amount {
    ...Money
  }
  source
  terminal
}
fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
  legacyCode
  message
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
fragment TransactionDetails on Transaction {
  ...TransactionSummary
  merchantAccountId
  gatewayTransactionId
  gatewayAccount
  dispute {
    state
    reason
    openedAt
  }
  source
  refundability {
    action
    maximum {
      ...Money
    }
    canVoid
    canRefund
    blockers {
      ...Problem
    }
  }
  statusHistory {
    ...StatusEvent
  }
  paymentMethodSnapshot {
    __typename
    ... on CreditCardDetails {
      brandCode
      last4
      expirationMonth
      expirationYear
      cardholderName
    }
    ... on PayPalTransactionDetails {
      payer {
        email
      }
    }
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refunds {
    ...RefundSummary
  }
  order {
    id
    orderId
    status
  }
  externalVoid {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`);
export const TransactionsDocument = new TypedDocumentString(`
    query Transactions($input: TransactionSearchInput!, $first: Int, $after: String) {
  transactions(input: $input, first: $first, after: $after) {
    edges {
      cursor
      node {
        ...TransactionSummary
      }
    }
    pageInfo {
      ...PageLimits
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment PageLimits on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}`);
export const RefundsDocument = new TypedDocumentString(`
    query Refunds($input: RefundSearchInput!, $first: Int, $after: String) {
  refunds(input: $input, first: $first, after: $after) {
    edges {
      cursor
      node {
        ...RefundSummary
      }
    }
    pageInfo {
      ...PageLimits
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment PageLimits on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}`);
export const PaymentsDocument = new TypedDocumentString(`
    query Payments($input: PaymentSearchInput!, $first: Int, $after: String) {
  payments(input: $input, first: $first, after: $after) {
    edges {
      cursor
      node {
        __typename
        ... on Transaction {
          ...TransactionSummary
        }
        ... on Refund {
          ...RefundSummary
        }
      }
    }
    pageInfo {
      ...PageLimits
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment PageLimits on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}`);
export const NodeDocument = new TypedDocumentString(`
    query Node($id: ID!) {
  node(id: $id) {
    __typename
    id
    ... on Transaction {
      ...TransactionDetails
    }
    ... on Refund {
      ...RefundDetails
    }
    ... on Customer {
      ...Payer
      createdAt
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment Mark on ExternalMark {
  reference
  note
  markedBy
  markedAt
  undoneBy
  undoneAt
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}
fragment StatusEvent on PaymentStatusEvent {
  __typename
  status
  timestamp
  amount {
    ...Money
  }
  source
  terminal
}
fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
  legacyCode
  message
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
fragment TransactionDetails on Transaction {
  ...TransactionSummary
  merchantAccountId
  gatewayTransactionId
  gatewayAccount
  dispute {
    state
    reason
    openedAt
  }
  source
  refundability {
    action
    maximum {
      ...Money
    }
    canVoid
    canRefund
    blockers {
      ...Problem
    }
  }
  statusHistory {
    ...StatusEvent
  }
  paymentMethodSnapshot {
    __typename
    ... on CreditCardDetails {
      brandCode
      last4
      expirationMonth
      expirationYear
      cardholderName
    }
    ... on PayPalTransactionDetails {
      payer {
        email
      }
    }
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refunds {
    ...RefundSummary
  }
  order {
    id
    orderId
    status
  }
  externalVoid {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
fragment RefundDetails on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  merchantAccountId
  gatewayRefundId
  gatewayAccount
  source
  statusHistory {
    ...StatusEvent
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refundedTransaction {
    ...TransactionSummary
  }
  reason {
    ...Reason
  }
  note
  lineItemRefunds {
    ...ItemRefund
  }
  approval {
    ...Decision
  }
  external {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
fragment ItemRefund on LineItemRefund {
  lineItem {
    id
    name
  }
  quantity
  amount {
    ...Money
  }
  taxAmount {
    ...Money
  }
}
fragment Reason on RefundReason {
  code
  label
  active
}
fragment Decision on Approval {
  kind
  state
  requestedBy
  outcome
  requestNote
  decidedBy
  decidedAt
  note
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`);
export const IdsFromLegacyIdsDocument = new TypedDocumentString(`
    query IdsFromLegacyIds($input: IdsFromLegacyIdsInput!) {
  idsFromLegacyIds(input: $input)
}
    `);
export const PingDocument = new TypedDocumentString(`
    query Ping {
  ping
}
    `);
export const ViewerDocument = new TypedDocumentString(`
    query Viewer {
  viewer {
    user {
      ...Person
    }
    merchant {
      id
      companyName
      merchantAccounts {
        edges {
          node {
            id
            currencyCode
            status
            isDefault
          }
        }
      }
    }
    rights {
      name
    }
  }
}
    fragment Person on User {
  id
  name
  email
  status
  disabled
  roles {
    id
    name
    isAccountAdmin
    rights {
      name
    }
  }
}`);
export const UsersDocument = new TypedDocumentString(`
    query Users {
  users {
    ...Person
  }
}
    fragment Person on User {
  id
  name
  email
  status
  disabled
  roles {
    id
    name
    isAccountAdmin
    rights {
      name
    }
  }
}`);
export const ApiKeysDocument = new TypedDocumentString(`
    query ApiKeys {
  apiKeys {
    ...Key
  }
}
    fragment Key on ApiKey {
  publicKey
  name
  rights {
    name
  }
  createdAt
  lastUsedAt
  onFailure
  queuedRefundStatus
}`);
export const MerchantSettingsDocument = new TypedDocumentString(`
    query MerchantSettings {
  merchantSettings {
    ...Settings
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Settings on MerchantSettings {
  notifyEmails
  retryInterval
  retryAttempts
  retryDeclines
  requireApiRequestKey
  requireReasonFromStaff
  approvalLimits {
    ...Money
  }
  requireApprovalOfNotDone
  timeZone
  onFailure
}`);
export const CreateUserDocument = new TypedDocumentString(`
    mutation CreateUser($input: CreateUserInput!) {
  createUser(input: $input) {
    clientMutationId
    user {
      ...Person
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Person on User {
  id
  name
  email
  status
  disabled
  roles {
    id
    name
    isAccountAdmin
    rights {
      name
    }
  }
}`);
export const GrantRightDocument = new TypedDocumentString(`
    mutation GrantRight($input: RightInput!) {
  grantRight(input: $input) {
    clientMutationId
    user {
      ...Person
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Person on User {
  id
  name
  email
  status
  disabled
  roles {
    id
    name
    isAccountAdmin
    rights {
      name
    }
  }
}`);
export const RevokeRightDocument = new TypedDocumentString(`
    mutation RevokeRight($input: RightInput!) {
  revokeRight(input: $input) {
    clientMutationId
    user {
      ...Person
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Person on User {
  id
  name
  email
  status
  disabled
  roles {
    id
    name
    isAccountAdmin
    rights {
      name
    }
  }
}`);
export const DisableUserDocument = new TypedDocumentString(`
    mutation DisableUser($input: UserInput!) {
  disableUser(input: $input) {
    clientMutationId
    user {
      ...Person
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Person on User {
  id
  name
  email
  status
  disabled
  roles {
    id
    name
    isAccountAdmin
    rights {
      name
    }
  }
}`);
export const EnableUserDocument = new TypedDocumentString(`
    mutation EnableUser($input: UserInput!) {
  enableUser(input: $input) {
    clientMutationId
    user {
      ...Person
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Person on User {
  id
  name
  email
  status
  disabled
  roles {
    id
    name
    isAccountAdmin
    rights {
      name
    }
  }
}`);
export const CreateApiKeyDocument = new TypedDocumentString(`
    mutation CreateApiKey($input: CreateApiKeyInput!) {
  createApiKey(input: $input) {
    clientMutationId
    publicKey
    privateKey
    name
    rights {
      name
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}`);
export const RevokeApiKeyDocument = new TypedDocumentString(`
    mutation RevokeApiKey($input: RevokeApiKeyInput!) {
  revokeApiKey(input: $input) {
    clientMutationId
    publicKey
    name
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}`);
export const UpdateMerchantSettingsDocument = new TypedDocumentString(`
    mutation UpdateMerchantSettings($input: MerchantSettingsInput!) {
  updateMerchantSettings(input: $input) {
    clientMutationId
    settings {
      ...Settings
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Settings on MerchantSettings {
  notifyEmails
  retryInterval
  retryAttempts
  retryDeclines
  requireApiRequestKey
  requireReasonFromStaff
  approvalLimits {
    ...Money
  }
  requireApprovalOfNotDone
  timeZone
  onFailure
}`);
export const ChangePasswordDocument = new TypedDocumentString(`
    mutation ChangePassword($input: ChangePasswordInput!) {
  changePassword(input: $input) {
    clientMutationId
    user {
      ...Person
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Person on User {
  id
  name
  email
  status
  disabled
  roles {
    id
    name
    isAccountAdmin
    rights {
      name
    }
  }
}`);
export const ChangesDocument = new TypedDocumentString(`
    query Changes($first: Int, $after: String) {
  changes(first: $first, after: $after) {
    edges {
      cursor
      node {
        at
        by
        source
        address
        what
        reasonCode
        note
        paymentId
        orderId
      }
    }
    pageInfo {
      ...PageLimits
    }
  }
}
    fragment PageLimits on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`);
export const RefundQueueDocument = new TypedDocumentString(`
    query RefundQueue($input: RefundQueueInput, $first: Int, $after: String) {
  refundQueue(input: $input, first: $first, after: $after) {
    edges {
      cursor
      node {
        ...RetrySummary
        payment {
          __typename
          ... on Transaction {
            ...TransactionSummary
          }
          ... on Refund {
            ...RefundSummary
          }
        }
      }
    }
    pageInfo {
      ...PageLimits
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment PageLimits on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}`);
export const RetryRefundNowDocument = new TypedDocumentString(`
    mutation RetryRefundNow($input: RetryInput!) {
  retryRefundNow(input: $input) {
    clientMutationId
    retry {
      ...RetryDetails
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}`);
export const PauseRefundRetryDocument = new TypedDocumentString(`
    mutation PauseRefundRetry($input: RetryInput!) {
  pauseRefundRetry(input: $input) {
    clientMutationId
    retry {
      ...RetryDetails
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}`);
export const ResumeRefundRetryDocument = new TypedDocumentString(`
    mutation ResumeRefundRetry($input: RetryInput!) {
  resumeRefundRetry(input: $input) {
    clientMutationId
    retry {
      ...RetryDetails
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}`);
export const DismissAttentionDocument = new TypedDocumentString(`
    mutation DismissAttention($input: RetryInput!) {
  dismissAttention(input: $input) {
    clientMutationId
    retry {
      ...RetryDetails
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}`);
export const ResolveOutcomeDocument = new TypedDocumentString(`
    mutation ResolveOutcome($input: ResolveOutcomeInput!) {
  resolveOutcome(input: $input) {
    clientMutationId
    payment {
      __typename
      ... on Transaction {
        ...TransactionSummary
      }
      ... on Refund {
        ...RefundSummary
        approval {
          ...Decision
        }
      }
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
fragment Decision on Approval {
  kind
  state
  requestedBy
  outcome
  requestNote
  decidedBy
  decidedAt
  note
}`);
export const RefundReasonsDocument = new TypedDocumentString(`
    query RefundReasons {
  refundReasons {
    ...Reason
  }
}
    fragment Reason on RefundReason {
  code
  label
  active
}`);
export const RefundReportDocument = new TypedDocumentString(`
    query RefundReport($input: RefundReportInput!) {
  refundReport(input: $input) {
    rows {
      ...ReportRow
    }
    total {
      ...ReportRow
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment ReportRow on RefundReportRow {
  key
  label
  currencyCode
  count
  amount {
    ...Money
  }
}`);
export const CreateRefundReasonDocument = new TypedDocumentString(`
    mutation CreateRefundReason($input: RefundReasonInput!) {
  createRefundReason(input: $input) {
    clientMutationId
    reason {
      ...Reason
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Reason on RefundReason {
  code
  label
  active
}`);
export const UpdateRefundReasonDocument = new TypedDocumentString(`
    mutation UpdateRefundReason($input: RefundReasonInput!) {
  updateRefundReason(input: $input) {
    clientMutationId
    reason {
      ...Reason
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Reason on RefundReason {
  code
  label
  active
}`);
export const ReverseTransactionDocument = new TypedDocumentString(`
    mutation ReverseTransaction($input: ReverseTransactionInput!) {
  reverseTransaction(input: $input) {
    clientMutationId
    reversal {
      __typename
      ... on Transaction {
        ...TransactionDetails
      }
      ... on Refund {
        ...RefundDetails
      }
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment Mark on ExternalMark {
  reference
  note
  markedBy
  markedAt
  undoneBy
  undoneAt
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}
fragment StatusEvent on PaymentStatusEvent {
  __typename
  status
  timestamp
  amount {
    ...Money
  }
  source
  terminal
}
fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
  legacyCode
  message
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
fragment TransactionDetails on Transaction {
  ...TransactionSummary
  merchantAccountId
  gatewayTransactionId
  gatewayAccount
  dispute {
    state
    reason
    openedAt
  }
  source
  refundability {
    action
    maximum {
      ...Money
    }
    canVoid
    canRefund
    blockers {
      ...Problem
    }
  }
  statusHistory {
    ...StatusEvent
  }
  paymentMethodSnapshot {
    __typename
    ... on CreditCardDetails {
      brandCode
      last4
      expirationMonth
      expirationYear
      cardholderName
    }
    ... on PayPalTransactionDetails {
      payer {
        email
      }
    }
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refunds {
    ...RefundSummary
  }
  order {
    id
    orderId
    status
  }
  externalVoid {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
fragment RefundDetails on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  merchantAccountId
  gatewayRefundId
  gatewayAccount
  source
  statusHistory {
    ...StatusEvent
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refundedTransaction {
    ...TransactionSummary
  }
  reason {
    ...Reason
  }
  note
  lineItemRefunds {
    ...ItemRefund
  }
  approval {
    ...Decision
  }
  external {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
fragment ItemRefund on LineItemRefund {
  lineItem {
    id
    name
  }
  quantity
  amount {
    ...Money
  }
  taxAmount {
    ...Money
  }
}
fragment Reason on RefundReason {
  code
  label
  active
}
fragment Decision on Approval {
  kind
  state
  requestedBy
  outcome
  requestNote
  decidedBy
  decidedAt
  note
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`);
export const RefundTransactionDocument = new TypedDocumentString(`
    mutation RefundTransaction($input: RefundTransactionInput!) {
  refundTransaction(input: $input) {
    clientMutationId
    refund {
      ...RefundDetails
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment Mark on ExternalMark {
  reference
  note
  markedBy
  markedAt
  undoneBy
  undoneAt
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}
fragment StatusEvent on PaymentStatusEvent {
  __typename
  status
  timestamp
  amount {
    ...Money
  }
  source
  terminal
}
fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
  legacyCode
  message
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundDetails on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  merchantAccountId
  gatewayRefundId
  gatewayAccount
  source
  statusHistory {
    ...StatusEvent
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refundedTransaction {
    ...TransactionSummary
  }
  reason {
    ...Reason
  }
  note
  lineItemRefunds {
    ...ItemRefund
  }
  approval {
    ...Decision
  }
  external {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
fragment ItemRefund on LineItemRefund {
  lineItem {
    id
    name
  }
  quantity
  amount {
    ...Money
  }
  taxAmount {
    ...Money
  }
}
fragment Reason on RefundReason {
  code
  label
  active
}
fragment Decision on Approval {
  kind
  state
  requestedBy
  outcome
  requestNote
  decidedBy
  decidedAt
  note
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`);
export const VoidTransactionDocument = new TypedDocumentString(`
    mutation VoidTransaction($input: VoidTransactionInput!) {
  voidTransaction(input: $input) {
    clientMutationId
    transaction {
      ...TransactionDetails
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment Mark on ExternalMark {
  reference
  note
  markedBy
  markedAt
  undoneBy
  undoneAt
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}
fragment StatusEvent on PaymentStatusEvent {
  __typename
  status
  timestamp
  amount {
    ...Money
  }
  source
  terminal
}
fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
  legacyCode
  message
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
fragment TransactionDetails on Transaction {
  ...TransactionSummary
  merchantAccountId
  gatewayTransactionId
  gatewayAccount
  dispute {
    state
    reason
    openedAt
  }
  source
  refundability {
    action
    maximum {
      ...Money
    }
    canVoid
    canRefund
    blockers {
      ...Problem
    }
  }
  statusHistory {
    ...StatusEvent
  }
  paymentMethodSnapshot {
    __typename
    ... on CreditCardDetails {
      brandCode
      last4
      expirationMonth
      expirationYear
      cardholderName
    }
    ... on PayPalTransactionDetails {
      payer {
        email
      }
    }
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refunds {
    ...RefundSummary
  }
  order {
    id
    orderId
    status
  }
  externalVoid {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`);
export const ReverseRefundDocument = new TypedDocumentString(`
    mutation ReverseRefund($input: ReverseRefundInput!) {
  reverseRefund(input: $input) {
    clientMutationId
    refund {
      ...RefundDetails
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment Mark on ExternalMark {
  reference
  note
  markedBy
  markedAt
  undoneBy
  undoneAt
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}
fragment StatusEvent on PaymentStatusEvent {
  __typename
  status
  timestamp
  amount {
    ...Money
  }
  source
  terminal
}
fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
  legacyCode
  message
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundDetails on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  merchantAccountId
  gatewayRefundId
  gatewayAccount
  source
  statusHistory {
    ...StatusEvent
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refundedTransaction {
    ...TransactionSummary
  }
  reason {
    ...Reason
  }
  note
  lineItemRefunds {
    ...ItemRefund
  }
  approval {
    ...Decision
  }
  external {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
fragment ItemRefund on LineItemRefund {
  lineItem {
    id
    name
  }
  quantity
  amount {
    ...Money
  }
  taxAmount {
    ...Money
  }
}
fragment Reason on RefundReason {
  code
  label
  active
}
fragment Decision on Approval {
  kind
  state
  requestedBy
  outcome
  requestNote
  decidedBy
  decidedAt
  note
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`);
export const RefundCreditCardDocument = new TypedDocumentString(`
    mutation RefundCreditCard($input: RefundCreditCardInput!) {
  refundCreditCard(input: $input) {
    clientMutationId
    refund {
      ...RefundDetails
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment Mark on ExternalMark {
  reference
  note
  markedBy
  markedAt
  undoneBy
  undoneAt
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}
fragment StatusEvent on PaymentStatusEvent {
  __typename
  status
  timestamp
  amount {
    ...Money
  }
  source
  terminal
}
fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
  legacyCode
  message
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundDetails on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  merchantAccountId
  gatewayRefundId
  gatewayAccount
  source
  statusHistory {
    ...StatusEvent
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refundedTransaction {
    ...TransactionSummary
  }
  reason {
    ...Reason
  }
  note
  lineItemRefunds {
    ...ItemRefund
  }
  approval {
    ...Decision
  }
  external {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
fragment ItemRefund on LineItemRefund {
  lineItem {
    id
    name
  }
  quantity
  amount {
    ...Money
  }
  taxAmount {
    ...Money
  }
}
fragment Reason on RefundReason {
  code
  label
  active
}
fragment Decision on Approval {
  kind
  state
  requestedBy
  outcome
  requestNote
  decidedBy
  decidedAt
  note
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`);
export const SandboxSettleTransactionDocument = new TypedDocumentString(`
    mutation SandboxSettleTransaction($input: SandboxSettleTransactionInput!) {
  sandboxSettleTransaction(input: $input) {
    clientMutationId
    transaction {
      ...TransactionDetails
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment Mark on ExternalMark {
  reference
  note
  markedBy
  markedAt
  undoneBy
  undoneAt
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}
fragment StatusEvent on PaymentStatusEvent {
  __typename
  status
  timestamp
  amount {
    ...Money
  }
  source
  terminal
}
fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
  legacyCode
  message
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
fragment TransactionDetails on Transaction {
  ...TransactionSummary
  merchantAccountId
  gatewayTransactionId
  gatewayAccount
  dispute {
    state
    reason
    openedAt
  }
  source
  refundability {
    action
    maximum {
      ...Money
    }
    canVoid
    canRefund
    blockers {
      ...Problem
    }
  }
  statusHistory {
    ...StatusEvent
  }
  paymentMethodSnapshot {
    __typename
    ... on CreditCardDetails {
      brandCode
      last4
      expirationMonth
      expirationYear
      cardholderName
    }
    ... on PayPalTransactionDetails {
      payer {
        email
      }
    }
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refunds {
    ...RefundSummary
  }
  order {
    id
    orderId
    status
  }
  externalVoid {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`);
export const SandboxAdvanceClockDocument = new TypedDocumentString(`
    mutation SandboxAdvanceClock($input: SandboxAdvanceClockInput!) {
  sandboxAdvanceClock(input: $input) {
    clientMutationId
    now
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}`);
export const SandboxClockDocument = new TypedDocumentString(`
    query SandboxClock {
  sandboxClock
}
    `);
export const ChargeCreditCardDocument = new TypedDocumentString(`
    mutation ChargeCreditCard($input: ChargeCreditCardInput!) {
  chargeCreditCard(input: $input) {
    clientMutationId
    transaction {
      ...TransactionDetails
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment Mark on ExternalMark {
  reference
  note
  markedBy
  markedAt
  undoneBy
  undoneAt
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}
fragment StatusEvent on PaymentStatusEvent {
  __typename
  status
  timestamp
  amount {
    ...Money
  }
  source
  terminal
}
fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
  legacyCode
  message
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
fragment TransactionDetails on Transaction {
  ...TransactionSummary
  merchantAccountId
  gatewayTransactionId
  gatewayAccount
  dispute {
    state
    reason
    openedAt
  }
  source
  refundability {
    action
    maximum {
      ...Money
    }
    canVoid
    canRefund
    blockers {
      ...Problem
    }
  }
  statusHistory {
    ...StatusEvent
  }
  paymentMethodSnapshot {
    __typename
    ... on CreditCardDetails {
      brandCode
      last4
      expirationMonth
      expirationYear
      cardholderName
    }
    ... on PayPalTransactionDetails {
      payer {
        email
      }
    }
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refunds {
    ...RefundSummary
  }
  order {
    id
    orderId
    status
  }
  externalVoid {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`);
export const AuthorizeCreditCardDocument = new TypedDocumentString(`
    mutation AuthorizeCreditCard($input: AuthorizeCreditCardInput!) {
  authorizeCreditCard(input: $input) {
    clientMutationId
    transaction {
      ...TransactionDetails
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Money on MonetaryAmount {
  value
  currencyCode
}
fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}
fragment Mark on ExternalMark {
  reference
  note
  markedBy
  markedAt
  undoneBy
  undoneAt
}
fragment RetrySummary on Retry {
  id
  state
  attemptsMade
  attemptsLeft
  nextAttemptAt
  lastError
}
fragment RetryDetails on Retry {
  ...RetrySummary
  attempts {
    number
    startedAt
    finishedAt
    outcome
    processorResponseCode
    message
    gatewayReference
  }
}
fragment StatusEvent on PaymentStatusEvent {
  __typename
  status
  timestamp
  amount {
    ...Money
  }
  source
  terminal
}
fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
  legacyCode
  message
}
fragment TransactionSummary on Transaction {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  refundedAmount {
    ...Money
  }
  refundableAmount {
    ...Money
  }
  needsAttention
  customer {
    ...Payer
  }
}
fragment RefundSummary on Refund {
  id
  legacyId
  orderId
  status
  createdAt
  amount {
    ...Money
  }
  needsAttention
  requestedBy
  retry {
    ...RetrySummary
  }
  refundedTransaction {
    id
    status
    refundableAmount {
      ...Money
    }
  }
}
fragment TransactionDetails on Transaction {
  ...TransactionSummary
  merchantAccountId
  gatewayTransactionId
  gatewayAccount
  dispute {
    state
    reason
    openedAt
  }
  source
  refundability {
    action
    maximum {
      ...Money
    }
    canVoid
    canRefund
    blockers {
      ...Problem
    }
  }
  statusHistory {
    ...StatusEvent
  }
  paymentMethodSnapshot {
    __typename
    ... on CreditCardDetails {
      brandCode
      last4
      expirationMonth
      expirationYear
      cardholderName
    }
    ... on PayPalTransactionDetails {
      payer {
        email
      }
    }
  }
  processorAuthorizationResponse {
    ...ProcessorAnswer
  }
  refunds {
    ...RefundSummary
  }
  order {
    id
    orderId
    status
  }
  externalVoid {
    ...Mark
  }
  retry {
    ...RetryDetails
  }
  history {
    ...Event
  }
}
fragment Event on OrderEvent {
  at
  by
  source
  what
  note
}`);
export const TokenizeCreditCardDocument = new TypedDocumentString(`
    mutation TokenizeCreditCard($input: TokenizeCreditCardInput!) {
  tokenizeCreditCard(input: $input) {
    clientMutationId
    paymentMethod {
      ...Method
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Method on PaymentMethod {
  id
  legacyId
  usage
  createdAt
  customer {
    id
  }
  details {
    __typename
    ... on CreditCardDetails {
      brandCode
      bin
      last4
      expirationMonth
      expirationYear
      cardholderName
    }
    ... on PayPalAccountDetails {
      email
    }
    ... on VenmoAccountDetails {
      username
    }
    ... on UsBankAccountDetails {
      bankName
      last4
    }
  }
}`);
export const VaultPaymentMethodDocument = new TypedDocumentString(`
    mutation VaultPaymentMethod($input: VaultPaymentMethodInput!) {
  vaultPaymentMethod(input: $input) {
    clientMutationId
    paymentMethod {
      ...Method
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Method on PaymentMethod {
  id
  legacyId
  usage
  createdAt
  customer {
    id
  }
  details {
    __typename
    ... on CreditCardDetails {
      brandCode
      bin
      last4
      expirationMonth
      expirationYear
      cardholderName
    }
    ... on PayPalAccountDetails {
      email
    }
    ... on VenmoAccountDetails {
      username
    }
    ... on UsBankAccountDetails {
      bankName
      last4
    }
  }
}`);
export const VaultCreditCardDocument = new TypedDocumentString(`
    mutation VaultCreditCard($input: VaultCreditCardInput!) {
  vaultCreditCard(input: $input) {
    clientMutationId
    paymentMethod {
      ...Method
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Method on PaymentMethod {
  id
  legacyId
  usage
  createdAt
  customer {
    id
  }
  details {
    __typename
    ... on CreditCardDetails {
      brandCode
      bin
      last4
      expirationMonth
      expirationYear
      cardholderName
    }
    ... on PayPalAccountDetails {
      email
    }
    ... on VenmoAccountDetails {
      username
    }
    ... on UsBankAccountDetails {
      bankName
      last4
    }
  }
}`);
export const DeletePaymentMethodFromVaultDocument = new TypedDocumentString(`
    mutation DeletePaymentMethodFromVault($input: DeletePaymentMethodFromVaultInput!) {
  deletePaymentMethodFromVault(input: $input) {
    clientMutationId
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}`);
export const CreateClientTokenDocument = new TypedDocumentString(`
    mutation CreateClientToken($input: CreateClientTokenInput!) {
  createClientToken(input: $input) {
    clientMutationId
    clientToken
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}`);
export const CreateCustomerDocument = new TypedDocumentString(`
    mutation CreateCustomer($input: CreateCustomerInput!) {
  createCustomer(input: $input) {
    clientMutationId
    customer {
      ...Payer
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment Payer on Customer {
  id
  legacyId
  email
  firstName
  lastName
  company
  phoneNumber
}`);
export const DeleteCustomerDocument = new TypedDocumentString(`
    mutation DeleteCustomer($input: DeleteCustomerInput!) {
  deleteCustomer(input: $input) {
    clientMutationId
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}`);
export const WebhookEndpointsDocument = new TypedDocumentString(`
    query WebhookEndpoints {
  webhookEndpoints {
    ...EndpointOfWebhooks
  }
}
    fragment EndpointOfWebhooks on WebhookEndpoint {
  id
  url
  types
  description
  enabled
  failingSince
  createdAt
}`);
export const WebhookMessagesDocument = new TypedDocumentString(`
    query WebhookMessages($endpointId: ID, $state: WebhookMessageState, $first: Int, $after: String) {
  webhookMessages(
    endpointId: $endpointId
    state: $state
    first: $first
    after: $after
  ) {
    edges {
      cursor
      node {
        id
        type
        createdAt
        state
        payload
        endpoint {
          id
          url
        }
        attempts {
          at
          status
          message
        }
      }
    }
    pageInfo {
      ...PageLimits
    }
  }
}
    fragment PageLimits on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`);
export const CreateWebhookEndpointDocument = new TypedDocumentString(`
    mutation CreateWebhookEndpoint($input: CreateWebhookEndpointInput!) {
  createWebhookEndpoint(input: $input) {
    clientMutationId
    endpoint {
      ...EndpointOfWebhooks
    }
    secret
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment EndpointOfWebhooks on WebhookEndpoint {
  id
  url
  types
  description
  enabled
  failingSince
  createdAt
}`);
export const UpdateWebhookEndpointDocument = new TypedDocumentString(`
    mutation UpdateWebhookEndpoint($input: UpdateWebhookEndpointInput!) {
  updateWebhookEndpoint(input: $input) {
    clientMutationId
    endpoint {
      ...EndpointOfWebhooks
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment EndpointOfWebhooks on WebhookEndpoint {
  id
  url
  types
  description
  enabled
  failingSince
  createdAt
}`);
export const DeleteWebhookEndpointDocument = new TypedDocumentString(`
    mutation DeleteWebhookEndpoint($input: WebhookEndpointInput!) {
  deleteWebhookEndpoint(input: $input) {
    clientMutationId
    endpoint {
      ...EndpointOfWebhooks
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment EndpointOfWebhooks on WebhookEndpoint {
  id
  url
  types
  description
  enabled
  failingSince
  createdAt
}`);
export const RotateWebhookSecretDocument = new TypedDocumentString(`
    mutation RotateWebhookSecret($input: WebhookEndpointInput!) {
  rotateWebhookSecret(input: $input) {
    clientMutationId
    endpoint {
      ...EndpointOfWebhooks
    }
    secret
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment EndpointOfWebhooks on WebhookEndpoint {
  id
  url
  types
  description
  enabled
  failingSince
  createdAt
}`);
export const PingWebhookEndpointDocument = new TypedDocumentString(`
    mutation PingWebhookEndpoint($input: WebhookEndpointInput!) {
  pingWebhookEndpoint(input: $input) {
    clientMutationId
    endpoint {
      ...EndpointOfWebhooks
    }
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}
fragment EndpointOfWebhooks on WebhookEndpoint {
  id
  url
  types
  description
  enabled
  failingSince
  createdAt
}`);
export const ResendWebhookMessagesDocument = new TypedDocumentString(`
    mutation ResendWebhookMessages($input: ResendWebhookMessagesInput!) {
  resendWebhookMessages(input: $input) {
    clientMutationId
    count
    validationErrors {
      ...Problem
    }
  }
}
    fragment Problem on ValidationError {
  code
  message
  legacyCode
  inputPath
}`);
/** The mutations that move money: they take a key that makes them safe to send again. */
export const takingRequestKeys = new Set([
    "AuthorizeCreditCard",
    "AuthorizePaymentMethod",
    "CaptureTransaction",
    "ChargeCreditCard",
    "ChargePaymentMethod",
    "MarkRefundedExternally",
    "PartialCaptureTransaction",
    "RefundCreditCard",
    "RefundOrder",
    "RefundTransaction",
    "ReverseRefund",
    "ReverseTransaction",
    "VoidTransaction"
]);
