"""Breaking changes of the schema since a release."""

from collections.abc import Sequence

from graphql import build_schema, find_breaking_changes


def breaking_changes(released: str, present: str) -> Sequence[str]:
    """A line for each change that breaks what worked with `released`; both are in GraphQL's own language.

    Additions break nothing: clients have to tolerate new values and types.
    """
    found = find_breaking_changes(build_schema(released), build_schema(present))
    return sorted(f"{change.type.name}: {change.description}" for change in found)
