"""The stages in order: a brief is read, told for each audience, placed, written; and the files land all together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from ..audience.model import Audience
from ..audience.resolve import resolve
from ..brief.model import Brief
from ..brief.read import check_brief, read_checked
from ..core import files
from ..core.diagnostics import Diagnostic, Refused, Severity, Span, named
from ..core.memo import Again
from ..core.messages import diagnose, nearest
from ..scene.model import Scene
from ..story.model import Story
from ..story.tell import tell
from ..theme.model import Theme
from ..theme.page import in_page_points
from ..theme.read import read_theme
from . import manifest
from .deck import WRITERS, Job, Production, produce
from .workers import Workers

Progress = Callable[[int, int, str], None]
Files = dict[str, bytes]
Output = tuple[Files, tuple[Diagnostic, ...]]
DEFAULT_AUDIENCE = "full"
PRODUCE, PAGES = "briefwright.pipeline.deck:produce", "briefwright.pipeline.deck:pages"
MOST_TELLINGS = 3  # each sends to the appendix what the last one's pages showed to be too much
KINDS = ("deck", "slides", "handouts")


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


class Built(Struct, frozen=True):
    """The files that were written and everything there is to say; ``failed`` when nothing was written."""

    paths: tuple[Path, ...]
    diagnostics: tuple[Diagnostic, ...]
    failed: bool = False


class Told(Struct, frozen=True):
    """One audience's story with its theme and the folder of its files, and what was found in the telling."""

    folder: str
    beside: Path
    audience: Audience
    story: Story
    theme: Theme
    told: tuple[Diagnostic, ...]
    again: Again

    @property
    def words(self) -> int | None:
        """How many words of a page's body the audience takes in, where its profile says so."""
        return self.audience.profile.limits.words


Settled = Callable[[], tuple[Told, Job]]


class Edition(Told, frozen=True):
    """One audience's deck, told and placed; what was found in the telling, and what on its pages.

    ``scene`` is in points of the page that is written, as is ``look``; ``theme`` is what forms are placed by.
    """

    scene: Scene
    placed: tuple[Diagnostic, ...]

    @property
    def look(self) -> Theme:
        return in_page_points(self.theme)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return self.told + self.placed

    def settled(self) -> tuple[Told, Job]:
        return self, Job(partial(Production, self.scene, {}, self.placed))


def run(order: Order, workers: Workers, progress: Progress = lambda done, total, what: None) -> Built:
    """Build every edition of an order and move all files into place at once; on an error none is touched."""
    brief, noted = read_checked(order.brief)
    kinds = kinds_of(order)

    # while the next edition is told here, and then the handouts are made, the workers place and write the decks
    def begin(told: Told) -> Job:
        early = workers.call(PAGES, told.story, told.theme, told.words) if "handouts" in order.only else None
        return Job(workers.call(PRODUCE, told.story, told.theme, kinds, told.words), early)

    written, found = make(brief, order, begin, progress)
    return land(order.out / str(brief.id), written, tuple(dict.fromkeys((*noted, *found))), order)


def kinds_of(order: Order) -> tuple[str, ...]:
    """What is written of each placed deck."""
    return tuple(kind for kind in order.only if kind in WRITERS)


def make(
    brief: Brief,
    order: Order,
    begin: Callable[[Told], Job],
    progress: Progress = lambda done, total, what: None,
    again: Again | None = None,
) -> tuple[dict[str, Files], list[Diagnostic]]:
    """Every edition of an order: its files by folder, the manifest with them, and everything found.

    ``begin`` hands in a told story to be placed and written, by whichever process; ``again`` holds what was made of
    the brief before.
    """
    findings: list[Diagnostic] = []
    first = [(told, begin(told)) for told in _told(brief, order, findings, again)]
    last = [cache(partial(_settled, brief, told, job, begin)) for told, job in first]
    folders = [told.folder for told, _ in first]
    work = [(name, "deck and slides", partial(_deck, told)) for name, told in zip(folders, last, strict=True)]
    if "handouts" in order.only and not stops(findings, order.strict):
        work = [
            *((name, "handouts", partial(_handouts, told)) for name, told in zip(folders, last, strict=True)),
            *work,
        ]
    written: dict[str, Files] = {name: {} for name in folders}
    found_in: dict[str, list[Diagnostic]] = {name: [] for name in folders}
    for done, (folder, what, result) in enumerate(work):
        progress(done, len(work), f"{folder}: {what}")
        made, found = _collected(result)
        written[folder] = made | written[folder]
        found_in[folder] += found
    findings += named(found_in)
    progress(len(work), len(work), "done")
    editions = [told() for told in last]
    for told, job in editions:
        written[told.folder][manifest.NAME] = manifest.manifest(job().scene, written[told.folder], told.again)
    return written, _retold(findings, [told for told, _ in first], [told for told, _ in editions])


