"""A paper size to the geometry of a handout's pages in points: margins, columns, texts one under the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ..core.geometry import Rect
from ..scene.model import Paragraph, Role, Text

PAPER = {"A4": (595.276, 841.89), "Letter": (612.0, 792.0)}
MARGIN = 45.0  # left and right: 15.9 mm, more than any printer keeps white
SIDE, SIDE_GAP = 115.2, 14.4  # the side column, which shows large numbers
GUTTER, WIDE_GUTTER = 18.0, 24.0
HEADER = 31.0  # the rule of the running header
TOP = 63.0  # of the text on a page without a title
FOOT = 46.0  # from the lower edge; only the footer stands lower
FOOTER = 31.0  # from the lower edge to the top of the footer's text
BAR = 74.2  # the accent bar of the header: two of twelve columns


class PageGeometry(Struct, frozen=True):
    """A paper size with ``columns`` of text; ``side`` says whether a narrow column of numbers stands next to them."""

    width: float
    height: float
    side: bool = False
    columns: int = 1

    @property
    def measure(self) -> float:
        """The width between the margins."""
        return self.width - 2 * MARGIN

    @property
    def gutter(self) -> float:
        return GUTTER if self.side else WIDE_GUTTER

    @property
    def body(self) -> float:
        """The width of all columns of text with their gutters."""
        return self.measure - (SIDE + SIDE_GAP if self.side else 0.0)

    @property
    def column(self) -> float:
        """The width of one column of text."""
        return (self.body - (self.columns - 1) * self.gutter) / self.columns

    @property
    def bottom(self) -> float:
        """The lower end of the text area."""
        return self.height - FOOT

    def column_x(self, index: int) -> float:
        return MARGIN + index * (self.column + self.gutter)

    @property
    def side_x(self) -> float:
        return self.width - MARGIN - SIDE


def geometries(paper: str) -> tuple[PageGeometry, ...]:
    """The geometries of a paper (``A4`` or ``Letter``): two columns and a side column, two columns, one column."""
    size = PAPER[paper]
    return PageGeometry(*size, side=True, columns=2), PageGeometry(*size, columns=2), plain(paper)


def plain(paper: str) -> PageGeometry:
    """The geometry of a paper with one column from margin to margin."""
    return PageGeometry(*PAPER[paper])


def stacked(
    name: str,
    paragraphs: Sequence[Paragraph],
    x: float,
    y: float,
    width: float,
    roles: Sequence[Role],
    gap: float = 0.0,
) -> Iterator[Text]:
    """Paragraphs as texts one under the other, each in its role; their space before stands above their boxes."""
    for number, (paragraph, role) in enumerate(zip(paragraphs, roles, strict=False), 1):
        box = Rect(x, y + paragraph.before, width, paragraph.height - paragraph.before)
        yield Text(f"{name}-{number}", box, (replace(paragraph, before=0.0),), role)
        y = box.bottom + gap
