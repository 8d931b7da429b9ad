"""The gallery brief, built in three themes, as a PNG of each page and one contact sheet: ``make gallery``."""

from __future__ import annotations

from PIL.Image import Image
from pypdfium2 import PdfDocument
from render import ROOT, THEMES, page, pages, save, sheet

BUILT = ROOT / "output" / "gallery"
WIDTH, TILE, COLUMNS = 1280, 380, 5
EDITION = {"paper": "gallery", "night": "gallery.night", "client": "gallery.client"}


def main() -> None:
    for theme in THEMES:
        folder = BUILT / "png" / theme
        folder.mkdir(parents=True, exist_ok=True)
        for stale in folder.glob("*.png"):
            stale.unlink()
        for number, picture in enumerate(pages(BUILT / EDITION[theme] / "slides.pdf", WIDTH), start=1):
            save(picture, folder / f"{number:02}.png")
    save(sheet(_tiles(), COLUMNS), ROOT / "docs" / "gallery.png")


def _tiles() -> list[Image]:
    """Every page in paper; what is left of its last row, and a row more, in the other two themes."""
    paper = BUILT / EDITION["paper"] / "slides.pdf"
    tiles = list(pages(paper, TILE))
    count = len(PdfDocument(paper))
    more = -count % COLUMNS + COLUMNS
    step = count / more
    for i in range(more):
        theme = THEMES[1 + i % 2]
        tiles.append(page(BUILT / EDITION[theme] / "slides.pdf", int(i * step + step / 2) + 1, TILE))
    return tiles


if __name__ == "__main__":
    main()
