"""`refundry refund-orders`: a whole file of orders refunded by one process, beside PostgreSQL alone.

pgbench sends the statements of single reversals, as in `beside_pgbench`, before and afterwards. The command has an
order around each reversal, which it looks at and writes a history of, and the file that it reads and writes; its
time is that of the whole process, from its start to its end. Half of the orders are voided, the others refunded.
"""

import json
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from app.settings import as_environment
from bench.beside_pgbench import bare
from bench.place import FOLDER, Broken, Place, check_promises, execute
from bench.results import Row, Size, ratio, spread
from bench.sales import FIRST, order_id

PERSON = """
INSERT INTO users (merchant_id, legacy_id, email, name, password_hash, rights, created_at)
    SELECT id, 'bench', 'bench@example.com', 'Bench', '$argon2id$none', ARRAY['REFUND', 'VOID'], now() FROM merchants
"""

OF_EACH_SALE = """
SELECT transaction::bigint, array_agg(kind ORDER BY seq) FROM sandbox.journal
WHERE effect AND kind <> 'charge' GROUP BY transaction
"""


def measure(place: Place, size: Size) -> list[Row]:
    """Orders by the second."""
    database = place.database(size.orders, of_an_order=1)
    execute(database, PERSON)
    with bare(place, size.sales, 2) as alone:
        before = alone.by_second(size.seconds)
        by_second = _give_back(place, database, size.orders)
        after = alone.by_second(size.seconds)
    _check(place, database, size.orders)
    place.drop(database)
    pairs = [(by_second, before), (by_second, after)]
    work = f"refundry refund-orders, {size.orders:,} orders: throughput"
    return [Row(work, "pgbench, our statements for a reversal", ratio(pairs), 0.5, note=spread(pairs))]


def _give_back(place: Place, database: str, orders: int) -> float:
    """Refunds all of them by a process of their own. Orders by the second. Raises Broken unless each was refunded."""
    with TemporaryDirectory() as folder:
        file, results = Path(folder) / "orders.txt", Path(folder) / "results.jsonl"
        ids = [order_id(sale, 1) for sale in range(FIRST, FIRST + orders)]
        file.write_text("".join(f"{each}\n" for each in ids), encoding="utf-8")
        command = [sys.executable, "-m", "app.commands.cli", "refund-orders", str(file), "--results", str(results)]
        command += ["--merchant", "bench", "--as", "bench@example.com", "--run", "bench"]
        environment = as_environment(place.settings(database))
        began = time.perf_counter()
        done = subprocess.run(command, env=environment, cwd=FOLDER.parent, capture_output=True, text=True, check=False)
        seconds = time.perf_counter() - began
        told = [json.loads(line) for line in results.read_text(encoding="utf-8").splitlines()]
    if done.returncode or sorted(each["orderId"] for each in told) != sorted(ids):
        raise Broken(f"refund-orders ended with {done.returncode}: {done.stderr[-1000:]}")
    return orders / seconds


def _check(place: Place, database: str, orders: int) -> None:
    """Raises Broken unless the gateway did to each payment once what it had to do, and every promise was kept."""
    did = {row[0]: row[1] for row in execute(database, OF_EACH_SALE)}
    expected = {sale: ["void" if sale % 2 else "refund"] for sale in range(FIRST, FIRST + orders)}
    if did != expected:
        kinds = Counter(tuple(each) for each in did.values())
        raise Broken(f"of {orders:,} payments the gateway gave back {len(did):,}, by {dict(kinds)}")
    check_promises(place, database)
