"""Whatever their content, the pages of the plain forms are legal: nothing clipped, overlapped or dropped."""

import re
from pathlib import Path

import pytest
import yaml
from msgspec.structs import replace
from PIL import Image

from briefwright.forms.agenda import Agenda, AgendaRow
from briefwright.forms.bottom_line import Judgement, Judgements
from briefwright.forms.bullets import BulletPoint, Bullets
from briefwright.forms.key_figures import KeyFigure, KeyFigures
from briefwright.forms.kit.content import Labelled, typed
from briefwright.forms.message import Message
from briefwright.forms.section import SectionDivider
from briefwright.forms.sources import Sources, Spelling
from briefwright.forms.title import Title
from briefwright.layout import deck
from briefwright.scene.model import Paragraph, Scene
from briefwright.scene.walk import every, paragraphs_of
from briefwright.story.model import Slide, Story
from tests.forms.contexts import (
    BRIEF,
    LONG,
    META,
    ROOT,
    faults,
    labels,
    misfits,
    placed,
    prose,
    said,
    say,
    slot,
    source,
    typesetter,
)


def agenda(count: int, words: int = 12) -> Agenda:
    return Agenda(tuple(AgendaRow(f"s{i}", say(f"Part {i}"), answer=prose(words)) for i in range(count)))


def bullets(count: int, words: int = 14, label: str = "") -> Bullets:
    items = tuple(BulletPoint(say(f"{label}{i}" if label else ""), prose(words)) for i in range(count))
    return Bullets(items, prose(9))


def sources(count: int) -> Sources:
    return Sources(
        tuple(Labelled(say(f"Detail {i}"), prose(3)) for i in range(min(count, 4))),
        tuple(say(" the makers count their own models", bold=f"Caveat {i}.") for i in range(count)),
        tuple(Spelling(say(f"Variant {i}"), say(f"Name {i}")) for i in range(count)),
    )


