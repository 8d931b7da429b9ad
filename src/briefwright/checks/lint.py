"""A brief and its story against the rules of a good briefing that a machine can hold: what is missing or ill-worded."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from ..brief.model import Brief, ChartEntry, Party, Player
from ..brief.texts import proses, walk
from ..core import files
from ..core.chart_kinds import KINDS
from ..core.diagnostics import Diagnostic, Span
from ..core.messages import diagnose
from ..core.purpose import Purpose
from ..forms.table import form
from ..story.field_kinds import ANALYST
from ..story.model import Story
from ..text.verbs import VERBS
from .stated import DATE

MAX_TITLE_WORDS = 20
YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
MOST_NAMED = 12  # slides in one note
CITATION = re.compile(r"\[@[^\]]*\]")
EXPRESSION = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\]\([^)]*\)", re.DOTALL)  # the address of a link is no prose either
SENTENCE = re.compile(r"(?<=[.!?])\s+")
CITED_SENTENCE = re.compile(r"(?<=\])\s+(?=[^\W\d_a-z])|(?<=[.!?])\s+(?!\[@)")  # a citation may stand behind the stop
# A year, a span of years, a decade, an ordinal, a time of day, or a number within a name (GPT-4, 4Paradigm).
NOT_COUNTED = re.compile(
    r"(?<![\d.,])(?:1[5-9]|20)\d\d(?:s\b|[-–/]\d{2,4})?(?![\d.,]\d)(?!\w)"
    r"|\b\d+(?:st|nd|rd|th)\b|\b\d+\.(?=\s+\w)|\b\d{1,2}:\d\d\b|\b24/7\b"
    r"|[^\W\d_][\w+]*-\d[\w.]*|\b\d+[^\W\d_][\w+]*\.?\w*|\b[^\W\d_]+\d[\w.]*"
)
# What a noun numbers rather than counts: version 4.0, page 3, Article 5.
NUMBERED = re.compile(
    r"\b(?:tempo|version|release|page|slide|part|chapter|section|article|annex|paragraph|figure|table|exhibit|appendix|note|"
    r"platform|road|route|line|gate|room|floor|ward|zone|block|building|hall|terminal|track|gleis|raum|linie|halle|tor|"
    r"phase|stage|step|level|tier|layer|class|grade|round|series|model|type|option|question|point|act|rule|law|no|"
    r"seite|folie|teil|kapitel|abschnitt|artikel|anhang|absatz|abbildung|tabelle|phase|stufe|ebene|klasse|runde|serie|"
    r"modell|typ|frage|punkt|gesetz|nr|§|¶)\.?[\s\u00a0]*\d[\d.,]*",
    re.IGNORECASE,
)
# A name that ends in a small number, within a sentence: "at Road 4", "by Team 7".
NAMED = re.compile(r"(?<=[\w,;] )[^\W\d_a-z][^\W\d_]+[ \u00a0]\d{1,2}(?![\w.,]*\d)(?! ?[%°])")
NUMBER = re.compile(r"(?<![\w.,])\d[\d.,]*(?:[ \u00a0\u202f]\d{3}(?![\d.,]))*")
NO_PROSE = re.compile(r"`[^`\n]*`|~\d+~|\^[-\d]+\^")  # what a program reads, an index, a power
PLANNED = (".budget", ".success", ".trigger")  # what we set ourselves is no fact
LIKELY = re.compile(
    r"\b(almost certain(?:ly)?|(?:very |highly )?(?:un)?likely|(?:im)?probabl[ey]|remote chance|roughly even|"
    r"(?:sehr |höchst )?(?:un)?wahrscheinlich|vermutlich|fast sicher)\b",
    re.IGNORECASE,
)
CONFIDENCE = re.compile(
    r"\b(?:low|moderate|high) confidence\b|\bconfidence is\b|"
    r"\bmit (?:hoher|mittlerer|geringer) (?:Sicherheit|Gewissheit)\b",
    re.IGNORECASE,
)
# Verbs by their form: most of the past and what takes an object in English; most of the present in German.
REGULAR = (
    (re.compile(r"\b(?!(?:hundred|kindred|sacred)\b)[a-z]{3,}(?<!e)ed\b"), "en"),
    (re.compile(r"\w[a-z]{2,}s (?:the|an?|its|their|our|no|one|every|each|all|any|[a-z]{4,}ly)\b(?!-)"), "en"),
    (
        re.compile(
            r"\b(?!(?:nicht|erst|fast|meist|selbst|jetzt|dort|weit|statt|laut|damit|somit|seit|bereit|bekannt|leicht|recht|"
            r"echt|schlecht|zuletzt|zuerst|sonst|überhaupt|insgesamt|samt|dicht|feucht|spät|privat|direkt)\b)[a-zäöüß]{3,}t\b"
        ),
        "de",
    ),
)
COMPARATIVE = re.compile(r"\b(?:more|less|fewer|most|least|than|\w{3,}er than|mehr|weniger|als)\b", re.IGNORECASE)


def lint(brief: Brief, stories: tuple[Story, ...]) -> tuple[Diagnostic, ...]:
    """Warnings and notes on the figures and texts of a brief and on the titles of its stories, each once."""
    problems = [*_figures(brief), *_charts(brief), *_texts(brief)]
    if len(brief.sources) == 1:
        problems.append(diagnose("BW804", next(iter(brief.sources.values())).span))
    own = {prose.span: prose.text for _, prose in proses(brief)}
    nouns: dict[str, list[str]] = {}
    for story in stories:
        found, named = _titles(story, own)
        problems += found
        for name in named:
            nouns.setdefault(name, []).append(story.meta.audience)
    if nouns:
        first = next(slide.title.span for story in stories for slide in story.slides)
        problems.append(diagnose("BW807", first, ids=_listed(nouns, len({s.meta.audience for s in stories}))))
    return tuple(dict.fromkeys(problems))


def _figures(brief: Brief) -> Iterator[Diagnostic]:
    for name, figure in brief.figures.items():
        if figure.derived is None and not figure.cite and not figure.ours:
            give = "give cite: SOURCE:PARAGRAPH, or ours: true"
            yield diagnose("BW801", figure.span, name=name, what="source", give=give)
        if figure.as_of is None and figure.derived is None:
            yield diagnose(
                "BW801", figure.span, name=name, what="as-of date", give="give as_of: a date such as 2024-04"
            )
        if figure.unit is None and figure.label is None and figure.currency is None:
            yield diagnose("BW801", figure.span, name=name, what="unit and no label", give="give one of the two")


def _charts(brief: Brief) -> Iterator[Diagnostic]:
    """A chart says what it counts, where and when; its title is required anyway, its sources are its figures'. What two
    axes count stands at these, and years among its names are its period."""
    for number, chart in enumerate(brief.charts, start=1):
        stated = {
            "unit": chart.unit is not None or KINDS[chart.kind].apart,
            "geography": chart.geography is not None,
            "period": chart.period is not None or any(map(YEAR.search, _names_in(chart))),
        }
        if missing := [what for what, there in stated.items() if not there]:
            yield diagnose("BW835", chart.span, id=chart.id or number, what=" and its ".join(missing))


def _names_in(chart: ChartEntry) -> tuple[str, ...]:
    return (chart.title.text, *chart.series, *(name.text for name in chart.categories))


def _texts(brief: Brief) -> Iterator[Diagnostic]:
    names = sorted(_names_with_digits(brief), key=len, reverse=True)
    sources = {path for path, part in walk(brief) if getattr(part, "cite", ())}
    for path, prose in proses(brief):
        if path.startswith(("sources.", "figures.")):
            continue
        category = path.startswith("charts.") and ".categories" in path  # "10 to 15"
        if not (path.startswith("glossary.") or path.endswith(PLANNED) or category or _cited(path, sources)):
            for number in loose_numbers(prose.text, names):
                yield diagnose("BW802", prose.span, number=number)
        for sentence in SENTENCE.split(prose.text):
            likely = LIKELY.search(sentence)
            if likely and CONFIDENCE.search(sentence):
                yield diagnose("BW803", prose.span, likely=likely[0])


def _cited(path: str, sources: Collection[str]) -> bool:
    """Whether a text has the source of the item that holds it: all but what is the analyst's own."""
    *above, field = path.split(".")
    if field.isdigit():  # of a list
        *above, field = above
    own = field in ANALYST and not path.startswith("watch.")  # where a signal stands today is a fact
    return ".".join(above) in sources and not own


