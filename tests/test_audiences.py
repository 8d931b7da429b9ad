"""The five audiences of the sample brief: decks of their own, with the same facts and one value for each figure."""

import re
import shutil
import zipfile
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from briefwright.brief.figures import SCALES
from briefwright.brief.read import read
from briefwright.core.diagnostics import Severity
from briefwright.forms.table import form
from briefwright.pipeline.build import build
from briefwright.pipeline.check import place_editions
from briefwright.pipeline.editions import Order, PlacedEdition, length
from briefwright.pipeline.workers import Workers
from briefwright.story.qualify import shown
from briefwright.write.pptx import write
from tests import judges
from tests.editions import Key, once, said_in, shared_root

pytestmark = pytest.mark.slow

AUDIENCES = ("full", "executive", "investor", "technical", "policy")
SAMPLE = Key("china-llm", "full", "paper").path
NEW = Key("new", "full", "paper").path
ROW = {  # the table of the rules: pages; the first slide behind the cover; the last of the body
    "executive": ((6, 10), "bottom-line", "ask"),
    "investor": ((10, 15), "key-figures", "watch"),
    "technical": ((15, 20), "context", "unknowns"),
    "policy": ((8, 12), "stakes", "options"),
}


@cache
def told(path: Path, theme: str = "paper") -> dict[str, PlacedEdition]:
    editions, findings = place_editions(read(path), Order(path, AUDIENCES, theme))
    assert [str(d) for d in findings if d.severity is Severity.ERROR] == []
    return {edition.audience.name: edition for edition in editions}


def body(edition: PlacedEdition) -> list[str]:
    """The ids of the slides that say something of the subject, without the appendix."""
    return [s.id for s in edition.story.slides if not s.appendix and not form(s.form).purpose.guides]


# ---- each is a deck of its own --------------------------------------------------------------------------


@pytest.mark.parametrize("audience", ROW)
def test_each_opens_closes_and_ends_as_its_readers_need_it(audience: str) -> None:
    (least, most), opening, closing = ROW[audience]
    edition = told(SAMPLE)[audience]
    assert least <= length(edition.scene) <= most
    assert (body(edition)[0], body(edition)[-1]) == (opening, closing)


@pytest.mark.parametrize("audience", ROW)
def test_a_new_brief_opens_and_closes_so_too_as_far_as_it_has_the_slides(audience: str) -> None:
    (_, most), opening, closing = ROW[audience]
    edition = told(NEW)[audience]
    assert length(edition.scene) <= most
    assert (body(edition)[0], body(edition)[-1]) == (opening, closing)


def test_no_two_of_them_tell_the_story_by_the_same_titles() -> None:
    titles = {
        name: [slide.title.plain for slide in edition.story.slides if slide.id in body(edition)]
        for name, edition in told(SAMPLE).items()
    }
    for name, own in titles.items():
        others = {title for other, theirs in titles.items() if other != name for title in theirs}
        assert len(set(own) - others) * 2 > len(own), name


def test_the_words_of_the_page_are_those_of_its_readers() -> None:
    labels = {name: edition.story.labels for name, edition in told(SAMPLE).items()}
    assert [labels[name]["player"] for name in AUDIENCES] == ["Player", "Player", "Player", "Player", "Stakeholder"]


def test_numbers_are_rounded_precise_or_ranges_with_their_date() -> None:
    def numbers(audience: str) -> str:
        words = " ".join(t.text for p in told(SAMPLE)[audience].scene.pages for t in texts_of(p.items))
        return words.replace("\u00a0", " ")

    assert "29%" in numbers("executive")
    assert "28.6%" in numbers("investor")
    assert "Derived, 0–28.6%" in numbers("technical")
    assert "0–29%" in numbers("policy")
    assert "Official figure, Apr 2024" in numbers("policy")


