"""YAML text to a tree of values that know where they stand; YAML 1.2, core schema, bounded against hostile input."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any

import yaml
from msgspec import Struct, field

from ..core.diagnostics import Diagnostic, Refused, Span
from ..core.messages import diagnose
from .empty import AT_COMMA, missing
from .nodes import Float, Int, Map, Seq, Str
from .text import BAD_IN_VALUE, CUT, MAX_DEPTH, MAX_REPORTS, bad_character, clean, complaint

MAX_NODES = 100_000  # counted with every alias written out
MAX_TEXT = 10_000  # characters of one text: two pages of print
MAX_DIGITS = 30
MAX_NUMBER = 1e30


def read(text: str | bytes, file: str) -> Any:
    """The tree of Map, Seq, Str, Int, Float, bool and None that a YAML 1.2 text (core schema) holds.

    Raises Refused with every fault: unclean characters, duplicate keys, cut texts, tags, a bomb of aliases.
    """
    tree, problems = parse(text, file)
    if problems:
        raise Refused(problems)
    return tree


def parse(text: str | bytes, file: str) -> tuple[Any, list[Diagnostic]]:
    """The tree and everything wrong with it, by line. Raises Refused when there is no whole tree to go on with."""
    source, problems = clean(text, file)
    builder = _Builder(source, file, problems)
    whole = False
    try:
        builder.build()
        whole = True
    except _Stop:
        pass
    except yaml.MarkedYAMLError as error:
        faults, mended = _faults(error, source, file)
        if mended:
            faults += _cut_at_commas(mended, file)
        lines = {fault.span.line for fault in faults if fault.span}
        problems[:] = [d for d in problems if not (d.code in _MISREAD and d.span and d.span.line in lines)] + faults
    except yaml.YAMLError as error:
        problems.append(diagnose("BW110", Span(file), problem=str(error)))
    problems.sort(key=lambda d: d.span or Span(file))
    if not whole:
        raise Refused(problems)
    return builder.root, problems


_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # the parser in C is about ten times as fast


def _events(text: str) -> Iterator[Any]:
    """What the parser sees in a text."""
    return iter(_LOADER(text).get_event, None)


def _faults(error: yaml.MarkedYAMLError, text: str, file: str) -> tuple[list[Diagnostic], str]:
    """The faults at which the parser stopped, and the text that it could then read to its end, "" where it could not.
    After a bracket within a text, such as a citation inside braces, it goes on as if that were a letter, to find all of
    these at once."""
    faults: list[Diagnostic] = []
    rest: yaml.MarkedYAMLError | None = error
    while rest and len(faults) < MAX_REPORTS:
        fault = complaint(rest, text, file)
        if faults and (fault.code != CUT or fault in faults):
            break
        faults.append(fault)
        if fault.code != CUT or fault.span is None:
            break
        text, rest = _lettered(text, fault.span), None
        try:
            for _ in _events(text):
                pass
        except yaml.MarkedYAMLError as another:
            rest = another
        except yaml.YAMLError:
            break
        else:
            return faults, text
    return faults, ""


def _cut_at_commas(text: str, file: str) -> list[Diagnostic]:
    """The texts inside braces that a comma cuts, of a file whose brackets are mended."""
    builder = _Builder(text, file, [])
    try:
        builder.build()
    except (_Stop, yaml.YAMLError):
        return []
    return [fault for fault in missing(builder.root) if fault.code == AT_COMMA]


def _lettered(text: str, span: Span) -> str:
    """The text with a letter for each sign of the bracket that opens at a place, to its end on the line."""
    lines = text.split("\n")
    line, at = lines[span.line - 1], span.column - 1
    end = line.find({"[": "]", "{": "}"}[line[at]], at) + 1 or at + 1
    lines[span.line - 1] = f"{line[:at]}{'x' * (end - at)}{line[end:]}"
    return "\n".join(lines)


# ---- scalars: YAML 1.2.2, section 10.3.2 -------------------------------------------------------------

_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_MISREAD = frozenset(("BW112", "BW114", "BW115", "BW118"))  # what a text looks like that the parser then gives up on
_GLUED_HASH = re.compile(r" #[^\s#]")
_CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


class _Stop(Exception):
    """Reading cannot go on; the problems say why."""


class _Open(Struct):
    """A list or mapping whose end has not come yet. ``size`` counts its values with aliases written out."""

    value: Map | Seq
    anchor: str | None
    size: int = 1
    depth: int = 1
    key: str | None = None
    key_span: Span | None = None
    key_end: int = 0
    awaits_value: bool = False


class _Anchor(Struct):
    value: Any
    size: int
    depth: int
    span: Span
    closed: bool = True
    used: bool = False


class _Builder(Struct):
    """Builds the tree from parser events, without recursion: the input may be hostile."""

    source: str
    file: str
    problems: list[Diagnostic]
    root: Any = None
    nodes: int = 0
    documents: int = 0
    stack: list[_Open] = field(default_factory=list)
    anchors: dict[str, _Anchor] = field(default_factory=dict)
    retired: list[tuple[str, _Anchor]] = field(default_factory=list)

    def build(self) -> None:
        """Build the whole tree."""
        steps = {
            yaml.ScalarEvent: self.scalar,
            yaml.MappingStartEvent: self.open,
            yaml.SequenceStartEvent: self.open,
            yaml.MappingEndEvent: self.close,
            yaml.SequenceEndEvent: self.close,
            yaml.AliasEvent: self.alias,
            yaml.DocumentStartEvent: self.document,
        }
        for event in _events(self.source):
            if step := steps.get(type(event)):
                step(event)
        self.finish()

    def finish(self) -> None:
        for name, anchor in (*self.retired, *self.anchors.items()):
            if not anchor.used and isinstance(anchor.value, str):
                self.report("BW114", anchor.span, name=name)
        if not self.documents:
            self.stop("BW103", Span(self.file))

    def report(self, code: str, span: Span, **words: object) -> None:
        self.problems.append(diagnose(code, span, hint=None, **words))

    def span(self, event: Any) -> Span:
        start = event.start_mark
        return Span(self.file, start.line + 1, start.column + 1)

    def stop(self, code: str, span: Span, **words: object) -> None:
        self.report(code, span, **words)
        raise _Stop

    # -- events --

    def document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            self.stop("BW111", self.span(event))

    def scalar(self, event: Any) -> None:
        span = self.span(event)
        if event.tag is not None and event.tag != "tag:yaml.org,2002:str":
            self.report("BW115", span, tag=event.tag.replace("tag:yaml.org,2002:", "!!"))
        start, end = event.start_mark.index, event.end_mark.index
        value = event.value.rstrip("\n") if event.style in ("|", ">") else event.value  # the end of its last line
        text = Str(value, span, (self.source, start, end))
        if len(text) > MAX_TEXT:
            self.stop("BW109", span, what=f"a text of {len(text):,} characters, and {MAX_TEXT:,} are the most")
        # only an escape can bring in what the file itself does not hold
        if "\t" in text or (event.style == '"' and "\\" in self.source[start:end]):
            bad = BAD_IN_VALUE.search(text)
            self.problems += [bad_character(bad[0], text.spot(bad[0]))] if bad else []
        plain = event.implicit[0] and event.tag is None
        is_key = self.awaits_key()
        value = text if is_key or not plain else self.resolve(text)
        if plain and isinstance(value, Str):
            self.check_comment(event)
        frame = self.stack[-1] if self.stack else None
        if frame and is_key:
            frame.key_end = end
        elif frame and value is None and isinstance(frame.value, Map) and ":" not in self.source[frame.key_end : start]:
            frame.value.alone.add(frame.key or "")
        self.add(value, span, event.anchor, 1, 0)

    def awaits_key(self) -> bool:
        return bool(self.stack) and isinstance(self.stack[-1].value, Map) and not self.stack[-1].awaits_value

    def resolve(self, text: Str) -> Any:
        """What a plain scalar means."""
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        if text[:1] not in "+-.0123456789":
            return text
        if _INT.fullmatch(text) or _BASED.fullmatch(text):
            if len(text) > MAX_DIGITS:
                self.report("BW116", text.span, what=f"has more than {MAX_DIGITS} digits")
                return text
            return Int(int(text, {"0o": 8, "0x": 16}.get(text[:2], 10)), str(text), text.span)
        if _NOT_FINITE.fullmatch(text) or (_FLOAT.fullmatch(text) and not math.isfinite(float(text))):
            self.report("BW116", text.span, what="is not finite")
        elif _FLOAT.fullmatch(text):
            if len(text) > MAX_DIGITS:
                self.report("BW116", text.span, what=f"has more than {MAX_DIGITS} digits")
            elif float(text) and not 1 / MAX_NUMBER <= abs(float(text)) <= MAX_NUMBER:
                self.report("BW116", text.span, what="is too large or too near to zero: 1e30 and 1e-30 are the bounds")
            return Float(float(text), str(text), text.span)
        return text

    def check_comment(self, event: Any) -> None:
        """``Plan #1`` ends at "Plan": YAML takes the rest for a comment. A real comment has a space after its ``#``."""
        end = event.end_mark.index
        if event.value and _GLUED_HASH.match(self.source, end):
            self.report("BW117", Span(self.file, event.end_mark.line + 1, event.end_mark.column + 2))

    def alias(self, event: Any) -> None:
        span = self.span(event)
        anchor = self.anchors.get(event.anchor)
        if anchor is None:
            self.report("BW112", span, name=event.anchor)
            self.add(Str("", span), span, None, 1, 0)
            return
        anchor.used = True
        if not anchor.closed:
            self.stop("BW113", span, name=event.anchor)
        self.add(anchor.value, span, None, anchor.size, anchor.depth)

    def open(self, event: Any) -> None:
        span = self.span(event)
        if event.tag is not None and event.tag not in ("tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"):
            self.report("BW115", span, tag=event.tag.replace("tag:yaml.org,2002:", "!!"))
        kind = Map if isinstance(event, yaml.MappingStartEvent) else Seq
        value = kind(span, bool(event.flow_style))
        if len(self.stack) >= MAX_DEPTH:
            self.stop("BW109", span, what=f"more than {MAX_DEPTH} levels within one another")
        if event.anchor:
            self.keep(event.anchor, _Anchor(value, 1, 1, span, closed=False))
        self.stack.append(_Open(value, event.anchor))

    def close(self, event: Any) -> None:
        frame = self.stack.pop()
        if frame.anchor:
            anchor = self.anchors[frame.anchor]
            anchor.size, anchor.depth, anchor.closed = frame.size, frame.depth, True
        self.add(frame.value, frame.value.span, None, frame.size, frame.depth, built=True)

    # -- the tree --

    def keep(self, name: str, anchor: _Anchor) -> None:
        if name in self.anchors:
            self.retired.append((name, self.anchors[name]))
        self.anchors[name] = anchor

    def add(self, value: Any, span: Span, anchor: str | None, size: int, depth: int, *, built: bool = False) -> None:
        """Put a finished value into the list or mapping that is open."""
        self.nodes += 1 if built else size
        if self.nodes > MAX_NODES:
            self.stop("BW109", span, what=f"more than {MAX_NODES:,} values, aliases written out")
        if len(self.stack) + depth > MAX_DEPTH:
            self.stop("BW109", span, what=f"more than {MAX_DEPTH} levels within one another")
        if anchor:
            self.keep(anchor, _Anchor(value, size, depth, span))
        if not self.stack:
            self.root = value
            return
        frame = self.stack[-1]
        frame.size += size
        if depth >= frame.depth:
            frame.depth = depth + 1
        if isinstance(frame.value, Seq):
            frame.value.append(value)
            frame.value.spans.append(span)
        elif not frame.awaits_value:
            frame.key, frame.key_span, frame.awaits_value = self.key(value, span, frame.value), span, True
        else:
            if frame.key is not None and frame.key_span is not None:
                frame.value[frame.key] = value
                frame.value.keys_at[frame.key] = frame.key_span
                frame.value.values_at[frame.key] = span if value is not None else frame.key_span
            frame.key, frame.awaits_value = None, False

    def key(self, value: Any, span: Span, mapping: Map) -> str | None:
        """The key to file the next value under, or None when it cannot be one."""
        if not isinstance(value, str) or not value:
            if not any(d.code == "BW118" and d.span and d.span.line == span.line for d in self.problems[-2:]):
                self.report("BW118", span)  # {{ x }} is a mapping as the key of a mapping: reported once
        elif value == "<<":
            self.report("BW119", span)
        elif value in mapping:
            self.report("BW120", span, key=value, line=mapping.keys_at[value].line)
        else:
            return str(value)
        return None
