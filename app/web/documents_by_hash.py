"""Documents that clients name by their SHA-256 instead of sending them: trusted ones, from a file; none without it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from app.web.http.statuses import HttpRefusal

DOCUMENT_ID = "documentId"
"""Where GraphQL over HTTP has the name of a document; Apollo's clients use `extensions.persistedQuery.sha256Hash`."""


@dataclass(frozen=True, slots=True)
class TrustedDocuments:
    """The texts of trusted documents by their SHA-256. With `alone`, no others are run."""

    texts: Mapping[str, str] = field(default_factory=dict)
    alone: bool = False

    def text_of(self, given: Mapping[str, object], *, any_text: bool) -> str:
        """The document that the parameters `given` of a request send or name. With `any_text` it may be any.

        Raises HttpRefusal: without trusted documents, for a request that names one by `extensions.persistedQuery`,
        so that Apollo's clients send the text; for an unknown name; and for a text that is not trusted.
        """
        text, hashed = given.get("query"), _hash_in(given)
        if hashed is not None and not self.texts:
            # Clients compare this text. They then send the document itself.
            raise HttpRefusal("PERSISTED_QUERY_NOT_SUPPORTED", "PersistedQueryNotSupported")
        if hashed is not None and hashed in self.texts:
            return self.texts[hashed]
        if hashed is not None and text is None:
            raise HttpRefusal("PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound")
        if not isinstance(text, str):
            raise HttpRefusal("BAD_REQUEST", "query is required, and must be a string.")
        if self.alone and not any_text and _hash_of(text) not in self.texts:
            raise HttpRefusal("FORBIDDEN", "Only trusted documents are run here. This one is not among them.")
        return text


def _hash_in(given: Mapping[str, object]) -> str | None:
    """The SHA-256 by which the document is named, in lower case; None if it is not."""
    extensions = given.get("extensions")
    persisted = extensions.get("persistedQuery") if isinstance(extensions, dict) else None
    if persisted is not None:
        named = persisted.get("sha256Hash") if isinstance(persisted, dict) else None
        return named.lower() if isinstance(named, str) else ""
    named = given.get(DOCUMENT_ID)
    return named.removeprefix("sha256:").lower() if isinstance(named, str) else None


def _hash_of(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
