"""What pages share: the headline, lead, source line, marking and page number of each; on a client's, the tracker."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ..core.diagnostics import Diagnostic
from ..core.geometry import Rect
from ..core.purpose import Purpose
from ..forms.kit.text_boxes import join
from ..forms.table import form
from ..scene.model import Item, Paragraph, Role, Text
from ..story.model import Meta, Piece, Section, Slide, Source, Words
from ..text.balanced_measure import measured, pause_width
from ..text.fit import Slot, Typesetter, overflow_diagnostic
from ..theme.model import Theme
from . import client_layout
from .layouts import KINDS, PAGES, DeckLayouts, holders, layouts, of_section, stamp, standing
from .named_layout import named_kind, on_named
from .tracker import Tracker, tracked

UNDER_HEADLINE = 18.0  # pt; how far below the top of the missing lead a body starts
UNDER_STAMP = 9.0  # pt; between a draft's stamp and what stands under it
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

    def layouts(self, used: Iterable[str]) -> DeckLayouts:
        """The layouts of the deck whose pages stand on those that are ``used``."""
        if self.theme.client:
            return DeckLayouts((), client_layout.layouts(self.type, self.theme.client))
        draft = self.labels["draft"] if self.meta.status == "draft" else ""
        return layouts(self.theme, self.type, self.sections, draft, used)

    def on_named(self, slide: Slide) -> Frame:
        """The frame of a slide's pages, on the layout that it names."""
        name = named_kind(slide, self.theme)
        if name is None or self.theme.client is None:
            return self
        theme = on_named(self.theme, name)
        return replace(self, theme=theme, type=self.type.dividing(self.type.division, theme))

    def layout(self, kind: str, slide: Slide) -> str:
        """The name of the layout of a slide's pages."""
        named = named_kind(slide, self.theme)
        if self.theme.client:
            return named or standing(kind, self.theme.client)
        return of_section(named or kind, tracked(slide), self.sections)

    def page(
        self, slide: Slide, kind: str, number: int, part: int, parts: int, kicker: Words | None = None
    ) -> tuple[tuple[Item, ...], tuple[Item, ...], list[Diagnostic]]:
        """The items that stand before and after the body of one page on a ``kind`` of layout, in reading order, and
        what did not fit."""
        before: list[Item] = []
        problems: list[Diagnostic] = []
        client = self.theme.client
        of = standing(kind, client) if client else KINDS[kind].on_client
        if client and of in PAGES:
            before += client_layout.panel(self.theme)
        if KINDS[kind].headed:
            before += self._headline(slide, part, parts, problems)
        after: list[Item] = []
        if kind != "section" and not (client and kind == "title"):
            after += self._source(slide)
        if client:
            after += self._on_client(slide, of)
        elif kicker:  # a cover has it where the sections would stand
            items, over = Tracker(self.theme, self.type, self.sections).kicker(kicker)
            after += items
            problems += over
        after += self._marking(number, of)
        return tuple(before), tuple(after), problems

    def _on_client(self, slide: Slide, layout: str) -> list[Item]:
        """The tracker where a client's page has room for one and its labels fit, and the stamp, which its layouts
        lack."""
        if layout not in PAGES:
            return []
        assert self.theme.client is not None
        of = self.theme.client.layouts[layout]
        colour = None if of.ground == "paper" else of.ink
        items = list(stamp(self.theme, self.type, self.labels["draft"])) if self.meta.status == "draft" else []
        if self.theme.frame.tracker is not None and self.sections:
            tracker = Tracker(self.theme, self.type, self.sections)
            labels, over = tracker.labels(colour)
            if not over:  # what a client's page has no room for stops no build: it goes without
                items += [tracker.line(colour), *tracker.bar(tracked(slide), colour), *labels]
        return items

    def held(self, text: Text, kind: str, slide: Slide) -> Text:
        """The text, in no placeholder that the layout of the slide does not have."""
        named, client = named_kind(slide, self.theme), self.theme.client
        if text.placeholder in (None, "title") or not (client or named):
            return text
        there = client.layouts[standing(kind, client)].placeholders if client else holders(named or kind, self.theme)
        return text if text.placeholder in there else replace(text, placeholder=None)

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
        width = pause_width(self.type, title, "h1", box.w, fit.step)
        width = width or self.type.balanced(title, "h1", box.w, step=fit.step, least=SHORT * box.w)
        headline = self.type.set(title, "h1", width, step=fit.step)
        # one line stands on the lead, and a second goes above it
        text = Text("title", replace(box, w=width), (headline,), Role.TITLE, "bottom", placeholder="title")
        return [text, *self._lead_of(slide, "lead", problems)]

    def _lead_of(self, slide: Slide, placeholder: str | None, problems: list[Diagnostic]) -> list[Item]:
        if not slide.lead:
            return []
        box = self.theme.frame.rect("lead")
        align = client_layout.headline_align(self.type, self.theme.client) if self.theme.client else "left"
        lines = max(1, int((box.h + 0.1) // self.theme.type["lead"].steps[-1][1]))
        lead = self.type.fit([Slot(slide.lead, box.w, box.h, lines)], "lead", align=align)
        problems += [overflow_diagnostic(o, "the lead") for o in lead.overflows]
        return [Text("lead", box, lead.paragraphs, Role.LEAD, placeholder=placeholder)]

    def _source(self, slide: Slide) -> list[Item]:
        cited = [s for s in self.sources if s.number in slide.sources]
        if not cited or form(slide.form).purpose is Purpose.AGENDA:  # which marks nothing
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
        brief = [_numbered(source, source.short or source.line) for source in cited]
        numbers = " ".join(f"[{source.number}]" for source in cited)
        alone = Words((Piece(f"{numbers} {self.labels['see_sources']}"),))
        for references in (each, brief, [alone]):
            line = join(references, REFERENCE_GAP)
            room = measured(self.type, line, "meta", box)
            fit = self.type.fit([Slot(line, room.w, room.h)], "meta")
            if not fit.overflows:
                break
        if len(references) > 1 and len(fit.paragraphs[0].lines) > 1:
            line = join(map(_unbroken, references), REFERENCE_GAP)
            between = self.type.fit([Slot(line, box.w, box.h)], "meta")
            if not between.overflows:
                return box, between.paragraphs
        return room, fit.paragraphs

    def _marking(self, number: int, layout: str) -> list[Item]:
        """The marking and the page number; on a client's page in its footers, with the date where it has one."""
        if self.theme.client:
            return client_layout.furniture(self.type, self.theme.client, layout, self.meta, number)
        items: list[Item] = []
        for name, words, colour in (("marking", self.meta.marking.upper(), "muted"), ("page", str(number), "ink")):
            if words:
                box, link = self.theme.frame.rect(name), client_layout.BACK.get(name)
                line = self.type.set(words, "metab", box.w, align="right", colour=colour)
                items.append(Text(name, box, (line,), Role.FURNITURE, placeholder=name, link=link))
        return items


def body_of(theme: Theme, slide: Slide) -> Rect:
    """The body zone of a slide: one without a lead has that room, too, so that no gap stands under its headline, but
    for what a draft's stamp takes of it."""
    body, lead, stamped = (theme.frame.rect(name) for name in ("body", "lead", "stamp"))
    higher = max(lead.y + UNDER_HEADLINE, stamped.bottom + UNDER_STAMP)
    return body.below(body.y if slide.lead else min(body.y, higher))


def _unbroken(reference: Words) -> Words:
    """A reference that stands on one line."""
    return replace(reference, pieces=tuple(replace(p, text=p.text.replace(" ", "\u00a0")) for p in reference.pieces))


def _numbered(source: Source, reference: Words) -> Words:
    return Words((Piece(f"[{source.number}]\u00a0"), *reference.pieces))