def loose_numbers(text: str, names: list[str]) -> list[str]:
    """The numbers typed into a text that count or measure something and have no citation in their sentence; a year, a
    date or a name's digits do not."""
    text = " ".join(part for part in CITED_SENTENCE.split(text) if not CITATION.search(part))
    for name in names:
        text = text.replace(name, " ")
    for pattern in (NO_PROSE, EXPRESSION, CITATION, DATE, NUMBERED, NAMED, NOT_COUNTED):
        text = pattern.sub(" ", text)
    return [match[0].rstrip(".,") for match in NUMBER.finditer(text)]


def _names_with_digits(brief: Brief) -> set[str]:
    parties: tuple[Player | Party, ...] = (*brief.players, *brief.investors)
    names = {name for party in parties for name in (party.name, *party.also)}
    names |= {name for player in brief.players for model in player.models for name in (model.name, *model.also)}
    names |= {*brief.corrections, *brief.corrections.values(), *brief.glossary}
    names |= {wording for prose in (*brief.keywords, brief.title) for wording in prose.wordings}
    return {name for name in names if any(c.isdigit() for c in name)}


def _listed(nouns: Mapping[str, Sequence[str]], audiences: int) -> str:
    """Slides by their ids, each with the audiences that see it under a noun, where not all do."""
    shown = [
        name if len(set(seen)) == audiences else f"{name} ({', '.join(dict.fromkeys(seen))})"
        for name, seen in nouns.items()
    ]
    return ", ".join(shown[:MOST_NAMED])


