"""Status histories, an event for each status (SPEC 1.7), and histories in words (SPEC 8.5)."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import field

from app.domain.history.wording import Fact, HistorySubject, SubjectKind, tell
from app.domain.reversals.answers import AnswerFact, RejectionReason
from app.domain.reversals.states import TERMINAL, PaymentSource, PaymentStatus
from app.schema.answer_enums import AvsCvvResponseCode, RiskDecision
from app.schema.base.fields import resolved
from app.schema.base.monetary import MonetaryAmount, amount_of
from app.schema.base.scalars import Timestamp
from app.schema.enums import ProcessorDeclineType
from app.store.search.reading import StatusEvent

if TYPE_CHECKING:
    from app.schema.reversals.payments import Transaction
else:
    Transaction = Annotated["Transaction", strawberry.lazy("app.schema.reversals.payments")]

_NOT_CHECKED = "Always null: it is not checked here."


@strawberry.type(description="The processor's answer to an authorization.")
class TransactionAuthorizationProcessorResponse:
    legacy_code: str | None = field(description="The processor's answer as a number.")
    message: str | None = field(description="The processor's answer in words.")
    additional_information: str | None = field(default=None, description="What the processor said beside that.")
    cvv_response: AvsCvvResponseCode | None = field(
        default=None, description=f"What the bank said of the security code. {_NOT_CHECKED}"
    )
    avs_postal_code_response: AvsCvvResponseCode | None = field(
        default=None, description=f"What the bank said of the postal code. {_NOT_CHECKED}"
    )
    avs_street_address_response: AvsCvvResponseCode | None = field(
        default=None, description=f"What the bank said of the street. {_NOT_CHECKED}"
    )
    authorization_id: str | None = field(
        default=None, description="The processor's id of the authorization. Always null: gateways don't tell it here."
    )
    retrieval_reference_number: str | None = field(
        default=None, description="The processor's reference. Always null: gateways don't tell it here."
    )
    emv_data: str | None = field(default=None, description="What a chip card said. Always null: no reader is used.")


@strawberry.type(description="The processor's answer at settlement.")
class TransactionSettlementProcessorResponse:
    legacy_code: str | None = field(description="The processor's answer as a number.")
    message: str | None = field(description="The processor's answer in words.")


@strawberry.type(description="The answer of a card's network.")
class PaymentNetworkResponse:
    code: str | None = field(description="The network's answer as a code.")
    message: str | None = field(description="The network's answer in words.")


@strawberry.type(description="A network's advice on whether to try again.")
class MerchantAdviceCodeResponse:
    code: str | None = field(description="The advice as a code.")
    message: str | None = field(description="The advice in words.")


@strawberry.interface(description="One event of a status history.")
class PaymentStatusEvent:
    event: strawberry.Private[StatusEvent]

    @resolved("The status that was reached.")
    def status(self) -> PaymentStatus | None:
        return self.event.status

    @resolved("When it was reached.")
    def timestamp(self) -> Timestamp | None:
        return Timestamp(self.event.at)

    @resolved("The amount.")
    def amount(self) -> MonetaryAmount | None:
        return amount_of(self.event.minor, self.event.currency)

    @resolved("Where the request came from.")
    def source(self) -> PaymentSource | None:
        return self.event.source

    @resolved("Whether this status is final.")
    def terminal(self) -> bool | None:
        return self.event.status in TERMINAL


@strawberry.type(description="The processor authorized it.")
class AuthorizedEvent(PaymentStatusEvent):
    expires_at: strawberry.Private[datetime | None]
    risk_decision: RiskDecision | None = field(
        default=None, description="What a check of the risk came to. Always null: the risk is not checked here."
    )

    @resolved("The answer of the card's network; null where the gateway told none.")
    def network_response(self) -> PaymentNetworkResponse | None:
        return _network_response(self.event)

    @resolved("The processor's answer.")
    def processor_response(self) -> TransactionAuthorizationProcessorResponse | None:
        return _authorization_response(self.event)

    @resolved("Until when the money is held if it is not captured. Null for refunds.")
    def authorization_expires_at(self) -> Timestamp | None:
        return None if self.expires_at is None else Timestamp(self.expires_at)

    @resolved("Who requested it.")
    def user_name(self) -> str | None:
        return self.event.user_name


@strawberry.type(description="It was submitted for the next settlement.")
class SubmittedForSettlementEvent(PaymentStatusEvent):
    @resolved("Who requested it.")
    def user_name(self) -> str | None:
        return self.event.user_name


@strawberry.type(description="Settlement has begun.")
class SettlingEvent(PaymentStatusEvent):
    pass


@strawberry.type(description="The settlement awaits the processor's decision.")
class SettlementPendingEvent(PaymentStatusEvent):
    @resolved("The processor's answer so far.")
    def processor_response(self) -> TransactionSettlementProcessorResponse | None:
        return _settlement_response(self.event)

    @resolved("Who requested it.")
    def user_name(self) -> str | None:
        return self.event.user_name


@strawberry.type(description="The money has moved.")
class SettledEvent(PaymentStatusEvent):
    settlement_batch_id: str | None = field(
        default=None, description="The gateway's batch that settled it. Always null: gateways don't tell it here."
    )

    @resolved("The processor's answer.")
    def processor_response(self) -> TransactionSettlementProcessorResponse | None:
        return _settlement_response(self.event)


@strawberry.type(description="The processor declined it at settlement.")
class SettlementDeclinedEvent(PaymentStatusEvent):
    @resolved("The processor's answer.")
    def processor_response(self) -> TransactionSettlementProcessorResponse | None:
        return _settlement_response(self.event)


@strawberry.type(description="It was voided or cancelled before any money moved.")
class VoidedEvent(PaymentStatusEvent):
    @resolved("Who requested it.")
    def user_name(self) -> str | None:
        return self.event.user_name


@strawberry.type(description="It failed.")
class FailedEvent(PaymentStatusEvent):
    merchant_advice_code_response: MerchantAdviceCodeResponse | None = field(
        default=None, description="The network's advice on trying again. Always null: gateways don't tell it here."
    )
    risk_decision: RiskDecision | None = field(
        default=None, description="What a check of the risk came to. Always null: the risk is not checked here."
    )

    @resolved("The answer of the card's network; null where the gateway told none.")
    def network_response(self) -> PaymentNetworkResponse | None:
        return _network_response(self.event)

    @resolved("The processor's answer, if there was one.")
    def processor_response(self) -> TransactionAuthorizationProcessorResponse | None:
        return _authorization_response(self.event)

    @resolved("Who requested it.")
    def user_name(self) -> str | None:
        return self.event.user_name


@strawberry.type(description="The processor declined it.")
class ProcessorDeclinedEvent(PaymentStatusEvent):
    merchant_advice_code_response: MerchantAdviceCodeResponse | None = field(
        default=None, description="The network's advice on trying again. Always null: gateways don't tell it here."
    )
    risk_decision: RiskDecision | None = field(
        default=None, description="What a check of the risk came to. Always null: the risk is not checked here."
    )

    @resolved("The answer of the card's network; null where the gateway told none.")
    def network_response(self) -> PaymentNetworkResponse | None:
        return _network_response(self.event)

    @resolved("Whether the decline is HARD or SOFT.")
    def decline_type(self) -> ProcessorDeclineType | None:
        return _decline_type(self.event)

    @resolved("The processor's answer.")
    def processor_response(self) -> TransactionAuthorizationProcessorResponse | None:
        return _authorization_response(self.event)

    @resolved("Who requested it.")
    def user_name(self) -> str | None:
        return self.event.user_name


@strawberry.type(description="The gateway rejected it by its own rules.")
class GatewayRejectedEvent(PaymentStatusEvent):
    merchant_advice_code_response: MerchantAdviceCodeResponse | None = field(
        default=None, description="The network's advice on trying again. Always null: gateways don't tell it here."
    )
    risk_decision: RiskDecision | None = field(
        default=None, description="What a check of the risk came to. Always null: the risk is not checked here."
    )
    duplicate_of: Transaction | None = field(
        default=None, description="The payment that it repeats. Always null: nothing is rejected for that here."
    )

    @resolved("Which of its rules the gateway rejected it by; null where it did not say.")
    def gateway_rejection_reason(self) -> RejectionReason | None:
        reason = self.event.response_more.get(AnswerFact.REJECTION)
        return None if reason is None else RejectionReason(reason)

    @resolved("The answer of the card's network; null where the gateway told none.")
    def network_response(self) -> PaymentNetworkResponse | None:
        return _network_response(self.event)

    @resolved("The processor's answer, if it was asked.")
    def processor_response(self) -> TransactionAuthorizationProcessorResponse | None:
        return _authorization_response(self.event)

    @resolved("Who requested it.")
    def user_name(self) -> str | None:
        return self.event.user_name


@strawberry.type(description="The authorization expired before it was captured.")
class AuthorizationExpiredEvent(PaymentStatusEvent):
    pass


EVENT_TYPES: dict[PaymentStatus, type[PaymentStatusEvent]] = {
    PaymentStatus.AUTHORIZED: AuthorizedEvent,
    PaymentStatus.SUBMITTED_FOR_SETTLEMENT: SubmittedForSettlementEvent,
    PaymentStatus.SETTLING: SettlingEvent,
    PaymentStatus.SETTLEMENT_PENDING: SettlementPendingEvent,
    PaymentStatus.SETTLED: SettledEvent,
    PaymentStatus.SETTLEMENT_DECLINED: SettlementDeclinedEvent,
    PaymentStatus.VOIDED: VoidedEvent,
    PaymentStatus.FAILED: FailedEvent,
    PaymentStatus.PROCESSOR_DECLINED: ProcessorDeclinedEvent,
    PaymentStatus.GATEWAY_REJECTED: GatewayRejectedEvent,
    PaymentStatus.AUTHORIZATION_EXPIRED: AuthorizationExpiredEvent,
}
"""AUTHORIZING has none: `retry.attempts` shows what happens then (SPEC 12)."""

_AT_AUTHORIZATION = frozenset(
    {
        PaymentStatus.AUTHORIZED,
        PaymentStatus.FAILED,
        PaymentStatus.PROCESSOR_DECLINED,
        PaymentStatus.GATEWAY_REJECTED,
    }
)
_AT_SETTLEMENT = frozenset({PaymentStatus.SETTLEMENT_PENDING, PaymentStatus.SETTLED, PaymentStatus.SETTLEMENT_DECLINED})


def status_event(event: StatusEvent, authorization_expires_at: datetime | None = None) -> PaymentStatusEvent:
    """The event as clients see it, in the type that its status has."""
    if event.status is PaymentStatus.AUTHORIZED:
        return AuthorizedEvent(event=event, expires_at=authorization_expires_at)
    return EVENT_TYPES[event.status](event=event)


def authorization_response(history: Sequence[StatusEvent]) -> TransactionAuthorizationProcessorResponse | None:
    """The processor's answer to the authorization; None if there is none."""
    answers = (_authorization_response(event) for event in history if event.status in _AT_AUTHORIZATION)
    return next((answer for answer in answers if answer is not None), None)


