"""A plugin of ariadne-codegen: models that stay usable with a later service, and methods that read well.

Enumerations and unions take what they have no name for. Methods take no arguments but an operation's own, and a
mutation's payload is never None. Methods, models and fields have the schema's own words.
"""

import ast
from typing import TypeGuard, cast

from ariadne_codegen.plugins.base import Plugin
from ariadne_codegen.utils import str_to_snake_case
from graphql import (
    ExecutableDefinitionNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLEnumType,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    VariableDefinitionNode,
    is_abstract_type,
)

from generator.words import TYPENAME, describe, on_variables, text

LATER = "..later"

LIVE = {"payment_changed", "order_changed", "queue_changed"}
"""The subscriptions. ariadne-codegen has none for threads: they are written as queries, and made iterators."""


class OpenModels(Plugin):
    def __init__(self, schema: GraphQLSchema, config_dict: dict[str, object]) -> None:
        super().__init__(schema, config_dict)
        self._modules: dict[str, str] = {}

    def generate_enum(self, class_def: ast.ClassDef, enum_type: GraphQLEnumType) -> ast.ClassDef:
        """Every enumeration is open, and says what its values mean."""
        class_def.bases = [ast.Name("OpenEnum")]
        described: list[ast.stmt] = [text(enum_type.description)] if enum_type.description else []
        for statement in class_def.body:
            described.append(statement)
            if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Constant):
                description = enum_type.values[statement.value.value].description
                described += [text(description)] if description else []
        class_def.body = described
        return class_def

    def generate_enums_module(self, module: ast.Module) -> ast.Module:
        module.body.insert(0, _import(LATER, "OpenEnum"))
        return module

    def generate_result_types_module(
        self, module: ast.Module, operation_definition: ExecutableDefinitionNode
    ) -> ast.Module:
        assert operation_definition.name is not None
        classes = [each.name for each in module.body if isinstance(each, ast.ClassDef)]
        self._modules |= dict.fromkeys(classes, str_to_snake_case(operation_definition.name.value))
        describe(module, [operation_definition], self.schema)
        return self._opened(module)

    def generate_fragments_module(
        self, module: ast.Module, fragments_definitions: dict[str, FragmentDefinitionNode]
    ) -> ast.Module:
        describe(module, fragments_definitions.values(), self.schema)
        return self._opened(module)

    def generate_arguments(
        self, arguments: ast.arguments, variable_definitions: tuple[VariableDefinitionNode, ...]
    ) -> ast.arguments:
        """What may be left out is None then, which the service takes for the same."""
        for argument in arguments.args:
            argument.annotation = _WithoutUnset().visit(argument.annotation) if argument.annotation else None
        arguments.defaults = [ast.Constant(None) for _ in arguments.defaults]
        return arguments

    def generate_client_method(
        self, method_def: ast.FunctionDef | ast.AsyncFunctionDef, operation_definition: OperationDefinitionNode
    ) -> ast.FunctionDef | ast.AsyncFunctionDef:
        """The schema's own words on the one field that an operation asks for, and on the operation's arguments."""
        of_mutation = operation_definition.operation is OperationType.MUTATION
        root = self.schema.mutation_type if of_mutation else self.schema.query_type
        (selected,) = operation_definition.selection_set.selections
        assert root is not None
        field = root.fields[cast(FieldNode, selected).name.value]
        arguments = [
            f"`{str_to_snake_case(name)}`: {description}"
            for name, description in on_variables(operation_definition, self.schema).items()
            if description and name != "input"  # its class says what it is
        ]
        words = [field.description or "", "\n".join(arguments)]
        method_def.body.insert(0, text("\n\n".join(each for each in words if each)))
        return method_def

    def generate_client_module(self, module: ast.Module) -> ast.Module:
        classes = [each for each in module.body if isinstance(each, ast.ClassDef)]
        for each in classes:
            each.body.insert(0, text("Every operation of the service as a method."))
        methods = [
            method
            for each in classes
            for method in each.body
            if isinstance(method, ast.FunctionDef | ast.AsyncFunctionDef)
        ]
        for method in methods:
            _without_keywords(method)
            if method.name in LIVE:
                _iterating(method)
            if "mutation " in ast.unparse(method):
                _never_none(method)
            # What a method answers with, if it is of several classes, stands in quotes and would be imported nowhere.
            quoted = [node.value for node in ast.walk(method.returns or method) if isinstance(node, ast.Constant)]
            module.body[:0] = [_import(f".{self._modules[name]}", name) for name in quoted if name in self._modules]
        module.body.insert(0, _import(LATER, "present"))
        module.body.insert(0, _import("collections.abc", "AsyncGenerator", "Generator"))
        return module

    def _opened(self, module: ast.Module) -> ast.Module:
        """Gives each union a member for what is not known; where it has one for an interface, that one is it."""
        members: dict[str, str | None] = {}
        for class_def in (each for each in module.body if isinstance(each, ast.ClassDef)):
            for field in (each for each in class_def.body if isinstance(each, ast.AnnAssign)):
                if ast.unparse(field.target) == TYPENAME:
                    members[class_def.name] = self._member(field.annotation)
                    if members[class_def.name] is None:
                        field.annotation = ast.Name("str")
        for node in ast.walk(module):
            if isinstance(node, ast.AnnAssign):
                node.annotation = _Opening(members).visit(node.annotation)
                _without_discriminator(node)
        module.body = [
            _import("typing", "Annotated"),
            _import("pydantic", "Discriminator", "Tag"),
            _import(LATER, "OTHER", "UnknownObject", "member_among"),
            *module.body,
        ]
        return module

    def _member(self, annotation: ast.expr) -> str | None:
        """The one type in `Literal["A"]`; None for an interface, which may be of any."""
        names = [node.value for node in ast.walk(annotation) if isinstance(node, ast.Constant)]
        names += [ast.literal_eval(node.id) for node in ast.walk(annotation) if _is_quoted(node)]
        if len(names) == 1 and not is_abstract_type(self.schema.type_map[names[0]]):
            return names[0]
        return None


