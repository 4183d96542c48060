"""The settings of trusted documents are checked at the start."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from app.settings import SettingsError, read_settings
from app.settings.clients import Trust

TEXT = "query Asked { ping }"
HASH = sha256(TEXT.encode()).hexdigest()
SERVERS = {"database_url": "postgresql://someone@db.example/refundry", "redis_url": "redis://redis.example"}

WRONG = {
    "no JSON": "query Asked { ping }",
    "a list": json.dumps([TEXT]),
    "nothing": "{}",
    "no text": json.dumps({HASH: 1}),
    "another text's hash": json.dumps({"0" * 64: TEXT}),
    "SHA-1": json.dumps({"0" * 40: TEXT}),
}


@pytest.mark.parametrize("content", WRONG.values(), ids=WRONG)
def test_a_wrong_file_of_documents_is_named(content: str, tmp_path: Path) -> None:
    file = tmp_path / "documents.json"
    file.write_text(content)
    with pytest.raises(SettingsError, match=r"^REFUNDRY_TRUSTED_DOCUMENTS_FILE: Should "):
        read_settings(**SERVERS, trusted_documents="only", trusted_documents_file=file)


def test_trust_and_documents_belong_together(tmp_path: Path) -> None:
    file = tmp_path / "documents.json"
    file.write_text(json.dumps({HASH: TEXT}))
    settings = read_settings(**SERVERS, trusted_documents="ALSO", trusted_documents_file=file)
    assert (settings.trusted_documents, settings.trusted_texts) == (Trust.ALSO, {HASH: TEXT})
    for one in ({"trusted_documents": "only"}, {"trusted_documents_file": file}):
        with pytest.raises(SettingsError, match="belong together"):
            read_settings(**SERVERS, **one)
