"""Text as it is set: styles, runs, the lines of a paragraph, and the strokes of lines. Lengths are points."""

from __future__ import annotations

from enum import Enum
from typing import Literal

from msgspec import Struct

Align = Literal["left", "right", "center"]
Anchor = Literal["top", "middle", "bottom"]


class Role(Enum):
    """What a text is for a reader, a screen reader and the audit."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    LEAD = "lead"
    HEADING = "heading"
    SUBHEADING = "subheading"  # under a heading, in a handout
    BODY = "body"
    FIGURE = "figure"  # a number set large
    LABEL = "label"  # a word or two that names something next to it
    NOTE = "note"  # small print in the body
    SOURCE = "source"
    FURNITURE = "furniture"  # tracker, marking, page number, stamp: an artifact in a PDF unless it is a link

    @property
    def level(self) -> int:
        """The level of a heading, from 1; 0 for a text that heads nothing."""
        return {Role.TITLE: 1, Role.HEADING: 2, Role.SUBHEADING: 3}.get(self, 0)


class List(Struct, frozen=True):
    """A list of which several texts are items, though each stands in a box of its own. ``name`` tells lists apart."""

    name: str


class ListOfContents(Struct, frozen=True):
    """A table of contents, of which several texts are entries, each a link to what it names."""

    name: str


class Statement(Struct, frozen=True):
    """A number set large with its unit and its meaning: texts of their own that are read as one sentence."""

    name: str


class TextStyle(Struct, frozen=True):
    """How a run looks. ``size``, ``leading`` and ``tracking`` in points; ``family`` is ``heading`` or ``body``.

    ``face`` is 0 for the theme's own font, else the number of a fallback in the theme's list. ``script`` is the ISO
    15924 code of text that is not Latin, Greek or Cyrillic, for which an office program needs the language. ``caps``
    shows capitals alone: the text stays as its author wrote it.
    """

    size: float
    leading: float
    bold: bool = False
    italic: bool = False
    colour: str = "ink"
    tracking: float = 0.0
    family: Literal["heading", "body"] = "body"
    face: int = 0
    script: str = ""
    caps: bool = False

    def shown(self, text: str) -> str:
        """A text as it is seen in this style."""
        return text.upper() if self.caps else text


class Run(Struct, frozen=True):
    """Text of one style. A ``raised`` run is a citation marker, drawn at ``style.size`` and 30 % of that higher. In the
    place of one that ``counts`` stands the number of the page."""

    text: str
    style: TextStyle
    raised: bool = False
    link: str | None = None  # http(s)/mailto address, or "#<page id>" for a page of this scene
    counts: bool = False


class Line(Struct, frozen=True):
    """One line of a paragraph: ``[start, end)`` of its text, without the space at the break; ``width`` in points.
    A justified line, of handouts alone, adds ``spread`` points to each of its spaces, which may be fewer than none,
    and ``apart`` points after each letter, or ideograph where it has any; ``width`` holds both."""

    start: int
    end: int
    width: float
    spread: float = 0.0
    apart: float = 0.0


class Paragraph(Struct, frozen=True):
    """Runs and their lines. ``leading`` is the exact distance of baselines, ``before`` the space above, in points."""

    runs: tuple[Run, ...]
    lines: tuple[Line, ...]
    leading: float
    align: Align = "left"
    before: float = 0.0
    bullet: bool = False
    indent: float = 0.0  # hanging indent of a bullet, pt
    outer: float = 0.0  # that part of the indent which stands before the bullet, where it is one of a second level
    first: float = 0.0  # first-line indent, pt; handouts only
    continued: bool = False  # the rest of the last paragraph of the column before; handouts only
    rtl: bool = False  # its first strong letter is read from the right (UAX #9, P2 and P3)

    @property
    def text(self) -> str:
        return self.runs[0].text if len(self.runs) == 1 else "".join([run.text for run in self.runs])

    @property
    def height(self) -> float:
        return self.before + self.leading * len(self.lines)

    def run_at(self, place: int) -> Run:
        """The run that holds a character, by the character's index. IndexError behind the end."""
        for run in self.runs:
            if place < len(run.text):
                return run
            place -= len(run.text)
        raise IndexError(place)

    def runs_of(self, line: Line) -> tuple[Run, ...]:
        """The runs of one line, the first and last cut to it."""
        out, at = [], 0
        for run in self.runs:
            if at >= line.end:
                break
            if text := run.text[max(line.start - at, 0) : line.end - at]:
                out.append(Run(text, run.style, run.raised, run.link))
            at += len(run.text)
        return tuple(out)


class Stroke(Struct, frozen=True):
    """The colour role and width of a line in points; ``dash`` is the length of dashes and of gaps in points. A line may
    have ``round`` ends and corners."""

    colour: str
    width: float
    dash: tuple[float, float] | None = None
    round: bool = False
