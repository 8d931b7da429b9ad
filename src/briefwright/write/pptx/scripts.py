"""Scripts to the attributes of a deck that depend on them: the language of a run, faces other than Latin."""

from __future__ import annotations

from ...scene.model import Run, TextStyle
from ...text.fonts import EMOJI, STAND_INS, SYMBOLS, face_of
from ...text.scripts import EAST_ASIAN, FROM_RIGHT, script_of
from ...theme.model import Fonts
from .part_context import Pen, escaped

_LANGUAGES = {"Hans": "zh-CN", "Hant": "zh-TW", "Jpan": "ja-JP", "Kore": "ko-KR", "Arab": "ar-SA", "Hebr": "he-IL"}
_SAMPLES = {"Hans": "\u6c38", "Hant": "\u6c38", "Jpan": "\u3042", "Kore": "\uac00", "Arab": "\u0639", "Hebr": "\u05d0"}
_LATIN = "en-US"  # of Latin words in a deck whose language has another script


def languages(script: str, language: str) -> str:
    """The language attributes of a run of a script, in a deck of that language. ``lang`` is the language of spelling,
    ``altLang`` that of Latin letters in East Asian text, and the other way round."""
    own = script_of(language)
    if script == own:
        other = f' altLang="{_LATIN}"' if script in EAST_ASIAN else ""
        return f' lang="{language}"{other}'
    if not script:
        return f' lang="{_LATIN}" altLang="{language}"' if own in EAST_ASIAN else f' lang="{_LATIN}"'
    other = f' altLang="{_LATIN if own else language}"' if script in EAST_ASIAN else ""
    return f' lang="{_LANGUAGES[script]}"{other}'


def stand_in(style: TextStyle, pen: Pen) -> tuple[str, str]:
    """The East Asian and the complex-script face of a run; "" where it is that of the theme."""
    if not style.face:
        return "", ""
    name = face_of(pen.fonts, style).name
    east, complex_ = scheme(pen.fonts, pen.language)
    if style.script in FROM_RIGHT:
        return "", "" if name == complex_ else escaped(name)
    return "" if name == east else escaped(name), ""


def scheme(fonts: Fonts, language: str) -> tuple[str, str]:
    """The East Asian and the complex-script face of a font scheme, for the deck's language; "" for none."""
    script = script_of(language)
    if not script:
        return "", ""
    # HarfBuzz, which no other part of a deck needs here, only where the deck's language is not written in Latin letters
    from ...text.itemise import itemised
    from ...text.measure import Metrics

    [run] = itemised((Run(_SAMPLES[script], TextStyle(12, 15)),), Metrics(fonts), language)
    name = face_of(fonts, run.style).name
    return ("", name) if script in FROM_RIGHT else (name, "")


def script_faces() -> tuple[tuple[str, str], ...]:
    """The face of each script for text that a user adds: faces that office programs bring."""
    named = (
        ("Hang" if script == "Kore" else script, name)
        for script, name, *_ in STAND_INS
        if script not in (SYMBOLS, EMOJI)
    )
    return (*named, ("Thai", "Tahoma"))
