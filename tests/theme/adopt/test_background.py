"""What a client's master draws and says is seen in the PDFs, and kept clear of; its date and footers are filled."""

import re
import shutil
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree
from pptx import Presentation

from briefwright.brief.read import read
from briefwright.core.diagnostics import Diagnostic, errors
from briefwright.core.geometry import Rect
from briefwright.core.opc import opened
from briefwright.handout.compose import compose
from briefwright.handout.material import Material
from briefwright.handout.print_theme import print_theme
from briefwright.pipeline.build import build
from briefwright.pipeline.check import place_editions
from briefwright.pipeline.deck import Production, produce
from briefwright.pipeline.editions import Order
from briefwright.pipeline.tried_adoption import save_adopted
from briefwright.pipeline.workers import Workers
from briefwright.scene.model import Rule, Scene, Shape, Text
from briefwright.theme.adopt.template_layouts import read_template
from briefwright.theme.read import read_theme
from tests import clients, hard_clients

TEA = Path(__file__).resolve().parents[2] / "briefs" / "tea.yaml"
Built = tuple[Production, tuple[Diagnostic, ...]]


class Decks:
    """Decks of a small brief in templates that are made here, each once; they stand in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.done: dict[tuple[str, str | None], Built] = {}
        shutil.copy(TEA, folder / "tea.yaml")

    def __call__(self, name: str, language: str | None = None) -> Built:
        """What was made, and the report of the adoption."""
        folder = self.folder
        if (name, language) not in self.done:
            file = clients.written(hard_clients.HARD[name](), folder / f"{name}.pptx")
            _, report = save_adopted(file, str(folder / "templates" / "themes" / f"{name}.yaml"))
            order = Order(folder / "tea.yaml", ("full",), name, language)
            editions, diagnostics = place_editions(read(folder / "tea.yaml"), order)
            assert errors(diagnostics) == ()
            made = produce(editions[0].story, editions[0].theme, ("deck", "slides"))
            assert errors(made.diagnostics) == ()
            (folder / f"{name}.deck.pptx").write_bytes(made.files["deck.pptx"])
            self.done[name, language] = made, report
        return self.done[name, language]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Decks:
    return Decks(tmp_path_factory.mktemp("artwork"))


def pixel(pdf: bytes, x: float, y: float, page: int = 1) -> tuple[int, int, int]:
    """The colour of a page at a place in inches from its top left corner."""
    image = pypdfium2.PdfDocument(pdf)[page].render(scale=1).to_pil().convert("RGB")
    return image.getpixel((round(x * 72), round(y * 72)))


def near(one: tuple[int, int, int], value: str) -> bool:
    return all(abs(a - int(value[i : i + 2], 16)) < 24 for a, i in zip(one, (0, 2, 4), strict=True))


def texts(scene: Scene, name: str) -> list[Text]:
    return [item for page in scene.pages for item in page.items if isinstance(item, Text) and item.name.endswith(name)]


# ---- drawing -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "at", "value"),
    [
        ("the swoosh, at its left end", (0.05, 0.2), hard_clients.NAVY),
        ("the swoosh, at its right end", (13.2, 0.2), hard_clients.TEAL),
        ("the corner, mirrored", (13.25, 7.4), hard_clients.NAVY),
        ("nothing, on the other side of the corner's slope", (12.0, 6.3), "FFFFFF"),
        ("a chevron", (0.42, 7.21), hard_clients.TEAL),
        ("the turned square", (12.5, 7.1), "F2A541"),
        ("a rule", (3.0, 7.42), "F2A541"),
        ("a leaf of the logo, in the fill of its group", (12.85, 1.02), hard_clients.TEAL),
    ],
)
def test_shapes_of_a_master_are_drawn_in_the_pdf(what: str, at: tuple[float, float], value: str, built) -> None:
    assert near(pixel(built("freeforms")[0].files["slides.pdf"], *at), value), what


def test_a_text_of_the_master_is_written_in_the_pdf(built) -> None:
    page = pypdfium2.PdfDocument(built("freeforms")[0].files["slides.pdf"])[1]
    assert "Acme & Söhne · Member of the Acme Group" in page.get_textpage().get_text_range()


def test_a_gradient_passes_from_its_first_colour_to_its_last(built) -> None:
    pdf = built("gradient-ground")[0].files["slides.pdf"]
    assert near(pixel(pdf, 0.2, 0.05), "06122B")
    assert near(pixel(pdf, 0.2, 7.45), "0E4D64")


def test_a_picture_that_lets_its_ground_show_is_laid_onto_it(built) -> None:
    pdf = built("picture-ground")[0].files["slides.pdf"]
    clear, next_to = pixel(pdf, 11.95, 0.3), pixel(pdf, 11.95, 0.15)
    assert all(abs(a - b) < 16 for a, b in zip(clear, next_to, strict=True))
    assert pixel(pdf, 12.4, 0.45) == (255, 255, 255)


def test_a_cropped_picture_is_drawn_cropped_and_a_metafile_is_named(built) -> None:
    made, report = built("vector-logos")
    pictures = [item for item in made.scene.layout("content").items if hasattr(item, "crop")]
    assert [item.crop[0] for item in pictures] == [0.0, 0.5]
    [line] = [d.message for d in report if d.code == "BW555"]
    assert "Seal" in line
    assert "it has letters" in line


def test_a_text_whose_letters_are_not_at_hand_is_named_and_stops_nothing(built) -> None:
    assert any("株式会社" in d.message for d in built("japanese-master")[1] if d.code == "BW555")


# ---- room ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["freeforms", "vector-logos", "picture-ground", "left-band"])
def test_headlines_and_content_keep_clear_of_what_the_client_draws(name: str, built) -> None:
    scene = built(name)[0].scene
    art = [item.rect for item in scene.layout("content").items if not isinstance(item, Text | Rule)]
    art = [box for box in art if box.w < scene.width / 2]  # what spans the page lies along its edge
    for page in scene.pages:
        for item in page.items:
            if isinstance(item, Text) and page.layout == "content" and item.placeholder in (None, "title"):
                assert not any(item.rect.overlaps(box) for box in art), (page.id, item.name)


def test_a_headline_has_all_of_its_box_where_only_that_and_not_its_letters_meets_the_client_s(built) -> None:
    scene = built("japanese-master")[0].scene
    holder = next(one for one in scene.layout("content").placeholders if one.name == "title")
    assert max(text.rect.w for text in texts(scene, "/title") if text.placeholder == "title") > 0.9 * holder.rect.w


def test_content_starts_beside_a_band(built) -> None:
    scene = built("left-band")[0].scene
    band = next(item for item in scene.layout("content").items if isinstance(item, Shape))
    assert all(item.rect.x > band.rect.right for item in texts(scene, "/lead"))


def test_a_headline_that_is_narrowed_stays_in_its_placeholder(built) -> None:
    """An own box would take the placeholder's fill away with it."""
    built("vector-logos")
    deck = Presentation(str(built.folder / "vector-logos.deck.pptx"))
    titles = [slide.shapes.title for slide in deck.slides]
    assert all(title._element.spPr.find(".//{*}xfrm") is None for title in titles if title.placeholder_format.idx == 0)
    assert any("rIns" in title._element.txBody.bodyPr.attrib for title in titles)


