"""A slide whose values do not fit one another is refused at its line, whatever would be written of it."""

from pathlib import Path

import pytest

from briefwright.core.diagnostics import Refused
from tests.story.briefs import BRIEF, told

CASES = {
    "a row that is short": ("form: table, columns: [A, B], rows: [[a, b], [a]]", "BW410", "m.rows.2 has 1 cells"),
    "a row that is long": ("form: player-matrix, columns: [A, B], rows: [[a, b, c]]", "BW410", "m.rows.1"),
    "a row of a register": ("form: register, tables: [{columns: [A], rows: [[a], [a, b]]}]", "BW410", "rows.2"),
    "a column that is none": ("form: table, columns: [A], rows: [[a]], key: 4", "BW411", "m.key"),
    "a column of a matrix": ("form: player-matrix, columns: [A, B], rows: [[a, b]], key: 9", "BW411", "m.key"),
    "a text where a table is due": ("form: register, tables: [{columns: [A], rows: [[a]]}, x]", "BW124", "m.tables.2"),
    "a number among tables": ("form: register, tables: [{columns: [A], rows: [[a]]}, 5]", "BW124", "m.tables.2"),
    "a series that is short": (
        "form: line, chart: {categories: [a, b], series: [{numbers: [{value: 1}]}]}", "BW423", "1 for 2",
    ),
    "a series that is long": (
        "form: stacked, chart: {categories: [a], series: [{name: n, numbers: [{value: 1}, {value: 2}]}]}", "BW423",
        "2 for 1",
    ),
    "series without names": (
        "form: line, chart: {categories: [a], series: [{numbers: [{value: 1}]}, {name: b, numbers: [{value: 1}]}]}",
        "BW424", "series.1",
    ),
    "series of one name": (
        "form: stacked, chart: {categories: [a], series: [{name: b, numbers: [{}]}, {name: b, numbers: [{}]}]}",
        "BW424", "series.2",
    ),
    "an edge to nobody": (
        "form: network, nodes: [{id: alpha, label: A}, {id: b, label: B}], edges: [{source: b, target: alpa}]",
        "BW412", "alpa",
    ),
    "two nodes of one id": (
        "form: network, nodes: [{id: a, label: A}, {id: a, label: B}], edges: [{source: a, target: a}]", "BW425",
        "nodes.2.id",
    ),
    "a year beyond calendars": (
        "form: timeline, events: [{date: x, text: y, start: 2020, end: 1000000}]", "BW418", "events.1.end",
    ),
    "a year before them": ("form: timeline, events: [{date: x, text: y, start: 0}]", "BW418", "events.1.start"),
    "a number beyond bounds": (
        'form: timeline, events: [{date: x, text: y, start: "{{ (10 ** 9) ** 9 }}"}]', "BW116", "events.1.start",
    ),
    "a variant that is empty": ('form: bullets, items: [{text: {default: ""}}]', "BW135", "empty"),
    "a variant that is a list": ("form: bullets, items: [{text: {default: [a]}}]", "BW124", "a text is due"),
    "a section that is a mapping": ("form: bullets, section: {a: b}, items: [a]", "BW124", "a text is due"),
    "a form that is a list": ("form: [bullets], items: [a]", "BW124", "a text is due"),
    "tags that are a mapping": ("form: bullets, tags: {a: b}, items: [a]", "BW124", "a text is due"),
    "a label of two lines": ('form: bullets, items: [{label: "a\\n\\nb", text: c}]', "BW154", "m.items.1.label"),
}  # fmt: skip


@pytest.mark.parametrize(("slide", "code", "said"), CASES.values(), ids=CASES)
def test_what_does_not_fit_together_is_an_error_at_its_line(slide: str, code: str, said: str, tmp_path: Path) -> None:
    text = f"{BRIEF}slides:\n  - {{id: m, title: A slide of my own, {slide}}}\n"
    with pytest.raises(Refused) as caught:
        told(tmp_path, text=text)
    faults = [fault for fault in caught.value.diagnostics if fault.code == code]
    assert faults, caught.value
    assert said in faults[0].message
    for fault in caught.value.diagnostics:
        assert fault.span is not None
        assert fault.span.line == text.count("\n"), fault
        assert len(fault.message) <= 500


def test_the_nearest_node_is_named(tmp_path: Path) -> None:
    nodes = "[{id: alpha, label: A}, {id: beta, label: B}]"
    slide = f"form: network, nodes: {nodes}, edges: [{{source: beta, target: alpa}}]"
    with pytest.raises(Refused) as caught:
        told(tmp_path, text=f"{BRIEF}slides:\n  - {{id: m, title: A slide, {slide}}}\n")
    assert [fault.hint for fault in caught.value.diagnostics] == ['did you mean "alpha"?']
