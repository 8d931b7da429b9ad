"""The source line of a page: all references where they fit, else short ones, else their numbers."""

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from briefwright.brief.read import read
from briefwright.forms.bullets import BulletPoint, Bullets
from briefwright.layout import deck
from briefwright.layout.frame import body_of
from briefwright.pipeline.check import place_editions
from briefwright.pipeline.editions import Order
from briefwright.scene.model import Text
from briefwright.story.model import Slide, Source, Story
from tests.forms.contexts import BRIEF, META, faults, labels, say, typesetter

SHORT = "Leaf Institute, “Tea report of the year”, J. Q. Doe, 1 Mar 2024."
LONG = (
    "Space and Lemon Innovations, “First taken by surprise, China now rolls out ChatGPTs of its own”, L. Burdin, "
    "3 Apr 2024."
)


def source_line(references: Sequence[str]) -> list[str]:
    """The lines of the source line of a slide that cites so many sources."""
    numbers = range(1, len(references) + 1)
    sources = tuple(
        Source(n, f"s{n}", say(line), say(line), short=say(f"Publisher {n}, 2024."))
        for n, line in zip(numbers, references, strict=True)
    )
    content = Bullets((BulletPoint(text=say("A point")),))
    slide = Slide("slide", "bullets", say("A claim that holds"), content, sources=tuple(numbers), span=BRIEF)
    scene, problems = deck.place(Story(META, (slide,), (), sources, labels()), typesetter().theme)
    assert problems == ()
    assert faults(scene) == []
    (item,) = (item for item in scene.pages[0].items if isinstance(item, Text) and item.name.endswith("/source"))
    return [p.text[line.start : line.end].replace("\u00a0", " ") for p in item.paragraphs for line in p.lines]


def test_one_source_or_two_short_ones_stand_on_a_line() -> None:
    assert source_line([SHORT]) == [f"[1] {SHORT}"]
    assert source_line(["Leaf, 2024.", "Trade Press, 2023."]) == ["[1] Leaf, 2024.  [2] Trade Press, 2023."]


def test_two_that_take_more_stand_on_a_line_each() -> None:
    assert source_line([SHORT, SHORT]) == [f"[1] {SHORT}", f"[2] {SHORT}"]


def test_a_long_one_is_broken_in_two_even_lines() -> None:
    one, other = source_line([LONG])
    assert f"{one} {other}" == f"[1] {LONG}"
    assert abs(len(one) - len(other)) < 15


def test_where_whole_references_have_no_room_each_is_told_by_its_publisher() -> None:
    assert source_line([LONG, LONG]) == ["[1] Publisher 1, 2024.  [2] Publisher 2, 2024."]


def test_where_short_ones_have_none_either_their_numbers_lead_to_the_end() -> None:
    (line,) = source_line([LONG] * 12)
    assert line == " ".join(f"[{n}]" for n in range(1, 13)) + " Sources at the end"


def test_what_stands_without_a_lead_keeps_clear_of_a_stamp_on_the_line_of_the_lead() -> None:
    theme = typesetter().theme
    lead, body = theme.frame.rect("lead"), theme.frame.rect("body")
    lower = replace(theme, frame=replace(theme.frame, stamp=(800.0, lead.y + 4, 55.0, 12.0)))
    slide = Slide("slide", "bullets", say("A claim that holds"), Bullets((BulletPoint(text=say("A point")),)))
    assert body_of(theme, slide).y < body.y
    assert lower.frame.rect("stamp").bottom + 9 <= body_of(lower, slide).y <= body.y


def test_a_section_without_room_in_the_tracker_is_told_at_its_line(tmp_path: Path) -> None:
    title = "A name of a section that is so long that no tracker in this world would ever hold all of it"
    brief = tmp_path / "ice.yaml"
    brief.write_text(
        "briefwright: 1\nid: ice\ntitle: Ice\nas_of: 2026-04\nbottom_line: {headline: Few sail}\n"
        "limitations: [{title: Ice, cause: It is cold., effect: Few sail., severity: high}]\n"
        f"storyline: {{sections: {{limits: {{title: {title}}}}}}}\n",
        encoding="utf-8",
    )
    _, problems = place_editions(read(brief), Order(brief, ("full",)))
    [found] = [one for one in problems if "tracker" in one.message]
    assert found.span is not None
    assert (found.span.file, found.span.line) == (str(brief), 7)
