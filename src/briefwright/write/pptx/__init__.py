"""The Scene as a native, editable PowerPoint deck."""

from .deck import write

__all__ = ["write"]