def test_what_a_text_stands_on_is_the_ground_at_that_place(tmp_path: Path) -> None:
    deck = read_template(opened(clients.written(hard_clients.gradient_ground(), tmp_path / "a.pptx")))
    ground, page = deck.masters[0][5].ground, Rect(0, 0, 960, 540)
    assert ground.over("#FFFFFF", page, Rect(0, 0, 960, 1))[0] == "#06122B"
    assert ground.over("#FFFFFF", page, Rect(0, 539, 960, 1))[0] == "#0E4D64"


# ---- date and footers ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "date"), [(None, "3 April 2024"), ("de", "3. April 2024")])
def test_the_date_of_the_brief_fills_the_client_s_placeholder(language: str | None, date: str, built) -> None:
    scene = built("dated", language)[0].scene
    assert scene.pages
    assert {text.text.replace("\u00a0", " ") for text in texts(scene, "/date")} == {date}
    assert all(text.placeholder == "date" for text in texts(scene, "/date"))
    slide = Presentation(str(built.folder / "dated.deck.pptx")).slides[1]
    [holder] = [shape for shape in slide.placeholders if "DATE" in str(shape.placeholder_format.type)]
    assert holder._element.find(".//{*}fld") is None  # it does not count on


def test_a_footer_keeps_what_the_client_says_before_the_marking(built) -> None:
    printed = {text.text for text in texts(built("dated")[0].scene, "/marking")}
    assert all(one.startswith("© Acme AG 2026") for one in printed)


