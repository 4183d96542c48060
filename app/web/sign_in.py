"""POST /sign-in, /sign-in/renew and /sign-out: sessions of people start, are renewed and end (SPEC 8.1), in JSON."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from structlog.typing import FilteringBoundLogger

from app.domain.ids import IdKind, global_id
from app.domain.people.people import Person, SessionKind
from app.domain.problems import TooBusy, TooOften, Unavailable, WhichMerchant
from app.schema.errors.problems import error_entry, seconds_to_wait, wait_in_words
from app.web import responses
from app.web.authentication import CHALLENGE, address_of, read_token
from app.web.http.body import body_of
from app.web.http.session_cookie import SessionCookie
from app.web.http.statuses import HttpRefusal, MediaType, status_of
from app.web.middleware import request_id_of
from app.web.request import check_version, read_json

log: FilteringBoundLogger = structlog.get_logger()

BODY_BYTES = 16 * 1024
WRONG = (
    "The e-mail address or the password is wrong, or was wrong too often just now: then try again in a minute, or name "
    "your merchant."
)
WRONG_THERE = "The e-mail address or the password is wrong, or belongs to another merchant."
"""The same words whether there is such an account or not."""

LONGEST_TEXT = 2_000
"""Characters of an address or a password at most; no account has longer ones."""


class NewSession(Protocol):
    """A session that has just started or was renewed."""

    @property
    def person(self) -> Person: ...
    @property
    def token(self) -> str: ...
    @property
    def expires_at(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class SignInFlows:
    """The flows behind the routes.

    `sign_in` takes the e-mail address, the password, the kind of session, the client's address and the merchant's id or
    None; `renew` a token and the client's address; `sign_out` a token and its kind. The first two return None for wrong
    credentials, `sign_out` whether a session ended. All may raise Unavailable, and `sign_in` also TooOften, TooBusy and
    WhichMerchant.
    """

    sign_in: Callable[[str, str, SessionKind, str | None, str | None], Awaitable[NewSession | None]]
    renew: Callable[[str, str | None], Awaitable[NewSession | None]]
    sign_out: Callable[[str, SessionKind], Awaitable[bool]]
    cookie: SessionCookie


@dataclass(frozen=True, slots=True)
class SignInBody:
    """The body of POST /sign-in."""

    email: str
    password: str
    token: bool
    merchant: str | None


def sign_in_routes(flows: SignInFlows) -> list[Route]:
    """The three routes. Errors have the form of all errors, and the HTTP status of the GraphQL media type."""

    async def sign_in(request: Request) -> Response:
        body = _sign_in_body(await read_json(request, BODY_BYTES))
        if not body.token:
            flows.cookie.check_origin(request)
        kind = SessionKind.BEARER if body.token else SessionKind.COOKIE
        session = await flows.sign_in(body.email, body.password, kind, address_of(request), body.merchant)
        if session is None:
            raise HttpRefusal("UNAUTHENTICATED", WRONG if body.merchant is None else WRONG_THERE, CHALLENGE)
        log.info(
            "sign_in.done", request_id=request_id_of(request.scope), actor=session.person.legacy_id, kind=kind.value
        )
        if body.token:
            return _session_answer(request, session, token=session.token)
        response = _session_answer(request, session)
        flows.cookie.write(request, response, session.token, session.expires_at)
        return response

    async def renew(request: Request) -> Response:
        _check_empty(await read_json(request, BODY_BYTES))
        token = read_token(request.headers.get("authorization", ""))
        renewed = await flows.renew(token, address_of(request)) if token else None
        if renewed is None:
            raise HttpRefusal("UNAUTHENTICATED", "This token cannot be renewed: sign in again.", CHALLENGE)
        return _session_answer(request, renewed, token=renewed.token)

    async def sign_out(request: Request) -> Response:
        _check_empty(await read_json(request, BODY_BYTES))
        token = read_token(request.headers.get("authorization", ""))
        if token is not None:
            return _answer(request, {"signedOut": await flows.sign_out(token, SessionKind.BEARER)})
        flows.cookie.check_origin(request)
        token = flows.cookie.read(request)
        ended = token is not None and await flows.sign_out(token, SessionKind.COOKIE)
        response = _answer(request, {"signedOut": ended})
        flows.cookie.clear(request, response)
        return response

    return [
        Route("/sign-in", _refusing(sign_in), methods=["POST"]),
        Route("/sign-in/renew", _refusing(renew), methods=["POST"]),
        Route("/sign-out", _refusing(sign_out), methods=["POST"]),
    ]


Handler = Callable[[Request], Awaitable[Response]]


def _refusing(handler: Handler) -> Handler:
    """Wraps `handler`, so that its exceptions become responses."""

    async def answered(request: Request) -> Response:
        try:
            check_version(request)
            return await handler(request)
        except HttpRefusal as refused:
            return await _refused(request, refused)
        except (TooOften, TooBusy) as error:
            again = {"Retry-After": str(seconds_to_wait(error))}
            return await _refused(request, HttpRefusal("TOO_MANY_REQUESTS", wait_in_words(error), again))
        except WhichMerchant as several:
            names = ", ".join(several.merchants)
            message = f"You sign in at several merchants with this password. Name one as merchant: {names}."
            return await _refused(request, HttpRefusal("MERCHANT_REQUIRED", message), merchants=several.merchants)
        except Unavailable:
            message = "Nobody can sign in at the moment. Try again shortly."
            return await _refused(request, HttpRefusal("SERVICE_UNAVAILABLE", message, {"Retry-After": "5"}))

    return answered


async def _refused(request: Request, refused: HttpRefusal, **facts: object) -> Response:
    """The refusal as a response; `facts` stand beside the error's code, for programs."""
    code = refused.complaint.code
    # These routes are no GraphQL, so Accept does not change the status.
    status = status_of(code, MediaType.GRAPHQL)
    request_id = request_id_of(request.scope)
    log.info("sign_in.refused", request_id=request_id, path=request.url.path, status=status, code=code)
    await body_of(request).throw_away()
    entry = error_entry(refused.complaint)
    extensions = entry["extensions"]
    assert isinstance(extensions, dict)
    errors = [{**entry, "extensions": {**extensions, **facts}}]
    return responses.answer(MediaType.JSON, request_id, status=status, headers=refused.headers, errors=errors)


