"""The part that shapes are being written into: it hands out shape ids, relationships and placeholders."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from ...core.geometry import Rect
from ...scene.model import Align, Anchor, TextStyle
from ...theme.model import Fonts
from .parts import RT, Part
from .scheme_colours import Colours

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# Without this extension PowerPoint paints every linked run in the theme's link colour, whatever the run says.
_OWN_COLOUR = (
    '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr '
    'xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext></a:extLst>'
)

# The regional form of a bare language code: office programs find proofing tools only by language and region.
_REGIONS = {
    "ar": "ar-SA", "cs": "cs-CZ", "da": "da-DK", "de": "de-DE", "el": "el-GR", "en": "en-GB", "es": "es-ES",
    "fa": "fa-IR", "fi": "fi-FI", "fr": "fr-FR", "he": "he-IL", "hu": "hu-HU", "it": "it-IT", "ja": "ja-JP",
    "ko": "ko-KR", "nb": "nb-NO", "nl": "nl-NL", "pl": "pl-PL", "pt": "pt-PT", "ro": "ro-RO", "ru": "ru-RU",
    "sv": "sv-SE", "tr": "tr-TR", "uk": "uk-UA", "ur": "ur-PK", "zh": "zh-CN", "zh-Hans": "zh-CN", "zh-Hant": "zh-TW",
}  # fmt: skip


def regional(language: str) -> str:
    """A language tag with its region, as OOXML's ``lang`` wants it: ``en`` is ``en-GB``."""
    return _REGIONS.get(language, language)


def escaped(text: str) -> str:
    """Text for XML content or an attribute in double quotes."""
    if "&" in text or "<" in text or ">" in text or '"' in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return text


class Level(Struct, frozen=True):
    """A level of a list style, from which a text inherits: letters, alignment, bullet, the space above and below a
    paragraph, its left edge and hanging indent, in points. ``shared``: the pitch of lines is a share of the size, which
    may then change in the master."""

    style: TextStyle
    align: Align = "left"
    before: float = 0.0
    left: float = 0.0
    hang: float = 0.0
    bullet: str = ""
    after: float = 0.0
    shared: bool = False


class Pen(Struct, frozen=True):
    """What all parts of a deck share: colours, the language, fonts, whether new text starts at the right, and caches
    of run and paragraph properties.

    ``usual`` is what a text inherits outside of placeholders, None in a client's file, where that is not ours to know:
    there a text states everything. ``faces`` are the fonts of families that a client's theme part does not name;
    ``plain`` undoes what the client's layouts do to letters.
    """

    colours: Colours
    language: str
    fonts: Fonts = Fonts()
    rtl: bool = False
    usual: Level | None = None
    faces: Mapping[str, str] = field(default_factory=dict)
    plain: str = ""
    runs: dict[tuple[TextStyle, bool, bool, TextStyle | None], tuple[str, str]] = field(default_factory=dict)
    paragraphs: dict[tuple[object, ...], str] = field(default_factory=dict)

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels of text outside of placeholders, as far as they are known."""
        return (self.usual,) if self.usual else ()

    @property
    def start(self) -> Align:
        """The side at which lines of text start."""
        return "right" if self.rtl else "left"

    @property
    def end(self) -> Align:
        """The side at which they end."""
        return "left" if self.rtl else "right"


class PlaceholderRef(Struct, frozen=True):
    """How a slide refers to a placeholder of its layout: its ``p:ph``, its box, whether it is the slide number, the
    levels of text in it, where that text is anchored.

    That of a client's layout has an anchor, an ``indent`` and insets at its ``sides``; ``rect`` is where its text
    stands, and ``grows`` says that its box is as high as its words.
    """

    ph: str
    rect: Rect | None
    numbered: bool = False
    levels: tuple[Level, ...] = ()
    anchor: Anchor = "top"
    client: bool = False
    indent: float = 0.0
    sides: tuple[float, float] = (0.0, 0.0)
    grows: bool = False


def drawing_name(path: str) -> str:
    """The name, among the pictures of a deck, of the SVG at a path, whose pixels have the name of the path."""
    return f"{path}\n{path.rpartition('.')[2]}"


class PartContext:
    """The slide, layout or master that is being written. ``pages`` are the slide parts by page id, for links."""

    def __init__(
        self,
        pen: Pen,
        part: Part,
        pages: Mapping[str, Part],
        holders: Mapping[str, PlaceholderRef],
        pictures: Mapping[str, Part],
        charts: Mapping[str, Part] | None = None,
    ) -> None:
        self.pen, self.part, self.holders = pen, part, holders
        self._pages, self._pictures, self._charts = pages, pictures, charts or {}
        self.filled: dict[str, PlaceholderRef] = {}  # what tables, charts and pictures fill, by their names
        self._last_id = 1  # the shape tree itself
        self._ids: dict[str, int] = {}

    def next_id(self) -> int:
        self._last_id += 1
        return self._last_id

    def id_of(self, name: str) -> int:
        """The id of a shape by its name. A connector may ask for it before the shape is drawn."""
        if name not in self._ids:
            self._ids[name] = self.next_id()
        return self._ids[name]

    def use(self, name: str) -> str:
        """The ``p:nvPr`` of a table, chart or picture: its placeholder, if it fills one."""
        holder = self.filled.get(name)
        return f"<p:nvPr>{holder.ph}</p:nvPr>" if holder else "<p:nvPr/>"

    def click(self, link: str | None, *, run: bool = True) -> str:
        """The click action of a link, of a run or of a whole shape. KeyError for a page that is not there."""
        if link is None:
            return ""
        own = _OWN_COLOUR if run else ""
        if link.startswith("#"):
            rid = self.part.relate_to(self._pages[link[1:]], RT.SLIDE)
            return f'<a:hlinkClick r:id="{rid}" action="ppaction://hlinksldjump">{own}</a:hlinkClick>'
        rid = self.part.relate_to(link, RT.HYPERLINK)
        return f'<a:hlinkClick r:id="{rid}">{own}</a:hlinkClick>'

    def picture(self, path: str) -> str:
        """The relationship id of a picture's image part."""
        return self.part.relate_to(self._pictures[path], RT.IMAGE)

    def drawing(self, path: str) -> str | None:
        """The relationship id of the SVG that a picture's image part stands for; None where it stands for itself."""
        part = self._pictures.get(drawing_name(path))
        return self.part.relate_to(part, RT.IMAGE) if part else None

    def chart(self, name: str) -> str:
        """The relationship id of a chart's part, by the chart's name."""
        return self.part.relate_to(self._charts[name], RT.CHART)
