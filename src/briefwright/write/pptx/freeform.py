"""An outline of contours to the geometry of a freeform (ECMA-376 Part 1, 20.1.9.8)."""

from __future__ import annotations

from ...core.geometry import emu
from ...scene.model import Contour, Shape


def freeform(shape: Shape) -> str:
    """The ``a:custGeom`` of a shape: one path in EMU, of which nothing is filled where the shape has no fill."""
    wide, high = max(emu(shape.rect.w), 1), max(emu(shape.rect.h), 1)
    steps = "".join(_steps(one, wide, high) for one in shape.contours)
    unfilled = "" if shape.fill else ' fill="none"'
    return (
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        '<a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{wide}" h="{high}"{unfilled}>{steps}</a:path></a:pathLst></a:custGeom>'
    )


def _steps(one: Contour, wide: int, high: int) -> str:
    def at(point: tuple[float, float]) -> str:
        return f'<a:pt x="{round(point[0] * wide)}" y="{round(point[1] * high)}"/>'

    steps = (
        f"<a:lnTo>{at(step[0])}</a:lnTo>"
        if len(step) == 1
        else f"<a:cubicBezTo>{''.join(map(at, step))}</a:cubicBezTo>"
        for step in one.steps
    )
    return f"<a:moveTo>{at(one.start)}</a:moveTo>{''.join(steps)}{'<a:close/>' * one.closed}"
