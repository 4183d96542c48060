"""The session cookie of a browser, which only pages of our own origin may use."""

from dataclasses import dataclass
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response

from app.web.http.statuses import HttpRefusal

NAME = "refundry_session"


@dataclass(frozen=True, slots=True)
class SessionCookie:
    """The cookie is HttpOnly and SameSite=Strict, and over TLS bound to our host by its prefix `__Host-`.

    `public_url` is the address that browsers use, if known. With https there, or in the request, the cookie is Secure.
    """

    public_url: str | None = None

    def read(self, request: Request) -> str | None:
        """The token in the request's cookie, or None."""
        return request.cookies.get(self._name(request)) or None

    def write(self, request: Request, response: Response, token: str, expires_at: datetime) -> None:
        """Sets the cookie with the token, until `expires_at`."""
        response.set_cookie(
            self._name(request),
            token,
            expires=expires_at.astimezone(UTC),
            path="/",
            secure=self._secure(request),
            httponly=True,
            samesite="strict",
        )

    def clear(self, request: Request, response: Response) -> None:
        """Deletes the cookie."""
        response.delete_cookie(
            self._name(request), path="/", secure=self._secure(request), httponly=True, samesite="strict"
        )

    def check_origin(self, request: Request) -> None:
        """Raises HttpRefusal (AUTHORIZATION) for a request from a page of another origin.

        SameSite and the required application/json keep out other sites; this also keeps out other hosts of our domain.
        """
        origin = request.headers.get("origin")
        if origin is None:
            return
        host = request.headers.get("host", "")
        ours = {f"http://{host}", f"https://{host}", (self.public_url or "").rstrip("/")}
        if origin.lower() not in {each.lower() for each in ours if each}:
            raise HttpRefusal(
                "FORBIDDEN", "A page of another origin cannot use this session: sign in with token instead."
            )

    def _name(self, request: Request) -> str:
        return f"__Host-{NAME}" if self._secure(request) else NAME

    def _secure(self, request: Request) -> bool:
        return request.scope["scheme"] == "https" or (self.public_url or "").lower().startswith("https:")
