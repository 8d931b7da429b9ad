"""The phases between reading and landing: each turns the editions of a brief into what the next phase takes.

An edition that a phase refuses goes through the later ones as it is, a ``Refused``: so the problems of all editions
are reported, and in the order of the editions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import ParamSpec, TypeVar

from msgspec import Struct
from msgspec.structs import asdict, replace

from ..brief.read import Reading
from ..core.diagnostics import Diagnostic, Refused, Severity, named
from ..core.unforeseen import at_work_on
from ..layout.named_layout import with_named
from ..scene.model import Scene
from ..story.model import Story
from ..story.resolution import Resolved
from ..story.resolution import resolve as resolve_audience
from ..story.tell import tell as tell_story
from ..theme.model import Theme
from ..theme.page import in_page_points
from . import manifest
from .deck import WRITERS, Production
from .workers import Workers

Progress = Callable[[int, int, str], None]
Files = dict[str, bytes]
P = ParamSpec("P")
T = TypeVar("T")
DEFAULT_AUDIENCE = "full"
KINDS = ("deck", "slides", "handouts")
PRODUCE, PAGES = "briefwright.pipeline.deck:produce", "briefwright.pipeline.deck:pages"
MOST_TELLINGS = 3  # each sends to the appendix what the last one's pages showed to be too much
HERE = Workers(1)  # in this process, when a result is asked for


class Order(Struct, frozen=True):
    """What was asked for. Without audiences it is ``full``; theme, language and marking are the audience's unless
    given."""

    brief: Path
    audiences: tuple[str, ...] = ()
    theme: str | None = None
    language: str | None = None
    out: Path = Path("output")
    only: tuple[str, ...] = KINDS
    strict: bool = False
    force: bool = False
    marking: str | None = None


class Edition(Resolved, frozen=True):
    """One audience's story, its diagnostics, and what it was told by."""

    story: Story
    diagnostics: tuple[Diagnostic, ...]

    @classmethod
    def of(cls, reading: Reading, resolved: Resolved) -> Edition:
        """Tell the story. Raises Refused with everything wrong in it."""
        story, diagnostics = tell_story(reading, resolved)
        return cls(**asdict(resolved), story=story, diagnostics=diagnostics)


class PlacedEdition(Edition, frozen=True):
    """An edition with its pages. ``scene`` is in points of the page that is written, as is ``look``; ``theme`` is what
    forms are placed by."""

    scene: Scene
    page_diagnostics: tuple[Diagnostic, ...]

    @property
    def look(self) -> Theme:
        return in_page_points(self.theme)


class Output(Struct, frozen=True):
    """The files of one edition by name, which belong into ``folder``."""

    folder: str
    files: Files
    diagnostics: tuple[Diagnostic, ...]
    page_diagnostics: tuple[Diagnostic, ...]


