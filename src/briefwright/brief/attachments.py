"""The files that a brief names, its pictures and the texts of its sources, to what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from ..core import files
from ..core.diagnostics import Diagnostic, Refused, Span
from ..core.messages import diagnose
from ..core.picture_files import MAX_PICTURE, picture_fault, size_of
from ..core.unusable_picture import UnusablePicture
from .markers import unknown_name
from .model import Brief


def folder_of(brief: Brief) -> Path:
    """The folder that every path of a brief starts from."""
    return Path(brief.span.file).parent


def count_paragraphs(
    brief: Brief, given: Mapping[str, Path] | None = None
) -> tuple[dict[str, int | None], list[Diagnostic]]:
    """How many paragraphs each source has: counted in its text where there is one, else as stated, else None.

    ``given`` are texts named on the command line; they may stand anywhere. A paragraph is a line that is not empty.
    """
    counts: dict[str, int | None] = {}
    places = {name: brief.key_at("sources", name) for name in brief.sources}
    problems = [unknown_name("BW202", name, brief.span, places) for name in given or () if name not in places]
    for name, source in brief.sources.items():
        counts[name] = source.paragraphs
        if given and name in given:
            text = _source_text(given[name], None, str(given[name]), problems)
        elif source.text is not None:
            path = _inside(brief, source.text, source.at("text"), problems)
            text = _source_text(path, source.at("text"), source.text, problems) if path else None
        else:
            continue
        if text is None:
            continue
        counts[name] = counted = len(paragraphs(text))
        if source.paragraphs is not None and source.paragraphs != counted:
            span = source.at("paragraphs")
            problems.append(diagnose("BW219", span, source=name, stated=source.paragraphs, counted=counted))
    return counts, problems


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a source's text, which citations count from 1: its lines that are not empty."""
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def check_pictures(brief: Brief) -> Iterator[Diagnostic]:
    """Everything wrong with the logos: outside the folder, missing, no picture, too many pixels."""
    for entry in (brief.author, brief.client):
        if entry.logo is None:
            continue
        span = entry.at("logo")
        problems: list[Diagnostic] = []
        path = _inside(brief, entry.logo, span, problems)
        yield from problems
        if path:
            yield from check_picture(path, entry.logo, span)


def check_picture(path: Path, shown: str, span: Span) -> Iterator[Diagnostic]:
    """What keeps a file from being used as a picture; ``shown`` is its path as the author wrote it."""
    try:
        data = files.read_bytes(path, MAX_PICTURE)
    except Refused as refused:
        yield from (diagnose("BW132", span, path=shown, what=_as_part(d.message)) for d in refused.diagnostics)
        return
    try:
        size_of(data)
    except UnusablePicture as fault:
        yield picture_fault(fault, span, shown)


def _inside(brief: Brief, path: str, span: Span, problems: list[Diagnostic]) -> Path | None:
    target = files.inside(path, folder_of(brief))
    if target is None and "\0" not in path:  # which the reader has told already
        problems.append(diagnose("BW131", span, path=path))
    return target


def _source_text(path: Path, span: Span | None, shown: str, problems: list[Diagnostic]) -> str | None:
    """The text of a source. A fault stands where the brief names the file, or at the file when the user gave it."""
    try:
        return files.read_bytes(path).decode("utf-8-sig")
    except Refused as refused:
        for d in refused.diagnostics:
            problems.append(diagnose("BW132", span, path=shown, what=_as_part(d.message)) if span else d)
    except UnicodeDecodeError:
        problems.append(diagnose("BW132", span or Span(str(path)), path=shown, what="is not UTF-8"))
    return None


def _as_part(message: str) -> str:
    """ "the file does not exist" as it goes on behind a name."""
    return message.removeprefix("the file ")
