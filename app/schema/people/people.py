"""The people and API keys of a merchant, for administrators (SPEC 8)."""

from typing import Annotated

import strawberry
from strawberry import UNSET, field

from app.domain.people import people as values
from app.domain.people.people import KeyHabits, QueuedRefundStatus
from app.domain.people.people import Right as RightName
from app.domain.reversals.states import RefundFailurePolicy
from app.flows.people import people as flow
from app.flows.people import sign_in
from app.flows.people.people import CreateUserAsk
from app.schema.base.context import Info
from app.schema.base.input_values import or_none
from app.schema.base.mutation_field import MutationInput, Payload, mutation, payload
from app.schema.base.scalars import Timestamp
from app.schema.people.viewer import Right, User, rights_of, user_of

ON_FAILURE = "What to do with the key's refunds that are UNAVAILABLE or DECLINED, where their input does not say so."
QUEUED = "The status by which this key is shown a refund that is AUTHORIZING: in the queue, or not decided yet."
NO_RIGHTS = "Default: none. Then only `ping` and `viewer` answer."


@strawberry.type(description="The credentials of a program. The private key is not stored.")
class ApiKey:
    public_key: str = field(description="The public key.")
    name: str = field(description="What it is for.")
    rights: list[Right] = field(description="The rights of the key.")
    created_at: Timestamp = field(description="When it was made.")
    last_used_at: Timestamp | None = field(description="When it was last used, to the minute; null for never.")
    on_failure: RefundFailurePolicy | None = field(description=f"{ON_FAILURE} Null: as the merchant's settings say.")
    queued_refund_status: QueuedRefundStatus = field(description=QUEUED)


@strawberry.input(description="A new person.")
class CreateUserInput(MutationInput):
    email: str = field(description="The e-mail address to sign in with. Each person of a merchant has a different one.")
    name: str = field(description="The person's name, up to 255 characters.")
    password: str = field(description="12 to 1000 characters; not the e-mail address, and not a common password.")
    rights: list[RightName] | None = field(default=UNSET, description=f"The rights of the person. {NO_RIGHTS}")


@strawberry.input(description="A right of a person.")
class RightInput(MutationInput):
    user_id: strawberry.ID = field(description="The person's id.")
    right: RightName = field(description="The right.")


@strawberry.input(description="A person.")
class UserInput(MutationInput):
    user_id: strawberry.ID = field(description="The person's id.")


@payload("The answer of `createUser`, `grantRight`, `revokeRight`, `disableUser`, `enableUser` and `changePassword`.")
class UserPayload(Payload):
    user: User | None = field(description="The person, as of now.")


@strawberry.input(description="A key for a program.")
class CreateApiKeyInput(MutationInput):
    name: str = field(description="What it is for, up to 255 characters.")
    rights: list[RightName] | None = field(default=UNSET, description=f"The rights of the key. {NO_RIGHTS}")
    on_failure: RefundFailurePolicy | None = field(
        default=UNSET, description=f"{ON_FAILURE} Default: as the merchant's settings say."
    )
    queued_refund_status: QueuedRefundStatus | None = field(
        default=UNSET, description=f"{QUEUED} Default: AUTHORIZING."
    )


@strawberry.input(description="The API key to revoke.")
class RevokeApiKeyInput(MutationInput):
    public_key: str = field(description="The public key.")


@payload("The answer of `createApiKey` and `revokeApiKey`.")
class ApiKeyPayload(Payload):
    public_key: str | None = field(description="The public key.")
    private_key: str | None = field(description="The private key of a new API key. It is shown here, and never again.")
    name: str | None = field(description="What it is for.")
    rights: list[Right] | None = field(description="The rights of the key.")


@strawberry.input(description="The passwords of the person who sends this.")
class ChangePasswordInput(MutationInput):
    current_password: str = field(description="The current password.")
    new_password: str = field(description="12 to 1000 characters; not the e-mail address, and not a common password.")


PERSON_ARGUMENT = strawberry.argument(description="The person, and what to change.")
KEY_ARGUMENT = strawberry.argument(description="The key.")


