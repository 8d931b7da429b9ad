"""Whole briefs in Chinese, Japanese, Arabic and Hebrew: built as a user builds them, every file legal and readable."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import judges
from tests.scripts import CJK, RTL

CASES = Path(__file__).with_name("cases")
BRIEFS = [
    pytest.param("chinese", "办公室里的茶", marks=CJK),
    pytest.param("japanese", "オフィスのお茶", marks=CJK),
    pytest.param("arabic", "الشاي", marks=RTL),
    pytest.param("hebrew", "במשרדים", marks=RTL),
]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "title"), BRIEFS)
def test_a_whole_brief_is_built_and_every_file_passes(
    name: str, title: str, briefwright: Callable[..., object], tmp_path: Path
) -> None:
    said = briefwright("build", CASES / f"{name}.yaml", "-o", tmp_path)
    assert said.code == 0, said.err
    folder = tmp_path / name / "full"
    assert judges.openxml_audit(folder / "deck.pptx") == []
    for pdf in sorted(folder.glob("*.pdf")):
        assert judges.qpdf_check(pdf) == []
        assert judges.pdfua(pdf) == [], pdf.name
        assert judges.unheard(pdf) == [], pdf.name
        assert pdf.stat().st_size < 300_000
    assert title in "".join(judges.pdf_text(folder / "slides.pdf"))


def test_nothing_of_the_extras_or_of_mirrored_pages_is_loaded_for_a_brief_in_latin_letters(tmp_path: Path) -> None:
    code = (
        "import sys; from briefwright.cli import main; "
        f"main(['build', {str(CASES.parent / 'briefs' / 'tea.yaml')!r}, '-o', {str(tmp_path)!r}]); "
        "extras = ('icu', 'uniseg', 'justmytype_intl_cjk'); "
        "print(sorted(m for m in sys.modules if m.split('.')[0] in extras or m.endswith('.mirror')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
