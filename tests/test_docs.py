"""What README and docs/ show is what the code does: brief, error, page of forms, gallery."""

import importlib.util
import re
import runpy
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from textwrap import indent
from types import ModuleType

import pytest
import yaml

from briefwright.brief.read import read
from briefwright.cli import main
from briefwright.core.diagnostics import errors
from briefwright.forms.table import forms
from briefwright.inspect.schema import schema
from briefwright.pipeline.check import place_editions
from briefwright.pipeline.editions import Order
from tests import clients

DOCS = Path(__file__).resolve().parents[1] / "docs"
GALLERY = DOCS.parent / "briefs" / "gallery.yaml"


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"docs_{name}", DOCS / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_forms_is_current() -> None:
    written = (DOCS / "forms.md").read_text(encoding="utf-8")
    assert written == script("forms").text(), "run `make forms`"


def test_the_drawing_of_the_rooms_is_current() -> None:
    page = script("architecture")
    assert page.PAGE.read_text(encoding="utf-8") == page.text(), "run `make forms`"


def test_every_file_that_the_page_of_rooms_names_is_there() -> None:
    named = re.findall(r"`([\w/]+/\w+\.py)`", (DOCS / "architecture.md").read_text(encoding="utf-8"))
    assert len(named) >= 8
    places = DOCS.parent, DOCS.parent / "src" / "briefwright"
    assert [name for name in named if not any((place / name).is_file() for place in places)] == []


def test_the_gallery_shows_every_form_once() -> None:
    slides = yaml.safe_load(GALLERY.read_text(encoding="utf-8"))["slides"]
    assert [slide["form"] for slide in slides] == [form.name for form in forms()]


README = (DOCS.parent / "README.md").read_text(encoding="utf-8")


def test_the_brief_in_the_readme_builds_and_its_slip_gives_the_error_that_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    brief, theme = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "templates" / "themes").mkdir(parents=True)
    (tmp_path / "templates" / "themes" / "ours.yaml").write_text(theme, encoding="utf-8")
    (tmp_path / "tea.yaml").write_text(brief, encoding="utf-8")
    assert main(["build", "tea.yaml", "-t", "ours", "--only", "deck"]) == 0
    assert main(["build", "tea.yaml", "--strict"]) == 0
    (tmp_path / "tea.yaml").write_text(brief.replace("{{ figures.tea }} of", "{{ figures.taea }} of"), encoding="utf-8")
    assert main(["build", "tea.yaml"]) == 1
    shown = re.search(r"tea\.yaml:.*?BW203.*?\n.*?\n", README)
    assert shown
    assert shown[0] in capsys.readouterr().err


def test_the_sheet_in_the_docs_is_read_and_its_slip_gives_the_error_that_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (DOCS / "sheets.md").read_text(encoding="utf-8")
    [figures], [sheet] = (re.findall(rf"```{kind}\n(.*?)```", page, re.DOTALL) for kind in ("yaml", "csv"))
    brief = re.sub(
        r"figures:\n.*?(?=bottom_line:)",
        figures,
        re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)[0],
        flags=re.DOTALL,
    )
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tea.yaml").write_text(brief, encoding="utf-8")
    (tmp_path / "figures.csv").write_text(sheet, encoding="utf-8")
    assert main(["build", "tea.yaml", "-l", "de", "--only", "deck"]) == 0
    (tmp_path / "figures.csv").write_text(sheet.replace("poll:3", "pol:3"), encoding="utf-8")
    assert main(["build", "tea.yaml"]) == 1
    shown = re.search(r"```\n(figures\.csv:.*?)```", page, re.DOTALL)
    assert shown
    assert shown[1] in capsys.readouterr().err


def test_the_table_in_the_docs_is_drawn_and_shown_and_its_query_is_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (DOCS / "data.md").read_text(encoding="utf-8")
    [body], [sheet], [query] = (re.findall(rf"```{kind}\n(.*?)```", page, re.DOTALL) for kind in ("yaml", "csv", "sql"))
    head = "briefwright: 1\nid: bikes\ntitle: Bikes\nas_of: 2025-05\nbottom_line: {headline: More bikes are on loan}\n"
    asked = f"data:\n  total: {{query: {query.strip()!r}}}\n"
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bikes.yaml").write_text(head + body.replace("charts:", asked[6:] + "charts:"), encoding="utf-8")
    (tmp_path / "rentals.csv").write_text(sheet, encoding="utf-8")
    [edition], problems = place_editions(read(Path("bikes.yaml")), Order(Path("bikes.yaml"), ("full",)))
    assert not errors(problems)
    text = str([page.items for page in edition.scene.pages])
    assert all(said in text for said in ("Bikes on loan", "1,400", "310", "rentals.csv"))


