"""Runs of text to runs of one script and one face each: characters that the theme's face lacks get a fallback face.

Measuring, breaking, both writers and the check for missing glyphs see the runs that come from here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

from msgspec.structs import replace

from ..scene.model import Run, TextStyle
from ..theme.model import Fonts
from .fonts import EMOJI, STAND_INS, SYMBOLS, faces, installed
from .measure import Metrics, invisible
from .scripts import AMBIGUOUS, EAST_ASIAN, FROM_RIGHT, PLAIN, SPACES, scripts_of

_SIGNS = re.compile("[\u2190-\u22ff]")  # arrows and signs of mathematics, which not every face has


def itemised(runs: Sequence[Run], metrics: Metrics, language: str = "en") -> tuple[Run, ...]:
    """The runs of one text, cut where the script or the face changes. ``language`` is that of the text around: it
    decides how an ideograph is drawn where Chinese, Japanese and Korean differ (Unicode 16, 18.1)."""
    runs = tuple(runs)
    text = runs[0].text if len(runs) == 1 else "".join(run.text for run in runs)
    if PLAIN.match(text) and all(metrics.has(sign, run.style) for run in runs for sign in _SIGNS.findall(run.text)):
        return runs
    scripts = scripts_of(text, language)
    out: list[Run] = []
    at = 0
    for run in runs:
        here = scripts[at : at + len(run.text)]
        if run.raised and PLAIN.match(run.text):  # a citation marker is one run, whatever stands around it
            out.append(run)
            at += len(run.text)
            continue
        looks = _looks(run, here, metrics)
        for look, places in groupby(range(len(run.text)), looks.__getitem__):
            some = list(places)
            out.append(replace(run, text=run.text[some[0] : some[-1] + 1], style=look))
        at += len(run.text)
    return tuple(out)


def _looks(run: Run, scripts: Sequence[str], metrics: Metrics) -> list[TextStyle]:
    """The style of each character of a run."""
    made: dict[tuple[int, str], TextStyle] = {}
    looks: list[TextStyle] = []
    face = 0
    for char, script in zip(run.text, scripts, strict=True):
        for tried in _candidates(char, script, face, metrics.fonts):
            look = made.get((tried, script))
            if look is None:
                look = made[tried, script] = _look(run.style, tried, script)
            if metrics.has(char, look):
                face = tried
                break
        else:
            face = face if invisible(char) else 0
            look = made.setdefault((face, script), _look(run.style, face, script))
        looks.append(look)
    return looks


def _look(style: TextStyle, face: int, script: str) -> TextStyle:
    """The style in that face. Only Latin letters, Greek and Cyrillic ones are tracked: Arabic ones are joined."""
    return replace(style, face=face, script=script, tracking=0.0 if script else style.tracking)


def _candidates(char: str, script: str, last: int, fonts: Fonts) -> tuple[int, ...]:
    """The faces to try for a character, in order: the theme's own, then those that stand in; signs first in the face of
    the letters before them, so that words and what they are joined by are in one face."""
    others = _stand_ins(fonts, script)
    if char in SPACES and not script:
        return (0, *others)  # not in the face of a sign before it: an emoji's space is as wide as an emoji
    if char in AMBIGUOUS and script in EAST_ASIAN:
        return (*others, 0)
    if (script in FROM_RIGHT or char in SPACES) and not char.isalpha():
        return (last, 0, *others)
    return (0, *others)


@lru_cache(maxsize=64)
def _stand_ins(fonts: Fonts, script: str) -> tuple[int, ...]:
    """The places of the faces that stand in for the theme's own, those of the script first. A face of the theme's list
    is counted on to be installed; what the extras would bring only where it is."""
    named = list(enumerate(faces(fonts), 1))
    there = [(code, n) for n, (code, face) in named if n <= len(fonts.fallback) or installed(str(face.package))]
    return tuple(n for _, n in sorted(there, key=lambda entry: entry[0] not in ("", script)))


def missing_extra(char: str, language: str) -> str | None:
    """The extra that would bring a face for a character; None where it is installed, or there is none."""
    codes = scripts_of(char, language)
    if unicodedata.category(char) in ("So", "Sk", "Sm"):
        codes = [SYMBOLS, EMOJI]
    return next((name for code, _, package, _, name in STAND_INS if code in codes and not installed(package)), None)
