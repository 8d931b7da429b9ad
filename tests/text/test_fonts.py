"""A face's style leads to a font file; a font that is not there is named."""

import json
import shutil
from pathlib import Path

import pytest

from briefwright.core.diagnostics import Refused
from briefwright.text.fonts import font, tables
from briefwright.text.measure import Metrics
from briefwright.theme.model import Face, Fonts
from tests.text.conftest import BODY


def test_a_variable_font_is_set_to_the_weight_of_the_style() -> None:
    regular, bold = font(Face()), font(Face(), bold=True)
    assert regular.path == bold.path
    assert (regular.weight, bold.weight) == (400, 700)
    assert "fvar" in tables(regular.path)


def test_italics_have_a_file_of_their_own() -> None:
    assert "Italic" in font(Face(), italic=True).path.name
    assert font(Face(), bold=True, italic=True).weight == 700


def test_given_files_come_first_and_fill_in_for_each_other(tmp_path: Path) -> None:
    regular, italic = tmp_path / "r.ttf", tmp_path / "i.ttf"
    shutil.copy(font(Face()).path, regular)
    shutil.copy(font(Face(), italic=True).path, italic)
    face = Face(name="House", regular=str(regular), italic=str(italic))
    assert font(face, bold=True).path == regular
    assert font(face, bold=True, italic=True).path == italic


def test_headings_may_have_a_family_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "heading.ttf"
    shutil.copy(font(Face(), italic=True).path, path)
    metrics = Metrics(Fonts(heading=Face(name="House", regular=str(path))))
    heading = BODY.__class__(14, 18, family="heading")
    assert metrics.width("Affair", heading) != metrics.width("Affair", BODY)


@pytest.mark.parametrize(
    ("face", "code", "says"),
    [
        (Face(name="Gone", package="fontpkg-gone"), "BW510", "fontpkg-gone"),
        (Face(name="Gone", package="../etc"), "BW510", "../etc"),
        (Face(name="No", package=None), "BW512", "No"),
        (Face(name="Bad", regular=__file__), "BW511", "test_fonts.py"),
        (Face(name="Bad", regular="/nowhere/x.ttf"), "BW511", "x.ttf"),
    ],
)
def test_a_font_that_cannot_be_had_is_named(face: Face, code: str, says: str) -> None:
    with pytest.raises(Refused) as refused:
        font(face)
    (diagnostic,) = refused.value.diagnostics
    assert diagnostic.code == code
    assert says in diagnostic.message


def test_a_package_of_static_files_is_read_by_its_metadata(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    styles = [("normal", 300), ("normal", 400), ("normal", 700), ("italic", 400)]
    files = [{"path": f"{style}-{weight}.ttf", "style": style, "weight": weight} for style, weight in styles]
    folder = tmp_path / "fontpkg_statics"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "metadata.json").write_text(json.dumps({"files": files}), encoding="utf-8")
    for file in files:
        shutil.copy(font(Face()).path, folder / str(file["path"]))
    monkeypatch.syspath_prepend(tmp_path)
    face = Face(name="Statics", package="fontpkg-statics")
    names = [font(face, bold, italic).path.stem for italic in (False, True) for bold in (False, True)]
    assert names == ["normal-400", "normal-700", "italic-400", "italic-400"]
