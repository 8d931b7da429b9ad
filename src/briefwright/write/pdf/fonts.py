"""Words to glyphs, and the glyphs that were used to a subset font in the PDF.

HarfBuzz shapes each word once and says where kerning moves a glyph; its subsetter pins the weight of a variable font
and cuts it to the glyphs in under a millisecond, so nothing is instanced beforehand. Fonts are composite (Type 0):
every code of two bytes stands for one glyph *and* the text behind it, so what is copied out is what was written.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, groupby, pairwise
from operator import attrgetter
from typing import Any

import uharfbuzz as hb
from msgspec import Struct
from reportlab.pdfbase.pdfdoc import PDFDocument

from ...core.diagnostics import Refused, Span
from ...core.messages import diagnose
from ...text.fonts import Font, tables
from ...text.hyphenate import SOFT_HYPHEN, shown
from ...text.shape import OpenFont
from .structure import Raw, add, number_of, stream

WORDS = re.compile(r" +|[^ ]+")  # what is shaped, and measured, in one go
ZERO_WIDTH = "\u200b"
MAX_WORDS = 100_000  # of one font; a batch must not grow without end
_LEVEL = attrgetter("rise", "mute")
# Tables that a viewer never asks an embedded TrueType font for (ISO 32000-1, 9.9).
DROPPED = ("GSUB", "GPOS", "GDEF", "STAT", "OS/2", "name", "post", "cmap", "gasp", "DSIG", "kern", "BASE", "MVAR")


class Glyph(Struct, frozen=True):
    """A glyph of a shaped word: its number, and the text that it stands for. ``move`` is how far right of the pen it
    starts, ``rise`` how far above the baseline, in thousandths of an em. ``mute`` marks a part of the letter before it,
    as a vowel sign, which stands for its text, too."""

    sign: tuple[int, str]
    move: float
    rise: float
    mute: bool = False

    @property
    def number(self) -> int:
        return self.sign[0]


class Shaped(Struct, frozen=True):
    """The glyphs of a word, how far the pen still moves after them, and the kerned width; in thousandths of an em."""

    glyphs: tuple[Glyph, ...]
    after: float
    width: float


class ShownWord(Struct, frozen=True):
    """A word in one PDF: pieces of a TJ array, each with its height above the baseline in thousandths of an em, and
    whether it is mute."""

    pieces: tuple[tuple[float, str, bool], ...]
    width: float


class Shaper:
    """One font at one weight. Words stay shaped from file to file."""

    def __init__(self, source: Font) -> None:
        self.source = source
        self.font = OpenFont(source.path, source.weight)
        if "glyf" not in tables(source.path):
            raise Refused([diagnose("BW710", Span(str(source.path)), font=source.path.name)])
        self.scale: float = 1000 / self.font.upem
        self._words: dict[tuple[str, bool], Shaped] = {}
        self._advances: dict[int, int] = {}

    def shape(self, word: str, rtl: bool = False) -> Shaped:
        """The glyphs of a word as they stand from left to right, kerned; each word is shaped once."""
        shaped = self._words.get((word, rtl))
        if shaped is None:
            if len(self._words) >= MAX_WORDS:
                self._words.clear()
            shaped = self._words[word, rtl] = self._shape(word, rtl)
        return shaped

    def advance(self, glyph: int) -> int:
        """The advance of a glyph without kerning, in whole thousandths of an em.

        PDFium, and so Chrome, drops the fraction of the widths that a font states: over a line of a hundred letters
        half a point. So widths are rounded, and the moves of glyphs in each word correct for it.
        """
        advance = self._advances.get(glyph)
        if advance is None:
            advance = self._advances[glyph] = round(self.font.advance(glyph) * self.scale)
        return advance

    def _shape(self, word: str, rtl: bool) -> Shaped:
        hyphenated, word = word.endswith(SOFT_HYPHEN), shown(word)
        # also where no letter says so: brackets are mirrored
        buffer = self.font.shape(word, direction="rtl" if rtl else "ltr")
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        if rtl:
            return self._from_right(word, infos, positions)
        texts = _texts(word, [info.cluster for info in infos])
        if hyphenated:  # the hyphen of a broken word goes when the word is copied (ISO 32000-1, 14.8.2.2.3)
            texts[-1] = SOFT_HYPHEN
        glyphs: list[Glyph] = []
        width, owed = 0.0, 0.0  # owed: what the pen must still move to the right
        for info, place, text in zip(infos, positions, texts, strict=True):
            glyph, step, offset = info.codepoint, place.x_advance, place.x_offset
            owed += offset * self.scale
            move = owed if abs(owed) >= 1 else 0.0  # less is made up for later in the word
            glyphs.append(Glyph((glyph, text), move, place.y_offset * self.scale))
            owed += (step - offset) * self.scale - move - self.advance(glyph)
            width += step * self.scale
        return Shaped(tuple(glyphs), owed, width)

    def _from_right(self, word: str, infos: Sequence[Any], positions: Sequence[Any]) -> Shaped:
        """The glyphs of a word that reads from the right, from left to right, each letter before its marks.

        Poppler and PDFium reverse right-to-left text once they have extracted it, also the characters of one glyph. So
        these are stated in reverse.
        """
        pens = list(accumulate((place.x_advance for place in positions), initial=0))
        placed = list(zip(infos, positions, pens, strict=False))
        ends = dict(pairwise([*sorted({info.cluster for info in infos}), len(word)]))
        glyphs: list[Glyph] = []
        pen = 0.0
        for cluster, parts in groupby(placed, lambda part: part[0].cluster):
            letter_first = sorted(parts, key=lambda part: -part[1].x_advance)
            for number, (info, place, at) in enumerate(letter_first):
                text = ZERO_WIDTH if number else word[cluster : ends[cluster]][::-1]
                goal = (at + place.x_offset) * self.scale
                move = goal - pen if abs(goal - pen) >= 1 else 0.0
                glyphs.append(Glyph((info.codepoint, text), move, place.y_offset * self.scale, bool(number)))
                pen += move + self.advance(info.codepoint)
        width = pens[-1] * self.scale
        return Shaped(tuple(glyphs), width - pen, width)


@lru_cache(maxsize=64)
def shaper(source: Font) -> Shaper:
    """The one shaper of a font in this process."""
    return Shaper(source)


class _Codes(dict[tuple[int, str], str]):
    """Glyphs, with the texts that they stand for, to their codes as PDF source, counted as they are asked for."""

    def __missing__(self, sign: tuple[int, str]) -> str:
        code = self[sign] = f"<{len(self) + 1:04X}>"
        return code


class _Level(dict[str, str]):
    """Words to what shows them, of those that are one piece on the line; KeyError for others."""

    def __init__(self, font: EmbeddedFont) -> None:
        super().__init__({"": ""})
        self._font = font

    def __missing__(self, word: str) -> str:
        pieces = self._font.show(word).pieces
        if len(pieces) != 1 or pieces[0][0] or pieces[0][2]:
            raise KeyError(word)
        shown = self[word] = pieces[0][1]
        return shown


class EmbeddedFont:
    """One font in one PDF: the codes of the glyphs that it uses there."""

    def __init__(self, name: str, source: Font) -> None:
        self.name = name  # its resource name
        self.source = source
        self._shaper = shaper(source)
        self._codes = _Codes()
        self._words: dict[str, ShownWord] = {}
        self._level = _Level(self)
        self._from_right: dict[str, ShownWord] = {}

    def show(self, word: str, rtl: bool = False) -> ShownWord:
        """A word as text operators show it; ``rtl`` says that it reads from the right."""
        words = self._from_right if rtl else self._words
        shown = words.get(word)
        if shown is None:
            shown = words[word] = self._show(self._shaper.shape(word, rtl))
        return shown

    def show_level(self, text: str) -> str | None:
        """A text of words in a row; None where a glyph of theirs is raised or says nothing."""
        level = self._level
        # codes are counted as the text goes on, the first space after the first word; several spaces are one piece
        apart = " " in level and "  " not in text
        try:
            words = [level[word] for word in (text.split(" ") if apart else WORDS.findall(text))]
        except KeyError:
            return None
        return (level[" "] if apart else "").join(words).replace("><", "")

    def _show(self, shaped: Shaped) -> ShownWord:
        pieces, codes = [], self._codes
        for (rise, mute), glyphs in groupby(shaped.glyphs, _LEVEL):
            parts = [f"{_number(-g.move)} {codes[g.sign]}" if g.move else codes[g.sign] for g in glyphs]
            pieces.append((rise, "".join(parts).replace("><", ""), mute))
        if abs(shaped.after) >= 0.05 and pieces:
            rise, shown, mute = pieces[-1]
            pieces[-1] = rise, f"{shown}{_number(-shaped.after)} ", mute
        return ShownWord(tuple(pieces), shaped.width)

    # ---- into the file ------------------------------------------------------------------------

    def addObjects(self, document: PDFDocument) -> None:  # reportlab calls it when a document ends
        """Put the subset and its dictionaries into the document, under this font's resource name."""
        subset, new_glyphs = self._subset()
        tag = "".join(chr(ord("A") + (zlib.crc32(subset) >> 5 * i) % 26) for i in range(6))
        postscript = re.sub(
            r"[^A-Za-z0-9-]", "", f"{self.source.path.stem.split('[')[0]}-{self.source.weight or 0:.0f}"
        )
        base = f"{tag}+{postscript}"
        codes = self._codes
        glyph_map = b"\0\0" + b"".join(new_glyphs[glyph].to_bytes(2, "big") for glyph, _ in codes)
        bits = bytearray(len(codes) // 8 + 1)
        for code in range(len(codes) + 1):
            bits[code // 8] |= 128 >> code % 8
        widths = " ".join(str(self._shaper.advance(glyph)) for glyph, _ in codes)

        file = _stream(document, subset, f"/Length1 {len(subset)}")
        descriptor = _object(document, f"<</Type/FontDescriptor/FontName/{base}{self._descriptor()}/FontFile2 {file}"
                                       f"/CIDSet {_stream(document, bytes(bits))}>>")  # fmt: skip
        missing = self._shaper.advance(0)
        descendant = _object(
            document,
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{base}"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/FontDescriptor {descriptor}/DW {missing}/W[1[{widths}]]/CIDToGIDMap {_stream(document, glyph_map)}>>",
        )
        unicode = _stream(document, to_unicode([(code, text) for code, (_, text) in enumerate(codes, 1)]))
        font = Raw(
            f"<</Type/Font/Subtype/Type0/BaseFont/{base}/Encoding/Identity-H"
            f"/DescendantFonts[{descendant}]/ToUnicode {unicode}>>".encode()
        )
        resources: Any = document.idToObject["BasicFonts"]  # the dictionary that every page refers to
        resources.dict[self.name] = add(document, font)

    def _subset(self) -> tuple[bytes, dict[int, int]]:
        """The font program cut to the used glyphs, and the new number of each old one."""
        face = self._shaper.font.face
        wish = hb.SubsetInput()
        wish.glyph_set.update({glyph for glyph, _ in self._codes})
        wish.drop_table_tag_set.update({hb_tag(tag) for tag in DROPPED})
        wish.flags = hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
        if self.source.weight is not None:
            wish.pin_all_axes_to_default(face)
            wish.pin_axis_location(face, "wght", self.source.weight)
        path = self.source.path
        try:
            plan = hb.SubsetPlan(face, wish)
            new_glyphs = dict(plan.old_to_new_glyph_mapping)
            return bytes(plan.execute().blob.data), {glyph: new_glyphs[glyph] for glyph, _ in self._codes}
        except (RuntimeError, KeyError):  # its tables do not fit one another
            raise Refused([diagnose("BW511", Span(str(path)), face=path.stem, file=path.name)]) from None

    def _descriptor(self) -> str:
        font, scale = self._shaper.font, self._shaper.scale
        head = font.face.reference_table("head").data
        box = [int.from_bytes(head[at : at + 2], "big", signed=True) * scale for at in (36, 38, 40, 42)]
        post = font.face.reference_table("post").data
        angle = int.from_bytes(post[4:8], "big", signed=True) / 65536
        flags = 4 | (64 if angle else 0)  # symbolic: it has no Latin encoding of its own
        stem = 80 if (self.source.weight or 400) < 600 else 140
        return (
            f"/Flags {flags}/FontBBox[{' '.join(_number(side) for side in box)}]/ItalicAngle {_number(angle)}"
            f"/Ascent {_number(font.ascent * scale)}/Descent {_number(-font.descent * scale)}"
            f"/CapHeight {_number(font.cap_height * scale)}/StemV {stem}"
        )


def hb_tag(tag: str) -> int:
    return int.from_bytes(tag.encode("ascii"), "big")


def _texts(word: str, clusters: list[int]) -> list[str]:
    """The text behind each glyph. A cluster of several glyphs shares its characters out where their numbers agree."""
    if len(clusters) == len(word) and clusters == list(range(len(word))):  # one glyph a character: nearly always
        return list(word)
    starts = sorted(set(clusters))
    ends = dict(zip(starts, [*starts[1:], len(word)], strict=True))
    texts, at = [], 0
    while at < len(clusters):
        count = 1
        while at + count < len(clusters) and clusters[at + count] == clusters[at]:
            count += 1
        text = word[clusters[at] : ends[clusters[at]]]
        texts += list(text) if len(text) == count else [text, *[ZERO_WIDTH] * (count - 1)]
        at += count
    return texts


def to_unicode(codes: list[tuple[int, str]]) -> bytes:
    """The CMap that turns codes back into text (ISO 32000-1, 9.10.3)."""
    blocks = []
    for at in range(0, len(codes), 100):  # a block holds no more
        rows = codes[at : at + 100]
        lines = "\n".join(f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in rows)
        blocks.append(f"{len(rows)} beginbfchar\n{lines}\nendbfchar\n")
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{''.join(blocks)}endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")


def _object(document: PDFDocument, source: str) -> str:
    return number_of(document, add(document, Raw(source.encode("ascii"))))


def _stream(document: PDFDocument, data: bytes, entries: str = "") -> str:
    return number_of(document, add(document, stream(data, entries)))


def _number(value: float) -> str:
    """A number as PDF source, to a hundredth and no more digits than it needs."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
