"""The timeline: to scale, long gaps broken and named, many at equal distances, texts never over one another."""

import re
from itertools import pairwise

import pytest
from msgspec.structs import replace

from briefwright.brief.read import read
from briefwright.forms.bullets import BulletPoint, Bullets
from briefwright.forms.kit.timeline_events import Moment
from briefwright.forms.kit.timescale import scale
from briefwright.forms.panels import Panel, Panels
from briefwright.forms.table import form
from briefwright.forms.timeline import Timeline
from briefwright.pipeline.check import place_editions
from briefwright.pipeline.editions import Order
from briefwright.scene.model import Group, Rule, Shape, Text
from briefwright.scene.walk import every
from briefwright.story.model import Words
from tests.editions import CHECKOUT
from tests.forms.contexts import LONG, ctx, faults, leaves, misfits, placed, prose, said, say, slot, slot_of

MONTHS = tuple(say(str(month)) for month in range(1, 13))


def line(count: int, gap: float = 0.2, words: int = 12, so_what: int = 12) -> Timeline:
    events = tuple(Moment(say(f"Date {i}"), prose(words), 2020 + i * gap) for i in range(count))
    return Timeline(events, MONTHS, prose(so_what))


def test_distance_means_time() -> None:
    axis = scale([(2023.0, 2024.0), (2023.75, 2023.75)], 0, 1000)
    assert axis.x(2023.75) - axis.x(2023.0) == pytest.approx(3 * (axis.x(2024.0) - axis.x(2023.75)))
    assert axis.breaks == ()


def test_a_long_gap_is_broken_and_named() -> None:
    events = (Moment(say("c. 2017"), say("Early"), 2017.5), *line(4).events)
    moved = tuple(Moment(e.date, e.text, e.start + 3 if e.start > 2018 else e.start) for e in events)
    scene, problems = placed("timeline", Timeline(moved, MONTHS))
    assert problems == ()
    assert faults(scene) == []
    assert "Axis broken before 2023" in said(scene)
    assert sum("break-1-" in item.name for item in leaves(scene.pages[0].items)) == 2  # two slashes


@pytest.mark.parametrize("width", [120.0, 200.0, 300.0, 420.0])
def test_an_axis_too_narrow_for_its_stretches_says_so(width: float) -> None:
    axis = scale([(2011.3, 2011.3), (2020.5, 2020.5), (2025.7, 2025.7), (2025.95, 2025.95)], 0, width)
    ends = [end for stretch in axis.stretches for end in (stretch.left, stretch.right)]
    assert axis.squeezed or ends == sorted(ends)
    assert axis.squeezed == (width < 420)


def test_a_long_time_has_a_place_in_half_a_page() -> None:
    events = tuple(Moment(say(f"D{i}"), prose(3), start) for i, start in enumerate((2011.3, 2020.5, 2025.7, 2025.95)))
    timeline = Panel("timeline", say("Course"), content=Timeline(events, MONTHS))
    points = Panel("bullets", say("Points"), content=Bullets((BulletPoint(text=prose(9)),)))
    scene, problems = placed("panels", Panels((timeline, points)))
    assert problems == ()
    assert faults(scene) == []


def test_a_span_is_a_band_as_long_as_it_lasts() -> None:
    events = (
        Moment(say("2023"), say("A year"), 2023, 2024),
        Moment(say("Jul"), say("A day"), 2023.5),
        Moment(say("2025"), say("The end"), 2025),
    )
    scene, _ = placed("timeline", Timeline(events, MONTHS))
    band, dot = slot(scene, "band-1"), slot(scene, "dot-2")
    assert band.rect.x + band.rect.w / 2 == pytest.approx(dot.rect.x + dot.rect.w / 2)


def test_one_event_takes_the_accent_the_last_if_none_is_chosen() -> None:
    for chosen in (None, 1):
        events = tuple(Moment(e.date, e.text, e.start, focus=i == chosen) for i, e in enumerate(line(4).events))
        scene, _ = placed("timeline", Timeline(events, MONTHS))
        red = [i.name for i in leaves(scene.pages[0].items) if isinstance(i, Shape) and i.fill == "accent"]
        assert [name.rpartition("/")[2] for name in red] == [f"dot-{4 if chosen is None else 2}"]


