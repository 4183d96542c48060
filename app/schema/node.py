"""What has an id of its own."""

import strawberry
from strawberry import field


@strawberry.interface(description="Whatever `node` can find by its id.")
class Node:
    id: strawberry.ID = field(description="Its id.")
