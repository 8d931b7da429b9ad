"""The names of handouts to their files: the table of all handouts, and each of those asked for as a PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module

from msgspec import Struct
from msgspec.structs import replace

from ..core.collector import collector_at_rest
from ..core.diagnostics import Diagnostic, Refused
from ..core.messages import diagnose, nearest_or_all
from ..core.unforeseen import at_work_on
from ..layout.long_words import made_whole
from ..scene.model import Item
from ..text.fit import Typesetter
from .material import Material
from .print_theme import print_theme
from .printing import Document, pdf


class Handout(Struct, frozen=True):
    """A kind of handout: what it is for, and the function that sets it on pages; none of a Word document."""

    name: str
    summary: str
    set_pages: Callable[[Material], Document] | None


def _handout(name: str, summary: str, module: str, **options: int) -> Handout:
    """A handout that a module of this folder makes; the module is imported when it is first used."""

    def set_pages(material: Material) -> Document:
        document: Document = import_module(f"{__package__}.{module}").set_pages(material, **options)
        return document

    return Handout(name, summary, set_pages)


HANDOUTS: tuple[Handout, ...] = (
    _handout("leave-behind", "the narrative in two columns, with side figures and exhibits", "leave_behind"),
    Handout("leave-behind.docx", "the narrative as a Word document, to edit and to comment on", None),
    _handout("one-pager", "the whole brief on one page, cut to fit", "one_pager"),
    _handout("slides-1up", "one slide a page, ruled lines below", "n_up", count=1),
    _handout("slides-2up", "two slides a page, ruled lines below", "n_up", count=2),
    _handout("slides-3up", "three slides a page, ruled lines beside", "n_up", count=3),
    _handout("slides-4up", "four slides a page, ruled lines below", "n_up", count=4),
    _handout("slides-6up", "six slides a page, ruled lines below", "n_up", count=6),
    _handout("script", "what the speaker says, slide by slide, with the time it takes", "script"),
)


def compose(names: Sequence[str], material: Material) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """The handouts of those names as files, ``NAME.pdf`` or, of a Word document, ``NAME``; and their diagnostics.

    Refused (BW707): an unknown name."""
    # the background of a client's slides suits only the client's own colours
    deck_theme = material.theme if material.theme.client else None
    material = replace(material, theme=print_theme(material.theme))
    known = {handout.name: handout for handout in HANDOUTS}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise Refused([_unknown(name, known) for name in unknown])
    files: dict[str, bytes] = {}
    problems: list[Diagnostic] = []
    for name in dict.fromkeys(names):
        with at_work_on(name), collector_at_rest():
            if set_pages := known[name].set_pages:
                made = _document(set_pages, material)
                files[f"{name}.pdf"], found = pdf(made, material.theme, deck_theme), made.diagnostics
            else:
                from .word_document import write  # only for those who ask for it

                files[name], found = write(material)
            problems += found
    return files, tuple(problems)


def _document(set_pages: Callable[[Material], Document], material: Material) -> Document:
    """The handout, words broken that no line of it holds."""

    material = replace(material, kept={})

    def make(type_: Typesetter) -> Document:
        return set_pages(replace(material, type=type_))

    def seen(made: Document) -> tuple[Iterable[Item], Iterable[Diagnostic]]:
        return (item for page in made.scene.pages for item in page.items), made.diagnostics

    return made_whole(make, seen, material.typesetter())


def _unknown(name: str, known: dict[str, Handout]) -> Diagnostic:
    hint = nearest_or_all(name, known)
    return diagnose("BW707", getattr(name, "span", None), name=name, hint=hint)
