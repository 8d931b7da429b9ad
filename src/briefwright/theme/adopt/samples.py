"""A client's sample slides to what they say of its layouts: which one each stands on, how much it says, what it draws.

The client's own use goes before any guess: its first slide stands on the cover, most of the others on the usual page.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ...core.geometry import Rect
from ...core.opc import Package
from ..ooxml.attributes import A, Element, P, R, attribute, index
from ..ooxml.drawing import box_of
from .layout_names import purpose_of
from .slide_shapes import is_held, is_off, place_of
from .template import TITLES, SampleSlide

MOST = 200  # slides that are looked at
_LARGE = 0.12  # of the page: a picture so large, or a ground, is a part of a slide's look
_SEEN = 0.001  # of the page: the smallest logo; what is smaller is a mark
_BAND = 0.95  # of the page's width: a picture so wide frames a slide, however low it is
_FEW = 14  # words: a slide that says more says nothing of itself
_PANEL = 0.3  # of the page: a filled shape so large does, too
_HOLDER = f"{P}nvSpPr/{P}nvPr/{P}ph"


def read_samples(package: Package, page: Rect) -> tuple[SampleSlide, ...]:
    """The slides that a client's file shows, in their order."""
    relations = package.relations(package.main)
    listed = package.xml(package.main).iterfind(f"{P}sldIdLst/{P}sldId")
    parts = [relations[key].target for entry in listed if (key := entry.get(f"{R}id", "")) in relations]
    return tuple(slide for part in parts[:MOST] if (slide := _slide(package, part, page)))


def _slide(package: Package, part: str, page: Rect) -> SampleSlide | None:
    layouts = package.related(part, "slideLayout") if package.has(part) else ()
    root = package.xml(part) if layouts else None
    if root is None or root.get("show") in ("0", "false"):
        return None
    tree = root.find(f"{P}cSld/{P}spTree")
    shapes = [] if tree is None else [sp for sp in tree.iter(f"{P}sp") if not is_off(sp, page)]
    said = " ".join(str(text.text or "") for text in root.iter(f"{A}t")).split()
    shown = list(root.iter(f"{P}pic"))
    pictures = [box_of(one.find(f"{P}spPr/{A}xfrm")) for one in shown]
    large = any(box and (box.w * box.h >= _LARGE * page.w * page.h or box.w >= _BAND * page.w) for box in pictures)
    ground = root.find(f"{P}cSld/{P}bg") is not None
    groups = (box for one in root.iter(f"{P}grpSp") if (box := place_of(one)))
    banded = any(box.w >= _BAND * page.w for box in groups)
    drawn = large or ground or banded or any(_is_panel(sp, page) for sp in shapes)
    divides = len(said) <= _FEW and purpose_of(" ".join(said)) == "section"
    held = (sp for sp in shapes if attribute(sp.find(_HOLDER), "type") in TITLES)
    head = next((box for sp in held if (box := box_of(sp.find(f"{P}spPr/{A}xfrm")))), None)
    tabled = root.find(f".//{P}graphicFrame") is not None  # a table or a chart, beside which a picture is an exhibit
    seen = (
        one for one, box in zip(shown, pictures, strict=True) if not box or box.w * box.h >= _SEEN * page.w * page.h
    )
    pictured = not tabled and not all(map(is_held, seen))
    return SampleSlide(layouts[0], len(said), _title(shapes), drawn, ground, head, pictured, divides)


def _is_panel(sp: Element, page: Rect) -> bool:
    """Whether a shape is filled and covers much of the page."""
    box = box_of(sp.find(f"{P}spPr/{A}xfrm"))
    filled = any(sp.find(f"{P}spPr/{A}{fill}") is not None for fill in ("solidFill", "gradFill"))
    return filled and box is not None and box.w * box.h >= _PANEL * page.w * page.h


def _title(shapes: list[Element]) -> Rect | None:
    """Where the slide has its title, if that is a text of its own: the box of the largest type that is no placeholder.
    None where a title placeholder holds it."""
    if any(attribute(sp.find(_HOLDER), "type") in TITLES for sp in shapes):
        return None
    texts = [(size, box) for sp in shapes if (box := box_of(sp.find(f"{P}spPr/{A}xfrm"))) and (size := _size(sp))]
    return max(texts, key=lambda text: text[0], default=(0, None))[1]


def _size(sp: Element) -> int:
    """The largest size that runs with words state, in hundredths of a point."""
    return max((index(attribute(run.find(f"{A}rPr"), "sz")) for run in _spoken(sp)), default=0)


def _spoken(sp: Element) -> Iterator[etree._Element]:
    return (run for run in sp.iter(f"{A}r") if str(run.findtext(f"{A}t") or "").strip())
