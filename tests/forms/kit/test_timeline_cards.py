"""The texts of a thin timeline stand on cards that keep clear of each other, wherever the texts stand."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from briefwright.core.geometry import Rect
from briefwright.forms.kit.timeline_cards import card_rects
from briefwright.forms.kit.timeline_labels import STEM_GAP, StemLabel, Tier

AREA, LEVEL, W, H = Rect(48, 120, 864, 300), 300.0, 100.0, 40.0


def flag(stem: float, above: bool, left: bool) -> StemLabel:
    tier = Tier(150, 60, True) if above else Tier(330, 60, False)
    return StemLabel(stem, Rect(stem - STEM_GAP - W if left else stem + STEM_GAP, tier.top, W, H), tier, left)


def near(one: Rect, other: Rect) -> bool:
    return one.inset(-12, 0, -12, 0).overlaps(other)


@given(st.lists(st.tuples(st.integers(60, 780), st.booleans(), st.booleans()), min_size=1, max_size=6))
def test_no_card_lies_over_another_or_its_words(stems: list[tuple[int, bool, bool]]) -> None:
    flags: list[StemLabel] = []
    for stem, above, left in stems:  # texts keep clear of each other and of stems, as they are placed
        made = flag(stem + 120 * left, above, left)
        if not any(near(made.rect, f.rect) or (f.tier == made.tier and abs(f.stem - made.stem) < 130) for f in flags):
            flags.append(made)
    cards = card_rects(flags, LEVEL, AREA)
    for (n, one), (m, other) in combinations([(n, card) for n, card in enumerate(cards) if card], 2):
        assert not one.overlaps(other), (n, m)
    for n, card in enumerate(cards):
        assert card is None or all(not card.overlaps(f.rect) for m, f in enumerate(flags) if m != n)
        assert card is None or (card.x <= flags[n].rect.x and flags[n].rect.right <= card.right)


def test_two_texts_that_face_each_other_share_the_room_between_them() -> None:
    one, other = card_rects([flag(100, True, False), flag(600, True, True)], LEVEL, AREA)
    assert one is not None
    assert other is not None
    assert (one.x, other.right) == (100, 600)
    assert other.x - one.right == 12