def _settled(brief: Brief, told: Told, job: Job, begin: Callable[[Told], Job]) -> tuple[Told, Job]:
    """The story and its production; told again where slides that run over pages make it longer than its limit."""
    limit = told.audience.profile.limits.slides
    known: Counter[str] = Counter()
    for _ in range(MOST_TELLINGS if limit else 0):
        made = job()
        pages = Counter(page.slide for page in made.scene.pages)
        if not made.fits or length(made.scene) <= (limit or 0) or pages == known:
            break
        known = pages
        story, found = tell(brief, told.audience, told.theme.markings, told.beside, pages, told.again)
        told = replace(told, story=story, told=found)
        job = begin(told)
    return told, job


def length(scene: Scene) -> int:
    """How many pages a limit counts: neither cover nor dividers nor appendix."""
    return sum(not page.appendix and page.purpose.counted for page in scene.pages)


def _retold(findings: Sequence[Diagnostic], first: Sequence[Told], last: Sequence[Told]) -> list[Diagnostic]:
    """What was found, with that of stories told again in the place of what was found when they were first told."""
    found = list(findings)
    for before, after in zip(first, last, strict=True):
        if before.story is not after.story:
            gone = set(before.told) - set(after.told)
            found = [*(d for d in found if d not in gone), *after.told]
    return found


def _deck(settled: Settled) -> Output:
    """The files of a placed deck, and what was found on its pages."""
    made = settled()[1]()
    return made.files, made.diagnostics


def _handouts(settled: Settled) -> Output:
    from ..handout.compose import compose  # reportlab only where a PDF is written
    from ..handout.material import Material  # comes with what follows

    told, job = settled()

    def placed() -> Scene:
        made = job()
        if not made.fits:
            raise Refused([])  # the deck tells why
        return made.scene

    profile = told.audience.profile
    material = Material(told.story, told.theme, placed, job.pages, told.beside, profile.limits.minutes)
    return compose(profile.handouts, material)


def _collected(result: Callable[[], Output]) -> Output:
    """What a writer made and found; what it refused is a finding like others, so that all are told at once."""
    try:
        return result()
    except Refused as refused:
        return {}, refused.diagnostics


def examine(order: Order, sources: Mapping[str, Path]) -> tuple[Diagnostic, ...]:
    """Everything there is to say of a brief and its editions, nothing written. ``sources`` are texts by source id."""
    return examined(order, sources)[2]


def examined(order: Order, sources: Mapping[str, Path]) -> tuple[Brief, list[Edition], tuple[Diagnostic, ...]]:
    """The brief and the editions that a check looks at, and everything that it finds."""
    from ..checks.grounding import ground  # only a check reads the sources
    from ..checks.lint import lint

    brief, noted = read_checked(order.brief)
    texts = _texts(brief, order, sources)
    editions, findings = stage(brief, order if order.audiences else replace(order, audiences=everyone(brief, order)))
    # the handouts have templates and a fit of their own
    findings += named({each.folder: _collected(partial(_handouts, each.settled))[1] for each in editions})
    stories = tuple(edition.story for edition in editions)
    return brief, editions, tuple(dict.fromkeys((*noted, *findings, *lint(brief, stories), *ground(brief, texts))))


def everyone(brief: Brief, order: Order) -> tuple[str, ...]:
    """Every audience that the brief could be built for."""
    return tuple(dict.fromkeys((*files.template_names("audiences", order.brief.parent), *brief.audiences)))


