"""Words in a role to lines that fit a slot: at the nominal size, else at a smaller step, else with an overflow."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import partial
from math import ceil, inf
from operator import itemgetter
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from ..core.diagnostics import Diagnostic, Span
from ..core.memo import kept
from ..core.messages import INSTALL, diagnose
from ..scene.model import Align, Paragraph, Run, TextStyle
from ..story.model import Piece, Words
from ..theme.model import Theme
from . import bidi
from .cut import TOLERANCE, words_to_cut
from .divide import divided, without_spare_hyphens
from .fonts import face_of
from .hyphenate import SOFT_HYPHEN, WHOLE, Division
from .itemise import itemised, missing_extra
from .marker_runs import marker_runs
from .measure import Metrics
from .scripts import FROM_RIGHT, from_right
from .stable_breaks import steady, wavers
from .unbroken import Breaks
from .wrap import break_opportunities, lonely, parted, ruler_of, wrap

LONGEST = 90  # letters of a word in a message
SAME_SIZE = 0.1  # pt: two sizes of type that differ by no more are one
WIDE = 100_000.0  # points, wider than any line
LEAST_EMS = 3  # of the type size: in a narrower line no word is broken between any two letters


class Slot(Struct, frozen=True):
    """Words and the room that they have: ``width`` and ``height`` in points, at most so many ``lines``."""

    words: Words | str
    width: float
    height: float = inf
    lines: int | None = None
    bullet: bool = False
    indent: float = 0


class Overflow(Struct, frozen=True):
    """What does not fit at the floor. ``needed`` and ``allowed`` in points: heights, or widths when ``word`` is given,
    the one word that is wider than its line. ``cut`` counts the words that must go."""

    slot: int
    needed: float
    allowed: float
    cut: int
    words: Words
    word: str | None = None


class Fit(Struct, frozen=True):
    """Siblings set at one common step, and those of them that fit at none."""

    step: int
    paragraphs: tuple[Paragraph, ...]
    overflows: tuple[Overflow, ...] = ()

    @property
    def heights(self) -> tuple[float, ...]:
        return tuple(paragraph.height for paragraph in self.paragraphs)

    @property
    def height(self) -> float:
        """The height of the tallest."""
        return max(self.heights, default=0.0)


class Typesetter:
    """Sets words in the roles of a theme. ``findings`` gathers the characters that its fonts cannot show.

    ``language`` is that of the deck: Chinese and Japanese draw the same ideographs each in its own way, and words are
    broken by its dictionary. ``division`` says which words may be broken; others step down or overflow whole.
    """

    def __init__(
        self, theme: Theme, metrics: Metrics | None = None, language: str = "en", division: Division = WHOLE
    ) -> None:
        self.theme, self.language, self.division = theme, language, division
        self.metrics = metrics or Metrics(theme.fonts)
        self.from_right = from_right(language)
        # units are aligned right on every page, so left on one that will be mirrored
        self.units: Align = "left" if self.from_right else "right"
        self.entries = ""  # begins the names of what markers are linked to: the entries of a list of sources
        self.names: frozenset[str] = frozenset()  # words that no dictionary breaks
        self.findings: list[Diagnostic] = []
        self._seen: set[tuple[str, Span | None]] = set()
        self._set: dict[tuple[object, ...], Paragraph] = {}
        self._whole: dict[tuple[object, ...], Paragraph] = {}  # with no word broken, so the same under every division
        self._kept: dict[tuple[object, ...], Any] = {}
        self._styles: dict[tuple[str, int, str | None, bool | None], TextStyle] = {}

    def dividing(self, division: Division, theme: Theme | None = None) -> Typesetter:
        """This typesetter with other words that may be broken; with the type scale of a theme of the same fonts."""
        other = Typesetter(theme or self.theme, self.metrics, self.language, division)
        other.findings, other._seen, other.entries, other.names = self.findings, self._seen, self.entries, self.names
        other._whole = self._whole
        return other

    def style(self, role: str, step: int = 0, colour: str | None = None, bold: bool | None = None) -> TextStyle:
        """The style of a role of the type scale; a step past its floor is its floor."""
        key = role, step, colour, bold
        if key not in self._styles:
            self._styles[key] = self.theme.style(role, step, colour, bold)
        return self._styles[key]

    def runs(self, words: Words | str, style: TextStyle) -> tuple[Run, ...]:
        """Words as runs; citation markers small, raised and glued to the word before them."""
        words = Words((Piece(words),)) if isinstance(words, str) else words
        runs: list[Run] = []
        for piece in words.pieces:
            if piece.cites:
                self._add_marker(runs, piece, style)
            elif piece.text:
                look = style
                if piece.bold or piece.italic or piece.accent:
                    colour = "accent" if piece.accent and not style.colour.startswith("on_") else style.colour
                    look = replace(style, bold=style.bold or piece.bold, italic=piece.italic, colour=colour)
                runs.append(Run(piece.text, look, link=piece.link))
        shown = itemised(runs, self.metrics, self.language)
        self._look_for_missing(shown, words)
        return shown

    def set(
        self, words: Words | str, role: str, width: float, *, step: int = 0, colour: str | None = None, bold: bool |
        None = None, align: Align = "left", before: float = 0, bullet: bool = False, indent: float = 0, balance:
        bool = False, caps: bool = False,
    ) -> Paragraph:  # fmt: skip
        """The words as a paragraph of one step of the role. With ``balance`` its last line is never one word, where
        another break can mend that; the box must then be made as narrow as ``balanced`` says."""
        if balance:
            width = self.balanced(words, role, width, step=step, bold=bold, indent=indent)
        style = self.style(role, step, colour, bold)
        if caps:
            style = replace(style, caps=True)
        look = words, style, width, align, before, bullet, indent
        if look not in self._set:
            runs = self.runs(words, style)
            self._set[look] = self.wrapped(runs, width, style.leading, align, before, bullet, indent)
        return self._set[look]

    @kept
    def steady(
        self, words: Words | str, role: str, width: float, *, step: int = 0, colour: str | None = None,
        balance: bool = False,
    ) -> Paragraph:  # fmt: skip
        """The words as they are set, broken so that every office can break them alike, where a narrower measure does
        that. They may take more lines then, so this comes before the height of their box is settled."""
        whole = self.set(words, role, width, step=step, colour=colour, balance=balance)
        return steady(whole, width, self.metrics)

    def wrapped(
        self, runs: Sequence[Run], width: float, leading: float, align: Align = "left", before: float = 0,
        bullet: bool = False, indent: float = 0, first: float = 0, breaks: Breaks = "phrases",
    ) -> Paragraph:  # fmt: skip
        """Runs as a paragraph, a word that no line holds broken where the division allows it."""
        set_ = partial(
            wrap, width=width, metrics=self.metrics, leading=leading, align=align, before=before, bullet=bullet,
            indent=indent, first=first, from_right=self.from_right, breaks=breaks,
        )  # fmt: skip

        key = tuple(runs), width, leading, align, before, bullet, indent, first, breaks
        if (made := self._whole.get(key)) is None:
            made = self._whole[key] = set_(runs)
        if self.division == WHOLE or not self.too_wide(made, width):
            return made
        parted = divided(runs, self.division, self.language)
        made = set_(parted)
        most = max((run.style.size for run in runs), default=inf)
        if self.division.anywhere and width - indent >= LEAST_EMS * most and self.too_wide(made, width):
            made = set_(parted, anywhere=True)
        return without_spare_hyphens(made) if not any(SOFT_HYPHEN in run.text for run in runs) else made

    @kept
    def fit(
        self, slots: Sequence[Slot], role: str, *, colour: str | None = None, bold: bool | None = None,
        align: Align = "left", balance: bool = False, caps: bool = False, largest: float = inf,
    ) -> Fit:  # fmt: skip
        """The slots at the first step of the role, of ``largest`` points at the most, at which all of them fit; else at
        its floor, with the overflows."""
        last = self.theme.steps(role) - 1
        first = next((step for step in range(last) if self.style(role, step).size <= largest + SAME_SIZE), last)
        for step in range(first, last + 1):
            paragraphs = tuple(
                self.set(
                    slot.words, role, slot.width, step=step, colour=colour, bold=bold, align=align, bullet=slot.bullet,
                    indent=slot.indent, caps=caps,
                )
                for slot in slots
            )  # fmt: skip
            if step == last or all(self._holds(slot, p) for slot, p in zip(slots, paragraphs, strict=True)):
                break
        over = (self._overflow(i, slot, p) for i, (slot, p) in enumerate(zip(slots, paragraphs, strict=True)))
        overflows = tuple(overflow for overflow in over if overflow)
        if balance:
            paragraphs = tuple(self._rebroken(slot, role, step, p) for slot, p in zip(slots, paragraphs, strict=True))
        return Fit(step, paragraphs, overflows)

    def too_wide(self, paragraph: Paragraph, width: float) -> tuple[str, float] | None:
        """The first word of a paragraph that is wider than ``width``, and how wide it is, in points."""
        text, ruler = paragraph.text, None
        for line in paragraph.lines:
            word = text[line.start : line.end]
            if " " in word:
                continue  # a line of several words fits, or it would have broken
            ruler = ruler or ruler_of(paragraph.runs, self.metrics)
            needed = ruler(line.start, line.end)[1]
            if needed > width - paragraph.indent + TOLERANCE:
                return word, needed
        return None

    def safe_width(self, paragraph: Paragraph, start: int, end: int) -> float:
        """The width in points that a stretch of a paragraph needs in any office: what its lines are broken by."""
        return ruler_of(paragraph.runs, self.metrics)(start, end)[1]

    def line_widths(self, paragraph: Paragraph) -> list[float]:
        """The width in points that each line of a paragraph needs in any office."""
        ruler = ruler_of(paragraph.runs, self.metrics)
        return [ruler(line.start, line.end)[1] for line in paragraph.lines]

    @kept
    def extremes(self, words: Words | str, role: str, step: int, bold: bool | None) -> tuple[float, float]:
        """The widths in points that the words need with a line for each word, and with all of them in one line."""
        many, one = (self.set(words, role, width, step=step, bold=bold) for width in (1.0, WIDE))
        return max(self.line_widths(many)), max(self.line_widths(one))

    @kept
    def balanced(
        self, words: Words | str, role: str, width: float, *, step: int = 0, bold: bool | None = None,
        indent: float = 0, least: float = 0,
    ) -> float:  # fmt: skip
        """The width in points at which the last line of the words has more than one word and at least ``least`` points,
        and no line ends on the first word in brackets. ``width`` itself where it does, or where no narrower one does in
        as many lines."""
        first = tried = self.set(words, role, width, step=step, bold=bold, indent=indent)
        measure = width
        while len(tried.lines) == len(first.lines) > 1:
            if not lonely(tried) and not parted(tried) and tried.lines[-1].width >= least:
                worse = wavers([tried], measure, self.metrics) and not wavers([first], width, self.metrics)
                return width if worse else measure
            # just too narrow for the widest of the lines above the last
            widths = self.line_widths(tried)[:-1]
            widest, line = max(zip(widths, tried.lines, strict=False), key=itemgetter(0))
            if not break_opportunities(tried.text[line.start : line.end]):
                return width  # a single word: no narrower line holds it
            measure = widest + indent - 0.02
            tried = wrap(tried.runs, measure, self.metrics, leading=tried.leading, indent=indent)
            if self.too_wide(tried, measure):
                return width
            # no wider than its own lines need, so that an office cannot find room for a word more
            needed = max(self.line_widths(tried)) + indent
            snug = ceil(needed * 2) / 2
            tighter = wrap(tried.runs, snug, self.metrics, leading=tried.leading, indent=indent)
            if snug < measure and tighter.lines == tried.lines:
                measure = snug
        return width

    def _add_marker(self, runs: list[Run], piece: Piece, style: TextStyle) -> None:
        glued = bool(runs) and not runs[-1].raised  # a second marker stands right behind the first
        if glued:
            last = runs.pop()
            kept = last.text.rstrip(" ")
            if kept:
                runs.append(replace(last, text=kept))
        marker = self.theme.marker
        size = marker.size if style.size >= 12 else min(marker.small, style.size)
        # on a coloured ground the marker's grey would be lost
        colour = style.colour if style.colour.startswith("on_") else marker.colour
        look = replace(style, size=size, bold=False, italic=False, colour=colour, tracking=0.0)
        runs += marker_runs(piece, look, self.entries, glued, bidi.ends_from_left("".join(run.text for run in runs)))

    def _look_for_missing(self, runs: Sequence[Run], words: Words) -> None:
        """Report what cannot be shown, each character once a text: no glyph, or no library for its order."""
        for run in runs:
            if run.text.isascii():
                continue
            if run.style.script in FROM_RIGHT and not bidi.available():
                self._report("BW521", words)
            if missing := self.metrics.missing(run.text, run.style):
                char, more = missing[0], len(missing) - 1
                self._report(
                    "BW520",
                    words,
                    hint=INSTALL.format(extra=extra) if (extra := missing_extra(char, self.language)) else None,
                    face=face_of(self.theme.fonts, run.style).name,
                    char=char,
                    code=f"U+{ord(char):04X}",
                    name=unicodedata.name(char, "no name"),
                    more=f" and {more} more of its characters" if more else "",
                )

    def _report(self, code: str, about: Words, /, *, hint: str | None = None, **words: object) -> None:
        key = f"{code}{words.get('char', '')}", about.span
        if key not in self._seen:
            self._seen.add(key)
            self.findings.append(diagnose(code, about.span, hint=hint, **words))

    def _holds(self, slot: Slot, paragraph: Paragraph) -> bool:
        return (
            paragraph.height <= slot.height + TOLERANCE
            and (slot.lines is None or len(paragraph.lines) <= slot.lines)
            and self.too_wide(paragraph, slot.width) is None
        )

    def _overflow(self, index: int, slot: Slot, paragraph: Paragraph) -> Overflow | None:
        words = slot.words if isinstance(slot.words, Words) else Words((Piece(slot.words),))
        wide = self.too_wide(paragraph, slot.width)
        if wide:
            return Overflow(index, wide[1], slot.width - slot.indent, 0, words, wide[0])
        allowed = min(slot.height, inf if slot.lines is None else slot.lines * paragraph.leading)
        if paragraph.height <= allowed + TOLERANCE:
            return None
        cut = words_to_cut(paragraph, slot.width, slot.indent, allowed, words.count, self.metrics)
        return Overflow(index, paragraph.height, allowed, cut, words)

    def _rebroken(self, slot: Slot, role: str, step: int, paragraph: Paragraph) -> Paragraph:
        if not lonely(paragraph) or SOFT_HYPHEN in paragraph.text:
            return paragraph
        style = paragraph.runs[0].style
        width = self.balanced(slot.words, role, slot.width, step=step, bold=style.bold, indent=slot.indent)
        balanced = wrap(paragraph.runs, width, self.metrics, leading=paragraph.leading, indent=slot.indent)
        return replace(paragraph, lines=balanced.lines)


def overflow_diagnostic(overflow: Overflow, what: str) -> Diagnostic:
    """The error of an overflow. ``what`` names the text to its author, such as "the headline"."""
    span = overflow.words.span
    if overflow.word is not None:
        word = overflow.word if len(overflow.word) <= LONGEST else f"{overflow.word[:LONGEST]}…"
        found = diagnose("BW602", span, what=what, word=word, needed=overflow.needed, allowed=overflow.allowed)
        return replace(found, word=overflow.word)
    cut, count = overflow.cut, max(overflow.words.count, overflow.cut)
    return diagnose("BW601", span, what=what, needed=overflow.needed, allowed=overflow.allowed, cut=cut, count=count)