def _titles(story: Story, own: Mapping[Span, str]) -> tuple[list[Diagnostic], list[str]]:
    """What is wrong with titles, and the ids of slides that have a plain noun for one. ``own`` are the texts of the
    brief: a title that we made of one is no title of its author."""
    found: list[Diagnostic] = []
    verbs = VERBS.get(story.meta.language.split("-")[0])
    nouns = set(story.labels.values())
    named: list[str] = []
    for slide in story.slides:
        shape = form(slide.form)
        if shape.purpose.guides or not shape.heads:
            continue
        title, span = slide.title.prose, slide.title.span or slide.span
        if slide.title.count > MAX_TITLE_WORDS:
            found.append(diagnose("BW806", span, count=slide.title.count))
        silent = verbs is not None and not claims(title, verbs)
        if (title in nouns and not _written(span)) or (silent and slide.join and title == slide.join.prose):
            if shape.purpose is not Purpose.REFERENCE:  # a list of sources claims nothing
                named.append(slide.id)
        elif silent and _written(span) and not _made_of(title, own.get(span, "") if span else ""):
            found.append(diagnose("BW805", span, title=title))
    return found, named


def _made_of(title: str, text: str) -> bool:
    """Whether a title is a text of the brief under a name that we put before it: "Our choice: Wait"."""
    words = CITATION.sub("", text).strip().rstrip(".").casefold()
    return bool(words) and title.casefold() != words and title.casefold().endswith(words)


def _written(span: Span | None) -> bool:
    """Whether a title was written by hand, and not made by a template that is shipped."""
    shipped = files.template_folders()
    file = Path(span.file).resolve() if span else None
    return file is None or not any(file.is_relative_to(folder.resolve()) for folder in shipped)


def claims(title: str, verbs: frozenset[str]) -> bool:
    """Whether a title says something rather than names a subject: it has a verb, a comparative or a number."""
    words = {word.strip(".,;:!?()“”„\"'").casefold() for word in title.split()}
    regular = any(rule.search(title) for rule, language in REGULAR if VERBS[language] is verbs)
    return bool(words & verbs or regular or COMPARATIVE.search(title) or any(c.isdigit() for c in title))
