"""What a slide or a layout shows, shape by shape: what it is, what it says, where it stands."""

from __future__ import annotations

import re
from copy import deepcopy

from ...core.geometry import Rect
from ..ooxml.attributes import A, Element, P, attribute, index
from ..ooxml.drawing import box_of
from .template import TITLES

ORPHAN = "4294967295"  # the idx of a placeholder that no layout has
FAR = 0.045  # of the page's height: a title that stands so much higher or lower is moved
LARGE = 0.12  # of the page: a picture so large belongs to the look of a slide
EDGE = 0.02  # of the page: what comes so near to its edge frames it
HOLDER = f"{P}nvSpPr/{P}nvPr/{P}ph"
_SAYS = re.compile(r"[^\W\d]{2}")  # a text that is no number
_FILLS = ("solidFill", "gradFill", "blipFill")


def shapes_of(root: Element) -> list[Element]:
    """What a layout or a slide shows, in its order."""
    tree = root.find(f"{P}cSld/{P}spTree")
    kinds = {f"{P}{name}" for name in ("sp", "pic", "grpSp", "cxnSp", "graphicFrame")}
    return [] if tree is None else [one for one in tree if one.tag in kinds]


def is_text(one: Element) -> bool:
    """Whether a shape is a text that no placeholder holds."""
    return one.tag == f"{P}sp" and not is_held(one) and place_of(one) is not None and bool(_SAYS.search(words_of(one)))


def is_held(one: Element) -> bool:
    """Whether a shape stands in a placeholder of its layout: one whose layout has none any more is a text."""
    return any(attribute(ph, "idx") != ORPHAN for ph in one.iter(f"{P}ph"))


def kind_of(one: Element) -> tuple[str, int]:
    holder = one.find(HOLDER)
    kind = attribute(holder, "type", "obj")
    return ("title", 0) if kind in TITLES else (kind, index(attribute(holder, "idx")))


def is_filled(one: Element) -> bool:
    return any(one.find(f"{P}spPr/{A}{fill}") is not None for fill in _FILLS)


def words_of(one: Element) -> str:
    return " ".join(str(text.text or "").strip() for text in one.iter(f"{A}t")).strip()


def size_of(one: Element) -> int:
    return max((index(attribute(run.find(f"{A}rPr"), "sz"), 1800) for run in one.iter(f"{A}r")), default=0)


def place_of(one: Element) -> Rect | None:
    frame = one.find(f"{P}grpSpPr/{A}xfrm") if one.tag == f"{P}grpSp" else one.find(f"{P}spPr/{A}xfrm")
    return box_of(frame)


def top_of(one: Element) -> float:
    """How far down a shape starts, in points."""
    box = place_of(one)
    return box.y if box else 0.0


def is_framing(box: Rect, page: Rect) -> bool:
    """Whether something comes near the edge of the page."""
    wide, high = EDGE * page.w, EDGE * page.h
    return box.x <= wide or box.y <= high or box.right >= page.w - wide or box.bottom >= page.h - high


def is_moved(box: Rect, usual: Rect | None, page: Rect) -> bool:
    """Whether a title stands elsewhere than is usual for it, with both its edges: text may be anchored at either."""
    far = FAR * page.h
    return usual is not None and abs(box.y - usual.y) > far and abs(box.bottom - usual.bottom) > far


def is_off(one: Element, page: Rect) -> bool:
    """Whether a placeholder stands wholly off the page."""
    box = place_of(one) if is_held(one) else None
    return box is not None and not page.overlaps(box)


def is_large(one: Element, page: Rect) -> bool:
    """Whether a picture covers much of the page."""
    box = place_of(one)
    return one.tag == f"{P}pic" and box is not None and box.w * box.h >= LARGE * page.w * page.h


def as_artwork(picture: Element, theirs: list[Element]) -> Element:
    """A picture that fills a placeholder as a picture of its own: with the box and the outline that it inherited from
    the placeholder among ``theirs``."""
    made, number = deepcopy(picture), attribute(picture.find(f".//{P}ph"), "idx")
    of = next((one for one in theirs if attribute(one.find(HOLDER), "idx") == number and is_held(one)), None)
    shape, inherited = made.find(f"{P}spPr"), of.find(f"{P}spPr") if of is not None else None
    if shape is not None and inherited is not None:
        stated = {child.tag for child in shape}
        outlined = {f"{A}custGeom", f"{A}prstGeom"} & stated
        missing = [one for one in inherited if one.tag not in stated and not (outlined and one.tag.endswith("Geom"))]
        for at, child in enumerate(missing):
            shape.insert(at, deepcopy(child))
    for about in made.iterfind(f"{P}nvPicPr/{P}nvPr"):
        about.clear()
    return made


def fills_placeholder(one: Element) -> bool:
    """Whether a picture stands in a placeholder."""
    return one.tag == f"{P}pic" and is_held(one)


def without_words(one: Element, furniture: bool) -> Element:
    """Artwork without the words of the sample; what comes back on other slides keeps them."""
    for text in () if furniture else one.iter(f"{A}t"):
        text.text = ""
    return one
