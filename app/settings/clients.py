"""Settings of what clients may do: how many subscriptions they open, and which documents they may send."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, field_validator, model_validator
from pydantic_settings import BaseSettings

from app.settings.values import documents_in, lower


class Trust(StrEnum):
    ONLY = "only"
    ALSO = "also"


class ClientSettings(BaseSettings):
    """A part of `Settings`."""

    subscriptions_per_process: Annotated[int, Field(ge=1, le=100_000)] = 2000
    """How many subscriptions a process has open at most; an API key may have half of them."""
    subscriptions_per_person: Annotated[int, Field(ge=1, le=100_000)] = 50
    """How many of them one person has open at most."""
    trusted_documents: Annotated[Trust | None, BeforeValidator(lower)] = None
    """Documents that clients name by their SHA-256: only those are run, or those also; none are known without it."""
    trusted_documents_file: Path | None = None
    """The file of them: a JSON object of SHA-256 and text, as graphql-codegen's persistedDocuments writes it."""

    @field_validator("trusted_documents_file")
    @classmethod
    def _has_documents(cls, value: Path | None) -> Path | None:
        if value is not None:
            documents_in(value)
        return value

    @model_validator(mode="after")
    def _trust_has_documents(self) -> Self:
        if (self.trusted_documents is None) != (self.trusted_documents_file is None):
            raise ValueError(
                "REFUNDRY_TRUSTED_DOCUMENTS and REFUNDRY_TRUSTED_DOCUMENTS_FILE belong together. Set both, or neither."
            )
        return self

    @property
    def trusted_texts(self) -> dict[str, str]:
        """The texts of the trusted documents by their SHA-256; none where there are none."""
        return {} if self.trusted_documents_file is None else documents_in(self.trusted_documents_file)
