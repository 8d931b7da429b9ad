"""Headings to the contents of a Word document: a field that Word can update, with pages of our own layout till then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from .word_parts import WordParts

ENTRY, HEADING = "toc 1", "TOC Heading"  # the styles that Word itself gives them
UNDER = 9.0  # points under the last entry


class WordContents:
    """The contents of ``entries``, each the name of a heading and its bookmark."""

    def __init__(self, parts: WordParts, heading: str, entries: Sequence[tuple[str, str]]) -> None:
        self._shown: list[tuple[str, Any]] = []  # bookmarks, and the texts of their pages
        stops = parts.document.styles[ENTRY].paragraph_format.tab_stops
        stops.add_tab_stop(Pt(parts.width), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        parts.paragraph(HEADING).run(heading)
        for number, (name, target) in enumerate(entries, 1):
            paragraph = parts.paragraph(ENTRY)
            element = paragraph.element
            if number == 1:
                for run in _opened(' TOC \\o "1-1" \\h \\z \\u '):
                    element.append(run)
            link = paragraph.link(name, target, inside=True)
            shown = _run("w:t")
            for run in (_run("w:tab"), *_opened(f" PAGEREF {target} \\h "), shown, _mark("end")):
                link.append(run)
            self._shown.append((target, shown[0]))
            if number == len(entries):
                element.append(_mark("end"))
                element.get_or_add_pPr().get_or_add_spacing().after = Pt(UNDER)

    def number(self, pages: Mapping[str, int]) -> None:
        """Say for each entry the page on which its bookmark will stand."""
        for target, shown in self._shown:
            shown.text = str(pages[target])


def _opened(instruction: str) -> Sequence[Any]:
    """The runs that begin a field, up to what it shows."""
    said = _run("w:instrText")
    said[0].set(qn("xml:space"), "preserve")
    said[0].text = instruction
    return _mark("begin"), said, _mark("separate")


def _mark(kind: str) -> Any:
    run = _run("w:fldChar")
    run[0].set(qn("w:fldCharType"), kind)
    return run


def _run(tag: str) -> Any:
    run = OxmlElement("w:r")
    run.append(OxmlElement(tag))
    return run
