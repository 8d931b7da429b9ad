"""Files with macros are adopted without them; what cannot be converted is refused by name."""

import re
from pathlib import Path

import pytest
from pptx import Presentation

from briefwright.core.diagnostics import Refused
from briefwright.core.opc import opened
from briefwright.pipeline.tried_adoption import save_adopted
from briefwright.theme.adopt.other_kinds import adoptable, with_layouts_of_masters
from tests import clients

VBA = "application/vnd.ms-office.vbaProject"
RELATION = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"


@pytest.fixture
def with_macros(tmp_path: Path) -> Path:
    parts = clients.usual()
    parts["ppt/vbaProject.bin"] = b"a program"

    def types(text: str) -> str:
        main = "vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
        text = text.replace(main, "vnd.ms-powerpoint.presentation.macroEnabled.main+xml")
        return text.replace("</Types>", f'<Default Extension="bin" ContentType="{VBA}"/></Types>')

    link = f'<Relationship Id="rId950" Type="{RELATION}" Target="vbaProject.bin"/></Relationships>'
    parts = clients.edited(parts, [clients.TYPES], types)
    rels = clients.rels("ppt/presentation.xml")
    parts = clients.edited(parts, [rels], lambda text: text.replace("</Relationships>", link))
    return clients.written(parts, tmp_path / "acme.pptm")


def test_macros_are_left_out_when_that_is_asked_for(with_macros: Path) -> None:
    with adoptable(with_macros, without_macros=True) as readable:
        package = opened(readable)
        assert readable.name == "acme.potx"
        assert not package.has("ppt/vbaProject.bin")
        assert all("vba" not in relation.type for relation in package.relations(package.main).values())


def test_a_file_with_macros_is_refused_with_the_way_to_leave_them_out(with_macros: Path) -> None:
    with adoptable(with_macros) as readable, pytest.raises(Refused) as refused:
        opened(readable)
    assert "--without-macros" in str(refused.value)


def test_without_an_office_another_kind_is_refused_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    file = tmp_path / "acme.otp"
    file.write_bytes(b"PK")
    with pytest.raises(Refused) as refused, adoptable(file):
        pass
    assert "LibreOffice" in str(refused.value)


def test_a_master_without_layouts_is_the_layout_of_all_slides(tmp_path: Path) -> None:
    file = clients.written(clients.bare_master(), tmp_path / "acme.pptx")
    path, _ = save_adopted(file, str(tmp_path / "acme.yaml"))
    used = re.findall(r"(\w+): \{layout: (\w+)", path.read_text(encoding="utf-8"))
    assert {role: layout for role, layout in used if role != "text"} == dict.fromkeys(
        ("title", "content", "message", "section"), "slideLayout1"
    )
    with with_layouts_of_masters(file) as readable:
        made = Presentation(str(readable))
    assert [layout.name for layout in made.slide_layouts] == ["Title Only", "Title and Content"]
    slide = made.slides.add_slide(made.slide_layouts[1])
    master = made.slide_master.placeholders
    assert [(one.left, one.top) for one in slide.placeholders] == [(one.left, one.top) for one in master][:2]
