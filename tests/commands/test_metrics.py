"""Metrics as Prometheus scrapes them, and every name that dashboard, alerts and pages use of them."""

import json
import re
import socket
import subprocess
from pathlib import Path

import httpx
import yaml
from prometheus_client.parser import text_string_to_metric_families

from app.settings import Settings
from tests.attacks.served import served
from tests.commands.test_cli import free_port, refundry
from tests.crash.installation import until
from tests.support import debian

OPERATING = Path(__file__).parents[2] / "docs" / "operating"
RULES = [rule for group in yaml.safe_load((OPERATING / "alerts.yaml").read_text())["groups"] for rule in group["rules"]]
DASHBOARD = json.loads((OPERATING / "dashboard.json").read_text())

_NAME = re.compile(r"\brefundry_[a-z_]*[a-z]\b")


async def test_what_is_scraped_has_every_name_that_is_used(settings: Settings, tmp_path: Path) -> None:
    port = free_port()
    measured = settings.model_copy(update={"metrics_address": f"127.0.0.1:{port}"})
    async with served(measured, tmp_path / "log") as process, httpx.AsyncClient() as http:
        await http.post(process.live.url, json={"query": "{ ping }"})
        await http.post(process.live.url, content=b"no JSON", headers={"Content-Type": "text/plain"})

        async def sampled() -> bool:
            return "refundry_sampled_timestamp_seconds 1" in (await http.get(f"http://127.0.0.1:{port}/metrics")).text

        await until(sampled, "the figures of the installation")
        scraped = (await http.get(f"http://127.0.0.1:{port}/metrics")).text
    samples = [sample for family in text_string_to_metric_families(scraped) for sample in family.samples]
    names = {sample.name for sample in samples}
    assert {name for name in names if not name.startswith("refundry_")} == set()
    used = {name for rule in RULES for name in _NAME.findall(rule["expr"])}
    used |= {name for panel in DASHBOARD["panels"] for each in panel["targets"] for name in _NAME.findall(each["expr"])}
    assert used - names == set()
    told = set(re.findall(r"^\| `(refundry_[a-z_]+)` \|", (OPERATING / "metrics.md").read_text(), re.MULTILINE))
    kept = {name for name in names if not name.endswith("_created")}
    families = {re.sub(r"_(bucket|count|sum)$", "", name) for name in kept}
    own = {name for name in families if not name.startswith("refundry_process_")}
    assert told == own, "the page names all, and no other"
    ready = {sample.labels["part"]: sample.value for sample in samples if sample.name == "refundry_ready"}
    assert ready == {"database": 1.0, "schema": 1.0, "redis": 1.0}
    outcomes = {sample.labels["outcome"] for sample in samples if sample.name == "refundry_requests_total"}
    assert outcomes == {"UNAUTHENTICATED"}


def test_every_alert_has_a_page_that_has_its_rule() -> None:
    pages = {page.stem: page.read_text() for page in (OPERATING / "runbook").glob("*.md")}
    assert set(pages) == {rule["alert"] for rule in RULES}
    for rule in RULES:
        assert rule["annotations"]["runbook"] == f"docs/operating/runbook/{rule['alert']}.md"
        assert f"`{rule['expr']}`" in pages[rule["alert"]]
        assert set(rule) == {"alert", "expr", "for", "labels", "annotations"}
        assert rule["labels"]["severity"] in {"page", "ticket"}


def test_prometheus_takes_the_rules() -> None:
    checked = subprocess.run(
        [debian.program("promtool"), "check", "rules", str(OPERATING / "alerts.yaml")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert f"{len(RULES)} rules found" in checked.stdout


def test_an_address_that_is_taken_is_told(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused = refundry("serve", settings=settings.model_copy(update={"metrics_address": f"127.0.0.1:{port}"}))
    assert (refused.returncode, refused.stderr) == (
        1,
        f"refundry: REFUNDRY_METRICS_ADDRESS: 127.0.0.1:{port} can't be listened on (Address already in use).\n",
    )
