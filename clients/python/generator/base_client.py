"""What the generated methods send their documents with."""

from ..asking import Asking


class BaseClient(Asking):
    """Sends documents."""
