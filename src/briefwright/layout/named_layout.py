"""The layout that a slide names to the theme and the placeholders that its pages are placed with."""

from __future__ import annotations

from msgspec.structs import replace

from ..core.diagnostics import Diagnostic
from ..core.messages import diagnose, nearest_and_all
from ..forms.kit.form import Place
from ..scene.model import Anchor
from ..story.model import Slide, Story
from ..theme.model import ClientTemplate, Theme
from .layouts import KINDS, PAGES, own_placeholders

LEADING = 1.2  # of a line, in sizes
FURNITURE = ("marking", "page", "date")
BULLET = 15.0  # pt, the indent of points on layouts of ours


def with_named(theme: Theme, story: Story) -> tuple[Theme, tuple[Diagnostic, ...]]:
    """The theme with the layouts that slides name, and what is wrong with their names."""
    named = [slide.layout for slide in story.slides if slide.layout]
    if not named:
        return theme, ()
    names = {name.casefold(): name for name in _names(theme)}
    known = dict.fromkeys(names[key] for one in named if (key := one.prose.strip().casefold()) in names)
    problems = tuple(
        diagnose(
            "BW460",
            one.span,
            theme=theme.name,
            name=one.prose,
            hint=nearest_and_all(one.prose, names.values(), "its layouts are"),
        )
        for one in named
        if one.prose.strip().casefold() not in names
    )
    if theme.client and known:
        from ..theme.adopt.layouts_by_name import with_layouts  # loads what reads Office files

        theme = with_layouts(theme, theme.client, known)
    return theme, problems


def named_kind(slide: Slide, theme: Theme) -> str | None:
    """The name of the layout that a slide names: a client's own, or a kind of ours; None where it names none."""
    wanted = slide.layout.prose.strip().casefold() if slide.layout else ""
    if theme.client:
        return next((name for name, of in theme.client.layouts.items() if of.frame and name.casefold() == wanted), None)
    return next((kind for kind, of in KINDS.items() if wanted in (kind, of.title.casefold())), None)


def on_named(theme: Theme, name: str | None) -> Theme:
    """The theme in which pages stand on a client's layout of that name."""
    client = theme.client
    if name is None or client is None:
        return theme
    of = client.layouts[name]
    assert of.frame is not None
    layouts = {**client.layouts, **dict.fromkeys(PAGES, of)}
    return replace(theme, frame=of.frame, panel=None, client=replace(client, layouts=layouts))


def places(theme: Theme, name: str | None) -> tuple[Place, ...]:
    """The placeholders of the layout of that name which words go into, the title first; none where it names none."""
    if name is None:
        return ()
    client = theme.client
    held = _of_client(theme, client, name) if client else _of_ours(theme, name)
    anchor: Anchor = "top" if client else "bottom"  # as on every page of ours
    title = Place("title", 0, "title", theme.frame.rect("headline"), theme.style("h1"), anchor=anchor)
    own = next((one for one in held if one.is_title and (client or not KINDS[name].headed)), title)
    return own, *(one for one in held if not one.is_title)


def _of_ours(theme: Theme, kind: str) -> list[Place]:
    held = own_placeholders(kind, theme)
    first = 0 if any(one.name == "title" for one in held) else 1
    return [
        Place(one.name, n, one.name, one.rect, one.style, one.align, one.anchor, BULLET)
        for n, one in enumerate(held, start=first)
    ]


def _of_client(theme: Theme, client: ClientTemplate, name: str) -> list[Place]:
    shown: list[Place] = []
    for key, one in client.layouts[name].placeholders.items():
        if key not in FURNITURE:
            usual = theme.style("h1" if key == "title" else "body", colour=one.colour, bold=one.bold)
            style = replace(usual, size=one.size, leading=one.size * LEADING)
            box, of = one.rect, (one.align, one.anchor, one.bullet, one.caps)
            shown.append(Place(one.name, one.index, key, box, style, *of))
    return shown


def _names(theme: Theme) -> tuple[str, ...]:
    if not theme.client:
        return tuple(of.title for of in KINDS.values())
    from ..theme.adopt.layouts_by_name import layout_names  # loads what reads Office files

    return layout_names(theme.client)
