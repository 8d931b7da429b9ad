"""What docs/handouts.md says of handouts is so: its template builds, its lists are complete."""

import re
from pathlib import Path

import pytest

from briefwright.brief.read import read
from briefwright.handout.compose import HANDOUTS
from briefwright.handout.template_filters import FILTERS
from briefwright.pipeline.check import place_editions
from briefwright.pipeline.editions import Order, PlacedEdition
from tests import judges
from tests.handout.decks import document, of_edition, pdf

ROOT = Path(__file__).resolve().parents[2]
DOCS = (ROOT / "docs" / "handouts.md").read_text(encoding="utf-8")
FENCED = re.compile(r"^````jinja\n(.*?)^````$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def edition() -> PlacedEdition:
    order = Order(ROOT / "briefs" / "china-llm.yaml", ("full",))
    return place_editions(read(order.brief), order)[0][0]


def test_the_template_of_the_docs_builds(edition: PlacedEdition, tmp_path: Path) -> None:
    (template,) = FENCED.findall(DOCS)
    folder = tmp_path / "templates" / "handouts"
    folder.mkdir(parents=True)
    (folder / "leave-behind.md.j2").write_text(template, encoding="utf-8")
    material = of_edition(edition, tmp_path)
    assert document("leave-behind", material).diagnostics == ()
    path = pdf("leave-behind", material, tmp_path)
    assert judges.pdfua(path) == []
    printed = " ".join(judges.pdf_text(path))
    assert edition.story.meta.title in printed
    assert "Exhibit 2" in printed  # the chart and the limits
    assert "Exhibit 3" not in printed
    assert "We start from one number: 40" in printed


def test_every_filter_is_named() -> None:
    assert set(re.findall(r"^\| `(\w+)` \|", DOCS.split("### Filters")[1], re.MULTILINE)) == set(FILTERS)


def test_every_handout_is_named() -> None:
    known = {handout.name for handout in HANDOUTS}
    between = {f"slides-{count}up" for count in (2, 3, 4)}
    assert known - between <= set(re.findall(r"`([\w.-]+)`", DOCS.split("## What")[0]))
