"""A brief in another language by a sheet: written, filled in, taken back, and kept when it is written again."""

import csv
import re
from pathlib import Path

import pytest

import briefwright
from briefwright.core.diagnostics import Refused

BRIEF = """\
briefwright: 1
id: tea
title: Tea in offices
as_of: 2024-05
status: final
sources: {poll: {title: What offices drink, publisher: Example Institute, date: 2024-05, paragraphs: 9}}
figures: {cups: {value: 40, cite: "poll:1"}}
bottom_line: {headline: Few offices offer a good tea}
judgements:
  - {id: rare, text: Good tea is rare, support: "Of {{ figures.cups }} cups few are good. [@poll:5]", confidence: low}
  - {id: sold, text: {default: Tea sells, "@de": Tee verkauft sich}, support: "=SUM of all. [@poll:6]", confidence: low}
slides:
  - {id: own, form: bullets, section: outlook, title: What we would do next, items: [Buy leaves, Sell the machine]}
"""
GERMAN = {
    "Few offices offer a good tea": "Wenige Büros bieten guten Tee",
    "Of {{ figures.cups }} cups few are good. [@poll:5]": "Von {{ figures.cups }} Tassen sind wenige gut. [@poll:5]",
    "What we would do next": "Was wir als Nächstes täten",
}


@pytest.fixture
def tea(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "tea.yaml"
    path.write_text(BRIEF, encoding="utf-8")
    return path


def rows(sheet: Path) -> dict[str, str]:
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        return {row["text"]: row["translation"] for row in csv.DictReader(file)}


def filled(sheet: Path, wordings: dict[str, str]) -> None:
    held = rows(sheet) | wordings
    with sheet.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter=";")  # as a German Excel saves it
        out.writerows([("text", "translation"), *held.items()])


def taken(tea: Path, wordings: dict[str, str]) -> Path:
    made = briefwright.translate(tea, "de")
    filled(made.path, wordings)
    tea.write_text(f"{BRIEF}{made.line}\n", encoding="utf-8")
    return made.path


def test_the_sheet_has_every_text_once_that_has_no_wording(tea: Path) -> None:
    made = briefwright.translate(tea, "de")
    assert made.path.name == "tea.de.csv"
    assert made.line == "translations: {de: tea.de.csv}"
    texts = rows(made.path)
    assert (made.count, made.missing) == (len(texts), len(texts))
    assert {*GERMAN, "Good tea is rare", "Sell the machine", "'=SUM of all. [@poll:6]"} <= set(texts)
    assert "Tea sells" not in texts
    assert "figures.cups" not in texts


def test_a_deck_has_the_wordings_of_the_sheet(tea: Path) -> None:
    taken(tea, GERMAN)
    pdf = pytest.importorskip("pypdfium2")
    built = briefwright.build(tea, language="de", only=["slides"])
    words = " ".join(page.get_textpage().get_text_range() for page in pdf.PdfDocument(built.paths[0]))
    words = re.sub(r"\s+", " ", words.replace("\ufffe", "-"))
    assert "Wenige Büros bieten guten Tee" in words
    assert "Von 40 Tassen sind wenige gut." in words
    assert "Was wir als Nächstes täten" in words
    assert "Good tea is rare" in words
    assert "BW324" in {d.code for d in built.diagnostics}


def test_the_sheet_has_what_a_slide_says_and_not_what_it_names(tea: Path) -> None:
    slide = (
        "  - {id: seen, form: bar, section: outlook, title: Leaves win, layout: Chart and text, "
        "when: figures.cups > 3, chart: {title: Cups, "
        "categories: [Leaves, Bags], series: [{name: Cups, numbers: [{value: 4}, {value: 2}]}]}}\n"
        "  - {id: risks, form: stakes, title: All at stake, fronts: [{name: Taste, upside: Joy, risk: None}]}\n"
    )
    tea.write_text(tea.read_text(encoding="utf-8").replace("slides:\n", f"slides:\n{slide}"), encoding="utf-8")
    texts = rows(briefwright.translate(tea, "de").path)
    assert {"Leaves win", "Cups", "Leaves", "Bags", "Taste", "Joy"} <= set(texts)
    assert not {"Chart and text", "figures.cups > 3", "bar", "outlook", "stakes"} & set(texts)


def test_a_name_is_not_translated_where_a_text_is_worded_alike(tea: Path) -> None:
    taken(tea, {"cups": "Tassen", "Leaves": "Blätter"})
    chart = "charts: [{id: cups, kind: bar, title: cups, series: {Leaves: {May: 4}, Bags: {May: 2}}}]\n"
    slide = "  - {id: cups, form: bar, section: outlook, title: Leaves win, chart: cups}\n"
    told = tea.read_text(encoding="utf-8").replace("slides:\n", f"{chart}slides:\n{slide}")
    tea.write_text(told, encoding="utf-8")
    pdf = pytest.importorskip("pypdfium2")
    built = briefwright.build(tea, language="de", only=["slides"])
    assert not built.failed
    words = " ".join(page.get_textpage().get_text_range() for page in pdf.PdfDocument(built.paths[0]))
    assert "Blätter" in words  # the name of a series
    assert "Leaves " not in words.replace("Leaves win", "")


def test_the_next_sheet_keeps_what_was_translated_and_drops_what_is_gone(tea: Path) -> None:
    path = taken(tea, GERMAN)
    tea.write_text(tea.read_text("utf-8").replace("Few offices offer", "Many offices offer"), encoding="utf-8")
    found = {d.code: d for d in briefwright.read(tea).diagnostics}
    assert found["BW262"].span
    assert found["BW262"].span.file == "tea.de.csv" or found["BW262"].span.file.endswith("/tea.de.csv")
    made = briefwright.translate(tea, "de")
    assert (made.path, made.line) == (path, "")
    held = rows(path)
    assert held["What we would do next"] == GERMAN["What we would do next"]
    assert "Few offices offer a good tea" not in held
    assert held["Many offices offer a good tea"] == ""


def test_a_translation_that_loses_a_source_or_a_figure_is_told_at_its_cell(tea: Path) -> None:
    taken(tea, {"Of {{ figures.cups }} cups few are good. [@poll:5]": "Von 40 Tassen sind wenige gut."})
    [found] = [d for d in briefwright.read(tea).diagnostics if d.code == "BW263"]
    assert "{{ figures.cups }}, [@poll:5]" in found.message


@pytest.mark.parametrize(
    ("sheet", "code"),
    [("text,translation\na,b\na,c\n", "BW261"), ("text,Deutsch\na,b\n", "BW260"), (None, "BW132")],
)
def test_a_sheet_that_cannot_be_used_is_refused(sheet: str | None, code: str, tea: Path) -> None:
    if sheet:
        (tea.parent / "x.csv").write_text(sheet, encoding="utf-8")
    tea.write_text(f"{BRIEF}translations: {{de: x.csv}}\n", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        briefwright.read(tea)
    assert code in [d.code for d in refused.value.diagnostics if d.severity is briefwright.Severity.ERROR]


def test_nothing_is_overwritten_unasked(tea: Path) -> None:
    Path("tea.de.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(Refused, match="BW704"):
        briefwright.translate(tea, "de")
    with pytest.raises(Refused, match="BW303"):
        briefwright.translate(tea, "xx")
    with pytest.raises(Refused, match="BW264"):
        briefwright.translate(tea, "de", "tea.xlsx")
    assert briefwright.translate(tea, "de", force=True).count
