"""The mutations on payment methods: cards for one use, and the sandbox's vault."""

from typing import Annotated

import strawberry
from strawberry import UNSET, field

from app.domain.ids import IdKind, global_id
from app.domain.reversals.vault import KeptMethod
from app.flows.sandbox import vault
from app.flows.sandbox.client_token import ClientTokenAsk
from app.flows.sandbox.client_token import create_client_token as make_client_token
from app.flows.sandbox.tokenize import CardAsk
from app.flows.sandbox.tokenize import tokenize_credit_card as make_token
from app.flows.sandbox.vault import VaultAsk
from app.schema.base.context import Info
from app.schema.base.input_values import or_none
from app.schema.base.mutation_field import MutationInput, Payload, mutation, payload
from app.schema.reversals import vaulted
from app.schema.reversals.payment_methods import CreditCardDetails, snapshot
from app.schema.reversals.sale_inputs import AddressInput
from app.schema.reversals.vaulted import PaymentMethod, Verification

SANDBOX_ONLY = "For sandbox merchants alone: for others a card's number is refused before anything is done with it."


@strawberry.input(description="A card. Of its number, the first six and the last four digits are kept.")
class CreditCardInput:
    number: str | None = field(default=UNSET, description="One of Braintree's test numbers.")
    expiration_year: str | None = field(default=UNSET, description="The year that the card is valid through.")
    expiration_month: str | None = field(default=UNSET, description="The month that the card is valid through.")
    cvv: str | None = field(default=UNSET, description="The security code. Not looked at, and not kept.")
    cardholder_name: str | None = field(default=UNSET, description="The name on the card.")
    billing_address: AddressInput | None = field(
        default=UNSET, description="The cardholder's address. Not looked at, and not kept."
    )


@strawberry.input(description="How a card is looked at.")
class TokenizeCreditCardOptionsInput:
    validate: bool | None = field(default=UNSET, description="Whether it has to be valid. It always has.")


@strawberry.input(description="The input of `tokenizeCreditCard`.")
class TokenizeCreditCardInput(MutationInput):
    credit_card: CreditCardInput = field(description="The card.")
    options: TokenizeCreditCardOptionsInput | None = field(default=UNSET, description="How it is looked at.")


@payload("The answer of `tokenizeCreditCard`.")
class TokenizeCreditCardPayload(Payload):
    payment_method: PaymentMethod | None = field(description="The payment method, for one use within three hours.")
    token: str | None = field(default=None, description="Its id.", deprecation_reason="`paymentMethod` has it.")
    credit_card: CreditCardDetails | None = field(
        default=None, description="The card.", deprecation_reason="`paymentMethod` has it."
    )
    single_use_token: PaymentMethod | None = field(
        default=None, description="The payment method.", deprecation_reason="`paymentMethod` has it."
    )


@strawberry.input(description="The input of `vaultPaymentMethod`.")
class VaultPaymentMethodInput(MutationInput):
    payment_method_id: strawberry.ID = field(description="The payment method: a nonce, or one for a single use.")
    customer_id: strawberry.ID | None = field(default=UNSET, description="The customer whose it is.")
    make_default: bool | None = field(
        default=UNSET, description="Whether the customer's payments use it where they name none."
    )


@strawberry.input(description="The input of `vaultCreditCard`.")
class VaultCreditCardInput(MutationInput):
    payment_method_id: strawberry.ID = field(description="The card: a nonce, or one for a single use.")
    customer_id: strawberry.ID | None = field(default=UNSET, description="The customer whose it is.")
    make_default: bool | None = field(
        default=UNSET, description="Whether the customer's payments use it where they name none."
    )


@payload("The answer of `vaultPaymentMethod` and `vaultCreditCard`.")
class VaultPaymentMethodPayload(Payload):
    payment_method: PaymentMethod | None = field(description="The payment method, for any number of uses.")
    verification: Verification | None = field(
        default=None, description="A check of it. Always null: payment methods are not checked here."
    )


@strawberry.input(description="The input of `deletePaymentMethodFromVault`.")
class DeletePaymentMethodFromVaultInput(MutationInput):
    payment_method_id: strawberry.ID = field(description="The payment method.")


@payload("The answer of `deletePaymentMethodFromVault`.")
class DeletePaymentMethodFromVaultPayload(Payload):
    pass


