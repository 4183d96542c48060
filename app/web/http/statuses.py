"""HTTP statuses of error codes, and refusals before GraphQL."""

from collections.abc import Mapping
from enum import StrEnum

from app.schema.errors.problems import Complaint, ErrorClass


class MediaType(StrEnum):
    """The media types of responses. They differ only in the status of an error."""

    JSON = "application/json"
    GRAPHQL = "application/graphql-response+json"


STATUSES: Mapping[str, tuple[int, int]] = {
    # code: (application/json, application/graphql-response+json)
    # a well-formed GraphQL response, without `data`
    "UNAUTHENTICATED": (200, 401),
    "FORBIDDEN": (200, 403),
    "GRAPHQL_PARSE_FAILED": (200, 400),
    "GRAPHQL_VALIDATION_FAILED": (200, 400),
    "OPERATION_RESOLUTION_FAILURE": (200, 400),
    "BAD_USER_INPUT": (200, 400),
    "LIMIT_EXCEEDED": (200, 400),
    "PERSISTED_QUERY_NOT_SUPPORTED": (200, 200),
    "PERSISTED_QUERY_NOT_FOUND": (200, 200),
    "DEADLINE_EXCEEDED": (200, 503),
    # before GraphQL
    "BAD_REQUEST": (400, 400),
    "NOT_FOUND": (404, 404),
    "METHOD_NOT_ALLOWED": (405, 405),
    "MERCHANT_REQUIRED": (409, 409),
    "NOT_ACCEPTABLE": (406, 406),
    "REQUEST_TIMEOUT": (408, 408),
    "CONTENT_TOO_LARGE": (413, 413),
    "UNSUPPORTED_MEDIA_TYPE": (415, 415),
    "TOO_MANY_REQUESTS": (429, 429),
    "HEAD_TOO_LARGE": (431, 431),
    "NOT_IMPLEMENTED": (501, 501),
    "SERVICE_UNAVAILABLE": (503, 503),
    # for the log alone: the client is gone
    "CLIENT_LEFT": (499, 499),
    "INTERNAL_SERVER_ERROR": (500, 500),
}
"""With `data` the status is always 200."""

_CLASSES = {
    "UNAUTHENTICATED": ErrorClass.AUTHENTICATION,
    "FORBIDDEN": ErrorClass.AUTHORIZATION,
    "NOT_FOUND": ErrorClass.NOT_FOUND,
    "PERSISTED_QUERY_NOT_FOUND": ErrorClass.NOT_FOUND,
    "PERSISTED_QUERY_NOT_SUPPORTED": ErrorClass.NOT_IMPLEMENTED,
    "NOT_IMPLEMENTED": ErrorClass.NOT_IMPLEMENTED,
    "DEADLINE_EXCEEDED": ErrorClass.SERVICE_AVAILABILITY,
    "CONTENT_TOO_LARGE": ErrorClass.RESOURCE_LIMIT,
    "HEAD_TOO_LARGE": ErrorClass.RESOURCE_LIMIT,
    "REQUEST_TIMEOUT": ErrorClass.RESOURCE_LIMIT,
    "TOO_MANY_REQUESTS": ErrorClass.RESOURCE_LIMIT,
    "SERVICE_UNAVAILABLE": ErrorClass.SERVICE_AVAILABILITY,
}


class HttpRefusal(Exception):
    """A request that is refused before GraphQL: `complaint` is the error, `headers` are those of the response."""

    def __init__(self, code: str, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.complaint = Complaint(message, _CLASSES.get(code, ErrorClass.VALIDATION), code)
        self.headers = dict(headers or {})


def status_of(code: str, media_type: MediaType) -> int:
    """The HTTP status of a response without `data` whose first error has this code."""
    as_json, as_graphql = STATUSES[code]
    return as_json if media_type is MediaType.JSON else as_graphql