@pytest.mark.parametrize("gap", [0.0, 0.01, 0.1, 1.0, 7.0])
@pytest.mark.parametrize("count", [1, 2, 7, 8, 35])
def test_any_number_of_events_finds_places(count: int, gap: float) -> None:
    scene, problems = placed("timeline", line(count, gap))
    assert problems == ()
    assert faults(scene) == []
    slots = [slot_of(item) for page in scene.pages for item in leaves(page.items)]
    assert sum(slot.startswith("event-" if count > 2 else "name-") for slot in slots) == count  # two need no axis
    assert len(scene.pages) == -(-count // 12)
    shown = [sum("/event-" in item.name for item in leaves(page.items)) for page in scene.pages]
    assert max(shown) - min(shown) <= 1


def test_texts_stand_right_of_their_stems_though_the_last_is_at_the_end() -> None:
    scene, _ = placed("timeline", line(5, 0.4))
    for number in range(1, 6):
        assert slot(scene, f"event-{number}").rect.x == pytest.approx(slot(scene, f"stem-{number}").rect.x + 9)


def test_large_numbers_stand_level_to_be_compared() -> None:
    numbers = {1: "140", 4: "40"}
    events = tuple(
        Moment(e.date, say("models"), e.start, number=say(numbers.get(i, "")))
        for i, e in enumerate(line(6, 0.3).events)
    )
    scene, problems = placed("timeline", Timeline(events, MONTHS, prose(12)))
    assert problems == ()
    assert slot(scene, "event-2").rect.y == slot(scene, "event-5").rect.y
    sizes = [paragraph.runs[0].style.size for paragraph in slot(scene, "event-2").paragraphs]
    assert sizes == [21, 26]  # the events have their page to themselves


def test_no_stem_runs_through_a_text() -> None:
    scene, _ = placed("timeline", line(7, 0.15))
    items = list(leaves(scene.pages[0].items))
    stems = [item for item in items if isinstance(item, Rule) and "stem-" in item.name]
    texts = [item for item in items if isinstance(item, Text) and "event-" in item.name]
    for stem in stems:
        low, high = sorted((stem.y1, stem.y2))
        for text in texts:
            if text.rect.x < stem.x1 < text.rect.right:
                assert high <= text.rect.y or low >= text.rect.bottom
    assert len(stems) == len(texts) == 7


def test_what_belongs_together_moves_together() -> None:
    scene, _ = placed("timeline", line(5))
    groups = {item.name.rpartition("/")[2]: item for item in scene.pages[0].items if isinstance(item, Group)}
    assert {"axis", "flag-1", "flag-2", "flag-3"} <= set(groups)
    assert [part.name.rpartition("/")[2] for part in groups["flag-2"].items] == ["card-2", "stem-2", "dot-2", "event-2"]


def test_too_many_words_are_an_error_that_says_how_many_to_cut() -> None:
    _, problems = placed("timeline", line(3, words=160))
    assert {p.code for p in problems} == {"BW601"}
    assert all(p.hint and "cut" in p.hint for p in problems)


def test_a_word_too_long_is_broken() -> None:
    assert misfits("timeline", Timeline((Moment(say("2023"), say(LONG * 2), 2023),))) == []


def test_without_events_it_is_one_clear_error() -> None:
    assert [p.code for p in placed("timeline", Timeline(()))[1]] == ["BW405"]


def test_an_end_before_its_start_is_an_error() -> None:
    _, problems = placed("timeline", Timeline((Moment(say("2023"), say("Back"), 2023, 2022),)))
    assert [p.code for p in problems] == ["BW416"]


def test_long_gaps_are_broken_before_and_after_a_busy_time() -> None:
    spans = [(year, year) for year in (1990.0, 2022.0, 2022.5, 2023.0, 2023.4, 2031.0)]
    axis = scale(spans, 0, 860)
    assert [after.low for _, after in axis.breaks] == pytest.approx([2022.0, 2031.0])
    scene, problems = placed("timeline", Timeline(tuple(Moment(say("d"), say("Event"), low) for low, _ in spans)))
    assert problems == ()
    assert "Axis broken at the slashes, to scale between them" in said(scene)


def test_twelve_short_events_share_a_page_and_it_says_that_it_has_no_scale() -> None:
    scene, problems = placed("timeline", line(12, 0.3, words=7))
    assert problems == ()
    assert faults(scene) == []
    assert len(scene.pages) == 1
    assert not any("band-" in item.name for item in leaves(scene.pages[0].items))  # a length would need a scale
    stems = [item.x1 for item in leaves(scene.pages[0].items) if isinstance(item, Rule) and "stem-" in item.name]
    assert len({round(right - left, 3) for left, right in pairwise(stems)}) == 1
    assert "In order of time, not to scale" in said(scene)
    assert "2023" in said(scene)  # the years, where they begin


def test_an_axis_of_events_of_a_year_each_has_no_ticks_that_say_their_years_again() -> None:
    scene, _ = placed("timeline", line(12, 1.0, words=7))
    assert "In order of time, not to scale" in said(scene)
    assert not any(item.name.rpartition("/")[2].startswith("tick-") for item in leaves(scene.pages[0].items))


def test_a_few_events_are_to_scale() -> None:
    scene, _ = placed("timeline", line(7, 0.3, words=7))
    assert "not to scale" not in said(scene)


@pytest.mark.parametrize("count", [3, 7, 9, 12])
def test_the_so_what_stands_in_the_strip_as_on_other_pages(count: int) -> None:
    scene, problems = placed("timeline", line(count, 0.3, words=7))
    assert problems == ()
    on_panel = any(item.name.endswith("/spread") for item in leaves(scene.pages[0].items))
    assert slot(scene, "so-what-ground").fill == ("paper" if on_panel else "tint")
    assert slot(scene, "so-what-text").paragraphs


@pytest.mark.parametrize("months", [MONTHS, tuple(say(f"Month-{i}") for i in range(1, 13))])
@pytest.mark.parametrize("span", [0.4, 1.1, 2.3, 4.7, 9.0])
def test_no_name_of_a_tick_runs_into_the_next_tick(months: tuple[Words, ...], span: float) -> None:
    events = tuple(Moment(say("Date"), say("Event"), 2020 + i * span / 3) for i in range(4))
    scene, problems = placed("timeline", Timeline(events, months))
    assert problems == ()
    assert faults(scene) == []


def test_no_card_of_an_event_lies_over_the_name_of_a_tick() -> None:
    """In larger type, in a part of a page that leaves half of it free, cards come close to the axis."""
    path = CHECKOUT / "tests" / "briefs" / "city-project.yaml"
    [edition], _ = place_editions(read(path), Order(path, ("executive",)))
    for page in edition.scene.pages:
        items = [*every(page.items)]
        cards = [i.rect for i in items if isinstance(i, Shape) and re.search(r"/(panel-\d+-)?card-\d+$", i.name)]
        ticks = [i.rect for i in items if isinstance(i, Text) and re.search(r"tick-\d+-label$", i.name)]
        assert not any(card.overlaps(tick) for card in cards for tick in ticks)


@pytest.mark.parametrize("high", range(170, 330, 8))
def test_no_card_lies_over_the_note_of_a_broken_axis_in_a_body_of_any_height(high: int) -> None:
    moments, desk = line(5, 0.0, 7).events, ctx()
    for starts in ((2017, 2023.7, 2024.3), (2001, 2021, 2022, 2023, 2024), (2017.5, 2023, 2023.7, 2024.2)):
        pairs = zip(moments, starts, strict=False)
        content = Timeline(tuple(replace(one, start=at, end=0.0) for one, at in pairs))
        for wide in (560, 700, desk.area.w):
            area = replace(desk.area, w=wide, h=high)
            pages = form("timeline").place(content, replace(desk, area=area, usual=desk.type)).pages
            leaf = [one for page in pages for one in leaves(page)]
            notes = [one.rect for one in leaf if one.name == "break-note"]
            cards = [one.rect for one in leaf if one.name.startswith("card-")]
            assert not any(note.overlaps(card) for note in notes for card in cards)


@pytest.mark.parametrize(
    ("starts", "words", "wide", "high"),
    [
        ((2015.6, 2015.7, 2016.1, 2016.6, 2016.7, 2022.3), 16, 864, 300),
        ((2017.3, 2020.7, 2022.6, 2023.1, 2023.8), 7, 480, 246), ((2019.9, 2022.3, 2023.6, 2024.0), 20, 520, 358),
        ((2015.7, 2017.2, 2018.8, 2019.1, 2019.5, 2037.3), 7, 620, 224),
    ],
)  # fmt: skip
def test_a_plan_with_a_card_over_the_note_of_the_broken_axis_gives_way_to_another(
    starts: tuple[float, ...], words: int, wide: int, high: int
) -> None:
    desk = ctx()
    pairs = zip(line(len(starts), 0.0, words).events, starts, strict=True)
    content = Timeline(tuple(replace(one, start=at, end=0.0) for one, at in pairs))
    small = replace(desk, area=replace(desk.area, w=wide, h=high), usual=desk.type)
    leaf = [one for page in form("timeline").place(content, small).pages for one in leaves(page)]
    notes = [one.rect for one in leaf if one.name == "break-note"]
    cards = [one.rect for one in leaf if one.name.startswith("card-")]
    assert not any(note.overlaps(card) for note in notes for card in cards)
