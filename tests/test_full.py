"""Every brief for every audience in every theme with every handout: it builds, and the judges are content."""

import shutil
from pathlib import Path

import pytest

from briefwright.core import files
from briefwright.pipeline.build import build
from briefwright.pipeline.editions import Order
from briefwright.pipeline.workers import Workers
from tests import judges
from tests.editions import CHECKOUT

BRIEFS = ("briefs/china-llm", "tests/briefs/alpha", "tests/briefs/tea", "templates/briefs/new")
EDITIONS = [
    ("briefs/gallery", "full, outline: gallery, dividers: 0"),  # its slides are all its own
    *((brief, audience) for brief in BRIEFS for audience in sorted(files.template_names("audiences"))),
]
HANDOUTS = (
    "leave-behind", "one-pager", "script", "slides-1up", "slides-2up", "slides-3up", "slides-4up", "slides-6up",
)  # fmt: skip

pytestmark = pytest.mark.full


@pytest.mark.parametrize("theme", sorted(files.template_names("themes")))
@pytest.mark.parametrize(("brief", "audience"), EDITIONS)
def test_it_builds_and_the_judges_are_content(brief: str, audience: str, theme: str, tmp_path: Path) -> None:
    path = CHECKOUT / f"{brief}.yaml"
    for beside in (path, *path.parent.glob(f"{path.stem}.*.csv")):  # its sheets of translations
        shutil.copy(beside, tmp_path)
    for place in ("pictures", "templates"):  # what a brief may have next to it
        if brief.startswith("briefs"):
            shutil.copytree(path.parent / place, tmp_path / place)
    mine = tmp_path / "templates" / "audiences" / "all.yaml"
    mine.parent.mkdir(parents=True, exist_ok=True)
    mine.write_text(f"{{extends: {audience}, handouts: [{', '.join(HANDOUTS)}]}}\n", encoding="utf-8")
    with Workers(1) as workers:
        built = build(Order(tmp_path / path.name, ("all",), theme, out=tmp_path / "out"), workers)
    assert not built.failed, "\n".join(map(str, built.diagnostics))
    pdfs = [path for path in built.paths if path.suffix == ".pdf"]
    assert {path.stem for path in pdfs} == {*HANDOUTS, "slides"}
    assert {path.name: told for path in pdfs if (told := judges.qpdf_check(path))} == {}
    for deck in (path for path in built.paths if path.suffix == ".pptx"):
        assert judges.openxml_audit(deck) == []
