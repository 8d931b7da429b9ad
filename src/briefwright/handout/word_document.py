"""The leave-behind as a Word document: its blocks in real styles, with contents, footnotes and tables to edit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from ..core.diagnostics import Diagnostic, Refused
from ..core.messages import diagnose
from ..forms.kit.form import LayoutContext
from ..forms.kit.listing import bold
from ..layout import deck
from ..story.model import Piece, Slide, Source, Story, Words
from .blocks import Block, Exhibit, Heading, Margin, SourceList, TextBlock
from .calls import called as with_calls
from .citations import where_cited
from .endnotes import ENTRIES, short_references, source_words
from .exhibits import captioned, context
from .large_numbers import LargeNumbers, large_numbers
from .leave_behind import blocks_of
from .listings import listed
from .material import Material
from .side_figures import SideFigure
from .template_filters import before_number
from .typesetting import SECTION

if TYPE_CHECKING:
    from .word_contents import WordContents
    from .word_parts import WordParagraph, WordParts

SOURCES = "sources"  # the bookmark of their list
MANY = 2  # sections; of more there are contents


def write(material: Material) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The document. Refused (BW725) without the library that writes it, and where the template has an error."""
    try:
        from .word_pages import WordPages  # with python-docx
        from .word_parts import WordParts  # brings python-docx, which only this handout needs
    except ImportError:
        raise Refused([diagnose("BW725")]) from None
    story = material.story
    blocks, counted = with_calls(blocks_of(story, material.folder))
    parts = WordParts(material.theme, story.meta)
    ctx = context(story, material.typesetter())
    article = _Article(story, parts, counted, large_numbers(blocks, story), ctx)
    article.add(blocks)
    parts.hold_end()
    if article.contents:
        pages = WordPages(parts.document, parts.notes, material.typesetter(), parts.width, parts.height)
        article.contents.number(pages.found())
    return parts.saved(deck.properties(story.meta)), ()


