"""A client's file whose masters have no layouts to one with layouts: what a master draws is what slides show."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from ...core.opc import Package
from ..ooxml.attributes import A, Element, P, R, attribute
from .slide_parts import LISTED, OFFICE, free_number, relations_of, relative, rels_of, xml_bytes
from .slide_shapes import is_held, kind_of, shapes_of
from .template import FOOTERS

# Types of layouts, their names, and the type of the placeholder that they have besides the title.
LAYOUTS = (("titleOnly", "Title Only", ""), ("obj", "Title and Content", "body"))
KIND = "application/vnd.openxmlformats-officedocument.presentationml.slideLayout+xml"
TYPES = "[Content_Types].xml"
_FIRST_ID = 2**31 + 2**16  # above those that offices give to masters and layouts first


def has_bare_masters(package: Package) -> bool:
    """Whether a file has masters, and none of them a layout."""
    masters = list(_masters(package))
    return bool(masters) and not any(package.related(master, "slideLayout") for master in masters)


def with_layouts(package: Package, parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts of a file with layouts for each master, which have its title, its body or none, and its footers."""
    made = dict(parts)
    types = etree.fromstring(made[TYPES])
    override = str(types.tag).replace("Types", "Override")
    number = 0
    for master in _masters(package):
        root, relations = deepcopy(package.xml(master)), _relations(made, master)
        held = {kind_of(one)[0]: one for one in shapes_of(root) if is_held(one)}
        entries = etree.Element(f"{P}sldLayoutIdLst")
        for kind, name, content in LAYOUTS:
            if content and content not in held:
                continue
            part, key = f"ppt/slideLayouts/slideLayout{free_number(made)}.xml", f"rIdBw{(number := number + 1)}"
            holders = [held[one] for one in ("title", content, *FOOTERS) if one in held]
            made[part] = xml_bytes(_layout(root, kind, name, holders))
            made[rels_of(part)] = relations_of({"rId1": ("slideMaster", relative(master, part))})
            about = {"Id": key, "Type": f"{OFFICE}slideLayout", "Target": relative(part, master)}
            relations.append(relations.makeelement(f"{{{LISTED}}}Relationship", about))
            etree.SubElement(entries, f"{P}sldLayoutId", {"id": str(_FIRST_ID + number)}).set(f"{R}id", key)
            types.append(types.makeelement(override, {"PartName": f"/{part}", "ContentType": KIND}))
        for empty in root.findall(f"{P}sldLayoutIdLst"):
            root.remove(empty)
        before = root.find(f"{P}clrMap")
        if before is not None:
            before.addnext(entries)
        made |= {master: xml_bytes(root), rels_of(master): xml_bytes(relations)}
    return made | {TYPES: xml_bytes(types)}


def _masters(package: Package) -> Iterator[str]:
    relations = package.relations(package.main)
    listed = package.xml(package.main).iterfind(f"{P}sldMasterIdLst/{P}sldMasterId")
    named = (relations[key].target for one in listed if (key := one.get(f"{R}id", "")) in relations)
    return (part for part in named if package.has(part))


def _relations(parts: dict[str, bytes], part: str) -> Element:
    return etree.fromstring(parts.get(rels_of(part)) or relations_of({}))


def _layout(master: Element, kind: str, name: str, holders: list[Element]) -> Element:
    """The XML of a layout: placeholders that state nothing but which of the master's they are."""
    named = {prefix: uri for prefix, uri in master.nsmap.items() if prefix}
    root = etree.Element(f"{P}sldLayout", nsmap=named, attrib={"type": kind, "preserve": "1"})
    tree = etree.SubElement(etree.SubElement(root, f"{P}cSld", name=name), f"{P}spTree")
    for part in ("nvGrpSpPr", "grpSpPr"):
        tree.extend(deepcopy(one) for one in master.iterfind(f"{P}cSld/{P}spTree/{P}{part}"))
    for number, holder in enumerate(holders, start=2):
        tree.append(_inheriting(holder, number))
    etree.SubElement(etree.SubElement(root, f"{P}clrMapOvr"), f"{A}masterClrMapping")
    return root


def _inheriting(holder: Element, number: int) -> Element:
    """A placeholder that takes place and letters from the master's."""
    made = deepcopy(holder)
    for stated in made.iterfind(f"{P}spPr"):
        for one in list(stated):
            stated.remove(one)
    for style in made.iterfind(f"{P}txBody/{A}lstStyle"):
        for one in list(style):
            style.remove(one)
    for one in made.iter(f"{P}cNvPr"):
        one.set("id", str(number))
        one.set("name", attribute(one, "name") or f"Placeholder {number}")
    return made
