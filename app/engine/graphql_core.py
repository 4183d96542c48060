"""The names that the engine borrows from graphql-core and Strawberry and that neither promises to keep.

Nothing else in the engine imports from their inner modules, and pyproject.toml bounds their versions above. Before a
newer version is taken in, look here, and run the differential tests (tests/engine).
"""

from graphql.execution import Executor as Executor
from graphql.execution.collect_fields import FieldDetailsList as FieldDetailsList
from graphql.execution.collect_fields import GroupedFieldSet as GroupedFieldSet
from graphql.execution.collect_fields import collect_fields as collect_fields
from graphql.execution.collect_fields import collect_subfields as collect_subfields
from graphql.execution.executor import invalid_return_type_error as invalid_return_type_error
from graphql.pyutils import Path as Path
from graphql.pyutils import is_awaitable as is_awaitable
from graphql.pyutils import is_iterable as is_iterable
from strawberry.schema.compat import is_scalar as is_scalar
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule as MaybeNullValidationRule
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule as OneOfInputValidationRule
from strawberry.types.arguments import InputContext as InputContext
from strawberry.types.base import StrawberryList as StrawberryList
from strawberry.types.base import StrawberryMaybe as StrawberryMaybe
from strawberry.types.base import StrawberryObjectDefinition as StrawberryObjectDefinition
from strawberry.types.base import StrawberryOptional as StrawberryOptional
from strawberry.types.base import has_object_definition as has_object_definition
from strawberry.types.enum import StrawberryEnumDefinition as StrawberryEnumDefinition
from strawberry.types.enum import has_enum_definition as has_enum_definition
from strawberry.types.field import StrawberryField as StrawberryField
from strawberry.types.lazy_type import LazyType as LazyType
