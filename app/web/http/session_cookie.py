"""The cookie that carries a person's session in a browser, and who may use it: our own pages alone."""

from dataclasses import dataclass
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response

from app.web.http.statuses import HttpRefusal

NAME = "refundry_session"


@dataclass(frozen=True, slots=True)
class SessionCookie:
    """Out of reach for scripts and for other sites; over TLS also for other hosts of the same domain (`__Host-`).

    `public_url` is where browsers find the service, if it is known; with https there, or in the request, the cookie
    travels over TLS only.
    """

    public_url: str | None = None

    def read(self, request: Request) -> str | None:
        """The token that the browser keeps for us."""
        return request.cookies.get(self._name(request)) or None

    def write(self, request: Request, response: Response, token: str, expires_at: datetime) -> None:
        """Has the browser keep the token until then."""
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
        """Has the browser forget the token."""
        response.delete_cookie(
            self._name(request), path="/", secure=self._secure(request), httponly=True, samesite="strict"
        )

    def check_origin(self, request: Request) -> None:
        """Raises HttpRefusal (AUTHORIZATION) for what a page of another origin sends in its reader's name.

        SameSite and the demand for application/json keep other sites out; this keeps out our domain's other hosts.
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
