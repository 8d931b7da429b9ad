"""The sample brief's slides and handout as the one picture that README opens with: ``make picture``."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
BUILT = ROOT / "output" / "china-llm"
WIDTH, GAP, COLUMNS = 620, 14, 3
SLIDES = (
    ("full", 1), ("full", 4), ("full", 5),
    ("full.night", 9), ("full.night", 4), ("full.night", 20),
    ("full.client", 14), ("full.client", 21), ("full.client", 25),
)  # fmt: skip
GROUND = "#D9DCE1"


def main() -> None:
    tiles = [page(BUILT / folder / "slides.pdf", number, WIDTH) for folder, number in SLIDES]
    height = tiles[0].height
    rows = len(tiles) // COLUMNS
    slides_w, slides_h = COLUMNS * (WIDTH + GAP) - GAP, rows * (height + GAP) - GAP
    handout = page(BUILT / "full" / "leave-behind.pdf", 1, round(slides_h / 297 * 210))
    sheet = Image.new("RGB", (slides_w + handout.width + 3 * GAP, slides_h + 2 * GAP), GROUND)
    for i, tile in enumerate(tiles):
        sheet.paste(tile, (GAP + i % COLUMNS * (WIDTH + GAP), GAP + i // COLUMNS * (height + GAP)))
    sheet.paste(handout.resize((handout.width, slides_h)), (slides_w + 2 * GAP, GAP))
    colours = sheet.quantize(128, dither=Image.Dither.NONE)
    colours.save(ROOT / "docs" / "china-llm.png", optimize=True)


def page(path: Path, number: int, width: int) -> Image.Image:
    """A page of a PDF, counted from 1, as a picture so many pixels wide."""
    found = pypdfium2.PdfDocument(path)[number - 1]
    return (
        found.render(scale=2 * width / found.get_width())
        .to_pil()
        .convert("RGB")
        .resize((width, round(width * found.get_height() / found.get_width())), Image.Resampling.LANCZOS)
    )


if __name__ == "__main__":
    main()
