"""The Scene as a native, editable PowerPoint deck."""

from .document import write

__all__ = ["write"]
