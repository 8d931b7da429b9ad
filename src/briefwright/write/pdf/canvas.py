"""A reportlab canvas that writes tagged PDF: what is drawn to marked content and a structure tree.

reportlab knows no tagging; this adds it. ``element`` opens a structure element, ``mark`` the content that belongs to
it, ``artifact`` content that a screen reader skips. The origin is the top left corner, as in the Scene.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any

from reportlab.pdfbase.pdfdoc import PDFCatalog, PDFName, PDFObject, PDFObjectReference, PDFPage
from reportlab.pdfgen.canvas import Canvas

from ...core.colour import operands
from ...core.geometry import Rect
from ...scene.model import Picture, Properties, Shape, TextStyle
from ...text.fonts import face_of, font
from ...theme.model import Theme
from .fonts import EmbeddedFont
from .metadata import Information, metadata
from .output_intent import output_intent
from .structure import Annotated, Element, FormXObject, Leaf, Raw, emit, number_of, stream, text_string


class TextState:
    """The text state that operators have set on a page: it outlives a text object, so nothing is set twice."""

    __slots__ = ("colour", "face", "rise", "stretch", "tracking")

    def __init__(self) -> None:
        self.face, self.colour, self.tracking, self.rise, self.stretch = "", "", 0.0, 0.0, 1.0


class TaggedCanvas(Canvas):
    """Pages of tagged content. ``targets`` are the numbers of its pages, from 1, by what links within the file name."""

    # reportlab's own, which its type stubs leave out
    _doc: Any
    _code: list[str]
    _pageNumber: int
    _formsinuse: list[str]
    _shadingUsed: dict[str, str]
    _pagesize: tuple[float, float]
    _destinations: dict[str, object]
    _addAnnotation: Callable[[PDFObject, str], None]

    def __init__(
        self, file: IO[bytes], size: tuple[float, float], theme: Theme, properties: Properties, targets: dict[str, int]
    ) -> None:
        self._tree = Element("Document")
        self._open = [self._tree]
        self._last = self._tree
        self._deepest = -1  # the level of the last entry of the outline
        self._carried: tuple[float, float] | tuple[()] | None = None  # where a space goes in an element that goes on
        self._heading = 0  # the level of the last heading
        self._marks = 0  # of this page
        self._marked = ""  # what the open marked content is: an artifact's properties, or "" when none is open
        self._links: list[str] = []  # the names of the annotations, for the parent tree
        self._drawings: dict[str, FormXObject] = {}  # those made apart
        self._order: dict[str, int] = {}  # of those with tags, by their names in the document
        self._drawing: FormXObject | None = None  # the one that is open
        self._fonts: dict[tuple[str, bool, bool, int], EmbeddedFont] = {}
        self.theme, self.language = theme, properties.language
        self.text_state = TextState()
        self.fills: list[Shape | Picture] = []  # what is filled on this page so far
        self.composed: dict[object, str] = {}  # the names of images, by what is drawn and what lies under it
        self._targets = targets
        super().__init__(file, pagesize=size, pageCompression=1, invariant=1, pdfVersion=(1, 7))
        self._describe(properties)

    def _make_preamble(self) -> None:
        self._preamble = ""  # reportlab would name Helvetica here, a font that no page uses and no file embeds

    def _describe(self, properties: Properties) -> None:
        self._doc.info = Information(properties)
        self.setViewerPreference("DisplayDocTitle", "true")
        catalogue = self._doc.Catalog
        catalogue.Lang = Raw(text_string(properties.language).encode("ascii"))
        catalogue.Lang.__RefOnly__ = 0
        catalogue.MarkInfo = Raw(b"<</Marked true>>")
        catalogue.Metadata = metadata(properties)
        catalogue.__NoDefault__ = [*PDFCatalog.__NoDefault__, "OutputIntents"]
        catalogue.OutputIntents = output_intent(self._doc)

    # ---- tags -----------------------------------------------------------------------------------

    @contextmanager
    def element(self, tag: str, entries: str = "") -> Iterator[Element]:
        """A structure element around what follows; ``entries`` are further entries of it as PDF source."""
        if self._mute:
            yield Element(tag)
            return
        self.close()
        tag = "Span" if self._drawing and tag == "Link" else tag  # a drawing has no annotations
        kids, carried = self._open[-1].kids, self._carried
        self._carried = None
        before = kids[-1] if kids else None
        if carried is not None and isinstance(before, Element) and before.tag == tag:
            element = before
        else:
            element, carried = Element(tag, entries), ()
            kids.append(element)
        self._open.append(element)
        if carried:
            self._space(*carried)
        yield element
        self.close()
        self._open.pop()

    def carry_on(self, space: tuple[float, float] | tuple[()] = ()) -> None:
        """Let the next element go on in the last one, if both have the same tag.

        A ``space`` is written first at a point of the page, if given, so that two words do not run together.
        """
        self._carried = space

    def _space(self, x: float, y: float) -> None:
        """Write a space in the font that was used last."""
        for face in self._fonts.values():
            if self.text_state.face.startswith(f"/{face.name} "):
                self.mark()
                self.op(f"BT 1 0 0 1 {x:.2f} {self.height - y:.2f} Tm [{face.show(' ').pieces[0][1]}] TJ ET")
                return

    def heading(self, level: int) -> str:
        """The tag of a heading, at most one level below the last heading: PDF/UA allows no gap (ISO 14289-1, 7.4.2)."""
        if self._drawing:
            return "P"  # a drawing stands under the headings of its page
        self._heading = min(level, self._heading + 1)
        return f"H{self._heading}"

    def read_as(self, elements: list[Element]) -> None:
        """Put the elements that were added last to the open one into this reading order."""
        if elements and not self._mute:
            self._open[-1].kids[-len(elements) :] = elements

    @contextmanager
    def resumable(self, tag: str) -> Iterator[None]:
        """An element that a later ``resumed`` adds to: a paragraph that may run on in the next column or page."""
        with self.element(tag) as element:
            yield
        self._last = element

    @contextmanager
    def resumed(self) -> Iterator[None]:
        """Open the last ``resumable`` element once more."""
        if self._mute:
            yield
            return
        self.close()
        self._open.append(self._last)
        yield
        self.close()
        self._open.pop()

    def mark(self) -> None:
        """Let what is drawn next belong to the open element; nothing to do where it does already."""
        if self._marked != "mark" and not self._mute:
            self.close()
            self._open[-1].kids.append(Leaf(self._pageNumber - 1, self._marks, self._drawing))
            self._code.append(f"/{self._open[-1].tag} <</MCID {self._marks}>> BDC")
            self._marks += 1
            self._marked = "mark"

    def artifact(self, kind: str = "Layout") -> None:
        """Let what is drawn next be an artifact: ``Layout`` for decoration, ``Pagination`` for furniture."""
        if self._marked != kind and not self._mute:
            self.close()
            self._code.append(f"/Artifact <</Type/{kind}>> BDC")
            self._marked = kind

    def close(self) -> None:
        """End the open marked content, if any."""
        if self._marked:
            self._code.append("EMC")
            self._marked = ""

    # ---- drawing ---------------------------------------------------------------------------------

    @property
    def height(self) -> float:
        return float(self._pagesize[1])

    def op(self, source: str) -> None:
        """Append drawing operators."""
        self._code.append(source)

    def rgb(self, colour: str) -> str:
        """The red, green and blue of a colour role, as operands."""
        return operands(self.theme.colours[colour])

    def font_of(self, style: TextStyle) -> EmbeddedFont:
        """The embedded font of a style; the same font file is embedded once for every family that names it."""
        key = style.family, style.bold, style.italic, style.face
        if key not in self._fonts:
            source = font(face_of(self.theme.fonts, style), style.bold, style.italic)
            known = {embedded.source: embedded for embedded in self._fonts.values()}
            if source not in known:
                known[source] = EmbeddedFont(f"F{len(known) + 1}", source)
                self._doc.delayedFonts.append(known[source])
            self._fonts[key] = known[source]
        return self._fonts[key]

    @property
    def _mute(self) -> bool:
        """Whether what is drawn has no tags, since it is shown more than once."""
        return self._drawing is not None and self._drawing.at is None

    @contextmanager
    def apart(self, name: str, size: tuple[float, float], at: Rect | None = None) -> Iterator[None]:
        """Draw what follows into a form XObject of ``size`` points, which is written once; ``show`` puts it on a page.

        If it is shown once, ``at`` a place, its content is tagged; else each showing of it is one figure.
        """
        self.close()
        place = (at.x, self.height - at.bottom, at.w / size[0]) if at else None
        drawing = self._drawings[name] = FormXObject(f"drawing{len(self._drawings) + 1}", size, place)
        kept = self._code, self._formsinuse, self._pagesize, self.text_state, self.fills, self._open, self._marks
        self._code, self._formsinuse, self._pagesize, self.text_state, self.fills = [], [], size, TextState(), []
        shadings, self._shadingUsed = self._shadingUsed, {}
        self._drawing, self._open, self._marks = drawing, [drawing.tree], 0
        yield
        self.close()
        data = "\n".join(self._code).encode("ascii")
        used = [self._doc.getXObjectName(picture) for picture in dict.fromkeys(self._formsinuse)]
        shaded, self._shadingUsed = list(self._shadingUsed), shadings
        self._code, self._formsinuse, self._pagesize, self.text_state, self.fills, self._open, self._marks = kept
        self._drawing = None

        def source() -> bytes:  # known once every object has its number
            fonts = number_of(self._doc, PDFObjectReference("BasicFonts"))
            drawn = "".join(f"/{picture} {number_of(self._doc, PDFObjectReference(picture))}" for picture in used)
            shades = "".join(f"/{name} {number_of(self._doc, PDFObjectReference(name))}" for name in shaded)
            resources = f"/Font {fonts}" + (f"/XObject<<{drawn}>>" if drawn else "")
            resources += f"/Shading<<{shades}>>" if shades else ""
            entries = f"/BBox[0 0 {size[0]:g} {size[1]:g}]/Resources<<{resources}>>"
            if drawing.at:
                if drawing.name not in self._order:
                    self._order = {name: place for place, name in enumerate(self._speaking)}
                entries += f"/StructParents {self._pages + len(self._links) + self._order[drawing.name]}"
            return stream(data, f"/Type/XObject/Subtype/Form{entries}").format(self._doc)

        self.keep(drawing.name, Raw(source))

    @property
    def _speaking(self) -> dict[str, str]:
        """The references of form XObjects with tags, by name, in the order of their numbers in the parent tree."""
        ref = self._doc.getXObjectName
        spoken = [drawing.name for drawing in self._drawings.values() if drawing.at]
        return {name: number_of(self._doc, PDFObjectReference(ref(name))) for name in spoken}

    def speaks(self, name: str) -> bool:
        """Whether a drawing has tags of its own."""
        return self._drawings[name].at is not None

    def corners(self, rect: Rect) -> tuple[float, float, float, float]:
        """The lower left and upper right corner on the page of a box, also of one in a form XObject."""
        box = rect.x, self.height - rect.bottom, rect.right, self.height - rect.y
        if self._drawing and self._drawing.at:
            x, y, scale = self._drawing.at
            box = x + box[0] * scale, y + box[1] * scale, x + box[2] * scale, y + box[3] * scale
        return box

    def keep(self, name: str, drawn: Raw) -> None:
        """Put an image or a drawing into the file under a name, for ``doForm`` to show."""
        self._doc.Reference(drawn, self._doc.getXObjectName(name))

    def fill_with(self, name: str, rect: Rect) -> None:
        """Show a kept image so that it fills ``rect``."""
        self.op(f"q {rect.w:.2f} 0 0 {rect.h:.2f} {rect.x:.2f} {self.height - rect.bottom:.2f} cm")
        self.doForm(name)
        self.op("Q")

    def show(self, name: str, rect: Rect) -> None:
        """Show what was drawn ``apart`` as wide as ``rect``, its lower left corner on that of ``rect``."""
        drawing = self._drawings[name]
        if drawing.at:
            self.close()
            drawing.page = self._pageNumber - 1
            self._open[-1].kids.append(drawing.tree)
            self.op("/Div BMC")  # its content has tags of its own; a checker asks for marks around it too
        scale = rect.w / drawing.size[0]
        place = f"{scale:.5f} 0 0 {scale:.5f} {rect.x:.2f} {self.height - rect.bottom:.2f} cm"
        self.op(f"q 0 Tc 0 Ts 100 Tz {place}")  # the drawing counts on a fresh text state
        self.doForm(drawing.name)
        self.op("Q")
        if drawing.at:
            self.op("EMC")

    # ---- links and the outline -----------------------------------------------------------------------

    def link(self, target: str, rect: Rect, contents: str) -> None:
        """A link over ``rect`` that belongs to the open element: an address, or ``#`` and the name of a page here."""
        if self._drawing:
            return
        x1, y1, x2, y2 = rect.x, self.height - rect.bottom, rect.right, self.height - rect.y
        if target.startswith("#"):
            page = PDFObjectReference(f"Page{self._targets[target[1:]]}")
            goes: Callable[[], str] = lambda: f"/Dest[{number_of(self._doc, page)}/Fit]"  # noqa: E731  # known once every page has its number
        else:
            goes = lambda: f"/A<</S/URI/URI {text_string(target)}>>"  # noqa: E731
        number = len(self._links)
        place = f"/Rect[{x1:.2f} {y1:.2f} {x2:.2f} {y2:.2f}]/Border[0 0 0]/F 4/Contents {text_string(contents)}"
        annotation = Raw(
            lambda: f"<</Type/Annot/Subtype/Link{place}/StructParent {self._pages + number}{goes()}>>".encode("ascii")
        )
        name = f"link{number}"
        self._addAnnotation(annotation, name)
        self._links.append(name)
        self._open[-1].kids.append(Annotated(self._pageNumber - 1, number))

    def outline(self, title: str, level: int, y: float | None = None) -> None:
        """An entry of the outline that leads to this page, or to the place ``y`` on it."""
        level = self._deepest = min(level, self._deepest + 1)  # no entry without one above it
        key = f"outline-{len(self._destinations)}"
        if y is None:
            self.bookmarkPage(key)
        else:
            self.bookmarkPage(key, fit="XYZ", left=0, top=self.height - y)
        self.addOutlineEntry(title, key, level)

    # ---- pages -------------------------------------------------------------------------------------------

    @property
    def _pages(self) -> int:
        return len(self._doc.Pages.pages)

    def showPage(self) -> None:
        self.close()
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.__NoDefault__ = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = self._pages - 1
        page.Tabs = PDFName("S")
        page.Trans = None  # reportlab names a transition, and none in it
        drawn = page.stream.encode("ascii")
        page.Contents = stream(drawn)  # reportlab would add a slow and bulky ASCII85
        self._doc.updateSignature(drawn)  # no two files share an identifier
        self._marks, self.fills = 0, []
        self.text_state = TextState()

    def save(self) -> None:
        document = self._doc
        pages = [number_of(document, PDFObjectReference(f"Page{index + 1}")) for index in range(self._pages)]
        links = [number_of(document, document.refAnnotation(name)) for name in self._links]
        document.Catalog.StructTreeRoot = emit(document, self._tree, pages, links, self._speaking)
        self.addPageLabel(0, style="ARABIC", start=1)
        super().save()
