"""The frame of a theme to the layouts of a deck: of each kind one, and one for each section that uses it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from ..core.diagnostics import Diagnostic
from ..core.geometry import Rect, union
from ..scene.model import Chart, Item, Layout, Placeholder, Role, Shape, Table, Text
from ..story.model import Section
from ..text.fit import Typesetter
from ..theme.model import ClientTemplate, Theme
from .tracker import LABEL_AT, Tracker

STAMP_INSET = 6
GAP, HEAD = 12.0, 24.0  # between two placeholders; the height of a heading
USUAL, MOST = "drawing", 0.5
PAGES = ("content", "message", "text")  # the layouts of a client's that stand for pages


class LayoutKind(Struct, frozen=True):
    """A kind of layout: its name in the menu of an office program, the client's layout that stands for it, whether its
    pages have a headline, a lead and a source, whether they have the tracker, and the role of their ground."""

    title: str
    on_client: str = "content"
    headed: bool = True
    tracked: bool = True
    ground: str = "paper"


KINDS: Mapping[str, LayoutKind] = {
    "title": LayoutKind("Title", "title", headed=False, tracked=False),
    "agenda": LayoutKind("Agenda"),
    "section": LayoutKind("Section", "section", headed=False, ground="tint"),
    "text": LayoutKind("Title and text", "text"),
    "texts": LayoutKind("Two texts"),
    "chart": LayoutKind("Chart"),
    "chart-text": LayoutKind("Chart and text"),
    "table": LayoutKind("Table"),
    "message": LayoutKind("Big message", "message", headed=False),
    "quote": LayoutKind("Quote"),
    "picture": LayoutKind("Picture"),
    "drawing": LayoutKind("Drawing"),
    "closing": LayoutKind("Closing"),
}


class DeckLayouts(Struct, frozen=True):
    """The layouts of a deck, what all of them draw under their own items, and what of that did not fit."""

    master: tuple[Item, ...]
    layouts: tuple[Layout, ...]
    problems: tuple[Diagnostic, ...] = ()


def kind_of(name: str, items: Iterable[Item] = ()) -> str:
    """The kind of layout that a form asks for; else that of what its page shows: one chart, one table that is most of
    the page, a text for a placeholder; else that of a drawing."""
    if name in KINDS:
        return name
    shown = tuple(items)
    native = [item for item in shown if isinstance(item, Chart | Table)]
    if any(isinstance(item, Text) and item.placeholder for item in shown):
        return "text"
    if len(native) != 1 or native[0].rect.w < MOST * union(item.rect for item in shown).w:
        return USUAL
    return "chart" if isinstance(native[0], Chart) else "table"


def standing(kind: str, client: ClientTemplate) -> str:
    """The name of the client's layout that stands for a kind: that for pages, where there is none of its own."""
    name = KINDS[kind].on_client
    return name if name in client.layouts else "content"


def headed(name: str) -> bool:
    """Whether the frame gives the pages of a form that asks for this kind, or for none, a headline."""
    return name not in KINDS or KINDS[name].headed


def of_section(kind: str, section: str | None, sections: Iterable[Section]) -> str:
    """The name of the layout of a page in a section: it has the tracker's bar over it."""
    return f"{kind}/{section}" if KINDS[kind].tracked and section in {one.id for one in sections} else kind


def layouts(
    theme: Theme, type_: Typesetter, sections: tuple[Section, ...], draft: str, used: Iterable[str]
) -> DeckLayouts:
    """The layouts: all kinds, then those of sections that are ``used``. ``draft`` is the word of the stamp, if any."""
    tracker = Tracker(theme, type_, sections)
    labels, problems = tracker.labels()
    stamped = stamp(theme, type_, draft, "paper") if draft else ()
    shared = (tracker.line(), *labels, *stamped)
    made = [
        Layout(kind, *_plain(kind, theme, tracker, shared, stamped), of.title, of.headed) for kind, of in KINDS.items()
    ]
    plain = {layout.name: layout for layout in made}
    wanted = set(used)
    for number, section in enumerate(sections, start=1):
        for kind, layout in plain.items():
            name = of_section(kind, section.id, sections)
            if name in wanted and name != kind:
                items = (*layout.items, *tracker.bar(section.id))
                title = f"{number} {section.title.prose}: {layout.title}"
                made.append(replace(layout, name=name, items=items, title=title))
    return DeckLayouts(shared, tuple(made), tuple(problems))


def _plain(
    kind: str, theme: Theme, tracker: Tracker, shared: tuple[Item, ...], stamped: tuple[Item, ...]
) -> tuple[str, tuple[Item, ...], tuple[Placeholder, ...]]:
    """The ground, the items and the placeholders of a kind. Covers lay a band over the tracker."""
    ground = KINDS[kind].ground
    if KINDS[kind].tracked:
        return ground, shared, (*own_placeholders(kind, theme), *_furniture(theme))
    foot = theme.frame.rect("tracker").y + LABEL_AT + theme.style("meta").leading
    band = Shape("band", Rect(0, 0, theme.grid.width, foot), fill=ground)
    return ground, (*stamped, band, tracker.line()), (*own_placeholders(kind, theme), *_furniture(theme))