def settlement_response(history: Sequence[StatusEvent]) -> TransactionSettlementProcessorResponse | None:
    """The processor's answer at settlement; None if there is none."""
    answers = (_settlement_response(event) for event in history if event.status in _AT_SETTLEMENT)
    return next((answer for answer in answers if answer is not None), None)


def _authorization_response(event: StatusEvent) -> TransactionAuthorizationProcessorResponse | None:
    if event.response_code is None:
        return None
    return TransactionAuthorizationProcessorResponse(
        legacy_code=event.response_code,
        message=event.response_message,
        additional_information=event.response_more.get(AnswerFact.ADDITIONAL),
    )


def _network_response(event: StatusEvent) -> PaymentNetworkResponse | None:
    more = event.response_more
    code, message = more.get(AnswerFact.NETWORK_CODE), more.get(AnswerFact.NETWORK_MESSAGE)
    return None if code is None and message is None else PaymentNetworkResponse(code=code, message=message)


def _settlement_response(event: StatusEvent) -> TransactionSettlementProcessorResponse | None:
    if event.response_code is None:
        return None
    return TransactionSettlementProcessorResponse(legacy_code=event.response_code, message=event.response_message)


def _decline_type(event: StatusEvent) -> ProcessorDeclineType | None:
    if event.soft_decline is None:
        return None
    return ProcessorDeclineType.SOFT if event.soft_decline else ProcessorDeclineType.HARD


OLDEST_FIRST = "the oldest event first. Events of one moment are one line."


@strawberry.type(description="One line of the history of an order, a transaction or a refund.")
class OrderEvent:
    at: Timestamp = field(description="When it happened.")
    by: str | None = field(
        description="The person or key that did it; null for a gateway's answer and for the service itself."
    )
    source: PaymentSource | None = field(description="Where the request came from; null where `by` is null.")
    what: str = field(description="What happened, in words, with amounts and the reason.")
    note: str | None = field(description="The note, as it was written.")


def history_lines(facts: Sequence[Fact], kind: SubjectKind, id_: str) -> list[OrderEvent]:
    """The history of the thing of that id (SPEC 8.5): an order's own id, a payment's or refund's legacy id."""
    return [
        OrderEvent(at=Timestamp(each.at), by=each.by, source=each.source, what=each.what, note=each.note)
        for each in tell(facts, HistorySubject(kind, id_))
    ]
