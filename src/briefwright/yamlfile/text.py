"""The bytes of a YAML file to clean text, and a parser's complaint to a sentence that says what to mend."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from yaml import Mark, MarkedYAMLError, ScalarToken, scan

from ..core.diagnostics import Diagnostic, Refused, Span
from ..core.messages import diagnose
from .faults import shortened

MAX_BYTES = 2_000_000
MAX_DEPTH = 40
NEAR = 200  # lines before a complaint in which a quote may have been left open
CUT = "BW153"  # a text inside braces that a bracket ends
MAX_REPORTS = 20  # of one kind of bad character; the rest is counted

# C0 except \n \t \r, DEL and C1, surrogates, non-characters;
# U+2028 and U+2029 too, which YAML 1.1 parsers take for line ends.
_PLANE_ENDS = "".join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(17))
_BAD = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef" + _PLANE_ENDS
BAD_IN_FILE = re.compile(f"[{_BAD}\ufeff]")
BAD_IN_VALUE = re.compile(f"[{_BAD}\t\r]")
_INDENTING_TAB = re.compile(r"^ *\t[ \t]*(?=[^\s#])", re.MULTILINE)

_MAGIC = (
    (b"PK\x03\x04", "a ZIP file (as .docx, .xlsx and .pptx are)"),
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x1f\x8b", "a gzip archive"),
)


def position(text: str, index: int, file: str) -> Span:
    """The line and column of a character of ``text``."""
    return Span(file, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def clean(data: str | bytes, file: str) -> tuple[str, list[Diagnostic]]:
    """The text of a YAML file as ``text_of`` has it. Raises Refused where that does, and where tabs indent lines."""
    text, found = text_of(data, file)
    indenting = _INDENTING_TAB.finditer(text) if "\t" in text else ()
    tabs = [position(text, m.start() + m[0].index("\t"), file) for m in indenting]
    if tabs:
        found += [diagnose("BW106", span) for span in tabs[:MAX_REPORTS]]
        if len(tabs) > MAX_REPORTS:
            found.append(diagnose("BW108", tabs[MAX_REPORTS], count=len(tabs) - MAX_REPORTS, what="lines with tabs"))
        raise Refused(sorted(found, key=lambda d: d.span or Span(file)))
    return text, found


def text_of(data: str | bytes, file: str) -> tuple[str, list[Diagnostic]]:
    """The text of a file without its byte order mark, and the characters that cannot stay (blanked in the text).

    Raises Refused when there is no text to go on with: too long, empty, binary, not UTF-8.
    """
    if len(data) > MAX_BYTES:
        raise Refused([diagnose("BW102", Span(file), size=len(data), limit=MAX_BYTES)])
    text = _decode(data, file) if isinstance(data, bytes) else data
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise Refused([diagnose("BW103", Span(file))])
    problems = list(_bad_characters(text, file))
    return (BAD_IN_FILE.sub(" ", text) if problems else text), problems


def _decode(data: bytes, file: str) -> str:
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise Refused([diagnose("BW105", Span(file), kind=kind)])
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refused([diagnose("BW150", Span(file))])
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if b"\x00" in data:
            raise Refused([diagnose("BW105", Span(file), kind="a binary file")]) from None
        before = data[: error.start].decode("utf-8")
        span = position(before, len(before), file)
        raise Refused([diagnose("BW104", span, byte=data[error.start])]) from None
    if text.count("\0") > 3:
        raise Refused([diagnose("BW105", Span(file), kind="a binary file")])
    return text


def _bad_characters(text: str, file: str) -> Iterator[Diagnostic]:
    if not BAD_IN_FILE.search("".join(set(text))):  # a search of the whole text takes twelve times as long
        return
    for n, match in enumerate(BAD_IN_FILE.finditer(text)):
        span = position(text, match.start(), file)
        if n == MAX_REPORTS:
            rest = sum(1 for _ in BAD_IN_FILE.finditer(text, match.start()))
            yield diagnose("BW108", span, count=rest, what="such characters")
            return
        yield bad_character(match[0], span)


def bad_character(character: str, span: Span) -> Diagnostic:
    """The refusal of a character that no document can hold."""
    name = _NAMES.get(character) or unicodedata.name(character, "a control character").lower()
    return diagnose("BW107", span, code=f"U+{ord(character):04X}", name=name)


_NAMES = {
    "\t": "a tab",
    "\r": "a carriage return",
    "\0": "a null",
    "\x0b": "a vertical tab, Word's line break",
    "\x0c": "a page break",
    "\x1b": "an escape",
    "\x85": "a next-line mark",
    "\u2028": "a line separator",
    "\u2029": "a paragraph separator",
    "\ufeff": "a byte order mark within the text",
}

# ---- what the parser says, in words -----------------------------------------------------------------

_VALUE = re.compile(r"^\s*(?:- +)*(?:[\w.@+-]+ *: +)?(?P<value>\S.*)?$")
_OPENERS = {
    "{": "starts a mapping",
    "[": "starts a list",
    "*": "names an alias",
    "&": "sets an anchor",
    "!": "sets a tag",
    ">": "starts a folded text on the next line",
    "|": "starts a text on the next line",
}
_RESERVED = "%@`"


def complaint(error: MarkedYAMLError, text: str, file: str) -> Diagnostic:
    """The diagnostic for a text that the YAML parser cannot read: where to look, and what usually mends it."""
    problem = " ".join(filter(None, (error.problem, error.context)))
    mark, start = error.problem_mark or error.context_mark, error.context_mark
    if mark is None:
        return diagnose("BW110", Span(file), problem=problem)
    lines = text.split("\n")
    here = Span(file, mark.line + 1, mark.column + 1)
    opened = Span(file, start.line + 1, start.column + 1) if start else here
    line = lines[mark.line] if mark.line < len(lines) else ""
    first = lines[opened.line - 1] if opened.line <= len(lines) else ""

    if "quoted scalar" in problem and ("end of stream" in problem or "document indicator" in problem):
        return diagnose("BW142", opened)
    if unclosed := _unclosed(text, mark.line):
        return diagnose("BW142", Span(file, unclosed.line + 1, unclosed.column + 1))
    if "nesting depth" in problem:  # a parser that refuses it before its events are counted
        return diagnose("BW109", here, what=f"more than {MAX_DEPTH} levels within one another")
    if "escape" in problem:
        return diagnose("BW143", here)
    if "expected ':'" in problem and "simple key" in problem:
        return diagnose("BW144", opened)
    if "mapping values are not allowed" in problem:
        return diagnose("BW140" if re.search(r":\s", line[: mark.column]) else "BW141", here)
    if "block sequence entries are not allowed" in problem:
        return diagnose("BW145", here)
    return _within_braces(line, here) or _by_opener(problem, line, first, here, opened)


def _unclosed(text: str, line: int) -> Mark | None:
    """Where a quoted text begins that went on to the opening quote of a later one, on the line of the complaint."""
    lines = text.split("\n")
    heads = [n for n in range(max(0, line - NEAR), min(line + 1, len(lines))) if lines[n][:1].isalpha()]
    if not heads or sum(len(one) for one in lines[heads[0] : line + 1]) > NEAR * 200:
        return None
    try:
        for token in scan("\n" * heads[0] + "\n".join(lines[heads[0] : line + 1])):
            if isinstance(token, ScalarToken) and token.style and token.start_mark.line < token.end_mark.line == line:
                before = lines[line][: token.end_mark.column - 1]
                return token.start_mark if token.style in "'\"" and before[-1:] in ("", " ", "[", "{", ",") else None
    except (MarkedYAMLError, ValueError):  # chr() of an escape that is beyond Unicode
        pass
    return None


def _within_braces(line: str, here: Span) -> Diagnostic | None:
    """A complaint about a value inside { }: one that opens with a sign of YAML, or that a sign cuts."""
    column = here.column - 1
    if line[column - 1 : column] in ("[", "{"):  # the parser stumbles over what follows it
        column -= 1
    start = line.rfind(": ", 0, column + 1) + 2
    if start < 2 or "{" not in line[:start] or line.count("{", 0, start) <= line.count("}", 0, start):
        return None
    value, sign = line[start:].lstrip(), line[column : column + 1]
    start = len(line) - len(value)
    if value[:1] in tuple(_OPENERS) and start <= column and not value.startswith("{{"):
        place = Span(here.file, here.line, start + 1)
        return diagnose("BW148", place, opener=value[0], meaning=_OPENERS[value[0]], hint=_hint_for(value))
    if sign and sign in "[{" and start < column and value[:1] not in ('"', "'"):
        return diagnose(CUT, Span(here.file, here.line, column + 1), sign=sign)
    return None


def _by_opener(problem: str, line: str, first: str, here: Span, opened: Span) -> Diagnostic:
    """A complaint that the first character of the value explains best, on its line or where the parser began."""
    for text, span in ((line, here), (first, opened)):
        match = _VALUE.match(text)
        value = (match["value"] if match else None) or " "
        column = match.start("value") + 1 if match and match["value"] else 1
        opener, place = value[0], Span(span.file, span.line, column)
        if opener in "\"'" and column < span.column:
            return diagnose("BW146", span)
        if column <= span.column and opener in _RESERVED:
            return diagnose("BW147", place, opener=opener)
        if column <= span.column and opener in _OPENERS:
            return diagnose("BW148", place, opener=opener, meaning=_OPENERS[opener], hint=_hint_for(value))
    if "tab" in problem:
        return diagnose("BW106", here)
    if "expected key" in problem or "'-' indicator" in problem or "block end" in problem:
        return diagnose("BW149", here)
    return diagnose("BW110", here, problem=problem)


def _hint_for(value: str) -> str | None:
    if value.startswith("{{"):
        shown = shortened(value)
        quote = "'" if '"' in shown else '"'
        return f'a text that opens with "{{{{" stands in quotes: {quote}{shown}{quote}'
    if value[0] in "[{":
        kind, closing = ("list", "]") if value[0] == "[" else ("mapping", "}")
        return f'put the text in quotes; or, if a {kind} is meant, close it with "{closing}"'
    return None
