"""Two renderings of one deck to what differs between them: lines of a text, places of words, the picture as a whole."""

from __future__ import annotations

import html
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image

from briefwright.audit.ink import Block, Ink, ink
from briefwright.core.geometry import Rect
from briefwright.scene.model import Paragraph, Scene

WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')
NEAR = 3.1  # pt
ASCENT, OFFICE_ASCENT = 0.810, 0.730  # of the box of a word: measured on the numeral of a divider
SAME_LINE = 5.0  # pt between the baselines of two words of one line, a raised marker among them
SIZE = (240, 135)
WINDOW = 8  # px, of the structural similarity
Pixels = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


@dataclass(frozen=True)
class Word:
    """A word as Poppler finds it: where it starts and the y of its baseline, in points."""

    text: str
    x: float
    base: float


@dataclass(frozen=True)
class Look:
    """How alike one page is in both renderings.

    ``near`` is the share of its words, from 0 to 1, that the office sets within ``NEAR`` of where ours stand, those
    of native charts among them; ``lines`` are the texts that are set in another number of lines, or not found as one
    text; ``moved`` are those of which most words are far.
    """

    page: int
    slot: str  # the page's id
    form: str
    near: float
    far: tuple[str, ...]  # the words that are not near
    lines: tuple[str, ...]
    moved: tuple[str, ...]
    ssim: float


def looks(scene: Scene, ours: Path, theirs: Path) -> list[Look]:
    """Each page of a scene in our PDF and in the office's."""
    mine, others = list(words(ours, ASCENT)), list(words(theirs, OFFICE_ASCENT))
    assert len(mine) == len(others) == len(scene.pages)
    pictures = zip(grey(ours), grey(theirs), strict=True)
    out = []
    for number, (page, (a, b)) in enumerate(zip(scene.pages, pictures, strict=True), start=1):
        pair = Pair(ink(scene, page, number), mine[number - 1], others[number - 1])
        near = 1 - len(pair.far) / max(len(mine[number - 1]), 1)
        found = tuple(pair.far), tuple(pair.uneven), tuple(pair.moved)
        out.append(Look(number, page.id, page.form, near, *found, ssim(a, b)))
    return out


def words(pdf: Path, ascent: float) -> Iterator[tuple[Word, ...]]:
    """The words of each page in the order of drawing; ``ascent`` is the share of a word's box above its baseline.

    Poppler takes the height of a box from what the file states of its font, and an office states more than the letters.
    """
    done = subprocess.run(["pdftotext", "-raw", "-bbox", "-enc", "UTF-8", pdf, "-"], capture_output=True, check=True)
    for page in done.stdout.decode("utf-8").split("<page ")[1:]:
        yield tuple(
            Word("".join(html.unescape(text).split()), float(x), float(y) + ascent * (float(bottom) - float(y)))
            for x, y, _, bottom, text in WORD.findall(page)
        )


class Pair:
    """The words of a page in both renderings, text by text: every paragraph of the scene is looked up in either.

    ``far`` are words that stand elsewhere, ``uneven`` texts whose lines differ in number from the scene's, ``moved``
    those of which most words are far.
    """

    def __init__(self, page: Ink, ours: Sequence[Word], theirs: Sequence[Word]) -> None:
        self.far: list[str] = []
        self.uneven: list[str] = []
        self.moved: list[str] = []
        mine, others = Stream(ours), Stream(theirs)
        for block, paragraph, place in _paragraphs(page):
            self._text(block, paragraph, mine.taken(paragraph, place), others.taken(paragraph, place))
        self.far += astray(mine.left, others.left)  # bullets, and whatever else is no paragraph's

    def _text(self, block: Block, paragraph: Paragraph, ours: dict[int, Word], theirs: dict[int, Word]) -> None:
        counts = len(paragraph.lines), _lines(ours.values()), _lines(theirs.values())
        if len(set(counts)) > 1:
            told = f"{counts[0]} in the scene, {counts[1]} and {counts[2]}"
            self.uneven.append(f"{block.name}, {paragraph.text[:30]!r}: {told}")
        far = []
        for at, word in ours.items():
            other = theirs.get(at)
            if other is None or _apart(word, other) > NEAR:
                far.append(word.text)
        self.far += [f"{block.name} “{word}”" for word in far]
        if 2 * len(far) > len(ours):
            self.moved.append(block.name)


