"""A scene to stable text, one line an item, for goldens and for reading what was placed where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefwright.core.geometry import Rect
from briefwright.scene.model import (
    Cell,
    Chart,
    Connector,
    Glue,
    Group,
    Inset,
    Item,
    Page,
    Paragraph,
    Picture,
    Row,
    Rule,
    Scene,
    Shape,
    Stroke,
    Table,
    Text,
    TextStyle,
)
from briefwright.scene.walk import parts

LINE_END = " ⏎ "
PARAGRAPH_END = " ¶ "


def dump(scene: Scene) -> str:
    """The scene as text: layouts, then pages, each item on one line (tables one a row), lengths in points to 0.1."""
    return "\n".join(_scene(scene)) + "\n"


def dump_page(page: Page) -> str:
    """One page as text."""
    return "\n".join(_page(page)) + "\n"


def _scene(scene: Scene) -> Iterator[str]:
    about = scene.properties
    size = f"{_n(scene.width)} x {_n(scene.height)}"
    yield f'scene {size}  "{about.title}"  {about.language}  {about.date}{_direction(scene)}'
    for title, first in scene.sections:
        yield f'section "{title}"  from page {first + 1}'
    if scene.master:
        yield ""
        yield "master"
        for item in scene.master:
            yield from _item(item)
    for layout in scene.layouts:
        yield ""
        yield f"layout {layout.name}  on {layout.ground}"
        for item in layout.items:
            if item not in scene.master:
                yield from _item(item)
        for p in layout.placeholders:
            yield f"  placeholder  {p.name}  {_box(p.rect)}  {p.kind}  {_where(p.align, p.anchor)}{_style(p.style)}"
    for number, page in enumerate(scene.pages, start=1):
        yield ""
        yield from _page(page, f"  {number}")


def _page(page: Page, number: str = "") -> Iterator[str]:
    facts = [
        page.form and f"form {page.form}",
        page.section and f"section {page.section}",
        page.appendix and "appendix",
    ]
    yield "  ".join([f"page{number} {page.id}", f"layout {page.layout}", *(fact for fact in facts if fact)])
    yield f'  "{page.title}"'
    for item in page.items:
        yield from _item(item)
    for line in page.notes.splitlines():
        yield f"  notes  {line}".rstrip()


def _item(item: Item, depth: int = 1) -> Iterator[str]:
    start = f"{'  ' * depth}{type(item).__name__.lower()}  {item.name}  "
    match item:
        case Text():
            facts = (
                item.role.value,
                item.placeholder and f"fills {item.placeholder}",
                item.link and f"to {item.link}",
                item.part_of and f"of {type(item.part_of).__name__.lower()} {item.part_of.name}",
            )
            about = "  ".join(fact for fact in facts if fact)
            yield f"{start}{_box(item.rect)}  {_where('left', item.anchor)}{about}  {_paragraphs(item.paragraphs)}"
        case Shape():
            fill = f"  fill {item.fill}" if item.fill else ""
            slant = (f" {_n(item.slant)}" if item.slant else "") + (" to the left" if item.flipped else "")
            yield f"{start}{_box(item.rect)}  {item.kind}{slant}{fill}{_stroke(item.stroke)}{_alt(item.alt)}"
        case Rule():
            ends = f"{_n(item.x1)},{_n(item.y1)} to {_n(item.x2)},{_n(item.y2)}"
            yield f"{start}{ends}{_stroke(item.stroke)}{'  arrow' if item.arrow else ''}{_alt(item.alt)}"
        case Connector():
            path = " ".join(f"{_n(x)},{_n(y)}" for x, y in item.points)
            ends = f"{_glue(item.start)} to {_glue(item.end)}"
            yield f"{start}{path}  {ends}{_stroke(item.stroke)}{'  arrow' if item.arrow else ''}{_alt(item.alt)}"
        case Picture():
            yield f"{start}{_box(item.rect)}  {item.path}{_alt(item.alt)}"
        case Inset():
            yield f"{start}{_box(item.rect)}  {item.page}{_alt(item.alt)}"
        case Table():
            widths = " ".join(map(_n, item.columns))
            heads = f"header rows {item.header_rows}"
            yield f"{start}{_box(item.rect)}  columns {widths}  {heads}{_direction(item)}{_alt(item.alt)}"
            for row in item.rows:
                yield "  " * (depth + 1) + _row(row)
        case Chart():
            axis = f"axis {item.axis.least:g} to {item.axis.most:g} by {item.axis.step:g}"
            plot = f"{item.kind.name}  plot {_box(item.plot)}"
            yield f"{start}{_box(item.rect)}  {plot}  {axis}{_direction(item)}{_alt(item.alt)}"
            yield from (f"{'  ' * (depth + 1)}{line}" for line in _chart(item))
        case Group():
            yield f"{start}{_box(item.rect)}{_alt(item.alt)}"
            for part in parts(item):
                yield from _item(part, depth + 1)


def _chart(chart: Chart) -> Iterator[str]:
    """The categories, then each series with the numbers and the labels that are printed."""
    yield "categories " + " │ ".join(_paragraph(name) for name in chart.categories)
    for series in chart.series:
        points = []
        for point in series.points:
            label = f" {point.place} {_paragraph(point.label)}" if point.label else ""
            colour = f" {point.colour}" if point.colour else ""
            points.append(("–" if point.value is None else f"{point.value:g}") + colour + label)
        yield f'series "{series.name}" {series.colour or "unseen"}  {" │ ".join(points)}'


def _row(row: Row) -> str:
    cells = " │ ".join(_cell(cell) for cell in row.cells)
    return f"row {_n(row.height)}{_stroke(row.below)}  {cells}"


def _cell(cell: Cell) -> str:
    facts = [
        f"span {cell.span}" if cell.span > 1 else "",
        "header" if cell.header else "",
        f"fill {cell.fill}" if cell.fill else "",
        cell.anchor if cell.anchor != "top" else "",
    ]
    about = ", ".join(fact for fact in facts if fact)
    return f"({about}) {_paragraphs(cell.paragraphs)}" if about else _paragraphs(cell.paragraphs)


def _paragraphs(paragraphs: Iterable[Paragraph]) -> str:
    return PARAGRAPH_END.join(_paragraph(paragraph) for paragraph in paragraphs)


def _paragraph(paragraph: Paragraph) -> str:
    """Its lines, with the style where it starts and wherever it changes."""
    look: tuple[TextStyle, bool, str | None] | None = None
    lines = []
    for line in paragraph.lines:
        out = ""
        for run in paragraph.runs_of(line):
            if (run.style, run.raised, run.link) != look:
                look = run.style, run.raised, run.link
                to = f" to {run.link}" if run.link else ""
                out += f"{{{_style(run.style)}{' raised' if run.raised else ''}{to}}}"
            out += run.text
        lines.append(out)
    before = f"{_n(paragraph.before)} below: " if paragraph.before else ""
    bullet = f"• {_n(paragraph.indent)} " if paragraph.bullet else ""
    align = f"{paragraph.align}: " if paragraph.align != "left" else ""
    return before + align + bullet + LINE_END.join(lines)


def _style(style: TextStyle) -> str:
    weight = (" bold" if style.bold else "") + (" italic" if style.italic else "")
    return f"{_n(style.size)}/{_n(style.leading)}{weight} {style.colour}"


def _where(align: str, anchor: str) -> str:
    return "".join(f"{word}  " for word in (align, anchor) if word not in ("left", "top"))


def _stroke(stroke: Stroke | None) -> str:
    if stroke is None:
        return ""
    dash = f" dash {_n(stroke.dash[0])} {_n(stroke.dash[1])}" if stroke.dash else ""
    return f"  stroke {stroke.colour} {stroke.width:g}{dash}"


def _glue(glue: Glue) -> str:
    return f"{glue.shape.rpartition('/')[2]}:{glue.site}"


def _alt(alt: str | None) -> str:
    return f'  alt "{alt}"' if alt else ""


def _direction(item: Scene | Table | Chart) -> str:
    return "  from the right" if item.rtl else ""


def _box(rect: Rect) -> str:
    return f"[{_n(rect.x)} {_n(rect.y)} {_n(rect.w)} {_n(rect.h)}]"


def _n(length: float) -> str:
    """A length to a tenth of a point, without ".0" and never "-0"."""
    return f"{round(length, 1) + 0.0:.1f}".removesuffix(".0")
