"""Sample slides of a client's file to layouts in it, where what makes the client known stands on the slides alone.

Each such slide becomes a layout under its own master: its ground and artwork as they are, its title, text and footers
as placeholders in the same letters. What only illustrates a sample is left out. The slide then stands on that layout.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from io import BytesIO

from lxml import etree
from msgspec import Struct

from ...core.geometry import Rect
from ...core.opc import Package
from ..ooxml.drawing import A, Element, P, R, attribute, box_of, index, points
from .footer import is_prompt
from .slide_texts import OF_SAMPLES, as_holder, drop
from .template import FOOTERS, TEXTS, TITLES

MOST = 24  # layouts that are made
FEW = 24  # words: a slide that says no more is a cover or a divider
LARGE = 0.12  # of the page: a picture so large belongs to the look of a slide
EDGE = 0.02  # of the page: what comes so near to its edge frames it
ROLES = {"title": "Cover", "content": "Content", "section": "Section"}
ASKED = {"type": "title"}, {"type": "body", "idx": "40"}  # what texts that ask for words become
KIND = "application/vnd.openxmlformats-officedocument.presentationml.slideLayout+xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
LISTED = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "[Content_Types].xml"
_HOLDER = f"{P}nvSpPr/{P}nvPr/{P}ph"
_LAYOUT = re.compile(r"ppt/slideLayouts/[^/]+\.xml")
_MASTER = re.compile(r"ppt/slideMasters/[^/]+\.xml")
_SAYS = re.compile(r"[^\W\d]{2}")  # a text that is no number
_FIRST_ID = 2**31
_FILLS = ("solidFill", "gradFill", "blipFill")


class SlideLayout(Struct, frozen=True):
    """A layout that was made: its part, what it is for, the number of its slide, how many words that says, and what it
    draws beside mere texts."""

    part: str
    purpose: str
    number: int
    words: int
    look: frozenset[tuple[object, ...]] = frozenset()

    @property
    def name(self) -> str:
        return f"{self.purpose} (slide {self.number})"


def with_slide_layouts(package: Package, archive: zipfile.ZipFile) -> tuple[bytes, dict[str, str]]:
    """The file with a layout for each sample slide that draws something of its own, those slides on them; and the names
    of those that serve best, by what they stand for: "title", "content", "section"."""
    parts = {name: archive.read(name) for name in archive.namelist()}
    maker = _Maker(package)
    maker.repair(parts)
    made = maker.layouts(parts)
    types = etree.fromstring(parts[TYPES])
    override = str(types.tag).replace("Types", "Override")
    for one in made:
        types.append(types.makeelement(override, {"PartName": f"/{one.part}", "ContentType": KIND}))
    parts[TYPES] = _bytes(types)
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, data in parts.items():
            file.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    roles: dict[str, str] = {}
    for role, purpose in ROLES.items():
        some = [one for one in made if one.purpose == purpose]
        alike = Counter(one.look for one in some)  # what the client does most often is the usual one
        best = min(some, key=lambda one: (-alike[one.look], one.words), default=None)
        roles |= {role: best.name} if best else {}
    return out.getvalue(), roles


class _Maker:
    """Makes the layouts of one file."""

    def __init__(self, package: Package) -> None:
        self.package = package
        root = package.xml(package.main)
        size = root.find(f"{P}sldSz")
        wide, high = (points(attribute(size, key) or None, 0.0) for key in ("cx", "cy"))
        self.page = Rect(0, 0, wide, high)
        relations = package.relations(package.main)
        keys = (entry.get(f"{R}id", "") for entry in root.iterfind(f"{P}sldIdLst/{P}sldId"))
        listed = [relations[key].target for key in keys if key in relations]
        self.slides = [part for part in listed if package.has(part) and package.related(part, "slideLayout")]
        looks = ({self._look(part, one) for one in self._shapes(part)} for part in self.slides)
        self.seen = Counter(look for those in looks for look in those)  # on how many slides

    def layouts(self, parts: dict[str, bytes]) -> list[SlideLayout]:
        """Add the layouts to the parts of the file."""
        made: list[SlideLayout] = []
        for number, slide in enumerate(self.slides, start=1):
            if slide in parts and len(made) < MOST and self._draws(slide):
                made.append(self._made(slide, f"ppt/slideLayouts/slideLayout{_free(parts)}.xml", number))
                self._add(parts, slide, made[-1])
        return made

    def repair(self, parts: dict[str, bytes]) -> None:
        """Make placeholders of the texts of layouts that ask for words and that nobody can fill in: of the largest type
        the title, of the next one a subtitle."""
        for name in [name for name in parts if _LAYOUT.fullmatch(name) and self.package.has(name)]:
            shapes = self._shapes(name)
            asking = [one for one in shapes if not _held(one) and one.tag == f"{P}sp" and is_prompt(_said(one))]
            if asking and not any(_kind(one)[0] == "title" for one in shapes if _held(one)):
                root = deepcopy(self.package.xml(name))
                [tree] = root.iterfind(f"{P}cSld/{P}spTree")
                copies = dict(zip(map(id, shapes), _drawn(root), strict=True))
                for one, ph in zip(sorted(asking, key=_size, reverse=True), ASKED, strict=False):
                    copies[id(one)].addnext(as_holder(one, None, ph))
                    tree.remove(copies[id(one)])
                parts[name] = _bytes(root)

    def _made(self, slide: str, part: str, number: int) -> SlideLayout:
        """What a slide is for, by how much it says and where it stands."""
        words = sum(len(str(text.text or "").split()) for text in self.package.xml(slide).iter(f"{A}t"))
        last = number == len(self.slides) > 2
        brief = 0 < words <= FEW or number == 1 or last
        purpose = "Content" if not brief else "Cover" if number == 1 else "Closing" if last else "Section"
        drawn = (one for one in self._shapes(slide) if not _held(one) and one.tag != f"{P}graphicFrame")
        look = frozenset(self._look(slide, one)[:-1] for one in drawn if _filled(one) or not _said(one))
        return SlideLayout(part, purpose, number, words, look)

    def _add(self, parts: dict[str, bytes], slide: str, made: SlideLayout) -> None:
        part, [layout, *_] = made.part, self.package.related(slide, "slideLayout")
        [master, *_] = self.package.related(layout, "slideMaster")
        images: dict[str, str] = {}
        parts[part] = _bytes(self._layout(slide, layout, made, images))
        own = {"rId1": ("slideMaster", master)} | {key: ("image", target) for key, target in images.items()}
        parts[_rels(part)] = _relations({key: (kind, _relative(target, part)) for key, (kind, target) in own.items()})
        key, listed = f"rIdBw{made.number}", etree.fromstring(parts[_rels(master)])
        about = {"Id": key, "Type": f"{OFFICE}slideLayout", "Target": _relative(part, master)}
        listed.append(listed.makeelement(f"{{{LISTED}}}Relationship", about))
        parts[_rels(master)] = _bytes(listed)
        root, free = etree.fromstring(parts[master]), self._free_id(parts)
        for entries in root.iterfind(f"{P}sldLayoutIdLst"):
            etree.SubElement(entries, f"{P}sldLayoutId", {"id": str(free)}).set(f"{R}id", key)
        parts[master] = _bytes(root)
        stands = etree.fromstring(parts[_rels(slide)])
        for relation in stands:
            if relation.get("Type", "").endswith("/slideLayout"):
                relation.set("Target", _relative(part, slide))
        parts[_rels(slide)] = _bytes(stands)

    def _free_id(self, parts: dict[str, bytes]) -> int:
        """An id that no master and no layout has."""
        named = (f"{P}sldMasterId", f"{P}sldLayoutId")
        holders = [name for name in parts if name == self.package.main or _MASTER.fullmatch(name)]
        ids = (one.get("id", "0") for name in holders for one in etree.fromstring(parts[name]).iter(*named))
        return max(map(index, ids), default=_FIRST_ID) + 1

    # ---- one layout ---------------------------------------------------------------------------------

    def _layout(self, slide: str, layout: str, made: SlideLayout, images: dict[str, str]) -> Element:
        """The XML of a layout; the images that it shows go to ``images`` by the ids of their relations."""
        theirs, below = self.package.xml(slide), self.package.xml(layout)
        brief = made.purpose != "Content"
        named = {prefix: uri for prefix, uri in theirs.nsmap.items() if prefix}
        root = etree.Element(f"{P}sldLayout", nsmap=named, attrib={"preserve": "1", "userDrawn": "1"})
        if "0" in (theirs.get("showMasterSp"), below.get("showMasterSp")):
            root.set("showMasterSp", "0")
        content = etree.SubElement(root, f"{P}cSld", name=made.name)
        for source, of in ((theirs, slide), (below, layout)):
            ground = source.find(f"{P}cSld/{P}bg")
            if content.find(f"{P}bg") is None and ground is not None:
                content.append(self._copied(ground, of, images))
        tree = etree.SubElement(content, f"{P}spTree")
        for name in ("nvGrpSpPr", "grpSpPr"):
            tree.extend(deepcopy(child) for child in theirs.iterfind(f"{P}cSld/{P}spTree/{P}{name}"))
        if theirs.get("showMasterSp") != "0":
            tree.extend(self._copied(one, layout, images) for one in self._shapes(layout) if not _held(one))
        holders = list(self._holders(slide, layout, brief))
        for one in self._shapes(slide):
            is_text = any(one is source for source, _ in holders)
            if not (_held(one) or is_text) and self._kept(slide, one, brief):
                tree.append(_without_words(self._copied(one, slide, images), self._repeated(slide, one)))
        tree.extend(holder for _, holder in holders)
        for n, one in enumerate(tree.iter(f"{P}cNvPr"), start=1):
            one.set("id", str(n))
        mapped = theirs.find(f"{P}clrMapOvr")
        if mapped is None:
            mapped = etree.Element(f"{P}clrMapOvr")
            etree.SubElement(mapped, f"{A}masterClrMapping")
        root.append(deepcopy(mapped))
        return root

    def _holders(self, slide: str, layout: str, brief: bool) -> Iterator[tuple[Element | None, Element]]:
        """The placeholders of a layout, each with the shape of the slide that it is made of, if there is one."""
        shapes = self._shapes(slide)
        theirs = {_kind(one): one for one in self._shapes(layout) if one.find(_HOLDER) is not None}
        held = {_kind(one): one for one in shapes if one.find(_HOLDER) is not None}
        for kind, one in held.items():
            if kind[0] not in FOOTERS:
                yield one, as_holder(one, theirs.get(kind), None, lettered=brief)
        texts = sorted((one for one in shapes if self._is_text(slide, one)), key=_size, reverse=True)
        titled = ("title", 0) in held
        if not titled and texts:
            yield texts[0], as_holder(texts[0], None, {"type": "title"})
            titled = True
        if brief and len(texts) > 1 and not any(kind[0] in TEXTS for kind in held):
            yield texts[1], as_holder(texts[1], None, {"type": "body", "idx": "40"})
        for kind, one in theirs.items():
            if kind[0] in FOOTERS or (kind[0] in TITLES and not titled):
                yield None, deepcopy(one)

    def _is_text(self, slide: str, one: Element) -> bool:
        """Whether a shape is a text of the slide's own, which no placeholder holds."""
        placed = one.tag == f"{P}sp" and not _held(one) and _box(one) is not None and bool(_SAYS.search(_said(one)))
        return placed and (len(self.slides) == 1 or not self._repeated(slide, one))

    def _kept(self, slide: str, one: Element, brief: bool) -> bool:
        """Whether a shape belongs to the look: on a cover or a divider all that is drawn, else what comes back on
        another slide, is large, or frames the page."""
        if one.tag == f"{P}graphicFrame":
            return False
        repeated, box = self._repeated(slide, one), _box(one)
        if one.tag == f"{P}sp" and _said(one) and not _filled(one):
            return repeated
        return brief or repeated or box is None or self._large(one) or _framing(box, self.page)

    def _draws(self, slide: str) -> bool:
        """Whether a slide has a look of its own: a ground, a large picture, or artwork at the edges."""
        if self.package.xml(slide).find(f"{P}cSld/{P}bg") is not None:
            return True
        drawn = (one for one in self._shapes(slide) if not _held(one) and one.tag != f"{P}graphicFrame")
        return any(self._large(one) or ((box := _box(one)) and _framing(box, self.page)) for one in drawn)

    def _large(self, one: Element) -> bool:
        box = _box(one)
        return one.tag == f"{P}pic" and box is not None and box.w * box.h >= LARGE * self.page.w * self.page.h

    def _repeated(self, slide: str, one: Element) -> bool:
        return self.seen[self._look(slide, one)] > 1

    def _look(self, part: str, one: Element) -> tuple[object, ...]:
        """What two shapes have in common that look alike."""
        blip = one.find(f".//{A}blip")
        relation = self.package.relations(part).get(blip.get(f"{R}embed", "")) if blip is not None else None
        box = _box(one)
        place = tuple(round(side) for side in (box.x, box.y, box.w, box.h)) if box else ()
        return one.tag, place, relation.target if relation else "", _said(one)

    def _shapes(self, part: str) -> list[Element]:
        return _drawn(self.package.xml(part))

    def _copied(self, one: Element, part: str, images: dict[str, str]) -> Element:
        """A shape with its images under the layout's own relations, and with no other relation."""
        made, relations = deepcopy(one), self.package.relations(part)
        drop(made, OF_SAMPLES)
        for element in list(made.iter()):
            for name, value in list(element.attrib.items()):
                relation = relations.get(str(value)) if str(name).startswith(R) else None
                if relation and relation.kind == "image" and not relation.external:
                    known = (key for key, target in images.items() if target == relation.target)
                    key = next(known, f"rIdImage{len(images) + 1}")
                    images[key] = relation.target
                    element.set(name, key)
                elif str(name).startswith(R):
                    del element.attrib[name]
        return made


