"""Briefwright: one brief in YAML becomes a deck, its PDF and handouts, for every audience.

    brief.yaml -read-> Brief -tell-> Story -place-> Scene -write-> deck.pptx, slides.pdf
                                     Story -compose-> leave-behind.pdf

``brief`` is what is known, ``audience`` who reads it, ``story`` how it is told, ``forms`` where it stands on a page,
``theme`` and ``text`` how it looks and how wide it is, ``scene`` the placed pages, ``write`` and ``handout`` the files.

The functions here are the library; the commands call nothing else. Each loads what it needs when it is called, and
raises ``Refused``, with every diagnostic, where it can do nothing at all.
"""

TYPE_CHECKING = False  # nothing is loaded yet: ``python -m`` finds the modules of the working folder first
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from concurrent.futures import Executor
    from pathlib import Path
    from typing import Any

    from .brief.read import Reading
    from .core.diagnostics import Diagnostic, Refused, Severity, Span
    from .inspect.account import Account
    from .inspect.coverage import Coverage
    from .inspect.translate import Translated
    from .pipeline.batch import Merged
    from .pipeline.build import Built
    from .pipeline.check import Checked

    Progress = Callable[[int, int, str], None]  # how many are done, of how many, and what is being made

__version__ = "0.1.0"
__all__ = [
    "Diagnostic", "Refused", "Severity", "Span", "adopt_theme", "build", "build_for_clients", "check", "check_theme",
    "copy_template", "coverage", "covered", "explain", "listing", "new_brief", "read", "schema", "translate",
]  # fmt: skip
OUTPUTS = ("deck", "slides", "handouts")
LISTED = ("audiences", "outlines", "forms", "handouts", "themes", "languages")
TEMPLATES = ("audience", "outline", "handout", "theme", "language")
SCHEMAS = ("brief", "audience", "outline", "theme")


def read(brief: "str | Path") -> "Reading":
    """Read a brief: its values with their places, its figures computed, its facts, and every warning and note.

    Raises ``Refused`` with everything wrong in it.
    """
    from pathlib import Path

    from .brief.read import read as read_brief

    return read_brief(Path(brief))


def build(
    brief: "str | Path",
    audiences: "Sequence[str]" = (),
    out: "str | Path" = "output",
    *,
    theme: str | None = None,
    language: str | None = None,
    only: "Sequence[str]" = OUTPUTS,
    strict: bool = False,
    force: bool = False,
    executor: "Executor | None" = None,
    progress: "Progress | None" = None,
) -> "Built":
    """Build a brief for the named audiences, or for ``full``, into ``out/<brief id>/<audience>/``.

    ``only`` names the kinds of files to write; ``strict`` counts warnings as errors; ``force`` overwrites what was
    edited since it was built. Returns the paths written and every diagnostic; ``failed`` when an error stopped the
    files. Raises ``Refused`` where there is no brief to build or a file cannot be written.
    """
    from .pipeline.build import build as build_editions
    from .pipeline.workers import Workers

    # forked with what is loaded by now; they load what they need beside it while the brief is read and told here
    with Workers(first="briefwright.pipeline.deck:prepare", executor=executor) as workers:
        order = _order(brief, audiences, theme, language, out, only, strict, force)
        return build_editions(order, workers, progress or _silent)


def build_for_clients(
    brief: "str | Path",
    clients: "str | Path",
    audiences: "Sequence[str]" = (),
    out: "str | Path" = "output",
    *,
    theme: str | None = None,
    language: str | None = None,
    only: "Sequence[str]" = OUTPUTS,
    strict: bool = False,
    force: bool = False,
    name: str = "name",
    executor: "Executor | str | None" = None,
    progress: "Progress | None" = None,
    landed: "Callable[[Path], None] | None" = None,
) -> "Merged":
    """Build a brief for every row of a table of clients, into ``out/<brief id>/<client>/<audience>/``.

    ``clients`` is its file, or ``FILE!SHEET``; ``name`` is the column with the names.

    ``executor`` does the work of the rows instead of processes of this machine: one of ``concurrent.futures``, or the
    address of a Dask scheduler (``dask://HOST:PORT``). Its workers are sent what they lack, and files land here.
    ``landed`` is called with each file that stands in its place. Returns how many rows were built and refused, and
    every diagnostic. Raises ``Refused`` where the brief or the table as a whole cannot be used.
    """
    from pathlib import Path

    from .pipeline.batch import merge
    from .pipeline.workers import Workers

    order = _order(brief, audiences, theme, language, out, only, strict, force)
    if isinstance(executor, str):
        from .pipeline.elsewhere import workers_at

        with workers_at(executor) as workers:
            return merge(order, Path(clients), workers, progress or _silent, landed or _silent, name)
    return merge(
        order, Path(clients), Workers(apart=True, executor=executor), progress or _silent, landed or _silent, name
    )


def check(
    brief: "str | Path",
    audiences: "Sequence[str]" = (),
    *,
    theme: str | None = None,
    language: str | None = None,
    sources: "Mapping[str, str | Path] | None" = None,
) -> "Checked":
    """Check facts, citations, fit and wording for the named audiences, or for every audience there is; write nothing.

    ``sources`` are the files of texts by the id of their source. Returns the brief, its editions as far as they can be
    told, and every diagnostic. Raises ``Refused`` where the brief or a source cannot be read.
    """
    from pathlib import Path

    from .pipeline.check import check as check_editions

    texts = {name: Path(path) for name, path in (sources or {}).items()}
    return check_editions(_order(brief, audiences, theme, language), texts)


