"""The parts of a deck, made from a Scene and its theme: theme, master, layouts, slides, notes, properties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...core.carried_pictures import carried, carried_drawing
from ...core.memo import memo, stand_in
from ...scene.model import Chart, Item, Layout, Page, Picture, Scene, Table
from ...scene.objects import objects
from ...scene.walk import leaves
from ...theme.model import Theme
from . import presentation
from .charts import add_chart
from .master import TREE, layout_xml, master_xml, placeholders
from .notes import BODY, NUMBER, notes_master_xml, notes_xml
from .package import Bundle
from .part_context import DECLARATION, NAMESPACES, Level, PartContext, Pen, PlaceholderRef, drawing_name, regional
from .parts import CT, RT, Part
from .scheme_colours import Colours
from .shapes import drawn
from .theme_part import theme_xml

MASTERS_MAP = "<a:masterClrMapping/>"
_FILLING: Mapping[str, type[Item]] = {"tbl": Table, "chart": Chart, "pic": Picture}


class Writer:
    """The parts of one deck, made in the order in which the file holds them."""

    notes_theme = "/ppt/theme/theme2.xml"
    notes_places: tuple[int, int | None] = (BODY, NUMBER)  # of the notes and of the number, in their master

    def __init__(self, scene: Scene, theme: Theme) -> None:
        self.scene, self.theme = scene, theme
        usual = Level(theme.style("body"), "right" if scene.rtl else "left")
        self.pen = Pen(Colours(theme.colours), regional(scene.properties.language), theme.fonts, scene.rtl, usual)
        self.bundle = Bundle()
        self.holders: dict[str, dict[str, PlaceholderRef]] = {
            layout.name: placeholders(layout, theme, self.pen) for layout in scene.layouts
        }

    def deck(self) -> bytes:
        add = self.bundle.add
        self.bundle.core(self.scene.properties)
        main = add("/ppt/presentation.xml", CT.PML_PRESENTATION_MAIN)
        self.bundle.root(RT.OFFICE_DOCUMENT, main)
        theme = add("/ppt/theme/theme1.xml", CT.OFC_THEME, theme_xml(self.theme, self.pen))
        master = add("/ppt/slideMasters/slideMaster1.xml", CT.PML_SLIDE_MASTER)
        layouts = [
            add(f"/ppt/slideLayouts/slideLayout{n}.xml", CT.PML_SLIDE_LAYOUT)
            for n in range(1, len(self.scene.layouts) + 1)
        ]
        slides = [add(f"/ppt/slides/slide{n}.xml", CT.PML_SLIDE) for n in range(1, len(self.scene.pages) + 1)]
        pictures = self.pictures()
        self.master(master, theme, layouts, slides, pictures)
        self.slides(slides, layouts, pictures, self.charts())
        notes = self.notes(slides)
        self.presentation(main, master, notes, slides)
        self.properties()
        return self.bundle.zipped()

    def pictures(self) -> dict[str, Part]:
        sides: dict[str, float] = {}  # of the largest that shows a file
        for item in self.shown():
            if isinstance(item, Picture):
                sides[item.path] = max(item.side, sides.get(item.path, 0.0))
        made: dict[str, Part] = {}
        for number, (path, side) in enumerate(sides.items(), start=1):
            made[path] = self.bundle.image(number, path, carried(path, side))
            if drawing := carried_drawing(path):
                made[drawing_name(path)] = self.bundle.drawing(number, drawing.data)
        return made

    def shown(self) -> Iterator[Item]:
        """All that is drawn, on master, layouts and pages."""
        yield from leaves(self.scene.master)
        for layout in self.scene.layouts:
            yield from leaves(layout.items)
        for page in self.scene.pages:
            yield from leaves(page.items)

    def charts(self) -> dict[str, Part]:
        charts = [item for page in self.scene.pages for item in leaves(page.items) if isinstance(item, Chart)]
        return {chart.name: add_chart(self.bundle, n, chart, self.pen) for n, chart in enumerate(charts, start=1)}

    def master(
        self, master: Part, theme: Part, layouts: list[Part], slides: list[Part], pictures: Mapping[str, Part]
    ) -> None:
        marking = self.scene.properties.marking.upper()  # as the pages print it
        ids = [master.relate_to(layout, RT.SLIDE_LAYOUT) for layout in layouts]
        master.relate_to(theme, RT.THEME)
        pages = {page.id: part for page, part in zip(self.scene.pages, slides, strict=True)}
        ctx = PartContext(self.pen, master, pages, {}, pictures)
        master.blob = master_xml(self.theme, self.scene.master, ctx, ids, marking).encode()
        for layout, part in zip(self.scene.layouts, layouts, strict=True):
            part.relate_to(master, RT.SLIDE_MASTER)
            ctx = PartContext(self.pen, part, {}, self.holders[layout.name], pictures)
            part.blob = layout_xml(layout, self.scene.master, self.theme, ctx, marking).encode()

    def slides(
        self, slides: list[Part], layouts: list[Part], pictures: Mapping[str, Part], charts: Mapping[str, Part]
    ) -> None:
        of_layout = {layout.name: part for layout, part in zip(self.scene.layouts, layouts, strict=True)}
        of_page = {page.id: part for page, part in zip(self.scene.pages, slides, strict=True)}
        parts = {part.name: part for part in (*layouts, *slides, *pictures.values(), *charts.values())}
        groups = (of_layout, of_page, pictures, charts)
        named = tuple((name, part.name) for group in groups for name, part in group.items())
        setting = stand_in("pptx", named, self.scene.layouts, self.theme, self.pen.language)
        for page, part in zip(self.scene.pages, slides, strict=True):
            ctx = PartContext(self.pen, part, of_page, self.holders[page.layout], pictures, charts)
            ctx.filled = dict(_filled(page, self.scene.layout(page.layout), ctx.holders))
            layout, mapping = of_layout[page.layout], self.slide_map(page.layout)
            part.blob, related = _slide(part.name, page, setting, ctx=ctx, layout=layout, mapping=mapping)
            if not part.relationships:  # taken from the cache
                for kind, target, outside in related:
                    part.relate_to(target if outside else parts[target], kind)

    def slide_map(self, layout: str) -> str:
        """The colour map of slides on a layout."""
        return MASTERS_MAP

    def notes(self, slides: list[Part]) -> Part | None:
        """The notes pages and their master, which is None where no page has notes."""
        if not any(page.notes for page in self.scene.pages):
            return None
        master = self.notes_master()
        for number, (page, slide) in enumerate(zip(self.scene.pages, slides, strict=True), start=1):
            if page.notes:
                name = f"/ppt/notesSlides/notesSlide{number}.xml"
                xml = notes_xml(page.notes, number, self.pen, *self.notes_places)
                part = self.bundle.add(name, CT.PML_NOTES_SLIDE, xml)
                part.relate_to(master, RT.NOTES_MASTER)
                part.relate_to(slide, RT.SLIDE)
                slide.relate_to(part, RT.NOTES_SLIDE)
        return master

    def notes_master(self) -> Part:
        add, pen = self.bundle.add, self.pen
        xml = notes_master_xml(pen, self.scene.width, self.scene.height)
        master = add("/ppt/notesMasters/notesMaster1.xml", CT.PML_NOTES_MASTER, xml)
        # each master has a theme part of its own
        master.relate_to(add(self.notes_theme, CT.OFC_THEME, theme_xml(self.theme, pen)), RT.THEME)
        return master

    def presentation(self, main: Part, master: Part, notes: Part | None, slides: list[Part]) -> None:
        add = self.bundle.add
        fixed = [
            (RT.SLIDE_MASTER, master),
            (RT.PRES_PROPS, add("/ppt/presProps.xml", CT.PML_PRES_PROPS, presentation.presentation_properties_xml())),
            (RT.VIEW_PROPS, add("/ppt/viewProps.xml", CT.PML_VIEW_PROPS, presentation.view_properties_xml())),
            (RT.THEME, next(part for part in self.bundle.parts if part.content_type == CT.OFC_THEME)),
            (RT.TABLE_STYLES, add("/ppt/tableStyles.xml", CT.PML_TABLE_STYLES, presentation.table_styles_xml())),
        ]
        fixed += [(RT.NOTES_MASTER, notes)] if notes else []
        ids = [main.relate_to(part, kind) for kind, part in (*fixed, *((RT.SLIDE, slide) for slide in slides))]
        main.blob = presentation.presentation_xml(
            self.scene,
            self.theme.style("body"),
            self.pen,
            ids[0],
            ids[len(fixed) - 1] if notes else None,
            ids[len(fixed) :],
        ).encode()

    def properties(self) -> None:
        properties, root = self.scene.properties, self.bundle.root
        app = presentation.extended_properties_xml(self.scene)
        root(RT.EXTENDED_PROPERTIES, self.bundle.add("/docProps/app.xml", CT.OFC_EXTENDED_PROPERTIES, app))
        named = (("Marking", properties.marking), ("Status", properties.status))
        given = [(name, value) for name, value in named if value]
        if given:
            xml = presentation.custom_properties_xml(given)
            root(RT.CUSTOM_PROPERTIES, self.bundle.add("/docProps/custom.xml", CT.OFC_CUSTOM_PROPERTIES, xml))


def _filled(page: Page, layout: Layout, holders: Mapping[str, PlaceholderRef]) -> Iterator[tuple[str, PlaceholderRef]]:
    """The one table, chart or picture of a page with the placeholder that its layout has for it."""
    for place in layout.placeholders:
        kind = _FILLING.get(place.kind)
        items = [item for item in page.items if kind and isinstance(item, kind)]
        if len(items) == 1:
            yield items[0].name, holders[place.name]


@memo(by=lambda name, *_, **__: name)
def _slide(
    name: str, page: Page, setting: object, *, ctx: PartContext, layout: Part, mapping: str
) -> tuple[bytes, tuple[tuple[str, str, bool], ...]]:
    """A slide's XML, and its relationships in the order of their ids: type, part or address, whether it is external."""
    ctx.part.relate_to(layout, RT.SLIDE_LAYOUT)
    shapes = "".join([drawn(item, ctx) for item in objects(page.items)])
    xml = (
        f"{DECLARATION}<p:sld {NAMESPACES}><p:cSld><p:spTree>{TREE}{shapes}</p:spTree></p:cSld>"
        f"<p:clrMapOvr>{mapping}</p:clrMapOvr></p:sld>"
    )
    related = tuple(
        (kind, target.name, False) if isinstance(target, Part) else (kind, target, True)
        for kind, target in ctx.part.relationships.values()
    )
    return xml.encode(), related
