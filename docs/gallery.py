"""The gallery brief, built in three themes and with the words of German, as a PNG of each page and one contact sheet:
``make gallery``."""

from __future__ import annotations

from PIL.Image import Image
from pypdfium2 import PdfDocument
from render import ROOT, page, pages, save, sheet

BUILT = ROOT / "output" / "gallery"
WIDTH, TILE, COLUMNS = 1280, 380, 5
EDITIONS = {"paper": "gallery", "night": "gallery.night", "client": "gallery.client", "german": "gallery.de"}


def main() -> None:
    for name, edition in EDITIONS.items():
        folder = BUILT / "png" / name
        folder.mkdir(parents=True, exist_ok=True)
        for stale in folder.glob("*.png"):
            stale.unlink()
        for number, picture in enumerate(pages(BUILT / edition / "slides.pdf", WIDTH), start=1):
            save(picture, folder / f"{number:02}.png")
    save(sheet(_tiles(), COLUMNS), ROOT / "docs" / "gallery.png")


def _tiles() -> list[Image]:
    """Every page in paper; what is left of its last row, and a row more, in the other editions."""
    first, *others = (BUILT / edition / "slides.pdf" for edition in EDITIONS.values())
    tiles = list(pages(first, TILE))
    count = len(PdfDocument(first))
    more = -count % COLUMNS + COLUMNS
    step = count / more
    for i in range(more):
        tiles.append(page(others[i % len(others)], int(i * step + step / 2) + 1, TILE))
    return tiles


if __name__ == "__main__":
    main()
