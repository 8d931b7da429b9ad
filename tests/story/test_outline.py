"""Outlines extend one another: a child replaces, removes and inserts by id."""

from pathlib import Path

import pytest

from briefwright.core.diagnostics import Refused
from briefwright.story.outline import read_outline
from tests.story.briefs import outline, refused

PARENT = """\
sections: [{id: one, title: One}]
slides:
  - {id: a, form: message, section: one, title: A, turn: old}
  - {id: b, form: message, section: one, title: B}
"""


def test_a_child_replaces_removes_and_inserts(tmp_path: Path) -> None:
    outline(tmp_path, "parent", PARENT)
    outline(
        tmp_path,
        "child",
        """\
extends: parent
replace: {a: {turn: new}}
remove: [b]
insert:
  - {before: a, id: c, form: message, title: C}
  - {after: one, id: d, form: message, title: D}
""",
    )
    child = read_outline("child", tmp_path)
    assert [(s["id"], s["title"], s.get("turn"), s["section"]) for s in child.slides] == [
        ("c", "C", None, "one"),
        ("a", "A", "new", "one"),
        ("d", "D", None, "one"),
    ]
    assert "turn" in read_outline("parent", tmp_path).slides[0]  # the parent is as it was
    assert read_outline("parent", tmp_path).slides[0]["turn"] == "old"


def test_another_form_takes_over_only_what_every_slide_has(tmp_path: Path) -> None:
    outline(tmp_path, "parent", PARENT)
    outline(tmp_path, "child", "extends: parent\nreplace: {a: {form: bullets, items: [x]}}\n")
    slide = read_outline("child", tmp_path).slides[0]
    assert (slide["title"], slide["form"], slide["items"]) == ("A", "bullets", ["x"])
    assert "turn" not in slide


def test_what_a_child_cannot_find_is_told_with_the_nearest(tmp_path: Path) -> None:
    outline(tmp_path, "parent", PARENT.replace("id: a", "id: alpha"))
    outline(tmp_path, "child", "extends: parent\nreplace: {alpah: {turn: x}}\nremove: [gone]\n")
    child = read_outline("child", tmp_path)
    with pytest.raises(Refused) as refusal:
        child.check()
    found = refusal.value.diagnostics
    assert [d.code for d in found] == ["BW306", "BW306"]
    assert found[0].hint == 'did you mean "alpha"?'
    assert found[0].span
    assert found[0].span.line == 2


def test_so_it_is_for_what_is_removed_and_for_the_place_of_what_is_inserted(tmp_path: Path) -> None:
    outline(tmp_path, "parent", PARENT.replace("id: a", "id: alpha").replace("id: one", "id: opening"))
    entry = "{after: %s, id: c, form: message, title: C}"
    for name, text in (("alpah", "remove: [alpah]"), ("alpah", f"insert: [{entry % 'alpah'}]")):
        outline(tmp_path, "child", f"extends: parent\n{text}\n")
        child = read_outline("child", tmp_path)
        [problem] = child.problems
        assert (problem.code, problem.hint) == ("BW306", 'did you mean "alpha"?')
        assert name in problem.message
        assert problem.span
        assert problem.span.line == 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("extends: loop\nslides: []\n", "BW304"),
        ("extends: nowhere\n", "BW302"),
        ("[a]\n", "BW305"),
        ("slidse: []\n", "BW121"),
    ],
)
def test_a_bad_outline_is_refused(tmp_path: Path, text: str, code: str) -> None:
    outline(tmp_path, "loop", text)
    with pytest.raises(Refused) as refusal:
        read_outline("loop", tmp_path)
    assert code in {d.code for d in refusal.value.diagnostics}


def test_a_name_leads_to_no_other_folder(tmp_path: Path) -> None:
    for name in ("../outlines/briefing", "/etc/passwd", "a.b", ""):
        with pytest.raises(Refused) as refusal:
            read_outline(name, tmp_path)
        assert refusal.value.diagnostics[0].code == "BW302"


CUT = """\
extends: parent
sections: [{id: first, title: First}]
replace: {a: {section: first}, b: {appendix: true}}
"""


def test_a_slide_without_a_place_closes_its_section(tmp_path: Path) -> None:
    outline(tmp_path, "parent", PARENT + "  - {id: z, form: message, title: Z}\n")
    entry = "{id: %s, form: message, title: Here%s}"
    entries = ", ".join(entry % at for at in (("d", ""), ("c", ", section: one"), ("e", "")))
    outline(tmp_path, "child", f"extends: parent\ninsert: [{entries}]\n")
    assert [s["id"] for s in read_outline("child", tmp_path).slides] == ["a", "b", "c", "d", "e", "z"]


def test_a_section_of_the_parent_is_found_where_its_slides_went(tmp_path: Path) -> None:
    outline(tmp_path, "parent", PARENT)
    outline(tmp_path, "cut", CUT)
    outline(tmp_path, "child", "extends: cut\ninsert: [{id: c, form: message, title: C, section: one}]\n")
    child = read_outline("child", tmp_path)
    child.check()
    assert [(s["id"], s["section"]) for s in child.slides if not s.get("appendix")] == [("a", "first"), ("c", "first")]


def test_where_they_went_to_the_appendix_it_goes_there_too(tmp_path: Path) -> None:
    outline(tmp_path, "parent", PARENT)
    outline(tmp_path, "cut", CUT.replace("{section: first}", "{appendix: true}"))
    outline(tmp_path, "child", "extends: cut\ninsert: [{id: c, form: message, title: C, section: one}]\n")
    child = read_outline("child", tmp_path)
    child.check()
    assert [s["id"] for s in child.slides if s.get("appendix")] == ["a", "b", "c"]


@pytest.mark.parametrize("slides", ["[]", "[{id: a, form: message, title: A, when: false}]"])
def test_an_outline_that_makes_no_slide_of_a_brief_is_refused_at_the_brief(tmp_path: Path, slides: str) -> None:
    outline(tmp_path, "briefing", f"title: Nothing\nslides: {slides}\n")
    [problem] = refused(tmp_path)
    assert problem.code == "BW333"
    assert problem.span
    assert problem.span.file.endswith(".yaml")


@pytest.mark.parametrize(
    ("each", "found"),
    [("figures", "an entry with parts of its own"), ("brief", "a mapping"), ("labels.agenda", "a text"), ("3", "3")],
)
def test_each_over_what_is_no_list_is_refused_and_prints_no_object(tmp_path: Path, each: str, found: str) -> None:
    slides = f"slides: [{{id: a, form: message, title: A, turn: B, each: {each}, as: one}}]"
    outline(tmp_path, "briefing", f"sections: [{{id: one, title: One}}]\n{slides}\n")
    faults = refused(tmp_path)
    assert f"each has to be a list, and this is {found}" in [fault.message for fault in faults]


def test_peers_that_are_a_text_are_refused(tmp_path: Path) -> None:
    slide = "{id: a, form: profile, section: one, title: A, name: N, peers: Some}"
    outline(tmp_path, "briefing", f"sections: [{{id: one, title: One}}]\nslides: [{slide}]\n")
    assert "BW124" in [fault.code for fault in refused(tmp_path)]