def texts_of(items):
    for item in items:
        if hasattr(item, "items"):
            yield from texts_of(item.items)
        yield from getattr(item, "paragraphs", ())
        for row in getattr(item, "rows", ()):
            for cell in row.cells:
                yield from cell.paragraphs


# ---- of the same facts ----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [SAMPLE, NEW], ids=lambda path: path.stem)
@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_limitation_that_qualifies_a_shown_figure_stays_with_it(path: Path, audience: str) -> None:
    facts = shown(told(path)[audience].story)
    for limitation in read(path).brief.limitations:
        if any(f"figures.{figure}" in facts for figure in limitation.qualifies):
            assert f"limitations.{limitation.id}" in facts, limitation.id


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_audience_is_told_what_the_brief_does_not_state(audience: str) -> None:
    known = {fact.id for fact in read(SAMPLE).facts}
    assert {f for s in told(SAMPLE)[audience].story.slides for f in s.facts} <= known


# ---- one value everywhere -------------------------------------------------------------------------------

# Values that nothing else in the brief comes near, so that a number in a file tells which figure it prints.
MADE = {"approved": "4217", "claimed": "8139", "moonshot_round": "3.4567", "ernie_users": "123.456"}
NUMBER = re.compile(r"(?<![\d.,])(\d[\d,]*(?:\.\d+)?)\s?(%|k|m|bn|tn)?(?![\w.,]*\d)")
STEPS = {"%": Fraction(1, 100), "k": 10**3, "m": 10**6, "bn": 10**9, "tn": 10**12, "": 1}


def with_values(text: str) -> str:
    for name, value in MADE.items():
        text, count = re.subn(rf"(\n  {name}:\n    value: )\d+\n", rf"\g<1>{value}\n", text)
        assert count == 1, name
    return re.sub(r"\n  part: approved\n  whole: claimed\n", "\n", text)  # no cover draws so many squares


@pytest.fixture
def valued(audience: str, tmp_path: Path) -> Path:
    """The files of an audience, built from the sample brief with values of our own."""
    path = tmp_path / "china-llm.yaml"
    path.write_text(with_values(SAMPLE.read_text(encoding="utf-8")), encoding="utf-8")
    with Workers(1) as workers:
        built = build(Order(path, (audience,), out=tmp_path), workers)
    assert not built.failed, "\n".join(map(str, built.diagnostics))
    return tmp_path


def printed(text: str) -> list[tuple[Fraction, Fraction]]:
    """Each number of a text and half the step of its last digit."""
    found = []
    for match in NUMBER.finditer(text.replace("\u00a0", " ")):
        digits, scale = match[1].rstrip(",").replace(",", ""), STEPS[match[2] or ""]
        step = Fraction(1, 10 ** len(digits.partition(".")[2])) * scale
        found.append((Fraction(digits) * scale, step / 2))
    return found


@pytest.mark.exhaustive(3)
@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_file_prints_a_figure_with_its_one_value(valued: Path, audience: str) -> None:
    known = read(valued / "china-llm.yaml").quantities
    values = {name: known[name].absolute for name in (*MADE, "unapproved", "approval_share")}
    found: dict[str, int] = dict.fromkeys(values, 0)
    files = [p for p in (valued / "china-llm" / audience).iterdir() if p.suffix in (".pptx", ".pdf")]
    assert len(files) >= 4
    for path in files:
        for number, half in printed(said_in(path)):
            for name, value in values.items():
                assert value is not None
                if abs(number - value) * 50 < value:  # within 2 %: it prints this figure
                    near = abs(number - value) <= half or number == Fraction(f"{float(value):.3g}")  # or three digits
                    assert near, f"{path.name}: {name} prints as {float(number):g}"
                    found[name] += 1
    shown_here = {f for s in told(SAMPLE)[audience].story.slides for f in s.facts}
    assert [name for name, count in found.items() if f"figures.{name}" in shown_here and not count] == []


