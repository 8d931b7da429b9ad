"""What a list costs grows with its length and not with its square: calls are counted, in one run."""

from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from briefwright.handout.contents import COLUMNS, Contents
from briefwright.handout.endnotes import SourceBlock
from briefwright.handout.print_theme import print_theme
from briefwright.scene.model import Line, Paragraph
from briefwright.story.model import Piece, Words
from briefwright.text.fit import Typesetter
from briefwright.text.hyphenate import Division
from briefwright.text.wrap import ruler_of
from briefwright.theme.read import read_theme
from tests.conftest import Said
from tests.steps import calls, lines

ROOM = 400.0
TYPE = Typesetter(print_theme(read_theme("paper")))


def parts_of(block: object) -> list[object]:
    """A block cut into pages of one room."""
    parts = []
    while cut := block.split(ROOM):
        part, block = cut
        parts.append(part)
    return [*parts, block]


def listed(count: int) -> SourceBlock:
    entry = Paragraph((), (Line(0, 0, 0.0),), 11.0)
    return SourceBlock("sources", entry, (entry,) * count, 500.0, tuple(f"s{n}" for n in range(count)))


def grows_evenly(work: Callable[[int], object], few: int, times: int = 4) -> bool:
    """Whether so many times as much takes not much more than so many times the calls."""
    work(few * times)  # what is loaded and kept is paid for before
    return calls(lambda: work(few * times)) < 1.6 * times * calls(lambda: work(few))


def test_a_long_list_of_sources_is_cut_evenly() -> None:
    assert grows_evenly(lambda count: parts_of(listed(count)), 400)


def test_a_list_of_sources_is_cut_as_full_as_it_can_be() -> None:
    block = listed(100)
    first, rest = block.split(ROOM)
    assert first.height <= ROOM + 0.01 < first.height + 11 + 3
    assert len(first.entries) + len(rest.entries) == 100
    assert block.split(15.0) is None
    assert listed(1).split(ROOM) is None


def named(count: int) -> Contents:
    names = tuple(f"Slide {n} of a deck that says one thing more" for n in range(count))
    return Contents(names, "Contents", TYPE, 500.0, count, 0, count)


def test_long_contents_are_cut_evenly() -> None:
    assert grows_evenly(lambda count: parts_of(named(count)), 200)


def test_contents_are_cut_as_full_as_they_can_be() -> None:
    """The first part is the longest that fits, as trying one row less after another finds it."""
    for count in (1, 7, 60, 200, 333):
        block = named(count)
        tried = (replace(block, last=at) for at in range(count - COLUMNS, 0, -COLUMNS))
        fitting = next((part.last for part in tried if part.height <= ROOM + 0.01), None)
        cut = block.split(ROOM)
        assert (cut[0].last if cut else None) == fitting


def test_a_stretch_of_a_text_of_many_runs_is_measured_without_those_before_it() -> None:
    few, many = (
        TYPE.set(Words(tuple(Piece("tea ", bold=bool(n % 2)) for n in range(count))), "body", 1e6)
        for count in (40, 4_000)
    )

    def measured(paragraph: Paragraph) -> int:
        measure = ruler_of(paragraph.runs, TYPE.metrics)
        place = len(paragraph.text) - 8
        return lines(lambda: measure(place, place + 7))

    measured(few), measured(many)  # words are measured once
    assert measured(many) == measured(few)


def test_the_lines_of_a_text_of_many_runs_are_measured_evenly() -> None:
    type_ = TYPE.dividing(Division(frozenset(), anywhere=True))

    def measured(count: int) -> object:
        return type_.too_wide(
            type_.set(Words(tuple(Piece("tea", bold=bool(n % 2)) for n in range(count))), "body", 90.0), 90.0
        )

    assert grows_evenly(measured, 200)


def test_sources_of_three_digits_have_room_for_their_numbers(tmp_path: Path, briefwright: Callable[..., Said]) -> None:
    entry = "  s{n}: {{title: Report {n} on tea, publisher: Institute {n}, date: 2024-05}}\n"
    sources = "".join(entry.format(n=n) for n in range(120))
    brief = tmp_path / "tea.yaml"
    brief.write_text(
        f"briefwright: 1\nid: tea\ntitle: Tea in offices\nas_of: 2024-05\nsources:\n{sources}"
        "bottom_line: {headline: Most offices offer tea, so_what: Sell the leaf.}\n"
        "judgements: [{text: Tea is wanted, support: Most serve it, confidence: high, basis: A poll}]\n",
        encoding="utf-8",
    )
    said = briefwright("build", brief, "-a", "full", "--only", "deck", "-o", tmp_path / "out")
    assert said.code == 0, said.err
