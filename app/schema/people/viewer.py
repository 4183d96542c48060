"""The person or program that sends the request, its merchant and its rights."""

import base64
import binascii
from collections.abc import Collection
from typing import Annotated

import strawberry
from strawberry import UNSET, field

from app.domain.ids import IdKind, global_id
from app.domain.people.people import Actor, ActorKind, Person
from app.domain.people.people import Right as RightName
from app.domain.problems import Condition, Problem, Refused
from app.domain.reversals import payments
from app.domain.reversals.states import AccountStatus
from app.schema.base.context import Info
from app.schema.base.cursors import AFTER, After, First, page_size
from app.schema.base.fields import resolved
from app.schema.base.input_values import has_value, or_none, refuse_unsupported
from app.schema.base.pages import PageInfo, page_info
from app.schema.base.scalars import CurrencyCodeAlpha
from app.schema.enums import UserStatus
from app.schema.payment_method_enums import ProductCode, ProductEnablementStatus
from app.schema.search.search_inputs import NO_DATA, SearchValueInput
from app.store.search import reading


@strawberry.type(description="A right of a person or an API key.")
class Right:
    name: str | None = field(description="The name: VIEW, REFUND, VOID and so on.")


@strawberry.type(description="A set of rights. A person has one role, with all rights of the person.")
class Role:
    id: strawberry.ID = field(description="Its id.")
    name: str | None = field(description="Its name.")
    is_account_admin: bool | None = field(description="Whether it has the right ADMINISTER.")
    rights: list[Right] | None = field(description="Its rights.")


@strawberry.type(description="A person.")
class User:
    id: strawberry.ID = field(description="The person's id.")
    name: str | None = field(description="The person's name.")
    email: str | None = field(description="The person's e-mail address, where it is known.")
    status: UserStatus | None = field(description="Whether the person can sign in: SUSPENDED while disabled.")
    disabled: bool = field(description="Whether the person is disabled until `enableUser`.")
    roles: list[Role] | None = field(description="The roles of the person.")


@strawberry.type(description="An account of the merchant for payments in one currency.")
class MerchantAccount:
    id: strawberry.ID = field(description="Its id.")
    currency_code: CurrencyCodeAlpha | None = field(description="The currency of its payments.")
    status: AccountStatus | None = field(description="Whether it can be used.")
    is_default: bool | None = field(description="Whether it is used where no account is named.")


@strawberry.type(description="A merchant account in a list.")
class MerchantAccountConnectionEdge:
    cursor: str | None = field(description="The position in the list.")
    node: MerchantAccount | None = field(description="The merchant account.")


@strawberry.type(description="A page of merchant accounts.")
class MerchantAccountConnection:
    edges: list[MerchantAccountConnectionEdge | None] | None = field(description="The page's accounts, by their ids.")
    page_info: PageInfo = field(description="The position of the page in the list.")


@strawberry.input(description="Which merchant accounts to find.")
class MerchantAccountSearchInput:
    id: SearchValueInput | None = field(default=UNSET, description="The account's id.")
    paypal_account_id: SearchValueInput | None = field(default=UNSET, description=NO_DATA)


AccountSearch = Annotated[
    MerchantAccountSearchInput | None, strawberry.argument(description="Which accounts to return. Default: all.")
]


@strawberry.input(description="Which products of Braintree's.")
class ProductsInput:
    codes: list[ProductCode] = field(description="The products.")


@strawberry.type(description="A product of Braintree's.")
class Product:
    code: ProductCode = field(description="Its code.")
    name: str = field(description="Its name.")
    status: ProductEnablementStatus = field(description="Whether the merchant has it.")


@strawberry.type(description="The business that receives the payments.")
class Merchant:
    id: strawberry.ID = field(description="Its id.")

    @resolved("Its name.")
    async def company_name(self, info: Info) -> str | None:
        return (await info.context.loaders.merchant()).name

    status: str | None = field(default=None, description="Its status. Always null: it is not recorded.")
    website: str | None = field(default=None, description="Its web site. Always null: it is not recorded.")

    @resolved("Products of Braintree's, as they were asked for. This service has none of them.", most=3)
    def products(
        self, input: Annotated[ProductsInput, strawberry.argument(description="Which products.")]
    ) -> list[Product] | None:
        status = ProductEnablementStatus.NOT_AVAILABLE
        return [Product(code=code, name=code.value, status=status) for code in dict.fromkeys(input.codes)]

    @resolved("The time zone of its times: always UTC.")
    def timezone(self) -> str | None:
        return "UTC"

    @resolved("The accounts of its payments.")
    async def merchant_accounts(
        self, info: Info, input: AccountSearch = UNSET, first: First = UNSET, after: After = UNSET
    ) -> MerchantAccountConnection | None:
        async with info.context.service.store.session() as session:
            accounts = await reading.merchant_accounts(session, info.context.actor.merchant_id)
        return _page(_matching(accounts, input), page_size(or_none(first)), or_none(after))


