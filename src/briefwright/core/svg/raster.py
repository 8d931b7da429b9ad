"""A cleaned drawing to a PNG, with resvg: the same bytes on every machine, since its letters are those of Arimo."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from lxml import etree

from .clean import CleanSvg, Unusable

MOST_SIDE = 4096  # pixels
_FACE = "Arimo"
_PANIC = "PanicException"  # of code in Rust that fell; it is no Exception


@lru_cache(maxsize=16)
def rastered(drawing: CleanSvg, side: int) -> bytes:
    """The drawing as a PNG whose longer side has so many pixels. Raises Unusable."""
    from resvg_py import svg_to_bytes  # heavy, and most briefs have no drawing

    share = min(side, MOST_SIDE) / max(drawing.width, drawing.height)
    root = etree.fromstring(drawing.data)  # the binding rounds a size before it scales by it
    root.set("width", str(max(1, round(drawing.width * share))))
    root.set("height", str(max(1, round(drawing.height * share))))
    try:
        with _quiet():
            return svg_to_bytes(
                svg_string=etree.tostring(root, encoding="unicode"),
                skip_system_fonts=True,
                font_files=_fonts() if b"<text" in drawing.data else [],
                font_family=_FACE,
                serif_family=_FACE,
                sans_serif_family=_FACE,
                cursive_family=_FACE,
                fantasy_family=_FACE,
                monospace_family=_FACE,
            )
    except ValueError as fault:
        raise Unusable(f"it cannot be drawn: {fault}") from None
    except BaseException as fault:
        if type(fault).__name__ != _PANIC:
            raise
        raise Unusable("it cannot be drawn") from None


@contextmanager
def _quiet() -> Iterator[None]:
    """Within, nothing reaches the error output: resvg prints there how it fell."""
    try:
        kept = os.dup(2)
    except OSError:  # there is none
        yield
        return
    try:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


@lru_cache(maxsize=1)
def _fonts() -> list[str]:
    spec = find_spec("fontpkg_arimo")
    folder = Path(str(spec.origin)).parent if spec else None
    return sorted(str(path) for path in folder.rglob("*.ttf")) if folder else []
