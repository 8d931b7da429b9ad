"""The deck in a client's own file: its masters, layouts and themes as they are, its sample slides gone, ours in it.

What only its slides used (notes, media, tags, comments, custom shows) is not copied, since nothing refers to it any
more. Links that lead out of the file are removed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import TypeVar

from lxml import etree

from ...core.geometry import Rect
from ...core.opc import Package, Relation, opened
from ...scene.model import Item, Scene
from ...scene.walk import leaves
from ...theme.model import ClientPlaceholder, ClientTemplate, Theme
from . import presentation
from .client_levels import TITLES, levels_of
from .package import Bundle
from .part_context import DECLARATION, NAMESPACES, Pen, PlaceholderRef, regional
from .parts import CT, RT, Part
from .scheme_colours import ClientColours
from .tables import PLAIN_STYLE
from .text import FLAT
from .writer import MASTERS_MAP, Writer

T = TypeVar("T")
A, P, R = (f"{{{uri}}}" for uri in (
    "http://schemas.openxmlformats.org/drawingml/2006/main",
    "http://schemas.openxmlformats.org/presentationml/2006/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
))  # fmt: skip
# The kinds of relations that the presentation keeps.
KEPT = ("slideMaster", "notesMaster", "handoutMaster", "theme", "tableStyles", "font")
# The elements of the presentation about slides, shows and people that are gone.
DROPPED = ("sldIdLst", "custShowLst", "custDataLst", "photoAlbum", "modifyVerifier", "smartTags")
# What is nothing without what it refers to.
WHOLE = (
    "custData", "tags", "control", "externalData", "videoFile", "audioFile", "wavAudioFile", "quickTimeFile",
)  # fmt: skip
FRAMES = ("AlternateContent", "graphicFrame")  # what stands around an object of another program, outermost first
CLICKS = (f"{A}hlinkClick", f"{A}hlinkHover", f"{A}hlinkMouseOver")
NUMBERED = ("media", "embeddings", "charts")  # folders in which our own parts are numbered
BEFORE_SLIDES = ("sldMasterIdLst", "notesMasterIdLst", "handoutMasterIdLst")


class OnClient(Writer):
    """A deck in the file of a theme's ``base``."""

    notes_theme = "/ppt/theme/themeOfNotes.xml"

    def __init__(self, scene: Scene, theme: Theme, client: ClientTemplate) -> None:
        super().__init__(scene, theme)
        self.client = client
        self.package = opened(Path(client.path))
        heading, body = client.fonts
        faces = {"heading": (theme.fonts.heading.name, heading), "body": (theme.fonts.body.name, body)}
        self.pen = Pen(
            ClientColours(theme.colours, client.slots, client.mapping, direct=self._maps_apart()),
            regional(scene.properties.language),
            theme.fonts,
            scene.rtl,
            faces={family: ours for family, (ours, theirs) in faces.items() if ours != theirs},
            plain=self._plain(),
        )
        self.holders = {name: self._holders(name) for name in client.layouts}
        self.kept = _Kept(self.package, self.bundle)

    def _plain(self) -> str:
        """What every text states since the defaults of a client may differ: no capitals, and, where those are raised
        or lowered, that it is neither."""
        defaults = self.package.xml(self.package.main).iterfind(f"{P}defaultTextStyle/*/{A}defRPr")
        return ' cap="none"' + FLAT * any(one.get("baseline", "0") != "0" for one in defaults)

    def deck(self) -> bytes:
        self.bundle.core(self.scene.properties)
        main = self.bundle.add("/ppt/presentation.xml", CT.PML_PRESENTATION_MAIN)
        self.bundle.root(RT.OFFICE_DOCUMENT, main)
        ours = self.package.relations(self.package.main)
        relations = {
            key: rel for key, rel in ours.items() if rel.kind in KEPT and self.package.keeps(self.package.main, rel)
        }
        parts = {key: self.kept.part(rel.target) for key, rel in relations.items()}
        layouts = [self.kept.part(layout.part) for layout in self.client.layouts.values()]
        self.kept.finish()
        slides = [
            self.bundle.add(f"/ppt/slides/slide{n}.xml", CT.PML_SLIDE) for n in range(1, len(self.scene.pages) + 1)
        ]
        held = next((parts[key] for key, rel in relations.items() if rel.kind == "notesMaster"), None)
        self.slides(slides, layouts, self.pictures(), self.charts())
        self.theirs = held
        if held is not None:
            theirs = self.package.parsed("the notes master", held.blob)
            self.notes_places = _index(theirs, "body", 1), _index(theirs, "sldNum", None)
        notes = self.notes(slides)
        self._presented(main, relations, parts, slides, notes if notes is not held else None)
        self.properties()
        return self.bundle.zipped()

    def shown(self) -> Iterator[Item]:
        """What the pages draw: the client's layouts have theirs in the client's file."""
        for page in self.scene.pages:
            yield from leaves(page.items)

    def notes_master(self) -> Part:
        return self.theirs or super().notes_master()

    def _holders(self, name: str) -> dict[str, PlaceholderRef]:
        rects = {place.name: place.rect for place in self.scene.layout(name).placeholders}
        held = self.client.layouts[name].placeholders
        own = {key: _holder(place, rects.get(key), self.theme) for key, place in held.items()}
        title = held.get("title")
        if title is None or title.kind not in TITLES:  # a title to an outline, wherever it stands
            own = {key: one for key, one in own.items() if held[key].kind not in TITLES}  # a slide has one title
            own["title"] = PlaceholderRef('<p:ph type="title"/>', None, client=True)
        return own

    def slide_map(self, layout: str) -> str:
        """The colour map of slides on a layout: that of their master, unless the layout overrides it."""
        override = self._override(layout)
        if override is None:
            return MASTERS_MAP
        pairs = " ".join(f'{name!s}="{slot!s}"' for name, slot in override.attrib.items())
        return f"<a:overrideClrMapping {pairs}/>"

    def _override(self, layout: str) -> etree._Element | None:
        """The colour map that a layout has of its own."""
        return self.package.xml(self.client.layouts[layout].part).find(f"{P}clrMapOvr/{A}overrideClrMapping")

    def _maps_apart(self) -> bool:
        """Whether another layout maps colours otherwise than the one for content, and so slides on it do."""
        return len({self.slide_map(layout) for layout in self.client.layouts}) > 1

    def _presented(
        self, main: Part, relations: Mapping[str, Relation], parts: Mapping[str, Part], slides: list[Part],
        notes: Part | None,
    ) -> None:  # fmt: skip
        """Write ``presentation.xml``: its own relations keep their ids, ours follow."""
        for key, relation in relations.items():
            main.relate_as(key, parts[key], relation.type)
        add = self.bundle.add
        shown, view = presentation.presentation_properties_xml(), presentation.view_properties_xml()
        own = [
            ("Props", RT.PRES_PROPS, add("/ppt/presProps.xml", CT.PML_PRES_PROPS, shown)),
            ("View", RT.VIEW_PROPS, add("/ppt/viewProps.xml", CT.PML_VIEW_PROPS, view)),
            *((f"Slide{n}", RT.SLIDE, slide) for n, slide in enumerate(slides, start=1)),
        ]
        styles = next((parts[key] for key, rel in relations.items() if rel.kind == "tableStyles"), None)
        if styles is None:
            xml = presentation.table_styles_xml()
            own.append(("Tables", RT.TABLE_STYLES, add("/ppt/tableStyles.xml", CT.PML_TABLE_STYLES, xml)))
        else:
            styles.blob = _with_style(self.package.parsed("ppt/tableStyles.xml", styles.blob))
        if notes is not None:
            own.append(("Notes", RT.NOTES_MASTER, notes))
        for name, kind, part in own:
            main.relate_as(f"rIdBw{name}", part, kind)
        main.blob = self._presentation_xml(len(slides), notes is not None)

    def _presentation_xml(self, slides: int, notes: bool) -> bytes:
        root = deepcopy(self.package.xml(self.package.main))
        for name in DROPPED:
            for element in root.findall(f"{P}{name}"):
                root.remove(element)
        if root.get("firstSlideNum"):
            del root.attrib["firstSlideNum"]  # we print numbers from 1
        at = max(i for i, child in enumerate(root) if _local(child) in BEFORE_SLIDES) + 1
        ids = "".join(
            f'<p:sldId id="{presentation.FIRST_SLIDE_ID + n}" r:id="rIdBwSlide{n + 1}"/>' for n in range(slides)
        )
        root.insert(at, _made(f"<p:sldIdLst {NAMESPACES}>{ids}</p:sldIdLst>"))
        if notes:
            listed = _made(
                f'<p:notesMasterIdLst {NAMESPACES}><p:notesMasterId r:id="rIdBwNotes"/></p:notesMasterIdLst>'
            )
            root.insert(1, listed)
        extensions = root.find(f"{P}extLst")
        if extensions is None:
            extensions = etree.SubElement(root, f"{P}extLst")
        for extension in list(extensions):
            if extension.get("uri") == presentation.SECTIONS:
                extensions.remove(extension)
        made = presentation.sections(self.scene)
        if made:
            [extension] = _made(f"<p:extLst {NAMESPACES}>{made}</p:extLst>")
            extensions.append(extension)
        if not len(extensions):
            root.remove(extensions)
        return _bytes(root)


