"""The schema's words for answers, their fields, and variables, which ariadne-codegen leaves bare."""

import ast
from collections.abc import Iterable, Mapping, Sequence

from ariadne_codegen.utils import str_to_pascal_case, str_to_snake_case
from graphql import (
    ExecutableDefinitionNode,
    FragmentDefinitionNode,
    GraphQLField,
    GraphQLNamedType,
    GraphQLSchema,
    OperationDefinitionNode,
    TypeInfo,
    TypeInfoVisitor,
    VariableNode,
    Visitor,
    get_named_type,
    is_abstract_type,
    is_composite_type,
    visit,
)

TYPENAME = "typename__"
WHICH_TYPE = "Which of its possible types it is."


def describe(module: ast.Module, definitions: Iterable[ExecutableDefinitionNode], schema: GraphQLSchema) -> None:
    """Writes words into the module's classes for the answers of these operations and fragments.

    The classes are replaced, not changed: other plugins count what stands in them.
    """
    classes = {each.name: each for each in module.body if isinstance(each, ast.ClassDef)}
    described: dict[str, ast.ClassDef] = {}
    for definition in definitions:
        assert definition.name is not None
        _describe(
            str_to_pascal_case(definition.name.value),
            _possible(_root(definition, schema), schema),
            schema,
            classes,
            described,
        )
    module.body = [described.get(each.name, each) if isinstance(each, ast.ClassDef) else each for each in module.body]


def on_variables(operation: OperationDefinitionNode, schema: GraphQLSchema) -> dict[str, str | None]:
    """What the schema says of the arguments that variables are given to, of whichever field, by variable."""
    types = TypeInfo(schema)
    found = _OnVariables(types)
    visit(operation, TypeInfoVisitor(types, found))
    return found.words


class _OnVariables(Visitor):
    def __init__(self, types: TypeInfo) -> None:
        super().__init__()
        self.words: dict[str, str | None] = {}
        self._types = types

    def enter_variable(self, node: VariableNode, *_: object) -> None:
        argument = self._types.get_argument()
        if argument is not None:
            self.words.setdefault(node.name.value, argument.description)


def text(words: str) -> ast.Expr:
    """A statement that editors show for the one before it, or for the class that it begins."""
    return ast.Expr(ast.Constant(words))


def _describe(
    name: str,
    types: Sequence[GraphQLNamedType],
    schema: GraphQLSchema,
    classes: Mapping[str, ast.ClassDef],
    described: dict[str, ast.ClassDef],
) -> None:
    if name in described:
        return
    old = classes[name]
    types = _narrowed(old, types, schema)
    new = ast.ClassDef(old.name, old.bases, old.keywords, [], old.decorator_list)
    described[name] = new
    new.body += [text(types[0].description)] if types[0].description else []
    for statement in old.body:
        if not isinstance(statement, ast.AnnAssign):
            new.body += [] if isinstance(statement, ast.Pass) and new.body else [statement]
            continue
        new.body.append(statement)
        if ast.unparse(statement.target) == TYPENAME:
            new.body.append(text(WHICH_TYPE))
            continue
        field = _field(ast.unparse(statement.target), types)
        new.body += [text(field.description)] if field.description else []
        named = get_named_type(field.type)
        if is_composite_type(named):
            for inner in _names(statement.annotation) & classes.keys():
                _describe(inner, _possible(named, schema), schema, classes, described)


def _root(definition: ExecutableDefinitionNode, schema: GraphQLSchema) -> GraphQLNamedType:
    if isinstance(definition, FragmentDefinitionNode):
        return schema.type_map[definition.type_condition.name.value]
    assert isinstance(definition, OperationDefinitionNode)
    root = schema.get_root_type(definition.operation)
    assert root is not None
    return root


def _possible(named: GraphQLNamedType, schema: GraphQLSchema) -> list[GraphQLNamedType]:
    """What an object of this type may be, the type itself first."""
    return [named, *(schema.get_possible_types(named) if is_abstract_type(named) else [])]


def _narrowed(
    class_def: ast.ClassDef, types: Sequence[GraphQLNamedType], schema: GraphQLSchema
) -> Sequence[GraphQLNamedType]:
    """The one type that a class says it is for, where it does."""
    for field in (each for each in class_def.body if isinstance(each, ast.AnnAssign)):
        names = _names(field.annotation) & schema.type_map.keys()
        if ast.unparse(field.target) == TYPENAME and len(names) == 1:
            return [schema.type_map[names.pop()]]
    return types


def _field(name: str, types: Sequence[GraphQLNamedType]) -> GraphQLField:
    for each in types:
        for known, field in getattr(each, "fields", {}).items():
            if str_to_snake_case(known) == name.rstrip("_"):
                found: GraphQLField = field
                return found
    raise LookupError(f"{' | '.join(str(each) for each in types)} has no field {name}")


def _names(annotation: ast.expr) -> set[str]:
    """What stands in an annotation, as names or in quotes; ariadne-codegen writes some as names with quotes in them."""
    nodes = list(ast.walk(annotation))
    found = {node.id.strip("\"'") for node in nodes if isinstance(node, ast.Name)}
    return found | {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
