"""Text to widths and heights in points, by HarfBuzz on the theme's own fonts, each word shaped once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

import uharfbuzz as hb

from ..scene.model import TextStyle
from ..theme.model import Fonts
from .fonts import face_of, font
from .scripts import EAST_ASIAN

# PowerPoint may leave small text unkerned, LibreOffice kerns it: a line must hold both ways. The margin covers what two
# shapers still differ by (60 paragraphs against LibreOffice: 56 to 59 of them broke alike).
SAFETY = 1.015

# Ideographs are an em wide in every font: LibreOffice was seen to set them 0.3 % wider, for its whole pixels.
SAFETY_EM = 1.005

# Under exact spacing an office keeps this share of the type size below the baseline, and puts all else above it.
DESCENT = 0.2

_MAX_WORDS = 200_000  # of one font; a batch of thousands of decks must not grow without end
_UNKERNED: Mapping[str, bool] = {"kern": False}
_SIMPLE = re.compile(r"[ -~\u00a0-\u024f\u1e00-\u1eff\u2010-\u2027\u202f-\u205e\u20a0-\u20bf]*\Z")


class _Shaper:
    """One font at one weight. Widths are in font units."""

    def __init__(self, path: str, weight: float | None, stretch: float) -> None:
        blob = hb.Blob.from_file_path(path)
        self.face = hb.Face(blob)
        self.font = hb.Font(self.face)
        if weight is not None:
            self.font.set_variations({"wght": weight})
        self.upem: int = self.face.upem
        if stretch != 1:
            self.font.scale = round(self.upem * stretch), self.upem
        self.words: dict[str, tuple[int, int]] = {}
        self.glyphs: dict[str, int | None] = {}  # a character's advance, None where the font has no glyph
        extents = self.font.get_font_extents("ltr")
        self.ascent: int = extents.ascender
        self.descent: int = -extents.descender
        cap = self.font.get_metric_position_with_fallback(hb.OTMetricsTag.CAP_HEIGHT)
        self.cap_height: int = cap or round(self.ascent * 0.79)

    def widths(self, text: str) -> tuple[int, int]:
        """The kerned and the unkerned width."""
        try:
            return self.words[text]
        except KeyError:
            pass
        if len(self.words) >= _MAX_WORDS:
            self.words.clear()
        kerned = sum(self.advances(text))
        if _SIMPLE.match(text):  # one glyph a character: no need to shape again
            unkerned = sum(self.advance(char) or 0 for char in text)
        else:
            unkerned = sum(position.x_advance for position in self.shaped(text, _UNKERNED).glyph_positions)
        self.words[text] = kerned, unkerned
        return kerned, unkerned

    def shaped(self, text: str, features: Mapping[str, bool] | None = None) -> hb.Buffer:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(self.font, buffer, features)
        return buffer

    def advances(self, text: str) -> list[int]:
        """The kerned advance of each glyph."""
        return [position.x_advance for position in self.shaped(text).glyph_positions]

    def advance(self, char: str) -> int | None:
        try:
            return self.glyphs[char]
        except KeyError:
            pass
        glyph = self.font.get_nominal_glyph(ord(char))
        found = self.font.get_glyph_h_advance(glyph) if glyph else None
        self.glyphs[char] = found
        return found


class Metrics:
    """The widths and heights of text in a theme's fonts. Every result is in points."""

    def __init__(self, fonts: Fonts | None = None) -> None:
        self.fonts = fonts or Fonts()
        self._shapers: dict[tuple[str, bool, bool, int], _Shaper] = {}

    def width(self, text: str, style: TextStyle) -> float:
        """The width as drawn: kerned, with the style's tracking after every character."""
        shaper = self._shaper(style)
        return shaper.widths(text)[0] * style.size / shaper.upem + style.tracking * len(text)

    def ruler(self, style: TextStyle) -> Callable[[str], tuple[float, float]]:
        """A function from a text to its width as drawn and the width that lines are broken by: the widest that any
        office may need. It is what the inner loop of wrapping calls."""
        shaper = self._shaper(style)
        words, shape = shaper.words, shaper.widths
        scale, tracking = style.size / shaper.upem, style.tracking
        kerned_scale = scale * (SAFETY_EM if style.script in EAST_ASIAN else SAFETY)

        def measure(text: str) -> tuple[float, float]:
            kerned, unkerned = words.get(text) or shape(text)
            tracked = tracking * len(text)
            with_margin, without_kerns = kerned * kerned_scale, unkerned * scale
            widest = with_margin if with_margin > without_kerns else without_kerns
            return kerned * scale + tracked, widest + tracked

        return measure

    def missing(self, text: str, style: TextStyle) -> tuple[str, ...]:
        """The characters that the font has no glyph for, each once."""
        shaper = self._shaper(style)
        absent = [char for char in set(text) if shaper.advance(char) is None and not invisible(char)]
        return tuple(sorted(absent, key=text.index))

    def has(self, char: str, style: TextStyle) -> bool:
        """Whether the font of a style has a glyph for a character."""
        return self._shaper(style).advance(char) is not None

    def ascent(self, style: TextStyle) -> float:
        shaper = self._shaper(style)
        return shaper.ascent * style.size / shaper.upem

    def descent(self, style: TextStyle) -> float:
        """How far the font reaches below the baseline, as a positive length."""
        shaper = self._shaper(style)
        return shaper.descent * style.size / shaper.upem

    def cap_height(self, style: TextStyle) -> float:
        shaper = self._shaper(style)
        return shaper.cap_height * style.size / shaper.upem

    def bearing(self, char: str, style: TextStyle) -> float:
        """The white left of a character's ink, which large type takes back so that the ink stands on the margin."""
        return self.extents(char, style)[0]

    def extents(self, char: str, style: TextStyle) -> tuple[float, float, float, float]:
        """The white left and right of a character's ink, how high it reaches over the baseline and how deep below."""
        shaper = self._shaper(style)
        glyph = shaper.font.get_nominal_glyph(ord(char))
        found = shaper.font.get_glyph_extents(glyph) if glyph else None
        if found is None:
            return 0.0, 0.0, 0.0, 0.0
        white = shaper.font.get_glyph_h_advance(glyph) - found.x_bearing - found.width
        scale = style.size / shaper.upem  # a glyph's height is negative: it is measured downwards
        sides = found.x_bearing, white, found.y_bearing, -(found.y_bearing + found.height)
        return sides[0] * scale, sides[1] * scale, sides[2] * scale, sides[3] * scale

    def _shaper(self, style: TextStyle) -> _Shaper:
        key = style.family, style.bold, style.italic, style.face
        try:
            return self._shapers[key]
        except KeyError:
            pass
        found = font(face_of(self.fonts, style), style.bold, style.italic)
        shaper = _shaper(str(found.path), found.weight, found.stretch)
        self._shapers[key] = shaper
        return shaper


_open: dict[tuple[str, float | None, float], _Shaper] = {}


def _shaper(path: str, weight: float | None, stretch: float) -> _Shaper:
    """The one shaper of a font in this process: its words stay measured from deck to deck."""
    key = path, weight, stretch
    if key not in _open:
        _open[key] = _Shaper(path, weight, stretch)
    return _open[key]


def invisible(char: str) -> bool:
    """Characters without ink that a font need not hold: controls, joiners, marks of direction, spaces."""
    return unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp", "Zs")


def baseline(leading: float, size: float) -> float:
    """How far the baseline lies below the top of a line of exactly ``leading`` points, its largest type of ``size``.

    LibreOffice's place for it, whatever the font: 16 pairs of size and leading in three families, to 0.1 pt.
    """
    return leading - DESCENT * size