def _texts(brief: Brief, order: Order, given: Mapping[str, Path]) -> dict[str, str]:
    """The texts of the sources: those beside the brief, and those given by id. Refused when one is no text."""
    for name in given:
        if name not in brief.sources:
            guess = nearest(name, brief.sources)
            hint = f'did you mean "{guess}"?' if guess else f"there are: {', '.join(brief.sources)}"
            raise Refused([diagnose("BW706", Span(str(order.brief)), source=name, hint=hint)])
    own = {name: order.brief.parent / source.text for name, source in brief.sources.items() if source.text}
    return {name: _text(path) for name, path in {**own, **given}.items()}


def _text(path: Path) -> str:
    data = files.read_bytes(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text or data.startswith(b"%PDF"):
        raise Refused([diagnose("BW708", Span(str(path)))])
    return text


def stage(brief: Brief, order: Order) -> tuple[list[Edition], tuple[Diagnostic, ...]]:
    """Tell and place a brief for every audience of an order, here; the editions, and every finding once."""
    findings = list(check_brief(brief))
    editions: list[Edition] = []

    def begin(told: Told) -> Job:
        made = produce(told.story, told.theme, words=told.words)
        return Job(lambda: made)

    first = list(_told(brief, order, findings))
    for once in first:
        told, job = _settled(brief, once, begin(once), begin)
        made = job()
        own = {name: getattr(told, name) for name in Told.__struct_fields__}
        editions.append(Edition(**own, scene=made.scene, placed=made.diagnostics))
    findings = [*_retold(findings, first, editions), *named({each.folder: each.placed for each in editions})]
    return editions, tuple(dict.fromkeys(findings))


def _told(brief: Brief, order: Order, findings: list[Diagnostic], again: Again | None = None) -> Iterator[Told]:
    """Every audience's story in turn; what was found on the way, and why one has no story, goes to ``findings``."""
    beside = order.brief.parent
    for name in dict.fromkeys(order.audiences or (DEFAULT_AUDIENCE,)):
        kept = (again or Again()).part((name, order.language, order.theme, order.marking))
        try:
            audience, theme = kept.of("read", brief.audiences, partial(_read, name, brief, order))
            story, found = tell(brief, audience, theme.markings, beside, again=kept)
        except Refused as refused:
            findings += refused.diagnostics
            continue
        findings += found
        yield Told(_folder(brief, audience, theme, order), beside, audience, story, theme, found, kept)


def _read(name: str, brief: Brief, order: Order) -> tuple[Audience, Theme]:
    """The audience as it was asked for, and the theme of its deck."""
    beside = order.brief.parent
    audience = resolve(name, brief, beside, order.language)
    if order.marking is not None:
        audience = replace(audience, profile=replace(audience.profile, marking=order.marking))
    asked = None if order.theme else audience.origins.get("theme")
    return audience, read_theme(order.theme or audience.profile.theme, beside, asked)


def _folder(brief: Brief, audience: Audience, theme: Theme, order: Order) -> str:
    """The edition's folder: the audience, with language and theme only where they differ from its profile's."""
    name = audience.name
    if audience.language != (audience.profile.language or brief.language):
        name += f".{audience.language}"
    if order.theme and order.theme != audience.profile.theme:
        name += f".{theme.name}"
    return name


def land(root: Path, written: Mapping[str, Files], findings: tuple[Diagnostic, ...], order: Order) -> Built:
    """Move the files of every folder below ``root`` into place at once; none where something stops it."""
    if stops(findings, order.strict):
        return Built((), findings, failed=True)
    if not order.force:
        changed = [found for folder, outputs in written.items() for found in manifest.edited(root / folder, outputs)]
        if changed:
            return Built((), (*findings, *changed), failed=True)
    landed: dict[Path, bytes] = {}
    for name, outputs in written.items():
        folder = root / name
        landed |= {folder / file: data for file, data in outputs.items()}
        landed[folder / manifest.NAME] = manifest.merged(folder, outputs[manifest.NAME])
    files.write_all(landed)
    return Built(tuple(path for path in landed if path.name != manifest.NAME), findings)


def stops(findings: Sequence[Diagnostic], strict: bool) -> bool:
    """Whether any of it keeps files from being written."""
    return any(d.severity is Severity.ERROR or (strict and d.severity is Severity.WARNING) for d in findings)