def _paragraphs(page: Ink) -> Iterator[tuple[Block, Paragraph, Rect]]:
    """Every text of a page that says something, with the place of its first line, in the order of drawing."""
    for block in page.blocks:
        at = 0
        for paragraph in block.paragraphs:
            if paragraph.text.split():
                yield block, paragraph, block.lines[at]
            at += len(paragraph.lines)


class Stream:
    """The words of a page as one string without spaces, from which texts are taken, each once."""

    def __init__(self, found: Sequence[Word]) -> None:
        self.text = "".join(word.text for word in found)
        self._at: dict[int, Word] = {}
        end = 0
        for word in found:
            self._at[end] = word
            end += len(word.text)

    def taken(self, paragraph: Paragraph, place: Rect) -> dict[int, Word]:
        """The words of a paragraph by their offset in it: of all places where it stands, the nearest to ``place``."""
        key = "".join(paragraph.text.split())
        ends = {at + len(word.text) for at, word in self._at.items()}
        starts = (match.start() for match in re.finditer(f"(?={re.escape(key)})", self.text))
        whole = [at for at in starts if at in self._at and at + len(key) in ends]
        if not whole:
            return {}
        start = min(whole, key=lambda at: abs(self._at[at].x - place.x) + abs(self._at[at].base - place.bottom))
        return {at - start: self._at.pop(at) for at in sorted(self._at) if start <= at < start + len(key)}

    @property
    def left(self) -> list[Word]:
        return list(self._at.values())


def astray(ours: Sequence[Word], theirs: Sequence[Word]) -> list[str]:
    """Our words that have no word of the same text near it in theirs; each of theirs answers for one of ours."""
    left: dict[str, list[Word]] = defaultdict(list)
    for word in theirs:
        left[word.text].append(word)
    lost = []
    for word in ours:
        nearest = min(left[word.text], key=partial(_apart, word), default=None)
        if nearest is not None and _apart(word, nearest) <= NEAR:
            left[word.text].remove(nearest)
        else:
            lost.append(word.text)
    return lost


def _apart(one: Word, other: Word) -> float:
    return max(abs(one.x - other.x), abs(one.base - other.base))


def _lines(found: Iterator[Word] | Sequence[Word]) -> int:
    bases = sorted(word.base for word in found)
    return sum(1 for i, y in enumerate(bases) if i == 0 or y - bases[i - 1] > SAME_LINE)


def grey(pdf: Path) -> Iterator[Pixels]:
    """Each page as shades of grey, small."""
    for page in pypdfium2.PdfDocument(pdf):
        picture = page.render(scale=4 * SIZE[0] / page.get_width()).to_pil().convert("L")
        yield np.asarray(picture.resize(SIZE, Image.Resampling.BOX), dtype=np.float64)


def ssim(one: Pixels, other: Pixels) -> float:
    """The mean structural similarity (Wang et al. 2004) of two pictures over square windows."""
    a, b = (np.lib.stride_tricks.sliding_window_view(p, (WINDOW, WINDOW)) for p in (one, other))
    mean_a, mean_b = a.mean((2, 3)), b.mean((2, 3))
    covariance = (a * b).mean((2, 3)) - mean_a * mean_b
    light, contrast = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    top = (2 * mean_a * mean_b + light) * (2 * covariance + contrast)
    bottom = (mean_a**2 + mean_b**2 + light) * (a.var((2, 3)) + b.var((2, 3)) + contrast)
    return float((top / bottom).mean())
