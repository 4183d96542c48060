"""What becomes of a webhook that comes in, and of the secrets that it may be signed with (SPEC 14.7)."""

from datetime import timedelta

from app.domain.problems import RefundryError

IN_FORCE_AFTER = timedelta(days=1)
"""How long the secrets of an account's earlier version still count for its webhooks: the gateway may go on signing with
them. Where an account has a list of secrets for its webhooks, the list alone says which count.
"""


class NoSuchWebhook(RefundryError):
    """No gateway account has that address."""

    def __init__(self) -> None:
        super().__init__("no gateway account has this address")


class WebhookRefused(RefundryError):
    """The signature or the time of a webhook is not what the gateway makes; `status` is the HTTP status for it."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status
