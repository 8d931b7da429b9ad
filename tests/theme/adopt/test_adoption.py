"""A client's own template becomes a theme, and decks in it: valid, fitting, its own master, layouts and footers."""

import io
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from pptx import Presentation

from briefwright.brief.read import read
from briefwright.core.diagnostics import Diagnostic, Refused, errors
from briefwright.core.files import read_bytes
from briefwright.core.opc import opened
from briefwright.pipeline.check import place_editions
from briefwright.pipeline.deck import Production, produce
from briefwright.pipeline.editions import Order
from briefwright.pipeline.tried_adoption import save_adopted
from briefwright.theme.read import read_theme
from tests import clients, judges
from tests.hard_clients import HARD

ROOT = Path(__file__).resolve().parents[3]
TEA = ROOT / "tests" / "briefs" / "tea.yaml"
EVERY = {**clients.ALL, **HARD}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a brief and, once they are asked for, the themes of all templates."""
    made = tmp_path_factory.mktemp("clients")
    shutil.copy(TEA, made / "tea.yaml")
    return made


@pytest.fixture(scope="module")
def adopted(folder: Path) -> Callable[[str], tuple[Path, tuple[Diagnostic, ...]]]:
    """Adopts a template by its name, once; the theme's path and the report."""
    done: dict[str, tuple[Path, tuple[Diagnostic, ...]]] = {}

    def adopt(name: str) -> tuple[Path, tuple[Diagnostic, ...]]:
        if name not in done:
            file = clients.written(clients.as_template(EVERY[name]()), folder / f"{name}.potx")
            done[name] = save_adopted(file, str(folder / "templates" / "themes" / f"{name}.yaml"))
        return done[name]

    return adopt


@pytest.fixture(scope="module")
def built(folder: Path, adopted) -> Callable[[str], tuple[Path, Production]]:
    """The deck of a small brief in a template, written; and what was made."""
    done: dict[str, tuple[Path, Production]] = {}

    def build(name: str) -> tuple[Path, Production]:
        if name not in done:
            adopted(name)
            editions, diagnostics = place_editions(
                read(folder / "tea.yaml"), Order(folder / "tea.yaml", ("full",), name)
            )
            assert errors(diagnostics) == ()
            made = produce(editions[0].story, editions[0].theme, ("deck", "slides"))
            assert errors(made.diagnostics) == ()
            path = folder / f"{name}.pptx"
            path.write_bytes(made.files["deck.pptx"])
            path.with_suffix(".pdf").write_bytes(made.files["slides.pdf"])
            done[name] = path, made
        return done[name]

    return build


# those of one template in one process, which adopts it and builds in it once
EACH = pytest.mark.parametrize("name", [pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in EVERY])


@EACH
def test_a_deck_in_it_is_valid_and_fits(name: str, built) -> None:
    path, made = built(name)
    assert [d for d in made.diagnostics if d.code != "BW628"] == []
    assert judges.openxml_audit(path) == []


@EACH
def test_the_deck_has_the_page_the_masters_and_the_layouts_of_the_file(name: str, folder: Path, built) -> None:
    parts = EVERY[name]()
    theirs = Presentation(clients.written(parts, folder / f"{name}-again.pptx"))
    ours = Presentation(str(built(name)[0]))
    assert (ours.slide_width, ours.slide_height) == (theirs.slide_width, theirs.slide_height)
    names = [[layout.name for layout in master.slide_layouts] for master in theirs.slide_masters]
    assert [[layout.name for layout in master.slide_layouts] for master in ours.slide_masters] == names


@EACH
def test_every_page_has_its_title_where_an_outline_finds_it(name: str, built) -> None:
    path, made = built(name)
    titles = [slide.shapes.title.text_frame.text.strip() for slide in Presentation(str(path)).slides]
    assert len(titles) == len(made.scene.pages)
    assert all(titles)


@EACH
def test_no_part_is_left_of_the_sample_slides(name: str, built) -> None:
    path, made = built(name)
    package = opened(path)
    reached, waiting = set(), [""]
    while waiting:
        for relation in package.relations(waiting.pop()).values():
            if not relation.external and relation.target not in reached:
                assert package.has(relation.target)
                reached.add(relation.target)
                waiting.append(relation.target)
    parts = {part for part in clients.parts_of(path.read_bytes()) if not part.endswith(".rels")} - {clients.TYPES}
    assert parts == reached
    assert len(package.related(package.main, "slide")) == len(made.scene.pages)


@pytest.mark.slow
def test_an_office_opens_them_all(folder: Path, built, some) -> None:
    decks = [built(name)[0] for name in some(list(EVERY), 6)]
    assert len(judges.libreoffice_pdfs(decks, folder / "office")) == len(decks)


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["forty-slides", "two-masters", "no-title", "logo", "small-page", "everything", "freeforms", "dated"]
)
def test_the_sdk_of_office_finds_no_fault(name: str, built) -> None:
    assert judges.sdk_validator(built(name)[0]) == []


