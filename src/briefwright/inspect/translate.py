"""A brief to the sheet in which its texts get their wordings in another language; those that it has are kept."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from msgspec import Struct

from ..brief.read import read
from ..brief.translations import FORMULA, TEXT, TRANSLATION, WHERE, texts_of, wordings
from ..core.diagnostics import Refused, Span
from ..core.files import is_file
from ..core.landing import write_all
from ..core.messages import diagnose
from ..story.language import read_language


class Translated(Struct, frozen=True):
    """The sheet that was written, how many texts it has, how many of these are still without a wording, and the line
    with which the brief takes it; empty where it does so already."""

    path: Path
    count: int
    missing: int
    line: str


def translate(brief: Path, code: str, out: Path | None = None, force: bool = False) -> Translated:
    """Write the sheet of a brief's translations into a language: the one that it names, else ``BRIEF.CODE.csv``.

    Raises Refused for a brief or sheet that cannot be read, an unknown language, and a file that is no such sheet.
    """
    known = read(brief).brief
    read_language(code, brief.parent)
    named = known.translations.get(code)
    path = out or brief.parent / (str(named) if named else f"{brief.stem}.{code}.csv")
    if path.suffix.lower() != ".csv":
        raise Refused([diagnose("BW264", Span(str(path)))])
    if is_file(path) and not force and (named is None or path.resolve() != (brief.parent / str(named)).resolve()):
        raise Refused([diagnose("BW704", Span(str(path)))])
    known_wordings = wordings(known, code)
    texts = texts_of(known, code)
    sheet = io.StringIO()
    rows = csv.writer(sheet, quoting=csv.QUOTE_ALL)
    rows.writerow((TEXT, TRANSLATION, WHERE))
    for text, span in texts.items():
        rows.writerow((_cell(text), _cell(known_wordings.get(text, "")), f"{Path(span.file).name}:{span.line}"))
    write_all(path.parent, {path: sheet.getvalue().encode("utf-8-sig")})  # as Excel expects it
    line = "" if named else f"translations: {{{code}: {path.name}}}"
    return Translated(path, len(texts), sum(text not in known_wordings for text in texts), line)


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text
