"""The numbers of a slide to notes in the side column, or to a row of them across the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ..core.geometry import Rect
from ..forms.kit.content import NOTHING, words
from ..forms.kit.listing import CURRENCY, LargeNumber, measured, repeats
from ..forms.kit.text_boxes import join, scale_apart
from ..forms.table import form
from ..scene.model import Item, Paragraph, Role, Rule, Statement, Stroke, Text
from ..story.model import Slide, Words
from ..text.fit import Slot, Typesetter
from ..text.running import running
from ..text.scripts import wide

MOST = 4  # notes a page
RULE_TO_NUMBER, NUMBER_TO_TEXT, GAP, LOOSE = 6.0, 3.0, 18.0, 30.0
ROW_GAP = 18.0  # between notes side by side


class SideFigure(Struct, frozen=True):
    """A number with its unit, what it means and what limits it. ``apart`` is for where number and unit together are too
    wide: the digits alone, and the meaning under a line of scale and currency, or after its unit. ``holder`` opens the
    meaning."""

    number: Words
    meaning: Words
    caveat: Words
    focus: bool = False
    apart: tuple[Words, Words] | None = None
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
    """A currency stands next to its amount, in the order of the label ``money``: "{currency} {number}", and so does a
    unit of a script that parts no words; any other unit opens the line under the number. The grade of the evidence
    and the caveat are one line of small print."""
    holder = join((one.holder, words(labels["colon"])), "") if one.holder else NOTHING
    below = one.meaning if repeats(one.meaning, one.unit) else join((one.unit, one.meaning))
    caveat = join((one.grade, one.caveat), labels["colon"])
    if CURRENCY.fullmatch(one.unit.prose):
        apart = under_number(*scale_apart(one.number, one.unit), one.meaning)
        return SideFigure(measured(one.number, one.unit, labels)[0], one.meaning, caveat, one.focus, apart, holder)
    if below is not one.meaning and wide(one.unit.prose[:1]):
        number, apart = join((one.number, one.unit), ""), (one.number, below)
        return SideFigure(number, one.meaning, caveat, one.focus, apart, holder)
    return SideFigure(one.number, below, caveat, one.focus, holder=holder)


def under_number(number: Words, unit: Words, meaning: Words) -> tuple[Words, Words]:
    """A number, and its unit before its meaning: a currency on a line of its own, as no sentence begins with one."""
    money = CURRENCY.fullmatch(unit.prose.rpartition(" ")[2])
    return number, join((unit, meaning), "\n" if money else " ")


def _parted(number: SideFigure) -> SideFigure:
    """The number with its currency under it."""
    if not number.apart:
        return number
    alone, below = number.apart
    return replace(number, number=alone, meaning=join((number.holder, below), ""), apart=None, holder=NOTHING)


def _overlong(number: SideFigure, type_: Typesetter, width: float) -> bool:
    """Whether the number with its currency is too wide for a line at any size."""
    fit = type_.fit([Slot(number.number, width, lines=1)], "ho_number")
    return bool(number.apart and (fit.overflows or type_.too_wide(fit.paragraphs[0], width)))


def note(number: SideFigure, type_: Typesetter, width: float) -> Note:
    """A number set at ``width`` points."""
    colour = "accent" if number.focus else None
    number = _parted(number) if _overlong(number, type_, width) else number
    fit = type_.fit([Slot(number.number, width, lines=1)], "ho_number", colour=colour)
    paragraphs = [fit.paragraphs[0]]
    if fit.overflows or type_.too_wide(paragraphs[0], width):  # a long range, or a word where a number was meant
        small = type_.set(number.number, "ho_h", width, colour=colour)
        paragraphs = [small] if len(small.lines) == 1 or type_.too_wide(paragraphs[0], width) else paragraphs
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
        pitch = (self.width + ROW_GAP) / MOST
        return tuple(
            item
            for index, one in enumerate(self.notes)
            for item in one.items(f"{self.name}-{index + 1}", x + index * pitch, y, pitch - ROW_GAP)
        )


def rows(numbers: Sequence[SideFigure], type_: Typesetter, width: float, name: str) -> tuple[NoteRow, ...]:
    """Numbers in rows across ``width`` points; where one has its currency under it, all have."""
    each = (width + ROW_GAP) / MOST - ROW_GAP
    if any(_overlong(number, type_, each) for number in numbers):
        numbers = [_parted(number) for number in numbers]
    return tuple(
        NoteRow(
            f"{name}-{at // MOST + 1}", tuple(note(number, type_, each) for number in numbers[at : at + MOST]), width
        )
        for at in range(0, len(numbers), MOST)
    )
