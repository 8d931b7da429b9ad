"""The Audience: who reads, and so what is chosen, in which order and depth, how worded and how long."""

# No ``from __future__ import annotations``: msgspec would compile every annotation anew, at each start.

from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Struct, field

from ..core.diagnostics import Span
from ..yamlfile.fields import Entry, Flag, Line, Name, Names, Number, Prose, Untyped
from ..yamlfile.hints import Before, Bounds


class Limits(Entry, frozen=True, kw_only=True):
    """``slides`` counts neither title nor dividers nor appendix; ``words`` are those of a page's body; ``minutes`` are
    the speaker's."""

    slides: Annotated[int, Bounds(least=1)] | None = None
    words: Annotated[int, Bounds(least=10)] | None = None
    minutes: Annotated[int, Bounds(least=1)] | None = None


NumberStyle = Literal["rounded", "precise", "range", "as-of"]
Styles = Annotated[tuple[NumberStyle, ...], Before(lambda value: (value,) if isinstance(value, str) else value)]


class Profile(Entry, frozen=True, kw_only=True):
    """A profile as it is written, in ``templates/audiences/NAME.yaml`` or under ``audiences:`` of a brief."""

    extends: Line | None = None
    title: Prose | None = None  # what the cover calls the edition: "Executive brief"
    outline: Line = "briefing"
    theme: Line = "paper"
    language: Line | None = None  # the brief's own when not given
    page: Literal["A4", "Letter"] = "A4"
    marking: Line | None = None
    depth: Literal[1, 2, 3] = 3
    limits: Limits = Limits()
    weights: dict[str, Number] = field(default_factory=dict)  # by tag; 0 leaves out, above 1 comes first
    require: Names = ()  # ids or tags that stay whatever their depth or weight
    order: Names = ()  # ids of sections or slides, in the order in which they come
    to_appendix: Names = ()  # ids of slides, sections or forms
    numbers: Styles = ("precise",)
    labels: dict[str, Prose] = field(default_factory=dict)  # fixed words of its own
    terms: Literal["native", "gloss", "plain"] = "native"
    dividers: Annotated[int, Bounds(least=0)] = (
        0  # every section opens with one where they average so many slides; 0: none
    )
    reliability: Flag = False  # whether the sources slide grades its sources (Admiralty A-F)
    ask: Prose | None = None
    handouts: Names = ("leave-behind",)
    narrative: Name = "leave-behind"  # the template that the leave-behind is told by
    overrides: Untyped = field(default_factory=dict)  # fields of outline slides, by slide id


class Audience(Struct, frozen=True):
    """A profile under its name. ``origins`` says where each value that somebody gave was given, by dotted key."""

    name: str
    profile: Profile
    language: str
    origins: Mapping[str, Span] = field(default_factory=dict)

    def weight(self, tags: tuple[str, ...]) -> float:
        """The greatest weight of the tags; 1 without any."""
        return max((float(self.profile.weights.get(tag, 1)) for tag in tags), default=1.0)
