"""A request that is refused: asked in both renderings, which have to agree, and nothing may change meanwhile."""

from dataclasses import dataclass
from typing import Any

from tests.shop import PROBLEMS, Answer, Shop


@dataclass(frozen=True, slots=True)
class Refusal:
    """One problem as a client reads it: `code` is the legacy one, `condition` the stable name."""

    code: str | None
    condition: str
    path: tuple[str, ...]
    message: str


async def refused(shop: Shop, mutation: str, **given: Any) -> list[Refusal]:
    """The problems that the service finds, after making sure that it tells them in both ways and changed nothing."""
    before = await shop.everything()
    on_top = await shop.post(mutation, {"input": given})
    selecting = mutation.replace("(input: $input) {", f"(input: $input) {{ clientMutationId {PROBLEMS}", 1)
    as_data = await shop.post(selecting, {"input": {**given, "clientMutationId": "an echo"}})
    assert await shop.everything() == before, "a refused request changed something"
    found = _on_top(on_top)
    assert _as_data(as_data) == found
    return found


def checked(answer: Answer) -> list[dict[str, Any]]:
    """The errors of an answer that has some, in the form that every error has."""
    assert answer.body["extensions"]["requestId"]
    errors: list[dict[str, Any]] = answer.body["errors"]
    assert errors
    for error in errors:
        assert error["message"]
        assert error["extensions"]["errorType"] in ("user_error", "developer_error")
        assert error["extensions"]["errorClass"] != "INTERNAL", error
    return errors


def _on_top(answer: Answer) -> list[Refusal]:
    assert answer.status == 200
    ((field, payload),) = answer.body["data"].items()
    assert payload is None
    found = []
    for error in checked(answer):
        extensions = error["extensions"]
        assert error["path"] == [field]
        assert error["locations"]
        mended = extensions["condition"] != "OBJECT_NOT_FOUND"
        assert extensions["errorClass"] == ("VALIDATION" if mended else "NOT_FOUND")
        assert extensions["errorType"] == ("user_error" if mended else "developer_error")
        path = tuple(extensions["inputPath"])
        found.append(Refusal(extensions.get("legacyCode"), extensions["condition"], path, error["message"]))
    return found


def _as_data(answer: Answer) -> list[Refusal]:
    assert "errors" not in answer.body
    (payload,) = answer.body["data"].values()
    problems = payload.pop("validationErrors")
    assert payload.pop("clientMutationId") == "an echo"
    assert set(payload.values()) == {None}, "the payload's other fields are null"
    return [Refusal(each["legacyCode"], each["code"], tuple(each["inputPath"]), each["message"]) for each in problems]
