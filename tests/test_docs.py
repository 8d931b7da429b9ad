"""What README and docs/ show is what the code does: brief, error, page of forms, gallery."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from briefwright.cli import main
from briefwright.forms.table import forms

DOCS = Path(__file__).resolve().parents[1] / "docs"
GALLERY = DOCS.parent / "briefs" / "gallery.yaml"


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"docs_{name}", DOCS / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_forms_is_current() -> None:
    written = (DOCS / "forms.md").read_text(encoding="utf-8")
    assert written == script("forms").text(), "run `make forms`"


def test_the_gallery_shows_every_form_once() -> None:
    slides = yaml.safe_load(GALLERY.read_text(encoding="utf-8"))["slides"]
    assert [slide["form"] for slide in slides] == [form.name for form in forms()]


README = (DOCS.parent / "README.md").read_text(encoding="utf-8")


def test_the_brief_in_the_readme_builds_and_its_slip_gives_the_error_that_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    brief, theme = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "templates" / "themes").mkdir(parents=True)
    (tmp_path / "templates" / "themes" / "ours.yaml").write_text(theme, encoding="utf-8")
    (tmp_path / "tea.yaml").write_text(brief, encoding="utf-8")
    assert main(["build", "tea.yaml", "-t", "ours", "--only", "deck"]) == 0
    (tmp_path / "tea.yaml").write_text(brief.replace("{{ figures.tea }} of", "{{ figures.taea }} of"), encoding="utf-8")
    assert main(["build", "tea.yaml"]) == 1
    shown = re.search(r"tea\.yaml:.*?BW203.*?\n.*?\n", README)
    assert shown
    assert shown[0] in capsys.readouterr().err


def test_the_sheet_in_the_docs_is_read_and_its_slip_gives_the_error_that_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (DOCS / "sheets.md").read_text(encoding="utf-8")
    [figures], [sheet] = (re.findall(rf"```{kind}\n(.*?)```", page, re.DOTALL) for kind in ("yaml", "csv"))
    brief = re.sub(
        r"figures:\n.*?(?=bottom_line:)",
        figures,
        re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)[0],
        flags=re.DOTALL,
    )
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tea.yaml").write_text(brief, encoding="utf-8")
    (tmp_path / "figures.csv").write_text(sheet, encoding="utf-8")
    assert main(["build", "tea.yaml", "-l", "de", "--only", "deck"]) == 0
    (tmp_path / "figures.csv").write_text(sheet.replace("poll:3", "pol:3"), encoding="utf-8")
    assert main(["build", "tea.yaml"]) == 1
    shown = re.search(r"```\n(figures\.csv:.*?)```", page, re.DOTALL)
    assert shown
    assert shown[1] in capsys.readouterr().err
