"""Colour roles become scheme colours, so that a changed theme changes the deck."""

import re

import pytest
from lxml import etree

from briefwright.write.pptx.scheme_colours import SLOTS, Colours
from tests.write.pptx.opened import NS, Opened, find, values
from tests.write.sample_scene import CLIENT, NIGHT, PAPER


def test_a_light_theme_fills_the_twelve_slots_by_role() -> None:
    slots = Colours(PAPER).slots
    assert tuple(slots) == SLOTS
    assert slots["dk1"] == "15181D"
    assert slots["lt1"] == "FFFFFF"
    assert slots["accent1"] == slots["hlink"] == "CB2A1A"


def test_on_a_dark_ground_paper_is_the_dark_slot_and_the_map_turns_round() -> None:
    night = Colours(NIGHT)
    assert night.slots["dk1"] == "10141A"
    assert night.mapping == {"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2"}
    assert night.schemes["ink"] == '<a:schemeClr val="tx1"/>'


@pytest.mark.parametrize(
    ("values_", "role", "slot"),
    [(PAPER, "on_accent", "bg1"), (PAPER, "on_mid", "tx1"), (NIGHT, "on_accent", "bg1"), (CLIENT, "on_mid", "tx1")],
)
def test_a_role_without_a_slot_is_the_slot_of_its_value(values_: dict[str, str], role: str, slot: str) -> None:
    assert Colours(values_).schemes[role] == f'<a:schemeClr val="{slot}"/>'


def test_white_on_a_cream_theme_is_the_paper_made_lighter() -> None:
    assert values_of(Colours(CLIENT).schemes["on_accent"]) == {"val": "bg1", "lumMod": 0, "lumOff": 100_000}


@pytest.mark.parametrize("values_", [PAPER, NIGHT, CLIENT], ids=["paper", "night", "client"])
def test_neutrals_are_shades_of_text_or_ground_and_tints_of_their_accent(values_: dict[str, str]) -> None:
    """So another scheme, with a gold fourth and a blue fifth accent, gives a sober deck."""
    colours = Colours(values_)
    for role, slots in {"muted": {"tx1"}, "mid": {"tx1"}, "rule": {"bg1", "tx1"}, "accent_tint": {"accent1"}}.items():
        made = values_of(colours.schemes[role])
        assert made["val"] in slots, role
        assert {"lumMod", "lumOff"} & set(made), role


def test_a_colour_that_no_shade_reaches_has_a_slot_while_there_are_any() -> None:
    odd = Colours({**PAPER, "on_accent": "#FFE34D"})
    assert odd.schemes["on_accent"] == '<a:schemeClr val="accent3"/>'
    assert odd.slots["accent3"] == "FFE34D"
    more = {f"more{n}": f"#0{n}F{n}30" for n in range(5)}
    assert "srgbClr" in "".join(map(Colours({**PAPER, **more}).schemes.__getitem__, more))


def values_of(scheme: str) -> dict[str, object]:
    [colour] = find(etree.fromstring(f'<a xmlns:a="{NS["a"]}">{scheme}</a>'), "a:schemeClr")
    return {"val": colour.get("val")} | {etree.QName(one).localname: int(one.get("val", "")) for one in colour}


def test_an_unknown_role_is_an_error() -> None:
    with pytest.raises(KeyError):
        Colours(PAPER).fill("puce")


@pytest.mark.parametrize("name", ["paper", "night", "client"])
def test_every_colour_and_font_outside_the_theme_part_is_the_theme_s(decks: dict[str, bytes], name: str) -> None:
    deck = Opened(decks[name])
    for part, data in deck.parts.items():
        if part.startswith("ppt/") and "/theme/" not in part and part != "ppt/tableStyles.xml":
            assert not re.search(rb"srgbClr|sysClr|prstClr", data), part
            assert set(re.findall(rb'typeface="([^"]*)"', data)) <= {
                f"+{kind}-{script}".encode() for kind in ("mj", "mn") for script in ("lt", "ea", "cs")
            }, part


def test_the_theme_part_holds_the_theme_s_colours_and_fonts(opened: Opened) -> None:
    tree = opened.tree("ppt/theme/theme1.xml")
    assert values(tree, "//a:clrScheme/*[1]/a:srgbClr/@val") == ["15181D"]
    assert len(values(tree, "//a:clrScheme/*/a:srgbClr/@val")) == 12
    assert values(tree, "//a:majorFont/a:latin/@typeface | //a:minorFont/a:latin/@typeface") == ["Arial", "Arial"]
    assert values(tree, "/a:theme/@name") == ["Paper"]
