"""The sections of a deck to its tracker: a line at the top of the page, a label for each section, a bar over one."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from ..core.diagnostics import Diagnostic
from ..core.geometry import Rect
from ..scene.model import Item, Role, Rule, Shape, Text
from ..story.model import Piece, Section, Slide, Story, Words
from ..text.fit import Slot, Typesetter, overflow_diagnostic
from ..theme.model import Theme

TRACKER_SECTIONS = 6  # as many as stand two columns each
LABEL_AT = 6.0  # of a label, under the line
APPENDIX = "(appendix)"  # no id of a section


def tracked(slide: Slide) -> str | None:
    """The id of the section that a slide is shown to stand in."""
    return APPENDIX if slide.appendix else slide.section


def with_appendix(story: Story, theme: Theme, type_: Typesetter) -> tuple[Section, ...]:
    """The sections of a story, its appendix as the last of them where the tracker has room for its name."""
    if theme.frame.tracker is None or not any(slide.appendix for slide in story.slides):
        return story.sections
    more = (*story.sections, Section(APPENDIX, Words((Piece(story.labels["appendix"]),))))
    return story.sections if Tracker(theme, type_, more).labels()[1] else more


class Tracker(Struct, frozen=True):
    """The tracker of one deck."""

    theme: Theme
    type: Typesetter
    sections: tuple[Section, ...]

    def line(self, colour: str | None = None) -> Rule:
        box = self.theme.frame.rect("tracker")
        stroke = self.theme.stroke("hairline", colour or "rule")
        return Rule("tracker-line", box.x, box.y + 1.5, box.right, box.y + 1.5, stroke)

    def labels(self, colour: str | None = None) -> tuple[list[Item], list[Diagnostic]]:
        """A label for each section, which leads to it."""
        items: list[Item] = []
        problems: list[Diagnostic] = []
        for number, (section, cell) in enumerate(zip(self.sections, self._cells, strict=False), start=1):
            named = section.title.prose if section.id == APPENDIX else f"{number}\u2002{section.title.prose}"
            words = Words((Piece(named),), span=section.title.span)
            text, over = self._label(f"tracker-{number}", words, cell, "meta", colour or "muted")
            items.append(replace(text, link=f"#section:{section.id}"))
            problems += over
        return items, problems

    def bar(self, section: str | None, colour: str | None = None) -> list[Item]:
        """The bar over a section; none where the deck has no such section."""
        cells = zip(self.sections, self._cells, strict=False)
        return [self._bar(cell, colour) for one, cell in cells if one.id == section]

    def kicker(self, words: Words) -> tuple[list[Item], list[Diagnostic]]:
        """What a cover has in the place of the sections."""
        cell = self._cells[0]
        box = replace(cell, w=self.theme.frame.rect("tracker").w)
        text, over = self._label("kicker", words, box, "metab", "ink")
        return [self._bar(cell, None), text], over

    def _bar(self, cell: Rect, colour: str | None) -> Shape:
        return Shape("tracker-bar", replace(cell, h=self.theme.strokes.accent), fill=colour or "accent")

    @property
    def _cells(self) -> Sequence[Rect]:
        grid, line = self.theme.columns, self.theme.frame.rect("tracker")
        if len(self.sections) > TRACKER_SECTIONS:
            return grid.split(line, len(self.sections))
        return tuple(Rect(grid.x(1 + 2 * i), line.y, grid.span(2), line.h) for i in range(TRACKER_SECTIONS))

    def _label(self, name: str, words: Words, cell: Rect, role: str, colour: str) -> tuple[Text, list[Diagnostic]]:
        box = Rect(cell.x, cell.y + LABEL_AT, cell.w, self.theme.style("meta").leading)
        fit = self.type.fit([Slot(words, box.w, box.h, 1)], role, colour=colour)
        problems = [overflow_diagnostic(overflow, "the tracker label") for overflow in fit.overflows]
        return Text(name, box, fit.paragraphs, Role.FURNITURE), problems
