"""Folders with recordings and schemas of real gateways, which may lie beside the project."""

from pathlib import Path

_BESIDE = Path(__file__).parent.parent.parent.parent / "shared"


def beside(name: str) -> Path | None:
    """The folder of that name; None where there is none."""
    folder = _BESIDE / name
    return folder if folder.is_dir() else None