class _Article(Struct):
    """Adds blocks to the document. ``counted`` are the numbers of its exhibits by their slides."""

    story: Story
    parts: WordParts
    counted: Mapping[str, int]
    large: LargeNumbers
    ctx: LayoutContext  # what draws its charts
    contents: WordContents | None = None
    told: set[int] = field(default_factory=set)  # the sources that a footnote has named in full
    listing: bool = False  # whether the list of sources has come: what follows it is small print

    def add(self, blocks: Sequence[Block]) -> None:
        from .word_contents import WordContents  # with python-docx

        sections = [block for block in blocks if isinstance(block, Heading) and block.level == SECTION]
        standfirst = [block for block in blocks if isinstance(block, TextBlock) and block.quote]
        opening = [block for block in blocks if isinstance(block, Heading) and block.level < SECTION][:1]
        for heading in opening:
            self._text(heading.words, "Title")
        for text in standfirst:
            self._text(text.words, "Subtitle")
        if len(sections) > MANY:
            names = [(block.words.prose, f"section-{number}") for number, block in enumerate(sections, 1)]
            if self.story.sources and any(isinstance(block, SourceList) for block in blocks):
                names.append((self.story.labels["sources"], SOURCES))
            self.contents = WordContents(self.parts, self.story.labels["contents"], names)
        for block in blocks:
            if block not in opening and block not in standfirst:
                self._block(block, sections)

    def _block(self, block: Block, sections: Sequence[Block]) -> None:
        match block:
            case Heading(level=level) if level <= SECTION:
                target = f"section-{sections.index(block) + 1}" if block in sections else ""
                self._text(block.words, "Heading 1", target)
            case Heading():
                self._text(block.words, "Heading 2")
            case TextBlock(bullet="•"):
                self._text(block.words, "List Bullet")
            case TextBlock(bullet=bullet):
                words = Words((Piece(f"{bullet}\u2002"), *block.words.pieces)) if bullet else block.words
                self._text(words, "Small print" if self.listing else "Normal")
            case Exhibit():
                self._exhibit(self.large.slides[block.name], block.caption)
            case Margin():
                self._figures(self.large.of[block])
            case SourceList():
                self._sources()

    def _text(self, words: Words, style: str, target: str = "", keep: bool = False) -> None:
        if words:
            self._fill(self.parts.paragraph(style, target, keep), words)

    def _fill(self, paragraph: WordParagraph, words: Words, muted: bool = False) -> None:
        """The pieces of the words: runs, links, and for each marker a footnote with the references of its sources."""
        for piece in words.pieces:
            if piece.cites:
                cited = [source for source in self.story.sources if source.number in piece.cites]
                whole = " ".join(self._reference(source, piece.cited) for source in cited)
                paragraph.footnote(whole, " ".join(self._next_reference(source, piece.cited) for source in cited))
            elif piece.link and piece.link.startswith("#"):
                paragraph.link(piece.text, piece.link.removeprefix("#").partition("/")[0], inside=True)
            elif piece.link:
                paragraph.link(piece.text, piece.link)
            else:
                paragraph.run(piece.text, piece.bold, piece.italic, piece.accent, muted)

    def _reference(self, source: Source, cited: Sequence[str]) -> str:
        """A source in a footnote, with what is cited of it."""
        line, where = short_references([source]).prose, where_cited(source.id, cited)
        stop = self.story.labels["full_stop"]
        return f"{line.removesuffix(stop.strip())}{self.story.labels['comma']}{where}{stop}" if where else line

    def _next_reference(self, source: Source, cited: Sequence[str]) -> str:
        """The same where it is printed: after the first footnote on a source, its number stands for its title."""
        where = where_cited(source.id, cited) if source.number in self.told else ""
        self.told.add(source.number)
        if not where:
            return self._reference(source, cited)
        return f"[{source.number}]{self.story.labels['comma']}{where}{self.story.labels['full_stop']}"

    def _exhibit(self, slide: Slide, caption: str | None) -> None:
        """A caption with its number, its charts, what the form lists as tables, and the notes under them."""
        from .word_chart import charts_of  # with python-docx
        from .word_table import add_table

        labels, number = self.story.labels, self.counted[slide.id]
        charts = [*charts_of(slide, replace(self.ctx, slide=slide), self.parts.width)]
        content = listed(slide, labels, charted=bool(charts))
        head = self.parts.paragraph("Caption", f"exhibit-{number}")
        head.run(before_number(labels["exhibit"]), bold=True)
        head.field("SEQ Exhibit \\* ARABIC", str(number))
        head.run("\u2002")
        called = slide if caption is None else captioned(slide, caption)
        self._fill(head, called.title)
        if called.lead:
            self._text(called.lead, "Exhibit note", keep=True)
        tables = [table for table in content.tables if table.rows]
        notes = [note for note in (content.so_what if caption is None else Words(), *content.notes) if note]
        for index, chart in enumerate(charts, 1):
            self.parts.chart(chart, keep=index < len(charts) or bool(tables or notes))
        for index, table in enumerate(tables, 1):
            alt = f"{before_number(labels['exhibit'])}{number}{labels['colon']}{slide.title.prose}"
            rule = self.parts.theme.colours["mid"].lstrip("#")
            led = bool(notes) and index == len(tables)
            add_table(self.parts, table.heads, table.rows, alt, rule, self._fill, self.ctx, keep=led)
        for note in notes:
            self._text(note, "Exhibit note", keep=note is not notes[-1])

    def _figures(self, numbers: Sequence[SideFigure]) -> None:
        for index, figure in enumerate(numbers):
            paragraph = self.parts.paragraph("Key figure", keep=index < len(numbers) - 1)
            self._fill(paragraph, bold(figure.number))
            paragraph.run("\t")
            self._fill(paragraph, figure.meaning)
            if figure.caveat:
                paragraph.run("\u2002" * bool(figure.meaning))
                self._fill(paragraph, figure.caveat, muted=True)

    def _sources(self) -> None:
        self.listing = True
        if self.story.sources:
            self._text(Words((Piece(self.story.labels["sources"]),)), "Heading 1", SOURCES)
        for source in self.story.sources:
            self._text(source_words(source), "Small print", f"{ENTRIES}{source.number}")
