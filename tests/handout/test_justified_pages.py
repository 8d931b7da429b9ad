"""Justified pages of the leave-behind: what is drawn stands in its column, over nothing else, and reads the same."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from msgspec.structs import replace

from briefwright.forms.bullets import BulletPoint, Bullets
from briefwright.handout.material import Material
from briefwright.handout.page_geometry import MARGIN
from briefwright.story.model import Slide
from briefwright.theme.model import HandoutText
from tests import judges
from tests.handout.decks import pdf, without_deck
from tests.handout.stories import bottom, story, words
from tests.text.test_justified import TEXTS

PARAGRAPHS = 4


def handout(language: str, justify: bool) -> Material:
    points = tuple(BulletPoint(words(f"{number}"), words(TEXTS[language], 1)) for number in range(PARAGRAPHS))
    slide = Slide("text-1", "bullets", words("1"), Bullets(points), section="one")
    given = without_deck(story((bottom(1), slide), language=language))
    return replace(given, theme=replace(given.theme, handout_text=HandoutText(justify=justify)))


def signs(path: Path) -> Counter[str]:
    """What is read of a document, without its spaces and without hyphens, which other lines end in."""
    pages = pypdfium2.PdfDocument(path)
    return Counter("".join(page.get_textpage().get_text_range() for page in pages)) - Counter(
        " -\r\n\ufffe\u00ad" * 9999
    )


@pytest.mark.parametrize("language", TEXTS)
def test_it_reads_the_same_as_a_ragged_one_and_passes_the_judges_of_tags(language: str, tmp_path: Path) -> None:
    paths = []
    for justify in (False, True):
        folder = tmp_path / str(justify)
        folder.mkdir()
        paths.append(pdf("leave-behind", handout(language, justify), folder))
    ragged, even = map(signs, paths)
    assert ragged == even
    assert judges.pdfua(paths[1]) == judges.pdfua(paths[0])


@pytest.mark.parametrize("language", TEXTS)
def test_no_letter_stands_over_another_or_outside_the_margins(language: str, tmp_path: Path) -> None:
    ragged = max(overlaps(pdf("leave-behind", handout(language, justify=False), tmp_path)))
    path = pdf("leave-behind", handout(language, justify=True), tmp_path)
    assert max(overlaps(path)) <= ragged + 0.4
    for boxes, width in letters(path):
        assert min(left for left, *_ in boxes) >= MARGIN - 1
        assert max(right for _, right, *_ in boxes) <= width - MARGIN + 1


def letters(path: Path) -> Iterator[tuple[list[tuple[float, float, float, float]], float]]:
    """The boxes of the letters of each page, as left, right, bottom and top, and the width of the page."""
    for page in pypdfium2.PdfDocument(path):
        text = page.get_textpage()
        boxes = [
            (left, right, bottom, top)
            for number, char in enumerate(text.get_text_range(0, text.count_chars()))
            for left, bottom, right, top in [text.get_charbox(number, loose=True)]
            if char.strip() and right - left > 0.1
        ]
        yield boxes, page.get_width()


def overlaps(path: Path) -> list[float]:
    """By how much each letter stands over the next one of its line, in points."""
    found = [0.0]
    for boxes, _ in letters(path):
        rows = sorted((round(bottom, 1), round(top, 1), left, right) for left, right, bottom, top in boxes)
        found += [one[3] - other[2] for one, other in pairwise(rows) if one[:2] == other[:2]]
    return found
