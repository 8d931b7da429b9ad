"""A cleaned drawing to a PNG, with resvg: the same bytes on every machine, since its letters are those of Arimo."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import lru_cache, partial
from importlib.util import find_spec
from pathlib import Path

from lxml import etree

from ..unusable_picture import UnusablePicture
from .clean import CleanSvg

MOST_SIDE = 4096  # pixels
LINUX: bool = sys.platform == "linux"  # where a fork survives whatever libraries are loaded
_FACE = "Arimo"
_PANIC = "PanicException"  # of code in Rust that fell; it is no Exception


@lru_cache(maxsize=16)
def rastered(drawing: CleanSvg, side: int) -> bytes:
    """The drawing as a PNG whose longer side has so many pixels. Raises UnusablePicture."""
    from resvg_py import svg_to_bytes  # heavy, and most briefs have no drawing

    share = min(side, MOST_SIDE) / max(drawing.width, drawing.height)
    root = etree.fromstring(drawing.data)  # the binding rounds a size before it scales by it
    root.set("width", str(max(1, round(drawing.width * share))))
    root.set("height", str(max(1, round(drawing.height * share))))
    made = _drawn(
        partial(
            svg_to_bytes,
            svg_string=etree.tostring(root, encoding="unicode"),
            skip_system_fonts=True,
            font_files=_fonts() if b"<text" in drawing.data else [],
            font_family=_FACE,
            serif_family=_FACE,
            sans_serif_family=_FACE,
            cursive_family=_FACE,
            fantasy_family=_FACE,
            monospace_family=_FACE,
        ),
        patterned=b"<pattern" in drawing.data,
    )
    if made is None:
        raise UnusablePicture("it cannot be drawn")
    return made


def _drawn(make: Callable[[], bytes], *, patterned: bool) -> bytes | None:
    """What resvg makes, or None. A pattern may take any memory, and where it has none it ends its process."""
    if LINUX:
        from .apart import apart  # it forks

        return apart(make)
    if patterned:
        raise UnusablePicture("it has a pattern, which is drawn on Linux alone: save it without")
    try:
        return make()
    except ValueError:
        return None
    except BaseException as fault:
        if type(fault).__name__ != _PANIC:
            raise
        return None


@lru_cache(maxsize=1)
def _fonts() -> list[str]:
    spec = find_spec("fontpkg_arimo")
    folder = Path(str(spec.origin)).parent if spec else None
    return sorted(str(path) for path in folder.rglob("*.ttf")) if folder else []
