"""A file of a stranger is adopted and built upon, or refused; a deck takes nothing from it that runs or calls."""

import io
import random
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image

from briefwright.core.diagnostics import Refused
from briefwright.pipeline.tried_adoption import save_adopted
from briefwright.theme.read import read_theme
from tests import clients, hard_clients
from tests.conftest import Said
from tests.core.test_opc import spied
from tests.test_border import BRIEF

Command = Callable[..., Said]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("b.yaml").write_text(BRIEF, encoding="utf-8")
    return tmp_path


def damaged() -> bytes:
    """The first part of a picture."""
    out = io.BytesIO()
    Image.frombytes("RGB", (90, 60), random.Random(1).randbytes(90 * 60 * 3)).save(out, "PNG")
    return out.getvalue()[:500]


def drawn(name: str, box: str, inner: str, text: str = "") -> str:
    """A shape of a master in DrawingML."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="90" name="{name}"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        f"<p:spPr><a:xfrm>{box}</a:xfrm>"
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{inner}</p:spPr>{text}</p:sp>'
    )


def box(x: object, y: object, w: object, h: object) -> str:
    return f'<a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/>'


STOP = '<a:gs pos="{}"><a:srgbClr val="{}"/></a:gs>'
RAMP = f"<a:gradFill><a:gsLst>{STOP.format('{}', 'FF0000')}{STOP.format('{}', '00FF00')}</a:gsLst>{{}}</a:gradFill>"
TEXTS = (
    '<p:txBody><a:bodyPr/><a:p>{}</a:p><a:p><a:r><a:rPr sz="900"/><a:t>Confidential</a:t></a:r></a:p><a:p/></p:txBody>'
)
WHOLE = box(0, 0, 9144000, 6858000)
BLIP = '<a:blipFill><a:blip r:embed="rIdPic"/><a:stretch/></a:blipFill>'
DRAWN = {
    "a gradient of no height": drawn("Line", box(0, 6400000, 9144000, 0), RAMP.format(0, 100000, '<a:lin ang="0"/>')),
    "a gradient of no width": drawn(
        "Line", box(6400000, 0, 0, 6858000), RAMP.format(0, 100000, '<a:lin ang="5400000"/>')
    ),
    "a radial gradient of no size": drawn("Dot", box(99, 99, 0, 0), RAMP.format(0, 100000, '<a:path path="circle"/>')),
    "a gradient of one place": drawn("Ground", WHOLE, RAMP.format(50000, 50000, "")),
    "a negative size": drawn("Inside out", box(9144000, 6858000, -9144000, -6858000), RAMP.format(0, 100000, "")),
    "numbers that are none": drawn(
        "Odd", box("nan", "inf", "1e999", "²"), RAMP.format("nan", "-inf", '<a:lin ang="nan"/>')
    ),
    "an empty paragraph": drawn("Text", box(0, 6000000, 3000000, 600000), "<a:noFill/>", TEXTS.format("")),
    "an empty run": drawn("Text", box(0, 0, 3000000, 600000), "<a:noFill/>", TEXTS.format("<a:r><a:t/></a:r>")),
    "a line of its end mark": drawn("T", box(0, 0, 3000000, 0), "<a:noFill/>", TEXTS.format('<a:endParaRPr sz="²"/>')),
    "odd levels": drawn("T", WHOLE, "<a:noFill/>", TEXTS.format('<a:pPr lvl="99999999999999999999"/><a:br/>')),
    "a picture that is damaged": drawn("Ground", WHOLE, BLIP),
}


@pytest.mark.parametrize("name", DRAWN)
def test_whatever_a_clients_master_draws_it_is_adopted_and_built_upon(
    folder: Path, briefwright: Command, name: str
) -> None:
    parts = hard_clients.drawn_on(clients.usual(), DRAWN[name], first=True)
    parts = hard_clients.related(parts, clients.MASTER, "rIdPic", "image", "../media/damaged.png")
    parts = hard_clients.typed(parts, '<Default Extension="png" ContentType="image/png"/>')
    clients.written(parts | {"ppt/media/damaged.png": damaged()}, Path("x.potx"))
    assert briefwright("theme", "adopt", "x.potx").code == 0
    said = briefwright("build", "b.yaml", "-t", "x", "--only", "deck,slides")
    assert said.code == 0, said.err


def test_a_deck_takes_no_object_no_link_out_and_no_document_type_from_a_clients_file(
    folder: Path, briefwright: Command
) -> None:
    clients.written(spied(), Path("模板.potx"))
    said = briefwright("theme", "adopt", "模板.potx")
    assert said.code == 0
    assert said.err.count("BW556") == 3
    assert briefwright("build", "b.yaml", "-t", "模板", "--only", "deck").code == 0
    parts = clients.parts_of((folder / "output" / "tea" / "full.模板" / "deck.pptx").read_bytes())
    assert not [name for name in parts if "embeddings/ole" in name or name.endswith((".bin", ".svg"))]
    for data in parts.values():
        assert not [word for word in (b"spy.example", b"file:///", b"DOCTYPE", b"oleObj", b"rIdOle") if word in data]


# ---- whatever a part states --------------------------------------------------------------------------

VALUES = "|-1|0|nan|1e999|99999999999999999999|x|²|1.5|true|..|../../x|rId1|body|title|#|accent1|100%".encode().split(
    b"|"
)
READ = ("slideMaster", "slideLayout", "theme", "presentation", "Types")


def changed(data: bytes, rng: random.Random) -> bytes:
    """A part with a few of its attributes stated otherwise, and elements taken out or repeated."""
    for _ in range(rng.randrange(1, 6)):
        pattern = rng.choice((rb'="([^"]*)"', rb"(<[a-z]+:[A-Za-z]+[^<>]*/>)"))
        if found := list(re.finditer(pattern, data)):
            one = rng.choice(found)
            new = rng.choice(VALUES if pattern.startswith(b"=") else (b"", one[1] * 2, b"<!-- c -->"))
            data = data[: one.start(1)] + new + data[one.end(1) :]
    return data


@pytest.mark.parametrize("seed", range(24))
def test_whatever_its_parts_state_a_file_is_adopted_and_read_again_or_refused(folder: Path, seed: int) -> None:
    rng = random.Random(seed)
    parts = hard_clients.HARD[rng.choice(sorted(hard_clients.HARD))]() if seed % 2 else clients.usual()
    named = [name for name in sorted(parts) if any(word in name for word in READ)]
    parts = parts | {name: changed(parts[name], rng) for name in rng.sample(named, 3)}
    with suppress(Refused):
        save_adopted(clients.written(parts, Path("x.potx")), "templates/themes/x.yaml")
        read_theme("x")
