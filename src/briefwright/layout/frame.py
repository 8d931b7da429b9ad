"""What pages share: the layouts; the headline, lead, tracker, source line, marking and page number of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ..core.diagnostics import Diagnostic
from ..core.geometry import Rect
from ..forms.kit.text_boxes import join
from ..scene.model import Item, Layout, Paragraph, Placeholder, Role, Rule, Shape, Text
from ..story.model import Meta, Piece, Section, Slide, Source, Words
from ..text.balanced_measure import measured
from ..text.fit import Slot, Typesetter, overflow_diagnostic
from ..theme.model import Theme
from . import client_layout

TRACKER_SECTIONS = 6  # as many as stand two columns each
STAMP_INSET = 6
REFERENCE_GAP = "  "  # between the references of a source line
SHORT = 0.25  # of the measure of a headline: a shorter last line takes words from the one before


class Frame(Struct, frozen=True):
    """Draws the frame of one deck's pages. ``labels`` are the language's fixed words."""

    theme: Theme
    type: Typesetter
    meta: Meta
    labels: Mapping[str, str]
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]

    def layouts(self) -> tuple[Layout, ...]:
        """The scene's layouts: title, content, message on paper, section on the accent."""
        if self.theme.client:
            return client_layout.layouts(self.type, self.theme.client)
        rect, style, furniture = self.theme.frame.rect, self.theme.style, self._furniture()
        title = Placeholder("title", "title", rect("headline"), style("h1"), "Headline")
        lead = Placeholder("lead", "body", rect("lead"), style("lead"), "Lead")
        # our own pages fill the body with placed items; the placeholder is for the slides that a user adds
        body = Placeholder("body", "body", rect("body"), style("body"), "Text")
        area = rect("body")
        high = Rect(area.x, area.y - 90, area.w, 54)
        cover = Placeholder("title", "ctrTitle", high, style("display"), "Title")
        subtitle = Placeholder("subtitle", "subTitle", high.moved(0, 54), style("display_sub"), "Subtitle")
        statement = replace(title, rect=Rect(area.x, area.y - 78, area.w, area.h - 84), style=style("message"))
        right = self.theme.columns.cell(5, 8, area.bottom - 334, 54)  # of the numeral
        divider = replace(title, rect=right, style=style("display", colour="on_accent"))
        paper, accent = self._fixed(), self._fixed("on_accent")
        return (
            Layout("title", "paper", paper, (cover, subtitle, *furniture)),
            Layout("content", "paper", paper, (title, lead, body, *furniture)),
            Layout("message", "paper", paper, (statement, *furniture)),
            Layout("section", "accent", accent, (divider, *self._furniture("on_accent"))),
        )

    def page(
        self, slide: Slide, layout: str, number: int, part: int, parts: int, kicker: Words | None = None
    ) -> tuple[tuple[Item, ...], tuple[Item, ...], list[Diagnostic]]:
        """The items that stand before and after the body of one page, in reading order, and what did not fit."""
        before: list[Item] = []
        problems: list[Diagnostic] = []
        client = self.theme.client
        if client and layout in ("content", "message"):
            before += client_layout.panel(self.theme)
        if layout == "content":
            before += self._headline(slide, part, parts, problems)
        colour = "on_accent" if layout == "section" and not client else None
        after: list[Item] = []
        if layout != "section" and not (client and layout == "title"):
            after += self._source(slide)
        if client:
            after += self._on_client(slide, layout, problems)
        elif layout != "title" or kicker:  # a cover has its kicker there, and logos where the sections would stand
            after += self._tracker(slide, colour, kicker, problems)
        after += self._marking(number, colour, layout)
        return tuple(before), tuple(after), problems

    def _on_client(self, slide: Slide, layout: str, problems: list[Diagnostic]) -> list[Item]:
        """The tracker where a client's page has room for one, and the stamp, which its layouts lack."""
        if layout not in ("content", "message"):
            return []
        assert self.theme.client is not None
        of = self.theme.client.layouts[layout]
        colour = None if of.ground == "paper" else of.ink
        items = list(self._stamp("accent")) if self.meta.status == "draft" else []
        if self.theme.frame.tracker is not None and self.sections:
            items += [self._line(colour or "rule"), *self._tracker(slide, colour, None, problems)]
        return items

    # -- layout parts

    def _fixed(self, colour: str | None = None) -> tuple[Item, ...]:
        stamp = self._stamp(colour or "accent") if self.meta.status == "draft" else ()
        return (self._line(colour or "rule"), *stamp)

    def _line(self, colour: str) -> Rule:
        box = self.theme.frame.rect("tracker")
        stroke = self.theme.stroke("hairline", colour)
        return Rule("tracker-line", box.x, box.y + 1.5, box.right, box.y + 1.5, stroke)

    def _stamp(self, colour: str) -> tuple[Item, ...]:
        box = self.theme.frame.rect("stamp")
        words = self.labels["draft"].upper()
        measured = self.type.set(words, "metab", box.w * 4, colour=colour)
        w = measured.lines[0].width + 2 * STAMP_INSET + 2
        frame = Rect(box.right - w, box.y, w, box.h)
        inner = frame.inset(STAMP_INSET, (box.h - measured.leading) / 2, 0, (box.h - measured.leading) / 2)
        return (
            Shape("stamp-frame", frame, stroke=self.theme.stroke("connector", colour)),
            Text("stamp", inner, (measured,), Role.FURNITURE),
        )

    def _furniture(self, colour: str | None = None) -> tuple[Placeholder, ...]:
        rect, style = self.theme.frame.rect, self.theme.style
        source = Placeholder("source", "body", rect("source"), style("meta", colour=colour), "Source")
        marking = Placeholder("marking", "ftr", rect("marking"), style("metab", colour=colour), align="right")
        page = Placeholder("page", "sldNum", rect("page"), style("metab", colour=colour or "ink"), align="right")
        return (marking, page) if colour else (source, marking, page)

    # -- page parts

    def _headline(self, slide: Slide, part: int, parts: int, problems: list[Diagnostic]) -> list[Item]:
        title = slide.title
        if parts > 1:
            title = replace(title, pieces=(*title.pieces, Piece(f"\u00a0({part}/{parts})")))
        if self.theme.client:
            text, over = client_layout.headline(self.type, self.theme.client, "content", title)
            problems += over
            return [text, *self._lead_of(slide, None, problems)]
        box = self.theme.frame.rect("headline")
        fit = self.type.fit([Slot(title, box.w, box.h, 2)], "h1")
        problems += [overflow_diagnostic(o, "the title") for o in fit.overflows]
        width = self.type.balanced(title, "h1", box.w, step=fit.step, least=SHORT * box.w)
        headline = self.type.set(title, "h1", width, step=fit.step)
        text = Text("title", replace(box, w=width), (headline,), Role.TITLE, placeholder="title")
        return [text, *self._lead_of(slide, "lead", problems)]

    def _lead_of(self, slide: Slide, placeholder: str | None, problems: list[Diagnostic]) -> list[Item]:
        if not slide.lead:
            return []
        box = self.theme.frame.rect("lead")
        lead = self.type.fit([Slot(slide.lead, box.w, box.h, 1)], "lead")
        problems += [overflow_diagnostic(o, "the lead") for o in lead.overflows]
        return [Text("lead", box, lead.paragraphs, Role.LEAD, placeholder=placeholder)]

    def _source(self, slide: Slide) -> list[Item]:
        cited = [s for s in self.sources if s.number in slide.sources]
        if not cited:
            return []
        box, paragraphs = self._references(cited, self.theme.frame.rect("source"))
        return [Text("source", box, paragraphs, Role.SOURCE, placeholder=None if self.theme.client else "source")]

    def _references(self, cited: Sequence[Source], box: Rect) -> tuple[Rect, tuple[Paragraph, ...]]:
        """The references, and their box. They are set one a line, as one text, in short, or as numbers alone: the
        first of these that the box holds."""
        each = [_numbered(source, source.line) for source in cited]
        measure = min(box.w, self.theme.measure("meta"))
        apart = self.type.fit([Slot(words, measure, lines=1) for words in each], "meta")
        whole = join(each, REFERENCE_GAP)
        if sum(apart.heights) <= box.h and not apart.overflows and len(self.type.set(whole, "meta", measure).lines) > 1:
            return box, apart.paragraphs
        short = join((_numbered(source, source.short or source.line) for source in cited), REFERENCE_GAP)
        numbers = " ".join(f"[{source.number}]" for source in cited)
        for references in (whole, short, Words((Piece(f"{numbers} {self.labels['see_sources']}"),))):
            room = measured(self.type, references, "meta", box)
            fit = self.type.fit([Slot(references, room.w, room.h)], "meta")
            if not fit.overflows:
                break
        return room, fit.paragraphs

    def _tracker(
        self, slide: Slide, colour: str | None, kicker: Words | None, problems: list[Diagnostic]
    ) -> list[Item]:
        line = self.theme.frame.rect("tracker")
        cells = self._tracker_cells(line)
        bar = self.theme.strokes.accent
        items: list[Item] = []
        if kicker:
            items.append(Shape("tracker-bar", Rect(line.x, line.y, cells[0].w, bar), fill=colour or "accent"))
            items.append(self._tracker_label("kicker", kicker, replace(cells[0], w=line.w), True, colour, problems))
            return items
        for i, section in enumerate(self.sections):
            current = section.id == slide.section and not slide.appendix
            if current:
                items.append(Shape("tracker-bar", Rect(cells[i].x, line.y, cells[i].w, bar), fill=colour or "accent"))
            label = Words((Piece(f"{i + 1}\u2002{section.title.prose}"),))
            text = self._tracker_label(f"tracker-{i + 1}", label, cells[i], current, colour, problems)
            items.append(replace(text, link=f"#section:{section.id}"))
        return items

    def _tracker_cells(self, line: Rect) -> tuple[Rect, ...]:
        grid = self.theme.columns
        if len(self.sections) > TRACKER_SECTIONS:
            return grid.split(line, len(self.sections))
        return tuple(Rect(grid.x(1 + 2 * i), line.y, grid.span(2), line.h) for i in range(TRACKER_SECTIONS))

    def _tracker_label(
        self, name: str, words: Words, cell: Rect, current: bool, colour: str | None, problems: list[Diagnostic]
    ) -> Text:
        role = "metab" if current else "meta"
        shade = colour or ("ink" if current else "muted")
        box = Rect(cell.x, cell.y + 6, cell.w, self.theme.style("meta").leading)
        fit = self.type.fit([Slot(words, box.w, box.h, 1)], role, colour=shade)
        problems += [overflow_diagnostic(o, "the tracker label") for o in fit.overflows]
        return Text(name, box, fit.paragraphs, Role.FURNITURE)

    def _marking(self, number: int, colour: str | None, layout: str) -> list[Item]:
        """The marking and the page number; on a client's page in its footers, with the date where it has one."""
        if self.theme.client:
            return client_layout.furniture(self.type, self.theme.client, layout, self.meta, number)
        items: list[Item] = []
        for name, words, usual in (("marking", self.meta.marking.upper(), "muted"), ("page", str(number), "ink")):
            if words:
                box, link = self.theme.frame.rect(name), client_layout.BACK.get(name)
                line = self.type.set(words, "metab", box.w, align="right", colour=colour or usual)
                items.append(Text(name, box, (line,), Role.FURNITURE, placeholder=name, link=link))
        return items


def _numbered(source: Source, reference: Words) -> Words:
    return Words((Piece(f"[{source.number}]\u00a0"), *reference.pieces))
