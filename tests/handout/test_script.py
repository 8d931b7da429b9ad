"""The speaker's script: the talking points of each slide, what comes next, and how long it takes."""

from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace

from briefwright.brief.read import read
from briefwright.forms.message import Message
from briefwright.forms.sources import Sources
from briefwright.handout.material import Material
from briefwright.handout.script import clock, entries, set_pages
from briefwright.scene.model import Text
from briefwright.story.model import Slide
from briefwright.story.resolution import resolve
from briefwright.story.tell import tell
from briefwright.text.fit import Typesetter
from tests import judges
from tests.handout.decks import PAPER, material, noted, pdf
from tests.handout.stories import bottom, figures, limits, prose, story, words

STORY = story(
    (
        noted(bottom(2), "We begin with what matters.", "Nobody saw it come."),
        noted(figures(3), "Three numbers, and what to keep in mind of them."),
        noted(limits(3), prose(130, 1, "limitword")),
    )
)


def printed(given: Material, folder: Path) -> str:
    return " ".join(" ".join(judges.pdf_text(pdf("script", given, folder))).split())


def test_message_points_and_what_comes_next_stand_in_order(tmp_path: Path) -> None:
    text = printed(material(STORY), tmp_path)
    order = ["We begin with what matters.", "Nobody saw it come.", "Next Numbers", "Three numbers", "Limitword"]
    places = [text.index(part) for part in order]
    assert places == sorted(places)


def test_every_point_is_a_sentence_with_its_stop(tmp_path: Path) -> None:
    text = printed(material(story((noted(bottom(2), "Nobody saw it come", "Will it stay?"),))), tmp_path)
    assert "Nobody saw it come." in text
    assert "Will it stay?" in text


def test_the_time_runs_up_to_the_total(tmp_path: Path) -> None:
    given = material(STORY)
    made = entries(given.story, given.deck(), Typesetter(PAPER), 300)
    total = sum(slide.notes.seconds for slide in STORY.slides)
    assert made[-1].so_far == total == sum(entry.seconds for entry in made)
    assert f"{clock(total)} min at 130 words a minute" in printed(given, tmp_path)


@pytest.mark.parametrize(("seconds", "shown"), [(0, "0:00"), (59, "0:59"), (61, "1:01"), (3600, "60:00")])
def test_time_is_written_in_minutes_and_seconds(seconds: int, shown: str) -> None:
    assert clock(seconds) == shown


def test_a_script_longer_than_the_audience_gives_is_reported() -> None:
    late = set_pages(material(STORY, minutes=1))
    assert [diagnostic.code for diagnostic in late.diagnostics] == ["BW722"]
    assert set_pages(material(STORY, minutes=2)).diagnostics == ()


def test_a_long_talk_keeps_every_word_and_cuts_no_line_alone(tmp_path: Path) -> None:
    points = [prose(400, n, f"point{n}") for n in range(5)]
    text = printed(material(story((noted(bottom(2), *points), noted(figures(2), "Short.")))), tmp_path)
    for point in points:
        assert point[:40] in text
        assert point[-40:] in text


def test_a_slide_without_notes_still_stands_in_the_script(tmp_path: Path) -> None:
    assert "Tea came late and stays" in printed(material(story((replace(bottom(2)),))), tmp_path)


def test_pages_of_one_slide_share_its_points_and_its_time() -> None:
    given = material(STORY)
    first = given.deck().pages[0]
    twice = replace(given.deck(), pages=(first, replace(first, id=f"{first.id}-2"), *given.deck().pages[1:]))
    made = entries(given.story, twice, Typesetter(PAPER), 300)
    assert all(entry.seconds > 0 for entry in made)
    assert made[1].so_far == STORY.slides[0].notes.seconds
    assert [entry.number for entry in made] == list(range(1, len(twice.pages) + 1))


def test_half_a_title_is_ended_by_its_turn(tmp_path: Path) -> None:
    ask = Slide("ask", "message", words("The decision we ask for:"), Message(words("approve the pot")), section="one")
    path = pdf("script", material(story((bottom(2), ask))), tmp_path)
    assert "The decision we ask for: approve the pot" in " ".join(" ".join(judges.pdf_text(path)).split())
    with pikepdf.open(path) as file, file.open_outline() as outline:
        assert "The decision we ask for: approve the pot" in [entry.title for entry in outline.root]