def test_the_same_brief_makes_the_same_bytes(folder: Path, built) -> None:
    path, _ = built("logo")
    editions, _ = place_editions(read(folder / "tea.yaml"), Order(folder / "tea.yaml", ("full",), "logo"))
    assert produce(editions[0].story, editions[0].theme, ("deck",)).files["deck.pptx"] == path.read_bytes()


def test_a_deck_in_a_template_is_a_presentation(built) -> None:
    parts = clients.parts_of(built("logo")[0].read_bytes())
    assert b"template.main+xml" not in parts[clients.TYPES]
    assert b"presentationml.presentation.main+xml" in parts[clients.TYPES]


def test_titles_and_footers_stand_in_the_client_s_own_placeholders(built) -> None:
    slide = Presentation(str(built("logo")[0])).slides[1]
    kinds = {shape.placeholder_format.type for shape in slide.placeholders}
    assert {str(kind).split(" ")[0] for kind in kinds} >= {"TITLE", "FOOTER", "SLIDE_NUMBER"}
    # where the layout has them: they move when the layout is changed
    assert all(shape._element.spPr.find("{*}xfrm") is None for shape in slide.placeholders)


def test_a_button_of_the_master_that_led_to_a_sample_slide_leads_nowhere(built) -> None:
    parts = clients.parts_of(built("forty-slides")[0].read_bytes())
    assert b'name="Home"' in parts[clients.MASTER]
    assert b"hlinkClick" not in parts[clients.MASTER]


def test_the_pdf_shows_the_client_s_logo_and_band(built) -> None:
    made = built("logo")[1]
    drawn = [item.name for item in made.scene.layout("content").items]
    assert drawn[:2] == ["client-1", "client-2"]
    assert b"/Subtype/Image" in made.files["slides.pdf"].replace(b" ", b"")


# ---- the theme ------------------------------------------------------------------------------------------


def test_layouts_are_matched_by_placeholders_whatever_their_names(adopted, folder: Path) -> None:
    named, unnamed = (read_theme_of(adopted, folder, name).layouts for name in ("four-to-three", "japanese"))
    assert named is not None
    assert unnamed is not None
    assert unnamed.title.layout == named.title.layout == "slideLayout1"
    assert unnamed.content.layout == named.content.layout == "slideLayout6"
    assert named.section.layout == "slideLayout3"


def read_theme_of(adopted, folder: Path, name: str):
    adopted(name)
    return read_theme(name, folder)


@pytest.mark.parametrize("name", ["dark", "swapped"])
def test_colours_come_through_the_master_s_map(name: str, adopted, folder: Path) -> None:
    theme = read_theme_of(adopted, folder, name)
    grounds = {"dark": ("#000000", "#FFFFFF"), "swapped": ("#FFFFFF", "#000000")}
    assert (theme.colours["paper"], theme.colours["ink"]) == grounds[name]


def test_the_logo_s_theme_takes_the_colour_that_the_master_draws(adopted, folder: Path) -> None:
    theme = read_theme_of(adopted, folder, "logo")
    assert theme.colours["accent"] == "#7A1F5C"  # the scheme is Office's own


def test_what_is_missing_is_said_with_what_stands_for_it(adopted) -> None:
    messages = " ".join(d.message for d in adopted("no-title")[1])
    assert "a title placeholder is missing" in messages
    messages = " ".join(d.message for d in adopted("one-layout")[1])
    assert "a layout for dividers is missing" in messages


def test_a_colour_that_cannot_be_read_is_told_with_the_nearest_that_can(adopted) -> None:
    [change] = [d for d in adopted("four-to-three")[1] if "accent1" in d.message]
    assert "#4F81BD" in change.message
    assert "needs 4.5" in change.message


def test_an_unknown_font_is_said_to_be_measured_as_another(adopted) -> None:
    assert any("Calibri" in d.message and "Arimo" in d.message for d in adopted("four-to-three")[1])


# ---- adopting again ---------------------------------------------------------------------------------------


@pytest.fixture
def adopt_again(tmp_path: Path) -> Callable[[dict[str, bytes]], tuple[Path, tuple[Diagnostic, ...]]]:
    """Adopts parts into the same theme, time after time."""

    def adopt(parts: dict[str, bytes]) -> tuple[Path, tuple[Diagnostic, ...]]:
        return save_adopted(clients.written(parts, tmp_path / "acme.pptx"), str(tmp_path / "themes" / "acme.yaml"))

    return adopt


def test_adopting_again_changes_nothing(adopt_again) -> None:
    path, _ = adopt_again(clients.usual())
    before = path.read_bytes()
    assert adopt_again(clients.usual())[0].read_bytes() == before


def test_an_edit_of_the_theme_stays_and_what_differs_is_named(adopt_again) -> None:
    path, _ = adopt_again(clients.usual())
    text = path.read_text(encoding="utf-8").replace("title: Acme", "title: Acme & Sons  # as they write it")
    lines = ['  accent: "#7700AA"  # ours' if line.startswith("  accent:") else line for line in text.split("\n")]
    path.write_text("\n".join(lines), encoding="utf-8")
    _, report = adopt_again(clients.usual())
    assert path.read_text(encoding="utf-8") == "\n".join(lines)
    assert {d.message.split(":")[0] for d in report if d.code == "BW554"} == {"title", "colours.accent"}