def _session_answer(request: Request, session: NewSession, *, token: str | None = None) -> Response:
    person = session.person
    expires_at = session.expires_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    user = {"id": global_id(IdKind.USER, person.legacy_id), "name": person.name, "email": person.email}
    content: dict[str, object] = {"user": user, "merchant": person.merchant, "expiresAt": expires_at}
    return _answer(request, content if token is None else {**content, "token": token})


def _answer(request: Request, content: Mapping[str, Any]) -> Response:
    return responses.answer(MediaType.JSON, request_id_of(request.scope), status=200, **content)


def _sign_in_body(body: object) -> SignInBody:
    """Reads the body of POST /sign-in. Raises HttpRefusal, whose message never repeats a value."""
    if not isinstance(body, dict):
        raise HttpRefusal("BAD_REQUEST", "The body must be one JSON object, with the keys email and password.")
    unknown = sorted(set(body) - {"email", "password", "token", "merchant"})
    if unknown:
        raise HttpRefusal(
            "BAD_REQUEST", f"{unknown[0][:100]} is not known here; email, password, token and merchant are."
        )
    email, password, token, merchant = (body.get(name) for name in ("email", "password", "token", "merchant"))
    for name, value in (("email", email), ("password", password)):
        if not isinstance(value, str) or not 0 < len(value) <= LONGEST_TEXT:
            raise HttpRefusal(
                "BAD_REQUEST", f"{name} is required, and must be a string of 1 to {LONGEST_TEXT} characters."
            )
    if merchant is not None and not (isinstance(merchant, str) and 0 < len(merchant) <= LONGEST_TEXT):
        expected = f"a merchant's id, a string of 1 to {LONGEST_TEXT} characters, or null"
        raise HttpRefusal("BAD_REQUEST", f"merchant must be {expected}.")
    if not isinstance(token, bool | None):
        raise HttpRefusal("BAD_REQUEST", "token must be true or false, or null.")
    assert isinstance(email, str)
    assert isinstance(password, str)
    return SignInBody(email, password, bool(token), merchant)


def _check_empty(body: object) -> None:
    if body != {}:
        raise HttpRefusal("BAD_REQUEST", "The body must be an empty JSON object: {}.")
