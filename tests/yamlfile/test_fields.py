"""How the values of a file become the fields of a model."""

from briefwright.yamlfile.fields import Entry, Line, Names
from briefwright.yamlfile.tree import read
from briefwright.yamlfile.validate import validate


class Item(Entry, frozen=True, kw_only=True):
    title: Line
    names: Names = ()


def test_a_number_where_a_text_is_due_is_a_text_as_it_was_written_and_keeps_its_place() -> None:
    item = validate(Item, read("title: 4.0\nnames: [a, -1e-2, 007]\n", "f.yaml"))
    assert (item.title, *item.names) == ("4.0", "a", "-1e-2", "007")
    assert [(text.span.line, text.span.column) for text in (item.title, *item.names)] == [
        (1, 8),
        (2, 9),
        (2, 12),
        (2, 19),
    ]  # type: ignore[attr-defined]
