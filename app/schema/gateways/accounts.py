"""A merchant's gateway accounts, for administrators (SPEC 14.2). Secrets come in, and never go out."""

from typing import Annotated

import strawberry
from strawberry import UNSET, field

from app.domain.gateways.accounts import AccountState
from app.domain.gateways.accounts import GatewayAccount as Value
from app.flows.gateways import account_test
from app.flows.gateways import accounts as flow
from app.flows.gateways.accounts import AddAccountAsk, Pairs, UpdateAccountAsk
from app.schema.base.context import Info
from app.schema.base.fields import holds
from app.schema.base.input_values import or_none
from app.schema.base.mutation_field import MutationInput, Payload, mutation, payload
from app.schema.base.scalars import Timestamp

SETTINGS, SECRETS = 8, 4
"""What the lists of settings and of secrets usually hold."""

_STATES = {
    AccountState.ACTIVE: "It can be used.",
    AccountState.CREDENTIALS_REFUSED: "Its gateway refused the credentials when it was last asked.",
    AccountState.NOT_INSTALLED: "This installation has no adapter of its name that can be used.",
    AccountState.RETIRED: "It is used no more.",
}
GatewayAccountState = AccountState
strawberry.enum(GatewayAccountState, name="GatewayAccountState", description="Whether a gateway account can be used.")
for _value in vars(GatewayAccountState)["__strawberry_definition__"].values:
    _value.description = _STATES[AccountState(_value.value)]


@strawberry.type(description="A setting of a gateway account.")
class Setting:
    key: str = field(description="Its name.")
    value: str = field(description="Its value.")


@strawberry.type(description="By what a secret is recognized.")
class SecretFingerprint:
    key: str = field(description="The secret's name. A list of secrets has one entry for each.")
    fingerprint: str = field(description="The first 16 hexadecimal digits of the secret's SHA-256.")
    last_four: str = field(description="Its last four characters; empty where they are not shown.")


@strawberry.type(description="The credentials and the configuration of a merchant for a gateway's adapter.")
class GatewayAccount:
    name: str = field(description="The merchant's name for it.")
    adapter: str = field(description="The adapter's name.")
    version: int = field(description="The current version. Each change makes the next one.")
    live: bool = field(description="Whether it moves real money.")
    settings: list[Setting] = field(
        description="The settings that it has, by their names; the adapter's own values hold for the others.",
        metadata=holds(SETTINGS),
    )
    secrets: list[SecretFingerprint] = field(
        description="The secrets that it has, by their names.", metadata=holds(SECRETS)
    )
    webhook_url: str | None = field(
        description="Where its gateway sends webhooks: only the path where the service's public address is not set; "
        "null once the account is retired."
    )
    state: GatewayAccountState = field(description="Whether it can be used.")
    last_answered_at: Timestamp | None = field(description="When its gateway last took the credentials.")
    last_error: str | None = field(description="What went wrong when its gateway was last asked; null if nothing did.")
    created_at: Timestamp = field(description="When it was added.")


@strawberry.input(description="A setting or a secret.")
class SettingInput:
    key: str = field(description="Its name.")
    value: str = field(description="Its value.")


@strawberry.input(description="A new gateway account. Secrets are written and never read.")
class AddGatewayAccountInput(MutationInput):
    name: str = field(
        description="1 to 64 lower-case letters, digits, - and _, beginning with a letter or digit. A name is used "
        "once, also after its account was retired."
    )
    adapter: str = field(description="The adapter's name.")
    settings: list[SettingInput] | None = field(default=UNSET, description="Its settings, each once.")
    secrets: list[SettingInput] = field(
        description="Its secrets. A list of secrets has one entry of the same key for each."
    )


@strawberry.input(description="What is to change of a gateway account. What is not named stays as it is.")
class UpdateGatewayAccountInput(MutationInput):
    name: str = field(description="The account's name.")
    settings: list[SettingInput] | None = field(
        default=UNSET, description="Settings with other values, each once. An empty value takes a setting away."
    )
    secrets: list[SettingInput] | None = field(
        default=UNSET,
        description="Other secrets. A list is replaced by all entries of its key; an empty value takes a secret away.",
    )


