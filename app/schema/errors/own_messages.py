"""The messages of the conditions that Braintree has no code for."""

from collections.abc import Mapping

from app.domain.problems import Condition
from app.schema.errors.message_form import Message

C = Condition

OWN: Mapping[Condition, Message] = {
    C.OBJECT_NOT_FOUND: Message(None, "An object with this ID was not found."),
    C.TRANSACTION_NOT_CONFIRMED: Message(
        None,
        "This payment was made outside of this service, and its gateway has not confirmed it.",
        (
            "{because} It can only be marked as refunded or voided externally.",
            "Until the gateway confirms it, it can only be marked as refunded or voided externally.",
        ),
    ),
    C.CAPTURED_IN_PARTS: Message(
        None,
        "This authorization was captured in parts, and each part is refunded by itself.",
        ("Send the ID of one of its partial captures: `partialCaptureDetails` lists them.",),
    ),
    C.DISPUTED: Message(
        None,
        "The customer has disputed this payment.",
        (
            "The dispute is {dispute}: the payment can be refunded only once the dispute is WON.",
            "It can be refunded only once the dispute is WON.",
        ),
    ),
    C.REFUND_PERIOD_OVER: Message(
        None,
        "The period in which this payment can be refunded is over.",
        (
            "It ended on {until}. Refund it outside of this service, and mark it as refunded externally.",
            "Refund it outside of this service, and mark it as refunded externally.",
        ),
    ),
    C.NOT_A_SANDBOX: Message(
        None,
        "This works on the sandbox gateway only.",
        ("A real gateway settles by itself, and takes cards and payments elsewhere.",),
    ),
    C.CONCURRENT_CLOCK_MOVES: Message(
        None,
        "A different request is moving this merchant's clock.",
        ("Send this request again when that one has been answered.",),
    ),
    C.NOTHING_QUEUED: Message(
        None,
        "Nothing of this payment waits in the queue.",
        ("A reversal that has ended is final: send a new one.",),
    ),
    C.OUTCOME_IS_KNOWN: Message(
        None,
        "The outcome of this payment's last attempt is known.",
        ("Only an attempt whose outcome is unknown or pending can be resolved.",),
    ),
    C.OUTCOME_NOT_KNOWN: Message(
        None,
        "The outcome of this payment's last attempt is not known.",
        ("Find out at the gateway whether it was done, and report it with resolveOutcome.",),
    ),
    C.OUTCOME_CONTRADICTED: Message(
        None,
        "The gateway reports a different outcome of this payment's last attempt, and the gateway decides.",
        (
            "It reports {says}. This has been recorded.",
            "It reports {absent}: send NOT_DONE to end it, or let the queue retry it.",
        ),
    ),
    C.OUTCOME_UNDECIDED: Message(
        None,
        "The gateway has taken this attempt and may still carry it out.",
        ("The gateway reports {says} now. The queue asks it again until it has decided.",),
    ),
    C.OUTCOME_TOO_EARLY: Message(
        None,
        "The last attempt may still be on its way to the gateway.",
        ("The gateway reports {says} now. If it reports nothing more until then, send NOT_DONE from {from} on.",),
    ),
    C.OUTCOME_BY_ANOTHER: Message(
        None,
        "A reported outcome has to be approved by a different person.",
        (
            "{by}, who reported it, and the person who requested the refund cannot approve it. Any other person with "
            "the right APPROVE can.",
            "The person who reported it and the person who requested the refund cannot approve it.",
        ),
    ),
    C.NOT_ALL_EXTERNAL: Message(
        None,
        "Not all refunds and voids of this order were made outside of this service.",
        ("An external mark can be undone only while all refunds and voids of its order are external.",),
    ),
    C.NOTHING_TO_UNDO: Message(
        None, "There is no external mark to undo.", ("Send the ID of a transaction that has one.",)
    ),
    C.UNDO_BY_ANOTHER: Message(
        None,
        "A person cannot undo a mark above the approval limit that the same person made.",
        ("A different person with the right MARK_EXTERNALLY has to undo it.",),
    ),
    C.NOTE_REQUIRED: Message(None, "A note is required.", ("Say why, in up to 4000 characters.",)),
    C.ONE_ID_REQUIRED: Message(
        None,
        "One ID is required.",
        ("Send transactionId for all marks of a transaction, or refundId for one mark, and not both.",),
    ),
    C.DURATION_INVALID: Message(
        None,
        "This duration is invalid.",
        (
            "The clock of a sandbox may be ten years ahead of real time: send an ISO 8601 duration of {left} at most.",
            "Send an ISO 8601 duration such as P1D or PT12H, from {minimum} to {maximum}.",
            "Send an ISO 8601 duration such as P1D or PT12H.",
        ),
    ),
    C.SETTING_INVALID: Message(None, "This setting is invalid.", ("Send {expected}.", "Send a different value.")),
    C.SETTING_UNKNOWN: Message(
        None, "There is no setting or secret of this name.", ("Send {expected}.", "Send a different name.")
    ),
    C.SETTING_MISSING: Message(None, "A setting or a secret is missing.", ("Send {expected}.", "Send it too.")),
    C.SETTING_IS_SECRET: Message(
        None, "This is a secret, and no setting.", ("Send {expected} among the secrets.", "Send it among the secrets.")
    ),
    C.ADAPTER_UNKNOWN: Message(
        None,
        "No gateway's adapter of this name can be used here.",
        ("The one that is installed can't be used: {error}.", "There are {known}.", "None is installed."),
    ),
    C.GATEWAY_ACCOUNT_TAKEN: Message(
        None,
        "The merchant has or had a gateway account of this name.",
        ("Send a different name: the history of that account keeps this one.",),
    ),
    C.GATEWAY_ACCOUNT_RETIRED: Message(
        None, "This gateway account is retired.", ("Send the name of a different one, or add a new one.",)
    ),
    C.GATEWAY_ACCOUNT_OF_SANDBOX: Message(
        None,
        "A sandbox merchant has the sandbox gateway alone.",
        (
            "These credentials move {money}: add the account for a merchant that is no sandbox.",
            "Add the account for a merchant that is no sandbox.",
        ),
    ),
    C.NO_GATEWAY_ACCOUNT: Message(
        None,
        "There is no gateway account to ask for this payment.",
        (
            "The merchant account {account} names none: send the ID of one that does.",
            "Link a merchant account to a gateway account that is in use.",
        ),
    ),
    C.PAYMENT_NOT_ADOPTABLE: Message(
        None,
        "The gateway has this payment, and it cannot be taken over.",
        (
            "Its status is {status}: only a payment that holds money, or held it, can be taken over.",
            "It is in {currency}, and the merchant account {account} is in {other}.",
            "It is in {currency}, and no merchant account in {currency} names this gateway account.",
            "{because}",
            "It is no payment of its own.",
        ),
    ),
    C.SECRETS_KEYS_MISSING: Message(
        None,
        "REFUNDRY_SECRETS_KEYS is not set, or lacks the key of this account.",
        (
            "{because}",
            "Secrets are kept only where they can be sealed: let an operator set it to what `refundry secrets new-key` "
            "prints, or REFUNDRY_SECRETS_KEYS_FILE to a file with that.",
        ),
    ),
    C.WEBHOOK_ENDPOINTS_TOO_MANY: Message(
        None, "There are too many webhook endpoints.", ("A merchant has {maximum} at most: delete one first.",)
    ),
    C.WEBHOOK_ENDPOINT_OFF: Message(
        None, "This webhook endpoint is switched off.", ("Send updateWebhookEndpoint with enabled true first.",)
    ),
    C.NOTHING_TO_REFUND: Message(
        None,
        "There is nothing to refund.",
        (
            "Nothing is left of {name}: {refunded} {currency} of {total} have been refunded.",
            "{left} are left, and {kept} are to be kept of it.",
            "{total} {currency} were paid, and {refunded} have been refunded.",
            "Everything that was paid has been refunded, or nothing was paid.",
        ),
    ),
    C.AMOUNT_NOT_POSSIBLE: Message(
        None,
        "Exactly this amount cannot be refunded.",
        (
            "A payment that has not settled can only be refunded as a whole. "
            "Possible amounts are {smaller} and {larger} {currency}.",
            "A payment that has not settled can only be refunded as a whole. "
            "The smallest possible amount is {larger} {currency}.",
            "A payment that has not settled can only be refunded as a whole. "
            "The next smaller possible amount is {smaller} {currency}.",
            "A payment that has not settled can only be refunded as a whole.",
        ),
    ),
    C.PAYMENT_IN_OTHER_CURRENCY: Message(
        None,
        "This payment has the order's id, and another currency, so that it does not belong to the order.",
        ("It is of {amount} {currency}: refund it by itself.", "Refund it by itself."),
    ),
    C.AMOUNT_BESIDE_LINE_ITEMS: Message(
        None,
        "An amount and line items cannot be sent together.",
        ("Send an amount for each line item, or one amount for the whole order.",),
    ),
    C.QUANTITY_INVALID: Message(
        None,
        "This quantity is invalid.",
        (
            "{left} of {name} can still be refunded: send a whole number from 1 to {left}.",
            "Send a whole number from 1 to {maximum}.",
            "Send a whole number from 1 to the quantity that can still be refunded.",
        ),
    ),
    C.LIST_EMPTY: Message(
        None, "This list is empty.", ("Send at least one item, or leave the list out for all of them.",)
    ),
    C.NAMED_TWICE: Message(None, "This item is in the list twice.", ("Send each item once.",)),
    C.RUN_NAME_TAKEN: Message(
        None,
        "A run of this name was started with other orders or other options.",
        ("Send the first input again to see its results, or this input with another name.",),
    ),
    C.PREVIEW_OUTDATED: Message(
        None,
        "The preview is outdated.",
        ("The input or the order has changed since: request a new preview, and send its token.",),
    ),
    C.OUTDATED: Message(
        None,
        "The expected refundable amount is outdated.",
        (
            "By now {left} {currency} can be refunded: look at the transaction again, and send this amount.",
            "Look at the transaction again, and send its refundableAmount.",
        ),
    ),
    C.REASON_REQUIRED: Message(
        None,
        "A reason is required.",
        (
            "Send the code of one of the merchant's reasons: {allowed}.",
            "The merchant has no active reason: an administrator can add one with createRefundReason.",
        ),
    ),
    C.REASON_UNKNOWN: Message(
        None,
        "This is not one of the merchant's reasons.",
        (
            "Send one of these codes, or leave reasonCode out: {allowed}.",
            "The merchant has no active reason: leave reasonCode out, or add a reason with createRefundReason.",
        ),
    ),
    C.REASON_TAKEN: Message(
        None,
        "A reason with this code or label exists already.",
        ('It is {code}, "{label}": change it with updateRefundReason, or send a different code and label.',),
    ),
    C.APPROVAL_AWAITED: Message(
        None,
        "This refund awaits the approval of a second person.",
        (
            "{by} reported its outcome as {said}: a different person with the right APPROVE decides on that, with "
            "approveRefund or rejectRefund.",
            "Decide on it with approveRefund or rejectRefund, or cancel it with reverseRefund.",
        ),
    ),
    C.APPROVAL_NOT_AWAITED: Message(
        None,
        "This refund does not await approval.",
        ("{by} has decided on it: {state}.", "Only the refunds that `approvals` lists can be approved or rejected."),
    ),
    C.APPROVAL_BY_ANOTHER: Message(
        None,
        "A person cannot decide on a refund that the same person requested.",
        ("A different person with the right APPROVE has to decide; reverseRefund cancels it.",),
    ),
    C.APPROVAL_NOT_POSSIBLE: Message(
        None,
        "This refund can no longer be approved.",
        ("{why} Reject it with rejectRefund.", "Reject it with rejectRefund."),
    ),
    C.REQUEST_KEY_REQUIRED: Message(
        None,
        "An apiRequestKey is required.",
        ("Make one key for each reversal or payment, and send the same key when you repeat the request.",),
    ),
    C.REQUEST_KEY_INVALID: Message(
        None,
        "The apiRequestKey has an invalid format.",
        ("It may have 1 to {maximum} printable characters.", "It must have 1 to 255 printable characters."),
    ),
    C.TEXT_TOO_LONG: Message(
        None,
        "This text is too long.",
        (
            "It has {length} characters, and may have up to {maximum}.",
            "It may have up to {maximum} characters.",
            "Send a shorter text.",
        ),
    ),
    C.TEXT_INVALID: Message(
        None,
        "This text has an invalid format.",
        ("{expected}", "It may not be blank, and may not have control characters."),
    ),
    C.SEARCH_INVALID: Message(
        None, "This search is not possible.", ("{expected}", "Send fewer values, or different criteria.")
    ),
    C.CURSOR_INVALID: Message(
        None, "This cursor is invalid.", ("Send a cursor of this same list, or leave it out for the first page.",)
    ),
    C.PAGE_SIZE_INVALID: Message(
        None,
        "This page size is invalid.",
        ("Send 1 to {maximum}.", "Send a positive number; a page holds up to 50."),
    ),
    C.ORDER_CONFLICT: Message(
        None,
        "This contradicts the recorded order, and nothing was changed.",
        (
            "The recorded value is {known}: leave this field out, or send the same value.",
            "{expected}",
            "Leave this field out, or send the same value as before.",
        ),
    ),
    C.ADJUSTMENT_INVALID: Message(
        None,
        "This amount does not fit its kind.",
        (
            "Send {expected} amount for {kind}.",
            "Send a negative amount for DISCOUNT and GIFT_CARD, and a positive one for SHIPPING, TAX and FEE.",
        ),
    ),
    C.PAYMENT_STATUS_INVALID: Message(
        None, "A payment with this status cannot be recorded.", ("Send {expected}.", "Send a different status.")
    ),
    C.TIME_INVALID: Message(
        None,
        "This time is invalid.",
        (
            "It is now {now}: send this time or an earlier one.",
            "Send a time from {earliest} on.",
            "Send a different time.",
        ),
    ),
    C.CURRENCY_INVALID: Message(
        None, "This is not the code of a currency with amounts.", ("Send an ISO 4217 code, such as USD.",)
    ),
    C.EMAIL_INVALID: Message(None, "This e-mail address is invalid.", ("Send an address such as name@example.com.",)),
    C.EMAIL_TAKEN: Message(
        None,
        "A person of this merchant signs in with this e-mail address already.",
        ("Send a different address: each person has their own.",),
    ),
    C.PASSWORD_WRONG: Message(None, "This is not the current password.", ("Send the password that you sign in with.",)),
    C.PASSWORD_INVALID: Message(
        None,
        "This password is not allowed.",
        (
            "Send {expected}.",
            "It may have up to {maximum} characters.",
            "Send a different password.",
        ),
    ),
    C.LAST_ADMINISTRATOR: Message(
        None, "The last administrator cannot be removed.", ("Grant ADMINISTER to a different person first.",)
    ),
    C.OWN_ACCOUNT: Message(None, "You cannot disable yourself.", ("A different administrator can do it.",)),
}