def _drawn(root: Element) -> list[Element]:
    """What a layout or a slide shows, in its order."""
    tree = root.find(f"{P}cSld/{P}spTree")
    kinds = {f"{P}{name}" for name in ("sp", "pic", "grpSp", "cxnSp", "graphicFrame")}
    return [] if tree is None else [one for one in tree if one.tag in kinds]


def _without_words(one: Element, furniture: bool) -> Element:
    """Artwork without the words of the sample; what comes back on other slides keeps them."""
    for text in () if furniture else one.iter(f"{A}t"):
        text.text = ""
    return one


def _held(one: Element) -> bool:
    return one.find(f".//{P}ph") is not None


def _kind(one: Element) -> tuple[str, int]:
    holder = one.find(_HOLDER)
    kind = attribute(holder, "type", "obj")
    return ("title", 0) if kind in TITLES else (kind, index(attribute(holder, "idx")))


def _filled(one: Element) -> bool:
    return any(one.find(f"{P}spPr/{A}{fill}") is not None for fill in _FILLS)


def _said(one: Element) -> str:
    return " ".join(str(text.text or "").strip() for text in one.iter(f"{A}t")).strip()


def _size(one: Element) -> int:
    return max((index(attribute(run.find(f"{A}rPr"), "sz"), 1800) for run in one.iter(f"{A}r")), default=0)


def _box(one: Element) -> Rect | None:
    frame = one.find(f"{P}grpSpPr/{A}xfrm") if one.tag == f"{P}grpSp" else one.find(f"{P}spPr/{A}xfrm")
    return box_of(frame)


def _framing(box: Rect, page: Rect) -> bool:
    """Whether something comes near the edge of the page."""
    wide, high = EDGE * page.w, EDGE * page.h
    return box.x <= wide or box.y <= high or box.right >= page.w - wide or box.bottom >= page.h - high


def _free(parts: dict[str, bytes]) -> int:
    return next(n for n in range(1, 10_000) if f"ppt/slideLayouts/slideLayout{n}.xml" not in parts)


def _rels(part: str) -> str:
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels"


def _relative(target: str, source: str) -> str:
    return posixpath.relpath(target, posixpath.dirname(source))


def _relations(entries: dict[str, tuple[str, str]]) -> bytes:
    root = etree.fromstring(f'<Relationships xmlns="{LISTED}"/>')
    for key, (kind, target) in entries.items():
        etree.SubElement(root, f"{{{LISTED}}}Relationship", {"Id": key, "Type": OFFICE + kind, "Target": target})
    return _bytes(root)


def _bytes(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