class _Kept:
    """The parts of the client's file that a deck keeps, and the parts that these refer to."""

    def __init__(self, package: Package, bundle: Bundle) -> None:
        self.package, self.bundle = package, bundle
        self._made: dict[str, Part] = {}

    def part(self, name: str) -> Part:
        """A part under its own name, with a prefix in the folders in which ours are numbered."""
        known = self._made.get(name.lower())
        if known is None:
            kind = self.package.kind(name)
            if "activeX" in kind or "vbaProject" in kind or "control+xml" in kind:
                raise self.package.refused("BW538", part=name)
            folder, _, file = name.rpartition("/")
            moved = f"{folder}/client-{file}" if folder.rpartition("/")[2] in NUMBERED else name
            known = self.bundle.add(f"/{moved}", kind)
            known.blob = self.package.read(name)
            self._made[name.lower()] = known
        return known

    def finish(self) -> None:
        """Copy what the kept parts refer to; remove relations to slides that are gone and out of the file."""
        done: set[str] = set()
        while len(done) < len(self._made):
            for name in [name for name in self._made if name not in done]:
                done.add(name)
                self._related(name)

    def _related(self, name: str) -> None:
        relations = self.package.relations(name)
        if not relations:
            return
        part, cut = self._made[name], []
        for key, relation in relations.items():
            if not self.package.keeps(name, relation):
                cut.append(key)
            elif relation.external:
                part.relate_as(key, relation.target, relation.type)
            else:
                part.relate_as(key, self.part(relation.target), relation.type)
        if cut:
            root = deepcopy(self.package.xml(name))
            _cut(root, frozenset(cut))
            part.blob = _bytes(root)


