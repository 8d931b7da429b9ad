"""The stages in order: a brief is read, told for each audience, placed, written; and the files land all together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from . import world
from .audience.model import Audience
from .audience.resolve import resolve
from .brief.model import Brief
from .brief.read import check_brief, read_brief
from .diagnostics import Diagnostic, Refused, Severity, Span, errors
from .forms.deck import place
from .messages import diagnose, nearest
from .scene.audit import audit
from .scene.enlarge import enlarged
from .scene.model import Scene
from .story.model import Story
from .story.tell import tell
from .theme.model import Theme
from .theme.page import written
from .theme.read import read_theme
from .workers import Workers
from .write import manifest

Progress = Callable[[int, int, str], None]
Files = dict[str, bytes]
Output = tuple[Files, tuple[Diagnostic, ...]]
DEFAULT_AUDIENCE = "full"
KINDS = ("deck", "slides", "handouts")
# The writers of a placed deck, ``write(scene, theme) -> bytes``, by the name of their file; loaded where they work.
WRITERS = {"deck": ("briefwright.write.pptx", "deck.pptx"), "slides": ("briefwright.write.pdf", "slides.pdf")}


class Order(Struct, frozen=True):
    """What was asked for. Without audiences it is ``full``; theme and language are the audience's unless given."""

    brief: Path
    audiences: tuple[str, ...] = ()
    theme: str | None = None
    language: str | None = None
    out: Path = Path("output")
    only: tuple[str, ...] = KINDS
    strict: bool = False
    force: bool = False


class Built(Struct, frozen=True):
    """The files that were written and everything there is to say; ``failed`` when nothing was written."""

    paths: tuple[Path, ...]
    diagnostics: tuple[Diagnostic, ...]
    failed: bool = False


class Edition(Struct, frozen=True):
    """One audience's deck, told and placed; what was found in the telling, and what on its pages.

    ``scene`` is in points of the page that is written, as is ``look``; ``theme`` is what forms are placed by.
    """

    folder: str
    beside: Path
    audience: Audience
    story: Story
    theme: Theme
    look: Theme
    scene: Scene
    told: tuple[Diagnostic, ...]
    placed: tuple[Diagnostic, ...]

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return self.told + self.placed


def run(order: Order, workers: Workers, progress: Progress = lambda done, total, what: None) -> Built:
    """Build every edition of an order and move all files into place at once; on an error none is touched."""
    brief = read_brief(order.brief)
    editions, findings = stage(brief, order)
    if _stops(findings, order.strict):
        return Built((), findings, failed=True)
    jobs = [(edition, kind, _begun(edition, kind, workers)) for kind in order.only for edition in editions]
    written: dict[str, Files] = {edition.folder: {} for edition in editions}
    # the handouts are made here, while the workers write what was handed to them
    for done, (edition, kind, result) in enumerate(sorted(jobs, key=lambda job: job[1] != "handouts")):
        progress(done, len(jobs), f"{edition.folder}: {kind}")
        files, found = _collected(result)
        written[edition.folder] |= files
        findings += found
    progress(len(jobs), len(jobs), "done")
    return _land(brief, order, editions, written, tuple(dict.fromkeys(findings)))


def _begun(edition: Edition, kind: str, workers: Workers) -> Callable[[], Output]:
    """The writing of one kind of file, in a worker where that pays: a Scene travels light, a Story does not."""
    if kind == "handouts":
        return partial(_handouts, edition)
    module, name = WRITERS[kind]
    result = workers.call(f"{module}:write", edition.scene, edition.look)
    return lambda: ({name: result()}, ())


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
    from .check.grounding import ground  # only a check reads the sources
    from .check.lint import lint

    brief = read_brief(order.brief)
    texts = _texts(brief, order, sources)
    editions, findings = stage(brief, order if order.audiences else replace(order, audiences=everyone(brief, order)))
    for edition in editions:
        findings += _collected(partial(_handouts, edition))[1]  # they have templates and a fit of their own
    stories = tuple(edition.story for edition in editions)
    return brief, editions, tuple(dict.fromkeys((*findings, *lint(brief, stories), *ground(brief, texts))))


