"""The TypeScript client is installed as the documents print it, with no registry in reach, and imports."""

import asyncio
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.clients import package
from tests.support.merchant_client import Shop
from tests.support.node import environment, node, npm
from tests.support.promises import verified_of

ESBUILD = package.ROOT / "front" / "node_modules" / "esbuild" / "bin" / "esbuild"
NAMES = ["Refundry", "RefundryError", "RefundryUnreachable", "unforeseen", "webhooks"]

Install = Callable[[Path, Path], None]


def linked(folder: Path, packed: Path) -> None:
    package.install(package.SOURCES, folder)
    assert (folder / "node_modules" / "refundry-client").is_symlink()


def copied(folder: Path, packed: Path) -> None:
    package.install(package.SOURCES, folder, "--install-links")
    assert not (folder / "node_modules" / "refundry-client").is_symlink()


def unpacked(folder: Path, packed: Path) -> None:
    package.install(packed, folder)


@pytest.fixture(params=[linked, copied, unpacked])
def project(request: pytest.FixtureRequest, packed: Path, tmp_path: Path) -> Path:
    """Another project that has installed the client, one way or another."""
    install: Install = request.param
    (tmp_path / "package.json").write_text('{"name": "shop", "private": true}')
    install(tmp_path, packed)
    return tmp_path


def printed(*command: str | Path, folder: Path, **variables: str) -> str:
    done = subprocess.run(
        [str(each) for each in command],
        cwd=folder,
        env={**environment(), **variables},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Warning" not in done.stderr, done.stderr
    return done.stdout


def test_it_imports_and_brings_nothing_along(project: Path) -> None:
    assert [path.name for path in (project / "node_modules").iterdir() if path.name[0] != "."] == ["refundry-client"]
    modules = 'import * as all from "refundry-client"; console.log(JSON.stringify(Object.keys(all).sort()));'
    (project / "module.mjs").write_text(modules)
    assert json.loads(printed(node(), "module.mjs", folder=project)) == NAMES
    (project / "common.cjs").write_text(
        'const all = require("refundry-client"); console.log(JSON.stringify(Object.keys(all).sort()));'
    )
    assert json.loads(printed(node(), "common.cjs", folder=project)) == NAMES


@pytest.mark.parametrize(
    ("module", "resolution"),
    [("NodeNext", "NodeNext"), ("ESNext", "Bundler"), ("Preserve", "Bundler"), ("ESNext", "Node10")],
)
def test_a_strict_compiler_finds_its_types(project: Path, module: str, resolution: str) -> None:
    options = {
        **{"strict": True, "exactOptionalPropertyTypes": True, "noUncheckedIndexedAccess": True, "skipLibCheck": False},
        **{"module": module, "moduleResolution": resolution, "target": "ES2022", "lib": ["ES2022", "DOM"], "types": []},
        "noEmit": True,
    }
    (project / "tsconfig.json").write_text(json.dumps({"compilerOptions": options, "files": ["use.mts"]}))
    (project / "use.mts").write_text(
        'import { type RefundTransactionInput, Refundry } from "refundry-client";\n'
        "export async function use(refundry: Refundry, input: RefundTransactionInput): Promise<string | undefined> {\n"
        "  return (await refundry.refundTransaction({ input })).refund?.id;\n}\n"
    )
    package.compile_strictly(project)


def test_a_bundler_takes_it_for_a_browser(project: Path) -> None:
    page = 'import { Refundry } from "refundry-client"; console.log(typeof Refundry.signIn);'
    (project / "page.js").write_text(page)
    options = ["--bundle", "--format=esm", "--outfile=bundle.mjs", "--log-level=error"]
    printed(node(), ESBUILD, "page.js", *options, folder=project)
    assert printed(node(), "bundle.mjs", folder=project) == "function\n"


def repository(folder: Path) -> Path:
    """What of the project somebody has who cloned it and looks at the client, under version control."""
    shutil.copytree(
        package.SOURCES, folder / "clients" / "typescript", ignore=shutil.ignore_patterns("node_modules"), symlinks=True
    )
    shutil.copytree(package.ROOT / "examples", folder / "examples")
    shutil.copy(package.ROOT / ".gitignore", folder)
    who = ["-c", "user.name=somebody", "-c", "user.email=somebody@example.com"]
    for command in (["init", "--quiet"], ["add", "--all"], [*who, "commit", "--quiet", "--message=all"]):
        subprocess.run(["git", *command], cwd=folder, check=True)
    return folder


@pytest.mark.parametrize(
    "document", ["docs/clients.md", "clients/typescript/README.md", "examples/reverse_with_refundry.mts"]
)
async def test_the_printed_line_works_three_times_and_leaves_the_tree_clean(
    document: str, shop: Shop, tmp_path: Path
) -> None:
    line = re.search(r"npm (install \./clients/typescript)\b", (package.ROOT / document).read_text(encoding="utf-8"))
    assert line is not None
    clone = repository(tmp_path / "refundry")
    keys = {"REFUNDRY_URL": shop.live.url.removesuffix("/graphql"), "REFUNDRY_KEYS": ":".join(shop.keys)}
    for _ in range(3):
        printed(*npm(), *line[1].split(), *package.OFFLINE, f"--cache={tmp_path / 'cache'}", folder=clone)
        assert printed("git", "status", "--porcelain", folder=clone) == ""
        assert {path.name for path in (clone / "node_modules").iterdir()} == {"refundry-client", ".package-lock.json"}
        said = await asyncio.to_thread(printed, node(), "examples/reverse_with_refundry.mts", folder=clone, **keys)
        first, second = said.splitlines()
        assert first == "VOIDED"
        assert second.startswith("91504")
    await verified_of(shop)


def test_the_package_names_the_node_that_runs_the_example() -> None:
    """From 22.18 on, Node takes the types out of a program by itself."""
    named = json.loads((package.SOURCES / "package.json").read_text())["engines"]["node"]
    assert named == ">=22.18"
    for document in ("clients/typescript/README.md", "examples/reverse_with_refundry.mts"):
        assert "Node 22.18" in (package.ROOT / document).read_text(encoding="utf-8")
    major, minor, *_ = printed(node(), "--version", folder=package.ROOT).lstrip("v").split(".")
    assert (int(major), int(minor)) >= (22, 18)


def test_the_package_runs_nothing_when_it_is_installed() -> None:
    told = json.loads((package.SOURCES / "package.json").read_text())
    assert not {"scripts", "dependencies", "devDependencies", "optionalDependencies", "peerDependencies"} & set(told)


def test_an_editor_has_words_for_everything(packed: Path, tmp_path: Path) -> None:
    package.install(packed, tmp_path)
    program = tmp_path / "words.mts"
    program.write_text('import { Refundry } from "refundry-client";\n')
    compiler = package.TOOLS / "typescript" / "lib" / "typescript.js"
    found = json.loads(printed(node(), package.PROGRAMS / "undocumented.mjs", compiler, program, folder=tmp_path))
    assert found["bare"] == []
    assert found["met"] > 1000
