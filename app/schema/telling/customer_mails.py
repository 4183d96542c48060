"""Mails to customers about their refunds, for administrators."""

from typing import Annotated

import strawberry
from strawberry import UNSET, field

from app.domain.telling.customer_mails import FIELDS, Template
from app.domain.telling.customer_mails import CustomerMails as Value
from app.flows.telling import customer_mails as flow
from app.flows.telling.customer_mails import CustomerMailsAsk, Kind
from app.schema.base.context import Info
from app.schema.base.input_values import or_none
from app.schema.base.mutation_field import MutationInput, Payload, mutation, payload

_FIELDS = ", ".join(f"`{{{each}}}`" for each in FIELDS)
ACCEPTED = "The mail about a refund that the gateway has accepted; null for none."
FAILED = "The mail about a refund that was declined or has failed for good; null for none."
IN_SANDBOX = "Whether a sandbox merchant's customers get these mails too."


@strawberry.type(description="A mail in the merchant's words.")
class CustomerMail:
    subject: str = field(description="Its subject.")
    text: str = field(description="Its text, as plain text. The mail has it as HTML too.")


@strawberry.type(description="What a merchant's customers are told by mail of their refunds.")
class CustomerMails:
    accepted: CustomerMail | None = field(description=ACCEPTED)
    failed: CustomerMail | None = field(description=FAILED)
    in_sandbox: bool = field(description=IN_SANDBOX)


@strawberry.input(description=f"A mail in the merchant's words. It may have the fields {_FIELDS}.")
class CustomerMailInput:
    subject: str = field(description="Its subject, in up to 200 characters.")
    text: str = field(description="Its text, as plain text of up to 10,000 characters.")


@strawberry.input(description="What is to change. What is left out stays as it is; null has a mail sent no more.")
class UpdateCustomerMailsInput(MutationInput):
    accepted: CustomerMailInput | None = field(default=UNSET, description=ACCEPTED)
    failed: CustomerMailInput | None = field(default=UNSET, description=FAILED)
    in_sandbox: bool | None = field(default=UNSET, description=IN_SANDBOX)


@payload("The answer of `updateCustomerMails`.")
class UpdateCustomerMailsPayload(Payload):
    customer_mails: CustomerMails | None = field(description="What holds now.")


async def customer_mails(info: Info) -> CustomerMails:
    context = info.context
    return _shown(await flow.customer_mails_of(context.service, context.actor))


@mutation("Says what the merchant's customers are told by mail of their refunds. Nothing, unless it is said.")
async def update_customer_mails(
    info: Info, input: Annotated[UpdateCustomerMailsInput, strawberry.argument(description="What is to change.")]
) -> UpdateCustomerMailsPayload | None:
    context = info.context
    changed = await flow.update_customer_mails(context.service, context.actor, _ask(input))
    return UpdateCustomerMailsPayload(customer_mails=_shown(changed))


def _ask(input: UpdateCustomerMailsInput) -> CustomerMailsAsk:
    given: dict[Kind, CustomerMailInput | None] = {"accepted": input.accepted, "failed": input.failed}
    return CustomerMailsAsk(
        accepted=_template(or_none(input.accepted)),
        failed=_template(or_none(input.failed)),
        in_sandbox=or_none(input.in_sandbox),
        without=frozenset(kind for kind, mail in given.items() if mail is None),
    )


def _template(given: CustomerMailInput | None) -> Template | None:
    return None if given is None else Template(given.subject, given.text)


def _shown(value: Value) -> CustomerMails:
    return CustomerMails(accepted=_mail(value.accepted), failed=_mail(value.failed), in_sandbox=value.in_sandbox)


def _mail(template: Template | None) -> CustomerMail | None:
    return None if template is None else CustomerMail(subject=template.subject, text=template.text)
