"""`refundry gateway-accounts`, `gateways list`, `secrets` and `merchant-accounts --gateway-account`."""

import asyncio
import json
import os
import pty
import re
import subprocess
import sys
import termios
import threading
from pathlib import Path

import pytest

from app.domain.reversals.payments import Merchant
from app.flows.people.set_up import create_merchant
from app.flows.service import Service
from app.settings import Settings, as_environment
from tests.gateways.accounts.conftest import ROOT, Refundry
from tests.gateways.accounts.local import Gateway
from tests.gateways.accounts.test_at_rest import rows

CANARY = "test_canary_0b7d6e21"
OTHER = "test_canary_ffa07712"
HOOK = "whsec_canary_41aa90"
SECRETS = json.dumps({"secret_key": CANARY, "webhook_secrets": [HOOK]})
ADD = ("gateway-accounts", "add", "acme", "main", "--adapter", "local", "--secrets", "-")
PATH = re.compile(r"/gateways/local/([A-Za-z0-9_-]+)")


def done(process: "subprocess.CompletedProcess[str]") -> str:
    """What a command printed that ended well and told no secret."""
    assert process.returncode == 0, process.stderr
    return quiet(process)


def refused(process: "subprocess.CompletedProcess[str]") -> str:
    """Why a command was refused: in lines, without a secret and without a traceback."""
    assert process.returncode == 1, process.stdout
    assert "Traceback" not in process.stderr
    assert process.stderr.startswith("refundry: ")
    return quiet(process)


def quiet(process: "subprocess.CompletedProcess[str]") -> str:
    told = process.stdout + process.stderr
    assert not [canary for canary in (CANARY, OTHER, HOOK) if canary in told], told
    return told


async def test_an_account_from_the_first_key_to_its_retirement(
    refundry: Refundry, merchant: Merchant, gateway: Gateway, database: str, tmp_path: Path
) -> None:
    base = f"api_base={gateway.address}"
    added = done(refundry(*ADD, "--set", base, "--set", "timeout=5", typed=SECRETS))
    assert gateway.heard == [], "nothing is asked"
    token = PATH.search(added)
    assert token is not None

    shown = done(refundry("gateway-accounts", "show", "acme", "main"))
    assert token[0] in shown
    assert "ends in 6e21" in shown
    assert re.search(r"webhook_secrets: fingerprint [0-9a-f]{16}$", shown, re.MULTILINE)
    assert "timeout=5" in shown
    assert done(refundry("gateway-accounts", "list", "acme")) == "main  local  version 1  test  ACTIVE\n"

    wrong = refundry("gateway-accounts", "test", "acme", "main")
    assert wrong.returncode == 1
    assert "The gateway refuses the credentials" in quiet(wrong)
    assert "CREDENTIALS_REFUSED" in done(refundry("gateway-accounts", "list", "acme"))
    gateway.known = {CANARY: ("acct_local", False), OTHER: ("acct_local", True)}
    assert done(refundry("gateway-accounts", "test", "acme", "main")) == "acct_local, test\n"
    assert "last error" not in done(refundry("gateway-accounts", "show", "acme", "main"))

    file = tmp_path / "secrets.json"
    file.write_text(json.dumps({"secret_key": OTHER}))
    rotated = done(refundry("gateway-accounts", "rotate", "acme", "main", "--secrets", str(file)))
    assert rotated == "main  version 2  test\n"
    shown = done(refundry("gateway-accounts", "show", "acme", "main"))
    assert "ends in 7712" in shown
    assert "webhook_secrets" in shown, "what is not named stays"
    assert token[0] in shown
    assert done(refundry("gateway-accounts", "test", "acme", "main")) == "acct_local, live\n"

    for account, currency, more in (("usd", "USD", ["--default"]), ("eur", "EUR", [])):
        linking = ("merchant-accounts", "add", "acme", account, currency, "--gateway-account", "main", *more)
        assert done(refundry(*linking)) == f"{account}\n"
    unknown = refused(refundry("merchant-accounts", "add", "acme", "jpy", "JPY", "--gateway-account", "main"))
    assert "doesn't know the currency 'JPY'" in unknown
    assert "has no gateway account" in refused(
        refundry("merchant-accounts", "add", "acme", "gbp", "USD", "--gateway-account", "nobodys")
    )
    linked = await rows(
        database,
        "SELECT m.public_id, m.gateway, g.name, m.is_default FROM merchant_accounts m "
        "JOIN gateway_accounts g ON g.id = m.gateway_account_id ORDER BY 1 DESC",
    )
    assert [tuple(row) for row in linked] == [("usd", "local", "main", True), ("eur", "local", "main", False)]

    retired = done(refundry("gateway-accounts", "retire", "acme", "main"))
    assert "eur, usd" in retired
    assert "RETIRED" in done(refundry("gateway-accounts", "list", "acme"))
    assert "retired" in refused(refundry("gateway-accounts", "test", "acme", "main"))
    assert "retired" in refused(refundry("gateway-accounts", "rotate", "acme", "main", "--secrets", "-", typed=SECRETS))
    assert "retired" in refused(refundry("merchant-accounts", "set", "acme", "usd", "--gateway-account", "main"))
    assert "has or had a gateway account of this name" in refused(refundry(*ADD, typed=SECRETS))

    done(refundry("gateway-accounts", "add", "acme", "next", "--adapter", "local", "--secrets", "-", typed=SECRETS))
    assert done(refundry("merchant-accounts", "set", "acme", "usd", "--gateway-account", "next")) == "usd\n"
    told = await rows(
        database, "SELECT kind, note FROM changes WHERE kind ~ '^GATEWAY_ACCOUNT|ACCOUNT_LINKED$' ORDER BY id"
    )
    assert [row["kind"] for row in told] == [
        "GATEWAY_ACCOUNT_ADDED",
        "GATEWAY_ACCOUNT_CHANGED",
        "GATEWAY_ACCOUNT_RETIRED",
        "GATEWAY_ACCOUNT_ADDED",
        "MERCHANT_ACCOUNT_LINKED",
    ]
    assert told[1]["note"] == "main, version 2 (test); another secret_key"
    assert not [canary for canary in (CANARY, OTHER, HOOK) if canary in str(told)]


