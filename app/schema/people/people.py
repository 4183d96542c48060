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
from app.schema.base.fields import resolved
from app.schema.base.input_values import given
from app.schema.base.mutation_start import begin
from app.schema.base.payloads import ECHO, PROBLEMS
from app.schema.base.scalars import Timestamp
from app.schema.errors.validation_errors import ProblemsAsData, ValidationError
from app.schema.people.viewer import Right, User, rights_of, user_of
from app.schema.reversals.sale_inputs import CLIENT_MUTATION_ID

NO_RIGHTS = "None if it is left out: then only `ping` and `viewer` answer."


@strawberry.type(description="What a program signs in with. Its private half is not kept.")
class ApiKey:
    public_key: str = field(description="The public half.")
    name: str = field(description="What it is for.")
    rights: list[Right] = field(description="What may be asked for with it.")
    created_at: Timestamp = field(description="When it was made.")
    last_used_at: Timestamp | None = field(description="When it was last used, to the minute; null for never.")


@strawberry.input(description="Somebody new.")
class CreateUserInput:
    client_mutation_id: str | None = field(default=UNSET, description=CLIENT_MUTATION_ID)
    email: str = field(description="What the person signs in with; no two people of a merchant have the same.")
    name: str = field(description="The person's name, up to 255 characters.")
    password: str = field(description="12 to 1000 characters, not the e-mail address and none of the commonest.")
    rights: list[RightName] | None = field(default=UNSET, description=f"What the person may do. {NO_RIGHTS}")


@strawberry.input(description="A right, and whose.")
class RightInput:
    client_mutation_id: str | None = field(default=UNSET, description=CLIENT_MUTATION_ID)
    user_id: strawberry.ID = field(description="The person's id.")
    right: RightName = field(description="The right.")


@strawberry.input(description="Whose account it is about.")
class UserInput:
    client_mutation_id: str | None = field(default=UNSET, description=CLIENT_MUTATION_ID)
    user_id: strawberry.ID = field(description="The person's id.")


@strawberry.type(
    description="What `createUser`, `grantRight`, `revokeRight`, `disableUser`, `enableUser` and `changePassword` "
    "answer."
)
class UserPayload:
    client_mutation_id: str | None = field(description=ECHO)
    user: User | None = field(description="The person, as of now.")
    validation_errors: list[ValidationError] | None = field(default=None, description=PROBLEMS)


@strawberry.input(description="A key for a program.")
class CreateApiKeyInput:
    client_mutation_id: str | None = field(default=UNSET, description=CLIENT_MUTATION_ID)
    name: str = field(description="What it is for, up to 255 characters.")
    rights: list[RightName] | None = field(default=UNSET, description=f"What may be asked for with it. {NO_RIGHTS}")


@strawberry.input(description="A key that nobody is to get in with any more.")
class RevokeApiKeyInput:
    client_mutation_id: str | None = field(default=UNSET, description=CLIENT_MUTATION_ID)
    public_key: str = field(description="Its public half.")


@strawberry.type(description="What `createApiKey` and `revokeApiKey` answer.")
class ApiKeyPayload:
    client_mutation_id: str | None = field(description=ECHO)
    public_key: str | None = field(description="The public half.")
    private_key: str | None = field(description="The private half of a new key: it is shown here, and never again.")
    name: str | None = field(description="What it is for.")
    rights: list[Right] | None = field(description="What may be asked for with it, or could be.")
    validation_errors: list[ValidationError] | None = field(default=None, description=PROBLEMS)


@strawberry.input(description="The passwords of whoever asks.")
class ChangePasswordInput:
    client_mutation_id: str | None = field(default=UNSET, description=CLIENT_MUTATION_ID)
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


@resolved("Lets somebody sign in from now on.", extensions=[ProblemsAsData()])
async def create_user(info: Info, input: Annotated[CreateUserInput, WHO]) -> UserPayload | None:
    service, actor, echo = begin(info, input)
    ask = CreateUserAsk(input.email, input.name, input.password, frozenset(given(input.rights) or ()))
    return _user_payload(echo, await flow.create_user(service, actor, ask))


@resolved("Gives a person a right.", extensions=[ProblemsAsData()])
async def grant_right(info: Info, input: Annotated[RightInput, WHO]) -> UserPayload | None:
    service, actor, echo = begin(info, input)
    return _user_payload(echo, await flow.grant_right(service, actor, str(input.user_id), input.right))


@resolved(
    "Takes a right from a person, at once. The last person who administers keeps that right.",
    extensions=[ProblemsAsData()],
)
async def revoke_right(info: Info, input: Annotated[RightInput, WHO]) -> UserPayload | None:
    service, actor, echo = begin(info, input)
    return _user_payload(echo, await flow.revoke_right(service, actor, str(input.user_id), input.right))


@resolved(
    "Shuts a person out: every sign-in of that person's is over at once, and none succeeds until "
    "`enableUser`. Nothing more is sent of what the person asked for. Not for oneself, nor for the last "
    "administrator.",
    extensions=[ProblemsAsData()],
)
async def disable_user(info: Info, input: Annotated[UserInput, WHO]) -> UserPayload | None:
    service, actor, echo = begin(info, input)
    return _user_payload(echo, await flow.disable_user(service, actor, str(input.user_id)))


@resolved("Lets a disabled person sign in again, with the rights from before.", extensions=[ProblemsAsData()])
async def enable_user(info: Info, input: Annotated[UserInput, WHO]) -> UserPayload | None:
    service, actor, echo = begin(info, input)
    return _user_payload(echo, await flow.enable_user(service, actor, str(input.user_id)))


@resolved(
    "Gives the person who asks another password, and ends that person's other sessions.", extensions=[ProblemsAsData()]
)
async def change_password(
    info: Info, input: Annotated[ChangePasswordInput, strawberry.argument(description="The old one and the new one.")]
) -> UserPayload | None:
    service, actor, echo = begin(info, input)
    person = await sign_in.change_password(service.store, actor, input.current_password, input.new_password)
    return _user_payload(echo, person)


@resolved("Makes a key for a program. Its private half is shown once, in the answer.", extensions=[ProblemsAsData()])
async def create_api_key(info: Info, input: Annotated[CreateApiKeyInput, WHICH]) -> ApiKeyPayload | None:
    service, actor, echo = begin(info, input)
    made, private = await flow.create_api_key(service, actor, input.name, frozenset(given(input.rights) or ()))
    return _key_payload(echo, made, private)


@resolved("Shuts a key out, at once and for good.", extensions=[ProblemsAsData()])
async def revoke_api_key(info: Info, input: Annotated[RevokeApiKeyInput, WHICH]) -> ApiKeyPayload | None:
    service, actor, echo = begin(info, input)
    return _key_payload(echo, await flow.revoke_api_key(service, actor, input.public_key))


def _user_payload(echo: str | None, person: values.Person) -> UserPayload:
    return UserPayload(client_mutation_id=echo, user=user_of(person))


def _key_payload(echo: str | None, key: values.ApiKey, private: str | None = None) -> ApiKeyPayload:
    return ApiKeyPayload(
        client_mutation_id=echo,
        public_key=key.public_key,
        private_key=private,
        name=key.name,
        rights=rights_of(key.rights),
    )