# ---- handouts and what is left behind ----------------------------------------------------------------------------


def test_slides_shown_small_keep_their_own_colours_on_a_client_s_ground(built) -> None:
    built("gradient-ground")
    theme = read_theme("gradient-ground", built.folder)
    assert print_theme(theme).colours["ink"] != theme.colours["ink"]

    editions, _ = place_editions(
        read(built.folder / "tea.yaml"), Order(built.folder / "tea.yaml", ("full",), "gradient-ground")
    )
    scene = built("gradient-ground")[0].scene
    material = Material(editions[0].story, theme, lambda: scene, lambda: tuple(page.slide for page in scene.pages))
    files, _ = compose(["slides-3up"], material)
    page = pypdfium2.PdfDocument(files["slides-3up.pdf"])[0].render(scale=2).to_pil().convert("L")
    cover = page.crop(
        (round(page.width * 0.1), round(page.height * 0.09), round(page.width * 0.5), round(page.height * 0.26))
    )
    assert cover.getextrema()[0] < 40  # the client's dark ground
    assert cover.getextrema()[1] > 200  # and light letters on it


def test_nothing_of_the_client_s_slides_shows_and_its_masters_stay(built) -> None:
    built("everything")
    parts = clients.parts_of((built.folder / "everything.deck.pptx").read_bytes())
    assert not [name for name in parts if re.search(r"omment|tags/|customXml|custShow", name)]
    assert b"custShow" not in parts["ppt/presentation.xml"]
    assert b"Theirs" not in parts["ppt/presentation.xml"]
    for kept in ("handoutMasters/handoutMaster1.xml", "notesMasters/notesMaster1.xml", "fonts/font1.fntdata"):
        assert f"ppt/{kept}" in parts
    assert b"note 0" not in b"".join(parts.values())


def test_names_of_a_clients_parts_are_escaped_in_its_decks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    usual = clients.usual()
    sheet = clients.layouts(usual)[0]
    made = hard_clients.related(usual, sheet, "rId99", "odd&amp;&lt;kind", "../media/odd&amp;name.png")
    made = hard_clients.typed(made, hard_clients.PICTURE_TYPES)
    made["ppt/media/odd&name.png"] = clients.picture(1).getvalue()
    save_adopted(clients.written(made, tmp_path / "acme.pptx"))
    (tmp_path / "tea.yaml").write_bytes(TEA.read_bytes())
    build(Order(tmp_path / "tea.yaml", theme="acme", only=("deck",), out=tmp_path / "out"), Workers(1))
    [deck] = tmp_path.rglob("deck.pptx")
    with zipfile.ZipFile(deck) as parts:
        xml = [name for name in parts.namelist() if name.endswith((".xml", ".rels"))]
        assert [etree.fromstring(parts.read(name)).tag for name in xml]
        assert any(b"odd&amp;&lt;kind" in parts.read(name) for name in xml if name.endswith(".rels"))
