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

from briefwright.geometry import Rect
from briefwright.scene.ink import ink
from briefwright.scene.model import Scene

WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')
NEAR = 3.0  # pt
ASCENT, OFFICE_ASCENT = 0.810, 0.730  # of the box of a word: measured on the numeral of a divider
SAME_LINE = 5.0  # pt between the middles of two words of one line, a raised marker among them
SIZE = (240, 135)
WINDOW = 8  # px, of the structural similarity
Pixels = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


@dataclass(frozen=True)
class Word:
    """A word and the rectangle that Poppler gives it, in points."""

    text: str
    rect: Rect

    base: float = 0.0  # the y of its baseline

    @property
    def middle(self) -> tuple[float, float]:
        return self.rect.x + self.rect.w / 2, self.rect.y + self.rect.h / 2


@dataclass(frozen=True)
class Look:
    """How alike one page is in both renderings."""

    page: int
    slot: str  # the page's id
    form: str
    near: float  # the share of words that stand within 3 pt
    far: tuple[str, ...]  # the others
    lines: tuple[str, ...]  # the texts whose lines differ in number
    ssim: float


def looks(scene: Scene, ours: Path, theirs: Path) -> list[Look]:
    """Each page of a scene in our PDF and in the office's."""
    mine, others = list(words(ours, ASCENT)), list(words(theirs, OFFICE_ASCENT))
    assert len(mine) == len(others) == len(scene.pages)
    pictures = zip(grey(ours), grey(theirs), strict=True)
    out = []
    for number, (page, (a, b)) in enumerate(zip(scene.pages, pictures, strict=True), start=1):
        far = astray(mine[number - 1], others[number - 1])
        count = max(len(mine[number - 1]), 1)
        out.append(
            Look(
                number,
                page.id,
                page.form,
                1 - len(far) / count,
                tuple(far),
                tuple(uneven(scene, number, mine[number - 1], others[number - 1])),
                ssim(a, b),
            )
        )
    return out


def words(pdf: Path, ascent: float) -> Iterator[tuple[Word, ...]]:
    """The words of each page with their places; ``ascent`` is the share of a word's box above its baseline.

    Poppler takes the height of a box from what the file states of its font, and an office states more than the letters.
    """
    done = subprocess.run(["pdftotext", "-bbox", "-enc", "UTF-8", pdf, "-"], capture_output=True, check=True)
    for page in done.stdout.decode("utf-8").split("<page ")[1:]:
        found = []
        for x, y, right, bottom, text in WORD.findall(page):
            box = Rect(float(x), float(y), float(right) - float(x), float(bottom) - float(y))
            found.append(Word(html.unescape(text), box, box.y + ascent * box.h))
        yield tuple(found)


def astray(ours: Sequence[Word], theirs: Sequence[Word]) -> list[str]:
    """Our words that have no word of the same text within 3 pt in theirs; each of theirs answers for one of ours."""
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
    return max(abs(one.rect.x - other.rect.x), abs(one.base - other.base))


def uneven(scene: Scene, number: int, ours: Sequence[Word], theirs: Sequence[Word]) -> Iterator[str]:
    """The texts of a page, cells among them, with another number of lines in the one rendering than in the other."""
    for block in ink(scene, scene.pages[number - 1], number).blocks:
        region = block.rect.inset(-2, -2, -2, -2)
        counts = [_lines(word for word in found if _within(word, region)) for found in (ours, theirs)]
        if counts[0] != counts[1]:
            yield f"{block.name}: {counts[0]} and {counts[1]}"


def _within(word: Word, box: Rect) -> bool:
    x, y = word.middle
    return box.x <= x <= box.right and box.y <= y <= box.bottom


def _lines(found: Iterator[Word]) -> int:
    middles = sorted(word.middle[1] for word in found)
    return sum(1 for i, y in enumerate(middles) if i == 0 or y - middles[i - 1] > SAME_LINE)


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
