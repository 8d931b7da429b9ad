"""How the values of a file become the fields of a model."""

from collections.abc import Iterator

import pytest

import briefwright
from briefwright.yamlfile.fields import Entry, Line, Names
from briefwright.yamlfile.tree import read
from briefwright.yamlfile.validate import validate


class Item(Entry, frozen=True, kw_only=True):
    title: Line
    names: Names = ()


def types(part: object) -> Iterator[str]:
    """The types that a schema names, wherever it does."""
    for key, value in part.items() if isinstance(part, dict) else ():
        if key == "type" and not isinstance(value, dict):
            yield from [value] if isinstance(value, str) else value
        yield from types(value)
    for each in part if isinstance(part, list) else ():
        yield from types(each)


@pytest.mark.parametrize("kind", briefwright.SCHEMAS)
def test_a_schema_names_no_types_but_those_of_json_schema(kind: str) -> None:
    named = set(types(briefwright.schema(kind)))
    assert {"object", "string"} <= named <= {"array", "boolean", "integer", "null", "number", "object", "string"}


def test_a_number_where_a_text_is_due_is_a_text_as_it_was_written_and_keeps_its_place() -> None:
    item = validate(Item, read("title: 4.0\nnames: [a, -1e-2, 007]\n", "f.yaml"))
    assert (item.title, *item.names) == ("4.0", "a", "-1e-2", "007")
    assert [(text.span.line, text.span.column) for text in (item.title, *item.names)] == [
        (1, 8),
        (2, 9),
        (2, 12),
        (2, 19),
    ]  # type: ignore[attr-defined]
