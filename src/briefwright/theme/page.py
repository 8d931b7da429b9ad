"""A theme to the same theme on a page of another shape, or with its lengths in points of another page.

Forms are placed on a page of as many square points as the usual one, 960 x 540, whatever its shape. The placed page is
then enlarged or reduced. So a 4:3 page holds as much as a 16:9 page, and type keeps its proportion to the page.
"""

from __future__ import annotations

from math import sqrt

from msgspec.structs import replace

from ..core.geometry import Rect
from .model import Box, ClientPlaceholder, ClientTemplate, PageFrame, Strokes, Theme, Type

SHAPES = {"16:9": 9 / 16, "4:3": 3 / 4}  # height to width
AT_FOOT = ("strip", "source", "marking", "page")  # the boxes that keep their distance from the lower edge


def reshaped(theme: Theme) -> Theme:
    """The theme with a page of the shape that its ``page`` states; unchanged where it has that shape."""
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
        down = more if name in AT_FOOT else 0
        boxes[name] = (margin + (x - grid.margin) * narrow, y + down, w * narrow, h + more * (name == "body"))
    grid = replace(grid, width=width, height=height, margin=margin)
    return replace(theme, grid=grid, frame=replace(theme.frame, **boxes), scale=theme.scale * by)


def in_scale_points(theme: Theme) -> Theme:
    """A theme on a client's file, its grid and frame from points of the client's page to those of its type scale."""
    by, grid = 1 / theme.scale, theme.grid
    grid = replace(grid, right=grid.margin if grid.right is None else grid.right)
    page = _page_times(replace(theme, grid=grid), by, ("width", "height", "margin", "right"))
    return replace(page, panel=_times(theme.panel, by))


def in_page_points(theme: Theme) -> Theme:
    """The theme in points of the page that is written: what writers make masters of."""
    by = theme.scale
    if by == 1:
        return theme

    def resized(kind: Type) -> Type:
        steps = tuple((size * by, leading * by) for size, leading in kind.steps)
        return replace(kind, steps=steps, tracking=kind.tracking * by)

    return replace(
        _page_times(theme, by, ("width", "height", "margin", "right", "gutter", "baseline")),
        type={role: resized(kind) for role, kind in theme.type.items()},
        strokes=Strokes(**{name: getattr(theme.strokes, name) * by for name in Strokes.__struct_fields__}),
        spacing=tuple(space * by for space in theme.spacing),
        client=theme.client and _client_times(theme.client, by),
        scale=1.0,
    )


def _client_times(client: ClientTemplate, by: float) -> ClientTemplate:
    """A client's template with its placeholders multiplied, which are what writers see of its layouts."""
    layouts = {
        name: replace(of, placeholders={key: _placeholder_times(one, by) for key, one in of.placeholders.items()})
        for name, of in client.layouts.items()
    }
    return replace(client, layouts=layouts)


def _placeholder_times(held: ClientPlaceholder, by: float) -> ClientPlaceholder:
    """A client's placeholder and how its text is set, with all lengths multiplied."""
    rect, (left, right), level = held.rect, held.insets, held.level
    if level:
        before, after = (space and space * by for space in (level.before, level.after))
        sides = {"left": level.left * by, "hang": level.hang * by, "tracking": level.tracking * by}
        level = replace(level, before=before, after=after, **sides)
    return replace(
        held, rect=Rect(rect.x * by, rect.y * by, rect.w * by, rect.h * by), indent=held.indent * by,
        size=held.size * by, insets=(left * by, right * by), bullet=held.bullet * by, level=level,
    )  # fmt: skip


def _page_times(theme: Theme, by: float, lengths: tuple[str, ...]) -> Theme:
    """The theme with its frame and these lengths of its grid multiplied."""
    grid = {name: length * by for name in lengths if (length := getattr(theme.grid, name)) is not None}
    frame = {name: _times(getattr(theme.frame, name), by) for name in PageFrame.__struct_fields__}
    return replace(theme, grid=replace(theme.grid, **grid), frame=replace(theme.frame, **frame))


def _times(box: Box | None, by: float) -> Box | None:
    return None if box is None else (box[0] * by, box[1] * by, box[2] * by, box[3] * by)
