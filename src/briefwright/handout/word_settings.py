"""What a Word document says of itself as a whole: its languages, its version of Word, how its words are broken."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from ..text.running import ROW, SHORT
from ..theme.model import HandoutText

VERSION = "15"  # of Word 2013 and all since; with less, Word opens a file as one of an old version
BEHIND_HYPHENATION = ("characterSpacingControl", "savePreviewPicture", "compat")  # what the schema wants after it


def set_settings(settings: Any, language: str, look: HandoutText, width: float) -> None:
    """Set the languages by which the theme's fonts are chosen: without theirs, Chinese is set in a Japanese font."""
    languages = settings.find(qn("w:themeFontLang"))
    for script in ("val", "eastAsia", "bidi"):
        languages.set(qn(f"w:{script}"), language)
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), VERSION)
    if look.justify and look.hyphenate:
        behind = next(settings.iter(*(qn(f"w:{name}") for name in BEHIND_HYPHENATION)))
        zone = f"{20 * SHORT * width:.0f}"
        for name, value in (("autoHyphenation", "1"), ("consecutiveHyphenLimit", str(ROW)), ("hyphenationZone", zone)):
            made = OxmlElement(f"w:{name}")
            made.set(qn("w:val"), value)
            behind.addprevious(made)
