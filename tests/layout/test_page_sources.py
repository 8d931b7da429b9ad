"""A page lists what it cites: of a slide of several pages, each its own."""

from pathlib import Path

from briefwright.brief.read import read
from briefwright.pipeline.check import place_editions
from briefwright.pipeline.editions import Order
from briefwright.scene.model import Text
from briefwright.scene.walk import leaves

HEAD = """\
briefwright: 1
id: pages
title: Pages
as_of: 2026-02
sources: {s: {title: First, publisher: P, date: 2026}, z: {title: Second, publisher: Q, date: 2026}}
bottom_line: {headline: Grids are full}
"""


def test_each_page_of_a_slide_lists_the_sources_that_it_cites(tmp_path: Path) -> None:
    points = [f'{{title: Point {n}, text: "{"It is so. " * 12}[@{"s" if n < 4 else "z"}]"}}' for n in range(8)]
    path = tmp_path / "pages.yaml"
    path.write_text(f"{HEAD}context: [{', '.join(points)}]\n", encoding="utf-8")
    [edition] = place_editions(read(path), Order(path, ("full",)))[0]
    pages = [page for page in edition.scene.pages if page.slide == "context"]
    assert len(pages) > 1
    lines = [
        [item for item in leaves(page.items) if isinstance(item, Text) and item.placeholder == "source"]
        for page in pages
    ]
    told = ["".join(p.text for item in line for p in item.paragraphs) for line in lines]
    assert "First" in told[0]
    assert "Second" not in told[0]
    assert "Second" in told[-1]
    assert "First" not in told[-1]
