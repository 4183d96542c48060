"""The rules of the house, read off the source: which room knows which, and who touches SQL, clocks, environment."""

import ast
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

MAY_IMPORT = {
    "domain": set(),
    "engine": set(),
    "addresses": set(),
    "telemetry": set(),
    "settings": {"addresses", "domain", "mail"},
    "process": set(),
    "ringing": {"addresses", "domain"},
    "store": {"addresses", "domain", "telemetry"},
    "gateways": {"domain"},
    "mail": {"domain"},
    "receivers": {"domain"},
    "flows": {"domain", "store", "gateways", "mail", "receivers", "ringing", "process", "settings", "telemetry"},
    "schema": {"domain", "store", "flows", "engine"},
    "web": {"domain", "engine", "telemetry"},
    "desk": {"domain", "flows"},
    "workers": {
        "addresses",
        "domain",
        "store",
        "flows",
        "receivers",
        "ringing",
        "telemetry",
        "process",
        "settings",
        "assembly",
        "logs",
    },
}
"""Layers, and what each may import besides itself."""

WIRING = {"main", "assembly", "logs", "commands", "demo"}
"""What puts the layers together may import all of them."""

NOUNS = {
    "domain": {"reversals", "orders", "people", "history", "gateways", "telling"},
    "flows": {"reversals", "orders", "people", "gateways", "sandbox", "upkeep", "live", "telling"},
    "store": {
        *("reversals", "orders", "people", "history", "search", "gateways", "live", "telling"),
        *("tables", "migrations"),
    },
    "schema": {"reversals", "orders", "people", "history", "search", "gateways", "telling", "base", "errors"},
}
"""The rooms of each layer. Rooms of the same noun stand in each layer for the same thing."""

BETWEEN_NOUNS = {
    "domain.history": {"reversals"},
    "domain.orders": {"reversals"},
    "domain.people": {"reversals"},
    "domain.reversals": {"history", "people"},
    "flows.gateways": {"people", "reversals", "upkeep"},
    "flows.live": {"people"},
    "flows.orders": {"gateways", "people", "reversals"},
    "flows.reversals": {"gateways", "orders", "people", "upkeep"},
    "flows.sandbox": {"gateways", "people", "reversals", "upkeep"},
    "flows.telling": {"upkeep"},
    "schema.base": {"errors", "reversals"},
    "schema.gateways": {"base", "reversals"},
    "schema.history": {"base", "reversals"},
    "schema.orders": {"base", "errors", "history", "reversals", "search"},
    "schema.people": {"base", "reversals", "search"},
    "schema.reversals": {"base", "errors", "history", "orders"},
    "schema.search": {"base"},
    "schema.telling": {"base"},
    "store.gateways": {"tables"},
    "store.history": {"search", "tables"},
    "store.orders": {"reversals", "search", "tables"},
    "store.people": {"reversals", "tables"},
    "store.reversals": {"orders", "people", "search", "tables"},
    "store.search": {"orders", "reversals", "tables"},
    "store.telling": {"tables"},
}
"""Which rooms a room imports of its own layer; those that are not named import none."""

EXCEPTIONS = {
    # The gateway's books are kept in the same database, so that one command migrates all of it.
    "app.store.migrate": {"app.gateways.sandbox.tables"},
    # The sandbox has books of its own in that database, and asks it in the same way.
    "app.gateways.sandbox": {"app.store.batching", "app.store.pool", "app.store.tables.naming"},
    # A process says which version it is of.
    "workers.settings": {"app.__version__"},
    "workers.webhooks": {"app.__version__"},
    # An error has one form, whichever room finds it.
    "app.web": {"app.schema.errors.problems", "app.schema.base.numbers"},
    # Classic calls are a way into the flows of their own, as the schema is.
    "app.web.classic": {
        *("app.flows", "app.store.search", "app.schema.base", "app.schema.enums"),
        "app.schema.errors.messages",
    },
    "app.engine": {"app.domain.problems", "app.schema.errors.problems", "app.schema.base.fields"},
}

MOST_FILES = 24
"""Of one folder, its `__init__` apart."""

MOST_LINES = 400
"""Of one file."""

MOST_LINES_OF_A_FUNCTION = 60

SQL_ROOMS = ("app.store", "app.gateways.sandbox")
SQL_LIBRARIES = {"sqlalchemy", "sqlmodel", "asyncpg", "alembic"}
KNOWS_A_SESSION = {
    "app.flows.service": "hands a unit of work its session",
    "app.flows.upkeep.verify": "hands one moment's session to many checks",
    "app.schema.base.loaders": "reads each list's objects in one go",
}
SQL = re.compile(r"\s*(SELECT\s|INSERT INTO\s|UPDATE\s+\w+\s+SET\s|DELETE FROM\s|(CREATE|ALTER|DROP) [A-Z]+ )")