class Deck:
    """The deck of an edition, in the making. Everything that is asked of it waits until its length is settled; it
    raises Refused where the story cannot be told at that length."""

    def __init__(self, reading: Reading, edition: Edition, workers: Workers, only: Sequence[str]) -> None:
        self._reading, self._workers, self._only = reading, workers, only
        self._fits_limit = False
        self._begin(edition)

    @property
    def folder(self) -> str:
        return self._edition.folder

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Those of the story as it was told last; this waits for nothing."""
        return self._edition.diagnostics

    def edition(self) -> Edition:
        self._fit_to_limit()
        return self._edition

    def production(self) -> Production:
        """The placed deck and its files."""
        self._fit_to_limit()
        return self._produced()

    def pages(self) -> tuple[tuple[str, ...], ...]:
        """The slides of each page, which are known before the files are written."""
        self._fit_to_limit()
        early: tuple[tuple[str, ...], ...] | None = self._pages() if self._pages else None
        return early or tuple(page.slides for page in self._produced().scene.pages)

    def scene(self) -> Scene:
        """The placed pages. Raises Refused, with nothing to add to its diagnostics, where something does not fit."""
        production = self.production()
        if not production.fits:
            raise Refused([])
        return production.scene

    def _begin(self, edition: Edition) -> None:
        self._edition = edition
        story, theme, words = edition.story, edition.theme, edition.audience.profile.limits.words
        self._pages = self._workers.call(PAGES, story, theme, words) if "handouts" in self._only else None
        kinds = tuple(kind for kind in self._only if kind in WRITERS)
        self._result = self._workers.call(PRODUCE, story, theme, kinds, words)

    def _produced(self) -> Production:
        production: Production = self._result()
        return production

    def _fit_to_limit(self) -> None:
        """Where slides that run over pages make the story longer than its limit, tell it anew with their number."""
        limit = self._edition.audience.profile.limits.slides
        known: dict[str, int] = {}
        for _ in range(MOST_TELLINGS if limit and not self._fits_limit else 0):
            production = self._produced()
            pages = _counted(production.scene)
            if not production.fits or length(production.scene) <= (limit or 0) or pages == known:
                break
            known = pages
            story, diagnostics = tell_story(self._reading, self._edition, pages)
            self._begin(replace(self._edition, story=story, diagnostics=diagnostics))
        self._fits_limit = True


def resolve(reading: Reading, order: Order) -> Iterator[Resolved | Refused]:
    """Every audience of the order with its language, outline and theme."""
    beside = order.brief.parent
    for name in dict.fromkeys(order.audiences or (DEFAULT_AUDIENCE,)):
        yield attempt(resolve_audience, reading, beside, name, order.theme, order.language, order.marking)


def tell(reading: Reading, resolved: Iterable[Resolved | Refused]) -> Iterator[Edition | Refused]:
    """The story of each audience."""
    for each in resolved:
        yield each if isinstance(each, Refused) else attempt(Edition.of, reading, each)


def place(
    reading: Reading, editions: Iterable[Edition | Refused], workers: Workers = HERE, only: Sequence[str] = ()
) -> list[Deck | Refused]:
    """The deck of each edition, which a worker places, and writes of it what ``only`` asks for."""
    return [each if isinstance(each, Refused) else Deck(reading, each, workers, only) for each in editions]


def write(
    decks: Sequence[Deck | Refused], order: Order, progress: Progress = lambda done, total, what: None
) -> list[Output | Refused]:
    """The files of each edition, with their manifest. The handouts are made here while workers write the decks."""
    begun = [deck for deck in decks if isinstance(deck, Deck)]
    steps = [(deck, "deck and slides", _deck_files) for deck in begun]
    if "handouts" in order.only and not stops(chain(*(deck.diagnostics for deck in decks)), order.strict):
        steps = [*((deck, "handouts", handouts) for deck in begun), *steps]
    made: dict[Deck, tuple[Files, tuple[Diagnostic, ...]]] = {deck: ({}, ()) for deck in begun}
    for done, (deck, what, make) in enumerate(steps):
        progress(done, len(steps), f"{deck.folder}: {what}")
        with at_work_on(f"{what} of {deck.folder}"):
            files, problems = make(deck)
        made[deck] = files | made[deck][0], made[deck][1] + problems
    progress(len(steps), len(steps), "done")
    return [each if isinstance(each, Refused) else attempt(_output, each, *made[each]) for each in decks]


def placed(decks: Iterable[Deck | Refused]) -> list[PlacedEdition | Refused]:
    """The editions with their pages, where nothing is to be written."""
    return [each if isinstance(each, Refused) else attempt(_placed, each) for each in decks]


def handouts(deck: Deck) -> tuple[Files, tuple[Diagnostic, ...]]:
    """The handouts of an edition by file name, and their diagnostics; no files where its deck does not fit."""
    from ..handout.compose import compose  # reportlab only where a PDF is written
    from ..handout.material import Material  # comes with what follows

    try:
        edition = deck.edition()
        profile = edition.audience.profile
        theme, _ = with_named(edition.theme, edition.story)
        material = Material(edition.story, theme, deck.scene, deck.pages, edition.beside, profile.limits.minutes)
        return compose(profile.handouts, material)
    except Refused as refused:  # problems like others, so that all are reported at once
        return {}, refused.diagnostics


def diagnostics_of(results: Sequence[Output | PlacedEdition | Refused]) -> tuple[Diagnostic, ...]:
    """All diagnostics: those of the stories, then those of the pages, which say whose they are."""
    pages = {each.folder: each.page_diagnostics for each in results if not isinstance(each, Refused)}
    return (*chain(*(each.diagnostics for each in results)), *named(pages))


def stops(diagnostics: Iterable[Diagnostic], strict: bool) -> bool:
    """Whether any of them keeps files from being written."""
    return any(d.severity is Severity.ERROR or (strict and d.severity is Severity.WARNING) for d in diagnostics)


def attempt(function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T | Refused:
    """What the function gives, or why it refuses."""
    try:
        return function(*arguments, **named)
    except Refused as refused:
        return refused


def _deck_files(deck: Deck) -> tuple[Files, tuple[Diagnostic, ...]]:
    production = attempt(deck.production)
    return ({} if isinstance(production, Refused) else production.files), production.diagnostics


def _output(deck: Deck, files: Files, problems: tuple[Diagnostic, ...]) -> Output:
    listed = manifest.manifest(deck.production().scene, files)
    return Output(deck.folder, files | {manifest.NAME: listed}, deck.diagnostics, problems)


def _placed(deck: Deck) -> PlacedEdition:
    production = deck.production()
    edition = asdict(deck.edition()) | {"theme": production.theme}
    return PlacedEdition(**edition, scene=production.scene, page_diagnostics=production.diagnostics)


def _counted(scene: Scene) -> dict[str, int]:
    """How many pages each slide takes; a page that several share counts for the first of them."""
    beside = dict.fromkeys((name for page in scene.pages for name in page.beside), 0)
    return beside | Counter(page.slide for page in scene.pages)


def length(scene: Scene) -> int:
    """How many pages a limit counts: neither cover nor dividers nor appendix."""
    return sum(not page.appendix and page.purpose.counted for page in scene.pages)
