"""The Scene as a tagged vector PDF."""

from .document import write

__all__ = ["write"]
