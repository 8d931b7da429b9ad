"""The sheet of a handout: paper size, columns, and the furniture that every page carries. Lengths are points."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from ..core.geometry import Rect
from ..layout import deck
from ..scene.model import Item, Properties, Role, Rule, Shape, Text
from ..story.model import Meta
from ..text.fit import Typesetter

PAPER = {"A4": (595.276, 841.89), "Letter": (612.0, 792.0)}
MARGIN = 45.0  # left and right: 15.9 mm, more than any printer keeps white
SIDE, SIDE_GAP = 115.2, 14.4  # the column of numbers
GUTTER, WIDE_GUTTER = 18.0, 24.0
HEADER = 31.0  # the rule of the running header
TOP = 63.0  # of the text on a page without a title
FOOT = 46.0  # from the lower edge: nothing but the footer stands below
FOOTER = 31.0  # the footer's baseline box ends so far from the lower edge
BAR = 74.2  # the accent bar of the header: two of twelve columns


class Sheet(Struct, frozen=True):
    """A paper size with ``columns`` of text, and beside them a narrow one for numbers where ``side`` says so."""

    width: float
    height: float
    side: bool = True
    columns: int = 2

    @property
    def measure(self) -> float:
        """The width between the margins."""
        return self.width - 2 * MARGIN

    @property
    def gutter(self) -> float:
        return GUTTER if self.side else WIDE_GUTTER

    @property
    def body(self) -> float:
        """The width of the columns of text together."""
        return self.measure - (SIDE + SIDE_GAP if self.side else 0.0)

    @property
    def column(self) -> float:
        """The width of one column of text."""
        return (self.body - (self.columns - 1) * self.gutter) / self.columns

    @property
    def bottom(self) -> float:
        return self.height - FOOT

    def column_x(self, index: int) -> float:
        return MARGIN + index * (self.column + self.gutter)

    @property
    def side_x(self) -> float:
        return self.width - MARGIN - SIDE


def sheets(page: str) -> tuple[Sheet, ...]:
    """The ways to part the paper of a size, ``A4`` or ``Letter``, from narrow columns to one wide one."""
    size = PAPER[page]
    return Sheet(*size), Sheet(*size, side=False), Sheet(*size, side=False, columns=1)


def plain(page: str) -> Sheet:
    """The paper of a size as one area between the margins."""
    return Sheet(*PAPER[page], side=False, columns=1)


def properties(meta: Meta) -> Properties:
    """What the file of a handout says about itself."""
    title = f"{meta.title} – {meta.subtitle}" if meta.subtitle else meta.title
    return replace(deck.properties(meta), title=title, subject=meta.audience_title)


class Furniture(Struct, frozen=True):
    """Draws the running header and the footer. ``left`` and ``right`` are what the header says in place of the title
    and of audience and date."""

    sheet: Sheet
    type: Typesetter
    meta: Meta
    labels: Mapping[str, str]
    left: str = ""
    right: str = ""

    def items(self, number: int) -> tuple[Item, ...]:
        """The furniture of page ``number``, from 1; the bar stands at the outer edge, right on even pages."""
        return (*self._header(number), *self._footer(number))

    def _header(self, number: int) -> tuple[Item, ...]:
        theme, sheet = self.type.theme, self.sheet
        right = sheet.width - MARGIN
        bar = theme.strokes.accent
        x = MARGIN if number % 2 else right - BAR
        name = self.left or self.meta.title
        date = self.right or self.labels["comma"].join(
            part for part in (self.meta.audience_title, self.meta.date) if part
        )
        said = self.type.set(date, "meta", sheet.measure, align="right")
        room = sheet.measure - (said.lines[-1].width if said.lines else 0) - 18
        title = self.type.set(name, "metab", room, colour="ink")
        if len(title.lines) > 1:  # a long title keeps its line, cut at a word; the whole one stands on page 1
            title = self.type.set(f"{name[: title.lines[0].end - 2].rstrip()}\u2009…", "metab", room, colour="ink")
        return (
            Rule("header-line", MARGIN, HEADER, right, HEADER, theme.stroke("hairline")),
            Shape("header-bar", Rect(x, HEADER - bar / 2, BAR, bar), fill="accent"),
            Text("header-title", Rect(MARGIN, HEADER + 5, room, 12), (title,), Role.FURNITURE),
            Text("header-date", Rect(MARGIN, HEADER + 5, sheet.measure, 12), (said,), Role.FURNITURE),
        )

    def _footer(self, number: int) -> tuple[Item, ...]:
        sheet, y = self.sheet, self.sheet.height - FOOTER
        page = self.type.set(str(number), "metab", 60, align="right", colour="ink")
        items: list[Item] = []
        x = MARGIN
        if self.meta.marking:
            marking = self.type.set(self.meta.marking.upper(), "metab", sheet.measure - 120)
            items.append(Text("marking", Rect(x, y, marking.lines[0].width + 1, 12), (marking,), Role.FURNITURE))
            x += marking.lines[0].width + 15
        if self.meta.status == "draft":
            items += self._stamp(x, y)
        return (*items, Text("page", Rect(sheet.width - MARGIN - 60, y, 60, 12), (page,), Role.FURNITURE))

    def _stamp(self, x: float, y: float) -> tuple[Item, ...]:
        words = self.type.set(self.labels["draft"].upper(), "metab", 120, colour="accent")
        width = words.lines[0].width
        frame = Rect(x, y - 0.5, width + 11, 13)
        return (
            Shape("stamp-frame", frame, stroke=self.type.theme.stroke("connector", "accent")),
            Text("stamp", Rect(x + 6, y, width + 1, 12), (words,), Role.FURNITURE),
        )
