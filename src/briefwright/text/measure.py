"""Text to widths and heights in points, by HarfBuzz on the theme's own fonts, each word shaped once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache

from ..scene.model import TextStyle
from ..theme.model import Fonts
from .fonts import Font, face_of, font
from .hyphenate import shown
from .scripts import EAST_ASIAN
from .shape import OpenFont

# PowerPoint may leave small text unkerned, LibreOffice kerns it: a line must hold both ways. The margin covers what two
# shapers still differ by (60 paragraphs against LibreOffice: 56 to 59 of them broke alike).
SAFETY = 1.015

# Ideographs are an em wide in every font: LibreOffice was seen to set them 0.3 % wider, for its whole pixels.
SAFETY_EM = 1.005

# Under exact spacing an office keeps this share of the type size below the baseline, and puts all else above it.
DESCENT = 0.2

_MAX_WORDS = 200_000  # of one font or ruler; a batch of thousands of decks must not grow without end
_UNKERNED: Mapping[str, bool] = {"kern": False}
_SIMPLE = re.compile(r"[ -~\u00a0-\u024f\u1e00-\u1eff\u2010-\u2027\u202f-\u205e\u20a0-\u20bf]*\Z")


class _MeasuredFont(OpenFont):
    """A font whose words and characters are measured once. Widths are in font units."""

    def __init__(self, source: Font) -> None:
        super().__init__(source.path, source.weight, source.stretch)
        self.words: dict[str, tuple[int, int]] = {}
        self.glyphs: dict[str, int | None] = {}  # a character's advance, None where the font has no glyph

    def widths(self, text: str) -> tuple[int, int]:
        """The kerned and the unkerned width."""
        try:
            return self.words[text]
        except KeyError:
            pass
        if len(self.words) >= _MAX_WORDS:
            self.words.clear()
        kerned = self._width(text)
        if _SIMPLE.match(text):  # one glyph a character: no need to shape it once more
            unkerned = sum(self.advance_of(char) or 0 for char in text)
        else:
            unkerned = self._width(text, _UNKERNED)
        self.words[text] = kerned, unkerned
        return kerned, unkerned

    def advance_of(self, char: str) -> int | None:
        """The advance of a character; None where the font has no glyph for it."""
        try:
            return self.glyphs[char]
        except KeyError:
            pass
        glyph = self.glyph(char)
        advance = self.glyphs[char] = self.advance(glyph) if glyph else None
        return advance

    def _width(self, text: str, features: Mapping[str, bool] | None = None) -> int:
        # nothing is shaped of an empty line
        return sum(position.x_advance for position in self.shape(text, features).glyph_positions or ())


class _Widths(dict[str, tuple[float, float]]):
    """Texts in one style to their widths as drawn and for breaking, in points; each is measured when it is asked for
    first."""

    def __init__(self, opened: _MeasuredFont, size: float, tracking: float, caps: bool, east_asian: bool) -> None:
        super().__init__()
        self._opened, self._caps, self._tracking = opened, caps, tracking
        self._scale = size / opened.upem
        self._safe_scale = self._scale * (SAFETY_EM if east_asian else SAFETY)

    def __missing__(self, text: str) -> tuple[float, float]:
        seen = shown(text.upper() if self._caps else text)
        kerned, unkerned = self._opened.widths(seen)
        tracked = self._tracking * len(seen)
        widest = max(kerned * self._safe_scale, unkerned * self._scale)
        if len(self) >= _MAX_WORDS:
            self.clear()
        self[text] = made = kerned * self._scale + tracked, widest + tracked
        return made


class Metrics:
    """The widths and heights of text in a theme's fonts. Every result is in points."""

    def __init__(self, fonts: Fonts | None = None) -> None:
        self.fonts = fonts or Fonts()
        self._fonts: dict[tuple[str, bool, bool, int], _MeasuredFont] = {}
        self._rulers: dict[TextStyle, Callable[[str], tuple[float, float]]] = {}
        self._widths: dict[tuple[_MeasuredFont, float, float, bool, bool], _Widths] = {}  # styles differ in colour, too

    def width(self, text: str, style: TextStyle) -> float:
        """The width as drawn: kerned, with the style's tracking after every character."""
        opened, text = self._font(style), shown(style.shown(text))
        return opened.widths(text)[0] * style.size / opened.upem + style.tracking * len(text)

    def ruler(self, style: TextStyle) -> Callable[[str], tuple[float, float]]:
        """A function from a text to its width as drawn and the width that lines are broken by: the widest that any
        office may need. It is what the inner loop of wrapping calls."""
        try:
            return self._rulers[style]
        except KeyError:
            pass
        opened = self._font(style)
        key = opened, style.size, style.tracking, style.caps, style.script in EAST_ASIAN
        if key not in self._widths:
            self._widths[key] = _Widths(*key)
        measure = self._rulers[style] = self._widths[key].__getitem__
        return measure

    def missing(self, text: str, style: TextStyle) -> tuple[str, ...]:
        """The characters that the font has no glyph for, each once."""
        opened, text = self._font(style), style.shown(text)
        absent = [char for char in set(text) if opened.advance_of(char) is None and not invisible(char)]
        return tuple(sorted(absent, key=text.index))

    def has(self, char: str, style: TextStyle) -> bool:
        """Whether the font of a style has a glyph for a character."""
        opened = self._font(style)
        return all(opened.advance_of(one) is not None for one in style.shown(char))

    def extents(self, char: str, style: TextStyle) -> tuple[float, float, float, float]:
        """The white left and right of a character's ink, how high it reaches over the baseline and how deep below."""
        opened = self._font(style)
        glyph = opened.glyph(char)
        left, right, top, bottom = (opened.ink(glyph) if glyph else None) or (0, 0, 0, 0)
        scale = style.size / opened.upem
        return left * scale, right * scale, top * scale, bottom * scale

    def _font(self, style: TextStyle) -> _MeasuredFont:
        key = style.family, style.bold, style.italic, style.face
        try:
            return self._fonts[key]
        except KeyError:
            pass
        opened = self._fonts[key] = _open(font(face_of(self.fonts, style), style.bold, style.italic))
        return opened


@cache
def _open(source: Font) -> _MeasuredFont:
    """The one such font in this process: its words stay measured from deck to deck."""
    return _MeasuredFont(source)


def invisible(char: str) -> bool:
    """Characters without ink that a font need not hold: controls, joiners, marks of direction, spaces, selectors."""
    return "\ufe00" <= char <= "\ufe0f" or unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp", "Zs")


def baseline(leading: float, size: float) -> float:
    """How far the baseline lies below the top of a line of exactly ``leading`` points, its largest type of ``size``.

    LibreOffice's place for it, whatever the font: 16 pairs of size and leading in three families, to 0.1 pt.
    """
    return leading - DESCENT * size
