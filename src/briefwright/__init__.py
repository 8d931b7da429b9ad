"""Briefwright: one brief in YAML becomes a deck, its PDF and handouts, for every audience.

    brief.yaml -read-> Brief -tell-> Story -place-> Scene -write-> deck.pptx, slides.pdf
                                     Story -compose-> leave-behind.pdf

``brief`` is what is known, ``audience`` who reads it, ``story`` how it is told, ``forms`` where it stands on a page,
``theme`` and ``text`` how it looks and how wide it is, ``scene`` the placed pages, ``write`` and ``handout`` the files.
"""

TYPE_CHECKING = False  # nothing is loaded yet: ``python -m`` finds the modules of the working folder first
if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from .pipeline.build import Built

__version__ = "0.1.0"


def build(brief: "str | Path", audiences: "Sequence[str]" = (), out: "str | Path" = "output") -> "Built":
    """Build a brief for the named audiences, or for ``full``, into ``out/<brief id>/<audience>/``.

    Returns the paths written and every diagnostic; raises ``diagnostics.Refused`` when nothing could be written.
    """
    from pathlib import Path  # not while nothing is loaded yet

    # the stages load their libraries only when a build asks for them
    from .pipeline.build import build as build_editions
    from .pipeline.editions import Order
    from .pipeline.workers import Workers

    with Workers() as workers:
        return build_editions(Order(Path(brief), tuple(audiences), out=Path(out)), workers)
