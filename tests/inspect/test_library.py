"""What there is to choose from, as ``list``, ``schema`` and ``new`` give it."""

import re
from pathlib import Path

import pytest
import yaml

from briefwright import TEMPLATES
from briefwright.core import files
from briefwright.core.diagnostics import Refused
from briefwright.forms.table import forms
from briefwright.inspect.library import copy_template, listing, new_brief
from briefwright.inspect.schema import schema


@pytest.fixture
def workdir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


# ---- new ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["my-brief", "my-brief.yaml"])
def test_a_new_brief_carries_its_name_as_id(workdir: Path, name: str) -> None:
    path = new_brief(name)
    assert path == Path("my-brief.yaml")
    assert yaml.safe_load(path.read_text(encoding="utf-8"))["id"] == "my-brief"


def test_a_new_brief_speaks_of_itself_by_its_name(workdir: Path) -> None:
    text = new_brief("tea-2024").read_text(encoding="utf-8")
    assert "briefwright build tea-2024.yaml" in text
    assert "my-brief" not in text


def test_a_new_brief_is_commented_and_short_enough_to_read(workdir: Path) -> None:
    lines = new_brief("x").read_text(encoding="utf-8").splitlines()
    assert len(lines) < 200
    assert sum("#" in line for line in lines) >= 10


@pytest.mark.parametrize("name", ["", "7-years", "my brief", "a/../b!", "äöü", "x" * 61, "-o"])
def test_a_name_that_is_none_is_refused(workdir: Path, name: str) -> None:
    with pytest.raises(Refused, match="BW705"):
        new_brief(name)
    assert list(workdir.iterdir()) == []


def test_a_brief_that_exists_is_left_alone(workdir: Path) -> None:
    (workdir / "mine.yaml").write_text("mine")
    with pytest.raises(Refused, match=r"mine\.yaml:1:1: error BW704: exists already"):
        new_brief("mine")
    assert (workdir / "mine.yaml").read_text() == "mine"


def test_a_brief_that_exists_is_replaced_when_that_is_asked_for(workdir: Path) -> None:
    (workdir / "mine.yaml").write_text("mine")
    new_brief("mine", force=True)
    assert "id: mine" in (workdir / "mine.yaml").read_text(encoding="utf-8")


# ---- template copy -----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", TEMPLATES)
def test_a_copy_of_a_template_is_the_one_that_is_used_from_then_on(workdir: Path, kind: str) -> None:
    name = files.template_names(f"{kind}s")[0]
    path, original = copy_template(kind, name)
    assert path.read_bytes() == original.read_bytes()
    used = files.template(f"{kind}s", name)
    assert used
    assert used.resolve() == (workdir / path).resolve() != original.resolve()


def test_a_copy_may_be_laid_beside_a_brief(workdir: Path) -> None:
    path, _ = copy_template("outline", "briefing", workdir / "briefs" / "tea.yaml")
    assert path == workdir / "briefs" / "templates" / "outlines" / "briefing.yaml"
    assert files.template("outlines", "briefing", workdir / "briefs") == path


def test_a_copy_that_was_edited_is_left_alone_unless_that_is_asked_for(workdir: Path) -> None:
    path, original = copy_template("theme", "paper")
    path.write_text("mine")
    with pytest.raises(Refused, match=r"paper\.yaml:1:1: error BW704: exists already\n    hint: edit it"):
        copy_template("theme", "paper")
    assert path.read_text() == "mine"
    assert copy_template("theme", "paper", force=True) == (path, original)
    assert path.read_bytes() == original.read_bytes()


def test_the_files_that_a_template_names_come_along(workdir: Path) -> None:
    folder = workdir / "templates" / "themes"
    (folder / "fonts").mkdir(parents=True)
    (folder / "ours.yaml").write_text("extends: paper\nfaces: {body: {file: fonts/Ours.ttf}}\nname: none.ttf\n")
    (folder / "fonts" / "Ours.ttf").write_bytes(b"font")
    path, _ = copy_template("theme", "ours", workdir / "brief" / "tea.yaml")
    assert (path.parent / "fonts" / "Ours.ttf").read_bytes() == b"font"


def test_a_template_that_there_is_none_of_is_told_with_the_nearest(workdir: Path) -> None:
    with pytest.raises(Refused, match=r'there is no outline "briefng" to copy\n    hint: did you mean "briefing"'):
        copy_template("outline", "briefng")
    with pytest.raises(Refused, match="there are: leave-behind"):
        copy_template("handout", "minutes")
    assert list(workdir.iterdir()) == []


def test_a_shared_template_is_not_copied_onto_itself(monkeypatch: pytest.MonkeyPatch, checkout: Path) -> None:
    monkeypatch.chdir(checkout)
    for force in (False, True):
        with pytest.raises(Refused, match="BW713"):
            copy_template("theme", "paper", force=force)


# ---- list --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("audiences", {"full", "executive"}),
        ("outlines", {"briefing", "executive"}),
        ("handouts", {"leave-behind"}),
        ("themes", {"paper", "night", "client"}),
        ("languages", {"en", "de"}),
    ],
)
def test_every_shared_template_is_listed_with_a_sentence(kind: str, names: set[str]) -> None:
    rows = dict(listing(kind))
    assert names <= set(rows)
    for name, text in rows.items():
        assert re.fullmatch(r"[A-Z][^\n]{15,140}[.]", text), f"{kind} {name}: {text!r}"


@pytest.mark.parametrize("path", ["", "# templates/audiences/board.yaml\n"])
def test_a_template_of_the_project_is_listed_first(workdir: Path, path: str) -> None:
    folder = workdir / "templates" / "audiences"
    folder.mkdir(parents=True)
    (folder / "board.yaml").write_text(f"{path}# board: For the board. More of it follows.\nextends: full\n")
    assert listing("audiences")[0] == ("board", "For the board.")


def test_a_template_without_a_comment_is_listed_all_the_same(workdir: Path) -> None:
    folder = workdir / "templates" / "audiences"
    folder.mkdir(parents=True)
    (folder / "bare.yaml").write_text("extends: full\n")
    assert listing("audiences")[0] == ("bare", "")


def test_every_form_is_listed_with_its_limits_fields_and_example() -> None:
    rows = dict(listing("forms"))
    assert list(rows) == [form.name for form in forms()]
    for form in forms():
        assert "at most: " in rows[form.name], form.name
        assert f"form: {form.name}" in rows[form.name]


@pytest.mark.parametrize("form", forms(), ids=lambda form: form.name)
def test_the_example_of_a_form_is_yaml(form) -> None:
    example = yaml.safe_load(form.example)
    assert example["form"] == form.name


# ---- schema ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["brief", "audience", "outline", "theme"])
def test_a_schema_names_its_draft_and_what_it_is_of(kind: str) -> None:
    found = schema(kind)
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert kind in found["title"].lower()
    assert found["properties"]


def test_every_reference_of_a_schema_leads_somewhere() -> None:
    found = schema("brief")

    def references(node: object) -> list[str]:
        if isinstance(node, dict):
            own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
            return own + [ref for value in node.values() for ref in references(value)]
        return [ref for value in node for ref in references(value)] if isinstance(node, list) else []

    names = {ref.removeprefix("#/$defs/") for ref in references(found)}
    assert names
    assert names <= set(found["$defs"])


def test_the_schema_of_a_brief_requires_what_the_reader_requires() -> None:
    assert {"briefwright", "id", "title", "as_of", "bottom_line"} <= set(schema("brief")["required"])
