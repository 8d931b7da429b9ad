"""Pages of a PDF as pictures, and pictures side by side on a sheet: what the scripts in this folder share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
GAP = 14
GROUND = "#D9DCE1"


def page(path: Path, number: int, width: int) -> Image.Image:
    """A page of a PDF, counted from 1, as a picture so many pixels wide."""
    return _drawn(pypdfium2.PdfDocument(path)[number - 1], width)


def pages(path: Path, width: int) -> Iterator[Image.Image]:
    """Every page of a PDF, so many pixels wide."""
    return (_drawn(found, width) for found in pypdfium2.PdfDocument(path))


def sheet(tiles: Sequence[Image.Image], columns: int, gap: int = GAP) -> Image.Image:
    """Tiles of one size in rows, with a gap between them and around them."""
    w, h = tiles[0].size
    rows = -(-len(tiles) // columns)
    out = Image.new("RGB", (columns * (w + gap) + gap, rows * (h + gap) + gap), GROUND)
    for i, tile in enumerate(tiles):
        out.paste(tile, (gap + i % columns * (w + gap), gap + i // columns * (h + gap)))
    return out


def save(picture: Image.Image, path: Path) -> None:
    """As a PNG of 256 colours, chosen so that a rare accent keeps its own."""
    picture.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(path, optimize=True)


def _drawn(found: pypdfium2.PdfPage, width: int) -> Image.Image:
    large = found.render(scale=2 * width / found.get_width()).to_pil().convert("RGB")
    return large.resize((width, round(width * found.get_height() / found.get_width())), Image.Resampling.LANCZOS)
