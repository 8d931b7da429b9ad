"""The profile: a player among its peers, in a panel or under a plate, with what is known and what is not."""

from typing import Any

import pytest
from msgspec.structs import replace

from briefwright.forms.kit.content import Labelled
from briefwright.forms.kit.peers import Peer
from briefwright.forms.profile import PlayerProfile
from briefwright.forms.table import form
from briefwright.layout import deck
from briefwright.story.language import read_language
from briefwright.story.model import Slide, Story, Words
from tests.forms.contexts import BRIEF, META, faults, labels, placed, prose, said, say, slot, slot_of, typesetter
from tests.forms.zones import legal


def profile(facts: int, card: int, words: int = 12, number: str = "1 bn") -> PlayerProfile:
    return PlayerProfile(
        say("Moonshot AI"), prose(5), say(number), say("USD" if number else ""), prose(7), prose(6), say("Main backer"),
        say("Alibaba"), prose(6), tuple(Labelled(say(f"Fact {i}"), prose(words)) for i in range(facts)),
        tuple(Labelled(say(f"Label {i}"), prose(3)) for i in range(card)), prose(30),
    )  # fmt: skip


@pytest.mark.parametrize(("facts", "card"), [(0, 0), (0, 6), (3, 0), (3, 6), (5, 6), (6, 7), (9, 3), (2, 20), (25, 30)])
@pytest.mark.parametrize("words", [4, 14, 40])
@pytest.mark.parametrize("number", ["", "1 bn"])
def test_a_profile_of_any_size_is_placed_legally(facts: int, card: int, words: int, number: str) -> None:
    marks = [f"Fact {i}" for i in range(facts)] + [f"Label {i}\n" for i in range(card)]
    scene = legal("profile", profile(facts, card, words, number), [*marks, "Moonshot AI", "Alibaba"])
    assert all(slot(scene, "name-1", page) for page in range(len(scene.pages)))


def test_a_profile_leaves_out_the_rows_that_nobody_filled() -> None:
    facts = (Labelled(say("Edge")), Labelled(say("Origin"), say("A lab")))
    scene = legal("profile", PlayerProfile(say("Vivo"), facts=facts, card=(Labelled(say("Model")),)), ["A lab"])
    assert not {"Edge", "Model", "Not stated"} & set(said(scene).split("\n"))
    assert "Edge" not in said(scene)


def test_a_profile_without_a_number_stands_under_a_plate() -> None:
    with_number = placed("profile", profile(2, 2))[0]
    card, facts = (Labelled(say("Model"), say("Qwen")),), (Labelled(text=prose(12)),) * 4
    without = placed("profile", PlayerProfile(say("Alibaba"), prose(4), facts=facts, card=card))[0]
    assert slot(with_number, "panel").rect.w < 300
    assert slot(without, "plate").rect.w == 864
    assert slot(without, "name-1").paragraphs[0].leading > slot(with_number, "name-1").paragraphs[0].leading


def test_a_plate_does_not_repeat_the_name_that_the_headline_says() -> None:
    content = PlayerProfile(say("Alibaba"), say("Sells cloud"), facts=(Labelled(text=prose(6)),))
    scene, _ = placed("profile", content, "Alibaba buys before May")
    assert slot(scene, "role-1").text == "Sells cloud"
    assert "name-1" not in {slot_of(item) for item in scene.pages[0].items}


def test_a_profile_without_a_backer_has_no_rule_for_one() -> None:
    scene, _ = placed("profile", PlayerProfile(say("Tencent"), number=say("50"), facts=(Labelled(text=prose(6)),)))
    with pytest.raises(KeyError):
        slot(scene, "panel-rule")


def peers(count: int, here: int) -> tuple[Peer, ...]:
    return tuple(Peer(say(f"Peer {i}"), say(f"Bet {i}"), f"profile-{i}", i == here) for i in range(count))


def with_peers(count: int, here: int, **more: Any) -> PlayerProfile:
    name = say(f"Peer {here}" if here >= 0 else "Moonshot AI")
    alone = replace(profile(3, 4), name=name, backer=Words(), backer_label=Words(), backer_note=Words())
    return replace(alone, peers=peers(count, here), **more)


@pytest.mark.parametrize(("count", "here"), [(2, 0), (2, 1), (5, 2), (6, 5), (25, 0), (25, 12), (25, 24)])
@pytest.mark.parametrize("number", ["", "1 bn"])
def test_a_profile_among_any_number_of_peers_is_placed_legally(count: int, here: int, number: str) -> None:
    content = with_peers(count, here, number=say(number), unit=say("USD" if number else ""))
    scene = legal("profile", content, [f"Player {here + 1} of {count}", f"Peer {here}", f"Bet {here}"])
    shown = said(scene).count("Peer ")
    assert shown == count or f"{count - shown} more" in said(scene)


def test_the_row_of_the_player_is_open_and_the_others_lead_to_their_slides() -> None:
    scene, _ = placed("profile", with_peers(5, 2))
    panel, number = slot(scene, "panel").rect, slot(scene, "number-1").rect
    assert panel.contains(number)
    assert slot(scene, "peer-name-2").rect.bottom < panel.y < panel.bottom < slot(scene, "peer-name-4").rect.y
    assert slot(scene, "name-1").paragraphs[0].leading > slot(scene, "peer-name-2").paragraphs[0].leading
    pages = [placed("profile", with_peers(5, i))[0].pages[0] for i in range(5)]
    tops = [next(item.rect.y for item in page.items if slot_of(item) == "panel") for page in pages]
    assert tops == sorted(tops)
    assert len(set(tops)) == 5


