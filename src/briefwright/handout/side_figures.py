"""The numbers of a slide to notes in the side column, or to a row of them across the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import ceil

from msgspec import Struct
from msgspec.structs import replace

from ..core.geometry import Rect
from ..forms.kit.content import NOTHING, words
from ..forms.kit.listing import LargeNumber
from ..forms.kit.speech import bracketed, going_on
from ..forms.kit.text_boxes import join, set_large
from ..forms.table import form
from ..scene.model import Item, Paragraph, Role, Rule, Statement, Stroke, Text
from ..story.model import Slide, Words
from ..text.fit import Fit, Slot, Typesetter
from ..text.running import running

MOST = 4  # notes a page
FEWEST = 3  # columns of a row of them
SMALLER = ("ho_standfirst", "ho_h")  # the types of a number that has no room in its own
RULE_TO_NUMBER, NUMBER_TO_TEXT, GAP, LOOSE = 6.0, 3.0, 18.0, 30.0
ROW_GAP = 18.0  # between notes side by side


class SideFigure(Struct, frozen=True):
    """A number with its unit, what it means and what limits it. ``holder`` opens the meaning."""

    number: Words
    meaning: Words
    caveat: Words
    focus: bool = False
    holder: Words = NOTHING

    @property
    def key(self) -> tuple[str, str]:
        """What makes two of them the same number."""
        return self.number.prose, self.meaning.prose


class Note(Struct, frozen=True):
    """A number as set text: ``paragraphs`` from the top; the first is the number itself."""

    paragraphs: tuple[Paragraph, ...]
    stroke: Stroke
    sources: tuple[int, ...]

    @property
    def height(self) -> float:
        return RULE_TO_NUMBER + NUMBER_TO_TEXT + sum(p.height for p in self.paragraphs)

    def items(self, name: str, x: float, y: float, width: float) -> tuple[Item, ...]:
        items: list[Item] = [Rule(f"{name}/rule", x, y, x + width, y, self.stroke)]
        at = y + RULE_TO_NUMBER
        for index, paragraph in enumerate(self.paragraphs):
            at += NUMBER_TO_TEXT if index == 1 else 0.0
            box = Rect(x, at + paragraph.before, width, paragraph.height - paragraph.before)
            role = Role.NOTE if index else Role.FIGURE
            whole = Statement(name) if index < 2 else None
            items.append(Text(f"{name}/{index + 1}", box, (replace(paragraph, before=0.0),), role, part_of=whole))
            at += paragraph.height
        return tuple(items)


def numbers(slide: Slide, labels: Mapping[str, str]) -> tuple[SideFigure, ...]:
    """The numbers that a slide sets large."""
    large = form(slide.form).numbers
    return tuple(_number(one, labels) for one in large(slide.content)) if large else ()


def distinct(numbers: Iterable[SideFigure]) -> tuple[SideFigure, ...]:
    """Each number once: a profile may repeat a key figure."""
    kept: dict[tuple[str, str], SideFigure] = {}
    for number in numbers:
        kept.setdefault(number.key, number)
    return tuple(kept.values())


def _number(one: LargeNumber, labels: Mapping[str, str]) -> SideFigure:
    """The grade of the evidence and the caveat are one line of small print."""
    holder = join((one.holder, words(labels["colon"])), "") if one.holder else NOTHING
    meaning = one.meaning
    if holder and meaning.prose[:1].islower():  # it goes on from the number: "is what owners ask for (Farms)"
        holder, meaning = NOTHING, join((meaning, bracketed(one.holder, labels)))
    caveat = join((one.grade, going_on(one.caveat, labels) if one.grade else one.caveat), labels["colon"])
    number, below = set_large(one.number, one.unit, meaning, labels)
    return SideFigure(number, below, caveat, one.focus, holder)


def notes(numbers: Sequence[SideFigure], type_: Typesetter, width: float) -> tuple[Note, ...]:
    """Numbers set at ``width`` points: all as large, but for those that have to be smaller."""
    step = max((fit.step for fit in (_fit(number, type_, width) for number in numbers) if fit), default=0)
    return tuple(_note(number, type_, width, step) for number in numbers)


def _fit(number: SideFigure, type_: Typesetter, width: float) -> Fit | None:
    """The number in a line of its type; None where no size of it is small enough."""
    fit = type_.fit([Slot(number.number, width, lines=1)], "ho_number")
    return None if fit.overflows or type_.too_wide(fit.paragraphs[0], width) else fit


def _note(number: SideFigure, type_: Typesetter, width: float, step: int) -> Note:
    """A number at a step of its type. A long one, as a range or a large amount, stays with its unit in smaller type."""
    colour = "accent" if number.focus else None
    if _fit(number, type_, width):
        large = type_.set(number.number, "ho_number", width, step=step, colour=colour)
    else:
        sets = [type_.set(number.number, role, width, colour=colour or "ink", bold=True) for role in SMALLER]
        large = next((one for one in sets if len(one.lines) == 1 and not type_.too_wide(one, width)), sets[-1])
    paragraphs = [large]
    if number.meaning:
        paragraphs.append(_small(join((number.holder, number.meaning), ""), "ho_note", type_, width))
    if number.caveat:
        paragraphs.append(_small(number.caveat, "ho_source", type_, width, before=3 if number.meaning else 0))
    sources = {*number.number.sources, *number.meaning.sources, *number.caveat.sources}
    stroke = type_.theme.stroke("ink", "accent" if number.focus else None)
    return Note(tuple(paragraphs), stroke, tuple(sorted(sources)))


def _small(words: Words, role: str, type_: Typesetter, width: float, before: float = 0.0) -> Paragraph:
    """A text under a number, ragged as every short one is."""
    style = type_.style(role)
    return running(type_, type_.runs(words, style), width, style.leading, before=before, short=True)


def fitting(notes: Sequence[Note], room: float, most: int = MOST) -> int:
    """How many notes, from the first on, stand in ``room``."""
    used, count = -GAP, 0
    for one in notes[:most]:
        used += one.height + GAP
        if used > room + 0.01:
            break
        count += 1
    return count


def spread(notes: Sequence[Note], room: float) -> tuple[float, ...]:
    """Where each note starts in a column of ``room``: close together, or evenly apart where there is room for it."""
    free = room - sum(one.height for one in notes)
    gap = min(LOOSE, free / (len(notes) - 1)) if len(notes) > 1 else 0.0
    at, tops = 0.0, []
    for one in notes:
        tops.append(at)
        at += one.height + gap
    return tuple(tops)


class NoteRow(Struct, frozen=True):
    """Up to four notes side by side across the page, where there is no side column for them, or no room in it."""

    name: str
    notes: tuple[Note, ...]
    width: float
    across: int = MOST  # columns of the row

    @property
    def height(self) -> float:
        return max(one.height for one in self.notes)

    @property
    def sources(self) -> tuple[int, ...]:
        return tuple(sorted({source for one in self.notes for source in one.sources}))

    @property
    def slack(self) -> float:
        return 0.0

    def loosened(self, by: float) -> NoteRow:
        return self

    def split(self, room: float) -> None:
        """A row is never cut."""

    def items(self, x: float, y: float) -> tuple[Item, ...]:
        pitch = (self.width + ROW_GAP) / self.across
        return tuple(
            item
            for index, one in enumerate(self.notes)
            for item in one.items(f"{self.name}-{index + 1}", x + index * pitch, y, pitch - ROW_GAP)
        )


def rows(numbers: Sequence[SideFigure], type_: Typesetter, width: float, name: str) -> tuple[NoteRow, ...]:
    """Numbers in rows across ``width`` points, as many in each, few of them in wider columns."""
    across = max(ceil(len(numbers) / ceil(len(numbers) / MOST)), FEWEST) if numbers else MOST
    made = notes(numbers, type_, (width + ROW_GAP) / across - ROW_GAP)
    parts = [made[at : at + across] for at in range(0, len(made), across)]
    return tuple(NoteRow(f"{name}-{number}", part, width, across) for number, part in enumerate(parts, 1))