@pytest.mark.parametrize(
    ("arguments", "typed", "told"),
    [
        (("--set", "timout=5"), SECRETS, "timout: There is no setting or secret of this name. Send timeout, or"),
        (("--set", "timeout=PT5S"), SECRETS, "timeout: This setting is invalid. Send the seconds"),
        (("--set", f"secret_key={CANARY}"), SECRETS, "secret_key: This is a secret, and no setting."),
        (("--set", CANARY), SECRETS, "--set takes KEY=VALUE"),
        (("--set", f"{CANARY}={CANARY}"), SECRETS, "settings: There is no setting or secret of this name."),
        (("--set", "timeout=5", "--set", "timeout=6"), SECRETS, "timeout: This item is in the list twice."),
        (("--set", "api_base=https://api.example/v1"), SECRETS, "api_base: This setting is invalid. Send scheme://"),
        (("--set", "api_base=http://api.example"), SECRETS, "api_base: This setting is invalid."),
        (("--set", "absence_after=5"), SECRETS, "absence_after: This setting is invalid. Send an ISO 8601 duration"),
        ((), json.dumps({"secret_kee": CANARY}), "secret_kee: There is no setting or secret of this name."),
        ((), json.dumps({"webhook_secrets": [HOOK]}), "secret_key: A setting or a secret is missing."),
        ((), json.dumps({"secret_key": [CANARY]}), "secret_key: This is of another type. Send a text."),
        ((), json.dumps({"secret_key": {"a": CANARY}}), "secret_key: This is of another type. Send a text."),
        (
            (),
            json.dumps({"secret_key": CANARY, "webhook_secrets": HOOK}),
            "webhook_secrets: This is of another type. Send a list of texts.",
        ),
        ((), f'{{"secret_key": "{CANARY}", "secret_key": "{OTHER}"}}', "Standard input names a secret twice."),
        ((), f'"{CANARY}"', "Standard input is no JSON object."),
        ((), f"{{{CANARY}", "Standard input is no JSON object."),
        ((), "[" * 100_000, "Standard input is no JSON object."),
        ((), "", "Standard input is no JSON object."),
    ],
)
async def test_what_is_wrong_is_refused_without_its_value_and_with_what_is_expected(
    refundry: Refundry, merchant: Merchant, database: str, arguments: tuple[str, ...], typed: str, told: str
) -> None:
    assert told in refused(refundry(*ADD, *arguments, typed=typed))
    assert await rows(database, "SELECT FROM gateway_accounts") == []


async def test_who_and_what_is_refused(refundry: Refundry, merchant: Merchant, service: Service) -> None:
    await create_merchant(service.store, "Play", sandbox=True)
    add = ("gateway-accounts", "add")
    rest = ("--adapter", "local", "--secrets", "-")
    sandbox = refused(refundry(*add, "play", "main", *rest, typed=SECRETS))
    assert "A sandbox merchant has the sandbox gateway alone." in sandbox
    live = json.dumps({"secret_key": "live_canary"})
    assert "These credentials move real money" in refused(refundry(*add, "play", "main", *rest, typed=live))
    assert "There is no merchant 'nobody'" in refused(refundry(*add, "nobody", "main", *rest, typed=SECRETS))
    assert "name: This text has an invalid format. Send lower-case" in refused(
        refundry(*add, "acme", "My Own", *rest, typed=SECRETS)
    )
    for adapter, told in (
        ("sandbox", "can be used here. There are"),
        ("nothing", "can be used here. There are"),
        ("later", "it was written for version 99 of the contract"),
        ("broken", "can't be loaded"),
    ):
        named = ("--adapter", adapter, "--secrets", "-")
        assert told in refused(refundry(*add, "acme", "main", *named, typed=SECRETS)), adapter
    assert "--secrets FILE" in refused(refundry(*add, "acme", "main", "--adapter", "local"))
    assert "No such file" in refused(refundry(*add, "acme", "main", "--adapter", "local", "--secrets", "/not/there"))
    for command in ("show", "test", "retire"):
        assert "was not found" in refused(refundry("gateway-accounts", command, "acme", "nobodys"))
    none = refused(refundry(*add, "acme", "main", *rest, typed=SECRETS, REFUNDRY_SECRETS_KEYS=""))
    assert "REFUNDRY_SECRETS_KEYS is not set" in none
    wrong = refused(refundry(*add, "acme", "main", *rest, typed=SECRETS, REFUNDRY_SECRETS_KEYS=CANARY))
    assert wrong.startswith("refundry: REFUNDRY_SECRETS_KEYS: ")