@strawberry.input(description="What a client token is for.")
class ClientTokenInput:
    merchant_account_id: strawberry.ID | None = field(default=UNSET, description="The account of its payments.")
    customer_id: strawberry.ID | None = field(default=UNSET, description="The customer who pays.")
    domains: list[str] | None = field(default=UNSET, description="The web sites that use it.")


@strawberry.input(description="The input of `createClientToken`.")
class CreateClientTokenInput(MutationInput):
    client_token: ClientTokenInput | None = field(default=UNSET, description="What it is for.")


@payload("The answer of `createClientToken`.")
class CreateClientTokenPayload(Payload):
    client_token: str | None = field(
        description="A token in the form that Braintree's browser code reads. It opens nothing here: a page of the "
        "sandbox uses nonces."
    )


CARD = Annotated[TokenizeCreditCardInput, strawberry.argument(description="The card.")]
KEPT = strawberry.argument(description="The payment method.")


@mutation(f"Makes a payment method for one use of a test card's number. {SANDBOX_ONLY}")
async def tokenize_credit_card(info: Info, input: CARD) -> TokenizeCreditCardPayload | None:
    context = info.context
    return _tokenized(await make_token(context.service, context.actor, _card(input.credit_card)))


@mutation("Keeps a payment method in the sandbox's vault, for any number of uses. It is not verified.")
async def vault_payment_method(
    info: Info, input: Annotated[VaultPaymentMethodInput, KEPT]
) -> VaultPaymentMethodPayload | None:
    context = info.context
    kept = await vault.vault_payment_method(context.service, context.actor, _vault(input))
    return VaultPaymentMethodPayload(payment_method=vaulted.payment_method(kept))


@mutation("Keeps a card in the sandbox's vault, for any number of uses. It is not verified.")
async def vault_credit_card(
    info: Info, input: Annotated[VaultCreditCardInput, KEPT]
) -> VaultPaymentMethodPayload | None:
    context = info.context
    kept = await vault.vault_credit_card(context.service, context.actor, _vault(input))
    return VaultPaymentMethodPayload(payment_method=vaulted.payment_method(kept))


@mutation("Takes a payment method out of the sandbox's vault. Payments that were made with it stay.")
async def delete_payment_method_from_vault(
    info: Info, input: Annotated[DeletePaymentMethodFromVaultInput, KEPT]
) -> DeletePaymentMethodFromVaultPayload | None:
    context = info.context
    await vault.delete_payment_method(context.service, context.actor, str(input.payment_method_id))
    return DeletePaymentMethodFromVaultPayload()


@mutation("Makes a token in the form that Braintree's code for browsers and phones reads, for sandbox merchants alone.")
async def create_client_token(
    info: Info,
    input: Annotated[CreateClientTokenInput | None, strawberry.argument(description="What it is for.")] = UNSET,
) -> CreateClientTokenPayload | None:
    context = info.context
    token = await make_client_token(context.service, context.actor, _client_token(or_none(input)))
    return CreateClientTokenPayload(client_token=token)


def _tokenized(kept: KeptMethod) -> TokenizeCreditCardPayload:
    method, card = vaulted.payment_method(kept), snapshot(kept.method)
    assert isinstance(card, CreditCardDetails), "a number is a card's"
    token = global_id(IdKind.PAYMENT_METHOD, kept.legacy_id)
    return TokenizeCreditCardPayload(payment_method=method, token=token, credit_card=card, single_use_token=method)


def _client_token(input: CreateClientTokenInput | None) -> ClientTokenAsk:
    told = None if input is None else or_none(input.client_token)
    if told is None:
        return ClientTokenAsk()
    return ClientTokenAsk(_text(told.merchant_account_id), _text(told.customer_id))


def _card(input: CreditCardInput) -> CardAsk:
    return CardAsk(
        number=or_none(input.number),
        expiration_month=or_none(input.expiration_month),
        expiration_year=or_none(input.expiration_year),
        cardholder=or_none(input.cardholder_name),
    )


def _vault(input: VaultPaymentMethodInput | VaultCreditCardInput) -> VaultAsk:
    customer = or_none(input.customer_id)
    return VaultAsk(
        str(input.payment_method_id),
        None if customer is None else str(customer),
        make_default=or_none(input.make_default) or False,
    )


def _text(value: strawberry.ID | None) -> str | None:
    sent = or_none(value)
    return None if sent is None else str(sent)
