"""Writes the generated part of both clients from schema.graphql and clients/operations; builds the TypeScript one.

`python -m clients.generate` replaces it, `--check` only says whether that would change anything. What is built is kept
with the sources: a package that has to be built where it is installed needs a compiler there.
"""

import filecmp
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.node import environment, node

ROOT = Path(__file__).parents[1]
PYTHON_GENERATOR = ROOT / ".venv" / "ariadne" / "bin" / "ariadne-codegen"
TYPESCRIPT = Path("clients/typescript")
TYPESCRIPT_TOOLS = ROOT / TYPESCRIPT / "generator" / "node_modules"
GENERATED = (
    TYPESCRIPT / "src" / "generated",
    TYPESCRIPT / "dist",
    Path("clients/python/refundry_client/generated"),
)

INPUTS = (
    "schema.graphql",
    "clients/operations",
    "clients/typescript/generator",
    "clients/typescript/package.json",
    "clients/typescript/src",
    "clients/typescript/tsconfig.json",
    "clients/python/pyproject.toml",
    "clients/python/generator",
    "clients/python/refundry_client",
)

DEPENDENCY = "import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';\n"
OWN = "import type { DocumentTypeDecoration } from '../document.js';\n"
"""One line of types is all that the package would need another package for."""

SUBSCRIPTIONS = re.compile(r'"""\n[^"]*\n"""\ntype Subscription {')
"""The beginning of the type of all subscriptions, with its description."""

ASYNC = {
    "async_client = false": "async_client = true",
    '"Operations"': '"AsyncOperations"',
    '"operations"': '"async_operations"',
    '"BaseClient"': '"AsyncBaseClient"',
    "generator/base_client.py": "generator/async_base_client.py",
    '"generated"': '"generated_async"',
}
"""What is other in the settings of the second Python client, of which only the methods are taken."""


def generate(folder: Path) -> None:
    """Writes both clients' generated folders below `folder`, from copies of what they are made from."""
    for name in INPUTS:
        copied = folder / name
        copied.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            unused = shutil.ignore_patterns("generated", "__pycache__", "node_modules")
            shutil.copytree(ROOT / name, copied, ignore=unused)
        else:
            shutil.copyfile(ROOT / name, copied)
    with ThreadPoolExecutor() as both:
        for done in [both.submit(_typescript, folder), both.submit(_python, folder)]:
            done.result()


def differences(folder: Path) -> list[str]:
    """The files below `folder` that are not those of the project, and the project's that are not there."""
    found = []
    for generated in GENERATED:
        new, old = _files(folder / generated), _files(ROOT / generated)
        found += [str(generated / name) for name in sorted(new ^ old)]
        common = sorted(new & old)
        _, changed, unreadable = filecmp.cmpfiles(folder / generated, ROOT / generated, common, shallow=False)
        found += [str(generated / name) for name in [*changed, *unreadable]]
    return found


def _files(folder: Path) -> set[str]:
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {str(path) for path in found if "__pycache__" not in path.parts}


def _typescript(folder: Path) -> None:
    here = folder / TYPESCRIPT / "generator"
    (here / "node_modules").symlink_to(TYPESCRIPT_TOOLS)
    _run(["node_modules/.bin/graphql-codegen", "--config", "codegen.json"], here)
    generated = folder / TYPESCRIPT / "src" / "generated"
    for unused in ("gql.ts", "index.ts"):
        (generated / unused).unlink()
    text = (generated / "graphql.ts").read_text()
    assert DEPENDENCY in text
    (generated / "graphql.ts").write_text(text.replace(DEPENDENCY, OWN))
    describe = ["describe.mjs", str(generated / "graphql.ts"), str(folder / "schema.graphql")]
    _run([str(node()), *describe, str(folder / "clients" / "operations")], here)
    _run([str(node()), "node_modules/typescript/bin/tsc", "--project", ".."], here)


def _python(folder: Path) -> None:
    here = folder / "clients" / "python"
    _as_queries(folder)
    _run([str(PYTHON_GENERATOR)], here)
    settings = (here / "pyproject.toml").read_text()
    for usual, other in ASYNC.items():
        assert usual in settings, usual
        settings = settings.replace(usual, other)
    (here / "async.toml").write_text(settings)
    _run([str(PYTHON_GENERATOR), "--config", "async.toml"], here)
    for name in ("async_operations.py", "async_base_client.py"):
        (here / "refundry_client" / "generated_async" / name).rename(here / "refundry_client" / "generated" / name)


def _as_queries(folder: Path) -> None:
    """Rewrites subscriptions as queries: the Python generator has no methods of them for threads."""
    schema, live = folder / "python.graphql", folder / "clients" / "operations" / "live.graphql"
    text, replaced = SUBSCRIPTIONS.subn("extend type Query {", (folder / "schema.graphql").read_text())
    assert replaced == 1
    schema.write_text(text)
    operations = folder / "clients" / "python_operations"
    shutil.copytree(folder / "clients" / "operations", operations)
    (operations / live.name).write_text(re.sub("^subscription ", "query ", live.read_text(), flags=re.MULTILINE))


def _run(command: list[str], folder: Path) -> None:
    variables = {**environment(), "PYTHONPATH": str(folder)}
    done = subprocess.run(command, cwd=folder, env=variables, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise SystemExit(f"{done.stdout}{done.stderr}")


def main() -> None:
    checking = sys.argv[1:] == ["--check"]
    with TemporaryDirectory(prefix="refundry-clients-") as name:
        folder = Path(name)
        generate(folder)
        found = differences(folder)
        if checking and found:
            raise SystemExit("\n".join(["Not up to date: run `make clients`.", *found]))
        if not checking:
            for generated in GENERATED:
                shutil.rmtree(ROOT / generated, ignore_errors=True)
                shutil.copytree(folder / generated, ROOT / generated)


if __name__ == "__main__":
    main()