def _cut(root: etree._Element, ids: frozenset[str]) -> None:
    """Remove what uses relations that are gone: a click action as a whole, of any other element the attribute."""
    for element in list(root.iter()):
        for name, value in list(element.attrib.items()):
            if str(name).startswith(R) and value in ids:
                whole = _whole(element)
                parent = None if whole is None else whole.getparent()
                if whole is None or parent is None:
                    del element.attrib[name]
                else:
                    parent.remove(whole)


def _whole(element: etree._Element) -> etree._Element | None:
    """What goes with a relation that is gone: the element, or what stands around it; None where only the attribute."""
    if element.tag in CLICKS or _local(element) in WHOLE:
        return element
    around = {_local(one): one for one in element.iterancestors()}
    if _local(element) == "oleObj":
        return next((around[name] for name in FRAMES if name in around), element)
    return around.get("ext") if _local(element) in ("svgBlip", "media") else None


def _holder(held: ClientPlaceholder, rect: Rect | None, theme: Theme) -> PlaceholderRef:
    """How slides refer to a client's placeholder."""
    kind = "" if held.kind == "obj" else f' type="{held.kind}"'
    index = f' idx="{held.index}"' if held.index else ""
    return PlaceholderRef(
        f"<p:ph{kind}{index}/>", rect, held.kind == "sldNum", levels_of(held, theme.fonts), client=True,
        indent=held.indent, sides=held.insets, grows=bool(held.level and held.level.grows),
    )  # fmt: skip


def _index(notes_master: etree._Element, kind: str, other: T) -> int | T:
    """The index of a notes master's placeholder of a kind; ``other`` where it has none."""
    return next((int(ph.get("idx", "0")) for ph in notes_master.iter(f"{P}ph") if ph.get("type") == kind), other)


def _with_style(styles: etree._Element) -> bytes:
    """The list of table styles, with the style that our tables name."""
    if all(style.get("styleId") != PLAIN_STYLE for style in styles):
        styles.append(_made(presentation.table_style()))
    return _bytes(styles)


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _made(xml: str) -> etree._Element:
    return etree.fromstring(xml)


def _bytes(root: etree._Element) -> bytes:
    return DECLARATION.encode() + etree.tostring(root)