def told_points(folder: Path, text: str) -> list[str]:
    """What a speaker is given to say of a brief that cites one source, "s"."""
    head = "briefwright: 1\nid: b\ntitle: B\nas_of: 2026\nsources: {s: {title: Count, date: 2025}}\n"
    (folder / "b.yaml").write_text(head + text, encoding="utf-8")
    reading = read(folder / "b.yaml")
    told, _ = tell(reading, resolve(reading, folder, "full"))
    return [point.prose for slide in told.slides for point in slide.notes.points]


def test_a_slide_of_judgements_says_them_where_its_author_has_written_no_text(tmp_path: Path) -> None:
    points = told_points(
        tmp_path,
        "figures: {dead: {value: 23, unit: people, meaning: have moved, bound: floor, cite: s}, "
        "left: {value: 9, unit: '%', meaning: of homes are empty, bound: ceiling, cite: s}}\n"
        "bottom_line: {headline: Homes are few, so_what: Build}\n"
        "judgements: [{text: Prices hold, support: Rents rose}]\n",
    )
    assert "Prices hold. Rents rose" in points
    assert "At most 9% of homes are empty" in points  # as it is said


def test_what_a_title_says_is_no_talking_point_under_it(tmp_path: Path) -> None:
    text = printed(material(story((noted(bottom(2), "Tea came late and stays.", "Nobody saw it come."),))), tmp_path)
    assert "• Tea came late" not in text
    assert "• Nobody saw it come." in text


def test_what_a_title_says_after_its_colon_is_no_talking_point(tmp_path: Path) -> None:
    slide = noted(
        replace(bottom(2), title=words("Rents in the east: they rose")), "They rose.", "Rents in the west fell."
    )
    text = printed(material(story((slide,))), tmp_path)
    assert "• They rose" not in text
    assert "• Rents in the west fell." in text


def test_a_point_ends_with_the_stop_of_its_language(tmp_path: Path) -> None:
    narrative = story((noted(bottom(2), "It grew (5%)"),))
    narrative = replace(narrative, labels={**narrative.labels, "full_stop": "。"})
    assert "It grew (5%)。" in printed(material(narrative), tmp_path)


def test_a_name_stands_before_its_number_and_a_party_before_what_it_does(tmp_path: Path) -> None:
    points = told_points(
        tmp_path,
        "figures: {rent: {value: 9, unit: '%', meaning: Shares of the market, cite: s}}\n"
        "bottom_line: {headline: Homes are few}\n"
        "players: [{id: a, name: Trust, tier: 1, role: The oldest, facts: [Runs two yards, Owns a dock]}, "
        "{id: c, name: City, tier: 1, role: Pays, facts: [Sells land]}]\n",
    )
    assert "Trust (the oldest) runs two yards and owns a dock" in points
    assert "Shares of the market: 9%" in points


@pytest.mark.parametrize("count", range(3, 12))
def test_the_sources_never_stand_alone_on_a_page(count: int) -> None:
    slides = tuple(replace(limits(2), id=f"l{n}", notes=noted(bottom(1), "Said.").notes) for n in range(count))
    cited = replace(slides[0], notes=replace(slides[0].notes, points=(words("Said of it.", 1),)))
    for page in set_pages(material(story((cited, *slides[1:])))).scene.pages:
        assert any("slide-" in item.name for item in page.items)


@pytest.mark.parametrize("count", range(3, 10))
def test_the_sources_slide_is_never_alone_on_a_page_and_has_its_list_beside_it(count: int) -> None:
    slides = tuple(replace(limits(2), id=f"l{n}", notes=noted(bottom(1), "Said.").notes) for n in range(count))
    cited = replace(slides[0], notes=replace(slides[0].notes, points=(words("Said of it.", 1),)))
    sources = Slide("sources", "sources", words("Sources"), Sources())
    pages = set_pages(material(story((cited, *slides[1:], sources)))).scene.pages
    last = [item for item in pages[-1].items if isinstance(item, Text)]
    assert sum("/time" in item.name for item in last) > 1
    title = next(item for item in last if item.paragraphs[0].text == "Sources")
    entry = next(item for item in last if item.name.endswith("/source-1"))
    assert title.rect.x == entry.rect.x
    assert [item.paragraphs[0].text for item in last].count("Sources") == 1
