"""The conditions that Braintree has no code for, and how they are told."""

from collections.abc import Mapping

from app.domain.problems import Condition
from app.schema.errors.message_form import Wording

C = Condition

OWN: Mapping[Condition, Wording] = {
    C.OBJECT_NOT_FOUND: Wording(None, "An object with this ID was not found."),
    C.TRANSACTION_NOT_CONFIRMED: Wording(
        None,
        "This payment was made elsewhere, and its gateway has not confirmed it.",
        (
            "{because} It can only be marked as refunded or voided externally.",
            "Until it does, it can only be marked as refunded or voided externally.",
        ),
    ),
    C.REFUND_PERIOD_OVER: Wording(
        None,
        "The time in which this payment can be refunded is over.",
        (
            "It ended on {until}; give the money back another way, and mark the transaction as refunded externally.",
            "Give the money back another way, and mark the transaction as refunded externally.",
        ),
    ),
    C.NOT_A_SANDBOX: Wording(
        None, "This works on the sandbox gateway only.", ("Real gateways settle by themselves, in their own time.",)
    ),
    C.CONCURRENT_CLOCK_MOVES: Wording(
        None,
        "Another request is moving this merchant's clock.",
        ("Send this one again once that one has been answered.",),
    ),
    C.NOTHING_QUEUED: Wording(
        None,
        "Nothing of this payment waits in the queue.",
        ("What has ended is final: ask for a new reversal instead.",),
    ),
    C.OUTCOME_IS_KNOWN: Wording(
        None,
        "The outcome of this payment's last attempt is known.",
        ("Only an attempt whose outcome is unknown or pending can be resolved.",),
    ),
    C.OUTCOME_NOT_KNOWN: Wording(
        None,
        "The outcome of this payment's last attempt is not known.",
        ("Find out at the gateway whether it was done, and say so with resolveOutcome.",),
    ),
    C.OUTCOME_CONTRADICTED: Wording(
        None,
        "The gateway says otherwise of this payment's last attempt, and its word counts.",
        (
            "It says {says}, which has been written down.",
            "It says {absent}: say NOT_DONE to end it, or leave it to the queue.",
        ),
    ),
    C.OUTCOME_UNDECIDED: Wording(
        None,
        "The gateway has taken this and may still do it.",
        ("Asked just now, it says {says}; it is asked again until it has decided.",),
    ),
    C.OUTCOME_TOO_EARLY: Wording(
        None,
        "The last attempt may still be on its way to the gateway.",
        ("Asked just now, the gateway says {says}. Unless it has said more by then, say so from {from} on.",),
    ),
    C.OUTCOME_BY_ANOTHER: Wording(
        None,
        "What was said of an outcome has to be approved by another person.",
        (
            "Neither {by}, who said it, nor the person who asked for the refund can; any other one with the right "
            "APPROVE can.",
            "Neither the person who said it nor the one who asked for the refund can.",
        ),
    ),
    C.NOT_ALL_EXTERNAL: Wording(
        None,
        "Not everything of this order was done outside of this service.",
        ("An external mark can be undone only while all of the order's are external.",),
    ),
    C.NOTHING_TO_UNDO: Wording(
        None, "There is no external mark to undo.", ("Send the ID of a transaction that has one.",)
    ),
    C.DURATION_INVALID: Wording(
        None,
        "This duration is invalid.",
        (
            "A sandbox's clock may be ten years ahead of the present: send an ISO 8601 duration of {left} at most.",
            "Send an ISO 8601 duration such as P1D or PT12H, from {minimum} to {maximum}.",
            "Send an ISO 8601 duration such as P1D or PT12H.",
        ),
    ),
    C.SETTING_INVALID: Wording(None, "This setting is invalid.", ("Send {expected}.", "Send another value.")),
    C.SETTING_UNKNOWN: Wording(
        None, "There is no setting or secret of this name.", ("Send {expected}.", "Send another name.")
    ),
    C.SETTING_MISSING: Wording(None, "A setting or a secret is missing.", ("Send {expected}.", "Send it too.")),
    C.SETTING_IS_SECRET: Wording(
        None, "This is a secret, and no setting.", ("Send {expected} among the secrets.", "Send it among the secrets.")
    ),
    C.ADAPTER_UNKNOWN: Wording(
        None,
        "No gateway's adapter of this name can be used here.",
        ("The one that is installed can't be used: {error}.", "There are {known}.", "None is installed."),
    ),
    C.GATEWAY_ACCOUNT_TAKEN: Wording(
        None,
        "The merchant has or had a gateway account of this name.",
        ("Send another one: what was done by that account goes on naming it.",),
    ),
    C.GATEWAY_ACCOUNT_RETIRED: Wording(
        None, "This gateway account is retired.", ("Send the name of another one, or add a new one.",)
    ),
    C.GATEWAY_ACCOUNT_OF_SANDBOX: Wording(
        None,
        "A sandbox merchant has the sandbox gateway alone.",
        (
            "These credentials move {money}: add the account for a merchant that is no sandbox.",
            "Add the account for a merchant that is no sandbox.",
        ),
    ),
    C.SECRETS_KEYS_MISSING: Wording(
        None,
        "REFUNDRY_SECRETS_KEYS is not set, or lacks the key of this account.",
        (
            "{because}",
            "Secrets are kept only where they can be sealed: let an operator set it to what `refundry secrets new-key` "
            "prints, or REFUNDRY_SECRETS_KEYS_FILE to a file with that.",
        ),
    ),
    C.NOTHING_TO_REFUND: Wording(
        None,
        "There is nothing to give back.",
        (
            "Nothing is left of {name}: {refunded} {currency} of {total} were given back.",
            "Of {total} {currency} that were paid, {refunded} were given back.",
            "What was paid was given back already, or nothing was paid.",
        ),
    ),
    C.AMOUNT_NOT_POSSIBLE: Wording(
        None,
        "This amount cannot be given back exactly.",
        (
            "A payment that has not settled is given back as a whole or not at all. "
            "Possible now are {smaller} or {larger} {currency}.",
            "A payment that has not settled is given back as a whole or not at all. "
            "The least that is possible now is {larger} {currency}.",
            "A payment that has not settled is given back as a whole or not at all. "
            "The next smaller amount is {smaller} {currency}.",
            "A payment that has not settled is given back as a whole or not at all.",
        ),
    ),
    C.AMOUNT_BESIDE_LINE_ITEMS: Wording(
        None,
        "An amount does not go with line items.",
        ("Send the one or the other: an amount for each line item, or one for the whole order.",),
    ),
    C.QUANTITY_INVALID: Wording(
        None,
        "This quantity is invalid.",
        (
            "Of {name}, {left} are left to give back: send a whole number from 1 to that.",
            "Send a whole number from 1 to {maximum}.",
            "Send a whole number from 1 to what is left to give back.",
        ),
    ),
    C.LIST_EMPTY: Wording(None, "This list is empty.", ("Name at least one, or leave the list out for all of them.",)),
    C.NAMED_TWICE: Wording(None, "This is named twice.", ("Name each of them once.",)),
    C.PREVIEW_OUTDATED: Wording(
        None,
        "This is no longer what the preview has shown.",
        ("The input or the order is another one since: ask for a new preview, and send its token.",),
    ),
    C.REASON_REQUIRED: Wording(
        None,
        "A reason is required.",
        (
            "Send the code of one of the merchant's reasons: {allowed}.",
            "The merchant has none that can be given: an administrator adds one with createRefundReason.",
        ),
    ),
    C.REASON_UNKNOWN: Wording(
        None,
        "This is not one of the merchant's reasons.",
        (
            "Send one of these codes, or leave it out: {allowed}.",
            "The merchant has none that can be given: leave it out, or add one with createRefundReason.",
        ),
    ),
    C.REASON_TAKEN: Wording(
        None,
        "There is such a reason already.",
        ('It is {code}, "{label}": change that one with updateRefundReason, or send another code and label.',),
    ),
    C.APPROVAL_AWAITED: Wording(
        None,
        "This refund awaits the approval of a second person.",
        (
            "{by} said {said} of its outcome: another person with the right APPROVE decides on that with approveRefund "
            "or rejectRefund.",
            "Decide on it with approveRefund or rejectRefund, or cancel it with reverseRefund.",
        ),
    ),
    C.APPROVAL_NOT_AWAITED: Wording(
        None,
        "This refund does not await approval.",
        ("{by} has decided: {state}.", "Only what approvals lists can be approved or rejected."),
    ),
    C.APPROVAL_BY_ANOTHER: Wording(
        None,
        "Nobody decides on a refund that they asked for.",
        ("Another person with the right APPROVE has to; reverseRefund cancels it.",),
    ),
    C.APPROVAL_NOT_POSSIBLE: Wording(
        None,
        "This refund cannot be approved any more.",
        ("{why} Reject it with rejectRefund.", "Reject it with rejectRefund."),
    ),
    C.REQUEST_KEY_REQUIRED: Wording(
        None,
        "An apiRequestKey is required.",
        ("Make one for each payment that is to be moved, and send the same again when repeating the request.",),
    ),
    C.REQUEST_KEY_INVALID: Wording(
        None,
        "The apiRequestKey is an invalid format.",
        ("It may have 1 to {maximum} printable characters.", "It may not be empty, nor long, nor unprintable."),
    ),
    C.TEXT_TOO_LONG: Wording(
        None, "This text is too long.", ("It may have up to {maximum} characters.", "Send a shorter one.")
    ),
    C.TEXT_INVALID: Wording(
        None, "This text is an invalid format.", ("{expected}", "It may not be blank nor hold control characters.")
    ),
    C.SEARCH_INVALID: Wording(
        None, "This search is not possible.", ("{expected}", "Send fewer values, or criteria that fit each other.")
    ),
    C.CURSOR_INVALID: Wording(
        None, "This cursor is invalid.", ("Send one that this very list gave, or leave it out for the first page.",)
    ),
    C.PAGE_SIZE_INVALID: Wording(
        None,
        "This page size is invalid.",
        ("Send 1 to {maximum}.", "Send a positive number; a page holds up to 50."),
    ),
    C.ORDER_CONFLICT: Wording(
        None,
        "This contradicts what is known of the order, and nothing was changed.",
        (
            "Known is {known}; leave it out, or send the same.",
            "{expected}",
            "Leave it out, or send the same as before.",
        ),
    ),
    C.PAYMENT_STATUS_INVALID: Wording(
        None, "A payment of this status cannot be recorded.", ("Send {expected}.", "Send another status.")
    ),
    C.TIME_INVALID: Wording(
        None,
        "This time is invalid.",
        ("It is now {now}: send that or an earlier one.", "Send one from {earliest} on.", "Send another one."),
    ),
    C.CURRENCY_INVALID: Wording(
        None, "This is the code of no currency with amounts.", ("Send one by ISO 4217, such as USD.",)
    ),
    C.EMAIL_INVALID: Wording(None, "This e-mail address is invalid.", ("Send a plain one such as name@example.com.",)),
    C.EMAIL_TAKEN: Wording(
        None,
        "One of the merchant's people signs in with this e-mail address already.",
        ("Send another one: it names one person only.",),
    ),
    C.PASSWORD_WRONG: Wording(None, "This is not the present password.", ("Send the one that you sign in with.",)),
    C.PASSWORD_INVALID: Wording(
        None,
        "This password cannot be taken.",
        (
            "Send {expected}.",
            "It may have up to {maximum} characters.",
            "Send another one.",
        ),
    ),
    C.LAST_ADMINISTRATOR: Wording(
        None, "The last administrator cannot be removed.", ("Give ADMINISTER to another person first.",)
    ),
    C.OWN_ACCOUNT: Wording(None, "You cannot disable yourself.", ("Another administrator can.",)),
}