def test_the_scales_of_this_test_are_those_of_the_figures() -> None:
    assert set(SCALES.values()) >= {STEPS[sign] for sign in ("k", "m", "bn", "tn")}


# ---- on every page shape, in every theme ----------------------------------------------------------------


@pytest.mark.exhaustive(6)
@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("shape", ["16:9", "4:3"])
@pytest.mark.parametrize("theme", ["paper", "night", "client"])
def test_each_fits_and_passes_the_audit_and_both_validators(
    tmp_path: Path, theme: str, shape: str, audience: str
) -> None:
    path = shutil.copy(SAMPLE, tmp_path / "china-llm.yaml")
    (tmp_path / "templates" / "themes").mkdir(parents=True)
    shaped = tmp_path / "templates" / "themes" / "shaped.yaml"
    shaped.write_text(f'name: shaped\nextends: {theme}\npage: "{shape}"\n', encoding="utf-8")
    [edition], findings = place_editions(read(path), Order(path, (audience,), "shaped"))
    assert [str(d) for d in findings if d.severity is Severity.ERROR] == []
    width, height = (int(part) for part in shape.split(":"))
    assert edition.scene.width / edition.scene.height == pytest.approx(width / height, rel=0.01)
    deck = tmp_path / "deck.pptx"
    deck.write_bytes(write(edition.scene, edition.look))
    assert (judges.openxml_audit(deck), judges.sdk_validator(deck)) == ([], [])


# ---- a complete German edition --------------------------------------------------------------------------

ENGLISH = re.compile(
    r"\b(?:the|of|and|for|is|are|with|to|from|by|that|this|which|how|what|who|its|their|not|than|but|as|at|be|been|"
    r"have|has|can|will|would|each|every|more|most|three|four|five|on|out|over|under|we|our|you|your|they|them|"
    r"there|here|says|said|confidential|draft|sources|page|notes)\b",
    re.IGNORECASE,
)
TITLES = re.compile(  # a source keeps the title and the publisher that it has
    r"First\s+taken\s+by\s+surprise,\s+China\s+rolls\s+out\s+own\s+ChatGPTs|Space\s+and\s+Lemon\s+Innovations|Open\s+Source"
)


@pytest.fixture(scope="session")
def german(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(folder: Path) -> None:
        with Workers(1) as workers:
            built = build(Order(SAMPLE, ("executive",), language="de", out=folder), workers)
        assert not built.failed, "\n".join(map(str, built.diagnostics))

    folder = once(shared_root(tmp_path_factory.getbasetemp()) / "german", make)
    return folder / "china-llm" / "executive.de"


@pytest.mark.parametrize("name", ["deck.pptx", "slides.pdf", "leave-behind.pdf", "one-pager.pdf", "slides-3up.pdf"])
def test_the_german_executive_edition_has_no_english_left(german: Path, name: str) -> None:
    text = said_in(german / name)
    if name == "slides-3up.pdf":  # its columns interleave the lines of a source's title
        text = re.sub(r"[^\n]*(?:taken by surprise|rolls out own|and Lemon Innovations)[^\n]*", " ", text)
    words = re.findall(r"[A-Za-zÄÖÜäöüß]+", TITLES.sub(" ", text))
    assert len(words) > 200
    assert sorted(set(filter(ENGLISH.fullmatch, words))) == []


def test_its_properties_numbers_and_dates_are_german_too(german: Path) -> None:
    with zipfile.ZipFile(german / "deck.pptx") as archive:
        core = archive.read("docProps/core.xml").decode()
    assert "KI-Sprachmodelle aus China" in core
    assert "große Sprachmodelle" in core
    text = said_in(german / "deck.pptx").replace("\u00a0", " ")
    for printed_so in ("1 Mrd.", "100 Mio.", "29 %", "3. April 2024"):
        assert printed_so in text
    assert not re.search(r"\b\d+ (?:bn|m)\b|\bApril \d{1,2},|\d%", text)
