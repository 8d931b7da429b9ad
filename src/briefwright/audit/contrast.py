"""Text and graphics and what lies under them to findings about contrast (WCAG 2.1, 1.4.3 and 1.4.11)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..core.carried_pictures import ink
from ..core.colour import luminance as luminance
from ..core.colour import ratio as ratio
from ..core.diagnostics import Diagnostic, Refused
from ..core.geometry import Rect
from ..core.picture_files import MAX_PICTURE, is_own, read_picture
from ..scene.model import Picture, Shape, TextStyle
from ..theme.model import Theme
from ..theme.ooxml.contours import inside, points_over
from .ink import Block, Ink, Mark

TEXT, LARGE_TEXT = 4.5, 3.0
LARGE, LARGE_BOLD = 18.0, 14.0  # pt
GRAPHIC = 3.0
SEEN, MOST_LOST = 1.5, 0.6  # the contrast in which a part of a picture is seen, the share that may be lost
# Colours that carry no meaning by themselves: grounds, panels, hairlines, and the empty part of a meter or of unit
# squares, whose value stands in words next to them.
QUIET = ("paper", "tint", "accent_tint", "risk_tint", "rule")


def needed(style: TextStyle) -> float:
    """The contrast that text of a style needs."""
    large = style.size >= LARGE or (style.bold and style.size >= LARGE_BOLD)
    return LARGE_TEXT if large else TEXT


def contrast(page: Ink, theme: Theme) -> Iterator[Diagnostic]:
    """Text whose contrast with what is under it is too low, once for each block."""
    values = theme.colours
    filled = [mark for mark in page.marks if mark.fill and not _is_shaded(mark)]
    varied = any(mark.name == "client-ground" for mark in page.marks)  # its colours were chosen for where they stand
    pictures = [mark.rect for mark in page.marks if mark.shared and isinstance(mark.item, Picture)]
    for block in page.blocks:
        on_picture = any(rect.overlaps(block.around) for rect in pictures)
        under = grounds(block, "" if varied or on_picture else page.ground, filled)
        for style in dict.fromkeys(run.style for p in block.paragraphs for run in p.runs if run.text.strip()):
            least = needed(style)
            reached = [(ratio(values[style.colour], values[name]), name) for name in under if name]
            lowest, ground = min(reached, default=(least, ""))
            if lowest < least:
                yield page.problem("BW828", block.name, colour=style.colour, ground=ground, ratio=lowest, needed=least)
                break


def _is_shaded(mark: Mark) -> bool:
    """Whether a mark is filled with a gradient from one colour to another."""
    gradient = mark.item.gradient if isinstance(mark.item, Shape) else None
    return bool(gradient and not gradient.is_even)


def grounds(block: Block, ground: str, filled: Iterable[Mark]) -> tuple[str, ...]:
    """The colours under a text: the last fill that covers all of it, and later fills that cover a part."""
    if block.fill:
        return (block.fill,)
    colours = [ground]
    around = block.around
    for mark in filled:
        if mark.fill and mark.order <= block.order and mark.rect.overlaps(around):
            parts = _parts(mark, around)
            if all(parts):
                colours = [mark.fill]
            elif any(parts):
                colours.append(mark.fill)
    return tuple(colours)


def _parts(mark: Mark, box: Rect) -> tuple[bool, ...]:
    """Whether a fill reaches under each part of a box. An outline is tested at points of the box."""
    shape, rect = mark.item, mark.rect
    if not isinstance(shape, Shape) or shape.kind != "outline":
        return rect.contains(box), True
    w, h = max(rect.w, 0.01), max(rect.h, 0.01)
    points = (((x - rect.x) / w, (y - rect.y) / h) for x, y in points_over(box))
    return inside(shape.contours, points)


def graphics(page: Ink, theme: Theme) -> Iterator[Diagnostic]:
    """Shapes and lines that carry meaning and whose contrast is too low, each colour once a page.

    A shape needs the contrast in its fill or in its outline. The bars of a chart are audited with the chart.
    """
    values = theme.colours
    # a dot is no ground: two of one date stand over each other
    filled = [m for m in page.marks if isinstance(m.item, Shape) and m.fill and m.item.kind != "ellipse"]
    in_chart = {chart.name for chart in page.charts}
    seen: set[tuple[str, str]] = set()
    for mark in page.marks:
        drawn = [colour for colour in _drawn(mark) if colour not in QUIET]
        if not drawn or mark.shared or mark.name in in_chart:
            continue
        # what stands on the edge of a fill is seen next to it
        under = [m.fill for m in filled if m.order < mark.order and _covers(m, mark.rect)]
        ground = (under[-1] if under else None) or page.ground
        highest, colour = max((ratio(values[colour], values[ground]), colour) for colour in drawn)
        if highest < GRAPHIC and (colour, ground) not in seen:
            seen.add((colour, ground))
            yield page.problem("BW833", mark.name, colour=colour, ground=ground, ratio=highest)


def pictures(page: Ink, theme: Theme) -> Iterator[Diagnostic]:
    """Transparent pictures whose own colours are hardly seen on the ground of the page: black letters on a dark one."""
    filled = [mark for mark in page.marks if isinstance(mark.item, Shape) and mark.fill]
    for mark in page.marks:
        if not isinstance(mark.item, Picture) or mark.shared or not is_own(mark.item.path):
            continue
        try:
            colours = ink(read_picture(mark.item.path, MAX_PICTURE))
        except Refused:  # the form has told it
            continue
        under = [m.fill for m in filled if m.order < mark.order and m.rect.contains(mark.rect)]
        ground = (under[-1] if under else None) or page.ground
        lost = sum(ratio(colour, theme.colours[ground]) < SEEN for colour in colours)
        if colours and lost > MOST_LOST * len(colours):
            yield page.problem("BW836", mark.name, ground=ground, share=lost / len(colours))


def _covers(mark: Mark, box: Rect) -> bool:
    """Whether a fill lies under all of a box."""
    return mark.rect.overlaps(box) and all(_parts(mark, box))


def _drawn(mark: Mark) -> tuple[str, ...]:
    """The colours of a mark's fill and stroke."""
    item = mark.item
    if isinstance(item, Picture):
        return ()
    stroke = (item.stroke.colour,) if item.stroke else ()
    return ((item.fill,) if isinstance(item, Shape) and item.fill else ()) + stroke
