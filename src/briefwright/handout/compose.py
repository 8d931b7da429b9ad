"""The handouts by name, in one literal table: an audience's profile names those that it gets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module

from msgspec import Struct
from msgspec.structs import replace

from ..core.diagnostics import Diagnostic, Refused
from ..core.messages import diagnose, nearest
from .material import Composed, Material
from .white_paper import on_paper


class Handout(Struct, frozen=True):
    """A kind of handout: what it is for, and the function that makes it a PDF."""

    name: str
    summary: str
    compose: Callable[[Material], Composed]


def _leave_behind(material: Material) -> Composed:
    from .leave_behind import compose  # with the library that writes PDFs

    return compose(material.story, material.theme, material.beside, material.pages)


def _by(module: str, material: Material, **more: int) -> Composed:
    """The handout that a module of this folder composes, loaded where it is asked for."""
    composed: Composed = import_module(f"{__package__}.{module}").compose(material, **more)
    return composed


def _slides(count: int, summary: str) -> Handout:
    return Handout(f"slides-{count}up", summary, partial(_by, "n_up", count=count))


HANDOUTS: tuple[Handout, ...] = (
    Handout("leave-behind", "the narrative in two columns, with side figures and exhibits", _leave_behind),
    Handout("one-pager", "the whole brief on one page, cut to fit", partial(_by, "one_pager")),
    _slides(1, "one slide a page, ruled lines below"),
    _slides(2, "two slides a page, ruled lines below"),
    _slides(3, "three slides a page, ruled lines beside"),
    _slides(4, "four slides a page, ruled lines below"),
    _slides(6, "six slides a page, ruled lines below"),
    Handout("script", "what the speaker says, slide by slide, with the time it takes", partial(_by, "script")),
)


def compose(names: Sequence[str], material: Material) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """The handouts of those names as files, ``NAME.pdf``, and what was found on the way. Refused: an unknown name."""
    # on a client's own ground, only its own colours can be read
    shown = material.theme if material.theme.client else None
    material = replace(material, theme=on_paper(material.theme), shown=shown)
    known = {handout.name: handout for handout in HANDOUTS}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise Refused([_unknown(name, known) for name in unknown])
    files: dict[str, bytes] = {}
    found: list[Diagnostic] = []
    for name in dict.fromkeys(names):
        files[f"{name}.pdf"], told = known[name].compose(material)
        found += told
    return files, tuple(found)


def _unknown(name: str, known: dict[str, Handout]) -> Diagnostic:
    guess = nearest(name, known)
    hint = f'did you mean "{guess}"?' if guess else f"there are: {', '.join(known)}"
    return diagnose("BW707", getattr(name, "span", None), name=name, hint=hint)