@strawberry.type(description="The person or program that sends the request.")
class Viewer:
    user: User | None = field(description="The person who sends the request; null for a program with an API key.")
    merchant: Merchant | None = field(description="The merchant of the person or program.")
    rights: list[Right] | None = field(description="The rights of the person or program.")
    id: strawberry.ID | None = field(
        description="The person's id, or the public key.", deprecation_reason="`user` has it for people."
    )
    name: str | None = field(
        description="The person's name, or the key's.", deprecation_reason="`user` has it for people."
    )
    email: str | None = field(description="The person's e-mail address.", deprecation_reason="`user` has it.")
    status: UserStatus | None = field(
        description="Whether the person can sign in.", deprecation_reason="`user` has it."
    )
    roles: list[Role] | None = field(description="The roles of the person.", deprecation_reason="`user` has it.")


def viewer(actor: Actor) -> Viewer:
    user = _user(actor.id, actor.name, actor.email, actor.rights) if actor.kind is ActorKind.USER else None
    return Viewer(
        user=user,
        merchant=Merchant(id=strawberry.ID(actor.merchant)),
        rights=rights_of(actor.rights),
        id=strawberry.ID(actor.id) if user is None else user.id,
        name=actor.name,
        email=None if user is None else user.email,
        status=None if user is None else user.status,
        roles=None if user is None else user.roles,
    )


def user_of(person: Person) -> User:
    """The person for administrators. A disabled person has the rights that `enableUser` restores."""
    return _user(person.legacy_id, person.name, person.email, person.rights, disabled=person.disabled)


def _user(
    legacy_id: str, name: str, email: str | None, rights: Collection[RightName], *, disabled: bool = False
) -> User:
    id_ = strawberry.ID(global_id(IdKind.USER, legacy_id))
    role = Role(id=id_, name=name, is_account_admin=RightName.ADMINISTER in rights, rights=rights_of(rights))
    status = UserStatus.SUSPENDED if disabled else UserStatus.ACTIVE
    return User(id=id_, name=name, email=email, status=status, disabled=disabled, roles=[role])


def rights_of(names: Collection[RightName]) -> list[Right]:
    """The rights, in the order of the enum."""
    return [Right(name=right.value) for right in RightName if right in names]


def _matching(
    accounts: list[payments.MerchantAccount], search: MerchantAccountSearchInput | None
) -> list[payments.MerchantAccount]:
    wanted = or_none(search)
    if wanted is None:
        return accounts
    refuse_unsupported(("input",), paypal_account_id=wanted.paypal_account_id)
    ids = or_none(wanted.id)
    if ids is None or not has_value(ids):
        return accounts
    exactly, among = or_none(ids.is_), or_none(ids.in_)
    return [
        account
        for account in accounts
        if (not exactly or account.public_id == exactly) and (not among or account.public_id in among)
    ]


def _page(accounts: list[payments.MerchantAccount], size: int, after: str | None) -> MerchantAccountConnection:
    rest = accounts if after is None else [each for each in accounts if each.public_id > _read_cursor(after)]
    edges = [
        MerchantAccountConnectionEdge(cursor=_write_cursor(each.public_id), node=_account(each)) for each in rest[:size]
    ]
    return MerchantAccountConnection(
        edges=list(edges), page_info=page_info([each.cursor for each in edges], more=len(rest) > size)
    )


def _account(value: payments.MerchantAccount) -> MerchantAccount:
    return MerchantAccount(
        id=strawberry.ID(value.public_id),
        currency_code=CurrencyCodeAlpha(value.currency),
        status=value.status,
        is_default=value.default,
    )


def _write_cursor(public_id: str) -> str:
    return base64.urlsafe_b64encode(public_id.encode()).decode().rstrip("=")


def _read_cursor(text: str) -> str:
    try:
        return base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True).decode()
    except (UnicodeError, binascii.Error) as error:
        raise Refused(Problem(Condition.CURSOR_INVALID, AFTER)) from error
