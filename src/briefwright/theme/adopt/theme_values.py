"""An adoption to the values of a theme, as its YAML states them. Lengths are points of the client's page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from ...core.geometry import Rect
from ..model import PageFrame
from .adoption import LEADS, NARROW, Adoption, leading_of
from .areas import LARGEST, two_lines
from .footer import is_clients_own, usable_footer
from .match import text_body
from .mends import COVERS, FURNITURE
from .template import TemplateLayout, TemplatePlaceholder

HEADLINES = (26, 24, 22, 20, 18)
DISPLAYS = (54, 48, 40, 34, 28, 24, 20)
SUBTITLES = (28, 24, 20, 18, 16, 14, 12)
MOST_HEADLINES = 3  # sizes that a headline may take
FAR = 1.25  # how much larger than the largest of ours a client's own size may be used

Tree = dict[str, Any]


def theme_values(adoption: Adoption, base: str, title: str) -> Tree:
    """The values of a theme called ``title``, on the client's file that it names ``base``."""
    areas, page = adoption.areas, adoption.template.page
    content = _borrowed(adoption, "content")
    values: Tree = {
        "extends": "paper",
        "title": title,
        "base": base,
        "scale": _rounded(areas.scale, 4),
        "colours": adoption.palette.colours,
        "fonts": {family: _font(adoption, family) for family in ("heading", "body")},
        "grid": {
            "width": _rounded(page.w), "height": _rounded(page.h), "margin": _rounded(areas.body.x),
            "right": _rounded(page.w - areas.body.right),
        },
        "frame": {name: _box(getattr(areas, name)) for name in PageFrame.__struct_fields__},
        "type": dict(_type(adoption)),
        "layouts": {
            "title": _borrowed(adoption, "title"),
            "content": content,
            "message": content,
            "section": _borrowed(adoption, "section"),
        },
    }  # fmt: skip
    if adoption.match.text and not adoption.palette.panel:
        values["layouts"]["text"] = _borrowed(adoption, "text")
    if adoption.palette.panel:
        values["panel"] = _box(areas.panel)
    return values


def _font(adoption: Adoption, family: str) -> Tree:
    substitute = adoption.substitutes[family]
    stretch = {"stretch": substitute.stretch} if substitute.stretch != 1 else {}
    return {"name": adoption.fonts[family], "package": substitute.package, **stretch}


def _type(adoption: Adoption) -> Iterator[tuple[str, Tree]]:
    """Headlines in two lines, covers from the client's size down; leads in two lines in a wide family."""
    if adoption.wide:
        yield "lead", {"steps": [list(step) for step in LEADS], "colour": "ink2"}
    match, scale = adoption.match, adoption.areas.scale
    head = match.content.headline
    high = min(adoption.areas.headline.h, two_lines(head, scale)) / scale
    own = min(head.size / scale, LARGEST) if head else HEADLINES[0]
    sizes = [size for size in _from(own, HEADLINES) if 2 * leading_of(size) <= high + 0.5]
    most = len(HEADLINES) if adoption.areas.headline.w < NARROW * scale else MOST_HEADLINES
    yield "h1", _titles(head, scale, sizes or HEADLINES[-1:], most + bool(sizes and sizes[0] > HEADLINES[0]))
    title, section = (_as_large(getattr(match, role), match.content, scale) for role in COVERS)
    subtitle = match.title.subtitle
    largest = title.size if title else SUBTITLES[0] * scale  # no subtitle is larger than its title
    sizes_under = [size for size in SUBTITLES if size * scale <= largest] or SUBTITLES[-1:]
    far = FAR / adoption.mends.scale  # smaller type on pages makes covers no smaller
    display, divider = (_titles(one, scale, DISPLAYS, far=far) for one in (title, section))
    steps, own = display["steps"], divider["steps"][0]
    larger = own > steps[0] and not match.title.title  # where the cover's own size does not hold its title back
    more = [] if own in steps or larger else [own]
    yield "display", {**display, "steps": sorted([*steps, *more], reverse=True)}
    under = subtitle and replace(subtitle, size=min(subtitle.size, largest))
    yield "display_sub", _titles(under, scale, sizes_under, bold=False)


def _as_large(layout: TemplateLayout, usual: TemplateLayout, scale: float) -> TemplatePlaceholder | None:
    """What a cover or a divider says its title in; on the usual page in type as large as covers have."""
    said = layout.spoken
    return replace(said, size=max(said.size, DISPLAYS[1] * scale)) if said and layout == usual else said


def _titles(
    holder: TemplatePlaceholder | None, scale: float, sizes: Sequence[float], most: int = 7, *, bold: bool = True,
    far: float = FAR,
) -> Tree:  # fmt: skip
    """The sizes of titles from the client's own down, or from the largest of ours that is no larger."""
    largest = holder.size / scale if holder else sizes[0]
    steps = [_step(size) for size in _from(largest, sizes, far) if size <= largest + 0.5]
    smallest = [_step(sizes[-1])]
    return {"steps": steps[:most] or smallest, "bold": holder.bold if holder else bold, "tracking": 0}


def _step(size: float) -> list[float]:
    """A size of type with its leading."""
    return [_rounded(size, 3), leading_of(size)]


def _from(own: float, sizes: Sequence[float], far: float = FAR) -> list[float]:
    """The sizes with one of the client's own before those that are smaller, where it is not far over the largest: what
    is set in that size need not state it."""
    within = sizes[-1] <= own <= far * sizes[0]
    return [*([own] if within else []), *(size for size in sizes if not within or size < own - 1)]


def _borrowed(adoption: Adoption, role: str) -> Tree:
    """Which layout of the file stands for one of ours, and the ``idx`` of the placeholders that are used."""
    match, mends, mended = adoption.match, adoption.mends, "content" if role == "text" else role
    layout: TemplateLayout = getattr(match, role)
    footer = usable_footer(layout, "ftr")
    holders = {
        "title": layout.spoken if role in COVERS else layout.title,
        "subtitle": layout.subtitle if role in COVERS else None, "marking": footer,
        "page": usable_footer(layout, "sldNum"), "date": usable_footer(layout, "dt"),
        "text": text_body(layout) if role == "text" else None,
    }  # fmt: skip
    values: Tree = {"layout": Path(layout.part).stem, "name": layout.name}
    values |= {key: holder.index for key, holder in holders.items() if holder and (mended, key) not in mends.loose}
    boxes = {"place": match.places.get(role), "free": adoption.free if role == "title" else None}
    values |= {key: _box(box) for key, box in boxes.items() if box}
    if "marking" in values and footer and is_clients_own(footer.text):
        values["footer"] = footer.text
    hidden = [slot for layout_, slot in mends.hidden if layout_ == mended and slot in FURNITURE]
    if layout.numbered and "page" not in values and "page" not in hidden:
        hidden.append("page")  # one number is enough
    return values | ({"hidden": hidden} if hidden else {})


def _box(rect: Rect | None) -> list[float] | None:
    return None if rect is None else [_rounded(v) for v in (rect.x, rect.y, rect.w, rect.h)]


def _rounded(value: float, digits: int = 2) -> float:
    rounded = round(value, digits)
    return int(rounded) if rounded == int(rounded) else rounded