async def users(info: Info) -> list[User]:
    found = await flow.people_of(info.context.service, info.context.actor)
    return [user_of(person) for person in found]


async def api_keys(info: Info) -> list[ApiKey]:
    found = await flow.keys_of(info.context.service, info.context.actor)
    return [
        ApiKey(
            public_key=key.public_key,
            name=key.name,
            rights=rights_of(key.rights),
            created_at=Timestamp(key.created_at),
            last_used_at=None if key.last_used_at is None else Timestamp(key.last_used_at),
            on_failure=key.habits.on_failure,
            queued_refund_status=key.habits.queued_refund_status,
        )
        for key in found
    ]


@mutation("Adds a person, who can sign in from now on.")
async def create_user(info: Info, input: Annotated[CreateUserInput, PERSON_ARGUMENT]) -> UserPayload | None:
    context = info.context
    ask = CreateUserAsk(input.email, input.name, input.password, frozenset(or_none(input.rights) or ()))
    return _user_payload(await flow.create_user(context.service, context.actor, ask))


@mutation("Grants a right to a person.")
async def grant_right(info: Info, input: Annotated[RightInput, PERSON_ARGUMENT]) -> UserPayload | None:
    context = info.context
    return _user_payload(await flow.grant_right(context.service, context.actor, str(input.user_id), input.right))


@mutation("Revokes a right of a person, at once. The last administrator keeps the right ADMINISTER.")
async def revoke_right(info: Info, input: Annotated[RightInput, PERSON_ARGUMENT]) -> UserPayload | None:
    context = info.context
    return _user_payload(await flow.revoke_right(context.service, context.actor, str(input.user_id), input.right))


@mutation(
    "Disables a person: all sessions of the person end at once, and signing in is refused until `enableUser`. Queued "
    "requests of the person are not sent any more. You cannot disable yourself or the last administrator."
)
async def disable_user(info: Info, input: Annotated[UserInput, PERSON_ARGUMENT]) -> UserPayload | None:
    context = info.context
    return _user_payload(await flow.disable_user(context.service, context.actor, str(input.user_id)))


@mutation("Enables a disabled person, with the same rights as before.")
async def enable_user(info: Info, input: Annotated[UserInput, PERSON_ARGUMENT]) -> UserPayload | None:
    context = info.context
    return _user_payload(await flow.enable_user(context.service, context.actor, str(input.user_id)))


@mutation("Changes the password of the person who sends this, and ends all other sessions of that person.")
async def change_password(
    info: Info,
    input: Annotated[ChangePasswordInput, strawberry.argument(description="The current and the new password.")],
) -> UserPayload | None:
    context = info.context
    person = await sign_in.change_password(
        context.service.store, context.actor, input.current_password, input.new_password
    )
    return _user_payload(person)


@mutation("Creates an API key for a program. Its private key is shown once, in the answer.")
async def create_api_key(info: Info, input: Annotated[CreateApiKeyInput, KEY_ARGUMENT]) -> ApiKeyPayload | None:
    context = info.context
    shown = or_none(input.queued_refund_status) or QueuedRefundStatus.AUTHORIZING
    habits = KeyHabits(or_none(input.on_failure), shown)
    made, private = await flow.create_api_key(
        context.service, context.actor, input.name, frozenset(or_none(input.rights) or ()), habits
    )
    return _key_payload(made, private)


@mutation("Revokes an API key, at once and for ever.")
async def revoke_api_key(info: Info, input: Annotated[RevokeApiKeyInput, KEY_ARGUMENT]) -> ApiKeyPayload | None:
    context = info.context
    return _key_payload(await flow.revoke_api_key(context.service, context.actor, input.public_key))


def _user_payload(person: values.Person) -> UserPayload:
    return UserPayload(user=user_of(person))


def _key_payload(key: values.ApiKey, private: str | None = None) -> ApiKeyPayload:
    return ApiKeyPayload(
        public_key=key.public_key,
        private_key=private,
        name=key.name,
        rights=rights_of(key.rights),
    )