def stamp(theme: Theme, type_: Typesetter, word: str, ground: str | None = None) -> tuple[Item, ...]:
    """The word of a stamp in its frame, on a ``ground`` of its own where it shows on more than one."""
    box = theme.frame.rect("stamp")
    measured = type_.set(word.upper(), "metab", box.w * 4, colour="accent")
    w = measured.lines[0].width + 2 * STAMP_INSET + 2
    frame = Rect(box.right - w, box.y, w, box.h)
    inner = frame.inset(STAMP_INSET, (box.h - measured.leading) / 2, 0, (box.h - measured.leading) / 2)
    return (
        Shape("stamp-frame", frame, fill=ground, stroke=theme.stroke("connector", "accent")),
        Text("stamp", inner, (measured,), Role.FURNITURE),
    )


def _furniture(theme: Theme) -> tuple[Placeholder, ...]:
    rect, style = theme.frame.rect, theme.style
    source = Placeholder("source", "body", rect("source"), style("meta"), "Source")
    marking = Placeholder("marking", "ftr", rect("marking"), style("metab"), align="right")
    return source, marking, Placeholder("page", "sldNum", rect("page"), style("metab", colour="ink"), align="right")


def holders(kind: str, theme: Theme) -> frozenset[str]:
    """The names of the placeholders of a kind."""
    return frozenset(one.name for one in (*own_placeholders(kind, theme), *_furniture(theme)))


def own_placeholders(kind: str, theme: Theme) -> tuple[Placeholder, ...]:
    """What a user fills on a slide of a kind; our own pages fill some of it with what they place."""
    rect, style, grid = theme.frame.rect, theme.style, theme.columns
    area = rect("body")
    title = Placeholder("title", "title", rect("headline"), style("h1"), "Headline", anchor="bottom")
    lead = Placeholder("lead", "body", rect("lead"), style("lead"), "Lead")
    left, right = grid.split(area, 2)
    beside = grid.cell(9, 4, area.y, area.h)

    def text(name: str, box: Rect, role: str = "body", prompt: str = "Text") -> Placeholder:
        return Placeholder(name, "body", box, style(role), prompt)

    def under(box: Rect) -> Rect:
        return box.inset(top=HEAD + GAP)

    match kind:
        case "title":
            high = Rect(area.x, area.y - 90, area.w, 54)
            return (
                Placeholder("title", "ctrTitle", high, style("display"), "Title"),
                Placeholder("subtitle", "subTitle", high.moved(0, 54), style("display_sub"), "Subtitle"),
            )
        case "section":
            box = grid.cell(5, 8, area.y - 9, 54)  # right of the numeral
            subtitle = replace(style("h1", colour="ink2"), bold=False)
            return (
                replace(title, rect=box, style=style("display"), prompt="Section", anchor="top"),
                Placeholder("subtitle", "body", box.moved(0, 60), subtitle, "Subtitle"),
            )
        case "message" | "closing":
            box = Rect(area.x, area.y - 78, area.w, area.h - 84)
            statement = replace(title, rect=box, style=style("message"), prompt=KINDS[kind].title, anchor="top")
            foot = Rect(area.x, box.bottom + GAP, area.w, area.bottom - box.bottom - GAP)
            return (statement, text("text", foot)) if kind == "closing" else (statement,)
        case "agenda" | "table":
            return title, lead, Placeholder("table", "tbl", area, style("body"), "Table")
        case "text":
            return title, lead, text("text", Rect(area.x, area.y, grid.span(10), area.h))
        case "texts":
            heads = (
                text(f"heading-{n}", replace(box, h=HEAD), "h2", "Heading") for n, box in enumerate((left, right), 1)
            )
            bodies = (text(f"body-{n}", under(box)) for n, box in enumerate((left, right), 1))
            return (title, lead, *(one for pair in zip(heads, bodies, strict=True) for one in pair))
        case "chart":
            return title, lead, Placeholder("chart", "chart", area, style("body"), "Chart")
        case "chart-text":
            drawn = Placeholder("chart", "chart", Rect(area.x, area.y, grid.span(8), area.h), style("body"), "Chart")
            return title, lead, drawn, text("note", beside)
        case "quote":
            box = Rect(area.x, area.y, grid.span(11), area.h / 2)
            by = Rect(area.x, box.bottom + GAP, box.w, 2 * HEAD)
            return title, lead, text("quote", box, "display_sub", "Quotation"), text("by", by, "h3", "Speaker")
        case "picture":
            drawn = Placeholder("picture", "pic", Rect(area.x, area.y, grid.span(8), area.h), style("body"), "Picture")
            return title, lead, drawn, text("caption", beside)
        case _:
            return title, lead