def test_peers_are_links_only_where_the_deck_has_their_slides() -> None:
    content = with_peers(2, 0)
    slides = tuple(Slide(f"profile-{i}", "profile", say(f"Title {i}"), with_peers(3, i), span=BRIEF) for i in range(2))
    story = Story(META, slides, (), (), labels())
    scene, problems = deck.place(story, typesetter().theme)
    assert (problems, len(content.peers)) == ((), 2)
    assert slot(scene, "peer-name-2").link == "#profile-1"
    assert slot(scene, "peer-name-3").link is None


def test_positions_stand_at_the_same_place_whichever_player_is_open() -> None:
    names = ("Yi", "A much longer name", "Kimi")
    every = tuple(Peer(say(name), say("Long input")) for name in names)
    places = set()
    for here in range(3):
        those = tuple(replace(peer, here=i == here) for i, peer in enumerate(every))
        scene, _ = placed("profile", replace(profile(3, 4), name=say(names[here]), peers=those))
        places |= {item.rect.x for item in scene.pages[0].items if slot_of(item).startswith(("position-", "peer-pos"))}
    assert len(places) == 1


def test_a_player_that_none_of_the_peers_is_stands_first() -> None:
    legal("profile", with_peers(3, -1), ["Player 1 of 4", "Moonshot AI", "Peer 0", "Peer 2"])


def test_where_a_full_row_needs_the_room_the_nearest_peers_stay_and_the_others_are_counted() -> None:
    full = replace(profile(3, 4), name=say("Peer 6"), peers=peers(12, 6))
    scene = legal("profile", full, ["Player 7 of 12", "Alibaba", "Peer 5", "Peer 6"])
    assert f"{12 - said(scene).count('Peer ')} more" in said(scene)


def test_facts_and_card_end_level_beside_the_peers_and_above_what_follows() -> None:
    scene, _ = placed("profile", with_peers(5, 2))
    facts, card, strip = (slot(scene, name).rect for name in ("facts", "card", "so-what"))
    assert abs(facts.bottom - card.bottom) <= 3
    assert facts.bottom < strip.y
    assert strip.bottom == pytest.approx(slot(scene, "peers-rule-5").rect.y, abs=1)


@pytest.mark.parametrize("count", range(1, 6))
def test_few_facts_without_a_card_stand_large(count: int) -> None:
    scene = legal("profile", replace(with_peers(3, 1), facts=profile(count, 0, 6).facts, card=()), ["Fact 0"])
    facts = slot(scene, "facts")
    assert facts.rect.bottom < slot(scene, "so-what").rect.y
    assert facts.rows[1].cells[0].paragraphs[0].runs[-1].style.size == (18 if count <= 3 else 16)


def test_the_profiles_of_a_deck_share_one_size() -> None:
    """One has so much to say that its tables step down; the other follows."""

    def sizes(*profiles: PlayerProfile) -> set[float]:
        slides = (Slide(f"p{i}", "profile", say(f"Player {i}"), p, None) for i, p in enumerate(profiles))
        scene, _ = deck.place(Story(META, tuple(slides), (), (), labels()), typesetter().theme)
        tables = [slot(scene, "facts", page) for page in range(len(scene.pages))]
        return {table.rows[1].cells[0].paragraphs[0].runs[-1].style.size for table in tables}

    long, short = profile(5, 6, 30), profile(2, 2, 6)
    assert sizes(short) == {14}
    assert sizes(long) == {12}
    assert sizes(short, long) == {12}


@pytest.mark.parametrize("language", ["en", "de", "fr", "zh", "ja", "ar", "he"])
@pytest.mark.parametrize(
    ("name", "position"), [("A", "B"), ("A", "x" * 14), ("The Commission", "Plan"), ("a" * 24, "B")]
)
def test_the_heads_over_short_cells_have_room_in_every_language(language: str, name: str, position: str) -> None:
    every = (Peer(say(name), say(position), "a", here=True), Peer(say("C"), say("D"), "b"))
    content = replace(with_peers(2, 0), name=say(name), peers=every)
    slide = Slide("slide", "profile", say("A claim"), content, span=BRIEF)
    story = Story(replace(META, language=language), (slide,), (), (), dict(read_language(language).labels))
    scene, problems = deck.place(story, typesetter().theme)
    assert [str(problem) for problem in problems] + faults(scene) == []


def test_the_number_of_a_profile_is_told_once_with_its_holder_and_never_in_the_accent() -> None:
    shape = form("profile")
    assert shape.numbers is not None
    [number] = shape.numbers(profile(3, 2))
    assert (number.number.prose, number.unit.prose, number.holder.prose) == ("1 bn", "USD", "Moonshot AI")
    assert not number.focus
    assert shape.numbers(profile(3, 2, number="")) == ()


def test_a_name_of_three_lines_beside_its_position_has_that_under_it() -> None:
    row = Peer(say("Arrow County Council"), say("Undecided"), here=True)
    other = Peer(say("Valley Water"), say("Wants to wait for the review of prices in the spring"))
    scene = legal("profile", PlayerProfile(row.name, facts=(Labelled(text=prose(6)),), peers=(other, row)), ["Arrow"])
    name, position = (slot(scene, f"{part}-1") for part in ("name", "position"))
    assert len(name.paragraphs[0].lines) < 3
    assert position.rect.y >= name.rect.bottom - 1
