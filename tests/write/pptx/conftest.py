"""The sample scene as a deck, once for all tests of this folder."""

from pathlib import Path

import pytest

from briefwright.write.pptx import write
from tests.write.pptx.opened import Opened
from tests.write.sample_scene import CLIENT, NIGHT, PAPER, pixel_picture, sample, theme

THEMES = {"paper": PAPER, "night": NIGHT, "client": CLIENT}


@pytest.fixture(scope="session")
def decks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The sample deck in each theme."""
    picture: Path = pixel_picture(tmp_path_factory.mktemp("picture"))
    looks = {name: theme(colours, name) for name, colours in THEMES.items()}
    return {name: write(sample(look, picture), look) for name, look in looks.items()}


@pytest.fixture(scope="session")
def opened(decks: dict[str, bytes]) -> Opened:
    return Opened(decks["paper"])
