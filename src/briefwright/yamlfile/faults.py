"""A value that cannot be used to words: what it is, what is due in its place, what usually mends it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..core.messages import did_you_mean

MAPPING, LIST = "a mapping (key: value)", "a list"


class Fault(Exception):
    """A value that cannot be used: a code of the catalogue with its words. ``at`` is the key or index within the value
    that is meant."""

    def __init__(self, code: str, at: str | int | None = None, hint: str | None = None, **words: object) -> None:
        super().__init__(code)
        self.code, self.at, self.hint, self.words = code, at, hint, words


def due(what: str, value: Any, at: str | int | None = None) -> Fault:
    """The fault of a value that is of another kind than ``what``."""
    return Fault("BW124", at, _mend(what, value), due=what, kind=kind_of(value))


def no_choice(value: Any, choices: tuple[Any, ...]) -> Fault:
    """A value where only some words or numbers are known."""
    words = [str(choice) for choice in choices if choice != ""]
    shown = [f'"{choice}"' if isinstance(choice, str) else str(choice) for choice in choices if choice != ""]
    *others, last = shown
    return Fault(
        "BW125" if others else "BW152",
        hint=did_you_mean(str(value), words),
        value=kind_of(value),
        expected=f"{', '.join(others)} or {last}" if others else last,
    )


def kind_of(value: object) -> str:
    """What a reader of YAML calls a value."""
    match value:
        case None:
            return "nothing"
        case bool():
            return f'"{str(value).lower()}"'
        case int() | float():
            return f"the number {getattr(value, 'written', value)}"
        case str():
            return f'the text "{shortened(value)}"'
        case Mapping():
            return "a mapping"
        case list() | tuple():
            return "a list"
    return type(value).__name__


def shortened(text: str, most: int = 40) -> str:
    """The text on one line, cut where it is longer than ``most`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def _mend(what: str, value: object) -> str | None:
    """What usually mends a value of another kind."""
    if what == MAPPING and isinstance(value, list):
        ids = [one["id"] for one in value if isinstance(one, Mapping) and isinstance(one.get("id"), str)]
        return f"the id is the key here: {shortened(ids[0])}: {{…}}" if ids else None
    if what == "a text":
        if isinstance(value, Mapping):
            return 'a text with ": " in it stands in quotes or after ">-"; one with variants has the key "default"'
        if isinstance(value, list):
            return 'a text that opens with "[" or "- " stands in quotes'
        return "put it in quotes"
    if "number" in what and isinstance(value, str):
        return "write the digits alone, with a point for decimals; a unit has its own key"
    if what == LIST and not isinstance(value, Mapping):
        return 'write one item a line, each behind "- "'
    return None
