"""Slides for taking notes: each once and small, its text still searchable, level lines to write on."""

from itertools import combinations, pairwise
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace

from briefwright.core.geometry import Rect
from briefwright.core.purpose import Purpose
from briefwright.handout.n_up import GRIDS, PITCH, set_pages
from briefwright.scene.model import Inset, Role, Rule, Text
from tests import judges
from tests.handout.decks import material, pdf
from tests.handout.stories import bottom, figures, limits, story, text, words
from tests.spoken import blocks

STORY = story((bottom(3), figures(4), limits(3), text(1, 3, 12), text(2, 2, 10)))


@pytest.mark.parametrize("count", GRIDS)
def test_every_slide_is_drawn_once_and_shown_once(count: int, tmp_path: Path) -> None:
    given = material(STORY)
    with pikepdf.open(pdf(f"slides-{count}up", given, tmp_path)) as file:
        assert len(file.pages) == -(-len(given.deck().pages) // count)
        forms = [x for x in file.objects if isinstance(x, pikepdf.Stream) and x.get("/Subtype") == "/Form"]
        assert len(forms) == len(given.deck().pages)
        drawn = b"".join(page.Contents.read_bytes() for page in file.pages)
    assert drawn.count(b" Do") == len(given.deck().pages)


def test_every_slide_is_read_whole_after_its_title(tmp_path: Path) -> None:
    given = material(STORY)
    spoken = blocks(pdf("slides-3up", given, tmp_path))
    titles = [spoken.index(page.title) for page in given.deck().pages]
    assert titles == sorted(titles)
    for start, end, word in zip(
        titles, [*titles[1:], None], ("Support0", "Meaning3", "Cause2", "Item1x2"), strict=False
    ):
        assert any(word in block for block in spoken[start:end])


def test_the_words_of_every_slide_can_be_searched(tmp_path: Path) -> None:
    printed = " ".join(judges.pdf_text(pdf("slides-3up", material(STORY), tmp_path)))
    assert all(word in printed for word in ("Support0", "Meaning3", "Cause2", "Item1x2"))


def test_a_slide_is_vector_not_pixels(tmp_path: Path) -> None:
    with pikepdf.open(pdf("slides-3up", material(STORY), tmp_path)) as file:
        assert not [x for x in file.objects if isinstance(x, pikepdf.Stream) and x.get("/Subtype") == "/Image"]


def test_three_a_page_have_nine_lines_each(tmp_path: Path) -> None:
    with pikepdf.open(pdf("slides-3up", material(story((bottom(2),))), tmp_path)) as file:
        drawn = file.pages[0].Contents.read_bytes().decode()
    ruled = [float(line.split(" m ")[0].split()[-1]) for line in drawn.splitlines() if " m " in line and " l S" in line]
    lines = sorted(y for y in ruled if y < 780)
    assert len(lines) == 9
    assert all(b - a == pytest.approx(PITCH, abs=0.02) for a, b in pairwise(lines))


def test_a_very_long_title_leaves_room_for_lines(tmp_path: Path) -> None:
    slide = replace(bottom(2), title=words("An endless headline that goes on and on " * 6))
    shown = " ".join(judges.pdf_text(pdf("slides-6up", material(story((slide,))), tmp_path)))
    assert "…" in shown


def test_dividers_are_left_out(tmp_path: Path) -> None:
    given = material(STORY)
    pages = tuple(
        replace(page, purpose=Purpose.DIVIDER) if i == 1 else page for i, page in enumerate(given.deck().pages)
    )
    fewer = replace(given.deck(), pages=pages)
    with pikepdf.open(pdf("slides-1up", replace(given, deck=lambda: fewer), tmp_path)) as file:
        assert len(file.pages) == len(pages) - 1


@pytest.mark.parametrize("aspect", [9 / 16, 10 / 16, 3 / 4, 1.0, 297 / 210], ids=lambda a: f"{a:.2f}")
@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("count", GRIDS)
def test_slides_of_every_shape_stand_apart_on_every_paper(count: int, paper: str, aspect: float) -> None:
    long = replace(bottom(2), title=words("A headline that takes three lines under a small slide " * 3))
    given = material(story((long, figures(4), limits(3), text(1, 3, 12), text(2, 2, 10), text(3, 1, 9)), page=paper))
    deck = replace(given.deck(), height=given.deck().width * aspect)
    sheet = set_pages(replace(given, deck=lambda: deck), count).scene
    for page in sheet.pages:
        cells: dict[str, list[Rect]] = {}
        for item in page.items:
            name = item.name.partition("/")[2].partition("/")[0]
            if name.startswith("slide-"):
                line = isinstance(item, Rule)
                box = Rect(item.x1, item.y1, item.x2 - item.x1, 0.0) if line else item.rect
                cells.setdefault(name, []).append(box)
        edges = [
            (min(b.x for b in c), min(b.y for b in c), max(b.right for b in c), max(b.bottom for b in c))
            for c in cells.values()
        ]
        assert all(lower <= sheet.height - 45.5 and right <= sheet.width - 44.5 for _, _, right, lower in edges)
        for (x1, y1, x2, y2), (u1, v1, u2, v2) in combinations(edges, 2):
            assert x2 <= u1 or u2 <= x1 or y2 <= v1 or v2 <= y1
        ruled = [i for i in page.items if isinstance(i, Rule) and "/line-" in i.name]
        for words_at in (i.rect for i in page.items if isinstance(i, Text) and "/slide-" in i.name):
            assert all(r.y1 <= words_at.y or words_at.bottom <= r.y1 or words_at.right <= r.x1 for r in ruled)
        titles = [i.rect for i in page.items if isinstance(i, Text) and i.role is Role.TITLE]
        for small in (item.rect for item in page.items if isinstance(item, Inset)):
            assert all(
                small.bottom <= t.y or t.bottom <= small.y or small.right <= t.x or t.right <= small.x for t in titles
            )


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_caption_under_a_tall_slide_takes_the_width_of_its_column(paper: str) -> None:
    long = replace(
        bottom(2),
        title=words(
            "Without cheaper paths over the Alps and common orders for sleeping coaches the night train stays rare"
        ),
    )
    given = material(story((long,), page=paper))
    deck = replace(given.deck(), height=given.deck().width * 3 / 4)
    sheet = set_pages(replace(given, deck=lambda: deck), 6).scene
    shown = [item.text for item in sheet.pages[0].items if isinstance(item, Text) and item.role is Role.TITLE]
    assert not any("…" in text for text in shown)
