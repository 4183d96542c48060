"""How the tests read a response, and what most of them send."""

from typing import Any

import httpx

PING = {"query": "{ ping }"}
JSON, GRAPHQL = "application/json", "application/graphql-response+json"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
TYPE = {"Content-Type": JSON}


def only_error(response: httpx.Response) -> dict[str, Any]:
    """The one error of a response that has no data, after checking the form that every response has."""
    body = response.json()
    assert response.headers["content-type"].split(";")[0] in (JSON, GRAPHQL)
    assert body["extensions"]["requestId"] == response.headers["x-request-id"]
    assert "data" not in body
    (error,) = body["errors"]
    assert error["extensions"]["errorType"] == "developer_error"
    assert isinstance(error["message"], str)
    found: dict[str, Any] = error
    return found


def class_of(response: httpx.Response) -> object:
    return only_error(response)["extensions"]["errorClass"]
