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
SOURCE = "{title: Counted by hand, publisher: Police Authority of Lindenburg, date: 2026-0%d}"
NAMES = ("a", "b", "c", "d")


def lines_of(folder: Path, body: str) -> list[str]:
    """The lines of the source line of the first page that cites."""
    sources = ", ".join(f"{name}: {SOURCE % n}" for n, name in enumerate(NAMES, 1))
    head = HEAD.replace(HEAD[HEAD.index("sources") : HEAD.index("bottom_line")], f"sources: {{{sources}}}\n")
    path = folder / "lines.yaml"
    path.write_text(f"{head}{body}\n", encoding="utf-8")
    [edition] = place_editions(read(path), Order(path, ("full",)))[0]
    texts = [item for page in edition.scene.pages for item in leaves(page.items) if isinstance(item, Text)]
    [source, *_] = [text for text in texts if text.placeholder == "source"]
    return [p.text[line.start : line.end] for p in source.paragraphs for line in p.lines]


def test_a_source_line_breaks_between_its_references(tmp_path: Path) -> None:
    lines = lines_of(tmp_path, "context: [{title: A, text: 'It is so. [@a:1; b:1; c:1; d:1]'}]")
    assert len(lines) > 1
    assert all(line.strip().startswith("[") for line in lines)


def test_a_table_slide_lists_what_its_table_cites_however_that_is_written(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("Town,People\nLeeds,10\nYork,20\n", encoding="utf-8")
    slide = "slides: [{id: t, form: table, title: Two towns, data: t, after: bottom-line}]"
    for cite in ("'a:1'", "['a:1']"):
        [line] = lines_of(tmp_path, f"data: {{t: {{file: t.csv, cite: {cite}}}}}\n{slide}")
        assert "Lindenburg" in line


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


def test_a_chart_that_is_called_what_its_slide_is_called_keeps_its_mark(tmp_path: Path) -> None:
    chart = "kind: column, categories: [P, Q], series: {First: [1, 3], Second: [2, 4]}, cite: 's:1'"
    for unit in (", unit: boxes", ""):
        path = tmp_path / "chart.yaml"
        path.write_text(
            f"{HEAD}charts: [{{id: c, title: What is counted, {chart}{unit}}}]\n",
            encoding="utf-8",
        )
        [edition] = place_editions(read(path), Order(path, ("full",)))[0]
        [page] = [page for page in edition.scene.pages if page.slide == "chart-c"]
        texts = [item for item in leaves(page.items) if isinstance(item, Text) and item.placeholder != "source"]
        assert any(run.raised for text in texts for p in text.paragraphs for run in p.runs)
