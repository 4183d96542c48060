"""`make audit` against lists of advisories of its own, on this machine."""

import gzip
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.support.audit import ROOT, Result, look_up_npm, look_up_python, npm_locks, python_locks, told

PINS = "left-leaf==1.2.3 \\\n    --hash=sha256:00\nright-leaf==2.0 ; python_version > '3' \\\n    --hash=sha256:00\n"

PYTHON_ADVISORY = {
    "id": "TEST-2026-1",
    "summary": "Leaves fall upwards",
    "affected": [
        {
            "package": {"name": "left-leaf", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.2.4"}]}],
        }
    ],
}

NPM_ADVISORY = {
    "id": 1,
    "url": "advisories.example/1",
    "title": "Leaves fall sideways",
    "severity": "high",
    "vulnerable_versions": "<2.0.0",
    "cwe": [],
    "cvss": {"score": 0, "vectorString": None},
}


class Lists(BaseHTTPRequestHandler):
    """A list of Python's advisories at /osv, and npm's registry at /npm."""

    python: dict[str, list[dict[str, Any]]] = {}
    npm: dict[str, list[dict[str, Any]]] = {}

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        asked = json.loads(gzip.decompress(body) if self.headers.get("Content-Encoding") == "gzip" else body)
        if self.path == "/osv":
            found = self.python.get(f"{asked['package']['name']}=={asked['version']}")
            self._answer({"vulns": found} if found else {})
        else:
            self._answer({name: self.npm[name] for name in asked if name in self.npm})

    def do_GET(self) -> None:
        name = self.path.rpartition("/")[2]
        self._answer(
            {"name": name, "dist-tags": {"latest": "1.0.0"}, "versions": {"1.0.0": {"name": name, "version": "1.0.0"}}}
        )

    def _answer(self, value: object) -> None:
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@contextmanager
def lists(
    python: dict[str, list[dict[str, Any]]] | None = None, npm: dict[str, list[dict[str, Any]]] | None = None
) -> Iterator[str]:
    """Lists with these advisories; their address."""
    handler = type("Lists", (Lists,), {"python": python or {}, "npm": npm or {}})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def osv(address: str) -> list[list[str]]:
    return [["--vulnerability-service", "osv", "--osv-url", f"{address}/osv"]]


@pytest.fixture
def python_lock(tmp_path: Path) -> Path:
    lock = tmp_path / "dev.txt"
    lock.write_text(PINS)
    return lock


@pytest.fixture
def npm_lock(tmp_path: Path) -> Path:
    folder = tmp_path / "front"
    folder.mkdir()
    root = {"name": "here", "version": "0.0.0", "dependencies": {"top-leaf": "1.0.0"}}
    packages = {"": root, "node_modules/top-leaf": {"version": "1.0.0"}}
    lock = folder / "package-lock.json"
    lock.write_text(json.dumps({"name": "here", "version": "0.0.0", "lockfileVersion": 3, "packages": packages}))
    (folder / "package.json").write_text(json.dumps(root))
    return lock


def test_an_advisory_for_a_python_package_is_told(python_lock: Path) -> None:
    with lists(python={"left-leaf==1.2.3": [PYTHON_ADVISORY], "right-leaf==1.0": [PYTHON_ADVISORY]}) as address:
        result = look_up_python([python_lock], osv(address))
    assert result == Result(
        ["left-leaf==1.2.3 (dev.txt): TEST-2026-1, mended in 1.2.4: Leaves fall upwards"], looked_up=2
    )


def test_a_package_that_several_files_lock_is_looked_up_once(python_lock: Path) -> None:
    other = python_lock.with_name("base.txt")
    other.write_text(PINS.replace("2.0", "2.1"))
    with lists(python={"left-leaf==1.2.3": [PYTHON_ADVISORY]}) as address:
        result = look_up_python([python_lock, other], osv(address))
    assert result.looked_up == 3
    assert [line.partition(":")[0] for line in result.advisories] == ["left-leaf==1.2.3 (dev.txt, base.txt)"]


def test_an_advisory_for_an_npm_package_is_told(npm_lock: Path, tmp_path: Path) -> None:
    with lists(npm={"top-leaf": [NPM_ADVISORY]}) as address:
        result = look_up_npm(npm_lock, tmp_path, ["--registry", f"{address}/npm"])
    assert result == Result(["top-leaf <2.0.0 (front): Leaves fall sideways advisories.example/1"], looked_up=1)


def test_nothing_known_is_said_as_such(python_lock: Path, npm_lock: Path, tmp_path: Path) -> None:
    with lists() as address:
        result = look_up_python([python_lock], osv(address))
        result += look_up_npm(npm_lock, tmp_path, ["--registry", f"{address}/npm"])
    assert told(result) == ["3 locked packages were looked up; 0 advisories are known."]


def test_a_list_that_is_away_is_told_and_is_no_finding(python_lock: Path, npm_lock: Path, tmp_path: Path) -> None:
    with lists() as address:
        pass
    result = look_up_python([python_lock], osv(address))
    result += look_up_npm(npm_lock, tmp_path, ["--registry", f"{address}/npm", "--fetch-retries", "0"])
    assert (result.advisories, result.looked_up, result.missed) == ([], 0, 3)
    *why, last = told(result)
    assert [line.partition(":")[0] for line in why] == [
        "NOT LOOKED UP  2 Python packages",
        "NOT LOOKED UP  1 npm packages of front",
    ]
    assert last.startswith("3 locked packages were NOT looked up")


def test_the_next_list_is_tried_where_one_is_away(python_lock: Path) -> None:
    with lists() as away:
        pass
    with lists(python={"left-leaf==1.2.3": [PYTHON_ADVISORY]}) as address:
        result = look_up_python([python_lock], osv(away) + osv(address))
    assert (len(result.advisories), result.looked_up, result.missed) == (1, 2, 0)


def test_what_is_no_list_is_not_taken_for_one_without_advisories(npm_lock: Path, tmp_path: Path) -> None:
    """As a registry's mirror without one, which refuses the question."""

    class Refusing(Lists):
        def _answer(self, value: object) -> None:
            self.send_error(405)

    with ThreadingHTTPServer(("127.0.0.1", 0), Refusing) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        options = ["--registry", f"http://127.0.0.1:{server.server_port}", "--fetch-retries", "0"]
        result = look_up_npm(npm_lock, tmp_path, options)
        server.shutdown()
        thread.join()
    assert (result.looked_up, result.missed) == (0, 1)


def test_every_lock_of_the_project_is_looked_up() -> None:
    python = {str(path.relative_to(ROOT)) for path in python_locks(ROOT)}
    assert {f"requirements/{name}.txt" for name in ("audit", "base", "build", "clients", "demo", "dev")} <= python
    assert "bench/peers/psycopg/requirements.txt" in python
    npm = {str(path.parent.relative_to(ROOT)) for path in npm_locks(ROOT)}
    assert {"front", "clients/typescript/generator", "tests/browser", "tests/sdk/node", "tests/web/audit"} <= npm
    assert "bench/peers/mercurius" in npm
