"""A scene of one page in order, and the parts to put it out of order."""

import pytest
from msgspec.structs import replace

from briefwright.core.diagnostics import Span
from briefwright.core.geometry import Rect
from briefwright.scene.model import (
    Cell,
    Group,
    Item,
    Layout,
    Page,
    Paragraph,
    Placeholder,
    Properties,
    Role,
    Row,
    Rule,
    Scene,
    Shape,
    Table,
    Text,
)  # fmt: skip
from briefwright.story.model import Words
from briefwright.text.fit import Typesetter
from briefwright.theme.read import read_theme

THEME = read_theme("paper")
TYPE = Typesetter(THEME)
SPAN = Span("brief.yaml", 3, 5)
PROSE = "Most entrants are small, tied to one use case or built on an open model. A handful can set the direction."


def paragraph(words: Words | str, role: str = "body", width: float = 400, **looks) -> Paragraph:
    return TYPE.set(words, role, width, **looks)


def text(name: str, rect: Rect, words: str, role: str = "body", kind: Role = Role.BODY, **more) -> Text:
    looks = {key: more.pop(key) for key in ("colour", "bold", "align", "step", "bullet", "indent") if key in more}
    return Text(f"bw:p/{name}", rect, (paragraph(words, role, rect.w, **looks),), kind, **more)


def table(name: str, rect: Rect, rows: list[list[str]], row_h: float = 36) -> Table:
    w = rect.w / len(rows[0])
    cells = [[Cell((paragraph(said, "small", w - 12),), (0, 9, 12, 2)) for said in row] for row in rows]
    made = tuple(Row(tuple(row), row_h, THEME.stroke("hairline")) for row in cells)
    return Table(f"bw:p/{name}", rect, (w,) * len(rows[0]), made, "A table")


def page(*items: Item, title: str = "The field is broad, but few models are general", **more) -> Page:
    """A page with its title, three columns of prose on panels, and the items asked for."""
    head = text("title", Rect(48, 48, 790.5, 60), title, "h1", Role.TITLE, placeholder="title")
    number = text("page", Rect(888, 499, 24, 12), "3", "metab", Role.FURNITURE, placeholder="page", align="right")
    panels = tuple(Shape(f"bw:p/column-{i}-panel", box, fill="tint") for i, box in enumerate(COLUMNS, start=1))
    columns = tuple(text(f"column-{i}", box, " ".join([PROSE] * 2)) for i, box in enumerate(COLUMNS, start=1))
    facts = {"id": "p", "layout": "content", "span": SPAN, **more}
    return Page(title=title, items=(head, *panels, *columns, *items, number), **facts)


COLUMNS = THEME.columns.split(Rect(48, 156, 864, 180), 3)
FREE = Rect(48, 350, 600, 80)  # a part of the body that the columns leave


def scene(*pages: Page, layouts: tuple[Layout, ...] | None = None) -> Scene:
    title = Placeholder("title", "title", Rect(48, 48, 790.5, 60), THEME.style("h1"), "Headline")
    tracker = Rule("tracker-line", 48, 16.5, 912, 16.5, THEME.stroke("hairline"))
    stamp = text("stamp", Rect(856.5, 48, 55.5, 12), "DRAFT", "metab", Role.FURNITURE)
    own = (Layout("content", "paper", (tracker, replace(stamp, name="stamp")), (title,)), Layout("section", "accent"))
    return Scene(960, 540, layouts or own, pages, Properties("A brief"), (("Players", 0),))


@pytest.fixture
def whole() -> Scene:
    """A scene with an item of every kind."""
    rows = [["Player", "Model"], ["Alibaba", "Qwen"]]
    strip = Group(
        "bw:p/strip",
        (
            Shape("bw:p/strip-ground", Rect(48, 438, 864, 42), fill="tint"),
            text("strip-text", Rect(60, 450, 840, 18), "Treat them as fast followers."),
        ),
        alt="So what",
    )
    rule = Rule("bw:p/rule", 48, 150, 912, 150, THEME.stroke("ink"), arrow=True)
    ring = Shape("bw:p/ring", Rect(880, 400, 20, 20), "ellipse", stroke=THEME.stroke("accent"), alt="One of three")
    return scene(page(table("table", Rect(48, 350, 400, 72), rows), rule, ring, strip, notes="Say this.\nThen that."))
