"""Mappings are typed to content, and every problem is told at its place."""

from pathlib import Path
from typing import Annotated, Literal

import pytest
import yaml
from msgspec import Struct
from PIL import Image

from briefwright.core.diagnostics import Refused, Span
from briefwright.forms.kit.content import NOTHING, Bounds, Labelled, describe, typed
from briefwright.forms.kit.form import Form
from briefwright.forms.table import form, forms
from briefwright.story.model import Words
from briefwright.yamlfile.tree import read
from tests.forms.contexts import placed, say


class Leg(Struct, frozen=True):
    name: Words
    length: float = 1.0


class Table(Struct, frozen=True):
    """A content class with a field of every kind."""

    top: Words
    legs: Annotated[tuple[Leg, ...], Bounds(least=1, most=4)]
    cells: tuple[tuple[Words, ...], ...] = ()
    wood: Literal["", "oak", "ash"] = ""
    room: str = ""
    seats: int = 4
    drawer: bool = False
    width: float | None = None
    notes: tuple[Labelled, ...] = ()
    foot: Words = NOTHING


GOOD = {"top": "Flat", "legs": [{"name": say("one"), "length": 2}]}


def codes(mapping: dict[str, object]) -> list[str]:
    with pytest.raises(Refused) as refused:
        typed(Table, mapping, Span("b.yaml", 3), "ctx")
    return [d.code for d in refused.value.diagnostics]


def test_plain_text_becomes_words_that_know_their_place() -> None:
    table = typed(Table, GOOD, Span("b.yaml", 3))
    assert table.top.plain == "Flat"
    assert table.top.span == Span("b.yaml", 3)
    assert table.legs == (Leg(say("one"), 2.0),)


def test_what_is_not_given_takes_its_default_and_so_does_an_empty_value() -> None:
    table = typed(Table, GOOD | {"seats": None, "foot": None})
    assert (table.seats, table.foot, table.notes) == (4, NOTHING, ())


def test_lists_of_lists_choices_switches_and_numbers_written_as_text() -> None:
    table = typed(
        Table,
        GOOD | {"cells": [["a", say("b")], [1, 2.5]], "wood": "oak", "drawer": True, "width": "1.5", "room": say("x")},
    )
    assert [[c.plain for c in row] for row in table.cells] == [["a", "b"], ["1", "2.5"]]
    assert (table.wood, table.drawer, table.width, table.room) == ("oak", True, 1.5, "x")


def test_a_plain_text_where_a_labelled_one_is_due_is_one_without_a_label() -> None:
    assert typed(Table, GOOD | {"notes": ["a", {"label": "b", "text": "c"}]}).notes[0].text.plain == "a"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"tpo": "x"}, "BW121"),
        ({"top": None}, "BW122"),
        ({"top": ""}, "BW122"),
        ({"top": ["x"]}, "BW124"),
        ({"legs": "one"}, "BW124"),
        ({"legs": ["one"]}, "BW124"),
        ({"wood": "plastic"}, "BW125"),
        ({"seats": 2.5}, "BW124"),
        ({"seats": True}, "BW124"),
        ({"width": "wide"}, "BW124"),
        ({"drawer": "perhaps"}, "BW124"),
        ({"legs": [{"name": "x"}] * 5}, "BW126"),
        ({"legs": []}, "BW126"),
    ],
)
def test_each_fault_has_its_code(wrong: dict[str, object], code: str) -> None:
    assert codes(GOOD | wrong) == [code]


def test_all_faults_are_told_at_once() -> None:
    assert codes({"tpo": "x", "legs": [{"nane": "y", "length": "far"}], "seats": "many"}) == [
        "BW121", "BW122", "BW121", "BW122", "BW124", "BW124",
    ]  # fmt: skip


def test_a_fault_says_where_it_is_and_what_was_meant() -> None:
    tree = read("top: Flat\nlegs:\n  - {name: one, lenght: 2}\n", "b.yaml")
    with pytest.raises(Refused) as refused:
        typed(Table, tree, tree.span, "ctx")
    (fault,) = refused.value.diagnostics
    assert fault.span == Span("b.yaml", 3, 17)
    assert str(fault).splitlines() == [
        'b.yaml:3:17: error BW121: unknown key "lenght" in ctx.legs.1',
        '    hint: did you mean "length"?',
    ]


def test_a_fault_of_a_value_names_its_field_since_a_template_may_have_made_it() -> None:
    with pytest.raises(Refused) as refused:
        typed(Table, GOOD | {"legs": [{"name": ["x"]}, {"name": "y", "length": "far"}]}, Span("b.yaml", 3), "ctx")
    assert [fault.message for fault in refused.value.diagnostics] == [
        "ctx.legs.1.name: a text is due here, and this is a list",
        'ctx.legs.2.length: a number is due here, and this is the text "far"',
    ]


def test_fields_are_described_in_words() -> None:
    lines = {line.name: (line.kind, line.required) for line in describe(Table)}
    assert lines["top"] == ("text", True)
    assert lines["legs"] == ("list of {name, length}, 1 to 4", True)
    assert lines["wood"] == ("oak or ash", False)
    assert lines["width"] == ("number", False)


def test_the_table_lists_each_form_once() -> None:
    names = [entry.name for entry in forms()]
    assert len(names) == len(set(names))
    assert all(form(name) is entry for name, entry in zip(names, forms(), strict=True))


def test_an_unknown_form_is_refused_with_the_nearest() -> None:
    with pytest.raises(Refused) as refused:
        form("agends", Span("o.yaml", 7))
    assert str(refused.value) == 'o.yaml:7:1: error BW406: there is no form "agends"\n    hint: did you mean "agenda"?'


@pytest.mark.parametrize("entry", forms(), ids=lambda entry: entry.name)
def test_the_example_of_a_form_is_of_it_and_fits_a_page(
    entry: Form, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    example = yaml.safe_load(entry.example)
    if "image" in example:  # which stands beside the brief
        monkeypatch.chdir(tmp_path)
        (tmp_path / example["image"]).parent.mkdir()
        Image.new("RGB", (40, 30)).save(tmp_path / example["image"])
    assert example.pop("form") == entry.name
    title = example.pop("title")
    for other in ("id", "section", "lead", "notes", "when", "for", "layout"):
        example.pop(other, None)
    content = typed(entry.content, example, Span("example.yaml"))
    scene, problems = placed(entry.name, content, title)
    assert problems == ()
    assert len(scene.pages) == 1
