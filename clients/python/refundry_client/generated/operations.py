from collections.abc import Generator
from typing import Optional, Union

from pydantic import AwareDatetime

from ..later import present
from .add_gateway_account import AddGatewayAccount, AddGatewayAccountAddGatewayAccount
from .adopt_drift import AdoptDrift, AdoptDriftAdoptDrift
from .adopt_transaction import AdoptTransaction, AdoptTransactionAdoptTransaction
from .api_keys import ApiKeys, ApiKeysApiKeys
from .approvals import Approvals, ApprovalsApprovals
from .approve_refund import ApproveRefund, ApproveRefundApproveRefund
from .authorize_credit_card import (
    AuthorizeCreditCard,
    AuthorizeCreditCardAuthorizeCreditCard,
)
from .authorize_payment_method import (
    AuthorizePaymentMethod,
    AuthorizePaymentMethodAuthorizePaymentMethod,
)
from .base_client import BaseClient
from .cancel_order import CancelOrder, CancelOrderCancelOrder
from .capture_transaction import (
    CaptureTransaction,
    CaptureTransactionCaptureTransaction,
)
from .change_password import ChangePassword, ChangePasswordChangePassword
from .changes import Changes, ChangesChanges
from .charge_credit_card import ChargeCreditCard, ChargeCreditCardChargeCreditCard
from .charge_payment_method import (
    ChargePaymentMethod,
    ChargePaymentMethodChargePaymentMethod,
)
from .create_api_key import CreateApiKey, CreateApiKeyCreateApiKey
from .create_client_token import CreateClientToken, CreateClientTokenCreateClientToken
from .create_customer import CreateCustomer, CreateCustomerCreateCustomer
from .create_refund_reason import (
    CreateRefundReason,
    CreateRefundReasonCreateRefundReason,
)
from .create_user import CreateUser, CreateUserCreateUser
from .create_webhook_endpoint import (
    CreateWebhookEndpoint,
    CreateWebhookEndpointCreateWebhookEndpoint,
)
from .customer_mails import CustomerMails, CustomerMailsCustomerMails
from .customers import Customers, CustomersCustomers
from .delete_customer import DeleteCustomer, DeleteCustomerDeleteCustomer
from .delete_payment_method_from_vault import (
    DeletePaymentMethodFromVault,
    DeletePaymentMethodFromVaultDeletePaymentMethodFromVault,
)
from .delete_webhook_endpoint import (
    DeleteWebhookEndpoint,
    DeleteWebhookEndpointDeleteWebhookEndpoint,
)
from .disable_user import DisableUser, DisableUserDisableUser
from .dismiss_attention import DismissAttention, DismissAttentionDismissAttention
from .drift import Drift, DriftDrift
from .enable_user import EnableUser, EnableUserEnableUser
from .enums import OrderRefundResult, WebhookMessageState
from .gateway_accounts import GatewayAccounts, GatewayAccountsGatewayAccounts
from .grant_right import GrantRight, GrantRightGrantRight
from .ids_from_legacy_ids import IdsFromLegacyIds
from .input_types import (
    AddGatewayAccountInput,
    AdoptDriftInput,
    AdoptTransactionInput,
    ApprovalInput,
    AuthorizeCreditCardInput,
    AuthorizePaymentMethodInput,
    CancelOrderInput,
    CaptureTransactionInput,
    ChangePasswordInput,
    ChargeCreditCardInput,
    ChargePaymentMethodInput,
    CreateApiKeyInput,
    CreateClientTokenInput,
    CreateCustomerInput,
    CreateUserInput,
    CreateWebhookEndpointInput,
    CustomerSearchInput,
    DeleteCustomerInput,
    DeletePaymentMethodFromVaultInput,
    IdsFromLegacyIdsInput,
    MarkRefundedExternallyInput,
    MarkVoidedExternallyInput,
    MerchantSettingsInput,
    OrderSearchInput,
    PartialCaptureTransactionInput,
    PaymentSearchInput,
    RecordOrderInput,
    RefundCreditCardInput,
    RefundOrderInput,
    RefundOrdersInput,
    RefundQueueInput,
    RefundReasonInput,
    RefundReportInput,
    RefundSearchInput,
    RefundTransactionInput,
    ResendWebhookMessagesInput,
    ResolveOutcomeInput,
    RetireGatewayAccountInput,
    RetryInput,
    ReverseRefundInput,
    ReverseTransactionInput,
    RevokeApiKeyInput,
    RightInput,
    SandboxAdvanceClockInput,
    SandboxSettleTransactionInput,
    TokenizeCreditCardInput,
    TransactionSearchInput,
    UndoExternalRefundInput,
    UndoExternalVoidInput,
    UpdateCustomerInput,
    UpdateCustomerMailsInput,
    UpdateGatewayAccountInput,
    UpdateWebhookEndpointInput,
    UserInput,
    VaultCreditCardInput,
    VaultPaymentMethodInput,
    VoidTransactionInput,
    WebhookEndpointInput,
)
from .mark_refunded_externally import (
    MarkRefundedExternally,
    MarkRefundedExternallyMarkRefundedExternally,
)
from .mark_voided_externally import (
    MarkVoidedExternally,
    MarkVoidedExternallyMarkVoidedExternally,
)
from .merchant_settings import MerchantSettings, MerchantSettingsMerchantSettings
from .node import (
    Node,
    NodeNodeCustomer,
    NodeNodeNode,
    NodeNodeRefund,
    NodeNodeTransaction,
)
from .order import Order, OrderOrder
from .order_changed import OrderChanged, OrderChangedOrderChanged
from .orders import Orders, OrdersOrders
from .partial_capture_transaction import (
    PartialCaptureTransaction,
    PartialCaptureTransactionPartialCaptureTransaction,
)
from .pause_refund_retry import PauseRefundRetry, PauseRefundRetryPauseRefundRetry
from .payment_changed import (
    PaymentChanged,
    PaymentChangedPaymentChangedPayment,
    PaymentChangedPaymentChangedRefund,
    PaymentChangedPaymentChangedTransaction,
)
from .payments import Payments, PaymentsPayments
from .ping import Ping
from .ping_webhook_endpoint import (
    PingWebhookEndpoint,
    PingWebhookEndpointPingWebhookEndpoint,
)
from .preview_refund import PreviewRefund, PreviewRefundPreviewRefund
from .queue_changed import QueueChanged, QueueChangedQueueChanged
from .record_order import RecordOrder, RecordOrderRecordOrder
from .refund_credit_card import RefundCreditCard, RefundCreditCardRefundCreditCard
from .refund_order import RefundOrder, RefundOrderRefundOrder
from .refund_orders import RefundOrders, RefundOrdersRefundOrders
from .refund_queue import RefundQueue, RefundQueueRefundQueue
from .refund_reasons import RefundReasons, RefundReasonsRefundReasons
from .refund_report import RefundReport, RefundReportRefundReport
from .refund_run import RefundRun, RefundRunRefundRun
from .refund_transaction import RefundTransaction, RefundTransactionRefundTransaction
from .refunds import Refunds, RefundsRefunds
from .reject_refund import RejectRefund, RejectRefundRejectRefund
from .resend_webhook_messages import (
    ResendWebhookMessages,
    ResendWebhookMessagesResendWebhookMessages,
)
from .resolve_outcome import ResolveOutcome, ResolveOutcomeResolveOutcome
from .resume_refund_retry import ResumeRefundRetry, ResumeRefundRetryResumeRefundRetry
from .retire_gateway_account import (
    RetireGatewayAccount,
    RetireGatewayAccountRetireGatewayAccount,
)
from .retry_refund_now import RetryRefundNow, RetryRefundNowRetryRefundNow
from .reverse_refund import ReverseRefund, ReverseRefundReverseRefund
from .reverse_transaction import (
    ReverseTransaction,
    ReverseTransactionReverseTransaction,
)
from .revoke_api_key import RevokeApiKey, RevokeApiKeyRevokeApiKey
from .revoke_right import RevokeRight, RevokeRightRevokeRight
from .rotate_webhook_secret import (
    RotateWebhookSecret,
    RotateWebhookSecretRotateWebhookSecret,
)
from .sandbox_advance_clock import (
    SandboxAdvanceClock,
    SandboxAdvanceClockSandboxAdvanceClock,
)
from .sandbox_clock import SandboxClock
from .sandbox_settle_transaction import (
    SandboxSettleTransaction,
    SandboxSettleTransactionSandboxSettleTransaction,
)
from .test_gateway_account import (
    TestGatewayAccount,
    TestGatewayAccountTestGatewayAccount,
)
from .tokenize_credit_card import (
    TokenizeCreditCard,
    TokenizeCreditCardTokenizeCreditCard,
)
from .transactions import Transactions, TransactionsTransactions
from .undo_external_refund import (
    UndoExternalRefund,
    UndoExternalRefundUndoExternalRefund,
)
from .undo_external_void import UndoExternalVoid, UndoExternalVoidUndoExternalVoid
from .update_customer import UpdateCustomer, UpdateCustomerUpdateCustomer
from .update_customer_mails import (
    UpdateCustomerMails,
    UpdateCustomerMailsUpdateCustomerMails,
)
from .update_gateway_account import (
    UpdateGatewayAccount,
    UpdateGatewayAccountUpdateGatewayAccount,
)
from .update_merchant_settings import (
    UpdateMerchantSettings,
    UpdateMerchantSettingsUpdateMerchantSettings,
)
from .update_refund_reason import (
    UpdateRefundReason,
    UpdateRefundReasonUpdateRefundReason,
)
from .update_webhook_endpoint import (
    UpdateWebhookEndpoint,
    UpdateWebhookEndpointUpdateWebhookEndpoint,
)
from .users import Users, UsersUsers
from .vault_credit_card import VaultCreditCard, VaultCreditCardVaultCreditCard
from .vault_payment_method import (
    VaultPaymentMethod,
    VaultPaymentMethodVaultPaymentMethod,
)
from .viewer import Viewer, ViewerViewer
from .void_transaction import VoidTransaction, VoidTransactionVoidTransaction
from .webhook_endpoints import WebhookEndpoints, WebhookEndpointsWebhookEndpoints
from .webhook_messages import WebhookMessages, WebhookMessagesWebhookMessages


