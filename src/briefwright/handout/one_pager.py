"""A story to one page, always one: bottom line, figures, players, limits, stakes, open questions, so what, source."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from msgspec.structs import replace

from ..core.messages import diagnose
from ..forms.kit.listing import DigestEntry
from ..scene.model import Group, Item, Paragraph, Role, Rule, Transform
from ..story.model import Story, Words
from ..text.fit import Typesetter
from ..write.pdf.document import Bookmark
from .digest import MOST_WORDS, Digest, cut_diagnostics, digest, fitted, heading
from .endnotes import short_references, source_words
from .exhibits import context
from .material import Material
from .one_pager_chart import ChartPart, chart_part
from .one_pager_parts import OnePagerPart, choices, figures, judgements, limits, players, stakes, texts, unknowns
from .page_geometry import MARGIN, plain, stacked
from .printing import Document, Furniture

CONTENT = 131.2  # the left edge of the content; the names of the parts stand left of it
NAMES = CONTENT - MARGIN - 9  # the width of the names
TOP = 58.0  # of the title
TITLE_GAP = 9.0  # under the title
PAD = 6.0  # above and below a part
LOOSE = 7.0  # the most that is added to it on a page with room
DROP = 3.0  # of the name of a part that begins in larger type
DEGREES = ("high", "moderate", "low")
NAMED = 3  # of the entries that a part has no room for; more are counted
LINES = 4  # of sources; where they take more, each is cited in short


def set_pages(material: Material) -> Document:
    """The page, and a note (BW720) of all that it has no room for; an error (BW721) when not even its top fits."""
    story = material.story
    type_ = material.typesetter()
    page = _Page(story, type_)
    whole = digest(story)
    kept, cuts, fits = fitted(whole, page.fits)
    if fits and not cuts:
        page.add_chart(kept)
    items, bookmarks = page.items(kept)
    problems = (*cut_diagnostics(whole, cuts, story), *(() if fits else (diagnose("BW721", story.slides[0].span),)))
    date = f"{story.labels['position_as_of']} {story.meta.date}"
    made = Furniture(page.sheet, type_, story, story.meta.audience_title, date).document([items], bookmarks, problems)
    return replace(made, insets=(page.chart.drawing.sheet(made.scene.properties),)) if page.chart else made


class _Page:
    """Sets a digest on a page."""

    def __init__(self, story: Story, type_: Typesetter) -> None:
        self.story, self.type, self.labels = story, type_, story.labels
        self.sheet = plain(story.meta.page)
        self.width = self.sheet.width - MARGIN - CONTENT
        self.ctx = context(story, type_)
        self.chart: ChartPart | None = None

    def add_chart(self, digest: Digest) -> None:
        """A chart of the story on the page, if there is room for it."""
        room = self._slack(self._parts(digest)) - 2 * PAD
        self.chart = chart_part(self.story, self.ctx, self.width, room)
        if self.chart and self._slack(self._parts(digest)) < 0:  # a source of its own takes more
            self.chart = chart_part(self.story, self.ctx, self.width, room + self._slack(self._parts(digest)))

    def fits(self, digest: Digest) -> bool:
        return digest.count <= MOST_WORDS and self._slack(self._parts(digest)) >= -0.01

    def _slack(self, parts: tuple[OnePagerPart, ...]) -> float:
        """The height that the parts leave free."""
        start = TOP + sum(p.height for p in self._head()) + TITLE_GAP
        used = sum(self._height(part) + 2 * PAD for part in parts)
        return self.sheet.bottom - start - used + PAD  # nothing stands under the last part

    def _height(self, part: OnePagerPart) -> float:
        """The height of a part, or of its name in the margin where that is more."""
        return max(part.body.height, sum(text.height for text in self._names(part)))

    def _names(self, part: OnePagerPart) -> tuple[Paragraph, ...]:
        """The name of a part, and in small print the entries that only the deck has."""
        role, colour = ("ho_note", "muted") if part.quiet else ("ho_table", "accent")
        label = self.type.set(part.label, role, NAMES, colour=colour, bold=True)
        return (label, self.type.set(part.rest, "ho_note", NAMES, colour="muted")) if part.rest else (label,)

    def _head(self) -> tuple[Paragraph, ...]:
        """The title, and in another colour the subtitle."""
        meta, width = self.story.meta, self.sheet.measure
        title = meta.title
        lines = [self.type.set(title, "ho_title", self.type.balanced(title, "ho_title", width))]
        if meta.subtitle:
            under = self.type.balanced(meta.subtitle, "ho_title", width, bold=False)
            lines.append(self.type.set(meta.subtitle, "ho_title", under, colour="ink2", bold=False))
        return tuple(lines)

    def _parts(self, digest: Digest) -> tuple[OnePagerPart, ...]:
        """The parts that have an entry."""
        parts, ctx, width, labels = digest.parts, self.ctx, self.width, self.labels
        first = _first(digest, "headline")
        measure = self.type.balanced(first, "ho_bluf", width, bold=True)
        lead = self.type.set(first, "ho_bluf", measure, colour="ink", bold=True)
        confidence = f"{labels['confidence']}{labels['colon']}"
        degrees = {degree: f"{confidence}{labels[f'confidence.{degree}']}" for degree in DEGREES}
        judged = judgements(parts.get("judgements", {}), ctx, width, degrees, lead)
        made = [OnePagerPart(labels["handout.bottom_line"], judged, drop=DROP)]
        severities = {degree: labels[f"severity.{degree}"] for degree in DEGREES}
        for name, body in (
            ("figures", partial(figures, strip=parts.get("strip", {}))),
            ("players", partial(players, heads=digest.heads)),
            ("limits", partial(limits, labels=severities)),
            ("stakes", partial(stakes, label=labels["risk"], colon=labels["colon"])),
            ("signals", partial(choices, labels=labels, sides=("trigger", "action"))),
            ("unknowns", unknowns),
            ("roads", partial(choices, labels=labels)),
            ("choice", partial(choices, labels=labels)),
        ):
            rest = self._rest(name, digest.gone.get(name, {}))
            if entries := parts.get(name):
                made.append(OnePagerPart(heading(name, labels), body(entries, ctx, width), rest))
            elif rest:  # of all that is left out, at least the names
                line = self.type.set(rest, "ho_table", width, colour="muted")
                made.append(OnePagerPart(heading(name, labels), texts([line], width)))
            if name == "figures" and self.chart:
                made.append(self.chart.part)
        if end := _first(digest, "end"):
            paragraph = self.type.set(_capital(end), "ho_bluf", width, colour="ink")
            more = [cell for entry in parts["end"].values() for cell in entry.cells[1:] if cell]
            lines = [paragraph, *(self.type.set(text, "ho_note", width, colour="muted") for text in more)]
            made.append(OnePagerPart(labels["ask" if digest.ask else "so_what"], texts(lines, width), drop=DROP))
        if sources := self._sources(digest):
            made.append(OnePagerPart(labels["source"], texts(sources, width, Role.SOURCE), quiet=True))
        return tuple(made)

    def _rest(self, part: str, gone: Mapping[int, DigestEntry]) -> str:
        """The names that a part has no room for. Open questions have no names, and are a choice in any case, as are
        signals."""
        if not gone or part in ("unknowns", "signals"):
            return ""
        names = [entry.cells[0].prose for entry in gone.values()]
        more = f" + {len(names) - NAMED}" if len(names) > NAMED else ""
        return self.labels["handout.rest"].format(names=f"{self.labels['comma'].join(names[:NAMED])}{more}")

    def _sources(self, digest: Digest) -> tuple[Paragraph, ...]:
        """The sources that the page cites, in short where there are many, and a note that degrees are our judgement."""
        entries = [entry for part in digest.parts.values() for entry in part.values()]
        cited = {number for entry in entries for cell in entry.cells for number in cell.sources}
        cited.update(self.chart.sources if self.chart else ())
        listed = [source for source in self.story.sources if source.number in cited]
        paragraphs = [self.type.set(source_words(source), "ho_source", self.width) for source in listed]
        if sum(len(paragraph.lines) for paragraph in paragraphs) > LINES:
            paragraphs = [self.type.set(short_references(listed), "ho_source", self.width)]
        if any(entry.degree in DEGREES for entry in entries):
            paragraphs.append(self.type.set(self._judged(digest), "ho_source", self.width))
        return tuple(paragraphs)

    def _judged(self, digest: Digest) -> str:
        """What of the page is our judgement, what follows by the name that it has there."""
        return self.labels["handout.judgement"].format(so_what=self.labels["ask" if digest.ask else "so_what"])

    def items(self, digest: Digest) -> tuple[tuple[Item, ...], tuple[Bookmark, ...]]:
        """The page from the title down, free height shared among its parts, and the entries of its outline."""
        items: list[Item] = []
        bookmarks = [Bookmark(self.story.meta.title, 0, 0)]
        items += stacked("title", self._head(), MARGIN, TOP, self.sheet.measure, (Role.TITLE, Role.SUBTITLE))
        y = items[-1].rect.bottom + TITLE_GAP
        parts = self._parts(digest)
        loose = max(0.0, min(LOOSE, self._slack(parts) / max(2 * len(parts) - 1, 1)))
        for number, part in enumerate(parts, 1):
            kind, colour = ("hairline", None) if part.quiet else ("ink" if number == 1 else "close", "ink")
            stroke = self.ctx.theme.stroke(kind, colour)
            name = f"part-{number}"
            items.append(Rule(f"{name}/rule", MARGIN, y, self.sheet.width - MARGIN, y, stroke))
            y += PAD + loose
            items += stacked(f"{name}/name", self._names(part), MARGIN, y + part.drop, NAMES, (Role.HEADING, Role.BODY))
            items.append(Group(f"{name}/content", part.body.items, at=Transform(CONTENT, y)))
            if self.chart and part is self.chart.part:
                items += self.chart.drawing.placed(f"{name}/chart", CONTENT, y + self.chart.top)
            bookmarks.append(Bookmark(part.label, 1, 0, y - 6))
            y += self._height(part) + PAD + loose
        return tuple(items), tuple(bookmarks)


def _first(digest: Digest, part: str) -> Words:
    return next((entry.cells[0] for entry in digest.parts.get(part, {}).values()), Words())


def _capital(words: Words) -> Words:
    """The words with a capital letter: an ask follows its title in the middle of a sentence."""
    first = words.pieces[0]
    return replace(words, pieces=(replace(first, text=first.text[:1].upper() + first.text[1:]), *words.pieces[1:]))
