"""Compiled templates kept from run to run in the user's cache, as Python keeps compiled modules beside their source."""

from __future__ import annotations

import marshal
import sys
from functools import lru_cache
from pathlib import Path
from types import CodeType

import jinja2

from ..core import files

Compiled = tuple[CodeType, bool]  # a template's code, and whether it is one expression
MOST = 2_000  # templates; then the cache is begun anew
MAKERS = ("sandbox.py", "filters.py", "template_code.py", "budget.py")  # what they do with a template is in its code


class TemplateCache:
    """Templates by their text. ``keep`` writes down those that are new, where modules may be written too."""

    def __init__(self) -> None:
        self._name = _name()
        self._known = _read(self._name)
        self._new = False

    def get(self, text: str) -> Compiled | None:
        return self._known.get(text)

    def put(self, text: str, compiled: Compiled) -> None:
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[text] = compiled
        self._new = True

    def keep(self) -> None:
        if self._new and not sys.dont_write_bytecode:
            files.cache(self._name, marshal.dumps(self._known))
        self._new = False


@lru_cache(maxsize=1)
def template_cache() -> TemplateCache:
    """The one cache of this process."""
    return TemplateCache()


def _name() -> str:
    """The cache file of this Python, this Jinja and this sandbox: code of another may do something else."""
    here = Path(__file__).parent
    made = "-".join(f"{(here / maker).stat().st_mtime_ns:x}" for maker in MAKERS)
    return f"templates-{sys.implementation.cache_tag}-{jinja2.__version__}-{made}"


def _read(name: str) -> dict[str, Compiled]:
    data = files.cached(name)
    try:
        known = marshal.loads(data) if data else {}
    except (EOFError, ValueError, TypeError):
        known = {}
    return known if isinstance(known, dict) else {}
