"""The list of all mutations. Each one is declared beside its noun."""

import strawberry

from app.schema.gateways import accounts, adopting, drift
from app.schema.orders import customer_mutations, order_recording, order_refunds, refund_runs
from app.schema.people import people, reasons, settings
from app.schema.reversals import approvals, detached_refunds, external, queue, reversals, sales, vault
from app.schema.telling import customer_mails, webhooks


@strawberry.type(description="All mutations. The fields of one document run one after another.")
class Mutation:
    mark_refunded_externally = external.mark_refunded_externally
    undo_external_refund = external.undo_external_refund
    mark_voided_externally = external.mark_voided_externally
    undo_external_void = external.undo_external_void
    retry_refund_now = queue.retry_refund_now
    pause_refund_retry = queue.pause_refund_retry
    resume_refund_retry = queue.resume_refund_retry
    dismiss_attention = queue.dismiss_attention
    resolve_outcome = queue.resolve_outcome
    record_order = order_recording.record_order
    adopt_transaction = adopting.adopt_transaction
    adopt_drift = drift.adopt_drift
    cancel_order = order_recording.cancel_order
    update_customer = order_recording.update_customer
    create_customer = customer_mutations.create_customer
    delete_customer = customer_mutations.delete_customer
    refund_order = order_refunds.refund_order
    refund_orders = refund_runs.refund_orders
    approve_refund = approvals.approve_refund
    reject_refund = approvals.reject_refund
    create_refund_reason = reasons.create_refund_reason
    update_refund_reason = reasons.update_refund_reason
    sandbox_advance_clock = settings.sandbox_advance_clock
    update_merchant_settings = settings.update_merchant_settings
    create_user = people.create_user
    grant_right = people.grant_right
    revoke_right = people.revoke_right
    disable_user = people.disable_user
    enable_user = people.enable_user
    change_password = people.change_password
    add_gateway_account = accounts.add_gateway_account
    update_gateway_account = accounts.update_gateway_account
    retire_gateway_account = accounts.retire_gateway_account
    create_webhook_endpoint = webhooks.create_webhook_endpoint
    update_webhook_endpoint = webhooks.update_webhook_endpoint
    delete_webhook_endpoint = webhooks.delete_webhook_endpoint
    rotate_webhook_secret = webhooks.rotate_webhook_secret
    ping_webhook_endpoint = webhooks.ping_webhook_endpoint
    resend_webhook_messages = webhooks.resend_webhook_messages
    update_customer_mails = customer_mails.update_customer_mails
    create_api_key = people.create_api_key
    revoke_api_key = people.revoke_api_key
    reverse_transaction = reversals.reverse_transaction
    refund_transaction = reversals.refund_transaction
    reverse_refund = reversals.reverse_refund
    refund_credit_card = detached_refunds.refund_credit_card
    void_transaction = reversals.void_transaction
    charge_payment_method = sales.charge_payment_method
    authorize_payment_method = sales.authorize_payment_method
    charge_credit_card = sales.charge_credit_card
    authorize_credit_card = sales.authorize_credit_card
    tokenize_credit_card = vault.tokenize_credit_card
    vault_payment_method = vault.vault_payment_method
    vault_credit_card = vault.vault_credit_card
    delete_payment_method_from_vault = vault.delete_payment_method_from_vault
    create_client_token = vault.create_client_token
    capture_transaction = sales.capture_transaction
    partial_capture_transaction = sales.partial_capture_transaction
    sandbox_settle_transaction = sales.sandbox_settle_transaction