@pytest.mark.parametrize("count", [1, 2, 5, 6, 7, 30])
def test_an_agenda_has_all_its_rows_six_to_a_page(count: int) -> None:
    scene, problems = placed("agenda", agenda(count))
    assert problems == ()
    assert faults(scene) == []
    assert len(scene.pages) == -(-count // 6)
    assert all(f"Part {i}\n" in said(scene) for i in range(count))


def test_six_sections_stay_on_one_page_where_an_answer_takes_more_lines() -> None:
    rows = [AgendaRow(f"s{i}", say(f"Section {i}"), answer=prose(40 if i == 1 else 6)) for i in range(6)]
    scene, problems = placed("agenda", Agenda(tuple(rows)))
    assert (len(scene.pages), problems) == (1, ())
    answers = [row.cells[2] for row in slot(scene, "sections").rows]
    assert sorted(len(cell.paragraphs[0].lines) for cell in answers) == [1, 1, 1, 1, 1, 3]


def test_an_agenda_row_leads_to_its_section() -> None:
    content = Agenda((AgendaRow("players", say("Players"), answer=say("Five lead")),))
    scene, _ = placed("agenda", content, sections=("players",), section="players")
    name, answer = slot(scene, "name-1"), slot(scene, "text-1")
    assert {run.link for run in name.paragraphs[0].runs} == {None, "#slide"}
    assert [paragraph.text for paragraph in answer.paragraphs] == ["1", "Five lead"]
    content = Agenda((AgendaRow("players", say("Players"), answer=prose(20)),) * 6)
    scene, _ = placed("agenda", content, sections=("players",), section="players")
    row = slot(scene, "sections").rows[0]
    assert [cell.paragraphs[0].runs[0].link for cell in row.cells[1:3]] == ["#slide", None]
    assert row.cells[3].text == "1"


def test_long_answers_make_their_rows_taller() -> None:
    scene, problems = placed("agenda", agenda(4, words=70))
    assert problems == ()
    assert faults(scene) == []


def test_the_two_lines_of_an_answer_are_even() -> None:
    answer = say("Tablets that dissolve can carry most of the children through the winter if wards switch by November")
    scene, _ = placed("agenda", Agenda((AgendaRow("s0", say("Part"), answer=answer),) * 5))
    [paragraph] = slot(scene, "sections").rows[0].cells[2].paragraphs
    first, second = typesetter().line_widths(paragraph)
    assert min(first, second) > 0.7 * max(first, second)


def test_an_empty_agenda_is_one_error() -> None:
    scene, problems = placed("agenda", Agenda(()))
    assert [p.code for p in problems] == ["BW405"]
    assert len(scene.pages) == 1


@pytest.mark.parametrize("label", ["", "Point "])
@pytest.mark.parametrize(("count", "pages"), [(1, 1), (4, 1), (5, 1), (6, 1), (7, 1), (10, 2), (25, 5)])
def test_bullets_stand_in_two_columns_before_they_continue_on_further_pages(count: int, pages: int, label: str) -> None:
    scene, problems = placed("bullets", bullets(count, label=label))
    assert problems == ()
    assert faults(scene) == []
    assert len(scene.pages) == pages
    assert said(scene).count(prose(14).plain) == count
    assert slot(scene, "so-what-text", page=-1)


@pytest.mark.parametrize("count", [2, 5])
@pytest.mark.parametrize("label", ["", "Module"])
def test_points_under_points_stand_deeper_however_they_are_written(count: int, label: str) -> None:
    point = {"label": label, "text": "Read:\n- week one\n- week two [@a:1]"}
    fielded = {"label": label, "text": "Read:", "items": ["week one", "week two [@a:1]"]}
    both = [placed("bullets", typed(Bullets, {"items": [each] * count}, BRIEF, "slide")) for each in (point, fielded)]
    assert [problems for _, problems in both] == [(), ()]
    assert [faults(scene) for scene, _ in both] == [[], []]
    first, other = (every_paragraph(scene) for scene, _ in both)
    assert first == other
    deep = [p for p in first if p.text.startswith("week")]
    assert len(deep) == 2 * count
    assert all(p.bullet and p.indent > 0 for p in deep)


def test_points_follow_as_many_lines_as_there_are() -> None:
    text = "The roof was unsafe.\n\nThe works went to depots:\n- glass to one\n- books to another"
    scene, problems = placed("bullets", typed(Bullets, {"items": [{"label": "Why", "text": text}]}, BRIEF, "slide"))
    assert (problems, faults(scene)) == ((), [])
    assert [p.text for p in every_paragraph(scene) if p.indent] == ["glass to one", "books to another"]


@pytest.mark.parametrize("label", ["", "Why"])
def test_a_point_too_tall_for_its_place_with_what_is_under_it_is_told(label: str) -> None:
    point = BulletPoint(say(label), prose(20), tuple(prose(30) for _ in range(12)))
    _, problems = placed("bullets", Bullets((point,)))
    assert [p.code for p in problems] == ["BW601"]


def test_a_headline_that_says_sources_has_no_heading_of_that_name_under_it() -> None:
    for title in ("Sources", "Two sources carry it"):
        scene, _ = placed("sources", Sources(), title=title, sources=(source(1), source(2)))
        assert said(scene).split("\n").count("Sources") == 1


def test_a_card_with_nothing_to_its_number_has_no_rule() -> None:
    graded, bare = KeyFigure(say("40"), grade=say("Claim")), KeyFigure(say("30"))
    scene, _ = placed("key-figures", KeyFigures((graded, bare)))
    assert [i.name.rpartition("/")[2] for i in every(scene.pages[0].items) if "hairline" in i.name] == ["hairline-1"]


def test_a_caveat_stands_where_the_grades_of_others_do_if_it_has_none() -> None:
    figures = KeyFigure(say("40"), grade=say("Claim"), caveat=say("Once")), KeyFigure(say("30"), caveat=say("Dry week"))
    scene, _ = placed("key-figures", KeyFigures(figures))
    assert slot(scene, "caveat-2").rect.y == slot(scene, "grade-1").rect.y < slot(scene, "caveat-1").rect.y


@pytest.mark.parametrize("caveat", ["", "Counted once"])
def test_cards_of_few_words_take_two_thirds_of_a_page_without_a_strip(caveat: str) -> None:
    figures = tuple(KeyFigure(say(n), say("buses"), say("run"), caveat=say(caveat)) for n in ("40", "50", "60"))
    scene, problems = placed("key-figures", KeyFigures(figures))
    assert problems == ()
    card = slot(scene, "card-1")
    body = typesetter().theme.frame.rect("body")
    assert card.rect.h >= 0.65 * body.h - 1
    assert not caveat or slot(scene, "caveat-1").rect.bottom == pytest.approx(card.rect.bottom - 15, abs=1)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 7])
