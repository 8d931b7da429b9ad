"""Words in brackets that masters and layouts draw, such as "<Project name>", cut from them: nobody can fill them in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy

from ...core.opc import Package
from ..ooxml.attributes import A, Element, P
from .slide_parts import xml_bytes
from .slide_shapes import is_held, kind_of, shapes_of, words_of

# Words in brackets, with the dash or the bar before them that leads to them.
_ASKED = re.compile(r"\s*[-–—|·,/]*\s*(<[^<>]*[^\W\d]{3}[^<>]*>|\[[^\[\]]*[^\W\d]{3}[^\[\]]*\])")
_LABEL = (":", "\N{FULLWIDTH COLON}")  # what ends with it says nothing without what is asked for


def without_prompts(package: Package) -> dict[str, bytes]:
    """The masters and layouts of a file that ask for words in texts which are no placeholders, without these words; a
    text that says nothing else is gone. A layout without a title may ask for one so, and stays as it is."""
    made: dict[str, bytes] = {}
    for part in _parts(package):
        root = deepcopy(package.xml(part))
        shapes = shapes_of(root)
        if part not in _masters(package) and not any(kind_of(one)[0] == "title" for one in shapes if is_held(one)):
            continue
        asking = [one for one in shapes if one.tag == f"{P}sp" and not is_held(one) and _ASKED.search(words_of(one))]
        for one in asking:
            _cut(one)
        made |= {part: xml_bytes(root)} if asking else {}
    return made


def _masters(package: Package) -> list[str]:
    return [part for part in package.related(package.main, "slideMaster") if package.has(part)]


def _parts(package: Package) -> Iterator[str]:
    for master in _masters(package):
        yield master
        yield from (part for part in package.related(master, "slideLayout") if package.has(part))


def _cut(shape: Element) -> None:
    """Take what a text asks for out of it, or the text out of its part."""
    for paragraph in shape.iter(f"{A}p"):
        runs = list(paragraph.iter(f"{A}t"))
        said = "".join(str(run.text or "") for run in runs)
        left = _ASKED.sub("", said).strip()
        if left != said and runs:
            for run in runs:
                run.text = ""
            runs[0].text = "" if left.endswith(_LABEL) else left
    if not words_of(shape) and (parent := shape.getparent()) is not None:
        parent.remove(shape)
