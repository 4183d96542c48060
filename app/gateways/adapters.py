"""The adapters of this installation: entry points of the group `refundry.gateways`, loaded when first needed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import EntryPoint, entry_points
from typing import Any, cast

import structlog
from pydantic import BaseModel

from refundry.gateways import API_VERSION, Adapter, Capabilities

GROUP = "refundry.gateways"

log = structlog.get_logger(__name__)


class UnknownAdapter(LookupError):
    """No usable adapter has this name. `error` says what is wrong with one that is installed; None if none is."""

    def __init__(self, name: str, error: str | None) -> None:
        super().__init__(f"no usable adapter is called {name!r}" + ("" if error is None else f": {error}"))
        self.name = name
        self.error = error


@dataclass(frozen=True, slots=True)
class Installed:
    """An adapter that is registered, the package and version that it comes from, and the adapter or what is wrong."""

    name: str
    package: str
    version: str
    adapter: Adapter | None
    error: str | None = None


class Adapters:
    """The adapters by their names. `find` gives the entry points; each is loaded once, when it is first needed.

    One that can't be used hinders no other.
    """

    def __init__(self, find: Callable[[], Iterable[EntryPoint]] = lambda: entry_points(group=GROUP)) -> None:
        self._find = find
        self._loaded: dict[str, Installed] = {}

    @property
    def installed(self) -> Mapping[str, Installed]:
        """Everything that is registered, by name, in the order of the names."""
        return {name: self._installed(point) for name, point in self._points.items()}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the adapters that can be used."""
        return tuple(name for name in self._points if name in self)

    def named(self, name: str) -> Adapter:
        """The adapter of that name. Raises UnknownAdapter."""
        point = self._points.get(name)
        installed = None if point is None else self._installed(point)
        if installed is None or installed.adapter is None:
            raise UnknownAdapter(name, None if installed is None else installed.error)
        return installed.adapter

    def __contains__(self, name: str) -> bool:
        point = self._points.get(name)
        return point is not None and self._installed(point).adapter is not None

    @cached_property
    def _points(self) -> Mapping[str, EntryPoint]:
        found: dict[str, EntryPoint] = {}
        for point in sorted(self._find(), key=lambda each: each.name):
            if found.setdefault(point.name, point) is not point:
                log.warning("gateways.registered_twice", adapter=point.name, kept=found[point.name].value)
        return found

    def _installed(self, point: EntryPoint) -> Installed:
        if point.name not in self._loaded:
            self._loaded[point.name] = _load(point)
        return self._loaded[point.name]


def _load(point: EntryPoint) -> Installed:
    package = point.dist.name if point.dist is not None else "?"
    version = point.dist.version if point.dist is not None else "?"
    try:
        loaded: object = point.load()
        error = _misfit(loaded, point.name)
    except Exception as failed:
        # A package of somebody else's may fail in any way; the others have to go on.
        error = f"it can't be loaded ({type(failed).__name__}: {str(failed)[:200]})"
    adapter = None if error else cast(Adapter, loaded)
    return Installed(point.name, package, version, adapter, error)


def _misfit(loaded: Any, name: str) -> str | None:
    """What is wrong with an object that was registered as the adapter `name`; None if nothing is."""
    written_for = getattr(loaded, "api_version", None)
    if not isinstance(written_for, int):
        return "it has no api_version, and is no adapter"
    if written_for > API_VERSION:
        return f"it was written for version {written_for} of the contract; this Refundry has {API_VERSION}"
    if loaded.name != name:
        return f"it calls itself {loaded.name!r}"
    if not isinstance(loaded.capabilities, Capabilities):
        return "it has no capabilities"
    if not all(isinstance(each, type) and issubclass(each, BaseModel) for each in (loaded.config, loaded.secrets)):
        return "its config or its secrets is no model"
    return None if loaded.headline in loaded.secrets.model_fields else "its headline is none of its secrets"