def test_the_templates_in_the_docs_make_the_edition_that_they_describe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (DOCS / "templates.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    [so_what] = [block for block in blocks if block.startswith("so_what:")]
    files = {match[1]: block for block in blocks if (match := re.match(r"# (templates/\S+)\n", block))}
    assert len(files) == len(blocks) - 1
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    brief = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)[0]
    worded = brief.replace("  so_what: Sell the leaf, not the machine.\n", indent(so_what, "  "))
    assert worded != brief
    (tmp_path / "tea.yaml").write_text(worded, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    told = {}
    for language in ("en", "de", "en-US"):
        order = Order(Path("tea.yaml"), ("board",), language=language)
        [edition], findings = place_editions(read(Path("tea.yaml")), order)
        assert not errors(findings), "\n".join(map(str, findings))
        told[language] = edition
    board = told["en"]
    assert board.theme.colours["accent"].lower() == "#0b5d57"
    ids = [slide.id for slide in board.story.slides]
    assert ids.index("next-steps") == ids.index("key-figures") + 1
    assert board.story.slides[ids.index("bottom-line")].title.plain.startswith("For decision: most offices")
    assert "unknowns" not in ids
    assert board.story.meta.audience_title == "Board paper"
    said = {name: str(edition.story.slides[ids.index("bottom-line")].content) for name, edition in told.items()}
    assert "Approve the leaf pilot in two offices" in said["en"]
    assert "Den Versuch in zwei Büros genehmigen" in said["de"]
    assert told["en-US"].story.meta.date == "May\u00a02024"
    capsys.readouterr()
    assert main(["explain", "tea.yaml", "-a", "board"]) == 0
    assert re.search(r"limits.words +\d+ +\S+executive.yaml", capsys.readouterr().out)
    command = re.search(r"```\nbriefwright (template copy .*)\n```", page)
    assert command
    assert main(command[1].split()) == 0
    assert (tmp_path / "templates" / "outlines" / "briefing.yaml").is_file()


def test_the_clients_in_the_docs_get_their_decks_and_a_slip_gives_the_error_that_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (DOCS / "mail-merge.md").read_text(encoding="utf-8")
    [texts], [table], [script] = (
        re.findall(rf"```{kind}\n(.*?)```", page, re.DOTALL) for kind in ("yaml", "csv", "python")
    )
    brief = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)[0].replace("marking: Internal\n", "")
    brief = re.sub(r"bottom_line:\n  headline: .*\n", texts, brief)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tea.yaml").write_text(brief, encoding="utf-8")
    (tmp_path / "clients.csv").write_text(table, encoding="utf-8")
    assert main(["build", "tea.yaml", "--for", "clients.csv", "--only", "deck"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "output/tea/harvest-hotels/full/deck.pptx",
        "output/tea/blue-bank/executive.de.night/deck.pptx",
    ]
    assert main(["build", "tea.yaml", "--only", "deck"]) == 0
    (tmp_path / "clients.csv").write_text(table.replace("night", "nite"), encoding="utf-8")
    capsys.readouterr()
    assert main(["build", "tea.yaml", "--for", "clients.csv", "--only", "deck"]) == 1
    shown = re.search(r"```\n(clients\.csv:.*?)```", page, re.DOTALL)
    assert shown
    assert shown[1] in capsys.readouterr().err
    (tmp_path / "merge.py").write_text(script, encoding="utf-8")
    with ThreadPoolExecutor(1) as executor:
        runpy.run_path(str(tmp_path / "merge.py"), {"executor": executor})
    assert capsys.readouterr().out == "1 1\n"


def test_the_themes_in_the_docs_are_adopted_extended_and_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = re.findall(r"```yaml\n(.*?)```", (DOCS / "themes.md").read_text(encoding="utf-8"), re.DOTALL)
    green, book, tall, compact, slides = told
    brief = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)[0]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tea.yaml").write_text(brief, encoding="utf-8")
    clients.written(clients.as_template(clients.usual()), tmp_path / "Acme.potx")
    assert main(["theme", "adopt", "Acme.potx"]) == 0
    for name, text in (("green", green), ("book", book), ("tall", tall), ("acme-compact", compact)):
        (tmp_path / "templates" / "themes" / f"{name}.yaml").write_text(text, encoding="utf-8")
    for name in ("green", "book", "tall", "acme", "acme-compact"):
        assert main(["build", "tea.yaml", "-t", name]) == 0, capsys.readouterr().err
        assert (tmp_path / "output" / "tea" / f"full.{name}" / "deck.pptx").is_file()
    (tmp_path / "tea.yaml").write_text(brief + slides, encoding="utf-8")
    assert main(["build", "tea.yaml", "-t", "acme", "--only", "deck", "-o", "named"]) == 0, capsys.readouterr().err


def test_the_brief_in_the_docs_builds_for_every_audience_and_states_every_key(tmp_path: Path) -> None:
    page = (DOCS / "brief.md").read_text(encoding="utf-8")
    [text] = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    path = tmp_path / "cargo-bikes.yaml"
    path.write_text(text, encoding="utf-8")
    brief = read(path)
    for audience in ("full", "executive", "investor", "technical", "policy", "driver"):
        [edition], findings = place_editions(brief, Order(path, (audience,)))
        assert not errors(findings), "\n".join(map(str, findings))
        assert "steps" in [slide.id for slide in edition.story.slides], audience
    assert "Any item may also carry" in page
    models = (schema("brief"), *schema("brief")["$defs"].values())
    keys = {key for model in models for key in model.get("properties", ())}
    assert not {key for key in keys if not re.search(rf"(?<!\w){key}`?:|`{key}`", page)}