CLOCKS = {
    "app.flows.service": "the merchant's clock",
    "app.flows.sandbox.clock": "moves it",
    "app.flows.telling.notify": "mail goes by the wall clock",
    "app.flows.telling.send": "signatures have the wall clock's time",
    "app.flows.upkeep.notify": "mail goes by the wall clock",
    "app.flows.upkeep.pulse": "compares this process's clock with the database's",
    "app.flows.upkeep.send_mail": "mail goes by the wall clock",
    "app.store.server": "compares this process's clock with the database's",
    "app.store.reversals.operations": "leases go by the wall clock",
    "app.store.people.merchants": "merchants and keys are made by operators",
    "app.demo.demo": "sets the demo's merchants up",
    "app.receivers.post": "a receiver's Retry-After is by the wall clock",
    "app.gateways.sessions": "real gateways go by the wall clock",
}
"""The modules that may read the clock. All others get the time as an argument."""

ADAPTERS = ("braintree", "stripe")
"""The gateways' adapters in the box that any other package could bring."""

PUBLIC_VALUES = {"app.domain.money", "app.domain.reversals.answers", "app.domain.reversals.states"}
"""What of ours the package `refundry` passes on."""

PURE = {"iso4217", "msgspec"} | sys.stdlib_module_names - {
    *("asyncio", "concurrent", "threading", "multiprocessing", "subprocess", "signal", "socket", "ssl", "http"),
    *("urllib", "os", "io", "pathlib", "shutil", "tempfile", "sys", "time", "random", "logging", "sqlite3"),
}
"""What a rule may need: values, never the world."""


