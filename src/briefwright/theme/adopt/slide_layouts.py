"""Sample slides of a client's file to layouts in it, where what makes the client known stands on the slides alone.

Each such slide becomes a layout under its own master: its ground and artwork as they are, its title, text and footers
as placeholders in the same letters. What only illustrates a sample is left out. The slide then stands on that layout.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from itertools import islice

from lxml import etree

from ...core.opc import Package
from ..ooxml.attributes import A, Element, P, R, index
from .footer import is_prompt
from .slide_parts import (
    LISTED,
    OFFICE,
    SlideLayout,
    free_number,
    relations_of,
    relative,
    rels_of,
    roles_of,
    xml_bytes,
    zipped,
)
from .slide_reading import SlideReader
from .slide_shapes import (
    HOLDER,
    as_artwork,
    fills_placeholder,
    is_framing,
    is_held,
    kind_of,
    place_of,
    shapes_of,
    size_of,
    without_words,
    words_of,
)
from .slide_texts import OF_SAMPLES, as_holder, drop, on_page, widened
from .template import FOOTERS, TEXTS, TITLES

MOST = 24  # layouts that are made
FEW = 24  # words: a slide that says no more is a cover or a divider
SEVERAL = 3  # pages
SOME = 0.15  # of the slides: what no more than these have is no frame of pages
ASKED = {"type": "title"}, {"type": "body", "idx": "40"}  # what texts that ask for words become
KIND = "application/vnd.openxmlformats-officedocument.presentationml.slideLayout+xml"
TYPES = "[Content_Types].xml"
_LAYOUT, _MASTER = (re.compile(rf"ppt/slide{kind}s/[^/]+\.xml") for kind in ("Layout", "Master"))
_FIRST_ID = 2**31


def with_slide_layouts(
    package: Package, archive: zipfile.ZipFile, *, cover_alone: bool = False
) -> tuple[bytes, dict[str, str]]:
    """The file with a layout for each sample slide that draws something of its own, or for the first ``cover_alone``,
    those slides on them; and the names of those that serve best, by what they stand for: "title", "content",
    "section"."""
    parts = {name: archive.read(name) for name in archive.namelist()}
    maker = _Maker(package)
    maker.repair(parts)
    made = maker.layouts(parts, 1 if cover_alone else MOST)
    types = etree.fromstring(parts[TYPES])
    override = str(types.tag).replace("Types", "Override")
    for one in made:
        types.append(types.makeelement(override, {"PartName": f"/{one.part}", "ContentType": KIND}))
    parts[TYPES] = xml_bytes(types)
    return zipped(parts), roles_of(made)


class _Maker(SlideReader):
    """Makes the layouts of one file."""

    def __init__(self, package: Package) -> None:
        super().__init__(package)
        self.purposes = {slide: self._purpose(slide, number) for number, slide in enumerate(self.slides, start=1)}
        pages = {
            look for slide, one in self.purposes.items() if one == "Content" for look in self._artwork(slide, False)
        }
        for slide, purpose in self.purposes.items():
            own = self._artwork(slide, False).keys()
            if purpose == "Section" and len(own & pages) > len(own) / 2:
                self.purposes[slide] = "Content"  # it looks as pages do, whatever it says

    def layouts(self, parts: dict[str, bytes], most: int) -> list[SlideLayout]:
        """Add the layouts to the parts of the file: as many at the ``most``; where that is one, that of the cover."""
        slides = self.slides[:1] if most == 1 else self.slides
        numbered = {number: slide for number, slide in enumerate(slides, start=1) if slide in parts}
        drawn = {n: slide for n, slide in numbered.items() if self._draws(slide, self.purposes[slide] != "Content")}
        pages = [self._shared(slide) for slide in drawn.values() if self.purposes[slide] == "Content"]
        few = [*self.purposes.values()].count("Content") < SEVERAL
        framed = few or max(pages, default=0) >= 0  # else each shows something of its own: no frame
        made: list[SlideLayout] = []
        for number, slide in islice(drawn.items(), most):
            if framed or self.purposes[slide] != "Content":
                part = f"ppt/slideLayouts/slideLayout{free_number(parts)}.xml"
                made.append(self._made(slide, part, number))
                self._add(parts, slide, made[-1])
        return made

    def repair(self, parts: dict[str, bytes]) -> None:
        """Make placeholders of the texts of layouts that ask for words and that nobody can fill in: of the largest type
        the title, of the next one a subtitle."""
        for name in [name for name in parts if _LAYOUT.fullmatch(name) and self.package.has(name)]:
            shapes = shapes_of(self.package.xml(name))
            asking = [one for one in shapes if not is_held(one) and one.tag == f"{P}sp" and is_prompt(words_of(one))]
            if asking and not any(kind_of(one)[0] == "title" for one in shapes if is_held(one)):
                root = deepcopy(self.package.xml(name))
                [tree] = root.iterfind(f"{P}cSld/{P}spTree")
                copies = dict(zip(map(id, shapes), shapes_of(root), strict=True))
                for one, ph in zip(sorted(asking, key=size_of, reverse=True), ASKED, strict=False):
                    copies[id(one)].addnext(as_holder(one, None, ph))
                    tree.remove(copies[id(one)])
                parts[name] = xml_bytes(root)

    def _purpose(self, slide: str, number: int) -> str:
        """What a slide is for, by how much it says and where it stands."""
        last = number == len(self.slides) > 2
        brief = (0 < self._words(slide) <= FEW and not self._is_headed(slide)) or number == 1 or last
        return "Content" if not brief else "Cover" if number == 1 else "Closing" if last else "Section"

    def _made(self, slide: str, part: str, number: int) -> SlideLayout:
        brief = (purpose := self.purposes[slide]) != "Content"
        look = frozenset(one[:-1] for one in self._artwork(slide, brief))
        shared, ground = 0 if brief else self._shared(slide), self.package.xml(slide).find(f"{P}cSld/{P}bg")
        headed = not brief and self._is_headed(slide)
        return SlideLayout(part, purpose, number, self._words(slide), look, shared, ground is not None, headed)

    def _shared(self, slide: str) -> int:
        """How much of the frame of a page other slides have, too, less what none has."""
        shared = 0
        for look, one in self._artwork(slide, False).items():
            box = place_of(one)
            framing = (
                self.seen[look] > max(1, SOME * len(self.slides)) and box is not None and is_framing(box, self.page)
            )
            shared += self.seen[look] - 1 if framing else -1
        return shared

    def _add(self, parts: dict[str, bytes], slide: str, made: SlideLayout) -> None:
        part, [layout, *_] = made.part, self.package.related(slide, "slideLayout")
        [master, *_] = self.package.related(layout, "slideMaster")
        images: dict[str, str] = {}
        parts[part] = xml_bytes(self._layout(slide, layout, made, images))
        own = {"rId1": ("slideMaster", master)} | {key: ("image", target) for key, target in images.items()}
        parts[rels_of(part)] = relations_of(
            {key: (kind, relative(target, part)) for key, (kind, target) in own.items()}
        )
        key, listed = f"rIdBw{made.number}", etree.fromstring(parts[rels_of(master)])
        about = {"Id": key, "Type": f"{OFFICE}slideLayout", "Target": relative(part, master)}
        listed.append(listed.makeelement(f"{{{LISTED}}}Relationship", about))
        parts[rels_of(master)] = xml_bytes(listed)
        root, free = etree.fromstring(parts[master]), self._free_id(parts)
        for entries in root.iterfind(f"{P}sldLayoutIdLst"):
            etree.SubElement(entries, f"{P}sldLayoutId", {"id": str(free)}).set(f"{R}id", key)
        parts[master] = xml_bytes(root)
        stands = etree.fromstring(parts[rels_of(slide)])
        for relation in stands:
            if relation.get("Type", "").endswith("/slideLayout"):
                relation.set("Target", relative(part, slide))
        parts[rels_of(slide)] = xml_bytes(stands)

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
            tree.extend(self._copied(one, layout, images) for one in self._shapes(layout) if not is_held(one))
        holders = list(self._holders(slide, layout, brief))
        for one in self._shapes(slide):
            is_holder = any(one is source for source, _ in holders)
            if brief and fills_placeholder(one):
                tree.append(as_artwork(self._copied(one, slide, images), self._shapes(layout)))
            elif not (is_held(one) or is_holder) and self._kept(slide, one, brief):
                tree.append(without_words(self._copied(one, slide, images), self._running(slide, one)))
        for own, holder in holders:  # one may be filled with a picture
            tree.append(on_page(self._copied(holder, layout if own is None else slide, images), self.page))
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
        theirs = {kind_of(one): one for one in self._shapes(layout) if one.find(HOLDER) is not None}
        held = {kind_of(one): one for one in shapes if one.find(HOLDER) is not None and is_held(one)}
        for kind, one in held.items():
            if kind[0] not in FOOTERS:
                moved = kind[0] == "title" and self._moved(slide)
                made = as_holder(one, theirs.get(kind), None, lettered=brief or moved)
                yield one, widened(made, self.page) if moved and not brief else made
        title = None if ("title", 0) in held else self._largest(slide)
        if title is not None:
            yield title, as_holder(title, None, ASKED[0])
        texts = (one for one in shapes if one is not title and self._is_own(slide, one))
        text = max(texts, key=size_of, default=None)
        if brief and text is not None and not any(kind[0] in TEXTS for kind in held):
            yield text, as_holder(text, None, ASKED[1])
        titled = title is not None or ("title", 0) in held
        for kind, one in theirs.items():
            if kind[0] in FOOTERS or (kind[0] in TITLES and not titled):
                yield None, deepcopy(one)

    def _copied(self, one: Element, part: str, images: dict[str, str]) -> Element:
        """A shape with its images under the layout's own relations, and with no other relation."""
        made, relations = deepcopy(one), self.package.relations(part)
        drop(made, OF_SAMPLES if is_held(one) else (*OF_SAMPLES, f"{P}ph"))
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
