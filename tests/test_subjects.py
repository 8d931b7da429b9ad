"""Twelve briefs on twelve subjects, in seven languages, none with a storyline: every edition builds with no finding."""

from itertools import cycle, product
from pathlib import Path

import pytest

from briefwright.brief.read import read
from briefwright.core.diagnostics import Severity
from briefwright.pipeline.build import build
from briefwright.pipeline.editions import Order
from briefwright.pipeline.workers import Workers
from tests.editions import CHECKOUT
from tests.test_audiences import AUDIENCES

FOLDER = CHECKOUT / "tests" / "briefs"
SUBJECTS = sorted({path.stem for path in FOLDER.glob("*.yaml")} - {"alpha", "tea"})
QUICK = list(zip(SUBJECTS, cycle(AUDIENCES), strict=False))  # each subject once, each audience twice at least


def test_the_subjects_are_twelve_and_half_of_them_in_other_languages() -> None:
    texts = {name: (FOLDER / f"{name}.yaml").read_text(encoding="utf-8") for name in SUBJECTS}
    assert len(texts) == 12
    assert [name for name, text in texts.items() if len(text.splitlines()) > 120 or "\nstoryline:" in text] == []
    languages = sorted(read(FOLDER / f"{name}.yaml").brief.language for name in SUBJECTS)
    assert languages == ["ar", "de", *["en"] * 6, "fr", "he", "ja", "zh"]


@pytest.mark.parametrize(
    ("subject", "audience"),
    [
        pytest.param(*pair, marks=[] if pair in QUICK else pytest.mark.full, id="-".join(pair))
        for pair in product(SUBJECTS, AUDIENCES)
    ],
)
def test_an_edition_builds_with_nothing_to_mend(subject: str, audience: str, tmp_path: Path) -> None:
    with Workers(1) as workers:
        built = build(Order(FOLDER / f"{subject}.yaml", (audience,), out=tmp_path), workers)
    assert not built.failed
    found = [str(one) for one in built.diagnostics if one.severity is not Severity.NOTE]
    assert found == []
