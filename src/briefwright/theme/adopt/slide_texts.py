"""A text of a sample slide to a placeholder of a layout: its box and its letters, without its words."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from ...core.geometry import EMU_PER_POINT, Rect
from ..ooxml.attributes import A, Element, P
from ..ooxml.drawing import box_of

OF_SAMPLES = (f"{A}hlinkClick", f"{A}hlinkHover", f"{P}custDataLst", f"{P}extLst")
JUSTIFIED = ("just", "justLow", "dist", "thaiDist")
LETTERS = ("sz", "b", "i", "cap", "spc")
# What letters state, in the order of its elements (ECMA-376 Part 1, 21.1.2.3.9); the last stands for any other.
PARTS = (
    "ln", "fill", "effectLst", "effectDag", "highlight", "uLnTx", "uLn", "uFillTx", "uFill", "latin", "ea", "cs",
    "sym", "rtl",
)  # fmt: skip


def as_holder(one: Element, inherited: Element | None, ph: dict[str, str] | None, *, lettered: bool = False) -> Element:
    """A text of a slide as a placeholder: its box and its letters, in the style of a level, and a prompt. A text that
    was none becomes the one that ``ph`` describes; one that was takes what it ``inherited``, and its own letters over
    that where it is ``lettered``."""
    made = deepcopy(one)
    drop(made, OF_SAMPLES)
    body, style = made.find(f"{P}txBody"), made.find(f"{P}txBody/{A}lstStyle")
    if body is not None and style is None:  # as LibreOffice writes it
        style = body.makeelement(f"{A}lstStyle", {})
        body.insert(len(body.findall(f"{A}bodyPr")), style)
    if ph is not None:
        for about in made.iterfind(f"{P}nvSpPr/{P}nvPr"):
            about.clear()
            etree.SubElement(about, f"{P}ph", ph)
        for kind in made.iterfind(f"{P}nvSpPr/{P}cNvSpPr"):
            kind.set("txBox", "0")
        lettered = True
    elif inherited is not None:
        shape, frame = made.find(f"{P}spPr"), inherited.find(f"{P}spPr/{A}xfrm")
        if shape is not None and shape.find(f"{A}xfrm") is None and frame is not None:
            shape.insert(0, deepcopy(frame))
        listed = inherited.find(f"{P}txBody/{A}lstStyle")
        if style is not None and not len(style) and listed is not None:
            style.extend(deepcopy(child) for child in listed)
    if style is not None and lettered:
        own = style.find(f"{A}lvl1pPr")
        level = _level(one, own)
        if own is None:
            style.insert(len(style.findall(f"{A}defPPr")), level)
        else:
            style.replace(own, level)
    if body is not None:
        for paragraph in body.findall(f"{A}p"):
            body.remove(paragraph)
        said = etree.SubElement(etree.SubElement(etree.SubElement(body, f"{A}p"), f"{A}r"), f"{A}t")
        said.text = "Text"
        drop(body, (f"{A}spAutoFit", f"{A}normAutofit"))
    return made


def on_page(holder: Element, page: Rect) -> Element:
    """A placeholder that starts and ends with the page where the text that it was made of, which did not wrap, reached
    over it."""
    box = box_of(holder.find(f"{P}spPr/{A}xfrm"))
    if box is None or box.x >= page.w or box.right <= 0:
        return holder
    return _within(holder, max(box.x, 0.0), min(box.right, page.w)) if box.x < 0 or box.right > page.w else holder


def widened(title: Element, page: Rect) -> Element:
    """The title of a page as far from the right edge as it is from the left: that of a sample is as wide as its words,
    and headlines say more."""
    box = box_of(title.find(f"{P}spPr/{A}xfrm"))
    return _within(title, box.x, page.w - box.x) if box and box.right < page.w - box.x else title


def _within(holder: Element, left: float, right: float) -> Element:
    """A placeholder that starts and ends there."""
    frame = holder.find(f"{P}spPr/{A}xfrm")
    at, size = (frame.find(f"{A}{name}") if frame is not None else None for name in ("off", "ext"))
    if at is not None and size is not None:
        at.set("x", str(round(left * EMU_PER_POINT)))
        size.set("cx", str(round((right - left) * EMU_PER_POINT)))
    return holder


def _level(one: Element, own: Element | None) -> Element:
    """The first level of a placeholder in the letters of a text: those of its first run, else of its ``own`` level."""
    level = etree.Element(f"{A}lvl1pPr", {"marL": "0", "indent": "0"})
    states = [own, one.find(f"{P}txBody/{A}p/{A}pPr")]
    for key in ("algn", "rtl"):
        for state in states:
            if state is not None and state.get(key):
                level.set(key, state.get(key, ""))
    if level.get("algn") in JUSTIFIED:  # as long texts are; a headline would be torn apart
        level.set("algn", "r" if level.get("rtl") == "1" else "l")
    etree.SubElement(level, f"{A}buNone")
    default = etree.SubElement(level, f"{A}defRPr")
    usual = own.find(f"{A}defRPr") if own is not None else None
    said: dict[str, Element] = {}
    for letters in (usual, one.find(f"{P}txBody/{A}p/{A}r/{A}rPr")):
        if letters is not None:
            default.attrib.update({key: value for key, value in letters.attrib.items() if key in LETTERS})
            said |= {_part(child): child for child in letters if child.tag not in OF_SAMPLES}
    default.extend(deepcopy(said[part]) for part in sorted(said, key=PARTS.index))
    return level


def _part(child: Element) -> str:
    """What of the letters a child states, by its name; all fills state one."""
    name = etree.QName(child).localname
    return name if name in PARTS else "fill" if name.endswith("Fill") else PARTS[-1]


def drop(one: Element, tags: tuple[str, ...]) -> None:
    """Take all elements of these tags out of another."""
    for extra in list(one.iter(*tags)):
        if (parent := extra.getparent()) is not None:
            parent.remove(extra)
