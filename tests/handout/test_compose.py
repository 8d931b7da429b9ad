"""Every handout by name: a tagged PDF that the judges accept, the same bytes each time, on either paper."""

from pathlib import Path

import pikepdf
import pytest

from briefwright.core.diagnostics import Refused
from briefwright.handout.compose import HANDOUTS, compose
from briefwright.handout.material import Material
from tests import judges
from tests.handout.decks import material, noted, pdf
from tests.handout.stories import bottom, figures, limits, matrix, story, text, watch

RICH = (noted(bottom(3), "We begin here."), figures(4), matrix(5), limits(4), text(1, 3, 20), watch(3))
NAMES = [handout.name for handout in HANDOUTS if handout.set_pages]  # the PDFs


@pytest.fixture(scope="module", params=["A4", "Letter"])
def given(request: pytest.FixtureRequest) -> Material:
    return material(story(RICH, page=request.param))


@pytest.mark.parametrize("name", NAMES)
def test_the_judges_are_content(name: str, given: Material, tmp_path: Path) -> None:
    path = pdf(name, given, tmp_path)
    assert judges.qpdf_check(path) == []
    assert judges.pdfua(path) == []
    assert judges.page_validation(path) == []
    assert judges.outloud(path) == []


def test_preflight_is_content_with_all_of_them(given: Material, tmp_path: Path) -> None:
    problems = judges.preflights([pdf(name, given, tmp_path) for name in NAMES])
    assert dict(zip(NAMES, problems, strict=True)) == {name: [] for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_the_pages_are_of_the_paper_asked_for(name: str, given: Material, tmp_path: Path) -> None:
    wide = {"A4": 595, "Letter": 612}[given.story.meta.page]
    with pikepdf.open(pdf(name, given, tmp_path)) as file:
        assert {int(page.mediabox[2]) for page in file.pages} == {wide}


@pytest.mark.parametrize("name", NAMES)
def test_title_language_and_outline_are_there(name: str, given: Material, tmp_path: Path) -> None:
    with pikepdf.open(pdf(name, given, tmp_path)) as file:
        assert str(file.docinfo.Title).startswith("Tea in Europe")
        assert str(file.Root.Lang) == "en"
        assert bool(file.Root.ViewerPreferences.DisplayDocTitle)
        with file.open_outline() as outline:
            assert len(outline.root) >= 1


def test_the_same_story_gives_the_same_bytes(given: Material) -> None:
    assert compose(NAMES, given) == compose(NAMES, given)


def test_a_name_that_no_handout_has_is_refused_with_the_nearest(given: Material) -> None:
    with pytest.raises(Refused, match="slides-3up"):
        compose(["slides-3"], given)
