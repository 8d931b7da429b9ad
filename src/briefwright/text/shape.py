"""A font file and a text to the glyphs that HarfBuzz shapes of it. Nothing else opens a font with HarfBuzz."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import uharfbuzz as hb


class OpenFont:
    """One font file at one weight. Lengths are in font units, ``upem`` to the em; ``stretch`` widens every glyph."""

    def __init__(self, path: Path, weight: float | None = None, stretch: float = 1.0) -> None:
        self.face = hb.Face(hb.Blob.from_file_path(str(path)))
        self.font = hb.Font(self.face)
        if weight is not None:
            self.font.set_variations({"wght": weight})
        self.upem: int = self.face.upem
        if stretch != 1:
            self.font.scale = round(self.upem * stretch), self.upem
        extents = self.font.get_font_extents("ltr")
        self.ascent: int = extents.ascender
        self.descent: int = -extents.descender
        # zero where the font does not state it
        self.cap_height: int = self.font.get_metric_position_with_fallback(hb.OTMetricsTag.CAP_HEIGHT) or 0

    def shape(self, text: str, features: Mapping[str, bool] | None = None, direction: str | None = None) -> hb.Buffer:
        """The glyphs of a text with their places, from left to right; ``direction`` (ltr, rtl) else comes from it."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        if direction:
            buffer.direction = direction
        hb.shape(self.font, buffer, features)
        return buffer

    def glyph(self, char: str) -> int | None:
        """The number of the glyph of a character; None where the font has none."""
        return self.font.get_nominal_glyph(ord(char)) or None

    def advance(self, glyph: int) -> int:
        """How far a glyph moves the pen, without kerning."""
        advance: int = self.font.get_glyph_h_advance(glyph)
        return advance

    def ink(self, glyph: int) -> tuple[int, int, int, int] | None:
        """The white left and right of a glyph's ink, how high it reaches over the baseline and how deep below."""
        box = self.font.get_glyph_extents(glyph)
        if box is None:
            return None
        right = self.advance(glyph) - box.x_bearing - box.width
        # its height is negative: it is measured downwards
        return box.x_bearing, right, box.y_bearing, -(box.y_bearing + box.height)
