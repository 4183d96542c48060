"""What compilers and editors know of the clients: the types that answers and inputs have."""

import asyncio
import json
import subprocess
import sys
import tarfile
import zipfile
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import ValidationError
from refundry_client import (
    ApiKey,
    NodeNodeTransaction,
    PaymentStatus,
    RefundInput,
    Refundry,
    RefundTransactionInput,
    SearchTimestampInput,
    TransactionSearchInput,
    ValidationErrorCode,
)

from tests.clients import package
from tests.support.merchant_client import Shop
from tests.support.node import node


async def test_typescript_knows_every_answer(shop: Shop, programs: Path) -> None:
    """The program has lines that the compiler has to refuse, and it was compiled."""
    paid = await shop.settled("10.00")
    public_key, private_key = shop.keys
    key = {"publicKey": public_key, "privateKey": private_key}
    given = {"url": shop.live.url, "key": key, "transactionId": paid}
    said = await asyncio.to_thread(package.run, programs / "typed.ts", given)
    assert said == ["less", "SUBMITTED_FOR_SETTLEMENT 7.00 USD", "refunded 3.00", "settlementBatchId"]


async def test_python_knows_amounts_times_and_values(shop: Shop) -> None:
    paid = await shop.settled("10.00")

    def use() -> None:
        with Refundry(shop.live.url, ApiKey(*shop.keys)) as refundry:
            given = RefundTransactionInput(transaction_id=paid, refund=RefundInput(amount=Decimal("7.00")))
            refund = refundry.refund_transaction(given).refund
            assert refund is not None
            assert refund.status is PaymentStatus.SUBMITTED_FOR_SETTLEMENT
            assert refund.amount is not None
            assert refund.amount.value == Decimal("7.00")
            assert refund.created_at is not None
            assert refund.created_at.utcoffset() is not None
            (problem,) = refundry.refund_transaction(given).validation_errors or []
            assert problem.code is ValidationErrorCode.REFUND_AMOUNT_TOO_LARGE
            since = SearchTimestampInput(greater_than_or_equal_to=datetime(2020, 1, 1, tzinfo=UTC))
            found = refundry.transactions(TransactionSearchInput(created_at=since))
            assert found is not None
            assert [edge.node.id for edge in found.edges or () if edge and edge.node] == [paid]
            transaction = refundry.node(paid)
            assert isinstance(transaction, NodeNodeTransaction)
            assert transaction.refundable_amount.value == Decimal("3.00")

    await asyncio.to_thread(use)


@pytest.mark.parametrize(
    ("amount", "written"),
    [("7.10", "7.10"), ("1E+2", "100"), ("0.00000001", "0.00000001"), ("12345678901234567890", "12345678901234567890")],
)
def test_python_writes_amounts_in_digits(amount: str, written: str) -> None:
    model = RefundInput(amount=Decimal(amount))
    assert model.model_dump(mode="json", exclude_unset=True) == {"amount": written}


def test_python_refuses_what_is_wrong_before_it_is_sent() -> None:
    with pytest.raises(ValidationError, match="timezone"):
        SearchTimestampInput(greater_than_or_equal_to=datetime(2020, 1, 1))
    with pytest.raises(ValidationError, match="finite"):
        RefundInput(amount=Decimal("NaN"))


def test_a_browser_gets_no_private_key(programs: Path) -> None:
    script = (
        "globalThis.document = {}; const { Refundry } = await import('refundry-client');"
        " try { new Refundry('http://127.0.0.1:9', { publicKey: 'a', privateKey: 'b' }); }"
        " catch (error) { console.log(JSON.stringify(error.message)); }"
    )
    command = [str(node()), "--input-type=module", "--eval", script]
    done = subprocess.run(command, cwd=programs, capture_output=True, text=True, check=True)
    assert "never belongs in a browser" in json.loads(done.stdout)


def test_the_package_has_what_is_built_and_nothing_else(packed: Path) -> None:
    with tarfile.open(packed) as archive:
        names = archive.getnames()
    assert {"package/package.json", "package/README.md", "package/dist/index.js", "package/dist/index.d.ts"} <= {*names}
    assert not [name for name in names if "/dist/" not in name and name.count("/") > 1]


def test_the_wheel_has_what_python_imports_and_nothing_else(tmp_path: Path) -> None:
    source = package.ROOT / "clients" / "python"
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check", "--quiet"]
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, "-w", str(tmp_path), str(source)], check=True)
    (wheel,) = tmp_path.glob("refundry_client-*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert {"refundry_client/__init__.py", "refundry_client/py.typed", "refundry_client/generated/enums.py"} <= {*names}
    assert not [name for name in names if not name.startswith(("refundry_client/", "refundry_client-"))]
