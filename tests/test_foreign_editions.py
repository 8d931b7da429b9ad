"""Editions of a brief without words of its own in their language: every word that is ours is a word of the language.

The brief is all in Greek, so that whatever else stands in a file, the outlines, audiences, forms or handouts said.
"""

import re
from pathlib import Path

import pypdfium2
import pytest

from briefwright.core import files
from briefwright.pipeline.build import build
from briefwright.pipeline.editions import Order
from briefwright.pipeline.workers import Workers
from briefwright.yamlfile import validate
from tests.editions import Key, said_in
from tests.test_audiences import AUDIENCES

pytestmark = pytest.mark.slow

LANGUAGES = sorted(set(files.template_names("languages")) - {"en"})
GREEK = re.compile(r"[Ͱ-Ͽἀ-῿]+")
QUOTED = "'[^']*'"
WORD = re.compile(r"[^\W\d_]+")
OUTLINES = ("briefing", "executive", "investor", "policy", "technical")
SIGNS = {"A", "T", "Z", "s"}  # the numeral of the appendix, a moment in ISO 8601, seconds
TEMPLATES = Path(str(files.template("languages", "en"))).parent.parent


def tree(kind: str, name: str) -> validate.Map:
    path = TEMPLATES / kind / f"{name}.yaml"
    return validate.read(path.read_bytes(), str(path))


def words_of(value: object) -> set[str]:
    """The words of every text in a file; of what stands in braces, those in quotes: the rest is Jinja."""
    if isinstance(value, dict | list):
        return {word for part in (value.values() if isinstance(value, dict) else value) for word in words_of(part)}
    bare = re.sub(r"\{[{%].*?[}%]\}", lambda braces: f" {' '.join(re.findall(QUOTED, braces[0]))} ", str(value))
    return {word.casefold() for word in WORD.findall(re.sub(r"\{\w*\}", " ", bare))}


def edition(language: str, audience: str, folder: Path) -> Path:
    """The files of an edition, built below ``folder``."""
    with Workers(1) as workers:
        order = Order(Key("alpha", "full", "paper").path, (audience,), language=language, out=folder)
        built = build(order, workers)
    assert not built.failed, "\n".join(map(str, built.diagnostics))
    return folder / "alpha" / f"{audience}.{language}"


def pdfium_text(path: Path) -> str:
    return " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path))


@pytest.mark.exhaustive(6)
@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_that_is_ours_comes_from_the_file_of_the_language(
    tmp_path: Path, language: str, audience: str
) -> None:
    known = words_of(tree("languages", language))
    files = [p for p in edition(language, audience, tmp_path).iterdir() if p.suffix in (".pptx", ".pdf")]
    assert len(files) >= 5
    for path in files:
        whole = re.sub(r"\u00ad\s*", "", said_in(path))  # words that a line parts
        said = whole.replace("USD", " ")  # a currency; set small, Poppler joins it to its number
        found = set(WORD.findall(GREEK.sub(" ", said))) - SIGNS
        strange = {word for word in found if word.casefold() not in known}
        if language in ("he", "ar"):  # “in” and “and” are letters in front of a word
            strange = {word for word in strange if not {word[:1], word[1:]} <= known}
        if language == "ar" and path.suffix == ".pdf":  # Poppler parts words where letters do not join
            strange = {word for word in strange if not any(word in whole for whole in known)}
        if language == "he" and path.suffix == ".pdf":  # and parts them where the direction changes; PDFium does not
            strange &= set(WORD.findall(GREEK.sub(" ", pdfium_text(path))))
        if language in ("zh", "ja"):  # written without spaces: sign by sign
            signs = set("".join(known))
            strange = {word for word in strange if not set(word.casefold()) <= signs or word.isascii()}
        assert strange == set(), path.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_words_every_text_of_the_shared_outlines_and_audiences(language: str) -> None:
    parts = [
        tree("outlines", name).get(key, []) for name in OUTLINES for key in ("sections", "slides", "replace", "insert")
    ]
    stated = {text for part in parts for text in texts_of(part)}
    for name in AUDIENCES:
        profile = tree("audiences", name)
        stated |= {str(profile["title"]), *map(str, profile.get("labels", {}).values())}
    worded = {str(text) for text in tree("languages", language)["texts"]}
    assert {text for text in stated if says_something(text)} - worded == set()
    assert worded - stated == set(), "no template says this any more"


def texts_of(value: object) -> set[str]:
    """The texts of an outline, without its names and conditions."""
    if isinstance(value, dict):
        silent = {"id", "form", "section", "when", "each", "as", "after", "before", "terms"}
        return {text for key, part in value.items() if key not in silent for text in texts_of(part)}
    if isinstance(value, list):
        return {text for part in value for text in texts_of(part)}
    return {str(value)} if isinstance(value, str) else set()


def says_something(text: str) -> bool:
    """Whether a text has words of its own, or counts things in words."""
    return bool(WORD.search(re.sub(r"\{[{%].*?[}%]\}", " ", text))) or "tally(" in text
