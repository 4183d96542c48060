"""Secrets are sealed by the first key of a ring, each for one place, and keys are read without being told."""

import base64
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.gateways.secret_keys import read_keys, write_key
from app.gateways.credentials import place_of
from app.gateways.keyring import CannotOpen, KeyRing, Sealed, new_key
from app.settings import SettingsError, read_settings

SERVERS = {"database_url": "postgresql://someone@db.example/refundry", "redis_url": "redis://redis.example"}
PLACE = place_of(7, 3, "local", 1, {"region": "north"})


def test_what_is_sealed_opens_at_its_place_alone() -> None:
    ring = KeyRing([new_key()])
    sealed = ring.seal(b"hush", PLACE)
    assert ring.open(sealed, PLACE) == b"hush"
    elsewhere = [
        place_of(8, 3, "local", 1, {"region": "north"}),
        place_of(7, 4, "local", 1, {"region": "north"}),
        place_of(7, 3, "other", 1, {"region": "north"}),
        place_of(7, 3, "local", 2, {"region": "north"}),
        place_of(7, 3, "local", 1, {"region": "north", "api_base": "https://thief.example"}),
    ]
    for place in elsewhere:
        with pytest.raises(CannotOpen):
            ring.open(sealed, place)


def test_nothing_that_was_changed_opens() -> None:
    ring = KeyRing([new_key()])
    sealed = ring.seal(b"hush", PLACE)
    for number in range(len(sealed.data)):
        data = bytearray(sealed.data)
        data[number] ^= 1
        with pytest.raises(CannotOpen):
            ring.open(Sealed(sealed.key_id, bytes(data)), PLACE)
    for short in (b"", sealed.data[:12], sealed.data[:27]):
        with pytest.raises(CannotOpen):
            ring.open(Sealed(sealed.key_id, short), PLACE)


def test_the_same_text_is_sealed_differently_each_time() -> None:
    ring = KeyRing([new_key()])
    assert len({ring.seal(b"hush", PLACE).data for _ in range(1000)}) == 1000


def test_the_first_key_seals_and_all_of_them_open() -> None:
    old, new = new_key(), new_key()
    before = KeyRing([old]).seal(b"hush", PLACE)
    both = KeyRing([new, old])
    assert both.open(before, PLACE) == b"hush"
    after = both.seal(b"hush", PLACE)
    assert KeyRing([new]).open(after, PLACE) == b"hush"
    with pytest.raises(CannotOpen):
        KeyRing([old]).open(after, PLACE)


def test_a_ring_shows_no_key() -> None:
    key = new_key()
    ring = KeyRing([key])
    told = repr(ring) + str(ring) + repr(vars(ring))
    assert not [form for form in (key.hex(), write_key(key), repr(key)) if form in told]


@given(st.lists(st.binary(min_size=32, max_size=32), max_size=5), st.sampled_from([",", "\n", ", ", "\r\n", " ,\n"]))
def test_keys_come_back_as_they_were_written(keys: list[bytes], between: str) -> None:
    written = between.join(write_key(key) for key in keys)
    assert read_keys(written) == tuple(dict.fromkeys(keys))
    assert read_keys(written + "\n") == tuple(dict.fromkeys(keys))


@given(st.binary(max_size=64).filter(lambda key: len(key) != 32 and len(key) > 3))
def test_a_key_of_another_length_is_refused_and_not_told(key: bytes) -> None:
    written = base64.b64encode(key).decode()
    with pytest.raises(ValueError, match="number 1 has") as raised:
        read_keys(written)
    assert written not in str(raised.value)


@pytest.fixture(autouse=True)
def no_keys_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("REFUNDRY_SECRETS")]:
        monkeypatch.delenv(name)


@pytest.mark.parametrize("value", ["hush-hush-hush", "aHVzaA==", "aHVzaA", "ж" * 44, f"{write_key(b'k' * 32)},hush"])
def test_wrong_keys_are_refused_at_the_start_by_the_variables_name(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REFUNDRY_SECRETS_KEYS", value)
    with pytest.raises(SettingsError, match=r"^REFUNDRY_SECRETS_KEYS: ") as raised:
        read_settings(**SERVERS)
    assert not [part for part in value.split(",") if part in str(raised.value)]


def test_an_empty_variable_means_no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings(**SERVERS).keys_of_secrets == ()
    monkeypatch.setenv("REFUNDRY_SECRETS_KEYS", "")
    assert read_settings(**SERVERS).keys_of_secrets == ()


def test_keys_come_from_a_file(tmp_path: Path) -> None:
    keys = [new_key(), new_key()]
    file = tmp_path / "keys"
    file.write_text("\n".join(write_key(key) for key in keys) + "\n")
    settings = read_settings(**SERVERS, secrets_keys_file=file)
    assert settings.keys_of_secrets == tuple(keys)
    with pytest.raises(SettingsError, match=r"REFUNDRY_SECRETS_KEYS and REFUNDRY_SECRETS_KEYS_FILE are both set"):
        read_settings(**SERVERS, secrets_keys_file=file, secrets_keys=write_key(keys[0]))


@pytest.mark.parametrize("content", [None, b"", b"hush\n", b"\xff\xfe"])
def test_a_file_without_keys_is_refused_by_the_variables_name(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "keys"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(SettingsError, match=r"^REFUNDRY_SECRETS_KEYS_FILE: ") as raised:
        read_settings(**SERVERS, secrets_keys_file=file)
    assert "hush" not in str(raised.value)


def test_the_settings_show_no_key() -> None:
    key = write_key(new_key())
    assert key not in repr(read_settings(**SERVERS, secrets_keys=key))