@pytest.mark.parametrize("strip", ["", "Order more"])
@pytest.mark.parametrize("number", ["c. 11,000–14,000", "\u0646\u062d\u0648 62,000–75,000"])
def test_a_long_number_stands_on_one_line_of_its_card(count: int, strip: str, number: str) -> None:
    figures = tuple(KeyFigure(say(number if n == 1 else "23"), say("homes"), say("are gone")) for n in range(count))
    scene, problems = placed("key-figures", KeyFigures(figures, strip=say(strip)))
    assert problems == ()
    numbers = [item for page in scene.pages for item in every(page.items) if "/number-" in item.name]
    assert len(numbers) == count
    assert all(len(paragraph.lines) == 1 for item in numbers for paragraph in item.paragraphs)


def test_few_judgements_are_set_larger_and_further_apart_than_many_words() -> None:
    few = Judgements(tuple(Judgement(say(f"Claim {n}"), prose(8), "high") for n in (1, 2)), say("Act"))
    many = Judgements(tuple(Judgement(prose(10), prose(40), "high") for _ in (1, 2)), say("Act"))
    sizes = []
    for content in (few, many):
        scene, problems = placed("bottom-line", content)
        assert problems == ()
        sizes.append(slot(scene, "support-1").paragraphs[0].runs[0].style.size)
    assert sizes[0] > sizes[1] == 14


def test_four_sections_share_the_page_of_an_agenda_that_six_fill() -> None:
    heights = [slot(placed("agenda", agenda(count, 6))[0], "sections").rows[0].height for count in (4, 6)]
    assert heights[0] > heights[1]


def test_numbers_and_letters_that_begin_a_line_stay_as_they_are_typed() -> None:
    scene, _ = placed("bullets", typed(Bullets, {"items": ["1. Read\n2. Write\na. Draft"]}, BRIEF, "slide"))
    assert "1. Read\n2. Write\na. Draft" in said(scene)


def every_paragraph(scene: Scene) -> list[Paragraph]:
    return [p for page in scene.pages for item in every(page.items) for p in paragraphs_of(item)]


@pytest.mark.parametrize("label", ["", "Point "])
def test_long_bullets_take_smaller_type_then_further_pages(label: str) -> None:
    scene, problems = placed("bullets", bullets(5, words=60, label=label))
    assert problems == ()
    assert faults(scene) == []
    assert said(scene).count(prose(60).plain) == 5


def test_a_bullet_that_no_page_holds_is_an_error_at_its_place() -> None:
    _, problems = placed("bullets", bullets(1, words=900))
    assert [(p.code, p.span) for p in problems] == [("BW601", BRIEF)]


@pytest.mark.parametrize("count", [0, 1, 5, 8, 9, 40])
@pytest.mark.parametrize("number", [0, 1, 3, 4, 30])
def test_sources_caveats_and_spellings_are_all_there(count: int, number: int) -> None:
    given = tuple(source(i) for i in range(1, number + 1))
    scene, problems = placed("sources", sources(count), sources=given)
    assert problems == ()
    assert faults(scene) == []
    text = said(scene)
    assert all(f"[{i}]\n" in text for i in range(1, number + 1))
    assert all(f"Caveat {i}." in text for i in range(count))
    assert all(f"Variant {i}\n" in text for i in range(count))


def test_columns_are_as_many_as_there_are_blocks_and_many_sources_take_the_width_of_the_page() -> None:
    few, many = (tuple(source(i) for i in range(1, count + 1)) for count in (3, 12))
    caveats, spellings = (prose(12),) * 5, (Spelling(say("Chat GPT"), say("ChatGPT")),) * 5
    for content, given, w in (
        (Sources(caveats=caveats, spellings=spellings), few, 276),
        (Sources(caveats=caveats), few, 423),
        (Sources(caveats=caveats), many, 570),
        (Sources(), many, 864),
    ):
        scene, _ = placed("sources", content, sources=given)
        assert slot(scene, "source-1-heading").rect.w == w


@pytest.mark.parametrize(("count", "caveats", "spellings"), [(4, 2, 0), (5, 2, 2), (6, 2, 0), (4, 0, 0)])
def test_more_sources_than_a_column_takes_share_their_page_with_short_notes(
    count: int, caveats: int, spellings: int
) -> None:
    content = replace(sources(caveats), spellings=sources(spellings).spellings)
    scene, problems = placed("sources", content, sources=tuple(source(n) for n in range(1, count + 1)))
    assert problems == ()
    assert faults(scene) == []
    assert len(scene.pages) == 1


def test_a_source_leads_to_its_address() -> None:
    scene, _ = placed("sources", Sources(), sources=(source(1),))
    assert slot(scene, "source-1").paragraphs[0].runs[0].link == "https://example.com/1"


