"""A JSON object that names a key twice says one thing to one reader and another to the next. It is refused."""

import json
from contextlib import nullcontext
from io import BytesIO
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from app.commands.orders.import_files import Order
from app.commands.orders.order_files import Unreadable, read_json_lines
from app.web.http.statuses import HttpRefusal
from app.web.request import read_json
from tests.attacks.served import Answered, exchange, head, post
from tests.support.merchant_client import CHARGE, VISA, Shop

LAST = "Connection: close"


def port_of(shop: Shop) -> int:
    port = urlsplit(shop.live.url).port
    assert port is not None
    return port


async def sent(shop: Shop, body: bytes, path: str = "/graphql") -> Answered:
    """The answer to that body, sent with the shop's key."""
    request = post(path, body, f"Authorization: {shop.authorization}", LAST)
    (answered,) = await exchange(port_of(shop), [request])
    return answered


def refusal_of(answered: Answered) -> str:
    """The message of a refusal in the form that all errors have."""
    (error,) = answered.json["errors"]
    assert answered.status == 400
    assert error["extensions"] == {"errorType": "developer_error", "errorClass": "VALIDATION", "code": "BAD_REQUEST"}
    assert answered.json["extensions"]["requestId"] == answered.headers["x-request-id"]
    message: str = error["message"]
    return message


def charging(transaction: str) -> bytes:
    """A request that charges; `transaction` is JSON as it stands."""
    body = {"query": CHARGE, "variables": {"input": {"paymentMethodId": VISA, "transaction": "HERE"}}}
    return json.dumps(body).replace('"HERE"', transaction).encode()


BODIES = {
    "query": b'{"query": "{ ping }", "query": "{ ping }"}',
    "variables": b'{"query": "{ ping }", "variables": {}, "variables": {}}',
    "unknown": b'{"query": "{ ping }", "unknown": 1, "unknown": 1}',
    "amount": charging('{"amount": "1.00", "amount": "1000.00"}'),
    "orderId": charging('{"amount": "1.00", "orderId": "a", "orderId": "a"}'),
    "deep": b'{"query": "{ ping }", "extensions": {"a": [0, [{"b": {"deep": 1.5, "c": 1e400, "deep": null}}]]}}',
    "é": b'{"query": "{ ping }", "extensions": {"\xc3\xa9": 1, "\\u00e9": 2}}',
    "a:b": b'{"query": "{ ping }", "extensions": {"a:b": 1, "a\\u003ab": "a:b"}}',
    "": b'{"query": "{ ping }", "extensions": {"": 1, "": 2}}',
    "long": b'{"query": "{ ping }", "extensions": {"n": %b, "long": 1, "long": 2}}' % (b"1" * 4_000),
}


@pytest.mark.parametrize(("name", "body"), BODIES.items(), ids=BODIES)
async def test_a_body_that_names_a_key_twice_is_refused_and_changes_nothing(shop: Shop, name: str, body: bytes) -> None:
    before = await shop.everything()
    assert refusal_of(await sent(shop, body)) == f'The body has "{name}" twice in one object. Send it once.'
    assert await shop.everything() == before


async def test_the_name_is_told_in_a_form_that_does_no_harm(shop: Shop) -> None:
    name = "\\u202e\\u001b[2J" + "x" * 5_000
    message = refusal_of(await sent(shop, b'{"%b": 1, "%b": 2}' % (name.encode(), name.encode())))
    assert '"\\u202e\\u001b[2Jxxx' in message
    assert len(message) < 200


async def test_what_is_named_once_in_each_object_is_taken(shop: Shop) -> None:
    """Colons and escapes inside of strings are no names, and the same name may stand in many objects."""
    extensions = r'{"a:b": "\"c\":1, \"c\":1", "\u003a": "\\u003a", "c": [{"a": 1}, {"a": 1}], "n": 1.50}'
    answered = await sent(shop, b'{"query": "{ ping }", "extensions": %b}' % extensions.encode())
    assert answered.json["data"] == {"ping": "pong"}


@pytest.mark.parametrize("parameter", ["variables", "extensions"])
async def test_nor_may_a_parameter_of_a_get(shop: Shop, parameter: str) -> None:
    twice = quote('{"a": {"b": 1, "b": 1}}')
    target = f"/graphql?query={quote('{ ping }')}&{parameter}={twice}"
    asked = head(f"GET {target} HTTP/1.1", f"Authorization: {shop.authorization}", LAST)
    (answered,) = await exchange(port_of(shop), [asked])
    expected = f'The parameter {parameter} has "b" twice in one object. Send it once.'
    assert refusal_of(answered) == expected


@pytest.mark.parametrize("parameter", ["query", "variables", "operationName", "extensions"])
async def test_nor_may_a_parameter_stand_twice_itself(shop: Shop, parameter: str) -> None:
    target = f"/graphql?query={quote('{ ping }')}&{parameter}=&{parameter}="
    asked = head(f"GET {target} HTTP/1.1", f"Authorization: {shop.authorization}", LAST)
    (answered,) = await exchange(port_of(shop), [asked])
    assert f"the parameter {parameter} twice" in refusal_of(answered)


@pytest.mark.parametrize("path", ["/sign-in", "/sign-in/renew", "/sign-out"])
async def test_nor_may_the_body_of_a_sign_in(shop: Shop, path: str) -> None:
    body = b'{"email": "a@example.com", "password": "a", "password": "b"}'
    assert '"password" twice' in refusal_of(await sent(shop, body, path))


def test_nor_may_a_line_of_a_file() -> None:
    line = b'{"orderId": "A", "currencyCode": "USD", "customer": {"email": "a@example.com", "email": "b@example.com"}}'
    (told,) = read_json_lines(BytesIO(line), Order)
    assert isinstance(told, Unreadable)
    assert told.reason == 'The name "email" is twice in the same object.'


# As text, so that what a library would write never decides what is tried.
NAMES = st.sampled_from(['"a"', '"b"', '":"', '"\\u003a"', '"\\u0061"', '"\\\\u003a"', '"\\":"', '""', '"{\\"a\\":1}"'])
SCALARS = st.one_of(NAMES, st.sampled_from(["1", "-2.50", "1e400", "true", "null", "9" * 30]))
BLANKS = st.sampled_from(["", " ", "\n\t "])


def objects(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pair = st.tuples(NAMES, BLANKS, values).map(lambda parts: f"{parts[0]}{parts[1]}:{parts[1]}{parts[2]}")
    return st.lists(pair, max_size=4).map(lambda pairs: "{" + ",".join(pairs) + "}")


def arrays(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(values, max_size=3).map(lambda each: "[" + " , ".join(each) + "]")


DOCUMENTS = st.recursive(SCALARS, lambda values: st.one_of(objects(values), arrays(values)), max_leaves=12)


@given(document=DOCUMENTS)
async def test_exactly_what_names_a_key_twice_is_refused(document: str) -> None:
    """Against the standard library, which is asked whether a pair is lost."""
    lost: list[Any] = []
    json.loads(document, object_pairs_hook=lambda pairs: lost.append(len(pairs) - len(dict(pairs))))
    expected = pytest.raises(HttpRefusal, match="twice in one object") if any(lost) else nullcontext()
    with expected:
        await read_json(a_request(document.encode()), 100_000)


def a_request(body: bytes) -> Request:
    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    scope = {"type": "http", "method": "POST", "headers": [(b"content-type", b"application/json")]}
    return Request(scope, receive)
