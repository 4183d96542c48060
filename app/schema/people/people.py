"""People and keys: who may do what for a merchant, as administrators see and change it (SPEC 8)."""

from typing import Annotated

import strawberry
from strawberry import UNSET, field

from app.domain.people import people as values
from app.domain.people.people import Right as RightName
from app.flows.people import people as flow
from app.flows.people import sign_in
from app.flows.people.people import CreateUserAsk
from app.schema.base.context import Info
from app.schema.base.input_values import given
from app.schema.base.mutation_field import MutationInput, Payload, mutation, payload
from app.schema.base.scalars import Timestamp
from app.schema.people.viewer import Right, User, rights_of, user_of

NO_RIGHTS = "None if it is left out: then only `ping` and `viewer` answer."


@strawberry.type(description="What a program signs in with. Its private half is not kept.")
class ApiKey:
    public_key: str = field(description="The public half.")
    name: str = field(description="What it is for.")
    rights: list[Right] = field(description="What may be asked for with it.")
    created_at: Timestamp = field(description="When it was made.")
    last_used_at: Timestamp | None = field(description="When it was last used, to the minute; null for never.")


@strawberry.input(description="Somebody new.")
class CreateUserInput(MutationInput):
    email: str = field(description="What the person signs in with; no two people of a merchant have the same.")
    name: str = field(description="The person's name, up to 255 characters.")
    password: str = field(description="12 to 1000 characters, not the e-mail address and none of the commonest.")
    rights: list[RightName] | None = field(default=UNSET, description=f"What the person may do. {NO_RIGHTS}")


@strawberry.input(description="A right, and whose.")
class RightInput(MutationInput):
    user_id: strawberry.ID = field(description="The person's id.")
    right: RightName = field(description="The right.")


@strawberry.input(description="Whose account it is about.")
class UserInput(MutationInput):
    user_id: strawberry.ID = field(description="The person's id.")


@payload("What `createUser`, `grantRight`, `revokeRight`, `disableUser`, `enableUser` and `changePassword` answer.")
class UserPayload(Payload):
    user: User | None = field(description="The person, as of now.")


@strawberry.input(description="A key for a program.")
class CreateApiKeyInput(MutationInput):
    name: str = field(description="What it is for, up to 255 characters.")
    rights: list[RightName] | None = field(default=UNSET, description=f"What may be asked for with it. {NO_RIGHTS}")


@strawberry.input(description="A key that nobody is to get in with any more.")
class RevokeApiKeyInput(MutationInput):
    public_key: str = field(description="Its public half.")


@payload("What `createApiKey` and `revokeApiKey` answer.")
class ApiKeyPayload(Payload):
    public_key: str | None = field(description="The public half.")
    private_key: str | None = field(description="The private half of a new key: it is shown here, and never again.")
    name: str | None = field(description="What it is for.")
    rights: list[Right] | None = field(description="What may be asked for with it, or could be.")


@strawberry.input(description="The passwords of whoever asks.")
class ChangePasswordInput(MutationInput):
    current_password: str = field(description="The present one.")
    new_password: str = field(description="12 to 1000 characters, not the e-mail address and none of the commonest.")


WHO = strawberry.argument(description="Whom it is about, and what is asked for.")
WHICH = strawberry.argument(description="Which key it is about.")


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
        )
        for key in found
    ]


@mutation("Lets somebody sign in from now on.")
async def create_user(info: Info, input: Annotated[CreateUserInput, WHO]) -> UserPayload | None:
    context = info.context
    ask = CreateUserAsk(input.email, input.name, input.password, frozenset(given(input.rights) or ()))
    return _user_payload(await flow.create_user(context.service, context.actor, ask))


@mutation("Gives a person a right.")
async def grant_right(info: Info, input: Annotated[RightInput, WHO]) -> UserPayload | None:
    context = info.context
    return _user_payload(await flow.grant_right(context.service, context.actor, str(input.user_id), input.right))


@mutation("Takes a right from a person, at once. The last person who administers keeps that right.")
async def revoke_right(info: Info, input: Annotated[RightInput, WHO]) -> UserPayload | None:
    context = info.context
    return _user_payload(await flow.revoke_right(context.service, context.actor, str(input.user_id), input.right))


@mutation(
    "Shuts a person out: every sign-in of that person's is over at once, and none succeeds until "
    "`enableUser`. Nothing more is sent of what the person asked for. Not for oneself, nor for the last "
    "administrator."
)
async def disable_user(info: Info, input: Annotated[UserInput, WHO]) -> UserPayload | None:
    context = info.context
    return _user_payload(await flow.disable_user(context.service, context.actor, str(input.user_id)))


@mutation("Lets a disabled person sign in again, with the rights from before.")
async def enable_user(info: Info, input: Annotated[UserInput, WHO]) -> UserPayload | None:
    context = info.context
    return _user_payload(await flow.enable_user(context.service, context.actor, str(input.user_id)))


@mutation("Gives the person who asks another password, and ends that person's other sessions.")
async def change_password(
    info: Info, input: Annotated[ChangePasswordInput, strawberry.argument(description="The old one and the new one.")]
) -> UserPayload | None:
    context = info.context
    person = await sign_in.change_password(
        context.service.store, context.actor, input.current_password, input.new_password
    )
    return _user_payload(person)


@mutation("Makes a key for a program. Its private half is shown once, in the answer.")
async def create_api_key(info: Info, input: Annotated[CreateApiKeyInput, WHICH]) -> ApiKeyPayload | None:
    context = info.context
    made, private = await flow.create_api_key(
        context.service, context.actor, input.name, frozenset(given(input.rights) or ())
    )
    return _key_payload(made, private)


@mutation("Shuts a key out, at once and for good.")
async def revoke_api_key(info: Info, input: Annotated[RevokeApiKeyInput, WHICH]) -> ApiKeyPayload | None:
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
