"""What we send and read, held against Adyen's own description of its interface and webhooks. See `beside`."""

import json
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest

from app.gateways.adyen.adapter import ADAPTER
from refundry.gateways import EventKind, NotKnown
from tests.gateways.adyen.accounts import NOW, Connect, account, instruction
from tests.gateways.adyen.fake import Fake
from tests.gateways.adyen.items import batch, item, signed
from tests.gateways.beside import beside

FOLDER = beside("specs")
assert FOLDER is not None
CHECKOUT: dict[str, Any] = json.loads((FOLDER / "adyen-checkout-v72.json").read_text(encoding="utf-8"))
WEBHOOKS: dict[str, Any] = json.loads((FOLDER / "adyen-webhooks-v1.json").read_text(encoding="utf-8"))

PATHS = {"refund": "refunds", "capture": "captures", "void": "cancels"}


def validator(document: dict[str, Any], schema: dict[str, Any]) -> Any:
    """Judges by one schema of a document, whose references lead into the document."""
    return jsonschema_rs.Draft202012Validator({**schema, "components": document["components"]})


def body_of(described: dict[str, Any]) -> dict[str, Any]:
    schema: dict[str, Any] = described["content"]["application/json"]["schema"]
    return schema


@pytest.mark.parametrize("kind", PATHS)
async def test_a_request_is_as_adyen_describes_it(world: Fake, connect: Connect, kind: str) -> None:
    """And so is the answer of the fake that judges us."""
    described = CHECKOUT["paths"][f"/payments/{{paymentPspReference}}/{PATHS[kind]}"]["post"]
    asked = instruction(world.pay(captured=kind == "refund"))
    await getattr(connect(world.address), kind)(asked)
    [request] = world.requests
    validator(CHECKOUT, body_of(described["requestBody"])).validate(json.loads(request.body))
    said = world.answer(request)
    assert said.status == 201
    validator(CHECKOUT, body_of(described["responses"]["201"])).validate(json.loads(said.body))


async def test_a_question_is_as_adyen_describes_it(world: Fake, connect: Connect) -> None:
    await connect(world.address).account()
    described = CHECKOUT["paths"]["/paymentMethods"]["post"]
    validator(CHECKOUT, body_of(described["requestBody"])).validate(json.loads(world.requests[0].body))


def examples() -> Iterator[tuple[str, dict[str, Any]]]:
    """Adyen's own example of each kind of webhook; some are of a form that this interface does not have."""
    for path, each in WEBHOOKS["webhooks"].items():
        for name, reference in each["post"]["requestBody"]["content"]["application/json"].get("examples", {}).items():
            found = (
                WEBHOOKS["components"]["examples"][reference["$ref"].rsplit("/", 1)[1]]
                if "$ref" in reference
                else reference
            )
            yield f"{path}:{name}", found["value"]


EXAMPLES = {name: value for name, value in examples() if "notificationItems" in value}


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_of_adyens_is_read(name: str) -> None:
    items = [each["NotificationRequestItem"] for each in EXAMPLES[name]["notificationItems"]]
    config, secrets = account(merchant_account=items[0]["merchantAccountCode"])
    found = ADAPTER.events({}, batch(*map(signed, items)), config, secrets, NOW)
    assert [each.name for each in found] == [each["eventCode"] for each in items]
    for event, told in zip(found, items, strict=True):
        if event.kind is EventKind.OTHER:
            continue
        own = None if event.kind is EventKind.DISPUTE else told["pspReference"]
        assert event.transaction == told.get("originalReference", own)
        assert not isinstance(event.outcome, NotKnown)


def test_every_kind_of_use_is_one_of_adyens() -> None:
    assert {f"/{name}" for name in ADAPTER.capabilities.webhooks} <= set(WEBHOOKS["webhooks"])


@pytest.mark.parametrize("code", ["REFUND", "REFUND_FAILED", "CAPTURE", "CANCELLATION"])
def test_the_items_of_tests_are_as_adyen_describes_them(code: str) -> None:
    described = WEBHOOKS["webhooks"][f"/{code}"]["post"]["requestBody"]
    body = json.loads(batch(signed(item(code, "MODIFIED00000001", "PAYMENT000000001"))))
    validator(WEBHOOKS, body_of(described)).validate(body)
