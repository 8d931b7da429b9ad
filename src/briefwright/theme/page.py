"""A theme's page: its grid and frame in another shape, and its lengths in the points of the page that is written.

A page of another shape keeps its area, in proportion, for what is set on it: forms are placed on a page of as many
square points as the usual one of 960 x 540, and the placed page is then enlarged or reduced to its size. So as much
fits on a 4:3 page as on a 16:9 one, and type stays in proportion to what people see of a page.
"""

from __future__ import annotations

from math import sqrt

from msgspec.structs import replace

from .model import Box, PageFrame, Strokes, Theme

SHAPES = {"16:9": 9 / 16, "4:3": 3 / 4}  # height to width
FOOT = ("source", "marking", "page")  # they keep their distance from the lower edge, as the strip does from the body's


def reshaped(theme: Theme) -> Theme:
    """The theme with the page that its ``page`` asks for, as wide as before; as it is where it has that shape."""
    if theme.page is None:
        return theme
    grid = theme.grid
    by = sqrt(SHAPES[theme.page] * grid.width / grid.height)
    if abs(by - 1) < 0.001:
        return theme
    width, height = grid.width / by, grid.width * SHAPES[theme.page] / by
    margin, more = grid.margin / by, height - grid.height
    narrow = (width - 2 * margin) / (grid.width - 2 * grid.margin)
    boxes: dict[str, Box | None] = {}
    for name in PageFrame.__struct_fields__:
        x, y, w, h = getattr(theme.frame, name)
        down = more if name in (*FOOT, "strip") else 0
        boxes[name] = (margin + (x - grid.margin) * narrow, y + down, w * narrow, h + more * (name == "body"))
    grid = replace(grid, width=width, height=height, margin=margin)
    return replace(theme, grid=grid, frame=replace(theme.frame, **boxes), scale=theme.scale * by)


def in_scale_points(theme: Theme) -> Theme:
    """A theme on a client's file, its grid and frame from points of the client's page to those of its type scale."""
    by = 1 / theme.scale
    grid = {name: getattr(theme.grid, name) * by for name in ("width", "height", "margin")}
    grid["right"] = (theme.grid.margin if theme.grid.right is None else theme.grid.right) * by
    frame = {name: _times(getattr(theme.frame, name), by) for name in PageFrame.__struct_fields__}
    return replace(
        theme,
        grid=replace(theme.grid, **grid),
        frame=replace(theme.frame, **frame),
        panel=_times(theme.panel, by),
    )


def in_page_points(theme: Theme) -> Theme:
    """The theme in points of the page that is written: what writers make masters of."""
    by = theme.scale
    if by == 1:
        return theme
    lengths = ("width", "height", "margin", "right", "gutter", "baseline")
    grid = {name: None if (had := getattr(theme.grid, name)) is None else had * by for name in lengths}
    frame = {name: _times(getattr(theme.frame, name), by) for name in PageFrame.__struct_fields__}
    kinds = {
        role: replace(
            kind,
            steps=tuple((size * by, leading * by) for size, leading in kind.steps),
            tracking=kind.tracking * by,
        )
        for role, kind in theme.type.items()
    }
    strokes = {name: getattr(theme.strokes, name) * by for name in Strokes.__struct_fields__}
    return replace(
        theme,
        grid=replace(theme.grid, **grid),
        frame=replace(theme.frame, **frame),
        type=kinds,
        strokes=replace(theme.strokes, **strokes),
        spacing=tuple(space * by for space in theme.spacing),
        scale=1.0,
    )


def _times(box: Box | None, by: float) -> Box | None:
    return None if box is None else (box[0] * by, box[1] * by, box[2] * by, box[3] * by)
