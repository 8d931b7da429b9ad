"""Paragraphs, footnotes, fields and tables to the parts of a Word document, whose bytes are the same each time."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

from ..scene.model import Chart, Properties
from ..story.model import Meta
from ..text.scripts import from_right
from ..theme.model import Theme
from ..write.pptx.package import midnight, put
from ..write.pptx.part_context import DECLARATION, Pen, escaped, regional
from ..write.pptx.scheme_colours import Colours
from ..write.pptx.theme_part import theme_xml
from .page_geometry import FOOT, MARGIN, PAPER, TOP
from .word_chart import inline
from .word_settings import set_settings

END = 4  # paragraphs that close the document on one page
BULLET = 120  # twentieths of a point: a bullet in the text's size, and some air
FIGURE = 99.0  # points from a large number to what it means
# Styles by name: the role of the type scale that sizes them, whether bold, their colour, the space above and below
STYLES = {
    "Normal": ("ho_body", False, "ink", 0, 6),
    "Title": ("ho_title", True, "ink", 0, 6),
    "Subtitle": ("ho_standfirst", False, "ink2", 0, 12),
    "Heading 1": ("ho_standfirst", True, "accent", 24, 3),
    "Heading 2": ("ho_h", True, "ink", 12, 3),
    "List Bullet": ("ho_body", False, "ink", 0, 3),
    "Caption": ("ho_h", True, "ink", 15, 3),
    "Exhibit note": ("ho_note", False, "muted", 3, 3),
    "Key figure": ("ho_body", False, "ink", 6, 3),
    "Small print": ("ho_note", False, "ink2", 0, 3),
    "TOC Heading": ("ho_body", True, "accent", 0, 3),
    "toc 1": ("ho_body", False, "ink", 0, 0),
    "footnote text": ("ho_note", False, "ink", 0, 0),
}
BUILTIN = ("TOC Heading", "toc 1", "footnote text")  # styles that Word knows by these names
KEEPING = ("Heading", "TOC Heading", "Caption")  # begin the names of those that stay with what follows
RUNNING = ("Normal", "List Bullet")  # styles of text that may be justified


class WordParagraph:
    """A paragraph that grows by runs, links, fields and footnotes."""

    def __init__(self, paragraph: Any, parts: WordParts) -> None:
        self._paragraph, self._parts = paragraph, parts

    def run(
        self, text: str, bold: bool = False, italic: bool = False, accent: bool = False, muted: bool = False
    ) -> None:
        run = self._paragraph.add_run(text)
        run.bold, run.italic = bold or None, italic or None
        run.font.cs_bold, run.font.cs_italic = run.bold, run.italic  # of Arabic and Hebrew letters
        if accent or muted:
            run.font.color.rgb = self._parts.colour("accent" if accent else "muted")
        self._parts.directed(run._r)

    @property
    def element(self) -> Any:
        return self._paragraph._p

    def link(self, text: str, target: str, inside: bool = False) -> Any:
        """Text that leads to an address, or to a bookmark of the document: the element of the link."""
        link = OxmlElement("w:hyperlink")
        if inside:
            link.set(qn("w:anchor"), target)
        else:
            link.set(qn("r:id"), self._paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        run = self._paragraph.add_run(text)
        self._parts.directed(run._r)
        link.append(run._r)
        self._paragraph._p.append(link)
        return link

    def field(self, instruction: str, shown: str) -> None:
        """A field with the value that it shows until it is updated."""
        made = OxmlElement("w:fldSimple")
        made.set(qn("w:instr"), instruction)
        made.append(self._paragraph.add_run(shown)._r)
        self._paragraph._p.append(made)

    def footnote(self, whole: str, shown: str) -> None:
        """A footnote that shows a text; where its section has one of the same ``whole`` text, a reference to that."""
        number, first = self._parts.noted(whole, shown)
        run = self._paragraph.add_run("" if first else str(number))
        run.style = self._parts.reference
        if first:
            reference = OxmlElement("w:footnoteReference")
            reference.set(qn("w:id"), str(number))
            run._r.append(reference)
            self._parts.bookmark(f"note-{number}", run._r)
        else:
            again = OxmlElement("w:fldSimple")
            again.set(qn("w:instr"), f"NOTEREF note-{number} \\f \\h")
            again.append(run._r)
            self._paragraph._p.append(again)


class WordParts:
    """A document under way, in the colours and sizes of a theme's handouts."""

    def __init__(self, theme: Theme, meta: Meta) -> None:
        self.document = Document()
        self.theme, self.rtl = theme, from_right(meta.language)
        self.notes: list[str] = []
        self._known: dict[str, int] = {}  # the footnotes of this section, by their texts
        self._bookmarks = 0
        section = self.document.sections[0]
        section.page_width, section.page_height = (Pt(side) for side in PAPER[meta.page])
        section.left_margin = section.right_margin = Pt(MARGIN * 1.5)
        section.top_margin, section.bottom_margin = Pt(TOP), Pt(FOOT * 1.3)
        relations = self.document.part.rels
        for name in [name for name, relation in relations.items() if relation.reltype.endswith("/stylesWithEffects")]:
            del relations[name]  # a copy of the template's styles for Word 2010, which would differ from ours
        self._pen = Pen(Colours(theme.colours), regional(meta.language), theme.fonts, self.rtl)
        look = next(relation.target_part for relation in relations.values() if relation.reltype.endswith("/theme"))
        look._blob = theme_xml(theme, self._pen).encode()
        self.width = PAPER[meta.page][0] - 3 * MARGIN  # between the margins, in points
        self.height = PAPER[meta.page][1] - TOP - FOOT * 1.3
        self._charts = 0
        self._set_styles(meta)
        self._set_bullets()
        set_settings(self.document.settings.element, regional(meta.language), theme.handout_text, self.width)
        self._set_furniture(meta, section)

    def hold_end(self) -> None:
        """Keep the last lines of the document together: none of them stands alone on a page."""
        for paragraph in self.document.paragraphs[-END:-1]:
            paragraph.paragraph_format.keep_with_next = True

    def chart(self, chart: Chart, keep: bool = False) -> None:
        """A chart in a paragraph of its own; ``keep`` holds it to the next one's page."""
        self._charts += 1
        paragraph = self.document.add_paragraph(style="Normal")  # in one from the right LibreOffice reverses numbers
        paragraph.paragraph_format.keep_with_next = keep or None
        paragraph._p.append(inline(self.document, self._charts, chart, self._pen))

    def colour(self, role: str) -> Any:
        return RGBColor.from_string(self.theme.colours[role].lstrip("#").upper())

    def directed_paragraph(self, paragraph: Any) -> None:
        """A paragraph read from the right, where its language is."""
        if self.rtl:
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))

    def directed(self, run: Any) -> None:
        """A run read from the right, where its language is."""
        if self.rtl:
            run.get_or_add_rPr().append(OxmlElement("w:rtl"))

    def paragraph(self, style: str, target: str = "", keep: bool = False) -> WordParagraph:
        """A new paragraph in a style, which a bookmark names ``target``; ``keep`` holds it to the next one's page."""
        paragraph = self.document.add_paragraph(style=style)
        paragraph.paragraph_format.keep_with_next = keep or None
        self.directed_paragraph(paragraph)
        if target:
            self.bookmark(target, paragraph.add_run()._r)
        if style == "Heading 1":
            self._known.clear()  # a section has its own footnotes
        return WordParagraph(paragraph, self)

    def table(self, rows: int, columns: int) -> Any:
        """An empty table."""
        return self.document.add_table(rows, columns)

    def noted(self, whole: str, shown: str) -> tuple[int, bool]:
        """The number of a footnote, and whether it is the first of its whole text in this section."""
        first = whole not in self._known
        if first:
            self.notes.append(shown)
            self._known[whole] = len(self.notes)
        return self._known[whole], first

    def bookmark(self, name: str, around: Any) -> None:
        """A bookmark around an element."""
        self._bookmarks += 1
        for kind, add in (("Start", around.addprevious), ("End", around.addnext)):
            mark = OxmlElement(f"w:bookmark{kind}")
            mark.set(qn("w:id"), str(self._bookmarks))
            if kind == "Start":
                mark.set(qn("w:name"), name)
            add(mark)

    def saved(self, about: Properties) -> bytes:
        """The package, its members dated alike."""
        core = self.document.core_properties
        said = {
            "title": about.title, "subject": about.subject, "creator": about.author, "lastModifiedBy": about.author,
            "keywords": ", ".join(about.keywords), "language": about.language, "description": "",
        }  # fmt: skip
        for name, text in said.items():  # in the XML: the library takes no more than 255 characters
            getattr(core._element, f"get_or_add_{name}")().text = text
        core.created = core.modified = midnight(about.date)
        core.revision = 1
        if self.notes:
            self._add_footnotes()
        file, out = BytesIO(), BytesIO()
        self.document.save(file)
        with ZipFile(file) as given, ZipFile(out, "w") as made:
            for name in given.namelist():
                put(made, name, given.read(name))
        return out.getvalue()

    # ---- styles, header and footer, footnotes --------------------------------------------------------

    def _set_styles(self, meta: Meta) -> None:
        styles, family, look = self.document.styles, self.theme.fonts.body.name, self.theme.handout_text
        for name, (role, bold, colour, before, after) in STYLES.items():
            made = styles[name] if name in styles else self._added(name)
            sized = self.theme.style(role)
            made.font.name, made.font.size, made.font.bold = family, Pt(sized.size), bold
            made.font.italic, made.font.color.rgb = False, self.colour(colour)
            self._as_other_scripts(made)
            fonts = made.element.get_or_add_rPr().get_or_add_rFonts()
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{theme}"), None)
            for script in ("ascii", "hAnsi", "cs"):
                fonts.set(qn(f"w:{script}"), family)
            made.paragraph_format.space_before, made.paragraph_format.space_after = Pt(before), Pt(after)
            made.paragraph_format.keep_with_next = name.startswith(KEEPING)
            if look.justify:
                self._justify(made, name in RUNNING)
            for border in made.element.pPr.findall(qn("w:pBdr")):
                made.element.pPr.remove(border)
        language = OxmlElement("w:lang")
        for script in ("val", "eastAsia", "bidi"):
            language.set(qn(f"w:{script}"), regional(meta.language))
        properties = styles["Normal"].element.get_or_add_rPr()
        properties.append(language)
        styles["Normal"].paragraph_format.widow_control = True
        hanging = styles["Key figure"].paragraph_format  # a number, and at its tab what it means
        hanging.left_indent, hanging.first_line_indent = Pt(FIGURE), Pt(-FIGURE)
        self.reference = styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
        self.reference.font.superscript = True

    def _justify(self, style: Any, running: bool) -> None:
        """Running text in lines of one length; all else ragged, and with no word broken."""
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY if running else WD_ALIGN_PARAGRAPH.LEFT
        if not running:
            style.element.pPr.find(qn("w:spacing")).addprevious(OxmlElement("w:suppressAutoHyphens"))

    def _added(self, name: str) -> Any:
        """A new style of paragraphs, in the language of the others."""
        made = self.document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name in BUILTIN)
        made.base_style = self.document.styles["Normal"]
        return made

    def _as_other_scripts(self, style: Any) -> None:
        """Weight, slope and size of a style for Arabic and Hebrew too, and the spacing of the library's styles gone."""
        style.font.cs_bold, style.font.cs_italic = style.font.bold, style.font.italic
        properties = style.element.rPr
        for name in ("w:spacing", "w:kern", "w:szCs"):
            for given in properties.findall(qn(name)):
                properties.remove(given)
        size = properties.find(qn("w:sz"))
        other = OxmlElement("w:szCs")
        other.set(qn("w:val"), size.get(qn("w:val")))
        size.addnext(other)

    def _set_bullets(self) -> None:
        """Bullets in the font of the text: that of the library's lists is none that every office has. LibreOffice 7.4
        was seen to hang one from the right a bullet too far out, so they stand as much farther in."""
        for level in self.document.part.numbering_part.element.iter(qn("w:lvl")):
            place = level.find(f"{qn('w:pPr')}/{qn('w:ind')}")
            if self.rtl and place is not None:
                place.set(qn("w:left"), str(int(place.get(qn("w:left"))) + BULLET))
            fonts = level.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
            if fonts is not None and fonts.get(qn("w:ascii")) == "Symbol":
                level.find(qn("w:lvlText")).set(qn("w:val"), "•")
                level.find(qn("w:rPr")).remove(fonts)

    def _set_furniture(self, meta: Meta, section: Any) -> None:
        """The title and date at the head of each page, on the first without the title that stands there in large; the
        marking and the page number at its foot."""
        section.different_first_page_header_footer = True
        about = tuple(filter(None, (meta.audience_title, meta.date)))
        for head, said in ((section.first_page_header, about), (section.header, (meta.title, *about))):
            self._furniture(head).run(" · ".join(said))
        for foot in (section.first_page_footer, section.footer):
            last = self._furniture(foot)
            last.run(" · ".join([*filter(None, (meta.marking.upper(),)), ""]))
            last.field("PAGE", "1")

    def _furniture(self, band: Any) -> WordParagraph:
        paragraph = band.paragraphs[0]
        paragraph.style = "Exhibit note"
        self.directed_paragraph(paragraph)
        return WordParagraph(paragraph, self)

    def _add_footnotes(self) -> None:
        """The part of the footnotes, with the two separators that every such part opens with."""
        direction = "<w:bidi/>" if self.rtl else ""
        begun = f"<w:pPr>{direction}</w:pPr>" if direction else ""
        marks = "".join(
            f'<w:footnote w:type="{kind}" w:id="{number}"><w:p>{begun}<w:r><w:{mark}/></w:r></w:p></w:footnote>'
            for kind, number, mark in (
                ("separator", -1, "separator"), ("continuationSeparator", 0, "continuationSeparator"),
            )
        )  # fmt: skip
        text_style, reference = self.document.styles["footnote text"].style_id, self.reference.style_id
        texts = "".join(
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{text_style}"/>{direction}</w:pPr>'
            f'<w:r><w:rPr><w:rStyle w:val="{reference}"/></w:rPr><w:footnoteRef/></w:r>'
            f'<w:r><w:t xml:space="preserve"> {escaped(text)}</w:t></w:r></w:p></w:footnote>'
            for number, text in enumerate(self.notes, 1)
        )
        xml = f"{DECLARATION}<w:footnotes {nsdecls('w')}>{marks}{texts}</w:footnotes>"
        package = self.document.part.package
        part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, xml.encode(), package)
        self.document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
