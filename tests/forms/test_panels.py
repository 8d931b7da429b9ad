"""Panels: forms side by side on one page, each within its part of the grid, level, and told at the author's line."""

from typing import Any

import pytest
import yaml

from briefwright.core.diagnostics import Refused
from briefwright.forms.kit.content import typed
from briefwright.forms.panels import Panels
from briefwright.forms.table import forms
from briefwright.scene.model import Chart, Item, Table
from briefwright.scene.walk import leaves
from tests.forms.contexts import BRIEF, faults, placed, said, slot

TITLED = ("title", "lead", "form", "section", "so_what", "strip", "strip_label")
SHARING = [form for form in forms() if not form.alone and form.name != "picture"]  # its example names a file
POINTS = {"form": "bullets", "title": "Points", "items": ["One point", "Another, of a few words more"]}
NUMBERS = {"categories": ["2023", "2024"], "series": [{"numbers": [{"value": 21}, {"value": 44}]}]}
COLUMN = {"form": "column", "title": "Requests", "chart": NUMBERS}


def panels(*entries: dict[str, Any], so_what: str = "") -> Panels:
    return typed(Panels, {"panels": list(entries), "so_what": so_what}, BRIEF, "slide")


def example(name: str) -> dict[str, Any]:
    own = next(yaml.safe_load(form.example) for form in forms() if form.name == name)
    return {"form": name, **{key: value for key, value in own.items() if key not in TITLED}}


def of(items: tuple[Item, ...], number: int) -> list[Item]:
    return [item for item in leaves(items) if item.name.rpartition("/")[2].startswith(f"panel-{number}")]


@pytest.mark.parametrize("form", SHARING, ids=lambda form: form.name)
def test_every_form_that_shares_a_page_stands_beside_points(form: Any) -> None:
    scene, problems = placed("panels", panels(example(form.name), POINTS, so_what="What it comes to."))
    assert (problems, faults(scene)) == ((), [])
    items = scene.pages[0].items
    assert of(items, 1)
    assert of(items, 2)
    assert "What it comes to." in said(scene)


def test_panels_keep_apart_and_their_heads_stand_level() -> None:
    scene, _ = placed("panels", panels(COLUMN, POINTS))
    items = scene.pages[0].items
    left, right = of(items, 1), of(items, 2)
    assert max(item.rect.right for item in left) < min(item.rect.x for item in right)
    assert slot(scene, "panel-1").rect.y == slot(scene, "panel-2").rect.y


def test_a_chart_in_a_panel_says_its_title_once() -> None:
    """Over itself, with what it counts and cites, where its panel has the same head."""
    plot = {**NUMBERS, "title": "Requests", "unit": "A day"}
    scene, _ = placed("panels", panels({**COLUMN, "chart": plot}, POINTS))
    assert said(scene).count("Requests") == 1


def test_widths_are_columns_of_the_page() -> None:
    scene, _ = placed("panels", panels({**COLUMN, "width": 4}, {**POINTS, "width": 8}))
    assert slot(scene, "panel-2").rect.x == pytest.approx(342.0)  # the fifth of twelve columns


def test_charts_and_tables_stay_what_they_are() -> None:
    scene, _ = placed("panels", panels(COLUMN, example("table")))
    kinds = {type(item) for item in leaves(scene.pages[0].items)}
    assert {Chart, Table} <= kinds


def test_four_panels_stand_in_two_rows() -> None:
    scene, problems = placed("panels", panels(*(POINTS | {"title": f"Part {n}"} for n in range(4))))
    assert (problems, len(scene.pages)) == ((), 1)
    tops = [slot(scene, f"panel-{n}").rect.y for n in (1, 2, 3, 4)]
    assert tops[0] == tops[1] < tops[2] == tops[3]


def test_a_panel_that_needs_more_pages_goes_on_beside_one_that_does_not() -> None:
    rows = [[f"Story {n}", "open"] for n in range(14)]
    long = {"form": "table", "title": "Stories", "columns": ["Story", "State"], "rows": rows}
    scene, problems = placed("panels", panels(long, COLUMN))
    assert (problems, len(scene.pages)) == ((), 2)
    assert all(f"Story {n}" in said(scene) for n in range(14))
    assert all(any(isinstance(item, Chart) for item in leaves(page.items)) for page in scene.pages)


@pytest.mark.parametrize(
    ("entry", "code", "named"),
    [
        ({"form": "colum"}, "BW406", "slide.panels.1.form"),
        ({"form": 0}, "BW406", "slide.panels.1.form"),
        ({"form": "message"}, "BW450", "slide.panels.1.form"),
        ({"form": "bullets", "itemz": ["a"]}, "BW121", "slide.panels.1"),
        ({"form": "bullets", "items": []}, "BW126", "slide.panels.1.items"),
        ({"form": "bullets", "items": ["a"], "so_what": "b"}, "BW451", "slide.panels.1.so_what"),
        ({"form": "bullets", "items": ["a"], "width": 5}, "BW452", "slide.panels"),
        ({"form": "table", "columns": ["A", "B"], "rows": [["a"]]}, "BW410", "slide.panels.1.rows.1"),
        ({"title": "No form"}, "BW122", "slide.panels.1"),
    ],
)
def test_what_no_panel_can_hold_is_refused_where_it_stands(entry: dict[str, Any], code: str, named: str) -> None:
    with pytest.raises(Refused) as refused:
        panels(entry, POINTS)
    assert any(d.code == code and named in d.message for d in refused.value.diagnostics), refused.value.diagnostics
