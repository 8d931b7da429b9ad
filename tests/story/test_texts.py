"""A text of any kind is shown, or refused at its line: line breaks, bad characters, objects, texts without words."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from pptx import Presentation

from briefwright.core.diagnostics import Refused, Severity
from briefwright.layout import deck
from briefwright.story.model import Story
from briefwright.theme.read import read_theme
from briefwright.write.pptx import document
from briefwright.yamlfile.tree import MAX_TEXT
from tests.story.briefs import BRIEF, told

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SLIDE = "slides:\n  - {id: m, form: bullets, title: A slide of my own, items: [%s]}\n"
PROSE = {
    "so-what": ("so_what: {default: Plant more.,", 'so_what: {default: "Plant.%sMore.",'),
    "judgement": ("text: Tea is growing.,", 'text: "Tea.%sIt grows.",'),
    "support": ('support: "Packets sold:', 'support: "Sold.%sPackets:'),
    "basis": ("basis: One report", 'basis: "One.%sReport"'),
    "fact": ("facts: [Sells cheaply]", 'facts: ["Sells.%sCheaply"]'),
    "standout": ("standout: Sells to VIP hotels", 'standout: "Sells.%sTo hotels"'),
    "cause": ('cause: "Little rain.', 'cause: "Little.%sRain.'),
    "effect": ("effect: Less tea, severity: high", 'effect: "Less.%sTea", severity: high'),
    "risk": ("risk: Debt", 'risk: "Debt.%sMore of it"'),
    "event": ("text: Tea arrives", 'text: "Tea.%sIt arrives"'),
    "trigger": ("trigger: It rains", 'trigger: "It rains.%sMuch"'),
    "unknown": ("who likes it", "who.%sLikes it"),
    "meaning": ("a kind of tea", '"a kind.%sOf tea"'),
    "headline": ('executive: "Buy tea:', 'executive: "Buy.%sTea:'),
}
HEADS = {
    "title": ("title: Tea in Europe", 'title: "Tea%sin Europe"'),
    "name": ("name: Leaf & Co", 'name: "Leaf%s& Co"'),
    "label": ("label: Daily drinkers", 'label: "Daily%sdrinkers"'),
    "unit": ("unit: packets", 'unit: "packets%sof tea"'),
    "limitation": ("title: Soil", 'title: "Soil%sand rain"'),
    "stake": ("title: Economy", 'title: "Economy%sand trade"'),
    "publisher": ("publisher: Leaf", 'publisher: "Leaf%sHouse"'),
    "contact": ("contact: ann@example.com", 'contact: "ann%sat example.com"'),
    "variant": ('{default: Green is coming, "@de"', '{default: "Green%sis coming", "@de"'),
}


def refused(folder: Path, text: str) -> Refused:
    with pytest.raises(Refused) as caught:
        told(folder, text=text)
    return caught.value


def paragraphs(story: Story, folder: Path) -> Iterator[str]:
    """The paragraphs of the deck, in placeholders, boxes and cells."""
    scene, _ = deck.place(story, read_theme("paper"))
    presentation = Presentation(io.BytesIO(document.write(scene, read_theme("paper"))))
    for slide in presentation.slides:
        for paragraph in slide.element.iter(f"{DRAWING}p"):
            yield "".join(text.text or "" for text in paragraph.iter(f"{DRAWING}t"))


@pytest.mark.parametrize("ending", ["\\n", "\\n\\n", " \\n \\n\\n "])
@pytest.mark.parametrize(("old", "new"), PROSE.values(), ids=PROSE)
def test_a_line_break_in_prose_parts_it(old: str, new: str, ending: str, tmp_path: Path) -> None:
    assert old in BRIEF
    story, _ = told(tmp_path, "executive", text=BRIEF.replace(old, new % ending))
    scene, problems = deck.place(story, read_theme("paper"))
    assert scene.pages
    assert all(problem.span for problem in problems)


@pytest.mark.parametrize("ending", ["\\n", "\\n\\n"])
@pytest.mark.parametrize(("old", "new"), HEADS.values(), ids=HEADS)
def test_a_line_break_in_a_name_is_an_error_at_its_line(old: str, new: str, ending: str, tmp_path: Path) -> None:
    assert old in BRIEF
    text = BRIEF.replace(old, new % ending)
    faults = refused(tmp_path, text).diagnostics
    faults = tuple(fault for fault in faults if fault.severity is Severity.ERROR)
    assert {fault.code for fault in faults} == {"BW154"}
    line = next(n for n, line in enumerate(text.splitlines(), 1) if "\\n" in line)
    assert {fault.span.line for fault in faults if fault.span} == {line}


@pytest.mark.parametrize("sign", ["|", ">", "|-", ">-", "|+"])
def test_an_empty_line_in_a_block_makes_two_paragraphs(sign: str, tmp_path: Path) -> None:
    block = f"so_what: {sign}\n    Plant more.\n\n    Sell less.\n"
    text = BRIEF.replace('so_what: {default: Plant more., "executive@de": Mehr pflanzen.}\n', block)
    story, _ = told(tmp_path, text=text)
    shown = list(paragraphs(story, tmp_path))
    assert "Plant more." in shown
    assert "Sell less." in shown


@pytest.mark.parametrize("sign", ["|", ">"])
def test_a_name_in_a_block_of_one_line_is_a_name(sign: str, tmp_path: Path) -> None:
    assert told(tmp_path, text=BRIEF.replace("title: Tea in Europe", f"title: {sign}\n  Tea in Europe"))[0].slides


BAD = [
    "\\x00",
    "\\x07",
    "\\x1b",
    "\\x7f",
    "\\u0085",
    "\\u2028",
    "\\ud800",
    "\\ufdd0",
    "\\ufdd5",
    "\\uffff",
    "\\U0001fffe",
    "\\t",
]


@pytest.mark.parametrize("escape", BAD)
@pytest.mark.parametrize(
    "template",
    ["{{ 'a%sb' }}", "{{ 'a%sb' ~ 'c' }}", "x {{ 'a%sb' | upper }}", "{{ ['a', 'b'] | join('%s') }}",
     "{% if 'a' != 'b%s' %}c{% endif %}", "{{ 'ab' | replace('a', '%s') }}"],
)  # fmt: skip
def test_an_escape_within_a_template_brings_in_no_bad_character(template: str, escape: str, tmp_path: Path) -> None:
    text = BRIEF + SLIDE % f"'{template.replace('%s', escape).replace(chr(39), chr(39) * 2)}'"
    faults = refused(tmp_path, text).diagnostics
    assert [fault.span.line for fault in faults if fault.span] == [text.count("\n")]
    assert faults[0].code in ("BW107", "BW310")  # a filter may be refused before


OBJECTS = [
    "{{ players }}", "a {{ players }}", "{{ players[0] }}", "{{ 'a' ~ players[0] }}", "{{ players | join(', ') }}",
    "{{ players | map(attribute='name') }}", "{{ figures }}", "{{ bottom_line }} x", "{{ range }}", "{{ labels }}",
    "{{ players | string }}", "{{ players[0] | cap }}", "{{ players[0].facts ~ '' }}", "{{ players[0] | bare }}",
    "{% for p in players %}{{ p }}{% endfor %}", "{{ players | listing }}", "{{ players | groupby('name') }}",
]  # fmt: skip


@pytest.mark.parametrize("template", OBJECTS)
@pytest.mark.parametrize("place", ["slide", "title", "brief"])
def test_an_object_never_prints_itself(template: str, place: str, tmp_path: Path) -> None:
    quoted = f"'{template.replace(chr(39), chr(39) * 2)}'"
    if place == "brief":
        text = BRIEF.replace("basis: One report", f"basis: {quoted}")
    elif place == "title":
        text = BRIEF + f"slides:\n  - {{id: m, form: bullets, title: {quoted}, items: [a]}}\n"
    else:
        text = BRIEF + SLIDE % quoted
    faults = refused(tmp_path, text).diagnostics
    assert all(fault.span for fault in faults)
    assert {fault.code for fault in faults} & {"BW124", "BW310", "BW311", "BW121"}


def test_figures_numbers_and_texts_print(tmp_path: Path) -> None:
    story, _ = told(tmp_path, text=BRIEF + SLIDE % "'{{ figures.drinkers ~ 1 ~ players[0].name ~ none }}'")
    [slide] = [slide for slide in story.slides if slide.id == "m"]
    assert "1Leaf" in slide.content.items[0].text.plain


@pytest.mark.parametrize("text", ["[](https://example.com)", "[ ](https://example.com)"])
def test_a_text_without_words_is_an_error(text: str, tmp_path: Path) -> None:
    faults = refused(tmp_path, BRIEF + SLIDE % f"'{text}'").diagnostics
    assert [fault.code for fault in faults] == ["BW135"]
    assert refused(tmp_path, BRIEF.replace("risk: Debt", f"risk: '{text}'")).diagnostics[0].code == "BW135"


def test_a_text_has_a_bound_and_no_message_is_long(tmp_path: Path) -> None:
    assert told(tmp_path, text=BRIEF.replace("Sells cheaply", "ab " * (MAX_TEXT // 3)))[0].slides
    [fault] = refused(tmp_path, BRIEF.replace("Sells cheaply", "w" * (MAX_TEXT + 1))).diagnostics
    assert fault.code == "BW109"
    story, _ = told(tmp_path, text=BRIEF.replace("Sells cheaply", "w" * MAX_TEXT))
    _, problems = deck.place(story, read_theme("paper"))
    assert problems
    assert all(len(problem.message) <= 500 for problem in problems)
    faults = refused(tmp_path, BRIEF.replace("{{ figures.packets }}", "{{ figures.%s }}" % ("p" * 3000))).diagnostics
    assert all(len(fault.message) <= 500 and len(fault.hint or "") <= 500 for fault in faults)
