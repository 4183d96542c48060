"""The saved operations of the desk: one document for each task of support staff, offered by rights (SPEC 8.2)."""

import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graphql import (
    DocumentNode,
    FieldNode,
    ListTypeNode,
    NamedTypeNode,
    NonNullTypeNode,
    OperationDefinitionNode,
    OperationType,
    TypeNode,
    parse,
)

from app.domain.people.people import Right

FOLDER = Path(__file__).parent / "operations"

ROOTS = {OperationType.QUERY: "Query", OperationType.MUTATION: "Mutation"}

KEY = "apiRequestKey"
"""The variable that the desk fills in by itself, new for each request: a button pressed twice does it once."""

KINDS = {"Int": "number", "Boolean": "flag"}
AMOUNTS = "ApprovalLimitInput"
"""The input that people write as one text, like "140.00 EUR"."""


@dataclass(frozen=True, slots=True)
class Field:
    """A variable of an operation as people fill it in.

    `kind` is text, number, flag, list, amounts, choice or key. `example` works on the demo's data as it is, and
    `origin` names the example to query where the value differs on each machine.
    """

    name: str
    label: str
    kind: str
    required: bool
    choices: tuple[str, ...] = ()
    example: object = None
    origin: str | None = None

    def as_json(self) -> dict[str, object]:
        """For the page."""
        described = {"name": self.name, "label": self.label, "kind": self.kind, "required": self.required}
        return {**described, "choices": list(self.choices), "example": self.example, "from": self.origin}


@dataclass(frozen=True, slots=True)
class SavedOperation:
    """A document with one operation. `root_fields` are written as the table of rights has them: Query.order."""

    file: str
    name: str
    title: str
    text: tuple[str, ...]
    source: str
    root_fields: tuple[str, ...]
    fields: tuple[Field, ...]
    then: str | None = None
    """The file of the usual next operation."""

    def is_for(self, rights: Collection[Right], needed: Mapping[str, Collection[Right]]) -> bool:
        """Whether an actor with these rights may carry it out. A field needs any one of its rights."""
        return all(not needed[each] or set(needed[each]) & set(rights) for each in self.root_fields)

    def as_json(self) -> dict[str, object]:
        """For the page."""
        fields = [field.as_json() for field in self.fields]
        shown = {"name": self.name, "title": self.title, "text": list(self.text), "document": self.document}
        return {**shown, "fields": fields, "file": self.file, "then": self.then}

    @property
    def document(self) -> str:
        """The source with its title only: the form beside it has the paragraphs below that."""
        lines = self.source.splitlines()
        rest = next(number for number, line in enumerate(lines) if not line.startswith("#"))
        return "\n".join([f"# {self.title}", *lines[rest:], ""])


@dataclass(frozen=True, slots=True)
class Example:
    """Where an example comes from in a sandbox: a query, and the path to the value in its data."""

    query: str
    path: tuple[str | int, ...]

    def as_json(self) -> dict[str, object]:
        """For the page."""
        return {"query": self.query, "path": list(self.path)}


@dataclass(frozen=True, slots=True)
class Saved:
    """All saved operations, in groups, and the examples that they begin with."""

    groups: tuple[tuple[str, tuple[SavedOperation, ...]], ...]
    examples: Mapping[str, Example]

    @property
    def operations(self) -> tuple[SavedOperation, ...]:
        """All of them, in the order in which they are shown."""
        return tuple(operation for _, operations in self.groups for operation in operations)

    def offered(self, rights: Collection[Right], needed: Mapping[str, Collection[Right]]) -> list[dict[str, object]]:
        """The groups for the page, with the operations that an actor with these rights may carry out."""
        groups = [
            (title, [operation.as_json() for operation in operations if operation.is_for(rights, needed)])
            for title, operations in self.groups
        ]
        return [{"title": title, "operations": operations} for title, operations in groups if operations]


def saved_operations(folder: Path = FOLDER) -> Saved:
    """What index.toml of the folder lists. Raises for a file that is missing or unlisted, and a variable that is."""
    index = tomllib.loads((folder / "index.toml").read_text(encoding="utf-8"))
    groups = tuple(
        (group["title"], tuple(_operation(folder, listed) for listed in group["operations"]))
        for group in index["groups"]
    )
    saved = Saved(
        groups, {name: Example(each["query"], tuple(each["path"])) for name, each in index["examples"].items()}
    )
    unlisted = {path.stem for path in folder.glob("*.graphql")} - {operation.file for operation in saved.operations}
    if unlisted:
        raise ValueError(f"index.toml lists no {', '.join(sorted(unlisted))}")
    return saved


def _operation(folder: Path, listed: Mapping[str, object]) -> SavedOperation:
    file = str(listed["file"])
    source = (folder / f"{file}.graphql").read_text(encoding="utf-8")
    title, *text = _introduction(source)
    operation = _only(parse(source))
    assert operation.name is not None
    about = listed.get("fields", {})
    assert isinstance(about, Mapping)
    then = listed.get("then")
    return SavedOperation(
        file=file,
        name=operation.name.value,
        title=title,
        text=tuple(text),
        source=source,
        root_fields=tuple(
            f"{ROOTS[operation.operation]}.{field.name.value}"
            for field in operation.selection_set.selections
            if isinstance(field, FieldNode)
        ),
        fields=tuple(
            _field(variable.variable.name.value, variable.type, about)
            for variable in operation.variable_definitions or ()
        ),
        then=None if then is None else str(then),
    )


def _introduction(source: str) -> list[str]:
    """The paragraphs of the comment at the beginning of a document; the first one is its title."""
    lines = []
    for line in source.splitlines():
        if not line.startswith("#"):
            break
        lines.append(line.removeprefix("#").strip())
    return [" ".join(paragraph.split("\n")) for paragraph in "\n".join(lines).split("\n\n")]


def _only(document: DocumentNode) -> OperationDefinitionNode:
    (operation,) = (node for node in document.definitions if isinstance(node, OperationDefinitionNode))
    return operation


def _field(name: str, type_: TypeNode, about: Mapping[str, Mapping[str, object]]) -> Field:
    required = isinstance(type_, NonNullTypeNode)
    written = type_.type if isinstance(type_, NonNullTypeNode) else type_
    if name == KEY:
        return Field(name, "", "key", required)
    described = about[name]
    choices = described.get("choices", [])
    assert isinstance(choices, Sequence)
    named = written.name.value if hasattr(written, "name") else None
    origin = described.get("from")
    return Field(
        name=name,
        label=str(described["label"]),
        kind="choice" if choices else _list_kind(written) if named is None else KINDS.get(named, "text"),
        required=required,
        choices=tuple(str(choice) for choice in choices),
        example=described.get("example"),
        origin=None if origin is None else str(origin),
    )


def _list_kind(written: TypeNode) -> str:
    item = written.type if isinstance(written, ListTypeNode) else written
    named = item.type if isinstance(item, NonNullTypeNode) else item
    return "amounts" if isinstance(named, NamedTypeNode) and named.name.value == AMOUNTS else "list"
