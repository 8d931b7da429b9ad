"""An audience to its effective values, each with the place that gave it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct

from ..brief.model import Brief
from ..core.diagnostics import Span
from ..yamlfile.fields import Entry, Prose
from ..yamlfile.hints import field_names
from .model import Audience, Profile

# The keys of a profile by what they decide, in the order in which they are shown.
GROUPS: dict[str, tuple[str, ...]] = {
    "Reader": ("title", "language", "terms", "labels", "numbers", "reliability", "ask"),
    "Selection": ("depth", "tags", "weights", "require", "limits"),
    "Order": ("outline", "order", "to_appendix", "dividers", "overrides"),
    "Look": ("theme", "page", "marking"),
    "Files": ("handouts", "narrative"),
}
OTHER = "Other"
HIDDEN = ("extends",)  # the files that it leads to are listed instead
DEFAULT = "default"


class Setting(Struct, frozen=True):
    """One effective value. ``key`` is dotted; ``origin`` is where it was given, or None with ``by`` saying who gave it:
    ``default``, or an option of the command line."""

    group: str
    key: str
    value: Any
    origin: Span | None = None
    by: str = ""


def settings(
    audience: Audience,
    brief: Brief,
    theme: str | None = None,
    language: str | None = None,
    worded: Callable[[str], str] = str,
) -> tuple[Setting, ...]:
    """Every value that holds for an audience, by group. ``theme`` and ``language`` are those asked for, which win;
    ``worded`` says a text of a shared template in the audience's language."""
    asked = {"theme": ("-t", theme), "language": ("-l", language)}
    groups = {key: group for group, keys in GROUPS.items() for key in keys}
    ranks = {key: n for n, key in enumerate(groups)}
    entries: list[Setting] = []
    for key in sorted(field_names(Profile), key=lambda key: ranks.get(key, len(ranks))):
        group = groups.get(key, OTHER)
        option, given = asked.get(key, ("", None))
        if given is not None:
            entries.append(Setting(group, key, given, by=option))
        elif key in ("language", "marking") and getattr(audience.profile, key) is None:
            entries.append(_of_the_brief(group, key, brief))
        elif key not in HIDDEN:
            entries += _leaves(group, key, getattr(audience.profile, key), audience, worded)
    return tuple(entries)


def _of_the_brief(group: str, key: str, brief: Brief) -> Setting:
    """What a profile leaves to the brief."""
    written = brief.written is not None and key in brief.written
    value, origin = getattr(brief, key), brief.at(key) if written else None
    return Setting(group, key, value, origin, "" if origin else DEFAULT)


def _leaves(group: str, key: str, value: Any, audience: Audience, worded: Callable[[str], str]) -> Iterator[Setting]:
    """A value, or each value of a mapping under a dotted key; texts in the wording of the audience."""
    if isinstance(value, Entry):
        for name in field_names(type(value)):
            yield from _leaves(group, f"{key}.{name}", getattr(value, name), audience, worded)
    elif isinstance(value, dict) and value and "default" not in value:
        for name, inner in value.items():
            yield from _leaves(group, f"{key}.{name}", inner, audience, worded)
    elif isinstance(value, Prose):
        chosen, span = value.choose(audience.name, audience.language)
        text = worded(chosen)
        yield Setting(group, key, str(text), getattr(text, "span", span))
    else:
        origin = audience.origins.get(key)
        yield Setting(group, key, _plain(value), origin, "" if origin else DEFAULT)


def _plain(value: Any) -> Any:
    """A value without what we know of its place, for JSON."""
    match value:
        case dict():
            return {str(key): _plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case bool() | None:
            return value
        case int():
            return int(value)
        case float():
            return float(value)
        case _:
            return str(value)