def everyone(brief: Brief, order: Order) -> tuple[str, ...]:
    """Every audience that the brief could be built for."""
    return tuple(dict.fromkeys((*world.template_names("audiences", order.brief.parent), *brief.audiences)))


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
    data = world.read_bytes(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text or data.startswith(b"%PDF"):
        raise Refused([diagnose("BW708", Span(str(path)))])
    return text


def stage(brief: Brief, order: Order) -> tuple[list[Edition], tuple[Diagnostic, ...]]:
    """Tell and place a brief for every audience of an order; the editions, and every finding once."""
    beside = order.brief.parent
    editions: list[Edition] = []
    findings = list(check_brief(brief))
    names = dict.fromkeys(order.audiences or (DEFAULT_AUDIENCE,))
    for name in names:
        try:
            edition = _edition(brief, name, order, beside)
        except Refused as refused:
            findings += refused.diagnostics
            continue
        editions.append(edition)
        findings += edition.diagnostics if len(names) == 1 else _named(edition)
    return editions, tuple(dict.fromkeys(findings))


def _named(edition: Edition) -> tuple[Diagnostic, ...]:
    """The findings of one edition among several: those on its pages say whose pages they are."""
    placed = tuple(replace(found, message=f"{edition.folder}: {found.message}") for found in edition.placed)
    return edition.told + placed


def _edition(brief: Brief, name: str, order: Order, beside: Path) -> Edition:
    audience = resolve(name, brief, beside, order.language)
    theme = read_theme(order.theme or audience.profile.theme, beside)
    story, told = tell(brief, audience, theme.markings, beside)
    scene, placed = place(story, theme)
    return Edition(
        _folder(brief, audience, theme, order),
        beside,
        audience,
        story,
        theme,
        written(theme),
        enlarged(scene, theme.scale),
        told,
        placed if errors(placed) else (*placed, *audit(scene, theme)),  # what does not fit overlaps and overflows too
    )


def _folder(brief: Brief, audience: Audience, theme: Theme, order: Order) -> str:
    """The edition's folder: the audience, with language and theme only where they differ from its profile's."""
    name = audience.name
    if audience.language != (audience.profile.language or brief.language):
        name += f".{audience.language}"
    if order.theme and order.theme != audience.profile.theme:
        name += f".{theme.name}"
    return name


def _handouts(edition: Edition) -> Output:
    from .handout.material import Material  # comes with what follows
    from .handout.table import compose  # reportlab only where a PDF is written

    minutes = edition.audience.profile.limits.minutes
    material = Material(edition.story, edition.theme, edition.scene, edition.beside, minutes)
    return compose(edition.audience.profile.handouts, material)


def _land(
    brief: Brief, order: Order, editions: list[Edition], written: Mapping[str, Files], findings: tuple[Diagnostic, ...]
) -> Built:
    if _stops(findings, order.strict):
        return Built((), findings, failed=True)
    root = order.out / str(brief.id)
    if not order.force:
        changed = [d for edition in editions for d in manifest.edited(root / edition.folder, written[edition.folder])]
        if changed:
            return Built((), (*findings, *changed), failed=True)
    files: dict[Path, bytes] = {}
    for edition in editions:
        folder, outputs = root / edition.folder, written[edition.folder]
        files |= {folder / name: data for name, data in outputs.items()}
        files[folder / manifest.NAME] = manifest.merged(folder, manifest.manifest(edition.scene, outputs))
    world.write_all(files)
    return Built(tuple(path for path in files if path.name != manifest.NAME), findings)


def _stops(findings: tuple[Diagnostic, ...], strict: bool) -> bool:
    return any(d.severity is Severity.ERROR or (strict and d.severity is Severity.WARNING) for d in findings)