async def test_keys_are_made_and_rotated(refundry: Refundry, merchant: Merchant, gateway: Gateway, key: str) -> None:
    gateway.known[CANARY] = ("acct_local", False)
    done(refundry(*ADD, "--set", f"api_base={gateway.address}", typed=SECRETS))
    new = done(refundry("secrets", "new-key")).splitlines()[-1].split()[-1]
    assert new != done(refundry("secrets", "new-key")).splitlines()[-1].split()[-1]
    test = ("gateway-accounts", "test", "acme", "main")
    lost = refundry(*test, REFUNDRY_SECRETS_KEYS=new)
    assert (lost.returncode, "REFUNDRY_SECRETS_KEYS" in quiet(lost)) == (1, True)
    assert "opens the secrets of these" in refused(refundry("secrets", "rotate", REFUNDRY_SECRETS_KEYS=new))
    assert "1 secrets were sealed" in done(refundry("secrets", "rotate", REFUNDRY_SECRETS_KEYS=f"{new},{key}"))
    assert "0 secrets were sealed" in done(refundry("secrets", "rotate", REFUNDRY_SECRETS_KEYS=f"{new},{key}"))
    done(refundry(*test, REFUNDRY_SECRETS_KEYS=new))
    assert refundry(*test, REFUNDRY_SECRETS_KEYS=key).returncode == 1
    assert "REFUNDRY_SECRETS_KEYS is not set" in refused(refundry("secrets", "rotate", REFUNDRY_SECRETS_KEYS=""))


async def test_the_adapters_are_listed_with_what_they_can_do_or_what_is_wrong(refundry: Refundry) -> None:
    listed = done(refundry("gateways", "list"))
    assert "sandbox  built in" in listed
    assert re.search(r"^local  refundry-local 1\.2$\n  does +CAPTURE, REFUND, REFUND_VOID, VOID$", listed, re.MULTILINE)
    assert "later  refundry-local 1.2  not usable: it was written for version 99" in listed
    assert "broken  refundry-local 1.2  not usable: it can't be loaded" in listed


async def test_on_a_terminal_secrets_are_asked_for_and_not_shown(
    settings: Settings, package: Path, merchant: Merchant, database: str
) -> None:
    controller, terminal = pty.openpty()
    command = [sys.executable, "-m", "app.commands.cli", *ADD[:-2]]
    environment = {**as_environment(settings), "PYTHONPATH": os.pathsep.join([str(ROOT), str(package)])}
    process = subprocess.Popen(  # noqa: ASYNC220 -- nothing else runs in this test
        command, env=environment, stdin=terminal, stdout=terminal, stderr=terminal, start_new_session=True
    )
    os.close(terminal)
    seen = b""
    # Whatever it waits for, it ends: what is read from it ends with it then.
    ends = threading.Timer(60, process.kill)
    ends.start()
    for prompt, answer in ((b"secret_key", CANARY), (b"webhook_secrets", HOOK), (b"webhook_secrets", "")):
        before = len(seen)
        while prompt not in seen[before:]:
            seen += os.read(controller, 4096)
        # What is typed before the terminal is told to hide it is thrown away.
        while process.poll() is None and termios.tcgetattr(controller)[3] & termios.ECHO:  # noqa: ASYNC110 -- it can't tell
            await asyncio.sleep(0.01)
        arguments = (await asyncio.to_thread(Path(f"/proc/{process.pid}/cmdline").read_bytes)).split(b"\0")
        assert CANARY.encode() not in arguments
        os.write(controller, f"{answer}\n".encode())
    try:
        while more := os.read(controller, 4096):
            seen += more
    except OSError:
        """The terminal's other side is closed: the command has ended."""
    ends.cancel()
    os.close(controller)
    assert process.wait(timeout=60) == 0, seen
    assert CANARY.encode() not in seen
    assert HOOK.encode() not in seen
    (kept,) = await rows(database, "SELECT fingerprints FROM gateway_account_secrets")
    assert [entry[0] for entry in json.loads(kept["fingerprints"])] == ["secret_key", "webhook_secrets"]