def explain(
    brief: "str | Path", audiences: "Sequence[str]" = (), *, theme: str | None = None, language: str | None = None
) -> "tuple[tuple[Account, ...], tuple[Diagnostic, ...]]":
    """Say where every value of an audience's edition comes from, what was left out and why; and every diagnostic."""
    from .inspect.explain import explain as account

    return account(_order(brief, audiences, theme, language))


def coverage(
    brief: "str | Path", audiences: "Sequence[str]" = (), *, theme: str | None = None, language: str | None = None
) -> "tuple[Coverage, tuple[Diagnostic, ...]]":
    """Say which audience meets which fact, for the named audiences or for all; and every diagnostic."""
    from .inspect.explain import cover

    return cover(_order(brief, audiences, theme, language))


def covered(checked: "Checked") -> "Coverage":
    """Which audience meets which fact, of what was checked already."""
    from .inspect.explain import covered as matrix

    return matrix(checked.brief, checked.editions)


def listing(kind: str, beside: "str | Path | None" = None) -> tuple[tuple[str, str], ...]:
    """The names of "audiences", "outlines", "forms", "handouts", "themes" or "languages", each with what it is for.

    ``beside`` is the folder of a brief, whose templates count, too.
    """
    from pathlib import Path

    from .inspect.library import listing as rows

    _one_of((kind,), LISTED)
    return rows(kind, Path(beside) if beside else None)


def schema(kind: str = "brief") -> "dict[str, Any]":
    """The JSON Schema of "brief", "audience", "outline" or "theme"."""
    from .inspect.schema import schema as schema_of

    _one_of((kind,), SCHEMAS)
    return schema_of(kind)


def new_brief(name: str, *, minimal: bool = False, force: bool = False) -> "Path":
    """Write ``NAME.yaml`` in the working folder, a commented brief that builds at once; ``minimal``, with few lines."""
    from .inspect.library import new_brief as write

    return write(name, force=force, minimal=minimal)


def copy_template(
    kind: str, name: str, brief: "str | Path | None" = None, *, force: bool = False
) -> "tuple[Path, Path]":
    """Lay a copy of a shared template beside a brief, or in the working folder. Returns the copy and its original.

    ``kind`` is "audience", "outline", "handout", "theme" or "language".
    """
    from pathlib import Path

    from .inspect.library import copy_template as copy

    _one_of((kind,), TEMPLATES)
    return copy(kind, name, Path(brief) if brief else None, force)


def translate(
    brief: "str | Path", language: str, out: "str | Path | None" = None, *, force: bool = False
) -> "Translated":
    """Write the sheet in which the texts of a brief get their wordings in another language; those it has are kept.

    ``out`` is the sheet that the brief names under ``translations:`` unless given, else ``BRIEF.LANGUAGE.csv``.
    """
    from pathlib import Path

    from .inspect.translate import translate as write

    return write(Path(brief), language, Path(out) if out else None, force)


def adopt_theme(
    file: "str | Path",
    out: str | None = None,
    *,
    layouts: "Mapping[str, str] | None" = None,
    without_macros: bool = False,
    from_slides: bool | None = None,
) -> "tuple[Path, tuple[Diagnostic, ...]]":
    """Write a theme for a client's own PowerPoint file, or for a ``_brand.yml``. Returns its path, and what was
    matched. ``layouts`` names those of the file that stand for "title", "content" and "section", where they are not to
    be chosen; ``from_slides`` makes layouts of its sample slides first; without it that is done where
    they alone have the client's look."""
    from pathlib import Path

    path = Path(file)
    if path.suffix.lower() in (".yml", ".yaml"):
        from .theme.adopt.brand import save_brand

        return save_brand(path, out)
    from .pipeline.tried_adoption import save_adopted

    return save_adopted(path, out, layouts, without_macros=without_macros, from_slides=from_slides)


def check_theme(name: str, out: "str | Path" = ".") -> "tuple[tuple[Path, ...], tuple[Diagnostic, ...]]":
    """Draw every form in a theme on one sheet in the folder ``out``. Returns the files, and what was found."""
    from pathlib import Path

    from .pipeline.theme_check import check_theme as write

    return write(name, Path(out))


def _order(
    brief: "str | Path",
    audiences: "Sequence[str]",
    theme: str | None,
    language: str | None,
    out: "str | Path" = "output",
    only: "Sequence[str]" = OUTPUTS,
    strict: bool = False,
    force: bool = False,
) -> "Any":
    from pathlib import Path

    from .pipeline.editions import Order

    names = (audiences,) if isinstance(audiences, str) else tuple(audiences)
    _one_of(only, OUTPUTS)
    return Order(Path(brief), names, theme, language, Path(out), tuple(only), strict, force)


def _one_of(given: "Sequence[str]", known: "Sequence[str]") -> None:
    for name in given:
        if name not in known:
            raise ValueError(f"{name!r} is not one of {', '.join(known)}")


def _silent(*_: object) -> None:
    pass


def __getattr__(name: str) -> object:
    """What the functions hand out and raise, by its name here."""
    if name in ("Diagnostic", "Refused", "Severity", "Span"):
        from .core import diagnostics

        return getattr(diagnostics, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