@pytest.mark.parametrize("number", ["", "1", "6", "10", "100", "IV", "Annex A"])
@pytest.mark.parametrize("words", [0, 5, 30])
def test_a_divider_holds_any_numeral(number: str, words: int) -> None:
    scene, problems = placed("section", SectionDivider(number, prose(words)), "Outlook")
    assert problems == ()
    assert faults(scene) == []
    if number:
        assert slot(scene, "numeral").text == number.replace(" ", "\u00a0")


@pytest.mark.parametrize("count", [1, 5, 14, 40])
def test_a_divider_names_all_that_its_section_holds_or_nothing(count: int) -> None:
    content = SectionDivider("6", prose(4), tuple(say(f"Title {n}") for n in range(count)))
    scene, problems = placed("section", content, say("Outlook"), section="s", sections=("s",))
    assert problems == ()
    assert faults(scene) == []
    assert sum(f"Title {n}" in said(scene) for n in range(count)) == (count if count < 40 else 0)


def message(title: int, turn: int, proofs: int = 2) -> tuple[Message, object]:
    proof = Labelled(say("Intent"), prose(10))
    return Message(prose(turn), "moderate", (proof,) * proofs), prose(title)


@pytest.mark.parametrize(("title", "turn"), [(1, 0), (8, 9), (12, 10), (20, 0), (10, 1)])
@pytest.mark.parametrize("proofs", [0, 1, 2, 3])
def test_a_message_stands_in_four_lines(title: int, turn: int, proofs: int) -> None:
    content, words = message(title, turn, proofs)
    scene, problems = placed("message", content, words)
    assert problems == ()
    assert faults(scene) == []
    assert sum(len(p.lines) for p in slot(scene, "title").paragraphs) <= 4


def test_a_message_breaks_after_words_that_carry_it() -> None:
    title = say("No Chinese model yet rivals GPT, Gemini or Claude:")
    content = Message(say("the gap is narrower in intent than in capability"))
    box = slot(placed("message", content, title)[0], "title")
    lines = ["".join(r.text for r in p.runs_of(line)) for p in box.paragraphs for line in p.lines]
    assert lines == [
        "No Chinese model yet rivals", "GPT, Gemini or Claude:", "the gap is narrower in intent", "than in capability",
    ]  # fmt: skip
    assert [p.runs[0].style.colour for p in box.paragraphs] == ["ink", "accent"]


def test_a_message_of_too_many_words_is_one_error() -> None:
    content, words = message(60, 8)
    _, problems = placed("message", content, words)
    assert [(p.code, p.span) for p in problems] == [("BW601", BRIEF)]


def cover(facts: int = 3, part: float | None = 40, whole: float | None = 140, words: int = 8) -> Title:
    fact = Labelled(say("Position as of"), say("3 April 2024"))
    return Title(
        subtitle=prose(4), kicker=say("Brief"), facts=(fact,) * facts, part=part, whole=whole,
        part_text=prose(words), rest_text=prose(words), disclaimer=prose(30), contact=say("desk@example.com"),
    )  # fmt: skip


@pytest.mark.parametrize("facts", [0, 1, 3, 4, 7, 8])
@pytest.mark.parametrize("title", ["T", "China's large language models:", "One that needs two lines of the cover, yes"])
def test_a_cover_holds_its_facts_under_any_title(facts: int, title: str) -> None:
    scene, problems = placed("title", cover(facts), title)
    assert problems == ()
    assert faults(scene) == []


@pytest.mark.parametrize("before", [0, 2, 3])
def test_a_contact_of_several_long_parts_has_the_lines_that_it_takes(before: int) -> None:
    facts = tuple(Labelled(say(f"Label {i}"), say("A value")) for i in range(before))
    contact = say("Dr. Jutta Brömmelhörster, Büro für Mobilitätsberatung, j.broemmelhoerster@mobil.example")
    assert misfits("title", Title(facts=facts, contact=contact)) == []


@pytest.mark.parametrize("facts", [0, 3, 8])
@pytest.mark.parametrize(
    "title",
    ["Sewage in the river", "One that needs two lines of the cover, " * 2, "Wasserversorgungsverbandssatzungsänderung"],
)
def test_a_cover_without_squares_has_a_larger_title_that_breaks_no_word(facts: int, title: str) -> None:
    scene, problems = placed("title", cover(facts, None, None, 0), title)
    assert problems == ()
    assert faults(scene) == []
    [large] = slot(scene, "title").paragraphs
    assert len(large.lines) <= 2
    assert not any("\u00ad" in run.text for run in large.runs)
    if title.startswith("Sewage"):
        [usual] = slot(placed("title", cover(facts), title)[0], "title").paragraphs
        assert large.runs[0].style.size > usual.runs[0].style.size


