"""Every theme prints on white, and all of its colours can be read there."""

import pytest

from briefwright.audit.contrast import ratio
from briefwright.core.vision import distance, seen
from briefwright.handout.compose import compose
from briefwright.handout.material import Material
from briefwright.handout.print_theme import WHITE, print_theme
from briefwright.theme.model import COLD, HEAT
from briefwright.theme.read import read_theme
from tests.handout.decks import material
from tests.handout.stories import bottom, story

THEMES = ("paper", "night", "client")
ON = {"on_accent": "accent", "on_mid": "mid"}


@pytest.mark.parametrize("name", THEMES)
def test_text_and_graphics_stand_out_on_white(name: str) -> None:
    colours = print_theme(read_theme(name)).colours
    assert colours["paper"] == WHITE
    for ground in ("paper", "tint"):
        for role in ("ink", "ink2", "muted", "accent", "second", "gain", "risk"):
            assert ratio(colours[role], colours[ground]) >= 4.5, (role, ground)
    assert ratio(colours["mid"], WHITE) >= 3
    assert ratio(colours["accent"], colours["accent_tint"]) >= 3
    for text, ground in ON.items():
        assert ratio(colours[text], colours[ground]) >= 4.5, text
    assert distance(seen(colours["accent"]), seen(colours["second"])) >= 10


def test_a_light_theme_keeps_its_colours() -> None:
    given, printed = read_theme("client").colours, print_theme(read_theme("client")).colours
    assert {role for role in given if given[role] != printed[role]} - {*HEAT, *COLD} == {"paper"}  # made of the paper


def test_a_dark_theme_makes_handouts_without_a_dark_ground() -> None:
    given = material(story((bottom(2),)))
    night = Material(given.story, read_theme("night"), given.deck, given.deck_pages)
    files, _ = compose(["leave-behind", "slides-3up", "one-pager", "script"], night)
    pypdfium2 = pytest.importorskip("pypdfium2")
    for name, data in files.items():
        picture = pypdfium2.PdfDocument(data)[0].render(scale=0.5).to_pil().convert("L")
        dark = sum(picture.histogram()[:100]) / (picture.width * picture.height)
        assert dark < 0.1, name