def gql(q: str) -> str:
    return q


class Operations(BaseClient):
    """Every operation of the service as a method."""

    def approvals(
        self, first: Optional[int] = None, after: Optional[str] = None
    ) -> Optional[ApprovalsApprovals]:
        """Refunds that await a second person's decision, the newest first.

        `first`: How many items to return, at most 50. Default: 50.
        `after`: Start after this cursor. Default: start with the newest."""
        query = gql("""
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

            fragment RetrySummary on Retry {
              id
              state
              attemptsMade
              attemptsLeft
              nextAttemptAt
              lastError
            }
            """)
        variables: dict[str, object] = {"first": first, "after": after}
        response = self.execute(
            query=query, operation_name="Approvals", variables=variables
        )
        data = self.get_data(response)
        return Approvals.model_validate(data).approvals

    def approve_refund(self, input: ApprovalInput) -> ApproveRefundApproveRefund:
        """Approves a refund that a different person requested: it is sent now. Or approves the reported outcome of a refund: its amount is free then. For people only, not for API keys."""
        query = gql("""
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

            fragment Mark on ExternalMark {
              reference
              note
              markedBy
              markedAt
              undoneBy
              undoneAt
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

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
            }

            fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
              legacyCode
              message
            }

            fragment Reason on RefundReason {
              code
              label
              active
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
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="ApproveRefund", variables=variables
        )
        data = self.get_data(response)
        return present(ApproveRefund.model_validate(data).approve_refund)

    def reject_refund(self, input: ApprovalInput) -> RejectRefundRejectRefund:
        """Rejects a refund that a different person requested: it is VOIDED, and its amount is free again. Or rejects the reported outcome of a refund: it stays UNKNOWN. For people only, not for API keys."""
        query = gql("""
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

            fragment Mark on ExternalMark {
              reference
              note
              markedBy
              markedAt
              undoneBy
              undoneAt
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

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
            }

            fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
              legacyCode
              message
            }

            fragment Reason on RefundReason {
              code
              label
              active
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
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="RejectRefund", variables=variables
        )
        data = self.get_data(response)
        return present(RejectRefund.model_validate(data).reject_refund)

    def customer_mails(self) -> Optional[CustomerMailsCustomerMails]:
        """What the merchant's customers are told by mail of their refunds."""
        query = gql("""
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
            }
            """)
        variables: dict[str, object] = {}
        response = self.execute(
            query=query, operation_name="CustomerMails", variables=variables
        )
        data = self.get_data(response)
        return CustomerMails.model_validate(data).customer_mails

    def update_customer_mails(
        self, input: UpdateCustomerMailsInput
    ) -> UpdateCustomerMailsUpdateCustomerMails:
        """Says what the merchant's customers are told by mail of their refunds. Nothing, unless it is said."""
        query = gql("""
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
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="UpdateCustomerMails", variables=variables
        )
        data = self.get_data(response)
        return present(UpdateCustomerMails.model_validate(data).update_customer_mails)

    def mark_refunded_externally(
        self, input: MarkRefundedExternallyInput
    ) -> MarkRefundedExternallyMarkRefundedExternally:
        """Records a refund that was made outside of this service, in full or in part. The gateway is not called."""
        query = gql("""
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

            fragment Mark on ExternalMark {
              reference
              note
              markedBy
              markedAt
              undoneBy
              undoneAt
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

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
            }

            fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
              legacyCode
              message
            }

            fragment Reason on RefundReason {
              code
              label
              active
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
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="MarkRefundedExternally", variables=variables
        )
        data = self.get_data(response)
        return present(
            MarkRefundedExternally.model_validate(data).mark_refunded_externally
        )

    def undo_external_refund(
        self, input: UndoExternalRefundInput
    ) -> UndoExternalRefundUndoExternalRefund:
        """Undoes the external refund marks of a transaction, while its order has no refunds of a gateway; or one mark, with `refundId`."""
        query = gql("""
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

            fragment Event on OrderEvent {
              at
              by
              source
              what
              note
            }

            fragment Mark on ExternalMark {
              reference
              note
              markedBy
              markedAt
              undoneBy
              undoneAt
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

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
            }

            fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
              legacyCode
              message
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
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="UndoExternalRefund", variables=variables
        )
        data = self.get_data(response)
        return present(UndoExternalRefund.model_validate(data).undo_external_refund)

    def mark_voided_externally(
        self, input: MarkVoidedExternallyInput
    ) -> MarkVoidedExternallyMarkVoidedExternally:
        """Records that a transaction was voided outside of this service. The gateway is not called."""
        query = gql("""
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

            fragment Event on OrderEvent {
              at
              by
              source
              what
              note
            }

            fragment Mark on ExternalMark {
              reference
              note
              markedBy
              markedAt
              undoneBy
              undoneAt
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

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
            }

            fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
              legacyCode
              message
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
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="MarkVoidedExternally", variables=variables
        )
        data = self.get_data(response)
        return present(MarkVoidedExternally.model_validate(data).mark_voided_externally)

    def undo_external_void(
        self, input: UndoExternalVoidInput
    ) -> UndoExternalVoidUndoExternalVoid:
        """Undoes the external void mark of a transaction: it gets the status that its gateway reports."""
        query = gql("""
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

            fragment Event on OrderEvent {
              at
              by
              source
              what
              note
            }

            fragment Mark on ExternalMark {
              reference
              note
              markedBy
              markedAt
              undoneBy
              undoneAt
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

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
            }

            fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
              legacyCode
              message
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
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="UndoExternalVoid", variables=variables
        )
        data = self.get_data(response)
        return present(UndoExternalVoid.model_validate(data).undo_external_void)

    def gateway_accounts(self) -> list[GatewayAccountsGatewayAccounts]:
        """The merchant's gateway accounts, the oldest first, retired ones among them."""
        query = gql("""
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
            }
            """)
        variables: dict[str, object] = {}
        response = self.execute(
            query=query, operation_name="GatewayAccounts", variables=variables
        )
        data = self.get_data(response)
        return GatewayAccounts.model_validate(data).gateway_accounts

    def test_gateway_account(
        self, name: str
    ) -> Optional[TestGatewayAccountTestGatewayAccount]:
        """Asks a gateway whose an account's credentials are. Nothing is changed there.

        `name`: The account's name."""
        query = gql("""
            query TestGatewayAccount($name: String!) {
              testGatewayAccount(name: $name) {
                ok
                live
                message
                missingRights
              }
            }
            """)
        variables: dict[str, object] = {"name": name}
        response = self.execute(
            query=query, operation_name="TestGatewayAccount", variables=variables
        )
        data = self.get_data(response)
        return TestGatewayAccount.model_validate(data).test_gateway_account

    def add_gateway_account(
        self, input: AddGatewayAccountInput
    ) -> AddGatewayAccountAddGatewayAccount:
        """Adds a gateway account. Nothing is asked of the gateway: `testGatewayAccount` does that."""
        query = gql("""
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

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="AddGatewayAccount", variables=variables
        )
        data = self.get_data(response)
        return present(AddGatewayAccount.model_validate(data).add_gateway_account)

    def update_gateway_account(
        self, input: UpdateGatewayAccountInput
    ) -> UpdateGatewayAccountUpdateGatewayAccount:
        """Gives a gateway account other settings or secrets, which make its next version. What was begun with an earlier version is ended with that one."""
        query = gql("""
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

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="UpdateGatewayAccount", variables=variables
        )
        data = self.get_data(response)
        return present(UpdateGatewayAccount.model_validate(data).update_gateway_account)

    def retire_gateway_account(
        self, input: RetireGatewayAccountInput
    ) -> RetireGatewayAccountRetireGatewayAccount:
        """Takes a gateway account out of use, for good. What waits to be sent by it goes on waiting."""
        query = gql("""
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

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="RetireGatewayAccount", variables=variables
        )
        data = self.get_data(response)
        return present(RetireGatewayAccount.model_validate(data).retire_gateway_account)

    def adopt_transaction(
        self, input: AdoptTransactionInput
    ) -> AdoptTransactionAdoptTransaction:
        """Takes over a payment from a gateway account: the gateway is asked, and the transaction gets the payment's amount, status, method and dispute, and the refunds that were made elsewhere. Sent again, it brings the same transaction up to date."""
        query = gql("""
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

            fragment Event on OrderEvent {
              at
              by
              source
              what
              note
            }

            fragment Mark on ExternalMark {
              reference
              note
              markedBy
              markedAt
              undoneBy
              undoneAt
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

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
            }

            fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
              legacyCode
              message
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
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="AdoptTransaction", variables=variables
        )
        data = self.get_data(response)
        return present(AdoptTransaction.model_validate(data).adopt_transaction)

    def drift(
        self, first: Optional[int] = None, after: Optional[str] = None
    ) -> Optional[DriftDrift]:
        """What gateways and this service tell differently, and nobody has taken in; the latest first.

        `first`: How many items to return, at most 50. Default: 50.
        `after`: Start after this cursor. Default: start with the newest."""
        query = gql("""
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
            }

            fragment PageLimits on PageInfo {
              hasNextPage
              hasPreviousPage
              startCursor
              endCursor
            }
            """)
        variables: dict[str, object] = {"first": first, "after": after}
        response = self.execute(
            query=query, operation_name="Drift", variables=variables
        )
        data = self.get_data(response)
        return Drift.model_validate(data).drift

    def adopt_drift(self, input: AdoptDriftInput) -> AdoptDriftAdoptDrift:
        """Takes in what a gateway tells differently: the payment is taken over from the gateway with its refunds, as they are there. What the gateway does not have, or has twice, is only closed, with a note."""
        query = gql("""
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
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="AdoptDrift", variables=variables
        )
        data = self.get_data(response)
        return present(AdoptDrift.model_validate(data).adopt_drift)

    def payment_changed(
        self, id: str
    ) -> Generator[
        Union[
            "PaymentChangedPaymentChangedPayment",
            "PaymentChangedPaymentChangedRefund",
            "PaymentChangedPaymentChangedTransaction",
        ],
        None,
        None,
    ]:
        """A transaction or a refund: as it is now, then each time that anything of it has changed.

        `id`: The id of a transaction or of a refund."""
        query = gql("""
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

            fragment Mark on ExternalMark {
              reference
              note
              markedBy
              markedAt
              undoneBy
              undoneAt
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

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
            }

            fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
              legacyCode
              message
            }

            fragment Reason on RefundReason {
              code
              label
              active
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
            """)
        variables: dict[str, object] = {"id": id}
        for data in self.follow(
            query=query, operation_name="PaymentChanged", variables=variables
        ):
            told = PaymentChanged.model_validate(data).payment_changed
            if told is not None:
                yield told

    def order_changed(
        self, order_id: str
    ) -> Generator[OrderChangedOrderChanged, None, None]:
        """An order: as it is now, then each time that anything of it, its payments or their refunds has changed.

        `order_id`: The shop's id of the order, exactly."""
        query = gql("""
            subscription OrderChanged($orderId: String!) {
              orderChanged(orderId: $orderId) {
                ...OrderDetails
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

            fragment Money on MonetaryAmount {
              value
              currencyCode
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

            fragment Payer on Customer {
              id
              legacyId
              email
              firstName
              lastName
              company
              phoneNumber
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
            """)
        variables: dict[str, object] = {"orderId": order_id}
        for data in self.follow(
            query=query, operation_name="OrderChanged", variables=variables
        ):
            told = OrderChanged.model_validate(data).order_changed
            if told is not None:
                yield told

    def queue_changed(self) -> Generator[QueueChangedQueueChanged, None, None]:
        """Each entry of the queue that joins, leaves or moves, or whose need of attention begins or ends, from the next such change on. One that changes several times at once is sent once."""
        query = gql("""
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
            """)
        variables: dict[str, object] = {}
        for data in self.follow(
            query=query, operation_name="QueueChanged", variables=variables
        ):
            told = QueueChanged.model_validate(data).queue_changed
            if told is not None:
                yield told

    def preview_refund(
        self, input: RefundOrderInput
    ) -> Optional[PreviewRefundPreviewRefund]:
        """What `refundOrder` would do with the same input now. Nothing is changed or reserved."""
        query = gql("""
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
            }

            fragment Money on MonetaryAmount {
              value
              currencyCode
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

            fragment Payer on Customer {
              id
              legacyId
              email
              firstName
              lastName
              company
              phoneNumber
            }

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
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
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="PreviewRefund", variables=variables
        )
        data = self.get_data(response)
        return PreviewRefund.model_validate(data).preview_refund

    def refund_order(self, input: RefundOrderInput) -> RefundOrderRefundOrder:
        """Refunds an order over its payments: in full, by amount, or by products. All payments are reserved together; then each one is reversed by itself, with a result of its own."""
        query = gql("""
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

            fragment Payer on Customer {
              id
              legacyId
              email
              firstName
              lastName
              company
              phoneNumber
            }

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
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
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="RefundOrder", variables=variables
        )
        data = self.get_data(response)
        return present(RefundOrder.model_validate(data).refund_order)

    def order(self, order_id: str) -> Optional[OrderOrder]:
        """The order with this id of the shop; null if there is none.

        `order_id`: The shop's id of the order, exactly."""
        query = gql("""
            query Order($orderId: String!) {
              order(orderId: $orderId) {
                ...OrderDetails
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

            fragment Money on MonetaryAmount {
              value
              currencyCode
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

            fragment Payer on Customer {
              id
              legacyId
              email
              firstName
              lastName
              company
              phoneNumber
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
            """)
        variables: dict[str, object] = {"orderId": order_id}
        response = self.execute(
            query=query, operation_name="Order", variables=variables
        )
        data = self.get_data(response)
        return Order.model_validate(data).order

    def orders(
        self,
        input: OrderSearchInput,
        first: Optional[int] = None,
        after: Optional[str] = None,
    ) -> Optional[OrdersOrders]:
        """Orders, the newest first by when they were placed.

        `first`: How many items to return, at most 50. Default: 50.
        `after`: Start after this cursor. Default: start with the newest."""
        query = gql("""
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

            fragment PageLimits on PageInfo {
              hasNextPage
              hasPreviousPage
              startCursor
              endCursor
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
            """)
        variables: dict[str, object] = {"input": input, "first": first, "after": after}
        response = self.execute(
            query=query, operation_name="Orders", variables=variables
        )
        data = self.get_data(response)
        return Orders.model_validate(data).orders

    def customers(
        self,
        input: CustomerSearchInput,
        first: Optional[int] = None,
        after: Optional[str] = None,
    ) -> Optional[CustomersCustomers]:
        """Customers, the newest first by when they were first seen.

        `first`: How many items to return, at most 50. Default: 50.
        `after`: Start after this cursor. Default: start with the newest."""
        query = gql("""
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

            fragment PageLimits on PageInfo {
              hasNextPage
              hasPreviousPage
              startCursor
              endCursor
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
            """)
        variables: dict[str, object] = {"input": input, "first": first, "after": after}
        response = self.execute(
            query=query, operation_name="Customers", variables=variables
        )
        data = self.get_data(response)
        return Customers.model_validate(data).customers

    def record_order(self, input: RecordOrderInput) -> RecordOrderRecordOrder:
        """Records an order with its customer, its products and its payments made outside of this service. Sent again, it changes nothing. New facts are added. Facts that contradict recorded ones are refused, field by field, or with `onConflict: UPDATE` replace them: lists as a whole, and never below what was refunded. Payments and the currency stay."""
        query = gql("""
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

            fragment Money on MonetaryAmount {
              value
              currencyCode
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

            fragment Payer on Customer {
              id
              legacyId
              email
              firstName
              lastName
              company
              phoneNumber
            }

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
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
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="RecordOrder", variables=variables
        )
        data = self.get_data(response)
        return present(RecordOrder.model_validate(data).record_order)

    def cancel_order(self, input: CancelOrderInput) -> CancelOrderCancelOrder:
        """Cancels an order. No money moves: refundOrder refunds it."""
        query = gql("""
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

            fragment Money on MonetaryAmount {
              value
              currencyCode
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

            fragment Payer on Customer {
              id
              legacyId
              email
              firstName
              lastName
              company
              phoneNumber
            }

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
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
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="CancelOrder", variables=variables
        )
        data = self.get_data(response)
        return present(CancelOrder.model_validate(data).cancel_order)

    def update_customer(
        self, input: UpdateCustomerInput
    ) -> UpdateCustomerUpdateCustomer:
        """Corrects what is known of a customer, whatever they ordered. With `onConflict: UPDATE`, `recordOrder` corrects the customer of one order."""
        query = gql("""
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

            fragment Payer on Customer {
              id
              legacyId
              email
              firstName
              lastName
              company
              phoneNumber
            }

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="UpdateCustomer", variables=variables
        )
        data = self.get_data(response)
        return present(UpdateCustomer.model_validate(data).update_customer)

    def refund_orders(self, input: RefundOrdersInput) -> RefundOrdersRefundOrders:
        """Starts a run that refunds many orders, each in full and exactly as `refundOrder` does it, with the rights of who starts it. Workers carry it out. Starting the same run again starts nothing anew: it answers with the run."""
        query = gql("""
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
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="RefundOrders", variables=variables
        )
        data = self.get_data(response)
        return present(RefundOrders.model_validate(data).refund_orders)

    def refund_run(
        self,
        id: str,
        first: Optional[int] = None,
        after: Optional[str] = None,
        result: Optional[OrderRefundResult] = None,
    ) -> Optional[RefundRunRefundRun]:
        """A run of `refundOrders`, with its progress and the results of its orders.

        `id`: The id of the run.
        `first`: How many items to return, at most 50. Default: 50.
        `after`: Start after this cursor. Default: start with the first order.
        `result`: Only orders with this result."""
        query = gql("""
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

            fragment PageLimits on PageInfo {
              hasNextPage
              hasPreviousPage
              startCursor
              endCursor
            }

            fragment RunProblem on RefundRunProblem {
              message
              code
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
            }
            """)
        variables: dict[str, object] = {
            "id": id,
            "first": first,
            "after": after,
            "result": result,
        }
        response = self.execute(
            query=query, operation_name="RefundRun", variables=variables
        )
        data = self.get_data(response)
        return RefundRun.model_validate(data).refund_run

    def charge_payment_method(
        self, input: ChargePaymentMethodInput
    ) -> ChargePaymentMethodChargePaymentMethod:
        """Charges a payment method: authorizes the payment and submits it for settlement."""
        query = gql("""
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

            fragment Event on OrderEvent {
              at
              by
              source
              what
              note
            }

            fragment Mark on ExternalMark {
              reference
              note
              markedBy
              markedAt
              undoneBy
              undoneAt
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

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
            }

            fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
              legacyCode
              message
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
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="ChargePaymentMethod", variables=variables
        )
        data = self.get_data(response)
        return present(ChargePaymentMethod.model_validate(data).charge_payment_method)

    def authorize_payment_method(
        self, input: AuthorizePaymentMethodInput
    ) -> AuthorizePaymentMethodAuthorizePaymentMethod:
        """Authorizes a payment: the money is held, and can be captured later."""
        query = gql("""
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

            fragment Event on OrderEvent {
              at
              by
              source
              what
              note
            }

            fragment Mark on ExternalMark {
              reference
              note
              markedBy
              markedAt
              undoneBy
              undoneAt
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

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
            }

            fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
              legacyCode
              message
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
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="AuthorizePaymentMethod", variables=variables
        )
        data = self.get_data(response)
        return present(
            AuthorizePaymentMethod.model_validate(data).authorize_payment_method
        )

    def capture_transaction(
        self, input: CaptureTransactionInput
    ) -> CaptureTransactionCaptureTransaction:
        """Submits an authorized transaction for settlement, in full or in part."""
        query = gql("""
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

            fragment Event on OrderEvent {
              at
              by
              source
              what
              note
            }

            fragment Mark on ExternalMark {
              reference
              note
              markedBy
              markedAt
              undoneBy
              undoneAt
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

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
            }

            fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
              legacyCode
              message
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
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="CaptureTransaction", variables=variables
        )
        data = self.get_data(response)
        return present(CaptureTransaction.model_validate(data).capture_transaction)

    def partial_capture_transaction(
        self, input: PartialCaptureTransactionInput
    ) -> PartialCaptureTransactionPartialCaptureTransaction:
        """Captures a part of an authorization, as a transaction of its own that is refunded, voided and reversed by itself. More parts may follow."""
        query = gql("""
            mutation PartialCaptureTransaction($input: PartialCaptureTransactionInput!) {
              partialCaptureTransaction(input: $input) {
                clientMutationId
                capture {
                  ...TransactionDetails
                  partialCaptureDetails {
                    __typename
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

            fragment Event on OrderEvent {
              at
              by
              source
              what
              note
            }

            fragment Mark on ExternalMark {
              reference
              note
              markedBy
              markedAt
              undoneBy
              undoneAt
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

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
            }

            fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
              legacyCode
              message
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
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="PartialCaptureTransaction", variables=variables
        )
        data = self.get_data(response)
        return present(
            PartialCaptureTransaction.model_validate(data).partial_capture_transaction
        )

    def transactions(
        self,
        input: TransactionSearchInput,
        first: Optional[int] = None,
        after: Optional[str] = None,
    ) -> Optional[TransactionsTransactions]:
        """Transactions, the newest first.

        `first`: How many items to return, at most 50. Default: 50.
        `after`: Start after this cursor. Default: start with the newest."""
        query = gql("""
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

            fragment PageLimits on PageInfo {
              hasNextPage
              hasPreviousPage
              startCursor
              endCursor
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
            """)
        variables: dict[str, object] = {"input": input, "first": first, "after": after}
        response = self.execute(
            query=query, operation_name="Transactions", variables=variables
        )
        data = self.get_data(response)
        return Transactions.model_validate(data).transactions

    def refunds(
        self,
        input: RefundSearchInput,
        first: Optional[int] = None,
        after: Optional[str] = None,
    ) -> Optional[RefundsRefunds]:
        """Refunds, the newest first.

        `first`: How many items to return, at most 50. Default: 50.
        `after`: Start after this cursor. Default: start with the newest."""
        query = gql("""
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

            fragment RetrySummary on Retry {
              id
              state
              attemptsMade
              attemptsLeft
              nextAttemptAt
              lastError
            }
            """)
        variables: dict[str, object] = {"input": input, "first": first, "after": after}
        response = self.execute(
            query=query, operation_name="Refunds", variables=variables
        )
        data = self.get_data(response)
        return Refunds.model_validate(data).refunds

    def payments(
        self,
        input: PaymentSearchInput,
        first: Optional[int] = None,
        after: Optional[str] = None,
    ) -> Optional[PaymentsPayments]:
        """Transactions and refunds together, the newest first.

        `first`: How many items to return, at most 50. Default: 50.
        `after`: Start after this cursor. Default: start with the newest."""
        query = gql("""
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

            fragment PageLimits on PageInfo {
              hasNextPage
              hasPreviousPage
              startCursor
              endCursor
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
            """)
        variables: dict[str, object] = {"input": input, "first": first, "after": after}
        response = self.execute(
            query=query, operation_name="Payments", variables=variables
        )
        data = self.get_data(response)
        return Payments.model_validate(data).payments

    def node(
        self, id: str
    ) -> Optional[
        Union[
            "NodeNodeNode", "NodeNodeCustomer", "NodeNodeRefund", "NodeNodeTransaction"
        ]
    ]:
        """The transaction, refund, customer, order, dispute or payment method with this id.

        `id`: Its id."""
        query = gql("""
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

            fragment Mark on ExternalMark {
              reference
              note
              markedBy
              markedAt
              undoneBy
              undoneAt
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

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
            }

            fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
              legacyCode
              message
            }

            fragment Reason on RefundReason {
              code
              label
              active
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
            """)
        variables: dict[str, object] = {"id": id}
        response = self.execute(query=query, operation_name="Node", variables=variables)
        data = self.get_data(response)
        return Node.model_validate(data).node

    def ids_from_legacy_ids(self, input: IdsFromLegacyIdsInput) -> list[Optional[str]]:
        """The ids of the objects with these legacy ids, in the same order; null where there is no such object."""
        query = gql("""
            query IdsFromLegacyIds($input: IdsFromLegacyIdsInput!) {
              idsFromLegacyIds(input: $input)
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="IdsFromLegacyIds", variables=variables
        )
        data = self.get_data(response)
        return IdsFromLegacyIds.model_validate(data).ids_from_legacy_ids

    def ping(self) -> str:
        """Always "pong": shows that the service answers."""
        query = gql("""
            query Ping {
              ping
            }
            """)
        variables: dict[str, object] = {}
        response = self.execute(query=query, operation_name="Ping", variables=variables)
        data = self.get_data(response)
        return Ping.model_validate(data).ping

    def viewer(self) -> Optional[ViewerViewer]:
        """The person or program that sends the request, its merchant and its rights."""
        query = gql("""
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
            }
            """)
        variables: dict[str, object] = {}
        response = self.execute(
            query=query, operation_name="Viewer", variables=variables
        )
        data = self.get_data(response)
        return Viewer.model_validate(data).viewer

    def users(self) -> list[UsersUsers]:
        """The people of the merchant."""
        query = gql("""
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
            }
            """)
        variables: dict[str, object] = {}
        response = self.execute(
            query=query, operation_name="Users", variables=variables
        )
        data = self.get_data(response)
        return Users.model_validate(data).users

    def api_keys(self) -> list[ApiKeysApiKeys]:
        """The API keys of the merchant, the oldest first."""
        query = gql("""
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
            }
            """)
        variables: dict[str, object] = {}
        response = self.execute(
            query=query, operation_name="ApiKeys", variables=variables
        )
        data = self.get_data(response)
        return ApiKeys.model_validate(data).api_keys

    def merchant_settings(self) -> MerchantSettingsMerchantSettings:
        """The merchant's settings."""
        query = gql("""
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
            }
            """)
        variables: dict[str, object] = {}
        response = self.execute(
            query=query, operation_name="MerchantSettings", variables=variables
        )
        data = self.get_data(response)
        return MerchantSettings.model_validate(data).merchant_settings

    def create_user(self, input: CreateUserInput) -> CreateUserCreateUser:
        """Adds a person, who can sign in from now on."""
        query = gql("""
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

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="CreateUser", variables=variables
        )
        data = self.get_data(response)
        return present(CreateUser.model_validate(data).create_user)

    def grant_right(self, input: RightInput) -> GrantRightGrantRight:
        """Grants a right to a person."""
        query = gql("""
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

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="GrantRight", variables=variables
        )
        data = self.get_data(response)
        return present(GrantRight.model_validate(data).grant_right)

    def revoke_right(self, input: RightInput) -> RevokeRightRevokeRight:
        """Revokes a right of a person, at once. The last administrator keeps the right ADMINISTER."""
        query = gql("""
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

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="RevokeRight", variables=variables
        )
        data = self.get_data(response)
        return present(RevokeRight.model_validate(data).revoke_right)

    def disable_user(self, input: UserInput) -> DisableUserDisableUser:
        """Disables a person: all sessions of the person end at once, and signing in is refused until `enableUser`. Queued requests of the person are not sent any more. You cannot disable yourself or the last administrator."""
        query = gql("""
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

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="DisableUser", variables=variables
        )
        data = self.get_data(response)
        return present(DisableUser.model_validate(data).disable_user)

    def enable_user(self, input: UserInput) -> EnableUserEnableUser:
        """Enables a disabled person, with the same rights as before."""
        query = gql("""
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

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="EnableUser", variables=variables
        )
        data = self.get_data(response)
        return present(EnableUser.model_validate(data).enable_user)

    def create_api_key(self, input: CreateApiKeyInput) -> CreateApiKeyCreateApiKey:
        """Creates an API key for a program. Its private key is shown once, in the answer."""
        query = gql("""
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
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="CreateApiKey", variables=variables
        )
        data = self.get_data(response)
        return present(CreateApiKey.model_validate(data).create_api_key)

    def revoke_api_key(self, input: RevokeApiKeyInput) -> RevokeApiKeyRevokeApiKey:
        """Revokes an API key, at once and for ever."""
        query = gql("""
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
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="RevokeApiKey", variables=variables
        )
        data = self.get_data(response)
        return present(RevokeApiKey.model_validate(data).revoke_api_key)

    def update_merchant_settings(
        self, input: MerchantSettingsInput
    ) -> UpdateMerchantSettingsUpdateMerchantSettings:
        """Changes the merchant's settings."""
        query = gql("""
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
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="UpdateMerchantSettings", variables=variables
        )
        data = self.get_data(response)
        return present(
            UpdateMerchantSettings.model_validate(data).update_merchant_settings
        )

    def change_password(
        self, input: ChangePasswordInput
    ) -> ChangePasswordChangePassword:
        """Changes the password of the person who sends this, and ends all other sessions of that person."""
        query = gql("""
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

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="ChangePassword", variables=variables
        )
        data = self.get_data(response)
        return present(ChangePassword.model_validate(data).change_password)

    def changes(
        self, first: Optional[int] = None, after: Optional[str] = None
    ) -> Optional[ChangesChanges]:
        """All changes, with who made them and from where, the last one first.

        `first`: How many items to return, at most 50. Default: 50.
        `after`: Start after this cursor. Default: start with the newest."""
        query = gql("""
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
            }
            """)
        variables: dict[str, object] = {"first": first, "after": after}
        response = self.execute(
            query=query, operation_name="Changes", variables=variables
        )
        data = self.get_data(response)
        return Changes.model_validate(data).changes

    def refund_queue(
        self,
        input: Optional[RefundQueueInput] = None,
        first: Optional[int] = None,
        after: Optional[str] = None,
    ) -> Optional[RefundQueueRefundQueue]:
        """The retry queue: first what needs attention, the oldest payment first; then what runs; what is due, the next one first; what is paused; and what has ended, if it is requested.

        `first`: How many items to return, at most 50. Default: 50.
        `after`: Start after this cursor. Default: start at the top."""
        query = gql("""
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

            fragment PageLimits on PageInfo {
              hasNextPage
              hasPreviousPage
              startCursor
              endCursor
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
            """)
        variables: dict[str, object] = {"input": input, "first": first, "after": after}
        response = self.execute(
            query=query, operation_name="RefundQueue", variables=variables
        )
        data = self.get_data(response)
        return RefundQueue.model_validate(data).refund_queue

    def retry_refund_now(self, input: RetryInput) -> RetryRefundNowRetryRefundNow:
        """Retries at once, in addition to the daily attempts. While an attempt runs, no second one starts. Where the outcome is UNKNOWN, the gateway is asked first."""
        query = gql("""
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
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="RetryRefundNow", variables=variables
        )
        data = self.get_data(response)
        return present(RetryRefundNow.model_validate(data).retry_refund_now)

    def pause_refund_retry(self, input: RetryInput) -> PauseRefundRetryPauseRefundRetry:
        """Pauses what waits: it is not retried, and the gateway is not asked, until it is resumed."""
        query = gql("""
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
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="PauseRefundRetry", variables=variables
        )
        data = self.get_data(response)
        return present(PauseRefundRetry.model_validate(data).pause_refund_retry)

    def resume_refund_retry(
        self, input: RetryInput
    ) -> ResumeRefundRetryResumeRefundRetry:
        """Resumes what was paused. What became due meanwhile is due at once."""
        query = gql("""
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
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="ResumeRefundRetry", variables=variables
        )
        data = self.get_data(response)
        return present(ResumeRefundRetry.model_validate(data).resume_refund_retry)

    def dismiss_attention(self, input: RetryInput) -> DismissAttentionDismissAttention:
        """Removes the attention flag of a payment: no person has to look at it any more."""
        query = gql("""
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
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="DismissAttention", variables=variables
        )
        data = self.get_data(response)
        return present(DismissAttention.model_validate(data).dismiss_attention)

    def resolve_outcome(
        self, input: ResolveOutcomeInput
    ) -> ResolveOutcomeResolveOutcome:
        """Reports the outcome of an attempt that is UNKNOWN or PENDING. The gateway is asked first: what it reports counts, and a different report is refused. Where the gateway can't tell, a report that frees a refund above the merchant's approval limit waits for a second person: see the refund's `approval`. A report that counts is final."""
        query = gql("""
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

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
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
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="ResolveOutcome", variables=variables
        )
        data = self.get_data(response)
        return present(ResolveOutcome.model_validate(data).resolve_outcome)

    def refund_reasons(self) -> list[RefundReasonsRefundReasons]:
        """The merchant's reasons for refunds, by their labels, the inactive ones as well."""
        query = gql("""
            query RefundReasons {
              refundReasons {
                ...Reason
              }
            }

            fragment Reason on RefundReason {
              code
              label
              active
            }
            """)
        variables: dict[str, object] = {}
        response = self.execute(
            query=query, operation_name="RefundReasons", variables=variables
        )
        data = self.get_data(response)
        return RefundReasons.model_validate(data).refund_reasons

    def refund_report(
        self, input: RefundReportInput
    ) -> Optional[RefundReportRefundReport]:
        """A report on the refunds of a period, by reason, person, gateway, status or day."""
        query = gql("""
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
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="RefundReport", variables=variables
        )
        data = self.get_data(response)
        return RefundReport.model_validate(data).refund_report

    def create_refund_reason(
        self, input: RefundReasonInput
    ) -> CreateRefundReasonCreateRefundReason:
        """Adds a reason for refunds."""
        query = gql("""
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
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="CreateRefundReason", variables=variables
        )
        data = self.get_data(response)
        return present(CreateRefundReason.model_validate(data).create_refund_reason)

    def update_refund_reason(
        self, input: RefundReasonInput
    ) -> UpdateRefundReasonUpdateRefundReason:
        """Changes the label of a reason, or whether it is active."""
        query = gql("""
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
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="UpdateRefundReason", variables=variables
        )
        data = self.get_data(response)
        return present(UpdateRefundReason.model_validate(data).update_refund_reason)

    def reverse_transaction(
        self, input: ReverseTransactionInput
    ) -> ReverseTransactionReverseTransaction:
        """Reverses a transaction: voids it before settlement, refunds all that is left of it after."""
        query = gql("""
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

            fragment Mark on ExternalMark {
              reference
              note
              markedBy
              markedAt
              undoneBy
              undoneAt
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

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
            }

            fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
              legacyCode
              message
            }

            fragment Reason on RefundReason {
              code
              label
              active
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
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="ReverseTransaction", variables=variables
        )
        data = self.get_data(response)
        return present(ReverseTransaction.model_validate(data).reverse_transaction)

    def refund_transaction(
        self, input: RefundTransactionInput
    ) -> RefundTransactionRefundTransaction:
        """Refunds a settled transaction, in full or in part."""
        query = gql("""
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

            fragment Mark on ExternalMark {
              reference
              note
              markedBy
              markedAt
              undoneBy
              undoneAt
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

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
            }

            fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
              legacyCode
              message
            }

            fragment Reason on RefundReason {
              code
              label
              active
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
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="RefundTransaction", variables=variables
        )
        data = self.get_data(response)
        return present(RefundTransaction.model_validate(data).refund_transaction)

    def void_transaction(
        self, input: VoidTransactionInput
    ) -> VoidTransactionVoidTransaction:
        """Voids a transaction before it settles. Never refunds it."""
        query = gql("""
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

            fragment Event on OrderEvent {
              at
              by
              source
              what
              note
            }

            fragment Mark on ExternalMark {
              reference
              note
              markedBy
              markedAt
              undoneBy
              undoneAt
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

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
            }

            fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
              legacyCode
              message
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
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="VoidTransaction", variables=variables
        )
        data = self.get_data(response)
        return present(VoidTransaction.model_validate(data).void_transaction)

    def reverse_refund(self, input: ReverseRefundInput) -> ReverseRefundReverseRefund:
        """Reverses a refund that has not settled: voids it, or cancels it while it waits in the queue."""
        query = gql("""
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

            fragment Mark on ExternalMark {
              reference
              note
              markedBy
              markedAt
              undoneBy
              undoneAt
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

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
            }

            fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
              legacyCode
              message
            }

            fragment Reason on RefundReason {
              code
              label
              active
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
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="ReverseRefund", variables=variables
        )
        data = self.get_data(response)
        return present(ReverseRefund.model_validate(data).reverse_refund)

    def refund_credit_card(
        self, input: RefundCreditCardInput
    ) -> RefundCreditCardRefundCreditCard:
        """Refunds an amount to a card, without a payment that it gives back. For sandbox merchants alone. It needs approval, waits in the queue and is reversed like any other refund."""
        query = gql("""
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

            fragment Mark on ExternalMark {
              reference
              note
              markedBy
              markedAt
              undoneBy
              undoneAt
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

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
            }

            fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
              legacyCode
              message
            }

            fragment Reason on RefundReason {
              code
              label
              active
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
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="RefundCreditCard", variables=variables
        )
        data = self.get_data(response)
        return present(RefundCreditCard.model_validate(data).refund_credit_card)

    def sandbox_settle_transaction(
        self, input: SandboxSettleTransactionInput
    ) -> SandboxSettleTransactionSandboxSettleTransaction:
        """Settles a transaction of the sandbox gateway at once, as the nightly settlement does."""
        query = gql("""
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

            fragment Event on OrderEvent {
              at
              by
              source
              what
              note
            }

            fragment Mark on ExternalMark {
              reference
              note
              markedBy
              markedAt
              undoneBy
              undoneAt
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

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
            }

            fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
              legacyCode
              message
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
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="SandboxSettleTransaction", variables=variables
        )
        data = self.get_data(response)
        return present(
            SandboxSettleTransaction.model_validate(data).sandbox_settle_transaction
        )

    def sandbox_advance_clock(
        self, input: SandboxAdvanceClockInput
    ) -> SandboxAdvanceClockSandboxAdvanceClock:
        """Moves the clock of a sandbox merchant forward, and carries out all that becomes due, each at its time. One call runs at a time for each merchant; it stops early when its client disconnects."""
        query = gql("""
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
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="SandboxAdvanceClock", variables=variables
        )
        data = self.get_data(response)
        return present(SandboxAdvanceClock.model_validate(data).sandbox_advance_clock)

    def sandbox_clock(self) -> Optional[AwareDatetime]:
        """The sandbox merchant's time; null for any other merchant."""
        query = gql("""
            query SandboxClock {
              sandboxClock
            }
            """)
        variables: dict[str, object] = {}
        response = self.execute(
            query=query, operation_name="SandboxClock", variables=variables
        )
        data = self.get_data(response)
        return SandboxClock.model_validate(data).sandbox_clock

    def charge_credit_card(
        self, input: ChargeCreditCardInput
    ) -> ChargeCreditCardChargeCreditCard:
        """Charges a card: authorizes the payment and submits it for settlement."""
        query = gql("""
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

            fragment Event on OrderEvent {
              at
              by
              source
              what
              note
            }

            fragment Mark on ExternalMark {
              reference
              note
              markedBy
              markedAt
              undoneBy
              undoneAt
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

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
            }

            fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
              legacyCode
              message
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
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="ChargeCreditCard", variables=variables
        )
        data = self.get_data(response)
        return present(ChargeCreditCard.model_validate(data).charge_credit_card)

    def authorize_credit_card(
        self, input: AuthorizeCreditCardInput
    ) -> AuthorizeCreditCardAuthorizeCreditCard:
        """Authorizes a payment by card: the money is held, and can be captured later."""
        query = gql("""
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

            fragment Event on OrderEvent {
              at
              by
              source
              what
              note
            }

            fragment Mark on ExternalMark {
              reference
              note
              markedBy
              markedAt
              undoneBy
              undoneAt
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

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
            }

            fragment ProcessorAnswer on TransactionAuthorizationProcessorResponse {
              legacyCode
              message
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
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="AuthorizeCreditCard", variables=variables
        )
        data = self.get_data(response)
        return present(AuthorizeCreditCard.model_validate(data).authorize_credit_card)

    def tokenize_credit_card(
        self, input: TokenizeCreditCardInput
    ) -> TokenizeCreditCardTokenizeCreditCard:
        """Makes a payment method for one use of a test card's number. For sandbox merchants alone: for others a card's number is refused before anything is done with it."""
        query = gql("""
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

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="TokenizeCreditCard", variables=variables
        )
        data = self.get_data(response)
        return present(TokenizeCreditCard.model_validate(data).tokenize_credit_card)

    def vault_payment_method(
        self, input: VaultPaymentMethodInput
    ) -> VaultPaymentMethodVaultPaymentMethod:
        """Keeps a payment method in the sandbox's vault, for any number of uses. It is not verified."""
        query = gql("""
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

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="VaultPaymentMethod", variables=variables
        )
        data = self.get_data(response)
        return present(VaultPaymentMethod.model_validate(data).vault_payment_method)

    def vault_credit_card(
        self, input: VaultCreditCardInput
    ) -> VaultCreditCardVaultCreditCard:
        """Keeps a card in the sandbox's vault, for any number of uses. It is not verified."""
        query = gql("""
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

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="VaultCreditCard", variables=variables
        )
        data = self.get_data(response)
        return present(VaultCreditCard.model_validate(data).vault_credit_card)

    def delete_payment_method_from_vault(
        self, input: DeletePaymentMethodFromVaultInput
    ) -> DeletePaymentMethodFromVaultDeletePaymentMethodFromVault:
        """Takes a payment method out of the sandbox's vault. Payments that were made with it stay."""
        query = gql("""
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
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query,
            operation_name="DeletePaymentMethodFromVault",
            variables=variables,
        )
        data = self.get_data(response)
        return present(
            DeletePaymentMethodFromVault.model_validate(
                data
            ).delete_payment_method_from_vault
        )

    def create_client_token(
        self, input: CreateClientTokenInput
    ) -> CreateClientTokenCreateClientToken:
        """Makes a token in the form that Braintree's code for browsers and phones reads, for sandbox merchants alone."""
        query = gql("""
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
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="CreateClientToken", variables=variables
        )
        data = self.get_data(response)
        return present(CreateClientToken.model_validate(data).create_client_token)

    def create_customer(
        self, input: CreateCustomerInput
    ) -> CreateCustomerCreateCustomer:
        """Adds a customer. Payments and payment methods in the sandbox's vault can name the customer by the id."""
        query = gql("""
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

            fragment Payer on Customer {
              id
              legacyId
              email
              firstName
              lastName
              company
              phoneNumber
            }

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="CreateCustomer", variables=variables
        )
        data = self.get_data(response)
        return present(CreateCustomer.model_validate(data).create_customer)

    def delete_customer(
        self, input: DeleteCustomerInput
    ) -> DeleteCustomerDeleteCustomer:
        """Deletes a customer, and the customer's payment methods in the sandbox's vault. Payments and orders stay, and show who paid."""
        query = gql("""
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
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="DeleteCustomer", variables=variables
        )
        data = self.get_data(response)
        return present(DeleteCustomer.model_validate(data).delete_customer)

    def webhook_endpoints(self) -> list[WebhookEndpointsWebhookEndpoints]:
        """Where messages about changes are sent to, the oldest endpoint first."""
        query = gql("""
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
            }
            """)
        variables: dict[str, object] = {}
        response = self.execute(
            query=query, operation_name="WebhookEndpoints", variables=variables
        )
        data = self.get_data(response)
        return WebhookEndpoints.model_validate(data).webhook_endpoints

    def webhook_messages(
        self,
        endpoint_id: Optional[str] = None,
        state: Optional[WebhookMessageState] = None,
        first: Optional[int] = None,
        after: Optional[str] = None,
    ) -> Optional[WebhookMessagesWebhookMessages]:
        """Messages to webhook endpoints, the latest first.

        `endpoint_id`: Only those to this one.
        `state`: Only those in this state.
        `first`: How many items to return, at most 50. Default: 50.
        `after`: Start after this cursor. Default: start with the newest."""
        query = gql("""
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
            }
            """)
        variables: dict[str, object] = {
            "endpointId": endpoint_id,
            "state": state,
            "first": first,
            "after": after,
        }
        response = self.execute(
            query=query, operation_name="WebhookMessages", variables=variables
        )
        data = self.get_data(response)
        return WebhookMessages.model_validate(data).webhook_messages

    def create_webhook_endpoint(
        self, input: CreateWebhookEndpointInput
    ) -> CreateWebhookEndpointCreateWebhookEndpoint:
        """Adds an endpoint that is told of changes from now on. The answer has its secret, this once."""
        query = gql("""
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

            fragment EndpointOfWebhooks on WebhookEndpoint {
              id
              url
              types
              description
              enabled
              failingSince
              createdAt
            }

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="CreateWebhookEndpoint", variables=variables
        )
        data = self.get_data(response)
        return present(
            CreateWebhookEndpoint.model_validate(data).create_webhook_endpoint
        )

    def update_webhook_endpoint(
        self, input: UpdateWebhookEndpointInput
    ) -> UpdateWebhookEndpointUpdateWebhookEndpoint:
        """Changes an endpoint, or switches it off or on."""
        query = gql("""
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

            fragment EndpointOfWebhooks on WebhookEndpoint {
              id
              url
              types
              description
              enabled
              failingSince
              createdAt
            }

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="UpdateWebhookEndpoint", variables=variables
        )
        data = self.get_data(response)
        return present(
            UpdateWebhookEndpoint.model_validate(data).update_webhook_endpoint
        )

    def delete_webhook_endpoint(
        self, input: WebhookEndpointInput
    ) -> DeleteWebhookEndpointDeleteWebhookEndpoint:
        """Deletes an endpoint with its messages."""
        query = gql("""
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

            fragment EndpointOfWebhooks on WebhookEndpoint {
              id
              url
              types
              description
              enabled
              failingSince
              createdAt
            }

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="DeleteWebhookEndpoint", variables=variables
        )
        data = self.get_data(response)
        return present(
            DeleteWebhookEndpoint.model_validate(data).delete_webhook_endpoint
        )

    def rotate_webhook_secret(
        self, input: WebhookEndpointInput
    ) -> RotateWebhookSecretRotateWebhookSecret:
        """Makes another secret for an endpoint. For a day, messages are signed with the one before as well."""
        query = gql("""
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

            fragment EndpointOfWebhooks on WebhookEndpoint {
              id
              url
              types
              description
              enabled
              failingSince
              createdAt
            }

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="RotateWebhookSecret", variables=variables
        )
        data = self.get_data(response)
        return present(RotateWebhookSecret.model_validate(data).rotate_webhook_secret)

    def ping_webhook_endpoint(
        self, input: WebhookEndpointInput
    ) -> PingWebhookEndpointPingWebhookEndpoint:
        """Sends a message of the type `ping` to an endpoint."""
        query = gql("""
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

            fragment EndpointOfWebhooks on WebhookEndpoint {
              id
              url
              types
              description
              enabled
              failingSince
              createdAt
            }

            fragment Problem on ValidationError {
              code
              message
              legacyCode
              inputPath
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="PingWebhookEndpoint", variables=variables
        )
        data = self.get_data(response)
        return present(PingWebhookEndpoint.model_validate(data).ping_webhook_endpoint)

    def resend_webhook_messages(
        self, input: ResendWebhookMessagesInput
    ) -> ResendWebhookMessagesResendWebhookMessages:
        """Sends messages of an endpoint again, whatever became of them, under the ids that they have."""
        query = gql("""
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
            }
            """)
        variables: dict[str, object] = {"input": input}
        response = self.execute(
            query=query, operation_name="ResendWebhookMessages", variables=variables
        )
        data = self.get_data(response)
        return present(
            ResendWebhookMessages.model_validate(data).resend_webhook_messages
        )
