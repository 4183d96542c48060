"""The Python client has words for its methods, their arguments, and the fields of inputs and answers."""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest
from refundry_client import AsyncRefundry, Refundry

from tests.clients import package

SOURCES = package.ROOT / "clients" / "python" / "refundry_client"
PUBLIC = [
    *(SOURCES / name for name in ("answers.py", "client.py", "credentials.py", "errors.py", "later.py", "webhooks.py")),
    *sorted(path for path in (SOURCES / "generated").glob("*.py") if path.name != "base_model.py"),
]


def bare(module: ast.Module) -> Iterator[str]:
    """What of a module's public classes no words stand behind, as Class.field."""
    for class_def in (each for each in module.body if isinstance(each, ast.ClassDef) and each.name[0] != "_"):
        if not ast.get_docstring(class_def):
            yield class_def.name
        for statement, following in zip(class_def.body, [*class_def.body[1:], None], strict=True):
            name = _field(statement)
            if name and not (isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant)):
                yield f"{class_def.name}.{name}"


def _field(statement: ast.stmt) -> str | None:
    """The public field that a statement of a class gives it."""
    target: ast.expr | None = None
    if isinstance(statement, ast.AnnAssign):
        target = statement.target
    elif isinstance(statement, ast.Assign):
        target = statement.targets[0]
    return target.id if isinstance(target, ast.Name) and target.id[0] != "_" else None


@pytest.mark.parametrize("path", PUBLIC, ids=lambda path: path.name)
def test_classes_and_fields(path: Path) -> None:
    not_for_callers = ("Answer.", "UnknownObject.model_config", "Session.requires_response_body")
    assert [each for each in bare(ast.parse(path.read_text())) if not each.startswith(not_for_callers)] == []


@pytest.mark.parametrize("client", [Refundry, AsyncRefundry])
def test_methods_and_arguments(client: type) -> None:
    methods = {name: method for name, method in inspect.getmembers(client, inspect.isfunction) if name[0] != "_"}
    assert len(methods) > 50
    assert [name for name, method in methods.items() if not inspect.getdoc(method)] == []
    generated = {name: method for name, method in methods.items() if "operations" in method.__module__}
    for name, method in generated.items():
        for argument in inspect.signature(method).parameters.keys() - {"self", "input"}:
            assert f"`{argument}`: " in (inspect.getdoc(method) or ""), name