@pytest.mark.parametrize("words", [1, 20, 40, 60])
def test_small_print_of_a_few_lines_lifts_the_squares(words: int) -> None:
    scene, problems = placed("title", replace(cover(), disclaimer=prose(words)))
    assert problems == ()
    assert faults(scene) == []


@pytest.mark.parametrize(("part", "whole"), [(1, 1), (0, 5), (3, 17), (40, 140), (1, 200), (200, 200)])
def test_squares_count_out_the_part_and_the_whole(part: int, whole: int) -> None:
    scene, problems = placed("title", cover(part=part, whole=whole))
    assert problems == ()
    assert faults(scene) == []
    squares = slot(scene, "units").items if part else ()
    assert [square.fill for square in squares] == (["accent"] * part + [None] * (whole - part) if part else [])
    assert all(square.fill or square.stroke for square in squares)


@pytest.mark.parametrize(("part", "whole"), [(None, None), (1, 201), (0.5, 10), (9, 8), (40, None)])
def test_what_cannot_be_counted_out_has_no_squares_but_keeps_its_words(part: float, whole: float) -> None:
    scene, problems = placed("title", cover(part=part, whole=whole))
    assert problems == ()
    with pytest.raises(KeyError):
        slot(scene, "units")
    assert slot(scene, "caption")


def test_logos_keep_their_proportions_and_stand_clear_of_the_stamp(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("author.png", "client.png")]
    for path, size in zip(paths, [(400, 100), (50, 100)], strict=True):
        Image.new("RGB", size, "red").save(path)
    meta = replace(META, author_logo=str(paths[0]), client_logo=str(paths[1]), client="Client plc")
    scene, problems = placed("title", cover(), meta=meta)
    assert problems == ()
    assert faults(scene) == []
    author, client = slot(scene, "author-logo"), slot(scene, "client-logo")
    assert author.rect.w / author.rect.h == pytest.approx(4)
    assert client.rect.w / client.rect.h == pytest.approx(0.5)
    assert (author.alt, client.alt) == ("O", "Client plc")


def test_the_logo_of_a_theme_stands_where_the_brief_names_none(tmp_path: Path) -> None:
    for name in ("brand.png", "author.png"):
        Image.new("RGB", (90, 30), "red").save(tmp_path / name)
    theme = replace(typesetter().theme, logo=str(tmp_path / "brand.png"), title="Acme")
    story = Story(META, (Slide("cover", "title", say("A claim"), cover(), span=BRIEF),), (), (), labels())
    drawn, problems = deck.place(story, theme)
    assert (problems, slot(drawn, "brand-logo").alt) == ((), "Acme")
    own = replace(story, meta=replace(META, author_logo=str(tmp_path / "author.png")))
    drawn, _ = deck.place(own, theme)
    assert slot(drawn, "author-logo")
    with pytest.raises(KeyError):
        slot(drawn, "brand-logo")


def test_a_logo_that_is_no_picture_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    path.write_text("not a picture")
    _, problems = placed("title", cover(), meta=replace(META, author_logo=str(path), client_logo=str(tmp_path / "no")))
    assert [p.code for p in problems] == ["BW133", "BW101"]


@pytest.mark.parametrize("language", sorted(path.stem for path in (ROOT / "templates/languages").glob("*.yaml")))
def test_a_language_has_every_word_that_the_forms_print(language: str) -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src/briefwright/forms").glob("*.py"))
    used = set(re.findall(r"""labels\[["']([a-z_.]+)["']\]""", text)) - {"leads_to"}  # an arrow, the same from the left
    known = yaml.safe_load((ROOT / f"templates/languages/{language}.yaml").read_text(encoding="utf-8"))["labels"]
    assert used - set(known) == set()
    assert len(used) > 20


@pytest.mark.parametrize(
    ("form", "content"),
    [
        ("agenda", Agenda((AgendaRow("s", say(LONG), answer=say(LONG)),))),
        ("bullets", Bullets((BulletPoint(say(LONG), say(LONG * 3)),))),
        ("sources", Sources(caveats=(say(LONG),))),
        ("message", Message(say(LONG))),
        ("title", Title(subtitle=say(LONG))),
        ("section", SectionDivider("1", say(LONG * 2))),
    ],
)
def test_a_word_wider_than_its_column_is_broken(form: str, content: object) -> None:
    assert misfits(form, content) == []
