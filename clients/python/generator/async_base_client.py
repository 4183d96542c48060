"""What the generated coroutines send their documents with."""

from ..asking import AsyncAsking


class AsyncBaseClient(AsyncAsking):
    """Sends documents."""