def test_a_change_of_the_client_s_comes_in_where_nobody_edited(adopt_again) -> None:
    path, _ = adopt_again(clients.usual())
    theme = clients.edited(clients.usual(), [clients.THEME], lambda text: text.replace("4F81BD", "8A1538"))
    _, report = adopt_again(theme)
    assert '  accent: "#8A1538"' in path.read_text(encoding="utf-8")
    assert not [d for d in report if d.code == "BW554"]


def test_a_theme_that_was_not_adopted_is_left_alone(adopt_again, tmp_path: Path) -> None:
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes" / "acme.yaml").write_text("extends: paper\n")
    with pytest.raises(Refused) as caught:
        adopt_again(clients.usual())
    assert caught.value.diagnostics[0].code == "BW548"


# ---- files that cannot be adopted -----------------------------------------------------------------------------

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def macros() -> bytes:
    parts = clients.edited(
        clients.usual(),
        [clients.TYPES],
        lambda text: text.replace(
            "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
            "application/vnd.ms-powerpoint.template.macroEnabled.main+xml",
        ),
    )
    return zipped(parts)


def zipped(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def bomb() -> bytes:
    return zipped({**clients.usual(), "ppt/media/big.bin": b"\0" * 610_000_000})


def without_master() -> bytes:
    parts = clients.usual()
    change = lambda text: re.sub(r"<p:sldMasterIdLst>.*?</p:sldMasterIdLst>", "", text, flags=re.S)  # noqa: E731
    return zipped(clients.edited(parts, ["ppt/presentation.xml"], change))


def with_entities() -> bytes:
    change = lambda text: text.replace("<p:presentation", "<!DOCTYPE a [<!ENTITY b 'c'>]><p:presentation", 1)  # noqa: E731
    return zipped(clients.edited(clients.usual(), ["ppt/presentation.xml"], change))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (lambda: b"%PDF-1.7 not a deck", "BW530"),
        (lambda: OLE, "BW530"),
        (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "BW531"),
        (macros, "BW532"),
        (lambda: zipped(clients.usual())[:9000], "BW533"),
        (with_entities, "BW533"),
        (bomb, "BW534"),
        (without_master, "BW535"),
        (lambda: zipped({"a.txt": b"a"}), "BW530"),
    ],
    ids=["pdf", "old", "password", "macros", "cut", "entities", "bomb", "master", "zip"],
)
def test_a_file_that_cannot_be_used_is_refused_by_name(data, code: str, tmp_path: Path) -> None:
    file = tmp_path / "client.potx"
    file.write_bytes(data())
    with pytest.raises(Refused) as caught:
        save_adopted(file, str(tmp_path / "themes" / "client.yaml"))
    [diagnostic] = caught.value.diagnostics
    assert diagnostic.code == code
    assert diagnostic.hint
    assert not (tmp_path / "themes").exists()


def test_a_base_stays_within_the_folder_of_its_theme(adopt_again, tmp_path: Path) -> None:
    path, _ = adopt_again(clients.usual())
    themes = tmp_path / "templates" / "themes"
    themes.mkdir(parents=True)
    (themes / "acme.yaml").write_text(path.read_text().replace("clients/acme.pptx", "../../acme.pptx"))
    with pytest.raises(Refused) as caught:
        read_theme("acme", tmp_path)
    assert caught.value.diagnostics[0].code == "BW541"


def test_the_command_writes_a_theme_and_says_what_it_did(briefwright, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    clients.written(clients.usual(), tmp_path / "Acme Corp.pptx")
    result = briefwright("theme", "adopt", "Acme Corp.pptx")
    assert result.code == 0
    assert "templates/themes/acme-corp.yaml" in result.out
    assert read_theme("acme-corp", tmp_path).client is not None
    assert b"Matched" in read_bytes(tmp_path / "templates" / "themes" / "clients" / "acme-corp.report.md")


@pytest.mark.slow
@pytest.mark.parametrize("file", ["footers.pptx", "one-layout.pptx", "small-page-no-slides.pptx", "university.potx"])
def test_templates_met_in_the_wild_hold_the_sample_brief(file: str, shared: Path, tmp_path: Path) -> None:
    brief = tmp_path / "china-llm.yaml"
    shutil.copy(ROOT / "briefs" / "china-llm.yaml", brief)
    save_adopted(shared / "clients" / file, str(tmp_path / "templates" / "themes" / "wild.yaml"))
    editions, _ = place_editions(read(brief), Order(brief, ("full",), "wild"))
    made = produce(editions[0].story, editions[0].theme, ("deck", "slides"))
    assert errors(made.diagnostics) == ()
    deck = tmp_path / "deck.pptx"
    deck.write_bytes(made.files["deck.pptx"])
    assert judges.openxml_audit(deck) == []
