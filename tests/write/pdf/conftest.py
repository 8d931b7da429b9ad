"""The sample scene as a PDF, once for all tests of this folder, and ways to look into it."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace

from briefwright.scene.model import Scene
from briefwright.write.pdf import write
from tests.write.sample_scene import CLIENT, NIGHT, PAPER, pixel_picture, sample, theme

THEMES = {"paper": PAPER, "night": NIGHT, "client": CLIENT}


@dataclass(frozen=True)
class Node:
    """A structure element: its type, its entries, its children."""

    tag: str
    entries: pikepdf.Dictionary
    kids: tuple["Node", ...]

    def walk(self) -> Iterator["Node"]:
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def all(self, tag: str) -> list["Node"]:
        return [node for node in self.walk() if node.tag == tag]

    def outline(self) -> str:
        """The types of the elements, nested."""
        return self.tag + (f"({' '.join(kid.outline() for kid in self.kids)})" if self.kids else "")


def structure(pdf: pikepdf.Pdf) -> Node:
    """The document element of a tagged PDF."""
    return _node(pdf.Root.StructTreeRoot.K[0])


def _node(element: pikepdf.Dictionary) -> Node:
    kids = (kid for kid in element.get("/K", []) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid)
    return Node(str(element.S)[1:], element, tuple(_node(kid) for kid in kids))


def latin(scene: Scene) -> Scene:
    """The scene without its page in Chinese, for which the theme's own font has no letters."""
    return replace(
        scene, pages=tuple(page for page in scene.pages if page.id != "figures"), sections=scene.sections[:1]
    )


@pytest.fixture(scope="session")
def scenes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Scene]:
    picture = pixel_picture(tmp_path_factory.mktemp("picture"))
    return {name: latin(sample(theme(colours, name), picture)) for name, colours in THEMES.items()}


@pytest.fixture(scope="session")
def files(scenes: dict[str, Scene], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pdf")
    for name, scene in scenes.items():
        (folder / f"{name}.pdf").write_bytes(write(scene, theme(THEMES[name], name)))
    return {name: folder / f"{name}.pdf" for name in scenes}


@pytest.fixture(scope="session")
def opened(files: dict[str, Path]) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(files["paper"].read_bytes()))