@dataclass(frozen=True)
class Module:
    """One file of the project, by the name it is imported by."""

    name: str
    path: Path

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.path.read_text())

    @property
    def room(self) -> str:
        first, _, rest = self.name.partition(".")
        return first if first == "workers" else rest.partition(".")[0]

    @cached_property
    def imports(self) -> set[str]:
        """Everything imported, anywhere in the file, as dotted names; `from a import b` is a.b."""
        found: set[str] = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                assert not node.level, f"{self.name} imports relatively"
                found |= {f"{node.module}.{alias.name}" for alias in node.names}
        return found

    @property
    def libraries(self) -> set[str]:
        return {name.partition(".")[0] for name in self.imports} - {"app", "workers"}

    @property
    def attributes(self) -> Iterator[str]:
        """Every attribute that is looked up on something with a name: "datetime.now"."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                yield f"{node.value.id}.{node.attr}"

    @property
    def texts(self) -> Iterator[str]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def modules(*folders: str) -> list[Module]:
    found = []
    for path in sorted(each for folder in folders for each in (ROOT / folder).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if "versions" not in parts and "node_modules" not in parts:
            found.append(Module(".".join(part for part in parts if part != "__init__"), path))
    return found


OURS = modules("app", "workers")


def is_in(name: str, rooms: tuple[str, ...] | set[str]) -> bool:
    return any(name == room or name.startswith(f"{room}.") for room in rooms)


def broken_by(module: Module) -> set[str]:
    """What a module imports of ours that its room may not know."""
    if module.room in WIRING | {""}:
        return set()
    allowed = MAY_IMPORT[module.room]
    rooms = {name if name == "workers" else f"app.{name}" for name in allowed | {module.room}}
    excepted = {each for name, imports in EXCEPTIONS.items() if is_in(module.name, {name}) for each in imports}
    of_ours = {name for name in module.imports if is_in(name, {"app", "workers"})}
    return {name for name in of_ours if not is_in(name, rooms | excepted)}


def test_every_layer_is_known() -> None:
    assert {module.room for module in OURS} - {""} == set(MAY_IMPORT) | WIRING


def test_imports_go_one_way() -> None:
    assert not {module.name: broken for module in OURS if (broken := broken_by(module))}


def test_every_layer_has_the_rooms_of_the_same_nouns() -> None:
    for layer, nouns in NOUNS.items():
        folders = {path.parent.name for path in (ROOT / "app" / layer).glob("*/__init__.py")}
        assert folders | {"migrations"} & nouns == nouns, layer


def test_rooms_of_a_layer_know_only_those_that_they_may() -> None:
    known: dict[str, set[str]] = defaultdict(set)
    for module in OURS:
        _, layer, noun, *rest = [*module.name.split("."), "", ""]
        if noun not in NOUNS.get(layer, set()) or not rest[0]:
            continue
        for name in module.imports:
            first, other_layer, other, *_ = [*name.split("."), "", ""]
            if (first, other_layer) == ("app", layer) and other in NOUNS[layer] - {noun}:
                known[f"{layer}.{noun}"].add(other)
    assert known == BETWEEN_NOUNS


def test_the_engine_borrows_inner_names_in_one_place() -> None:
    inner = {"graphql.execution", "graphql.pyutils", "strawberry.schema", "strawberry.types"}
    borrowing = {module.name for module in OURS if is_in(module.name, {"app.engine"}) and _know(module, inner)}
    assert borrowing == {"app.engine.graphql_core"}


def _know(module: Module, packages: set[str]) -> bool:
    return any(is_in(name, packages) for name in module.imports)


def test_no_folder_no_file_and_no_function_is_too_long() -> None:
    folders = Counter(module.path.parent for module in OURS if module.path.name != "__init__.py")
    assert not {folder: files for folder, files in folders.items() if files > MOST_FILES}
    lengths = {module.name: len(module.path.read_text().splitlines()) for module in OURS}
    assert not {name: lines for name, lines in lengths.items() if lines > MOST_LINES}
    functions = [
        (f"{module.name}.{node.name}", (node.end_lineno or 0) - node.lineno + 1)
        for module in OURS
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert not {name: lines for name, lines in functions if lines > MOST_LINES_OF_A_FUNCTION}


@pytest.mark.parametrize(("name", "imports"), EXCEPTIONS.items())
def test_an_exception_is_still_needed(name: str, imports: set[str]) -> None:
    used = {each for module in OURS if is_in(module.name, {name}) for each in module.imports}
    assert all(any(is_in(each, {excepted}) for each in used) for excepted in imports)


def test_sql_stands_only_in_its_rooms() -> None:
    others = [module for module in OURS if not is_in(module.name, SQL_ROOMS)]
    assert not {
        module.name: found for module in others if (found := [each for each in module.texts if SQL.match(each)])
    }
    know_a_library = {module.name for module in others if module.libraries & SQL_LIBRARIES}
    assert know_a_library == set(KNOWS_A_SESSION)


def test_resolvers_know_no_database() -> None:
    """DESIGN.md: loaders apart."""
    knowing = {module.name for module in OURS if module.room == "schema" and module.libraries & SQL_LIBRARIES}
    assert knowing <= {"app.schema.base.loaders"}


@pytest.mark.parametrize("module", modules("app/domain"), ids=lambda module: module.name)
def test_rules_know_nothing_of_the_world(module: Module) -> None:
    assert module.libraries <= PURE
    kinds = {type(node) for node in ast.walk(module.tree)}
    assert not kinds & {ast.AsyncFunctionDef, ast.Await, ast.AsyncFor, ast.AsyncWith}
    called = {node.func.id for node in ast.walk(module.tree) if isinstance(node, ast.Call) and hasattr(node.func, "id")}
    assert not called & {"open", "print", "input", "__import__", "exec", "eval"}


def test_only_the_settings_read_the_environment() -> None:
    reads = {"os.environ", "os.getenv", "os.environb"}
    assert {module.name for module in OURS if reads & ({*module.attributes} | module.imports)} == {"app.settings"}


def test_the_time_is_asked_for_where_a_clock_is_kept() -> None:
    asks = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns"}
    assert {module.name for module in OURS if asks & {*module.attributes}} == set(CLOCKS)


def test_adapters_need_nothing_but_what_third_parties_have() -> None:
    """The public package says it in values of the domain; what is in the box is written against that alone."""
    public = modules("refundry")
    adapters = [module for name in ADAPTERS for module in modules(f"app/gateways/{name}")]
    assert public
    assert adapters
    for module in [*public, *adapters]:
        own = {f"app.gateways.{name}" for name in ADAPTERS} if module in adapters else set()
        of_ours = {name for name in module.imports if is_in(name, {"app", "workers"})}
        assert not {name for name in of_ours if not is_in(name, PUBLIC_VALUES | own)}, module.name


def test_no_test_is_passed_over() -> None:
    banned = {"skip", "skipif", "xfail", "importorskip"}
    nodes = [(module.name, node) for module in modules("tests") for node in ast.walk(module.tree)]
    assert not {name for name, node in nodes if isinstance(node, ast.Attribute) and node.attr in banned}