class _Opening(ast.NodeTransformer):
    """Turns each union of an annotation into one that is open."""

    def __init__(self, members: dict[str, str | None]) -> None:
        self._members = members

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:  # the name is ast's
        inner = node.slice
        if ast.unparse(node.value) == "Annotated" and isinstance(inner, ast.Tuple):
            return self.visit(inner.elts[0])
        if ast.unparse(node.value) != "Union" or not isinstance(inner, ast.Tuple):
            return self.generic_visit(node)
        classes = {ast.unparse(each): self._members[ast.literal_eval(ast.unparse(each))] for each in inner.elts}
        known = [name for name in classes.values() if name is not None]
        tags = {each: "OTHER" if name is None else repr(name) for each, name in classes.items()}
        if len(known) == len(classes):
            tags["UnknownObject"] = "OTHER"
        union = ", ".join(f"Annotated[{each}, Tag({tag})]" for each, tag in tags.items())
        text = f"Annotated[Union[{union}], Discriminator(member_among({', '.join(map(repr, known))}))]"
        return ast.parse(text, mode="eval").body


class _WithoutUnset(ast.NodeTransformer):
    """Turns `Union[Optional[int], UnsetType]` into `Optional[int]`."""

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:  # the name is ast's
        if isinstance(node.slice, ast.Tuple) and ast.unparse(node.slice.elts[-1]) == "UnsetType":
            return node.slice.elts[0]
        return node


def _is_quoted(node: ast.AST) -> TypeGuard[ast.Name]:
    """ariadne-codegen writes the texts of a Literal as names with quotes in them."""
    return isinstance(node, ast.Name) and node.id.startswith('"')


def _without_discriminator(field: ast.AnnAssign) -> None:
    if not isinstance(field.value, ast.Call) or ast.unparse(field.value.func) != "Field":
        return
    field.value.keywords = [each for each in field.value.keywords if each.arg != "discriminator"]
    if not field.value.keywords and not field.value.args:
        field.value = None


def _without_keywords(method: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
    method.args.kwarg = None
    for node in ast.walk(method):
        if isinstance(node, ast.Call):
            node.keywords = [each for each in node.keywords if each.arg is not None]


def _iterating(method: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
    """Makes a method that sends a document once one that follows it: an iterator over its results."""
    waits = isinstance(method, ast.AsyncFunctionDef)
    assert isinstance(method.returns, ast.Subscript)
    told, nothing = method.returns.slice, ast.Constant(None)
    kind, others = ("AsyncGenerator", [nothing]) if waits else ("Generator", [nothing, nothing])
    method.returns = ast.Subscript(ast.Name(kind), ast.Tuple([told, *others]))
    *first, sent, _, returned = method.body
    for statement in first:
        if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Call) and statement.value.args:
            # ariadne-codegen keeps the lines of a document as a list, which is no node.
            line, *_ = cast(list[ast.Constant], statement.value.args[0])
            line.value = str(line.value).replace("query ", "subscription ", 1)
    assert isinstance(sent, ast.Assign)
    assert isinstance(returned, ast.Return)
    assert returned.value is not None
    call = sent.value.value if isinstance(sent.value, ast.Await) else sent.value
    assert isinstance(call, ast.Call)
    assert isinstance(call.func, ast.Attribute)
    call.func.attr = "follow"
    there = ast.Compare(ast.Name("told"), [ast.IsNot()], [ast.Constant(None)])
    tell: list[ast.stmt] = [
        ast.Assign([ast.Name("told")], returned.value),
        ast.If(there, [ast.Expr(ast.Yield(ast.Name("told")))], []),
    ]
    loop = (ast.AsyncFor if waits else ast.For)(ast.Name("data"), call, tell, [])
    method.body = [*first, ast.fix_missing_locations(loop)]


def _never_none(method: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
    returned = method.body[-1]
    assert isinstance(method.returns, ast.Subscript)
    assert isinstance(returned, ast.Return)
    assert returned.value is not None
    method.returns = method.returns.slice
    returned.value = ast.Call(ast.Name("present"), [returned.value], [])


def _import(module: str, *names: str) -> ast.ImportFrom:
    level = len(module) - len(module.lstrip("."))
    return ast.ImportFrom(module.lstrip("."), [ast.alias(name) for name in names], level)