@strawberry.input(description="A gateway account that is to be used no more.")
class RetireGatewayAccountInput(MutationInput):
    name: str = field(description="The account's name.")


@payload("What `addGatewayAccount`, `updateGatewayAccount` and `retireGatewayAccount` answer.")
class GatewayAccountPayload(Payload):
    account: GatewayAccount | None = field(description="The account, as of now.")


@strawberry.type(description="What a gateway said when it was asked for an account.")
class GatewayAccountTest:
    ok: bool = field(description="Whether it takes the credentials, and they may do all that is needed.")
    live: bool | None = field(description="Whether they move real money; null if it did not say.")
    message: str = field(description="Which account they are of at the gateway, or what went wrong.")
    missing_rights: list[str] = field(
        description="What the credentials may not do, in the gateway's words.", metadata=holds(SECRETS)
    )


async def gateway_accounts(info: Info) -> list[GatewayAccount]:
    context = info.context
    return [_account(info, each) for each in await flow.accounts_of(context.service, context.actor)]


async def test_gateway_account(
    info: Info, name: Annotated[str, strawberry.argument(description="The account's name.")]
) -> GatewayAccountTest | None:
    context = info.context
    said = await account_test.check_account(context.service, context.actor, name, "name")
    return GatewayAccountTest(
        ok=said.ok, live=said.live, message=said.message, missing_rights=list(said.missing_rights)
    )


@mutation("Adds a gateway account. Nothing is asked of the gateway: `testGatewayAccount` does that.")
async def add_gateway_account(
    info: Info, input: Annotated[AddGatewayAccountInput, strawberry.argument(description="The new account.")]
) -> GatewayAccountPayload | None:
    context = info.context
    ask = AddAccountAsk(input.name, input.adapter, _pairs(or_none(input.settings)), _pairs(input.secrets))
    return _payload(info, await flow.add_account(context.service, context.actor, ask))


@mutation(
    "Gives a gateway account other settings or secrets, which make its next version. What was begun with an earlier "
    "version is ended with that one."
)
async def update_gateway_account(
    info: Info, input: Annotated[UpdateGatewayAccountInput, strawberry.argument(description="What is to change.")]
) -> GatewayAccountPayload | None:
    context = info.context
    ask = UpdateAccountAsk(input.name, _pairs(or_none(input.settings)), _pairs(or_none(input.secrets)))
    return _payload(info, await flow.update_account(context.service, context.actor, ask))


@mutation("Takes a gateway account out of use, for good. What waits to be sent by it goes on waiting.")
async def retire_gateway_account(
    info: Info, input: Annotated[RetireGatewayAccountInput, strawberry.argument(description="Which account it is.")]
) -> GatewayAccountPayload | None:
    context = info.context
    account, _ = await flow.retire_account(context.service, context.actor, input.name)
    return _payload(info, account)


def _pairs(values: list[SettingInput] | None) -> Pairs:
    return [(each.key, each.value) for each in values or ()]


def _payload(info: Info, account: Value) -> GatewayAccountPayload:
    return GatewayAccountPayload(account=_account(info, account))


def _account(info: Info, value: Value) -> GatewayAccount:
    service = info.context.service
    return GatewayAccount(
        name=value.name,
        adapter=value.adapter,
        version=value.version,
        live=value.live,
        settings=[Setting(key=key, value=text) for key, text in sorted(value.settings.items())],
        secrets=[
            SecretFingerprint(key=each.key, fingerprint=each.fingerprint, last_four=each.last_four)
            for each in value.fingerprints
        ],
        webhook_url=None if value.retired_at else f"{service.settings.public_url or ''}{value.webhook_path}",
        state=value.state(installed=value.adapter in service.sessions.adapters),
        last_answered_at=None if value.last_answered_at is None else Timestamp(value.last_answered_at),
        last_error=value.last_error,
        created_at=Timestamp(value.created_at),
    )
