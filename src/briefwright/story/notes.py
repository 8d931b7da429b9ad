"""A slide to what its speaker says: talking points, the sources behind them, the seconds they take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil

from msgspec import Struct

from ..core.diagnostics import Span
from ..core.purpose import Purpose
from ..forms.kit.listing import STOPS, Manner
from ..forms.kit.speech import FEW_READ, filled, going_on, in_sentences, listed, meant, unstopped
from ..forms.kit.text_boxes import join
from ..forms.table import form, parts_of
from ..text.scripts import wide
from .language import Language
from .model import Notes, Piece, Slide, Words, texts

WORDS_A_MINUTE = 130
LEAST_WORDS = 5  # a shorter text is a label or a name
MOST_POINTS = 12
# Of an entry with two sides: what it is called, what is said of it, and sides that need their names.
CALLED, SAID, SIDES = ("title", "signal"), ("text", "position", "upside"), ("risk", "gain", "cost", "trigger")
HEADS = ("date", "label", "name", "number", "signal", "term", "title")  # fields that only open a statement
SPOKEN = ("number", "unit", "meaning", "number_text")  # of a figure, a profile or a chart


def notes(given: Sequence[Words], slide: Slide, language: Language) -> Notes:
    """The points given, or else what there is to say of the slide."""
    points = tuple(given) or _points(slide, language)
    spoken = sum(point.count for point in points) or slide.title.count
    return Notes(points, slide.sources, ceil(spoken * 60 / WORDS_A_MINUTE))


def _points(slide: Slide, language: Language) -> tuple[Words, ...]:
    """What carries the claim of the title, and last what follows. A cover is opened with its subtitle: what else stands
    there is for readers, as is the lead of an outline, which tells what the columns are."""
    content, labels = slide.content, language.labels
    if form(slide.form).purpose in (Purpose.COVER, Purpose.REFERENCE):
        subtitle = getattr(content, "subtitle", None)
        return (subtitle,) if subtitle else ()
    so_what = getattr(content, "so_what", None)
    ends = [so_what] if isinstance(so_what, Words) and so_what else []
    opening = [slide.lead] if slide.lead and not outlined(slide.lead.span) else []
    parts = [
        (part, Manner(part.title or slide.title, labels, language.decimal, language.code)) for part in parts_of(slide)
    ]
    said = [words for part, manner in parts for words in _statements(part, manner) if words and words is not so_what]
    room = MOST_POINTS - len(ends) - len(opening)
    left = len(said) - room + 1
    more = [Words((Piece(labels["more"].format(count=left)),))] if left > 1 else []
    return (*opening, *said[: room - len(more)], *more, *ends)


def _statements(part: Slide, manner: Manner) -> Iterable[Words]:
    speech = form(part.form).speech
    return speech(part.content, manner) if speech else _evidence(part.content, manner.labels)


def reading(slide: Slide, labels: Mapping[str, str], decimal: str) -> Words:
    """What a text says of the exhibit of a slide before it names it: as its form says, else its statements where they
    are few."""
    read = []
    for part in parts_of(slide):
        own = form(part.form).reading
        manner = Manner(part.title or slide.title, labels, decimal)
        few = [] if own else [words for words in _statements(part, manner) if words]
        read.append(own(part.content, manner) if own else listed(few if len(few) <= FEW_READ else (), labels))
    return in_sentences(read, labels)


def outlined(span: Span | None) -> bool:
    """Whether a text is an outline's own, or its wording in a language."""
    return span is not None and not {"outlines", "languages"}.isdisjoint(span.file.replace("\\", "/").split("/"))


def _evidence(content: object, labels: Mapping[str, str]) -> Iterator[Words]:
    """What a content states, each statement with what it is about."""
    for name in content.__struct_fields__ if isinstance(content, Struct) else ():
        value = getattr(content, name)
        if isinstance(value, tuple):
            for entry in value:
                if not isinstance(entry, Words):
                    yield _statement(entry, labels)
                elif entry.count >= LEAST_WORDS:
                    yield entry
    yield from _figures(content, labels)


def _statement(entry: object, labels: Mapping[str, str]) -> Words:
    """An entry as one statement: its number with unit and meaning, or what it is called and its first two texts."""
    if figure := next(_figures(entry, labels), None):
        return figure
    if sides := _named(entry, SIDES):
        return _sided(entry, sides, labels)
    head, *rest = [*texts(entry), Words(), Words()][:3]  # the alignment of a column has none
    opens = any(words is head for _, words in _named(entry, HEADS))
    if not rest[0] or (head.count >= LEAST_WORDS and not opens):
        return head if head.count >= LEAST_WORDS else Words()
    told = head
    for words, sign in zip(rest, (labels["colon"], labels["semicolon"]), strict=False):
        told = _told_on(told, words, sign, labels) if words else told
    return told


def _told_on(told: Words, words: Words, sign: str, labels: Mapping[str, str]) -> Words:
    """A text after what opens it, small behind the sign; a text with a colon of its own is a sentence of its own."""
    if told.prose.rstrip().endswith(STOPS):
        return join([told, words], " ")
    if labels["colon"].strip() in words.prose:
        return in_sentences([told, words], labels)
    return join([told, going_on(words, labels)], sign)


def _named(entry: object, names: Sequence[str]) -> list[tuple[str, Words]]:
    """The texts of an entry in the fields of these names."""
    fields = entry.__struct_fields__ if isinstance(entry, Struct) and not isinstance(entry, Words) else ()
    found = [(name, getattr(entry, name)) for name in names if name in fields]
    return [(name, words) for name, words in found if isinstance(words, Words) and words]


def _sided(entry: object, sides: Sequence[tuple[str, Words]], labels: Mapping[str, str]) -> Words:
    """What is weighed, in sentences: "Bikes: four yards. The case for it: cheap. The case against it: few places"."""
    told = Words()
    for _, words in (*_named(entry, CALLED), *_named(entry, SAID)):
        told = _told_on(told, words, labels["colon"], labels) if told else words
    stop = labels["full_stop"]
    for name, words in sides:
        said = filled(labels[f"say.{name}"], text=unstopped(going_on(words, labels)))
        air = "" if any(map(wide, stop)) else " "
        told = join([told, said], air if told.prose.rstrip().endswith(STOPS) else stop + air) if told else said
    return told


def _figures(entry: object, labels: Mapping[str, str]) -> Iterator[Words]:
    """A number in one sentence with its unit and its meaning."""
    names = entry.__struct_fields__ if isinstance(entry, Struct) and not isinstance(entry, Words) else ()
    words = [getattr(entry, name) for name in SPOKEN if name in names] if "number" in names else []
    if len(words) > 1 and all(isinstance(part, Words) for part in words) and words[0] and words[-1]:
        number, *units, meaning = words
        yield meant(number, units[0] if units else Words(), meaning, labels)
