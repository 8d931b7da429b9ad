"""The sample brief's slides and handout as the one picture that README opens with: ``make picture``."""

from __future__ import annotations

from PIL import Image
from render import GAP, GROUND, ROOT, page, save, sheet

BUILT = ROOT / "output" / "china-llm"
WIDTH, COLUMNS = 560, 3
SLIDES = (
    ("full", 1), ("full", 4), ("full", 5),
    ("full.night", 9), ("full.night", 15), ("full.night", 20),
    ("full.client", 13), ("full.client", 18), ("full.client", 17),
)  # fmt: skip


def main() -> None:
    slides = sheet([page(BUILT / folder / "slides.pdf", number, WIDTH) for folder, number in SLIDES], COLUMNS)
    height = slides.height - 2 * GAP
    handout = page(BUILT / "full" / "leave-behind.pdf", 1, round(height / 297 * 210))
    both = Image.new("RGB", (slides.width + handout.width + GAP, slides.height), GROUND)
    both.paste(slides, (0, 0))
    both.paste(handout.resize((handout.width, height)), (slides.width, GAP))
    save(both, ROOT / "docs" / "china-llm.png")


if __name__ == "__main__":
    main()
