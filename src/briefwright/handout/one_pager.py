"""A story to one page, always one: bottom line, figures, players, limits, stakes, open questions, so what, source."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from ..core.diagnostics import Diagnostic
from ..core.geometry import Rect
from ..core.messages import diagnose
from ..forms.kit.form import LayoutContext
from ..forms.kit.listing import DigestEntry
from ..scene.model import Group, Item, Layout, Page, Paragraph, Role, Rule, Scene, Stroke, Text, Transform
from ..story.model import Piece, Story, Words
from ..text.fit import Typesetter
from ..write.pdf.document import Bookmark
from .bands import Band, columns, figures, graded, listed, matrix, stacked
from .digest import MOST_WORDS, Digest, digest, fitted, told
from .material import Composed, Material
from .page_geometry import MARGIN, Furniture, Sheet, plain, properties
from .printing import printed
from .render import source_words

CONTENT = 131.2  # where what is said starts; the names of the parts stand left of it
TOP = 58.0  # of the title
TITLE_GAP = 9.0  # under the title
PAD = 6.0  # above and below what a part says
LOOSE = 7.0  # the most that is added to it on a page with room
DROP = 3.0  # of the name of a part that begins in larger type
DEGREES = ("high", "moderate", "low")
NAMED = 3  # of those that a part has no room for; more are counted
LINES = 4  # of sources; more of them are named in short
Sources = tuple[Paragraph, ...]


def compose(material: Material) -> Composed:
    """The PDF of the page, and a note (BW720) for all that it has no room for.

    An error (BW721) when not even the bottom line fits.
    """
    type_ = Typesetter(material.theme, language=material.story.meta.language)
    scene, bookmarks, found = placed(material.story, type_)
    return printed(scene, material.theme, bookmarks), found


def placed(story: Story, type_: Typesetter) -> tuple[Scene, tuple[Bookmark, ...], tuple[Diagnostic, ...]]:
    """The page, the entries of its outline, and what was cut."""
    sheet = plain(story.meta.page)
    ctx = LayoutContext(type_.theme, type_, Rect(0, 0, 0, 0), story.slides[0], story.meta, story.labels, story.sources)
    page = _Page(story, ctx, sheet)
    whole = digest(story)
    kept, cuts, fits = fitted(whole, page.fits)
    items, bookmarks = page.items(kept)
    furniture = Furniture(sheet, type_, story.meta, story.labels, story.meta.audience_title, page.date)
    made = Page("page-1", "handout", story.meta.title, (*items, *furniture.items(1)))
    scene = Scene(sheet.width, sheet.height, (Layout("handout"),), (made,), properties(story.meta))
    found = [*told(whole, cuts, story), *type_.findings]
    if not fits:
        found.append(diagnose("BW721", story.slides[0].span))
    return scene, bookmarks, tuple(dict.fromkeys(found))


class _Page(Struct, frozen=True):
    """The sheet that a digest is set on."""

    story: Story
    ctx: LayoutContext
    sheet: Sheet

    @property
    def type(self) -> Typesetter:
        return self.ctx.type

    @property
    def labels(self) -> Mapping[str, str]:
        return self.story.labels

    @property
    def width(self) -> float:
        """The measure of what is said."""
        return self.sheet.width - MARGIN - CONTENT

    @property
    def date(self) -> str:
        return f"{self.labels['position_as_of']} {self.story.meta.date}"

    def fits(self, digest: Digest) -> bool:
        return digest.count <= MOST_WORDS and self._slack(self.bands(digest)) >= -0.01

    def _slack(self, bands: tuple[Band, ...]) -> float:
        used = sum(self._height(band) + 2 * PAD for band in bands)
        return self.sheet.bottom - self._start - used + PAD  # nothing stands under the last part

    def _height(self, band: Band) -> float:
        """What a part takes: what it says, or its name in the margin where that is more."""
        return max(band.height, sum(text.height for text in self._margin(band)))

    def _margin(self, band: Band) -> tuple[Paragraph, ...]:
        """The name of a part, and in small print what is in the deck only."""
        measure, role = CONTENT - MARGIN - 9, "ho_note" if band.quiet else "ho_table"
        label = self.type.set(band.label, role, measure, colour="muted" if band.quiet else "accent", bold=True)
        return (label, self.type.set(band.rest, "ho_note", measure, colour="muted")) if band.rest else (label,)

    @property
    def _start(self) -> float:
        return TOP + sum(p.height for p in self._head()) + TITLE_GAP

    def _head(self) -> tuple[Paragraph, ...]:
        """The title, and the subtitle that goes on from it."""
        meta, width = self.story.meta, self.sheet.measure
        ended = not meta.subtitle or meta.title.rstrip().endswith((":", "?", "!", ".", "–", "—"))
        title = meta.title if ended else f"{meta.title}{self.labels['colon'].rstrip()}"
        lines = [self.type.set(title, "ho_title", self.type.balanced(title, "ho_title", width))]
        if meta.subtitle:
            lines.append(self.type.set(meta.subtitle, "ho_title", width, colour="ink2", bold=False))
        return tuple(lines)

    def bands(self, digest: Digest) -> tuple[Band, ...]:
        """The parts that have something to say, set."""
        made: list[Band] = []
        parts, ctx, width = digest.parts, self.ctx, self.width
        for name, labels, set_ in (
            ("figures", "handout.figures", partial(figures, strip=parts.get("strip", {}))),
            ("players", "handout.players", partial(matrix, heads=digest.heads)),
            ("limits", "handout.limits", partial(graded, labels=self._severities())),
            ("stakes", "handout.stakes", partial(columns, label=self.labels["risk"], colon=self.labels["colon"])),
            ("unknowns", "handout.unknowns", listed),
        ):
            if kept := parts.get(name):
                rest = self._rest(name, digest.gone.get(name, {}))
                made.append(Band(self.labels[labels], set_(kept, ctx=ctx, width=width), rest=rest))
        lead = self.type.set(_first(digest, "headline"), "ho_bluf", width, colour="ink", bold=True)
        sure = {
            d: f"{self.labels['confidence']}{self.labels['colon']}{self.labels[f'confidence.{d}']}" for d in DEGREES
        }
        judged = graded(parts.get("judgements", {}), ctx, width, sure, lead)
        made.insert(0, Band(self.labels["handout.bottom_line"], judged, drop=DROP))
        if end := _first(digest, "end"):
            label, end = self.labels["ask" if digest.ask else "so_what"], _capital(end)
            made.append(Band(label, stacked([self.type.set(end, "ho_bluf", width, colour="ink")], width), drop=DROP))
        if sources := self._sources(digest):
            made.append(Band(self.labels["source"], stacked(sources, width, Role.SOURCE), quiet=True))
        return tuple(made)

    def _rest(self, part: str, gone: Mapping[int, DigestEntry]) -> str:
        """The names that a part has no room for; open questions have none, and are a choice in any case."""
        if not gone or part == "unknowns":
            return ""
        names = [entry.cells[0].prose for entry in gone.values()]
        more = f" + {len(names) - NAMED}" if len(names) > NAMED else ""
        return self.labels["handout.rest"].format(names=f"{self.labels['comma'].join(names[:NAMED])}{more}")

    def _severities(self) -> dict[str, str]:
        return {degree: self.labels[f"severity.{degree}"] for degree in DEGREES}

    def _sources(self, digest: Digest) -> Sources:
        """The sources that the page cites, in short where there are many, and what is our own."""
        entries = [entry for part in digest.parts.values() for entry in part.values()]
        cited = {n for entry in entries for cell in entry.cells for piece in cell.pieces for n in piece.cites}
        listed = [source for source in self.story.sources if source.number in cited]
        whole = tuple(self.type.set(source_words(source), "ho_source", self.width) for source in listed)
        if sum(len(paragraph.lines) for paragraph in whole) > LINES:
            pieces = [
                piece
                for source in listed
                for piece in (Piece(f"[{source.number}]\u00a0"), *source.line.pieces, Piece("  "))
            ]
            whole = (self.type.set(Words(tuple(pieces[:-1])), "ho_source", self.width),)
        if any(entry.degree in DEGREES for entry in entries):
            whole += (self.type.set(self.labels["handout.judgement"], "ho_source", self.width),)
        return whole

    def items(self, digest: Digest) -> tuple[tuple[Item, ...], tuple[Bookmark, ...]]:
        """The page from the title down, the room that is left shared among its parts."""
        items: list[Item] = []
        bookmarks = [Bookmark(self.story.meta.title, 0, 0)]
        y = TOP
        for number, (paragraph, role) in enumerate(zip(self._head(), (Role.TITLE, Role.SUBTITLE), strict=False), 1):
            items.append(
                Text(f"title-{number}", Rect(MARGIN, y, self.sheet.measure, paragraph.height), (paragraph,), role)
            )
            y += paragraph.height
        y += TITLE_GAP
        bands = self.bands(digest)
        loose = max(0.0, min(LOOSE, self._slack(bands) / max(2 * len(bands) - 1, 1)))
        for number, band in enumerate(bands):
            name = f"part-{number + 1}"
            items.append(Rule(f"{name}/rule", MARGIN, y, self.sheet.width - MARGIN, y, self._stroke(number, band)))
            y += PAD + loose
            at = y + band.drop
            for text, part, role in zip(self._margin(band), ("label", "rest"), (Role.HEADING, Role.BODY), strict=False):
                items.append(Text(f"{name}/{part}", Rect(MARGIN, at, CONTENT - MARGIN - 9, text.height), (text,), role))
                at += text.height
            items.append(Group(f"{name}/content", band.block.items, at=Transform(CONTENT, y)))
            bookmarks.append(Bookmark(band.label, 1, 0, y - 6))
            y += self._height(band) + PAD + loose
        return tuple(items), tuple(bookmarks)

    def _stroke(self, number: int, band: Band) -> Stroke:
        theme = self.ctx.theme
        if band.quiet:
            return theme.stroke("hairline")
        return theme.stroke("ink" if number == 0 else "close", "ink")


def _first(digest: Digest, part: str) -> Words:
    return next((entry.cells[0] for entry in digest.parts.get(part, {}).values()), Words())


def _capital(words: Words) -> Words:
    """The words as a sentence of their own: an ask goes on from its title."""
    first = words.pieces[0]
    return replace(words, pieces=(replace(first, text=first.text[:1].upper() + first.text[1:]), *words.pieces[1:]))
