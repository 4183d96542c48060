"""What a person's browser gets from the service as it is put together."""

import httpx
import pytest

from tests.shop import Live


@pytest.mark.parametrize("path", ["/", "/graphql"])
async def test_a_browser_gets_a_page(live: Live, path: str) -> None:
    root = live.url.removesuffix("/graphql")
    async with httpx.AsyncClient() as http:
        response = await http.get(f"{root}{path}", headers={"Accept": "text/html"})
    assert (response.status_code, response.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert f"{live.url}</pre>" in response.text
    assert "default-src 'none'" in response.headers["content-security-policy"]
