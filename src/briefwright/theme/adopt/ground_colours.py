"""A box on a client's layout to the colours under it, and the colour in which text can be read there."""

from __future__ import annotations

from ...core.colour import hls, luminance, ratio
from ...core.geometry import Rect
from .palette import COLOURFUL, GRAPHIC, TEXT, readable
from .template import FOOTERS, TITLES, TemplateLayout, TemplatePlaceholder

LARGE, LARGE_SUBTITLE = 18.0, 24.0  # pt, times the scale: of titles, which no step of ours goes below; of subtitles
LINE = 15.0  # pt, times the scale: the height of the largest line in a footer
LITTLE = 0.03  # of a placeholder's box: a shape that reaches in no further is not what its words are judged by
WORDS = {"dt": 84.0, "ftr": 140.0, "sldNum": 20.0}  # points that the words of a footer take, times the scale


def colours_under(layout: TemplateLayout, box: Rect, least: float = 0.0) -> tuple[str, ...]:
    """The colours under a box, that of most of it first. A shape that covers all of it hides what is below; any other
    adds its colours, but one that reaches into no more than ``least`` of the box."""
    colours = layout.ground.over("#FFFFFF", layout.page, box)
    left = whole = max(box.w * box.h, 0.01)
    areas: dict[str, float] = {}
    for shape in layout.shapes:
        if shape.kind in ("line", "text") or not shape.reaches(box):
            continue
        own = shape.fill.over(colours[0], shape.box, box)
        if not own:
            continue
        if shape.covers(layout.page) or shape.contains(box):
            colours, areas, left = own, {}, whole
            continue
        area = min(_shared(shape.box, box), left)
        if area < least * whole:
            continue
        left -= area
        areas |= {colour: areas.get(colour, 0.0) + area * (i == 0) for i, colour in enumerate(own)}
    areas = {colour: areas.get(colour, 0.0) + left * (i == 0) for i, colour in enumerate(colours)} | {
        colour: area for colour, area in areas.items() if colour not in colours
    }
    return tuple(sorted(areas, key=lambda colour: -areas[colour]))


def _shared(one: Rect, other: Rect) -> float:
    """The area that two boxes have in common."""
    wide = min(one.right, other.right) - max(one.x, other.x)
    return max(wide, 0.0) * max(min(one.bottom, other.bottom) - max(one.y, other.y), 0.0)


def colours_behind(holder: TemplatePlaceholder, layout: TemplateLayout) -> tuple[str, ...]:
    """The colours that the text of a placeholder stands on: its own fill, else what is under it."""
    under = colours_under(layout, words_box(holder, layout), 0.0 if holder.kind in FOOTERS else LITTLE)
    return holder.fill.over(under[0]) or under


def legible_colour(holder: TemplatePlaceholder, layout: TemplateLayout) -> str:
    """The colour of a placeholder's text, changed where it cannot be read on what is behind it."""
    return legible_on(colours_behind(holder, layout), holder, layout)


def legible_on(grounds: tuple[str, ...], holder: TemplatePlaceholder, layout: TemplateLayout) -> str:
    """The colour of a placeholder's text on some grounds: the client's own, if letters of that kind can be made out on
    most of the box. The page's ink, which nobody chose for a band, gives way to the page's paper where that alone can
    be read there. White or a grey that would have to cross its ground, as white on a bright colour, gives way to that
    ink: a middle grey is nobody's colour."""
    ink, paper, needed = layout.scheme.named("tx1"), layout.scheme.named("bg1"), contrast_needed(holder, layout)
    in_paper = is_legible(paper, grounds[:1]) and all(ratio(paper, ground) >= needed for ground in grounds)
    if holder.colour == ink and in_paper and not is_legible(ink, grounds):
        return paper
    if ratio(holder.colour, grounds[0]) >= needed:
        return holder.colour
    found = readable(holder.colour, grounds, needed)
    crosses = (luminance(found) >= luminance(grounds[0])) is not (luminance(holder.colour) >= luminance(grounds[0]))
    grey = hls(holder.colour)[2] < COLOURFUL
    other = ink if luminance(ink) < luminance(grounds[0]) else paper
    return other if crosses and grey and all(ratio(other, ground) >= needed for ground in grounds) else found


def contrast_needed(holder: TemplatePlaceholder, layout: TemplateLayout) -> float:
    """The contrast that the text of a placeholder needs: titles are set large (WCAG 2.2, 1.4.3)."""
    large = LARGE if holder.kind in TITLES else LARGE_SUBTITLE
    is_large = holder.kind in (*TITLES, "subTitle") and holder.size >= large * layout.scale
    return GRAPHIC if is_large else TEXT


def is_legible(colour: str, grounds: tuple[str, ...]) -> bool:
    return all(ratio(colour, ground) >= TEXT for ground in grounds)


def words_box(holder: TemplatePlaceholder, layout: TemplateLayout) -> Rect:
    """Where a footer's few words stand in its box; the box of any other placeholder."""
    box = holder.inner
    if holder.kind not in FOOTERS:
        return box
    w, h = min(box.w, WORDS[holder.kind] * layout.scale), LINE * layout.scale
    x = box.x + (box.w - w) * {"left": 0.0, "center": 0.5, "right": 1.0}[holder.align]
    return Rect(x, box.y + (box.h - h) * {"top": 0.0, "middle": 0.5, "bottom": 1.0}[holder.anchor], w, h)
