"""What a leave-behind cites: once a paragraph or section that one source carries, each at its paragraphs."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from briefwright.brief.read import read
from briefwright.handout.blocks import Block, Heading, TextBlock
from briefwright.handout.calls import called
from briefwright.handout.citations import located
from briefwright.handout.endnotes import CitationPlaces, source_block
from briefwright.handout.leave_behind import blocks_of, set_pages
from briefwright.scene.model import Text
from briefwright.story.resolution import resolve
from briefwright.story.tell import tell
from tests.handout.decks import material, without_deck
from tests.handout.stories import bottom, story
from tests.handout.test_articles import EDITIONS, columns, told

HEAD = "briefwright: 1\nid: b\ntitle: B\nas_of: 2026\nbottom_line: {headline: Homes are few}\nsources:\n"
PLAN = "  plan: {title: Plan, publisher: City, date: 2025, kind: report, paragraphs: 90}\n"
BANK = "  bank: {title: Rates, publisher: Bank, date: 2025, kind: report, paragraphs: 90}\n"


def section_of(blocks: tuple[Block, ...]) -> list[tuple[int, TextBlock]]:
    """Each paragraph with the number of the section that it stands in."""
    number, found = 0, []
    for block in blocks:
        number += isinstance(block, Heading) and block.level == 2
        found += [(number, block)] if isinstance(block, TextBlock) else []
    return found


def texts(tmp_path: Path, brief: str) -> list[Text]:
    path = tmp_path / "b.yaml"
    path.write_text(brief, encoding="utf-8")
    reading = read(path)
    story = tell(reading, resolve(reading, tmp_path, "full"))[0]
    scene = set_pages(without_deck(replace(story, meta=replace(story.meta, page="A4")))).scene
    return [text for page in scene.pages for text in columns(page)]


def printed(text: Text) -> str:
    return text.text.replace("\u00a0", " ")


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: "-".join((edition[0].stem, *edition[1:])))
def test_every_paragraph_names_its_sources_or_the_line_of_its_section_does(edition: tuple[Path, str, str]) -> None:
    story = told(*edition)
    written = section_of(blocks_of(story, None))
    set_anew = located(called(blocks_of(story, None))[0], story.sources, story.labels["section.source"])
    lines = {number: block.words.sources for number, block in section_of(set_anew) if block.note}
    paragraphs = [(number, block) for number, block in section_of(set_anew) if not block.note]
    assert len(paragraphs) == len(written)
    for (number, before), (_, after) in zip(written, paragraphs, strict=True):
        named = {source for piece in after.words.pieces for source in piece.cites} | {*lines.get(number, ())}
        assert {source for piece in before.words.pieces for source in piece.cites} <= named, before.words.plain
        assert before.words.sources == after.words.sources  # what the line at the foot of its page names


def test_a_source_that_carries_a_section_is_cited_at_its_head_with_all_paragraphs(tmp_path: Path) -> None:
    limits = ", ".join(
        f'{{title: Limit {n}, cause: "Crews are short in ward {n}. [@plan:{n}]", effect: Ward {n} waits}}'
        for n in (7, 8, 9, 14)
    )
    said = texts(tmp_path, f"{HEAD}{PLAN}limitations: [{limits}]\n")
    [line] = [text for text in said if "Facts in this section" in text.text]
    assert printed(line) == "Facts in this section: [1] ¶ 7–9, 14"
    assert [run.link for paragraph in line.paragraphs for run in paragraph.runs if "[1]" in run.text] == ["#source-1"]
    assert not any(run.raised for text in said for paragraph in text.paragraphs for run in paragraph.runs)
    at = said.index(line)
    assert said[at + 1].rect.y - line.rect.y < 2 * line.paragraphs[0].leading + 1  # no gap parts it from its section


def test_a_paragraph_of_one_source_has_one_marker_with_its_paragraphs(tmp_path: Path) -> None:
    support = '{text: Prices hold, support: "Rents rose. [@plan:3] Wages did not. [@plan:4-5]"}'
    said = texts(tmp_path, f"{HEAD}{PLAN}judgements: [{support}]\n")
    assert "Rents rose. Wages did not. [1] ¶ 3–5" in map(printed, said)


def test_clauses_of_several_sources_keep_their_markers_each_with_its_own_link(tmp_path: Path) -> None:
    support = '{text: Prices hold, support: "Rents rose. [@plan:3; bank:8] Wages did not. [@bank]"}'
    said = texts(tmp_path, f"{HEAD}{PLAN}{BANK}judgements: [{support}]\n")
    [text] = [text for text in said if "Rents" in text.text]
    assert printed(text) == "Rents rose. [1] ¶ 3 [2] ¶ 8 Wages did not. [2]"
    links = [run.link for paragraph in text.paragraphs for run in paragraph.runs if run.raised]
    assert links == ["#source-1", "#source-2", "#source-2"]


def test_three_markers_of_two_sources_stay_where_they_are(tmp_path: Path) -> None:
    causes = (
        f'{{title: L{n}, cause: "Crews are short. [@{name}:{n}]", effect: All wait}}'
        for n, name in enumerate(["plan"] * 3, 1)
    )
    limits = ", ".join((*causes, '{title: L4, cause: "Rates rose. [@bank:2]", effect: Rents rise}'))
    said = texts(tmp_path, f"{HEAD}{PLAN}{BANK}limitations: [{limits}]\n")
    assert not any("Facts in this section" in text.text for text in said)
    assert sum("] ¶ " in printed(text) for text in said) == 4


def test_a_list_of_one_source_takes_the_whole_width_and_one_of_two_half_of_it_each() -> None:
    made = material(story((bottom(2),)))
    places = CitationPlaces({}, {}, made.story.labels)
    source = made.story.sources[0]
    widths = [source_block([source] * n, places, (), made.typesetter(), 500).column for n in (1, 2)]
    assert widths[0] == 500
    assert widths[1] < 250
