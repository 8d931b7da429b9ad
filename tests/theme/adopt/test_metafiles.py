"""Metafiles and drawings of a client's file are drawn in the PDFs as lines and fills; what is not read is told."""

from pathlib import Path

import pypdfium2
import pytest

from briefwright.core.metafile.emf import svg_of
from briefwright.core.unusable_picture import UnusablePicture
from tests.clients import MASTER, written
from tests.hard_clients import drawn_on, emf, pic, record, related, typed, wide
from tests.theme.adopt.test_background import near
from tests.theme.adopt.test_inherited import made

BRIEF = Path(__file__).resolve().parents[2] / "briefs" / "tea.yaml"
RED, BLUE, GREEN = 0x2020E0, 0xE02020, 0x20A020  # blue, green and red from the highest byte on, as a metafile has them
BRUSH = [record(39, n, 0, colour, 0) for n, colour in enumerate((RED, BLUE, GREEN), 1)]
NO_PEN = record(37, -0x80000000 + 8)


def box(x: int, y: int, right: int, bottom: int) -> bytes:
    return record(43, x, y, right, bottom)


def use(number: int) -> bytes:
    return record(37, number)


def logo() -> bytes:
    """A red half, a blue half with a hole, and a green bar drawn in units of another window behind a clip."""
    hole = [record(59), *ring(50, 0, 100, 50), *ring(65, 15, 85, 35), record(60)]
    cut = [record(59), *ring(0, 0, 20, 50), record(60), record(67, 5)]
    bar = [record(17, 8), record(9, 1000, 500), record(11, 100, 50), box(0, 450, 400, 500)]
    halves = [use(1), box(0, 0, 50, 50), use(2), record(19, 1), *hole, record(62, 0, 0, 0, 0)]
    return emf(*BRUSH, NO_PEN, *halves, use(3), *cut, *bar)


def ring(x: int, y: int, right: int, bottom: int) -> list[bytes]:
    """A closed figure of a path."""
    return [record(27, x, y), record(54, right, y), record(54, right, bottom), record(54, x, bottom), record(61)]


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    parts = typed(
        related(wide(), MASTER, "rIdE", "image", "../media/logo.emf"),
        '<Default Extension="emf" ContentType="image/x-emf"/><Default Extension="svg" ContentType="image/svg+xml"/>',
    )
    parts = related(parts, MASTER, "rIdS", "image", "../media/mark.svg")
    parts["ppt/media/logo.emf"] = logo()
    parts["ppt/media/mark.svg"] = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><rect width="1" height="1" fill="#E02020"/></svg>'
    )
    art = pic(701, "Logo", "rIdE", (0.3, 7.0, 0.8, 0.4)) + pic(702, "Mark", "rIdS", (12.3, 7.0, 0.8, 0.4))
    file = written(drawn_on(parts, art), tmp_path_factory.mktemp("metafile") / "client.pptx")
    return made(file, BRIEF, "slides.pdf")


@pytest.mark.parametrize(
    ("what", "x", "y", "value"),
    [
        ("the red half", 0.5, 7.1, "E02020"),
        ("the blue half", 0.75, 7.1, "2020E0"),
        ("the hole in it", 0.9, 7.2, "FFFFFF"),
        ("the bar, in its own units", 0.4, 7.38, "20A020"),
        ("beyond the clip of the bar", 0.55, 7.38, "E02020"),
        ("the drawing, at its left", 12.5, 7.2, "E02020"),
        ("nothing, at its right", 12.9, 7.2, "FFFFFF"),
    ],
)
def test_a_logo_in_vectors_is_drawn(what: str, x: float, y: float, value: str, pdf: bytes) -> None:
    image = pypdfium2.PdfDocument(pdf)[3].render(scale=100 / 72).to_pil().convert("RGB")
    assert near(image.getpixel((round(100 * x), round(100 * y))), value), what


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (emf(record(84, *(0,) * 15)), "letters"),
        (emf(record(81, *(0,) * 18)), "a bitmap"),
        (emf(record(94, 1, 0, 0, 0, 0, 0)), "a pattern"),
        (emf(record(20, 7)), "mixes colours"),
        (emf(record(121, 0)), "a record of kind 121"),
        (emf()[:108] + b"\xff" * 8, "damaged"),
        (emf()[:112], "damaged"),
    ],
)
def test_a_metafile_that_has_more_than_lines_and_fills_says_what(data: bytes, why: str) -> None:
    with pytest.raises(UnusablePicture, match=why):
        svg_of(data)
